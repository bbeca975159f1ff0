"""The concordance box: typing changes the table, and a broken query is marked where it breaks."""

import pandas as pd
import pytest

from helpers import tokens, widgets


@pytest.fixture
def words():
    text = "زار حفتر موسكو. وقال إن موسكو حليف ولموسكو دور"
    return tokens.tokenise(pd.DataFrame({"article": "أ", "block": 0, "start": 0, "text": [text]}))


def rows(box):
    return box.table.value.count('class="kh-key"') - 1  # less the heading


def test_typing_changes_the_table(words):
    box = widgets.concordance(words, "موسكو")
    assert rows(box) == 3 and "3 مواضع" in box.table.value
    box.query.value = "حفتر"
    assert rows(box) == 1
    box.query.value = "قطر"
    assert rows(box) == 0 and "لا صفوف" in box.table.value


def test_choices_change_the_table(words):
    box = widgets.concordance(words, "موسكو", language="en")
    box.by.value = "form"
    assert rows(box) == 2 and "each form as it is written" in box.table.value
    first = box.table.value
    box.sort.value = "after"
    assert rows(box) == 2 and box.table.value != first or "حليف" in box.table.value
    assert [name for _, name in box.by.options] == ["stem", "norm", "form", "lemma"]


def test_sorting_is_by_the_word_on_that_side(words):
    box = widgets.concordance(words, "موسكو")
    for sort, order in {"text": [9, 24, 35], "before": [24, 9, 35], "after": [24, 35, 9]}.items():
        box.sort.value = sort
        places = [box.table.value.index(f'-{start}"') for start in order]
        assert places == sorted(places), sort


def test_a_broken_query_is_marked(words):
    box = widgets.concordance(words, "موسكو")
    box.query.value = "موس[كو"
    assert "القوس [ لم يُغلق" in box.table.value and "موس<mark>[</mark>كو" in box.table.value
    assert rows(box) == -1  # no table
    box.query.value = ""
    assert "الاستعلام فارغ" in box.table.value and "<mark> </mark>" in box.table.value
    box.query.value = "موسكو"
    assert rows(box) == 3


def test_what_is_typed_is_shown_and_not_run(words):
    box = widgets.concordance(words, "موسكو")
    for typed in ("<img src=x onerror=alert(1)>", "<b>[", '"><script>'):
        box.query.value = typed
        assert "<img" not in box.table.value and "<b>" not in box.table.value and "<script" not in box.table.value


def test_the_box_runs_from_the_right_in_arabic_only(words):
    assert "kh-find-rtl" in widgets.concordance(words, "موسكو")._dom_classes
    assert "kh-find-rtl" not in widgets.concordance(words, "موسكو", language="en")._dom_classes
    with pytest.raises(ValueError, match="'ar'"):
        widgets.concordance(words, "موسكو", language="fr")
