"""Learning from labelled sentences and from the unlabelled news, and measuring it by cross-validation."""

from collections import Counter

import numpy as np
import pandas as pd

from helpers import name_contexts, name_corpora, name_passes, name_training
from helpers.name_model import Knowledge

BLIND_ROUNDS = 40  # of training for the tagger that sees only neighbours; more of them change little


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


def learn(texts, news, knowledge: Knowledge, chosen=None) -> Knowledge:
    """Knowledge enriched with what the news says of words to a tagger that sees only their neighbours.

    Parameters
    ----------
    texts : list of Tagged
        Labelled texts.
    news : tuple
        Unlabelled text (`name_corpora.unlabelled`).
    knowledge : Knowledge
        Classes and gazetteers (`name_training.known_words`).
    chosen : list of ndarray of bool, optional
        The sentences of each text to learn from; all, where it is left out.
    """
    chosen = chosen or [np.ones(len(text.lengths), bool) for text in texts]
    rows = picked([name_training.described(text, knowledge) for text in texts], chosen)
    tags = picked([[tags for _, tags in text.sentences()] for text in texts], chosen)
    seen = [[name_contexts.only(row) for row in sentence] for sentence in rows]
    blind = name_training.fit(seen, tags, max_iterations=BLIND_ROUNDS)
    return name_training.enriched(knowledge, *name_contexts.read(name_training.exported(blind, knowledge), *news[:3]))


def crosswise(texts, halves, news, knowledge: Knowledge) -> list:
    """The attributes of all sentences, each half's with what the other half's tagger learned from the news.

    So no figure of a cross-validation owes anything to the labels of the sentences that it is taken on.

    Parameters
    ----------
    halves : list of ndarray
        0 or 1 for every sentence of every text.
    """
    made = [[None] * len(text.lengths) for text in texts]
    for half in (0, 1):
        knows = learn(texts, news, knowledge, [which != half for which in halves])
        for text, which, rows in zip(texts, halves, made, strict=True):
            new = name_training.described(text, knows)
            for i in np.flatnonzero(which == half):
                rows[i] = new[i]
    return made


def picked(rows, chosen) -> list:
    """The rows of the sentences chosen, of all texts one after the other.

    >>> picked([["a", "b"], ["c"]], [np.array([True, False]), np.array([True])])
    ['a', 'c']
    """
    return [row for one, mask in zip(rows, chosen, strict=True) for row, ok in zip(one, mask, strict=True) if ok]


def validated(texts, rows, parts, folds, drop=(), skip=None, **settings) -> list[list]:
    """Labels of all sentences of the folds named, each fold's from a tagger trained on the other parts of all texts.

    Each sentence by itself, as eager for names as `names.find` is.

    Parameters
    ----------
    texts : list of Tagged
    rows : list of list
        Attributes of every sentence of every text.
    parts : list of ndarray
        The part of every sentence of every text.
    folds : iterable of int
        The parts to predict.
    drop : tuple of str
        Attributes to leave out, by how they begin: what is measured in an ablation.
    skip : int, optional
        A part that is neither trained on nor predicted.

    Returns
    -------
    list of list
        For every text the labels of its sentences, None where the sentence is in none of the folds.
    """
    if drop:
        rows = [[[without(row, drop) for row in sentence] for sentence in text] for text in rows]
    tags = [[tags for _, tags in text.sentences()] for text in texts]
    made = [[None] * len(text.lengths) for text in texts]
    for fold in folds:
        others = [(part != fold) & (part != (fold if skip is None else skip)) for part in parts]
        tagger = name_training.fit(picked(rows, others), picked(tags, others), **settings)
        for one, part, labels in zip(rows, parts, made, strict=True):
            at = np.flatnonzero(part == fold)
            found = name_training.labelled(tagger, [one[i] for i in at], name_passes.EAGER)
            for i, sentence in zip(at, found, strict=True):
                labels[i] = sentence
    return made


def without(row: list[str], drop) -> list[str]:
    """A word's attributes without those that begin so, at its own place or a neighbour's.

    >>> without(["s=زار", "-1c64=7", "p=", "C-7|9"], ("c64=", "C-"))
    ['s=زار', 'p=']
    """
    return [a for a in row if not (a.startswith(drop) or (a[0] in "+-" and a[2:].startswith(drop)))]


def scored(text, labels, origin=None) -> dict:
    """Precision, recall and F1 by type of predicted labels, of the sentences that have some.

    Parameters
    ----------
    text : Tagged
    labels : list of list of str, or None
        Labels of every sentence.
    origin : tuple, optional
        sentence, token and the sentences of a corpus cut into words otherwise (`name_corpora.tagged`): scored on those.
    """
    gold = [tags for _, tags in text.sentences()]
    done = [i for i, tags in enumerate(labels) if tags is not None]
    if origin is not None:
        sentence, token, whole = origin
        flat = np.array([tag for tags, right in zip(labels, gold, strict=True) for tag in (tags or right)])
        back = name_corpora.back(flat, sentence, token, whole)
        gold, labels = [tags for _, tags in whole], back
    pairs = [(name_training.spans(gold[i]), name_training.spans(labels[i])) for i in done]
    return name_training.score([a for a, _ in pairs], [b for _, b in pairs])


def errors(text, labels) -> pd.DataFrame:
    """Names that were missed, made up, or given another span or type, the commonest first.

    Parameters
    ----------
    text : Tagged
    labels : list of list of str, or None
        Labels of every sentence.

    Returns
    -------
    pandas.DataFrame
        wanted, found (the names, `-` for none), times.
    """
    counts = Counter()
    for (ids, gold), tags in zip(text.sentences(), labels, strict=True):
        if tags is None:
            continue
        words = [text.words[i][0] for i in ids]
        right, given = name_training.spans(gold), name_training.spans(tags)
        made = given - right
        for one in sorted(right - given):
            other = next((span for span in sorted(made) if span[0] < one[1] and one[0] < span[1]), None)
            made.discard(other)
            counts[_shown(words, one), _shown(words, other)] += 1
        counts.update(("-", _shown(words, span)) for span in made)
    return pd.DataFrame([(*pair, times) for pair, times in counts.most_common()], columns=["wanted", "found", "times"])


def _shown(words, span) -> str:
    return f"{' '.join(words[span[0] : span[1]])} {span[2]}" if span else "-"
