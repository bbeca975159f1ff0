"""Texts that stand more than once: exact copies, and near ones such as wire copy run by several outlets.

Exact copies share a hash of their words. Near copies are found by MinHash over runs of five words (Broder 1997), banded
by datasketch's locality-sensitive hashing, and kept when the estimated Jaccard similarity reaches the threshold.
"""

import re
import zlib

import numpy as np
import pandas as pd
from datasketch import MinHash, MinHashLSH

RUN, PERMUTATIONS, SCHEME = 5, 64, "affine32"
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


def find(signed: pd.DataFrame, *, threshold: float = 0.8) -> pd.DataFrame:
    """The copies among articles, each with the one that came first.

    Parameters
    ----------
    signed : DataFrame
        article, exact, minhash, as `signatures` makes them, in the order of publication.
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
    lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    first: dict[str, str] = {}
    values: dict[str, MinHash] = {}
    group: dict[str, str] = {}  # article -> original
    rows = []
    for article, exact, raw in zip(signed["article"], signed["exact"], signed["minhash"], strict=True):
        if exact in first:
            original = first[exact]
            root = group.get(original, original)
            rows.append((article, root, "exact" if root == original else "near", _similarity(values, original, root)))
            continue
        first[exact] = article
        minhash = MinHash(num_perm=PERMUTATIONS, hashvalues=np.frombuffer(raw, np.uint32), scheme=SCHEME)
        near = [(values[other].jaccard(minhash), other) for other in lsh.query(minhash)]
        near = [(similarity, other) for similarity, other in near if similarity >= threshold]
        values[article] = minhash
        if near:
            similarity, closest = max(near, key=lambda found: (found[0], found[1]))
            group[article] = group.get(closest, closest)
            rows.append((article, group[article], "near", values[group[article]].jaccard(minhash)))
        lsh.insert(article, minhash, check_duplication=False)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _similarity(values: dict[str, MinHash], article: str, root: str) -> float:
    return 1.0 if article == root else values[root].jaccard(values[article])
