"""What a text says that a person is, beside the name: «وزير الخارجية خميس الجهيناوي», «خميس الجهيناوي، وزير الخارجية».

A role is the words from a title of titles.csv up to the name, as long as nothing but definite words, adjectives of
nationality, prepositions and nouns of role_words.csv and names of places and organisations stand between; or, after the
name and a comma, from a title up to the next punctuation mark.
"""

from functools import cache

import numpy as np
import pandas as pd

from helpers import demonyms, entity_context, entity_forms, lexicons, spelling

REACH = 8  # Words before or after a name that a role may take.
_COMMA, _STOP = frozenset("،,"), frozenset('،,.؛;:؟?!()[]«»"“”-–')


@cache
def _fillers() -> frozenset[str]:
    return frozenset(map(spelling.fold, lexicons.words("role_words")))


@cache
def _prepositions() -> frozenset[str]:
    table = lexicons.read("role_words")
    return frozenset(map(spelling.fold, table.word[table.kind == "preposition"]))


def _bare(word: str) -> str:
    """A folded word without an attached letter before a title: والرئيس, لوزير, للرئيس."""
    if word.startswith("لل"):
        return "ال" + word[2:]
    return word[1:] if word[:1] in "وفبلك" and len(word) > 3 else word


def _title(words: list[str], at: int) -> int:
    """How many words the longest title takes that begins at a position of folded words; 0 for none."""
    first = words[at]
    for start in dict.fromkeys((first, _bare(first))):
        for title, _ in entity_forms.titles("before").get(start, ()):
            if (start, *words[at + 1 : at + len(title)]) == title:
                return len(title)
    return 0


def _fills(word: str) -> bool:
    """Whether a word may stand between a title and the name."""
    bare = _bare(word)
    return (
        word.startswith(("ال", "وال", "لل", "بال"))
        or not {word, bare}.isdisjoint(_fillers())
        or demonyms.country_of(word) != ""
    )


def before(words: list[str], named: list[bool]) -> int:
    """How many of the last folded words before a name are its role.

    Parameters
    ----------
    words : list of str
        What stands before the name, folded.
    named : list of bool
        Which of them are part of the name of a place or organisation.

    >>> before([spelling.fold(word) for word in "قال وزير الخارجية التونسي".split()], [False] * 4)
    3
    """
    length = 0
    if words and words[-1] in _prepositions():
        return 0  # «اتهم الوزير في ترامب»: what follows is another
    for at in range(len(words) - 1, -1, -1):
        word = words[at]
        title = _title(words, at)
        if title:
            length = len(words) - at
        if word in _STOP or not (title or named[at] or _fills(word)):
            break
        if title and word != _bare(word) and word.startswith("و") and not word.startswith("وز"):
            break  # «ماكرون والرئيس ترامب»: another begins here
    return length


def after(words: list[str], named: list[bool]) -> int:
    """How many folded words after a name and its comma are its role: up to the next mark, if all of them can be.

    >>> after(["وزير", "الخارجيه", "،", "ان"], [False] * 4)
    2
    """
    if not words or not _title(words, 0):
        return 0
    for at, word in enumerate(words):
        if word in _STOP:
            return at
        if at and not (named[at] or _fills(word) or _title(words, at)):
            return 0
    return 0


def find(mentions: pd.DataFrame, tokens: pd.DataFrame) -> pd.Series:
    """The role that the words beside each person's name give.

    Parameters
    ----------
    mentions : DataFrame
        article, start, end, type.
    tokens : DataFrame
        article, start, end, text, of the same articles.

    Returns
    -------
    Series of str
        With the index of the mentions; "" where no role stands beside the name.

    >>> words = ["التقى", "وزير", "الخارجية", "خميس", "الجهيناوي"]
    >>> starts = [0, 6, 11, 20, 25]
    >>> frame = pd.DataFrame({"article": "a", "start": starts, "text": words})
    >>> frame["end"] = frame["start"] + frame["text"].str.len()
    >>> find(pd.DataFrame({"article": ["a"], "start": [20], "end": [34], "type": ["PER"]}), frame).tolist()
    ['وزير الخارجية']
    """
    out = pd.Series("", index=mentions.index, dtype="str")
    people = np.flatnonzero((mentions["type"] == "PER").to_numpy())
    if not len(people) or not len(tokens):
        return out
    words = entity_context.Words(mentions, tokens)
    chosen = mentions.iloc[people]
    first = np.searchsorted(words.at, words.keys(chosen, "start"), side="right") - 1
    last = words.from_start(words.keys(chosen, "end"))
    named, article = _named(words, mentions), words.at >> 32
    near = words.texts([*(first - 1), *last])
    folds = {text: spelling.fold(text) or text for text in set(near.values())}
    left = [_may_end(folds[near[at - 1]], at > 0 and named[at - 1]) for at in first.tolist()]
    right = [near[at] in _COMMA and not ahead for at, ahead in zip(last.tolist(), left, strict=True)]
    spans = [
        (max(one - REACH, 0), one) if ahead else (two + 1, min(two + 1 + REACH, len(article))) if behind else (0, 0)
        for one, two, ahead, behind in zip(first.tolist(), last.tolist(), left, right, strict=True)
    ]
    texts = words.texts(at for low, high in spans for at in range(low, high))
    folds |= {text: spelling.fold(text) or text for text in set(texts.values()) - folds.keys()}
    roles = []
    for (low, high), ahead, one in zip(spans, left, first.tolist(), strict=True):
        places = [at for at in range(low, high) if article[at] == article[one]]
        folded, inside = [folds[texts[at]] for at in places], [bool(named[at]) for at in places]
        count = before(folded, inside) if ahead else after(folded, inside)
        taken = places[len(places) - count :] if ahead else places[:count]
        roles.append(_shown([texts[at] for at in taken]))
    out.iloc[people] = roles
    return out


def _named(words: entity_context.Words, mentions: pd.DataFrame) -> np.ndarray:
    """Which tokens are part of the name of a place or an organisation."""
    spans = mentions[mentions["type"].isin(["LOC", "ORG"])]
    edges = np.zeros(len(words.at) + 1, dtype="int64")
    np.add.at(edges, np.searchsorted(words.at, words.keys(spans, "start"), side="right") - 1, 1)
    np.add.at(edges, words.from_start(words.keys(spans, "end")), -1)
    return np.cumsum(edges)[:-1] > 0


def _may_end(word: str, named) -> bool:
    """Whether the word before a name can be the end of a role; most are verbs and cannot."""
    return bool(word) and word not in _STOP and bool(named or _fills(word) or _title([word], 0))


def _shown(words: list[str]) -> str:
    """The words of a role, without what is attached to the first."""
    if not words:
        return ""
    head = spelling.fold(words[0])
    if not entity_forms.titles("before").get(head) and _bare(head) != head:
        words = ["ا" + words[0][1:] if words[0].startswith("لل") else words[0][1:], *words[1:]]
    return " ".join(words)
