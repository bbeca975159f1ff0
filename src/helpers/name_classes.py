"""Word classes learned from unlabelled text: which words stand beside a word says what kind of word it is."""

import numpy as np
import scipy.sparse as sp
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd
from threadpoolctl import threadpool_limits

PLACES = ((1, 1.0), (-1, 1.0), (2, 0.6), (-2, 0.6))


def vectors(ids: np.ndarray, sentence: np.ndarray, words: int, neighbours: int = 15_000, size: int = 100) -> np.ndarray:
    """A vector for each word: truncated singular values of the positive mutual information with its neighbours.

    Neighbours one and two places before and after count apart, since what stands before a name is not what stands
    after it (Levy, Goldberg & Dagan 2015, with places as in Schütze 1995).

    Parameters
    ----------
    ids : ndarray of int
        The text as word numbers, the most frequent word 0; numbers from `words` on are words too rare for a vector.
    sentence : ndarray of int
        The sentence of each place.
    words, neighbours, size : int
        Words that get a vector, words that count as neighbours, numbers in a vector.

    Returns
    -------
    ndarray, shape (words, size)
        Rows of length 1.
    """
    parts = []
    for distance, weight in PLACES:
        step = abs(distance)
        here, there = (slice(None, -step), slice(step, None))[:: 1 if distance > 0 else -1]
        same = sentence[here] == sentence[there]
        row, column = ids[here], ids[there]
        kept = same & (row < words) & (column < neighbours)
        counts = sp.coo_matrix(
            (np.ones(kept.sum(), np.float32), (row[kept], column[kept])), (words, neighbours)
        ).tocsr()
        expected = np.asarray(counts.sum(axis=0)).ravel() ** 0.75  # rare neighbours count less
        expected /= expected.sum()
        counts = counts.tocoo()
        total = np.asarray(counts.sum(axis=1)).ravel()
        gain = np.log(counts.data / (total[counts.row] * expected[counts.col]))
        kept = gain > 0
        parts.append(sp.coo_matrix((gain[kept] * weight, (counts.row[kept], counts.col[kept])), counts.shape).tocsr())
    with threadpool_limits(1):  # sums in one order, so that the same vectors come out every time
        left, values, _ = randomized_svd(sp.hstack(parts).tocsr(), size, n_iter=3, random_state=0)
    made = left * np.sqrt(values)
    return (made / (np.linalg.norm(made, axis=1, keepdims=True) + 1e-9)).astype(np.float32)


def classes(vectors: np.ndarray, sizes=(64, 256, 1024, 3000), seed: int = 0) -> dict[str, np.ndarray]:
    """Groups of like words in several sizes, by k-means: columns c64, c256, ... with numbers from 1.

    >>> two = classes(np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]], np.float32), sizes=(2,))["c2"].tolist()
    >>> two[0] == two[1], two[2] == two[3], two[0] == two[2]
    (True, True, False)
    """
    made = {}
    with threadpool_limits(1):  # as above
        for size in sizes:
            means = MiniBatchKMeans(size, random_state=seed, batch_size=4096, n_init=1, max_iter=30)
            made[f"c{size}"] = (means.fit(vectors[:40_000]).predict(vectors) + 1).astype(np.uint16)
    return made
