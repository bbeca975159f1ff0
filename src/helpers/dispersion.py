"""How evenly terms are spread over the parts of a text or a corpus."""

import numpy as np
from scipy import sparse


def spread(counts, sizes) -> tuple[np.ndarray, np.ndarray]:
    """Number of parts a term is in, and its dispersion: 0 is as even as the parts' sizes, 1 as clumped as can be.

    Parameters
    ----------
    counts : scipy.sparse matrix or array, parts by terms
        How often each term is in each part, each cell once.
    sizes : array of int
        All words in each part. Parts without words do not count.

    Returns
    -------
    (array of int, array of float)
        Parts with the term; normalised deviation of proportions. With one part or none nothing can be said about
        spread: the dispersion is missing (NaN), as it is for a term that is nowhere.

    Notes
    -----
    DP = ½ Σ |v − s| over the parts: v is the part's share of the term's s its share of all words. Gries,
    S. (2008), Dispersions and adjusted frequencies in corpora, International Journal of Corpus Linguistics 13(4).
    Normalised by its largest possible value, 1 − min s: Lijffijt, J. & Gries, S. (2012), same journal 17(1).

    >>> blocks, dispersion = spread([[1, 2], [1, 0]], [50, 50])
    >>> blocks.tolist(), dispersion.tolist()
    ([2, 1], [0.0, 1.0])
    """
    counts = sparse.csr_matrix(counts)
    counts.eliminate_zeros()
    terms, sizes = counts.shape[1], np.asarray(sizes, dtype=float)
    term, part = counts.indices, np.repeat(np.arange(counts.shape[0], dtype=np.int32), np.diff(counts.indptr))
    parts = np.bincount(term, minlength=terms)
    if np.count_nonzero(sizes) < 2:
        return parts, np.full(terms, np.nan)
    share = sizes / sizes.sum()
    totals = np.bincount(term, weights=counts.data, minlength=terms)
    # A part without the term adds its whole share: only those with it have to be gone through, for |v - s| - s.
    excess = np.abs(counts.data / totals[term] - share[part]) - share[part]
    dp = 0.5 * (np.bincount(term, weights=excess, minlength=terms) + 1) / (1 - share[sizes > 0].min())
    return parts, np.where(totals > 0, np.clip(dp, 0, 1), np.nan)
