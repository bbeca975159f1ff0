"""The query language of the concordance, and where in a token frame a query is met.

| query | finds |
| --- | --- |
| `ليبيا` | the word, with attached و ف ب ل ك or without (when by="stem"): «لليبيا», «وليبيا» |
| `مجلس الأمن`, `"مجلس الأمن"` | the words one after the other |
| `ليبي*` | any ending; `?` (or ؟) is one letter, `[ةه]` one of these letters |
| `روسيا\\|موسكو` | one or the other |
| `مجلس * الدولي` | a word of any kind between |
| `lemma:قال` | every form of the lemma; so `stem:`, `norm:` and `form:` (as written, hamza and diacritics too) |

A backslash takes a sign as it is: `\\*`.
"""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from helpers import frames, normalise, occurrences

_OPENING, _CLOSING = '"«“', {'"': '"', "«": "»", "“": "”"}
_ANY, _ONE = "*", "?؟"
_field = re.compile(r"([A-Za-z]+):")


class QueryError(ValueError):
    """A query that cannot be read: `query`, `place` (from 0) and `reason`; the message points at the place."""

    def __init__(self, query: str, place: int, reason: str):
        self.query, self.place, self.reason = query, place, reason
        shown = query.replace("\n", " ").replace("\t", " ")
        super().__init__(f"{reason} (character {place + 1} of the query)\n  {shown}\n  {' ' * place}^")


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
    words = [_word(query, start, end, by) for start, end in _pieces(query)]
    if not words:
        raise QueryError(query, 0, "The query is empty: type a word, such as ليبيا")
    if all(word.anything for word in words):
        raise QueryError(query, query.index(_ANY), "The query is * alone and would find every word: add a letter")
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
            raise QueryError(query, position, f"The quotation mark {char} closes what was never opened: remove it")
        position = min(position + 2, max(position + 1, len(query))) if char == "\\" else position + 1
    if closing:
        raise QueryError(query, opened, f"The quotation mark {query[opened]} is never closed: add {closing}")


def _word(query: str, start: int, end: int, by: str) -> Word:
    named = _field.match(query, start, end)
    if named:
        if named[1] not in occurrences.BY:
            fields = ", ".join(f"{name}:" for name in occurrences.BY)
            raise QueryError(query, start, f"No field is called {named[1]}; there are: {fields}")
        by, start = named[1], named.end()
    exact, patterns = set(), []
    pieces, begin, position = [], start, start
    while position <= end:
        char = query[position] if position < end else "|"
        if char == "|":
            text, pattern = _alternative(query, begin, pieces, by)
            patterns.append(pattern) if pattern else exact.add(text)
            pieces, begin = [], position + 1
        elif char == "*":
            if pieces and pieces[-1][0] == "*":
                raise QueryError(query, position, "One * is any number of letters already: remove the second")
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
                    raise QueryError(
                        query, position - 1, "Nothing follows the backslash: add the sign it is for, or remove it"
                    )
            before = pieces.pop()[1] if pieces and pieces[-1][0] == "text" else ""
            pieces.append(("text", before + query[position]))
        position += 1
    return Word(by, frozenset(exact), tuple(patterns))


def _letters(query: str, place: int, end: int, by: str) -> str:
    """A set of letters in brackets as a pattern."""
    closing = query.find("]", place, end)
    if query[place] == "]":
        raise QueryError(
            query, place, "The bracket ] closes what was never opened: remove it, or write \\] for the sign"
        )
    if closing < 0:
        raise QueryError(query, place, "The bracket [ is never closed: add ]")
    letters = _normal(query[place + 1 : closing], by)
    if not letters:
        raise QueryError(
            query, place, "There is no letter in the brackets: add those that may stand here, such as [ةه]"
        )
    return f"[{''.join(map(re.escape, letters))}]"


def _alternative(query: str, begin: int, pieces: list, by: str) -> tuple[str, str | None]:
    """What was read between two | as text, or as a pattern where it has wildcards."""
    if not pieces:
        at = min(begin, len(query) - 1)
        raise QueryError(query, at, "A word is missing here: add it, or remove the | or the : beside it")
    text = "".join(_normal(part, by) if kind == "text" else part for kind, part in pieces)
    if not text:
        raise QueryError(query, begin, "These are marks without a letter: add a letter")
    if all(kind == "text" for kind, _ in pieces):
        return text, None
    return "", "".join(re.escape(_normal(part, by)) if kind == "text" else part for kind, part in pieces)


def _normal(text: str, by: str) -> str:
    return text if by == "form" else normalise.standard(text)


def met(tokens: pd.DataFrame, query: str, by: str = "stem") -> tuple[np.ndarray, np.ndarray]:
    """Where a query is met in tokens in reading order: the first and the last row of each hit, both inclusive.

    Matching is done on distinct words. Words of a phrase follow each other in one block, with nothing between them.

    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "text": ["في", "مجلس", "الأمن"],
    ...                        "norm": ["في", "مجلس", "الامن"], "stem": ["في", "مجلس", "الامن"]})
    >>> met(tokens, "مجلس الأمن")
    (array([1]), array([2]))
    """
    words = parse(query, by)
    needed = {occurrences.column_of(word.by) for word in words if not word.anything}
    frames.require(tokens, "tokens", ["article", "block", *sorted(needed)])
    first = None
    for place, word in enumerate(words):
        if word.anything:
            continue
        rows = np.flatnonzero(_mask(tokens, word)) - place
        first = rows if first is None else np.intersect1d(first, rows, assume_unique=True)
    last = first + len(words) - 1
    inside = (first >= 0) & (last < len(tokens))
    first, last = first[inside], last[inside]
    if len(words) > 1:
        block = occurrences.part_numbers(tokens)
        together = block[first] == block[last]
        first, last = first[together], last[together]
    return first, last


def _mask(tokens: pd.DataFrame, word: Word) -> np.ndarray:
    if word.by == "stem":  # a query typed with its proclitics, and a word that is split where it should not be
        columns = [column for column in ("stem", "norm") if column in tokens.columns]
    else:
        columns = [occurrences.column_of(word.by)]
    found = np.zeros(len(tokens), dtype=bool)
    for column in columns:
        found |= _matches(tokens[column], word)
    if word.by == "lemma" and word.exact and not found.any():
        lemmas = _lemmas(tokens, word.exact)
        return _matches(tokens["lemma"], Word("lemma", lemmas)) if lemmas else found
    return found


def _lemmas(tokens: pd.DataFrame, words: frozenset[str]) -> frozenset[str]:
    """The lemmas of words that are no lemma themselves: `lemma:يقول` asks for what «يقول» is a form of."""
    if "stem" not in tokens.columns:
        return frozenset()
    return frozenset(tokens["lemma"][_mask(tokens, Word("stem", words))].unique())


def _matches(values: pd.Series, word: Word) -> np.ndarray:
    found = values.isin(word.exact).to_numpy() if word.exact else np.zeros(len(values), dtype=bool)
    if word.patterns:
        numbers, distinct = occurrences.codes(values)
        # RE2, by way of Arrow: linear time whatever the pattern, where Python's `re` could go back and forth for hours.
        pattern = f"^(?s:{'|'.join(word.patterns)})$"
        hit = pc.match_substring_regex(pa.array(distinct, pa.large_string()), pattern).to_numpy(zero_copy_only=False)
        found = found | np.append(hit, False)[numbers]
    return found
