"""Terms: counts by form, norm, stem and lemma, stop words, dispersion; the same from tokens and from blocks."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import (
    articles,
    dispersion,
    frames,
    lexicons,
    normalise,
    numbering,
    occurrences,
    paths,
    stopwords,
    terms,
    tokens,
    zones,
)


@pytest.fixture(scope="module")
def blocks():
    return zones.split(articles.read(paths.SAMPLE))


@pytest.fixture(scope="module")
def words(blocks):
    return tokens.tokenise(blocks)


def hand_made(*texts, zone=None):
    """Blocks of one article, one a text, and their tokens."""
    made = pd.DataFrame({"article": "أ", "block": range(len(texts)), "start": 0, "text": list(texts)})
    made["start"] = np.cumsum([0, *(len(text) + 1 for text in texts)])[:-1]
    return made if zone is None else made.assign(zone=zone)


def counted(table, column="term"):
    return dict(zip(table[column], table["count"], strict=True))


def test_sample_by_hand(words):
    # «حفتر» five times bare, «وحفتر» and «لحفتر» once each; «موسكو» three times bare, «بموسكو» and «لموسكو» once each.
    by = {by: counted(terms.count(words, by=by)) for by in occurrences.BY}
    assert [by["form"][word] for word in ("حفتر", "وحفتر", "لحفتر")] == [5, 1, 1]
    assert by["norm"]["حفتر"] == 5 and by["stem"]["حفتر"] == 7
    assert by["form"]["موسكو"] == 3 and by["stem"]["موسكو"] == 5
    assert "لحفتر" not in by["stem"] and "بموسكو" not in by["stem"]


@pytest.mark.parametrize("by", occurrences.BY)
@pytest.mark.parametrize("parts", numbering.PARTS)
def test_blocks_and_tokens_give_the_same(blocks, words, by, parts):
    options = {"by": by, "parts": parts, "zones": None, "stopwords": None}
    pd.testing.assert_frame_equal(terms.count(blocks, **options), terms.count(words, **options))
    pd.testing.assert_frame_equal(terms.dropped(blocks, by=by), terms.dropped(words, by=by))
    assert terms.count(blocks, **options).attrs == terms.count(words, **options).attrs


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("من الى على لبنن وفكة،. 12/", max_size=40), max_size=5))
def test_any_blocks_and_their_tokens_give_the_same(texts):
    made = hand_made(*texts)
    for by in ("stem", "form"):
        pd.testing.assert_frame_equal(terms.count(made, by=by), terms.count(tokens.tokenise(made), by=by))


def test_base_of_per_1000_is_all_words_with_stop_words():
    table = terms.count(hand_made("من ليبيا إلى مصر، من ليبيا 12."))
    assert table.attrs["words"] == 6  # the comma, the number and the full stop are no words
    assert table.set_index("term").loc["ليبيا", ["count", "per_1000"]].tolist() == [2, pytest.approx(2000 / 6)]
    assert counted(table) == {"ليبيا": 2, "مصر": 1}


def test_kinds_widen_the_count():
    table = terms.count(hand_made("12 و12 ليبيا"), kinds=("word", "number"), by="form")
    assert counted(table)["12"] == 1 and table.attrs["words"] == 3
    assert set(terms.count(hand_made("خبر، 12"), kinds=None, by="form")["term"]) == {"خبر", "،", "12"}


def test_zones_are_body_unless_asked():
    made = hand_made("ليبيا", "مصر", zone=["body", "promo"])
    assert terms.count(made)["term"].tolist() == ["ليبيا"]
    assert terms.count(made, zones=("promo",))["term"].tolist() == ["مصر"]
    assert set(terms.count(made, zones=None)["term"]) == {"ليبيا", "مصر"}
    with pytest.raises(ValueError, match="No zone is called 'main'"):
        terms.count(made, zones=("main",))


def test_dispersion_by_hand():
    # Parts of 6, 3 and 1 words: shares .6 .3 .1. A word 3 times in the first, once in the second: v = .75 .25 0.
    # DP = (|.75-.6| + |.25-.3| + .1) / 2 = .15; normalised by 1 - .1: 1/6.
    made = hand_made("س س س ع ع ع", "س ع ع", "غ")
    table = terms.count(made, by="form", stopwords=None).set_index("term")
    assert table.loc["س", ["count", "blocks"]].tolist() == [4, 2]
    assert table.loc["س", "dispersion"] == pytest.approx(0.15 / 0.9)
    assert table.loc["غ", "dispersion"] == pytest.approx(1.0)  # only in the smallest part: as clumped as can be


def test_dispersion_of_the_example_in_gries_2008():
    # His letter «a»: 1 2 3 4 5 times in five parts of 9 10 10 10 11 letters, DP 0.18.
    sizes, counts = [9, 10, 10, 10, 11], [1, 2, 3, 4, 5]
    _, spread = dispersion.spread(np.array([counts]).T, sizes)
    assert spread[0] * (1 - 9 / 50) == pytest.approx(0.18, abs=0.005)


def test_dispersion_of_one_block_is_missing():
    table = terms.count(hand_made("ليبيا مصر ليبيا"))
    assert table["dispersion"].isna().all() and table["blocks"].tolist() == [1, 1]
    assert terms.count(hand_made("ليبيا", "،"))["dispersion"].isna().all()  # a part without words is no part


def test_parts_may_be_articles():
    made = hand_made("ليبيا", "ليبيا", "مصر").assign(article=["أ", "أ", "ب"])
    table = terms.count(made, parts="article").set_index("term")
    assert table.loc["ليبيا", ["count", "blocks"]].tolist() == [2, 1]
    with pytest.raises(ValueError, match="parts='block' or parts='article'"):
        terms.count(made, parts="sentence")


def test_block_numbers_of_two_articles_are_two_parts():
    made = hand_made("ليبيا", "ليبيا").assign(article=["أ", "ب"], block=0)
    assert terms.count(made)["blocks"].tolist() == [2]


def test_stop_words_are_dropped_and_shown():
    made = hand_made("وقال حفتر إن الحل في ليبيا")
    assert set(terms.count(made)["term"]) == {"حفتر", "الحل", "ليبيا"}
    gone = terms.dropped(made).set_index("term")
    assert gone["kind"].to_dict() == {"قال": "reporting", "ان": "particle", "في": "preposition"}
    assert gone.loc["قال", "form"] == "قال" and gone.loc["ان", "form"] == "إن"
    everything = terms.count(made, stopwords=None)
    assert len(everything) == len(gone) + 3
    assert everything["count"].sum() == terms.count(made)["count"].sum() + gone["count"].sum()


def test_stop_words_of_ones_own_and_by_kind():
    made = hand_made("قال حفتر في ليبيا")
    assert set(terms.count(made, stopwords=["ليبيا"])["term"]) == {"قال", "حفتر", "في"}
    assert terms.dropped(made, stopwords=["لِيبيا"])["kind"].tolist() == ["given"]
    assert "قال" in set(terms.count(made, stopwords=stopwords.words("preposition"))["term"])
    with pytest.raises(ValueError, match="give True .the lexicon., None"):
        terms.count(made, stopwords="قال")


def test_a_name_is_not_a_preposition():
    table = terms.count(hand_made("اتفق علي مع عمر على الحل"))
    assert counted(table, "form") == {"اتفق": 1, "علي": 1, "عمر": 1, "الحل": 1}
    assert terms.dropped(hand_made("على علي"))["count"].tolist() == [1]


def test_stop_words_by_norm_are_known_with_their_proclitics():
    assert set(terms.count(hand_made("ومن ليبيا وإلى مصر"), by="form")["term"]) == {"ليبيا", "مصر"}


def test_the_shown_form_is_the_bare_and_most_frequent_one():
    table = terms.count(hand_made("للأمم للأمم الأمم أكد وأكّد لمجلس ولمجلس", "الامم"), stopwords=None).set_index("term")
    assert table.loc["الامم", ["count", "form"]].tolist() == [4, "الأمم"]
    assert table.loc["مجلس", "form"] == "مجلس"  # cut from «لمجلس»: it never stands bare
    assert terms.count(hand_made("وللأمم"), stopwords=None)["form"].tolist() == ["الأمم"]  # with the ا that ل took
    assert terms.count(hand_made("له"), stopwords=None, by="stem")["form"].tolist() == ["له"]


def test_forms_of_a_term(blocks, words):
    table = terms.forms(words, "موسكو")
    assert table[["form", "count"]].values.tolist() == [["موسكو", 3], ["بموسكو", 1], ["لموسكو", 1]]
    pd.testing.assert_frame_equal(terms.forms(blocks, "مُوسكو"), table)
    assert terms.forms(words, "موسكو", by="norm")["count"].tolist() == [3]
    assert terms.forms(words, "قطر").columns.tolist() == ["form", "norm", "stem", "count"]
    assert terms.forms(words, "قطر").empty


def test_min_count_and_order():
    table = terms.count(hand_made("ج ج ب ب أ"), by="form", stopwords=None, min_count=2)
    assert table["term"].tolist() == ["ب", "ج"]


def test_no_match_is_an_empty_frame():
    for frame in (hand_made(), hand_made("، 12"), frames.make("tokens"), frames.make("blocks")):
        table = terms.count(frame)
        assert table.empty and table.columns.tolist() == [*frames.COLUMNS["terms"], "form"]
        gone = terms.dropped(frame)
        assert gone.empty and gone.columns.tolist() == ["term", "count", "per_1000", "form", "kind"]
    assert terms.count(hand_made("قال"), stopwords=True).empty


def test_errors_say_what_to_do():
    with pytest.raises(ValueError, match="pass by='stem'"):
        terms.count(hand_made("خبر"), by="root")
    with pytest.raises(ValueError, match="Column 'stem' is missing"):
        terms.count(pd.DataFrame({"article": [], "block": [], "kind": [], "text": []}))
    with pytest.raises(ValueError, match="No stop word is of the kind 'verbs'"):
        stopwords.words("verbs")


def test_tokens_made_by_hand_need_no_more_columns():
    frame = pd.DataFrame({"article": "أ", "block": 0, "kind": "word", "text": ["خبر", "خبر"]})
    assert counted(terms.count(frame, by="form")) == {"خبر": 2}
    categories = frame.astype("category")
    assert counted(terms.count(categories, by="form")) == {"خبر": 2}


def test_the_lexicon_of_stop_words_is_clean():
    table = lexicons.read("stopwords")
    assert table.columns.tolist() == ["word", "kind"]
    assert not table["word"].duplicated().any()
    assert (table["word"] == table["word"].map(normalise.light)).all() and table["kind"].ne("").all()
    names = {"علي", "ليبيا", "الحل", "المؤتمر", "رئيس", "حكومة", "قوات"}
    assert not names & set(table["word"])
