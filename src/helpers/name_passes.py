"""The second look at an article: what a word is elsewhere in the same article counts for what it is here."""

from functools import lru_cache

import numpy as np
import pandas as pd

from helpers import demonyms, lexicons, normalise, spelling

STRENGTH, FLOOR, MOST, POWER = 0.9, 0.02, 2.0, 4
EAGER, LICENCE, SURE, INSTITUTION = 0.6, 7.0, 0.6, 3.0
"""EAGER is added to the score of every name: the weights are those that are right about most words, and most words are
no names; names are counted, so one missed costs as much as one made up. Chosen on articles held back from training."""


def evidence(marginals: np.ndarray, labels: list[str], groups: np.ndarray) -> np.ndarray:
    """What the other places of the same word in the same article say about each place, shape (places, labels).

    Parameters
    ----------
    marginals : ndarray, shape (places, labels)
        Probabilities of the labels as a first look gave them.
    labels : list of str
        O, B-PER, I-PER, ...
    groups : ndarray of int
        The same number for the same word in the same article, -1 for words that are never a name by themselves.

    Returns
    -------
    ndarray
        To be added to the scores of the first look: 0 where the word stands once; a type gains as far as the other
        places say so, the beginning and the rest of a name alike.

    >>> sure = np.array([[0.02, 0.98, 0], [0.9, 0.1, 0], [1, 0, 0]])
    >>> evidence(sure, ["O", "B-PER", "I-PER"], np.array([0, 0, 1])).round(1).tolist()
    [[0.0, -1.8, -1.8], [0.0, 1.8, 1.8], [0.0, 0.0, 0.0]]
    """
    types = sorted({label[2:] for label in labels} - {""})
    whole = np.stack([marginals[:, [k for k, b in enumerate(labels) if b[2:] == t]].sum(axis=1) for t in types], axis=1)
    none = marginals[:, labels.index("O")]
    # A word that is surely a name somewhere counts more than many places that leave it open.
    values = np.column_stack([whole**POWER, none])
    ok = groups >= 0
    size = np.bincount(groups[ok]) if ok.any() else np.zeros(1)
    sums = np.stack([np.bincount(groups[ok], v[ok], minlength=len(size)) for v in values.T], axis=1)
    added = np.zeros_like(marginals)
    at = np.flatnonzero(ok & (size[groups * ok] > 1))
    if not len(at):
        return added
    others = (sums[groups[at]] - values[at]) / (size[groups[at]] - 1)[:, None]
    named = others[:, :-1].clip(0) ** (1 / POWER)
    gain = STRENGTH * np.clip(np.log((named + FLOOR) / (others[:, -1:] + FLOOR)), -MOST, MOST)
    for k, label in enumerate(labels):
        if label != "O":
            added[at, k] = gain[:, types.index(label[2:])]
    return added


def groups(words: list[tuple], ids: np.ndarray, article: np.ndarray) -> np.ndarray:
    """A number for every place: the same for one stem in one article, -1 for what is no word.

    >>> groups([("لحفتر", "حفتر", "ل", "word"), ("حفتر", "حفتر", "", "word"), (".", ".", "", "punctuation")],
    ... np.array([0, 2, 1]), np.array([0, 0, 0])).tolist()
    [1, -1, 1]
    """
    stems = {}
    stem = np.array([stems.setdefault(w[1], len(stems)) if w[3] in ("word", "latin") else -1 for w in words], np.int64)[
        ids
    ]
    keys, number = np.unique(article.astype(np.int64) * (len(stems) + 1) + stem, return_inverse=True)
    return np.where(stem < 0, -1, number)


def apart(labels: np.ndarray, names: list[str], words: list[tuple], ids: np.ndarray) -> None:
    """Begin a new person, in place, where «و» is attached inside a person's name: «هاري وميغن» are two.

    >>> labels, words = np.array([1, 2]), [("هاري", "هاري", "", "word"), ("وميغن", "ميغن", "و", "word")]
    >>> apart(labels, ["O", "B-PER", "I-PER"], words, np.array([0, 1]))
    >>> labels.tolist()
    [1, 1]
    """
    joined = np.array([word[2][:1] in ("و", "ف") and word[2] != "" for word in words], bool)[ids]
    labels[joined & (labels == names.index("I-PER"))] = names.index("B-PER")


def common(spans: pd.DataFrame, words: list[tuple], ids: np.ndarray) -> np.ndarray:
    """Which spans are currencies, faiths or peoples (data/lexicons/not_names.csv): some are names in ANERcorp.

    >>> spans = pd.DataFrame({"first": [0, 1], "last": [0, 1], "type": ["MISC", "LOC"]})
    >>> common(spans, [("دولارا", "دولارا", "", "word"), ("ليبيا", "ليبيا", "", "word")], np.array([0, 1])).tolist()
    [True, False]
    """
    known = _common()
    one = ((spans["first"] == spans["last"]) & spans["type"].isin(["MISC", "ORG"])).to_numpy()
    stems = [words[ids[i]][1] for i in spans["first"]]
    bare = [stem[2:] if stem.startswith("ال") else stem for stem in stems]
    return one & np.array([a in known or b in known for a, b in zip(stems, bare, strict=True)], bool)


def adjectives(spans: pd.DataFrame, words: list[tuple], ids: np.ndarray) -> np.ndarray:
    """Which spans are a country's name used as the adjective that it is too: «السلطات السعودية», not «في السعودية».

    >>> spans = pd.DataFrame({"first": [1, 3], "last": [1, 3], "type": ["LOC", "LOC"]})
    >>> words = [("السلطات", "السلطات", "", "word"), ("السعودية", "السعودية", "", "word"), ("في", "في", "", "word")]
    >>> adjectives(spans, words, np.array([0, 1, 2, 1])).tolist()
    [True, False]
    """
    named = np.zeros(len(ids) + 1, bool)
    for first, last in zip(spans["first"], spans["last"], strict=True):
        named[first : last + 1] = True
    found = []
    for first, last, kind in zip(spans["first"], spans["last"], spans["type"], strict=True):
        own = kind == "LOC" and first == last and first > 0 and not named[first - 1]
        word, before = words[ids[first]], words[ids[first - 1]]
        own = own and word[1] in _both() and not word[2]
        found.append(bool(own and before[3] == "word" and before[1].startswith("ال")))
    return np.array(found, bool)


def titles(spans: pd.DataFrame, words: list[tuple], ids: np.ndarray) -> np.ndarray:
    """Which spans are nothing but a title before a person's name: «الشيخ» in «الشيخ عبد العزيز آل الشيخ».

    >>> spans = pd.DataFrame({"first": [0, 1], "last": [0, 1], "type": ["PER", "PER"]})
    >>> words = [("الشيخ", "الشيخ", "", "word"), ("سلمان", "سلمان", "", "word")]
    >>> titles(spans, words, np.array([0, 1])).tolist()
    [True, False]
    """
    opens = set(spans["first"][spans["type"] == "PER"])
    found = [
        kind == "PER" and first == last and last + 1 in opens and words[ids[first]][1] in _titles()
        for first, last, kind in zip(spans["first"], spans["last"], spans["type"], strict=True)
    ]
    return np.array(found, bool)


@lru_cache(maxsize=1)
def _both() -> frozenset[str]:
    """Names of countries that are the feminine of their adjective: «السعودية»."""
    names = map(normalise.standard, lexicons.words("country_names"))
    return frozenset(
        name for name in names
        if name.startswith("ال") and " " not in name and spelling.fold(name)[2:] == demonyms.adjective(name) + "ه"
    )  # fmt: skip


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    table = lexicons.read("titles")
    before = table["title"][(table["position"] == "before") & ~table["title"].str.contains(" ")]
    return frozenset(map(normalise.standard, before))


def licensed(labels, marginals, names, words, ids, sentence, groups) -> np.ndarray:
    """What full names of persons allow, to be added to the scores of the second look, shape (places, labels).

    A given name (data/lexicons/arabic_given_names.csv) and the word after it are one name wherever both stand together
    in an article, if they do so twice or are one name somewhere. The last word of a full name may name the person by
    itself («غسان سلامة», later «وقال سلامة»), but not before a word with ال («سلامة المواطنين»).

    Parameters
    ----------
    labels, marginals
        What the second look gave.
    names : list of str
        The labels by name.
    words, ids, sentence
        Distinct words, which stands where, and in which sentence.
    groups : ndarray of int
        As `groups` gives them.
    """
    begin, inside, none = (names.index(name) for name in ("B-PER", "I-PER", "O"))
    added = np.zeros((len(labels), len(names)))
    if len(labels) < 2:
        return added
    given, open_ = (np.array(values, bool)[ids] for values in _given(words))
    together = (sentence[1:] == sentence[:-1]) & (groups[:-1] >= 0) & (groups[1:] >= 0)
    pair = np.where(together, groups[:-1] * (int(groups.max()) + 2) + groups[1:], -1)
    _, which, times = np.unique(pair, return_inverse=True, return_counts=True)
    start = together & (labels[:-1] == begin) & given[:-1]
    full = start & ((labels[1:] == inside) | ((labels[1:] == none) & open_[1:] & (times[which] > 1)))
    second = np.flatnonzero(together & np.isin(pair, pair[full]) & np.isin(labels[1:], (none, inside))) + 1
    added[second - 1, begin] += LICENCE
    added[second, inside] += LICENCE
    sure = marginals[:, begin] + marginals[:, inside] > SURE
    last = (labels == inside) & np.append(labels[1:] != inside, True) & sure & (groups >= 0)
    last[second] = True
    definite = np.array([word[1].startswith("ال") and not word[2] for word in words], bool)[ids]
    bound = np.append(definite[1:] & together, False) & ~definite
    alone = np.isin(groups, groups[last]) & (labels == none) & ~added.any(axis=1) & ~bound
    added[alone, begin] += LICENCE
    return added


def institutions(words, ids, sentence, names: list[str]) -> np.ndarray:
    """What a ministry with its department («وزارة الدفاع») and an army or parliament with its nation («الجيش الروسي»)
    gain as names of organisations, shape (places, labels): ANERcorp leaves them unmarked, this project counts them.

    >>> words = [("وزارة", "وزارة", "", "word"), ("الدفاع", "الدفاع", "", "word")]
    >>> institutions(words, np.array([0, 1]), np.array([0, 0]), ["O", "B-ORG", "I-ORG"]).tolist()
    [[0.0, 3.0, 0.0], [0.0, 0.0, 3.0]]
    """
    added = np.zeros((len(ids), len(names)))
    heads = _institutions()
    kind = np.array([heads.get(word[1].removeprefix("ال"), "") if word[3] == "word" else "" for word in words])[ids]
    at = np.flatnonzero((kind[:-1] != "") & (sentence[1:] == sentence[:-1])) if len(ids) > 1 else []
    for i in at:
        head, after = words[ids[i]], words[ids[i + 1]]
        definite = after[1].startswith("ال") and not after[2]
        own = kind[i] == "definite" and not head[1].startswith("ال")
        nation = kind[i] == "nationality" and head[1].startswith("ال") and _nationality(after[1])
        if definite and (own or nation):
            added[i, names.index("B-ORG")] = added[i + 1, names.index("I-ORG")] = INSTITUTION
    return added


def _nationality(word: str) -> bool:
    # The union of countries has bodies as a country has.
    folded = spelling.fold(word)
    return bool(demonyms.country_of(folded)) or folded.startswith("الاورو")


@lru_cache(maxsize=1)
def _institutions() -> dict[str, str]:
    table = lexicons.read("institution_heads")
    return dict(zip(map(normalise.standard, table["head"]), table["after"], strict=True))


def _given(words) -> tuple[list[bool], list[bool]]:
    """Which words are given names, and which may be the rest of a name: no stop word, no reporting verb."""
    first, closed = _person_words()
    return [word[1] in first for word in words], [
        word[3] == "word" and not word[2] and len(word[0]) > 2 and word[0] not in closed for word in words
    ]


@lru_cache(maxsize=1)
def _person_words() -> tuple[frozenset[str], frozenset[str]]:
    cues = lexicons.read("cues")[["cue", "present", "participle", "noun"]].to_numpy().ravel()
    return (
        frozenset(map(normalise.standard, lexicons.words("arabic_given_names"))),
        frozenset(map(normalise.standard, {*lexicons.words("stopwords"), *cues})),
    )


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(
        normalise.standard(word + ending)
        for word in lexicons.words("not_names")
        for ending in ("", "ا", "ات", "ين", "ان")
    )
