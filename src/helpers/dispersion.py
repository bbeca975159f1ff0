"""How evenly terms are spread over the parts of a text or a corpus."""

import numpy as np


def spread(term, part, sizes, terms):
    """Number of parts a term is in, and its dispersion: 0 is as even as the parts' sizes, 1 as clumped as can be.

    Parameters
    ----------
    term, part : array of int
        For each occurrence, the number of its term and of its part.
    sizes : array of int
        Words in each part. Parts without words do not count.
    terms : int
        How many terms there are.

    Returns
    -------
    (array of int, array of float)
        Parts with the term; normalised deviation of proportions, one for each term. With one part or none nothing
        can be said about spread: the dispersion is missing (NaN).

    Notes ----- DP = ½ Σ |v − s| over the parts: v is the part's share of the term's occurrences, s its share of all
    words. Gries, S. (2008), Dispersions and adjusted frequencies in corpora, International Journal of Corpus
    Linguistics 13(4). Normalised by its largest possible value, 1 − min s: Lijffijt, J. & Gries, S. (2012), same
    journal 17(1).

    >>> import numpy as np
    >>> spread(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 0]), np.array([50, 50]), 2)
    (array([2, 1]), array([0., 1.]))
    """
    sizes = np.asarray(sizes, dtype=float)
    cells, counts = np.unique(np.asarray(term, dtype=np.int64) * max(len(sizes), 1) + part, return_counts=True)
    cell_term, cell_part = np.divmod(cells, max(len(sizes), 1))
    parts = np.bincount(cell_term, minlength=terms)
    if np.count_nonzero(sizes) < 2:
        return parts, np.full(terms, np.nan)
    share = sizes / sizes.sum()
    totals = np.bincount(cell_term, weights=counts, minlength=terms)
    deviation = np.abs(counts / totals[cell_term] - share[cell_part])
    # A part without the term adds its whole share, so only the parts with the term have to be gone through.
    inside = np.bincount(cell_term, weights=deviation, minlength=terms)
    outside = 1 - np.bincount(cell_term, weights=share[cell_part], minlength=terms)
    dp = 0.5 * (inside + outside) / (1 - share[sizes > 0].min())
    return parts, np.where(totals > 0, np.clip(dp, 0, 1), np.nan)
