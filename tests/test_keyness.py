"""Keyness: against a second set and against general Arabic, with effect sizes and corrections."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from wordfreq import get_frequency_dict, word_frequency

from helpers import frames, keyness, normalise, terms, tokens


def blocks(*texts, article="أ"):
    made = pd.DataFrame({"article": article, "block": range(len(texts)), "start": 0, "text": list(texts)})
    return made.assign(start=made.index * 10_000)


HERE = blocks("الثورة " * 30 + "البلد " * 60 + "في " * 10, "الثورة " * 10)
THERE = blocks("التمرد " * 25 + "البلد " * 120 + "الثورة " * 5 + "في " * 50, article="ب")


def test_two_sets_by_hand():
    table = keyness.compare(HERE, THERE).set_index("term")
    assert table.index.tolist() == ["الثورة", "البلد", "التمرد"]  # typical of here first, typical of there last
    row = table.loc["الثورة"]
    assert row[["count", "count_other", "blocks"]].tolist() == [40, 5, 2]
    # 110 and 200 words: 40/110 against 5/200
    assert row["per_1000"] == pytest.approx(40_000 / 110) and row["per_1000_other"] == pytest.approx(25)
    assert row["log_ratio"] == pytest.approx(np.log2((40 / 110) / (5 / 200)))
    assert row["percent_difference"] == pytest.approx(100 * (40 / 110 - 0.025) / 0.025)
    theirs = stats.chi2_contingency([[40, 5], [70, 195]], correction=False, lambda_="log-likelihood")
    assert row["log_likelihood"] == pytest.approx(theirs.statistic)
    assert row["p"] == pytest.approx(theirs.pvalue)
    assert table["blocks_other"].to_dict() == {"الثورة": 1, "البلد": 1, "التمرد": 1}
    assert table.loc["التمرد", ["count", "count_other", "percent_difference"]].tolist() == [0, 25, -100]
    assert table.loc["التمرد", "log_ratio"] == pytest.approx(np.log2((0.5 / 110) / (25 / 200)))
    assert table.attrs["words"] == 110 and table.attrs["words_other"] == 200


def test_correction_is_for_the_rows_shown():
    table = keyness.compare(HERE, THERE)
    assert table.attrs["tests"] == len(table) == 3
    np.testing.assert_allclose(table["p_bonferroni"], np.minimum(3 * table["p"], 1))
    np.testing.assert_allclose(table["p_bh"], stats.false_discovery_control(table["p"]))


def test_the_other_way_round_is_the_mirror():
    one, two = keyness.compare(HERE, THERE).set_index("term"), keyness.compare(THERE, HERE).set_index("term")
    assert two.index.tolist() == one.index.tolist()[::-1]
    np.testing.assert_allclose(two["log_ratio"], -one["log_ratio"][two.index])
    np.testing.assert_allclose(two["log_likelihood"], one["log_likelihood"][two.index])


def test_tokens_blocks_and_terms_give_the_same():
    expected = keyness.compare(HERE, THERE)
    pd.testing.assert_frame_equal(keyness.compare(tokens.tokenise(HERE), tokens.tokenise(THERE)), expected)
    pd.testing.assert_frame_equal(keyness.compare(terms.count(HERE), terms.count(THERE)), expected)
    without_attrs = terms.count(HERE)
    without_attrs.attrs = {}  # as after a merge or from a file: the base is worked back from per_1000
    pd.testing.assert_frame_equal(keyness.compare(without_attrs, THERE), expected)


def test_min_count_is_of_both_sets_together():
    table = keyness.compare(blocks("خبر خبر نادر"), blocks("خبر نبأ", article="ب"), min_count=3)
    assert table["term"].tolist() == ["خبر"] and table.attrs["tests"] == 1


def test_ends_are_the_most_typical_of_either_side():
    table = keyness.compare(HERE, THERE, stopwords=None)
    assert keyness.ends(table, 1)["term"].tolist() == [table["term"].iloc[0], table["term"].iloc[-1]]
    pd.testing.assert_frame_equal(keyness.ends(table, 99), table[table["log_ratio"] != 0])
    assert keyness.ends(table).attrs == table.attrs  # so that its footnotes can be told


def test_general_shares_are_wordfreqs():
    known = word_frequency("موسكو", "ar")  # rounded to three digits by wordfreq
    assert keyness.general(["موسكو"], "form")["موسكو"] == pytest.approx(known, rel=5e-3)
    assert keyness.general(["مُوسكو"], "form").iloc[0] == pytest.approx(known, rel=5e-3)
    both = word_frequency("أزمة", "ar") + word_frequency("ازمة", "ar") + word_frequency("آزمة", "ar")
    assert keyness.general(["ازمة"], "norm")["ازمة"] == pytest.approx(both, rel=5e-3)
    by_stem = keyness.general(["موسكو"], "stem")["موسكو"]
    attached = sum(word_frequency(form, "ar") for form in ("موسكو", "وموسكو", "لموسكو", "بموسكو"))
    assert by_stem == pytest.approx(attached, rel=0.02) and by_stem > word_frequency("موسكو", "ar")


def test_a_word_that_wordfreq_lacks_is_as_rare_as_its_rarest():
    unknown, rare = "قرطبولنغ", keyness.general(["قرطبولنغ", "موسكو"], "norm")
    assert word_frequency(normalise.standard(unknown), "ar") == 0
    assert 0 < rare[unknown] < rare["موسكو"] and rare[unknown] < 2e-8


def test_against_general_by_hand():
    table = keyness.against_general(blocks("موسكو " * 5 + "وقت " * 5), by="form").set_index("term")
    share = get_frequency_dict("ar", wordlist="best")["موسكو"]
    assert table.loc["موسكو", "count_other"] == pytest.approx(10 * share)
    assert table.loc["موسكو", "log_ratio"] == pytest.approx(np.log2(0.5 / share))
    theirs = stats.power_divergence([5, 5], [10 * share, 10 * (1 - share)], lambda_="log-likelihood").statistic
    assert table.loc["موسكو", "log_likelihood"] == pytest.approx(theirs)
    assert table.index.tolist() == ["موسكو", "وقت"]  # the rarer word in general is the more typical here


def test_frequent_everywhere_is_not_key():
    table = keyness.against_general(blocks("في من كان هذا باليرمو " * 9), stopwords=None).set_index("term")
    assert table.index[0] == "باليرمو" and table["count"].unique().tolist() == [9]
    assert table.loc["باليرمو", "log_ratio"] > table["log_ratio"].drop("باليرمو").max() + 5


def test_nothing_to_compare_is_an_empty_frame():
    for table in (
        keyness.compare(frames.make("tokens"), frames.make("tokens")),
        keyness.compare(frames.make("blocks"), frames.make("terms")),
        keyness.against_general(frames.make("tokens")),
    ):
        assert table.empty and table.columns.tolist() == list(keyness.COLUMNS)
    one_side = keyness.compare(HERE, frames.make("blocks"))
    assert one_side["count"].sum() == 100 and (one_side["log_likelihood"] == 0).all()
