"""Concordance: queries, exact slices, windows, sorting, and errors that show the place."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import articles, frames, kwic, lexicons, paths, queries, tokens, zones

TEXT = (
    "زار وفد من مجلس الأمن ليبيا أمس. وقال الوفد إن «ليبيا» بحاجة إلى حل، ولليبيا جيران.\n"
    "وأكد مجلس النواب الليبي أن ليبيين يقولون: لليبيا مستشفى قديم ومستشفيات جديدة"
)


@pytest.fixture(scope="module")
def page():
    return pd.DataFrame({"article": ["أ"], "text": [TEXT]})


@pytest.fixture(scope="module")
def words():
    first = TEXT.index("\n")
    blocks = pd.DataFrame(
        {"article": "أ", "block": [0, 1], "start": [0, first + 1], "text": [TEXT[:first], TEXT[first + 1 :]]}
    )
    return tokens.tokenise(blocks)


def keywords(words, query, **options):
    return kwic.find(words, query, **options)["keyword"].tolist()


def test_by_stem_the_query_finds_words_with_clitics(words):
    assert keywords(words, "ليبيا") == ["ليبيا", "ليبيا", "ولليبيا", "لليبيا"]
    assert keywords(words, "لليبيا") == ["لليبيا"]  # typed with its clitic, it is that word
    assert keywords(words, "ليبيا", by="norm") == ["ليبيا", "ليبيا"]
    assert keywords(words, "norm:لليبيا") == ["لليبيا"]


def test_spelling_of_the_query_does_not_matter_but_by_form(words):
    assert keywords(words, "الامن") == keywords(words, "الأَمن") == ["الأمن"]
    assert keywords(words, "الامن", by="form") == [] and keywords(words, "form:الأمن") == ["الأمن"]
    assert keywords(words, "مستشفي") == ["مستشفى"]


def test_wildcards(words):
    assert keywords(words, "ليبي*") == ["ليبيا", "ليبيا", "ولليبيا", "ليبيين", "لليبيا"]
    assert keywords(words, "*ليبي") == ["الليبي"]
    assert keywords(words, "ليبي?") == keywords(words, "ليبي؟") == ["ليبيا", "ليبيا", "ولليبيا", "لليبيا"]
    assert keywords(words, "مستشف[ىة]") == ["مستشفى"]
    assert keywords(words, "مستشفى*") == ["مستشفى", "ومستشفيات"]
    assert keywords(words, "قديم|جديد*") == ["قديم", "جديدة"]
    assert keywords(words, r"\*") == []  # a star in the text, and there is none


def test_phrases(words):
    assert (
        keywords(words, "مجلس الأمن")
        == keywords(words, '"مجلس الأمن"')
        == keywords(words, "«مجلس الأمن»")
        == ["مجلس الأمن"]
    )
    assert keywords(words, "مجلس *") == ["مجلس الأمن", "مجلس النواب"]
    assert keywords(words, "مجلس * الليبي") == ["مجلس النواب الليبي"]
    assert keywords(words, "الأمن مجلس") == []
    assert keywords(words, "جيران أكد") == []  # not over the end of a paragraph
    assert keywords(words, "وفد من") == ["وفد من"]
    assert keywords(words, "مجلس الأمن|النواب") == ["مجلس الأمن", "مجلس النواب"]


def test_lemmas():
    frame = tokens.tokenise(
        pd.DataFrame({"article": ["أ"], "block": [0], "start": [0], "text": ["قال ويقول وقالت عمر"]})
    )
    frame["lemma"] = ["قال", "قال", "قال", "عمر"]
    assert keywords(frame, "lemma:قال") == ["قال", "ويقول", "وقالت"]
    assert keywords(frame, "lemma:يقول") == ["قال", "ويقول", "وقالت"]  # a form stands for its lemma
    assert keywords(frame, "lemma:سار") == []
    assert keywords(frame, "lemma:قا* عمر") == ["وقالت عمر"]
    assert keywords(frame, "قال", by="lemma") == ["قال", "ويقول", "وقالت"]


def test_spans_and_slices_are_exact(words, page):
    for query in ("ليبيا", "مجلس *", "ليبي*"):
        hits = kwic.find(words, query, window=4, texts=page)
        assert len(hits)
        for row in hits.itertuples():
            assert TEXT[row.start : row.end] == row.keyword
            assert TEXT[row.start - len(row.before) : row.end + len(row.after)] == row.before + row.keyword + row.after
        pd.testing.assert_frame_equal(hits, kwic.find(words, query, window=4))  # the same from the tokens alone


def test_white_space_is_that_of_the_text_only_with_the_text():
    text = "زار\tحفتر   موسكو\u00a0أمس"
    blocks = pd.DataFrame({"article": "أ", "block": 0, "start": 0, "text": [text]})
    frame = tokens.tokenise(blocks)
    alone = kwic.find(frame, "موسكو").iloc[0]
    assert (alone.before, alone.after) == ("زار حفتر   ", " أمس")
    exact = kwic.find(frame, "موسكو", texts=blocks).iloc[0]
    assert (exact.before, exact.after) == ("زار\tحفتر   ", "\u00a0أمس")


def test_window_is_in_words_of_the_paragraph(words):
    hit = kwic.find(words, "بحاجة", window=2).iloc[0]
    assert (hit.before, hit.after) == ("إن «ليبيا» ", " إلى حل")
    hit = kwic.find(words, "بحاجة", window=(1, 0)).iloc[0]
    assert (hit.before, hit.after) == ("ليبيا» ", "")
    hit = kwic.find(words, "جيران", window=3).iloc[0]
    assert hit.after == "."  # the paragraph ends
    assert kwic.find(words, "وأكد", window=3).iloc[0].before == ""
    with pytest.raises(ValueError, match="pass a number of words"):
        kwic.find(words, "بحاجة", window=-1)


def test_sorting_on_either_side():
    lines = ["جاء ثم ليبيا باء", "ألف ثم ليبيا تاء", "جاء أن ليبيا ألف", "ليبيا"]
    frame = tokens.tokenise(
        pd.DataFrame({"article": "أ", "block": range(4), "start": [0, 100, 200, 300], "text": lines})
    )

    def order(sort):
        return (kwic.find(frame, "ليبيا", sort=sort)["start"] // 100).tolist()

    assert order(None) == [0, 1, 2, 3]
    assert order("1R") == order(1) == [3, 2, 0, 1]
    assert order(("1L", "2L")) == order([-1, -2]) == [3, 2, 1, 0]
    assert order(("2L", "1R")) == [3, 1, 2, 0]
    for sort in ("right", "R1", 1.5):
        with pytest.raises(ValueError, match="pass words such as"):
            kwic.find(frame, "ليبيا", sort=sort)


def test_sorting_by_the_keyword():
    frame = tokens.tokenise(pd.DataFrame({"article": "أ", "block": 0, "start": 0, "text": ["ليبيين ليبيا"]}))
    assert keywords(frame, "ليبي*", sort="0") == ["ليبيا", "ليبيين"]


def test_many_articles_and_zones():
    blocks = pd.DataFrame(
        {"article": ["ب", "ب", "أ"], "block": [0, 1, 0], "zone": ["body", "promo", "body"], "start": [0, 20, 0],
         "text": ["حفتر في موسكو", "حفتر هنا", "عاد حفتر"]}
    )  # fmt: skip
    frame = tokens.tokenise(blocks)
    assert kwic.find(frame, "حفتر")[["article", "start"]].values.tolist() == [["ب", 0], ["أ", 4]]
    assert len(kwic.find(frame, "حفتر", zones=None)) == 3
    texts = pd.DataFrame({"article": ["أ", "ب"], "text": ["عاد حفتر", "حفتر في موسكو        حفتر هنا"]})
    assert kwic.find(frame, "حفتر", texts=texts)["keyword"].tolist() == ["حفتر", "حفتر"]
    with pytest.raises(ValueError, match="Article 'ب' of the tokens is not in `texts`"):
        kwic.find(frame, "حفتر", texts=texts[:1])


def test_a_shuffled_frame_gives_the_same(words):
    shuffled = words.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(kwic.find(shuffled, "مجلس *"), kwic.find(words, "مجلس *"))


def test_no_match_is_an_empty_frame(words):
    for frame, query in (
        (words, "قطر"),
        (frames.make("tokens"), "قطر"),
        (words, "قطر *"),
        (frames.make("tokens"), "ق*"),
    ):
        hits = kwic.find(frame, query, sort="1R")
        assert hits.empty and hits.columns.tolist() == list(frames.COLUMNS["kwic"])
        pd.testing.assert_series_equal(hits.dtypes, frames.make("kwic").dtypes)
        assert kwic.context(frame, query).empty


def test_context_counts_each_word_once_and_no_keyword():
    frame = tokens.tokenise(pd.DataFrame({"article": "أ", "block": 0, "start": 0, "text": ["ألف حل باء حل تاء جيم"]}))
    assert kwic.context(frame, "حل", 1)["text"].tolist() == ["ألف", "باء", "تاء"]
    assert kwic.context(frame, "حل", (0, 2))["text"].tolist() == ["باء", "تاء", "جيم"]


@pytest.mark.parametrize(
    ("query", "place", "reason"),
    [
        ("", 0, "empty"),
        ("   ", 0, "empty"),
        ("ليبي[اة", 4, "never closed"),
        ("ليبي]", 4, "closes what was never opened"),
        ("ليبي[]", 4, "no letter in the brackets"),
        ("ليبي**", 5, "remove the second"),
        ("*", 0, "would find every word"),
        ("* *", 0, "would find every word"),
        ('زار "مجلس الأمن', 4, "never closed"),
        ("زار «مجلس", 4, "never closed"),
        ("مجلس» الأمن", 4, "never opened"),
        ("زار lema:قال", 4, "No field is called lema"),
        ("lemma:", 5, "A word is missing"),
        ("روسيا||موسكو", 6, "A word is missing"),
        ("روسيا|", 5, "A word is missing"),
        ("ليبيا\\", 5, "Nothing follows the backslash"),
        ("زار ـ", 4, "marks without a letter"),
    ],
)
def test_a_broken_query_shows_the_place(words, query, place, reason):
    with pytest.raises(queries.QueryError, match=reason) as caught:
        kwic.find(words, query)
    assert caught.value.place == place and caught.value.query == query
    _, shown, caret = str(caught.value).split("\n")
    assert shown[2:] == query and caret.index("^") - 2 == place


def test_signs_can_be_taken_as_they_are():
    frame = tokens.tokenise(pd.DataFrame({"article": "أ", "block": 0, "start": 0, "text": ["سعر * خاص [هنا] a|b"]}))
    assert keywords(frame, r"\*") == ["*"]
    assert keywords(frame, r"\[ هنا \]") == ["[هنا]"]
    assert keywords(frame, r"سعر \*") == ["سعر *"]


def test_text_copied_from_the_article_is_cut_as_the_article_was(words):
    assert keywords(words, "حل، ولليبيا") == ["حل، ولليبيا"]
    assert keywords(words, "ليبيا» بحاجة".replace("»", "\\»")) == ["ليبيا» بحاجة"]
    assert keywords(words, "يقولون:") == ["يقولون:"]
    frame = tokens.tokenise(
        pd.DataFrame({"article": "أ", "block": 0, "start": 0, "text": ["ارتفع 1.6% في 12/11/2018"]})
    )
    assert keywords(frame, "1.6%") == ["1.6%"] and keywords(frame, "12/11/2018") == ["12/11/2018"]


def test_a_broken_query_is_told_in_arabic_too(words):
    with pytest.raises(queries.QueryError) as caught:
        kwic.find(words, "زار lema:قال")
    assert caught.value.reason("ar").startswith("لا يوجد حقل اسمه lema، والحقول: stem:")
    table = lexicons.read("query_errors")
    assert (table[["key", "ar", "en"]] != "").all().all() and table["key"].is_unique


@settings(max_examples=200, deadline=None)
@given(st.text('ليب ا"«»“”*?؟[]|\\:lemastn ', max_size=14))
def test_any_query_gives_hits_or_a_query_error(query):
    frame = tokens.tokenise(pd.DataFrame({"article": "أ", "block": 0, "start": 0, "text": ["ليبيا ليبي: بلا"]}))
    try:
        hits = kwic.find(frame, query)
    except queries.QueryError as error:
        assert 0 <= error.place <= max(len(query) - 1, 0)
    else:
        assert hits.columns.tolist() == list(frames.COLUMNS["kwic"])


def test_a_wildcard_over_a_very_long_word_is_quick():
    long = "ا" * 1_000_000
    frame = tokens.tokenise(pd.DataFrame({"article": "أ", "block": 0, "start": 0, "text": [f"{long} خبر"]}))
    begin = time.perf_counter()
    kwic.find(frame, "خبر")
    plain = time.perf_counter() - begin
    begin = time.perf_counter()
    assert kwic.find(frame, "*ا*ا*ا*ا*ا*ب").empty
    assert time.perf_counter() - begin < 50 * plain  # going back and forth would take hours


def test_matching_is_on_distinct_words(words):
    many = pd.concat([words.assign(article=f"{n}") for n in range(200)], ignore_index=True)
    hits = kwic.find(many, "ليبي* *", window=2)
    once = kwic.find(words, "ليبي* *", window=2)
    assert len(hits) == 200 * len(once) and hits["article"].nunique() == 200
    np.testing.assert_array_equal(hits["start"].to_numpy().reshape(200, -1), np.tile(once["start"], (200, 1)))


def test_the_sample_article():
    page = articles.read(paths.SAMPLE)
    frame = tokens.tokenise(zones.split(page))
    hits = kwic.find(frame, "مجلس الأمن", texts=page)
    assert hits["keyword"].tolist() == ["مجلس الأمن", "لمجلس الأمن"]  # the third is a keyword of the page, not its body
    assert len(kwic.find(frame, "مجلس الأمن", zones=None)) == 3
    assert hits.loc[1, "before"].endswith("وإحاطة سلامة ")


def test_known_places_give_what_a_query_for_them_gives(words, page):
    hits = kwic.find(words, "ليبيا", 3, texts=page)
    found = kwic.at(words, hits[["article", "start", "end"]].iloc[::-1], 3, texts=page)
    pd.testing.assert_frame_equal(found, hits, check_like=True)
    near = kwic.context_at(words, hits, 2)
    assert near["text"].tolist() == kwic.context(words, "ليبيا", 2)["text"].tolist()


def test_a_known_place_may_begin_inside_a_word_and_must_be_in_the_tokens(words, page):
    start = TEXT.index("ولليبيا") + 3  # behind the attached letters, as names are
    other = {"article": "ب", "start": 0, "end": 3}
    spans = pd.DataFrame(
        [{"article": "أ", "start": start, "end": start + 4}, other, other | {"article": "أ", "start": 3}]
    )
    assert kwic.at(words, spans, 1, texts=page)["keyword"].tolist() == ["ولليبيا"]
    two = pd.DataFrame([{"article": "أ", "start": TEXT.index("مجلس"), "end": TEXT.index("مجلس") + 9}])
    assert kwic.at(words, two, 1)[["keyword", "after"]].values.tolist() == [["مجلس الأمن", " ليبيا"]]
    assert len(kwic.at(words, two.iloc[:0])) == len(kwic.at(words.iloc[:0], two)) == 0
