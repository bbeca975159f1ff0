"""The query language of the concordance.

| query | finds |
| --- | --- |
| `ليبيا` | the word, with attached و ف ب ل ك or without (when by="stem"): «لليبيا», «وليبيا» |
| `مجلس الأمن`, `"مجلس الأمن"` | the words one after the other |
| `ليبي*` | any ending; `?` (or ؟) is one letter, `[ةه]` one of these letters |
| `روسيا\\|موسكو` | one or the other |
| `مجلس * الدولي` | a word of any kind between |
| `lemma:قال` | every form of the lemma; so `stem:`, `norm:` and `form:` (as written, hamza and diacritics too) |

A backslash takes a sign as it is: `\\*`. Text copied from an article is cut as the article was: «الأمن،» is two tokens.
"""

import re
from dataclasses import dataclass

import pandas as pd

from helpers import lexicons, normalise, occurrences, tokens

_OPENING, _CLOSING = '"«“', {'"': '"', "«": "»", "“": "”"}
_ANY, _ONE = "*", "?؟"
_field = re.compile(r"([A-Za-z]+):")


class QueryError(ValueError):
    """A query that cannot be read; its message points at the place.

    Attributes
    ----------
    query : str
    place : int
        The character where it breaks, from 0.
    key, values
        The row of data/lexicons/query_errors.csv that says why, and what is filled in.
    """

    def __init__(self, query: str, place: int, key: str, **values):
        self.query, self.place, self.key, self.values = query, place, key, values
        shown = query.replace("\n", " ").replace("\t", " ")
        super().__init__(f"{self.reason()} (character {place + 1} of the query)\n  {shown}\n  {' ' * place}^")

    def reason(self, language: str = "en") -> str:
        """Why the query is broken and what to do, in a language."""
        table = lexicons.read("query_errors").set_index("key")
        return table.loc[self.key, language].format(**self.values)


@dataclass(frozen=True)
class Word:
    """One word of a query: the column it is looked up in, what it may be, and as a pattern where it has wildcards."""

    by: str
    exact: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        return ".*" in self.patterns


def parse(query: str, by: str = "stem") -> list[Word]:
    """The words of a query, in order.

    Raises
    ------
    QueryError
        The query is empty or broken; the message shows the place.

    >>> [sorted(word.exact) for word in parse("مجلس الأمن")]
    [['مجلس'], ['الامن']]
    >>> parse("ليبي*")[0].patterns
    ('ليبي.*',)
    >>> parse("روسيا [موسكو")
    Traceback (most recent call last):
    ...
    helpers.queries.QueryError: The bracket [ is never closed: add ] (character 7 of the query)
      روسيا [موسكو
            ^
    """
    occurrences.column_of(by)
    words = [word for start, end in _pieces(query) for word in _words(query, start, end, by)]
    if not words:
        raise QueryError(query, 0, "empty")
    if all(word.anything for word in words):
        raise QueryError(query, query.index(_ANY), "everything")
    return words


def _pieces(query: str):
    """Start and end of each word between white space and quotation marks."""
    start, opened, closing, position = None, 0, "", 0
    while position <= len(query):
        char = query[position] if position < len(query) else " "
        border = char.isspace() or (char == closing if closing else char in _OPENING)
        if border and start is not None:
            yield start, position
            start = None
        elif not border and start is None:
            start = position
        if position < len(query) and border and not char.isspace():
            opened, closing = (position, "") if closing else (position, _CLOSING[char])
        elif not closing and char in _CLOSING.values():
            raise QueryError(query, position, "quote_closes", sign=char)
        position = min(position + 2, max(position + 1, len(query))) if char == "\\" else position + 1
    if closing:
        raise QueryError(query, opened, "quote_open", sign=query[opened], other=closing)


def _words(query: str, start: int, end: int, by: str) -> list[Word]:
    """What stands between two spaces: a word, or several where the text too has them apart: «الأمن،»."""
    named = _field.match(query, start, end)
    if named:
        if named[1] not in occurrences.BY:
            fields = ", ".join(f"{name}:" for name in occurrences.BY)
            raise QueryError(query, start, "field", field=named[1], fields=fields)
        by, start = named[1], named.end()
    exact, patterns, raw = set(), [], ""
    pieces, begin, position = [], start, start
    while position <= end:
        char = query[position] if position < end else "|"
        if char == "|":
            text, pattern = _alternative(query, begin, pieces, by)
            patterns.append(pattern) if pattern else exact.add(text)
            raw = pieces[0][1]
            pieces, begin = [], position + 1
        elif char == "*":
            if pieces and pieces[-1][0] == "*":
                raise QueryError(query, position, "stars")
            pieces.append(("*", ".*"))
        elif char in _ONE:
            pieces.append(("?", "."))
        elif char in "[]":
            pieces.append(("[", _letters(query, position, end, by)))
            position = query.index("]", position)
        else:
            if char == "\\":
                position += 1
                if position >= end:
                    raise QueryError(query, position - 1, "backslash")
            before = pieces.pop()[1] if pieces and pieces[-1][0] == "text" else ""
            pieces.append(("text", before + query[position]))
        position += 1
    if len(exact) == 1 and not patterns and not raw.isalnum():
        block = pd.DataFrame({"article": "", "block": 0, "start": 0, "text": [raw]})
        parts = tokens.tokenise(block, clitics=False, lemmas=None)["text"]
        return [Word(by, frozenset({_normal(part, by)})) for part in parts]
    return [Word(by, frozenset(exact), tuple(patterns))]


def _letters(query: str, place: int, end: int, by: str) -> str:
    """A set of letters in brackets as a pattern."""
    closing = query.find("]", place, end)
    if query[place] == "]":
        raise QueryError(query, place, "bracket_closes")
    if closing < 0:
        raise QueryError(query, place, "bracket_open")
    letters = _normal(query[place + 1 : closing], by)
    if not letters:
        raise QueryError(query, place, "bracket_empty")
    return f"[{''.join(map(re.escape, letters))}]"


def _alternative(query: str, begin: int, pieces: list, by: str) -> tuple[str, str | None]:
    """What was read between two | as text, or as a pattern where it has wildcards."""
    if not pieces:
        at = min(begin, len(query) - 1)
        raise QueryError(query, at, "missing")
    text = "".join(_normal(part, by) if kind == "text" else part for kind, part in pieces)
    if not text:
        raise QueryError(query, begin, "marks")
    if all(kind == "text" for kind, _ in pieces):
        return text, None
    return "", "".join(re.escape(_normal(part, by)) if kind == "text" else part for kind, part in pieces)


def _normal(text: str, by: str) -> str:
    return text if by == "form" else normalise.standard(text)
