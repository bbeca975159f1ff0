"""How evenly terms are spread over the parts of a text or a corpus."""

import numpy as np
from scipy import sparse


def spread(counts, sizes) -> tuple[np.ndarray, np.ndarray]:
    """Number of parts a term is in, and its dispersion: 0 is as even as the parts' sizes, 1 as clumped as can be.

    Parameters
    ----------
    counts : scipy.sparse matrix or array, parts by terms
        How often each term is in each part.
    sizes : array of int
        All words in each part. Parts without words do not count.

    Returns
    -------
    (array of int, array of float)
        Parts with the term; normalised deviation of proportions. With one part or none nothing can be said about
        spread: the dispersion is missing (NaN), as it is for a term that is nowhere.

    Notes
    -----
    DP = ½ Σ |v − s| over the parts: v is the part's share of the term's occurrences, s its share of all words. Gries,
    S. (2008), Dispersions and adjusted frequencies in corpora, International Journal of Corpus Linguistics 13(4).
    Normalised by its largest possible value, 1 − min s: Lijffijt, J. & Gries, S. (2012), same journal 17(1).

    >>> blocks, dispersion = spread([[1, 2], [1, 0]], [50, 50])
    >>> blocks.tolist(), dispersion.tolist()
    ([2, 1], [0.0, 1.0])
    """
    counts = sparse.coo_matrix(counts)
    counts.sum_duplicates()
    counts.eliminate_zeros()
    terms, sizes = counts.shape[1], np.asarray(sizes, dtype=float)
    parts = np.bincount(counts.col, minlength=terms)
    if np.count_nonzero(sizes) < 2:
        return parts, np.full(terms, np.nan)
    share = sizes / sizes.sum()
    totals = np.bincount(counts.col, weights=counts.data, minlength=terms)
    deviation = np.abs(counts.data / totals[counts.col] - share[counts.row])
    # A part without the term adds its whole share, so only the parts with the term have to be gone through.
    inside = np.bincount(counts.col, weights=deviation, minlength=terms)
    outside = 1 - np.bincount(counts.col, weights=share[counts.row], minlength=terms)
    dp = 0.5 * (inside + outside) / (1 - share[sizes > 0].min())
    return parts, np.where(totals > 0, np.clip(dp, 0, 1), np.nan)
