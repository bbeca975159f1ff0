"""The second look at an article: what a word is elsewhere in the same article counts for what it is here."""

import numpy as np

STRENGTH, FLOOR, MOST = 0.6, 0.02, 3.0


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
    [[0.0, -1.2, -1.2], [0.0, 1.8, 1.8], [0.0, 0.0, 0.0]]
    """
    types = sorted({label[2:] for label in labels} - {""})
    whole = np.stack([marginals[:, [k for k, b in enumerate(labels) if b[2:] == t]].sum(axis=1) for t in types], axis=1)
    none = marginals[:, labels.index("O")]
    values = np.column_stack([whole, none])
    ok = groups >= 0
    size = np.bincount(groups[ok]) if ok.any() else np.zeros(1)
    sums = np.stack([np.bincount(groups[ok], v[ok], minlength=len(size)) for v in values.T], axis=1)
    added = np.zeros_like(marginals)
    at = np.flatnonzero(ok & (size[groups * ok] > 1))
    if not len(at):
        return added
    others = (sums[groups[at]] - values[at]) / (size[groups[at]] - 1)[:, None]
    gain = STRENGTH * np.clip(np.log((others[:, :-1] + FLOOR) / (others[:, -1:] + FLOOR)), -MOST, MOST)
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
