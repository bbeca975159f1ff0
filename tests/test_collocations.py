"""Collocations: windows, counts and measures against values worked by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers import collocations, frames, tokens


def words(*texts):
    blocks = pd.DataFrame({"article": "أ", "block": range(len(texts)), "start": 0, "text": list(texts)})
    blocks["start"] = blocks.index * 1000
    return tokens.tokenise(blocks)


# Three sentences of 3, 3 and 6 words, «ليبيا» once in each.
TEXT = "أزمة ليبيا تتفاقم. أزمة ليبيا مستمرة. بحث الوفد ملف ليبيا والجوار والاقتصاد"


def around(**options):
    return collocations.around(words(TEXT), "ليبيا", **({"min_count": 1, "stopwords": None} | options)).set_index(
        "term"
    )


def test_counts_in_a_window_by_hand():
    table = around(window=1)
    assert table["count"].to_dict() == {"ازمة": 2, "تتفاقم": 1, "مستمرة": 1, "ملف": 1, "الجوار": 1}
    assert table["before"].to_dict() == {"ازمة": 2, "تتفاقم": 0, "مستمرة": 0, "ملف": 1, "الجوار": 0}
    assert table["after"].to_dict() == {"ازمة": 0, "تتفاقم": 1, "مستمرة": 1, "ملف": 0, "الجوار": 1}
    assert table.loc["ازمة", ["total", "form"]].tolist() == [2, "أزمة"]
    attrs = collocations.around(words(TEXT), "ليبيا", 1, stopwords=None).attrs
    assert (attrs["node_count"], attrs["window_words"], attrs["words"]) == (3, 6, 9)


def test_measures_by_hand():
    # «أزمة» twice in 6 window words, twice in 9 words: cells 2 0 4 3; expected 12/9, 6/9, 42/9, 21/9.
    row = around(window=1).loc["ازمة"]
    cells, expected = np.array([2, 0, 4, 3]), np.array([12, 6, 42, 21]) / 9
    g2 = 2 * sum(o * np.log(o / e) for o, e in zip(cells, expected, strict=True) if o)
    assert row["expected"] == pytest.approx(12 / 9)
    assert row["log_likelihood"] == pytest.approx(g2)
    assert row["p"] == pytest.approx(stats.chi2.sf(g2, 1))
    assert row["mutual_information"] == pytest.approx(np.log2(2 / (12 / 9)))
    assert row["log_dice"] == pytest.approx(14 + np.log2(2 * 2 / (3 + 2)))


def test_a_word_between_two_nodes_counts_once_and_on_both_sides():
    table = collocations.around(words("ليبيا أزمة ليبيا"), "ليبيا", 1, min_count=1, min_mutual_information=None)
    assert table[["term", "count", "before", "after"]].values.tolist() == [["ازمة", 1, 1, 1]]


def test_the_window_has_two_sides_and_ends_with_the_sentence():
    assert "ازمة" not in around(window=(0, 1)).index
    assert around(window=(2, 0)).loc["الوفد", "count"] == 1
    assert set(around(window=(0, 5)).index) == {"تتفاقم", "مستمرة", "الجوار", "الاقتصاد"}


def test_distances_are_in_words_and_skip_punctuation():
    table = collocations.around(
        words('ليبيا، "الأزمة" طويلة'), "ليبيا", (0, 1), min_count=1, min_mutual_information=None
    )
    assert table["term"].tolist() == ["الازمة"]


def test_a_phrase_is_one_node():
    table = collocations.around(
        words("قرر مجلس الأمن الدولي التمديد"), "مجلس الأمن", 1, min_count=1, min_mutual_information=None
    )
    assert set(table["term"]) == {"قرر", "الدولي"}


def test_stop_words_are_left_out_but_keep_their_place():
    assert "في" not in set(collocations.around(words("ليبيا في أزمة في حرب"), "ليبيا", 5, min_count=1)["term"])
    near = collocations.around(words("ليبيا في أزمة في حرب"), "ليبيا", (0, 2), min_count=1, min_mutual_information=None)
    assert near["term"].tolist() == ["ازمة"]
    assert near.attrs["words"] == 4


def test_thresholds():
    assert around(window=1, min_count=2).index.tolist() == ["ازمة"]
    assert around(window=1, min_log_dice=13.5).index.tolist() == ["ازمة"]
    assert around(window=1, min_log_likelihood=100).empty
    full = around(window=4, min_mutual_information=None)
    assert (around(window=4, min_mutual_information=0.3)["mutual_information"] >= 0.3).all()
    assert (full["mutual_information"] < 0.3).any()


def test_pairs_by_hand():
    # Sentences of 3, 3 and 6 words: 2 + 2 + 5 = 9 pairs of neighbours. «أزمة» is twice a first, «ليبيا» three times a
    # second; together twice: expected 2 * 3 / 9.
    table = collocations.pairs(words(TEXT), 1, stopwords=None, min_count=2)
    assert table[["term", "collocate", "count", "term_count", "collocate_count"]].values.tolist() == [
        ["ازمة", "ليبيا", 2, 2, 3]
    ]
    assert table.attrs["pairs"] == 9
    assert table.loc[0, "expected"] == pytest.approx(6 / 9)
    assert table.loc[0, "mutual_information"] == pytest.approx(np.log2(3))
    assert table.loc[0, "log_dice"] == pytest.approx(14 + np.log2(4 / 5))
    theirs = stats.chi2_contingency([[2, 0], [1, 6]], correction=False, lambda_="log-likelihood").statistic
    assert table.loc[0, "log_likelihood"] == pytest.approx(theirs)


def test_pairs_within_a_window_against_a_plain_loop():
    frame = words("قال حفتر إن حفتر زار موسكو مرتين. زار حفتر روما ثم زار موسكو مع حفتر", "حفتر زار حفتر")
    expected = {}
    for _, sentence in frame[frame.kind == "word"].groupby(["block", "sentence"]):
        stems = sentence["stem"].tolist()
        for at, first in enumerate(stems):
            for second in stems[at + 1 : at + 4]:
                expected[first, second] = expected.get((first, second), 0) + 1
    table = collocations.pairs(frame, 3, stopwords=None, min_count=1, min_mutual_information=None)
    assert {(a, b): n for a, b, n in table[["term", "collocate", "count"]].values.tolist()} == expected
    assert table.attrs["pairs"] == sum(expected.values())


def test_pairs_leave_stop_words_out():
    frame = words("حرب في ليبيا", "حرب في ليبيا")
    table = collocations.pairs(frame, 2, min_count=2, min_mutual_information=None)
    assert table[["term", "collocate", "count"]].values.tolist() == [["حرب", "ليبيا", 2]]
    assert collocations.pairs(frame, 1, min_count=2).empty


def test_no_match_is_an_empty_frame():
    for frame in (frames.make("tokens"), words("خبر")):
        table = collocations.around(frame, "ليبيا")
        assert table.empty and table.columns.tolist() == list(collocations.AROUND)
        table = collocations.pairs(frame)
        assert table.empty and table.columns.tolist() == list(collocations.PAIRS)


def test_errors_say_what_to_do():
    with pytest.raises(ValueError, match="pass a number of words"):
        collocations.around(words("خبر"), "خبر", -1)
    with pytest.raises(ValueError, match="for pairs pass one number"):
        collocations.pairs(words("خبر"), (1, 2))
