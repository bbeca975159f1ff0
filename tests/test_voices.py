"""Voices and quote cards: counts worked by hand, and text that does nothing on a page."""

import pandas as pd
import pytest

from helpers import cards, voices


@pytest.fixture
def said():
    rows = [
        ("indirect", "PER:غسان سلامة", "المبعوث الأممي", "أكد", "assert", 10, 40, "الحل «بيد الليبيين أنفسهم»"),
        ("direct", "PER:غسان سلامة", "المبعوث الأممي", "أكد", "assert", 15, 35, "بيد الليبيين أنفسهم"),
        ("direct", "PER:غسان سلامة", "", "أضاف", "neutral", 50, 60, "لسنا بدلاء عنهم"),
        ("indirect", "", "مصدر", "قال", "neutral", 80, 99, "<script>x</script> الاجتماع"),
        ("direct", "PER:خليفة حفتر", "حفتر", "نفى", "deny", 120, 130, "لا"),
    ]
    columns = ["kind", "speaker", "speaker_text", "cue", "stance", "start", "end", "text"]
    return pd.DataFrame(rows, columns=columns).assign(article="a")


def test_speakers_by_hand(said):
    entities = pd.DataFrame({"entity": ["PER:غسان سلامة"], "name": ["غسان سلامه"]})
    table = voices.speakers(said, entities)
    assert table.values.tolist() == [
        ["PER:غسان سلامة", "غسان سلامه", 3, 2, 1, 7, 0.7],  # the words within the indirect clause count once
        ["", "مصدر", 1, 0, 1, 2, 0.2],
        ["PER:خليفة حفتر", "خليفة حفتر", 1, 1, 0, 1, 0.1],
    ]
    assert voices.speakers(said.iloc[:0]).columns.tolist() == list(voices.SPEAKERS)


def test_the_same_place_in_another_article_is_another_statement(said):
    other = said.iloc[[1]].assign(article="b")
    assert voices.speakers(pd.concat([said, other])).words[0] == 10


def test_stances_by_hand(said):
    assert voices.stances(said).values.tolist() == [
        ["assert", 2, "أكد"], ["neutral", 2, "أضاف | قال"], ["deny", 1, "نفى"],
    ]  # fmt: skip
    assert len(voices.stances(said.iloc[:0])) == 0


def test_one_card_a_named_speaker_direct_words_first(said):
    shown = cards.quotes(said)
    assert shown.html.count("<blockquote>") == 2
    assert shown.text.splitlines()[0] == "«بيد الليبيين أنفسهم» غسان سلامة · المبعوث الأممي · «أكد» · مباشر"
    assert 'dir="rtl" lang="ar"' in shown.html
    english = cards.quotes(said, language="en").html
    assert english.startswith('<div class="khabar kh-cards" dir="ltr" lang="en">')
    assert '<p dir="rtl" lang="ar">' in english


def test_cards_show_markup_as_text(said):
    said.loc[3, "speaker"] = "PER:<b>"
    html = cards.quotes(said).html
    assert "<script>" not in html
    assert html.count("<b>") == html.count("<blockquote>") == 3  # the name's own tag, and no other


def test_no_speaker_says_so_and_bad_input_is_named(said):
    assert "<blockquote>" not in cards.quotes(said.iloc[:0]).html
    with pytest.raises(ValueError, match="Column 'cue' is missing from the quotes frame"):
        cards.quotes(said.drop(columns="cue"))
    with pytest.raises(ValueError, match="language"):
        cards.quotes(said, language="fr")
