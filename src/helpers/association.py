"""Measures on two-by-two tables of counts: how strongly a word goes with a word, or with some texts more than others.

The table, for a word and a place (a window around a node, or the first of two sets of texts):

    |            | here          | elsewhere             | all      |
    | the word   | both          | word - both           | word     |
    | other words| here - both   | the rest              |          |
    | all        | here          | total - here          | total    |

Every function takes numbers or arrays of one shape and gives an array of floats.
"""

import numpy as np
from scipy.special import xlogy
from scipy.stats import chi2, false_discovery_control


def _times_log(observed, expected):
    ratio = np.divide(observed, expected, out=np.ones_like(expected, dtype=float), where=expected > 0)
    return xlogy(observed, ratio)


def log_likelihood(both, here, word, total):
    """Log-likelihood ratio G² of the table, without sign: 0 where the word is as frequent here as elsewhere.

    Parameters
    ----------
    both, here, word, total : array_like of numbers
        Cells and margins as in the head of this module; `total` above 0.

    Notes
    -----
    G² = 2 Σ O ln(O / E) over the four cells, E = row total × column total / total. Dunning, T. (1993), Accurate methods
    for the statistics of surprise and coincidence, Computational Linguistics 19(1). The same as
    `scipy.stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")`.

    >>> float(log_likelihood(10, 100, 10, 1000).round(3))  # all ten of a word stand here, in a tenth of the text
    46.986
    """
    both, here, word, total = np.broadcast_arrays(*(np.asarray(x, dtype=float) for x in (both, here, word, total)))
    g2 = np.zeros(both.shape)
    for observed, row, column in (
        (both, word, here),
        (word - both, word, total - here),
        (here - both, total - word, here),
        (total - word - here + both, total - word, total - here),
    ):
        g2 = g2 + _times_log(observed, row * column / total)
    return np.maximum(2 * g2, 0)  # rounding may leave -1e-15


def log_likelihood_given(count, size, share):
    """G² of a count in `size` words against a share that is known, not itself estimated from a text of known length.

    The limit of `log_likelihood` for a reference that is very long: 2 Σ O ln(O / E) with E = size × share. Used against
    word lists that publish frequencies but no corpus size. (`scipy.stats.power_divergence` with lambda 0.)

    >>> float(log_likelihood_given(10, 100, 0.01).round(3))
    28.896
    """
    count, size, share = np.broadcast_arrays(*(np.asarray(x, dtype=float) for x in (count, size, share)))
    g2 = _times_log(count, size * share) + _times_log(size - count, size * (1 - share))
    return np.maximum(2 * g2, 0)


def mutual_information(both, here, word, total):
    """Pointwise mutual information in bits: log2 of how many times oftener than by chance. It favours rare words.

    Church, K. & Hanks, P. (1990), Word association norms, Computational Linguistics 16(1).

    >>> float(mutual_information(8, 100, 20, 1000))
    2.0
    """
    both, here, word, total = (np.asarray(x, dtype=float) for x in (both, here, word, total))
    with np.errstate(divide="ignore"):
        return np.log2(both * total / (here * word))


def log_dice(both, first, second):
    """logDice: 14 + log2(2 × both / (first + second)), from the counts of the pair and of its two words.

    It does not depend on the size of the corpus; 14 where the two only ever stand together, one less for each halving.
    Rychlý, P. (2008), A lexicographer-friendly association score, RASLAN 2008. In a window a word said twice beside one
    node is two pairs, so that small counts may pass 14.

    >>> float(log_dice(5, 10, 10)), float(log_dice(10, 10, 10))
    (13.0, 14.0)
    """
    both, first, second = (np.asarray(x, dtype=float) for x in (both, first, second))
    with np.errstate(divide="ignore"):
        return 14 + np.log2(2 * both / (first + second))


def log_ratio(count, size, other, other_size):
    """log2 of relative frequency over relative frequency: 1 is twice as frequent, -1 half as frequent, 0 the same.

    Hardie, A. (2014), Log Ratio: an informal introduction, CASS, Lancaster. A count of 0 is taken as 0.5, as there.

    >>> float(log_ratio(40, 1000, 10, 1000)), float(log_ratio(8, 1000, 0, 1000))
    (2.0, 4.0)
    """
    count, size, other, other_size = (np.asarray(x, dtype=float) for x in (count, size, other, other_size))
    count, other = np.where(count == 0, 0.5, count), np.where(other == 0, 0.5, other)
    return np.log2((count / size) / (other / other_size))


def percent_difference(count, size, other, other_size):
    """%DIFF: by how many per cent the relative frequency is above (or below) the other; infinite where the other is 0.

    Gabrielatos, C. & Marchi, A. (2011), Keyness: matching metrics to definitions.

    >>> float(percent_difference(30, 1000, 20, 1000)), float(percent_difference(3, 1000, 0, 1000))
    (50.0, inf)
    """
    count, size, other, other_size = (np.asarray(x, dtype=float) for x in (count, size, other, other_size))
    with np.errstate(divide="ignore", invalid="ignore"):
        return 100 * (count * other_size / (size * other) - 1)


def p_value(log_likelihood):
    """Probability of a G² at least so large by chance: chi-squared with one degree of freedom.

    Words come in bursts, not by chance alone, so that p is too small for words of a single article: look at effect size
    and at `blocks` beside it.

    >>> p_value(3.841).round(3), p_value(15.137).round(4)
    (np.float64(0.05), np.float64(0.0001))
    """
    return chi2.sf(np.asarray(log_likelihood, dtype=float), 1)


def bonferroni(p):
    """p times the number of tests, 1 at most: the chance that any one of all of them is a false find.

    >>> bonferroni([0.01, 0.04, 0.5]).tolist()
    [0.03, 0.12, 1.0]
    """
    p = np.asarray(p, dtype=float)
    return np.minimum(p * p.size, 1.0)


def benjamini_hochberg(p):
    """p adjusted so that those under a limit hold at most that share of false finds, on average.

    Benjamini, Y. & Hochberg, Y. (1995), JRSS B 57(1); by `scipy.stats.false_discovery_control`.

    >>> benjamini_hochberg([0.01, 0.04, 0.5]).round(3).tolist()
    [0.03, 0.06, 0.5]
    """
    p = np.asarray(p, dtype=float)
    return false_discovery_control(p) if p.size else p
