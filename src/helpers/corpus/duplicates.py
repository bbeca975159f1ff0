"""Texts that stand more than once: exact copies, and near ones such as wire copy run by several outlets.

Exact copies share a hash of their words. Near copies are found by MinHash over runs of five words (Broder 1997), in the
bands that datasketch finds best for the threshold, and kept when the estimated Jaccard similarity reaches it. One band
is sorted at a time, so that what is held is some numbers an article.
"""

import os
import re
import tempfile
import zlib

import numpy as np
import pandas as pd
from datasketch import MinHash, MinHashLSH

RUN, PERMUTATIONS, SCHEME = 5, 64, "affine32"
MANY = 40  # how many earlier texts of one band a text is held against
STRETCH = 8192  # rows that are held at once
WORDS = re.compile(r"[^\W_]+")
COLUMNS = {"article": "str", "original": "str", "kind": "str", "similarity": "float64"}


def signature(text: str) -> tuple[str, np.ndarray]:
    """The hash of a text's words, and its MinHash over runs of five of them.

    >>> signature("خبر من هنا")[0] == signature("خبر، من هنا!")[0]
    True
    """
    words = WORDS.findall(text)
    ids = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
    exact = f"{zlib.crc32(' '.join(words).encode()):08x}{zlib.adler32(' '.join(words).encode()):08x}{len(words):x}"
    runs = max(len(ids) - RUN + 1, 1)
    mixed = np.zeros(runs, np.uint64)
    with np.errstate(over="ignore"):
        for shift in range(min(RUN, len(ids))):
            mixed = mixed * np.uint64(1_000_003) + ids[shift : shift + runs]
        mixed = (mixed ^ (mixed >> np.uint64(29))) & np.uint64(0xFFFFFFFF)
    minhash = MinHash(num_perm=PERMUTATIONS, hashfunc=int, scheme=SCHEME)
    minhash.update_batch(np.unique(mixed).tolist())
    return exact, minhash.hashvalues.astype(np.uint32)


def signatures(articles: pd.DataFrame) -> pd.DataFrame:
    """One row an article: article, exact (hash of the words), minhash (bytes)."""
    made = [signature(text) for text in articles["text"]]
    return pd.DataFrame(
        {
            "article": articles["article"].to_numpy(),
            "exact": [exact for exact, _ in made],
            "minhash": [values.tobytes() for _, values in made],
        }
    )


def find(signed, *, threshold: float = 0.8) -> pd.DataFrame:
    """The copies among articles, each with the one that came first.

    Parameters
    ----------
    signed : DataFrame, or callable that gives an iterator of them
        article, exact, minhash, as `signatures` makes them, in the order of publication. Of frames that are given one
        by one, about 80 bytes an article are held; the MinHashes wait in a temporary file.
    threshold : float
        The Jaccard similarity from which two texts count as near copies.

    Returns
    -------
    DataFrame
        article, original (the earliest article of its group), kind ("exact" or "near"), similarity (to the original,
        estimated; 1 for exact ones). Only copies have a row; the originals have none.

    >>> rows = pd.DataFrame({"article": ["a", "b", "c"], "text": ["خبر أول", "خبر أول!", "خبر ثان"]})
    >>> find(signatures(rows))[["article", "original", "kind"]].values.tolist()
    [['b', 'a', 'exact']]
    """
    frames = signed if callable(signed) else lambda: iter([signed])
    with tempfile.TemporaryFile() as file:
        exact = [np.empty(0, np.uint64)]
        for frame in frames():
            exact.append(pd.util.hash_array(frame["exact"].to_numpy(object)))
            file.write(b"".join(frame["minhash"]))
        file.flush()
        first = _first(np.concatenate(exact))
        kept = _Kept(file, len(first))
        near = _near(kept, first == np.arange(len(first), dtype=first.dtype), threshold)
        copies, originals, similarity = _rows(kept, first, near)
    names = _named(frames, np.unique(np.concatenate([copies, originals])))
    return pd.DataFrame(
        {
            "article": [names[row] for row in copies.tolist()],
            "original": [names[row] for row in originals.tolist()],
            "kind": np.where(first[copies] == originals, "exact", "near"),
            "similarity": similarity,
        }
    ).astype(COLUMNS)


class _Kept:
    """The MinHashes of all articles, on disk."""

    def __init__(self, file, count: int):
        self.file, self.count, self.width = file.fileno(), count, 4 * PERMUTATIONS

    def stretches(self):
        """The first row of each stretch, and its MinHashes."""
        for start in range(0, self.count, STRETCH):
            some = min(STRETCH, self.count - start)
            data = os.pread(self.file, some * self.width, start * self.width)
            yield start, np.frombuffer(data, np.uint32).reshape(some, PERMUTATIONS)

    def similarity(self, one: np.ndarray, two: np.ndarray) -> np.ndarray:
        """The estimated Jaccard similarity of each pair of rows."""
        found = np.empty(len(one))
        for start in range(0, len(one), STRETCH):
            stretch = slice(start, start + STRETCH)
            rows, place = np.unique(np.concatenate([one[stretch], two[stretch]]), return_inverse=True)
            data = b"".join(os.pread(self.file, self.width, row * self.width) for row in rows.tolist())
            values = np.frombuffer(data, np.uint32).reshape(-1, PERMUTATIONS)
            left, right = np.split(place, 2)
            found[stretch] = (values[left] == values[right]).mean(axis=1)
        return found


def _first(keys: np.ndarray) -> np.ndarray:
    """For each row the first that has its key."""
    order = np.argsort(keys, kind="stable")
    new = np.ones(len(keys), bool)
    new[1:] = keys[order[1:]] != keys[order[:-1]]
    first = np.empty_like(order)
    first[order] = order[np.maximum.accumulate(np.where(new, np.arange(len(order)), 0))]
    return first


def _near(kept: _Kept, alone: np.ndarray, threshold: float) -> dict[int, int]:
    """For each near copy the earlier row that is closest to it, among those that share a band with it."""
    lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    best: dict[int, tuple[float, int]] = {}
    rows = np.flatnonzero(alone)
    for band in range(lsh.b):
        keys = np.empty(kept.count, np.uint64)
        for start, values in kept.stretches():
            keys[start : start + len(values)] = _key(values[:, band * lsh.r : (band + 1) * lsh.r])
        order = rows[np.argsort(keys[rows], kind="stable")]
        keys = keys[order]
        later = np.arange(1, len(order))
        # A text that stands a thousand times is held against its nearest predecessors, not against them all.
        for back in range(1, MANY + 1):
            later = later[(later >= back)]
            later = later[keys[later] == keys[later - back]]
            if not len(later):
                break
            one, two = order[later - back], order[later]
            similar = kept.similarity(one, two)
            for i in np.flatnonzero(similar >= threshold).tolist():
                found = (float(similar[i]), -int(one[i]))
                if found > best.get(int(two[i]), (0.0, 0)):
                    best[int(two[i])] = found
    return {row: -other for row, (_, other) in best.items()}


def _key(values: np.ndarray) -> np.ndarray:
    """One number for each row of a band."""
    mixed = np.zeros(len(values), np.uint64)
    for column in range(values.shape[1]):
        mixed = (mixed ^ values[:, column]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _rows(kept: _Kept, first: np.ndarray, near: dict[int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows that are copies, the first row of each one's group, and how similar the two are."""
    root: dict[int, int] = {}
    for row in sorted(near):  # the closest stands earlier, so that its own root is known
        root[row] = root.get(near[row], near[row])
    own = first == np.arange(len(first), dtype=first.dtype)
    own[list(root)] = False
    copies = np.flatnonzero(~own)
    originals = np.array([root.get(row, row) for row in first[copies].tolist()], copies.dtype)
    similarity = np.ones(len(copies))
    differ = np.flatnonzero(originals != first[copies])
    similarity[differ] = kept.similarity(first[copies[differ]], originals[differ])
    return copies, originals, similarity


def _named(frames, rows: np.ndarray) -> dict[int, str]:
    """The ids of some rows."""
    names, start = {}, 0
    for frame in frames():
        some = rows[np.searchsorted(rows, start) : np.searchsorted(rows, start + len(frame))]
        names.update(zip(some.tolist(), frame["article"].iloc[some - start], strict=True))
        start += len(frame)
    return names
