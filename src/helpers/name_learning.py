"""What the name tagger learns from the unlabelled news: self-training, crosswise.

The words of a training sentence are better known to a tagger that was trained on it than new words will be. So the
labelled sentences fall into two halves, and what one half's taggers find in the news describes the words of the other
half. At run time the findings of both are taken together.
"""

from dataclasses import dataclass

import numpy as np

from helpers import name_contexts, name_phrases, name_training
from helpers.name_model import Knowledge

SHORT = 45  # iterations of the taggers that only read the news


@dataclass
class Learned:
    """Knowledge and phrases of all labelled sentences, and for each labelled text the attributes of its sentences."""

    knowledge: Knowledge
    phrases: tuple
    rows: list[list[list[list[str]]]]


def sixths(lengths: np.ndarray, parts: int = 6) -> np.ndarray:
    """The contiguous part, of so many words each, that every sentence falls into.

    >>> sixths(np.array([2, 2, 2, 2]), parts=2).tolist()
    [0, 0, 1, 1]
    """
    ends = np.cumsum(lengths)
    return np.minimum((ends - 1) * parts // max(ends[-1], 1), parts - 1) if len(ends) else ends


def by_article(tagged, parts: int) -> np.ndarray:
    """The part of every sentence of a text of many articles: whole articles, in turn."""
    return tagged.article[np.cumsum(tagged.lengths) - tagged.lengths] % parts


def learn(texts, halves, news, knowledge: Knowledge, said=print) -> Learned:
    """Let two taggers, one a half, read the news, and describe each half's sentences with what the other one found.

    Parameters
    ----------
    texts : list of Tagged
        Labelled texts.
    halves : list of ndarray
        0 or 1 for every sentence of every text.
    news : tuple
        Unlabelled text (`name_corpora.unlabelled`).
    knowledge : Knowledge
        Classes and gazetteers.
    said : callable
        Takes a line on how far it is.
    """
    labels = [[tags for _, tags in text.sentences()] for text in texts]
    contexts, whole, harvests, found = [], [], [], []
    plain = [name_training.described(text, knowledge) for text in texts]
    for half in (0, 1):
        rows = _half(plain, halves, half)
        tags = _half(labels, halves, half)
        blind = name_training.fit([[name_contexts.only(row) for row in sentence] for sentence in rows], tags)
        contexts.append(name_contexts.read(name_training.exported(blind, knowledge), *news)[:2])
        knows = name_training.enriched(knowledge, contexts[half:], "x")
        said(f"half {half}: contexts read")
        rows = _half([name_training.described(text, knows) for text in texts], halves, half)
        tagger = name_training.fit(rows, tags, max_iterations=SHORT)
        stems, sums, names = name_contexts.read(name_training.exported(tagger, knows), *news)
        whole.append((stems, sums))
        found.append(names)
        harvests.append(name_phrases.harvest(*news, *names))
        said(f"half {half}: {len(names[0]):,} names found, {len(harvests[half][0]):,} phrases kept")

    def known(ways):
        return name_training.enriched(
            name_training.enriched(knowledge, [contexts[way] for way in ways], "x"), [whole[way] for way in ways], "f"
        )

    made = [[None] * len(text.lengths) for text in texts]
    for half in (0, 1):
        knows = known([1 - half])
        for text, which, rows in zip(texts, halves, made, strict=True):
            new = name_training.described(text, knows, harvests[1 - half])
            for i in np.flatnonzero(which == half):
                rows[i] = new[i]
    together = tuple(np.concatenate(pair) for pair in zip(*found, strict=True))
    return Learned(known([0, 1]), name_phrases.harvest(*news, *together, runs=2), made)


def _half(rows, halves, half):
    return [
        row for one, which in zip(rows, halves, strict=True) for row, w in zip(one, which, strict=True) if w == half
    ]
