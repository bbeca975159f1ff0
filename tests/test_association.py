"""Measures of association against values worked by hand and against scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers import association


def test_log_likelihood_by_hand():
    # A word 10 times, all in a tenth of 1000 words: cells 10, 90, 0, 900; expected 1, 99, 9, 891.
    # 2 (10 ln 10 + 90 ln(90/99) + 0 + 900 ln(900/891)) = 2 (23.02585 - 8.57791 + 9.04530) = 46.98648
    assert association.log_likelihood(10, 100, 10, 1000) == pytest.approx(46.98648, abs=1e-4)


def test_log_likelihood_of_even_use_is_zero():
    assert association.log_likelihood(5, 100, 50, 1000) == pytest.approx(0, abs=1e-12)


@given(
    st.integers(0, 400), st.integers(0, 400), st.integers(0, 400), st.integers(1, 400)
)  # the four cells; the last at least 1, so that there is a text
def test_log_likelihood_is_scipys(both, word_only, here_only, rest):
    table = np.array([[both, word_only], [here_only, rest]])
    ours = association.log_likelihood(both, both + here_only, both + word_only, table.sum())
    if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        assert ours == pytest.approx(0, abs=1e-9)  # scipy refuses an empty margin; nothing can be told from it
        return
    theirs = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    assert ours == pytest.approx(theirs.statistic, rel=1e-9, abs=1e-9)
    assert association.p_value(ours) == pytest.approx(theirs.pvalue, rel=1e-6, abs=1e-12)


def test_log_likelihood_against_a_known_share_is_scipys():
    ours = association.log_likelihood_given([10, 0, 3], 100, [0.01, 0.05, 0.03])
    for count, share, value in zip([10, 0, 3], [0.01, 0.05, 0.03], ours, strict=True):
        theirs = stats.power_divergence(
            [count, 100 - count], [100 * share, 100 - 100 * share], lambda_="log-likelihood"
        )
        assert value == pytest.approx(theirs.statistic, abs=1e-9)


def test_known_share_is_the_limit_of_a_long_reference():
    long = association.log_likelihood(10, 100, 10 + 10**9 // 100, 100 + 10**9)
    assert association.log_likelihood_given(10, 100, 0.01) == pytest.approx(long, rel=1e-5)


def test_mutual_information_by_hand():
    # 8 together, by chance 100 * 20 / 1000 = 2: four times, two bits.
    assert association.mutual_information(8, 100, 20, 1000) == pytest.approx(2.0)
    assert association.mutual_information(2, 100, 20, 1000) == pytest.approx(0.0)
    assert association.mutual_information(0, 100, 20, 1000) == -np.inf


def test_log_dice_by_hand():
    # 2 * 30 / (100 + 140) = 1/4, so 14 - 2
    assert association.log_dice(30, 100, 140) == pytest.approx(12.0)
    assert association.log_dice(7, 7, 7) == pytest.approx(14.0)
    assert association.log_dice(0, 7, 7) == -np.inf


def test_log_ratio_by_hand():
    # 60 per 10,000 against 15 per 20,000: 0.006 / 0.00075 = 8, three doublings
    assert association.log_ratio(60, 10_000, 15, 20_000) == pytest.approx(3.0)
    assert association.log_ratio(15, 20_000, 60, 10_000) == pytest.approx(-3.0)
    # Hardie's rule: no occurrence counts as a half
    assert association.log_ratio(4, 1000, 0, 1000) == pytest.approx(3.0)
    assert association.log_ratio(0, 1000, 4, 1000) == pytest.approx(-3.0)


def test_percent_difference_by_hand():
    assert association.percent_difference(30, 1000, 40, 2000) == pytest.approx(50.0)
    assert association.percent_difference(10, 1000, 40, 2000) == pytest.approx(-50.0)
    assert association.percent_difference(1, 1000, 0, 2000) == np.inf


def test_corrections_by_hand():
    p = [0.04, 0.01, 0.03, 0.5]
    assert association.bonferroni(p).tolist() == pytest.approx([0.16, 0.04, 0.12, 1.0])
    # Sorted 0.01 0.03 0.04 0.5 times 4/rank: 0.04 0.06 0.0533 0.5, then the running least from the end.
    assert association.benjamini_hochberg(p).tolist() == pytest.approx([0.16 / 3, 0.04, 0.16 / 3, 0.5])
    assert association.bonferroni([]).size == association.benjamini_hochberg([]).size == 0


def test_p_value_of_the_usual_cut_offs():
    assert association.p_value([3.841459, 6.634897, 10.827566]).tolist() == pytest.approx([0.05, 0.01, 0.001], rel=1e-5)
