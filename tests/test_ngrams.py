"""N-grams: within sentences, not over punctuation, no stop word at either edge."""

import pandas as pd
import pytest

from helpers import frames, ngrams, tokens


def words(*texts):
    blocks = pd.DataFrame({"article": "أ", "block": range(len(texts)), "start": 0, "text": list(texts)})
    blocks["start"] = blocks.index * 1000
    return tokens.tokenise(blocks)


def counted(table, column="term"):
    return dict(zip(table[column], table["count"], strict=True))


def test_bigrams_and_trigrams_by_hand():
    table = ngrams.count(words("زار وفد مجلس الأمن مجلس الأمن"), n=(2, 3), min_count=1)
    assert counted(table) == {
        "مجلس الامن": 2, "زار وفد": 1, "وفد مجلس": 1, "الامن مجلس": 1,
        "زار وفد مجلس": 1, "وفد مجلس الامن": 1, "مجلس الامن مجلس": 1, "الامن مجلس الامن": 1,
    }  # fmt: skip
    assert table["n"].value_counts().to_dict() == {2: 4, 3: 4}
    assert table.loc[0, ["form", "n"]].tolist() == ["مجلس الأمن", 2]
    assert table.loc[0, "per_1000"] == pytest.approx(2000 / 6)


def test_no_run_crosses_a_sentence_a_block_or_punctuation():
    assert counted(ngrams.count(words("خبر عاجل. تقرير مفصل"), min_count=1)) == {"خبر عاجل": 1, "تقرير مفصل": 1}
    assert counted(ngrams.count(words("خبر عاجل", "تقرير مفصل"), min_count=1)) == {"خبر عاجل": 1, "تقرير مفصل": 1}
    assert counted(ngrams.count(words("خبر عاجل، تقرير مفصل"), min_count=1)) == {"خبر عاجل": 1, "تقرير مفصل": 1}
    assert counted(ngrams.count(words("خبر 12 تقرير"), min_count=1)) == {}
    assert counted(ngrams.count(words("خبر 12 تقرير"), min_count=1, kinds=("word", "number"))) == {
        "خبر 12": 1,
        "12 تقرير": 1,
    }


def test_stop_words_at_the_edges_but_not_inside():
    table = ngrams.count(words("مكافحة الإرهاب في ليبيا"), n=(2, 3), min_count=1)
    assert counted(table) == {"مكافحة الارهاب": 1, "الارهاب في ليبيا": 1}
    assert len(ngrams.count(words("مكافحة الإرهاب في ليبيا"), n=(2, 3), min_count=1, stopwords=None)) == 5
    own = ngrams.count(words("مكافحة الإرهاب في ليبيا"), min_count=1, stopwords=["ليبيا"])
    assert counted(own) == {"مكافحة الارهاب": 1, "الارهاب في": 1}


def test_only_the_first_word_loses_its_proclitics_by_stem():
    table = ngrams.count(words("لمجلس الأمن ومجلس الأمن", "الأمن والسلم"), min_count=1)
    assert counted(table)["مجلس الامن"] == 2
    assert counted(table)["الامن والسلم"] == 1 and "الامن السلم" not in counted(table)
    by_norm = ngrams.count(words("لمجلس الأمن ومجلس الأمن"), by="norm", min_count=1)
    assert counted(by_norm) == {"لمجلس الامن": 1, "ومجلس الامن": 1, "الامن ومجلس": 1}


def test_the_shown_form_is_the_most_frequent():
    table = ngrams.count(words("لمجلس الأمن", "مجلس الأمن", "مجلس الأمن"))
    assert table[["term", "form", "count", "blocks"]].values.tolist() == [["مجلس الامن", "مجلس الأمن", 3, 3]]


def test_five_words_and_no_more():
    assert ngrams.count(words("حكومة الوفاق الوطني الليبية المؤقتة"), n=5, min_count=1)["n"].tolist() == [5]
    for n in (1, 6, (2, 6), ()):
        with pytest.raises(ValueError, match="pass n from 2 to 5"):
            ngrams.count(words("خبر عاجل"), n=n)


def test_a_shuffled_frame_is_put_in_order():
    frame = words("زار وفد مجلس الأمن")
    pd.testing.assert_frame_equal(
        ngrams.count(frame.sample(frac=1, random_state=4), min_count=1), ngrams.count(frame, min_count=1)
    )


def test_no_match_is_an_empty_frame():
    for frame in (frames.make("tokens"), words("خبر"), words("")):
        table = ngrams.count(frame, n=(2, 3))
        assert table.empty and table.columns.tolist() == [*frames.COLUMNS["terms"], "form", "n"]


def test_runs_that_never_stand_alone_can_be_left_out():
    frame = words("رئيس الوزراء الليبي", "رئيس الوزراء الليبي", "رئيس الوزراء التونسي")
    table = ngrams.count(frame, n=(2, 3), min_count=1)
    kept = ngrams.maximal(table)
    assert counted(kept) == {"رئيس الوزراء": 3, "رئيس الوزراء الليبي": 2, "رئيس الوزراء التونسي": 1}
    assert kept.attrs == table.attrs
    pd.testing.assert_frame_equal(ngrams.maximal(table.iloc[:0]), table.iloc[:0])
    both = pd.DataFrame({"term": ["حل الازمة", "حل الازمة سلميا"], "count": [2, 2], "count_other": [1.0, 0.0]})
    assert len(ngrams.maximal(both)) == 2 and len(ngrams.maximal(both.drop(columns="count_other"))) == 1
