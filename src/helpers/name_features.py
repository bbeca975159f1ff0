"""What the name tagger looks at: attributes of a word and of its neighbours, the same at training and at run time.

A word (norm, stem, proclitics, kind) is described once, however often it stands in the text. Its attributes serve at
its own place (`own`) and, with the distance put before them, one place (`near`) and two places (`far`) away; the
classes and stems of neighbours serve in pairs as well (`PAIRS`). Names that lists know (`name_lists`) serve at their
own place and beside it, and together with what the sentence is about (`name_topics`), as the word's classes do. The
layout is the usual one of a linear-chain CRF for names (Benajiba & Rosso 2008; word classes as in Turian, Ratinov &
Bengio 2010).
"""

from collections.abc import Iterable

import numpy as np

from helpers import name_topics

# Pairs of words: prefix of the attribute, places of the two words, what of them is paired.
PAIRS = (
    ("B-", -1, 0, "stem"), ("B+", 0, 1, "stem"),
    ("C-", -1, 0, "c64"), ("C+", 0, 1, "c64"), ("E", -1, 1, "c64"),
    ("D-", -1, 0, "c256"), ("D+", 0, 1, "c256"),
)  # fmt: skip
OFFSETS = {-2: "-2", -1: "-1", 0: "", 1: "+1", 2: "+2"}
FAR = ("c64", "c256")
TOPICAL = ("c64", "c256")  # classes that serve together with what the sentence is about


def describe(word: tuple[str, str, str, str], known: dict[str, str]) -> tuple[list[str], list[str], list[str]]:
    """Attributes of a word at its own place, at a neighbour's and two places away.

    Parameters
    ----------
    word : tuple of str
        norm, stem, proclitics, kind, as in the tokens frame.
    known : dict of str
        What the model knows of the stem: names of columns and values (classes, gazetteers, counts).

    >>> own, near, far = describe(("لموسكو", "موسكو", "ل", "word"), {"c64": "7"})
    >>> own[:4], near[:2], far
    (['n=لموسكو', 's=موسكو', 'p=ل', 'b=موسكو'], ['s=موسكو', 'p=ل'], ['s=موسكو', 'c64=7'])
    """
    norm, stem, proclitics, kind = word
    if kind != "word":
        mark = f"k={kind}"
        shape = norm if kind == "punctuation" else str(min(len(norm), 5))
        own = [f"s={norm}", mark, f"k={kind}{shape}"]
        return own, own[:2], [mark] if kind == "punctuation" else []
    article = stem.startswith("ال") and len(stem) > 4
    bare = stem[2:] if article else stem
    classes = [f"{column}={value}" for column, value in known.items()]
    own = [
        f"n={norm}", f"s={stem}", f"p={proclitics}", f"b={bare}", f"al={article:d}", f"l={min(len(bare), 9)}",
        f"p1={bare[:1]}", f"p2={bare[:2]}", f"p3={bare[:3]}", f"p4={norm[:4]}",
        f"s1={bare[-1:]}", f"s2={bare[-2:]}", f"s3={bare[-3:]}", f"s4={bare[-4:]}", *classes,
    ]  # fmt: skip
    near = [
        f"s={stem}",
        f"p={proclitics}",
        f"b={bare}",
        f"al={article:d}",
        f"p2={bare[:2]}",
        f"s2={bare[-2:]}",
        *classes,
    ]
    far = [f"s={stem}", *(f"{column}={known[column]}" for column in FAR if column in known)]
    return own, near, far


def topical(known: dict[str, str], bucket: int) -> list[str]:
    """Attributes of a word in a sentence that is so much about sport.

    >>> topical({"c64": "7", "place": "2"}, 3)
    ['T3', 'T3c64=7']
    """
    return [f"T{bucket}", *(f"T{bucket}{column}={known[column]}" for column in TOPICAL if column in known)]


def attributes(words: list[tuple], ids: Iterable[int], knowledge) -> list[list[str]]:
    """The attributes of every word of one sentence as strings: what a CRF trainer reads.

    Parameters
    ----------
    words : list of tuple
        Distinct words, as `describe` takes them.
    ids : iterable of int
        The sentence: places in `words`.
    knowledge : name_model.Knowledge
        What is known of stems, of names and of sections.
    """
    described = getattr(knowledge, "described", None)
    if described is None:
        described = knowledge.described = {}
    sentence = []
    ids = list(ids)
    for i in ids:
        word = words[i]
        if word not in described:
            known = knowledge(word[1])
            own, near, far = describe(word, known)
            described[word] = (
                {o: [OFFSETS[o] + a for a in (own, near, far)[abs(o)]] for o in OFFSETS},
                {"stem": word[1], "c64": known.get("c64", "?"), "c256": known.get("c256", "?")},
                {b: topical(known, b) for b in range(len(name_topics.EDGES) + 1)},
                knowledge.leaning(word),
            )
        sentence.append(described[word])
    rows, last = [], len(sentence) - 1
    leanings = np.array([parts[3] for parts in sentence])
    bucket = int(name_topics.buckets(leanings, np.arange(last + 1), np.array([last + 1]))[0])
    listed = [[] for _ in sentence]
    for place, attribute in zip(*knowledge.names.find(words, ids, np.array([last + 1])), strict=True):
        listed[place].append(attribute)
    for i in range(len(sentence)):
        row = [a for o in OFFSETS if 0 <= i + o <= last for a in sentence[i + o][0][o]]
        row += [
            f"{mark}{sentence[i + a][1][what]}|{sentence[i + b][1][what]}"
            for mark, a, b, what in PAIRS
            if i + a >= 0 and i + b <= last
        ]
        row += sentence[i][2][bucket] + [f"T{bucket}{a}" for a in listed[i]]
        row += [OFFSETS[o] + a for o in (-1, 0, 1) if 0 <= i + o <= last for a in listed[i + o]]
        row += ["BOS"] * (i == 0) + ["EOS"] * (i == last)
        rows.append(row)
    return rows
