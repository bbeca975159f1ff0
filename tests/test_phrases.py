"""Numbers and nouns in running text."""

import pytest
from babel import Locale

from helpers import lexicons, phrases


@pytest.mark.parametrize("count", [*range(0, 131), 200, 1000, 1002, 1003, 1011, 1.5])
def test_the_categories_are_those_of_the_cldr(count):
    assert phrases.plural(count) == Locale("ar").plural_form(count)


@pytest.mark.parametrize(
    "count, noun, case, words",
    [
        (0, "time", "nominative", "ولا مرة"),
        (1, "time", "genitive", "مرة واحدة"),
        (2, "time", "nominative", "مرتان"),
        (2, "time", "accusative", "مرتين"),
        (3, "time", "nominative", "3 مرات"),
        (11, "person", "nominative", "11 شخصا"),
        (100, "person", "nominative", "100 شخص"),
        (103, "article", "genitive", "103 مقالات"),
        (1, "article", "accusative", "مقالا واحدا"),
        (1, "article", "genitive", "مقال واحد"),
        (2, "article", "genitive", "مقالين"),
        (1011, "word", "nominative", "1,011 كلمة"),
    ],
)
def test_counted(count, noun, case, words):
    assert phrases.counted(count, noun, case=case) == words


def test_counted_in_english():
    told = [phrases.counted(n, "time", "en") for n in (0, 1, 2, 3)]
    assert told == ["0 times", "once", "twice", "3 times"]
    assert [phrases.counted(n, "person", "en") for n in (1, 2)] == ["1 person", "2 people"]


def test_every_noun_has_every_form():
    table = lexicons.read("counted_nouns")
    assert table["noun"].is_unique
    assert (table != "").all(axis=None)


def test_every_sentence_has_both_languages_and_the_same_values():
    import re

    table = lexicons.read("chart_wording")
    assert table["key"].is_unique
    for row in table.itertuples():
        assert row.ar and row.en, row.key
        if row.key not in ("bars_alt",):
            assert set(re.findall(r"{(\w+)}", row.ar)) == set(re.findall(r"{(\w+)}", row.en)), row.key


def test_wrong_choices():
    with pytest.raises(ValueError, match="No noun is called 'times'; .* has: time, "):
        phrases.counted(1, "times")
    with pytest.raises(ValueError, match="nominative, accusative, genitive"):
        phrases.counted(1, "time", case="dative")


@pytest.mark.parametrize(
    "value, digits, shown",
    [
        (0, "latn", "0"),
        (1234567, "arab", "١٬٢٣٤٬٥٦٧"),
        (-3, "latn", "\u22123"),
        (0.5, "arab", "٠٫٥"),
        (0.004, "latn", "0.004"),
    ],
)
def test_numbers(value, digits, shown):
    assert phrases.number(value, digits) == shown


def test_digits_of_a_sentence():
    assert phrases.figures("في 12.5% من 1,200 مقال.", "arab") == "في ١٢٫٥٪ من ١٬٢٠٠ مقال."


def test_lists():
    assert phrases.joined([]) == phrases.joined([], "en") == ""
    assert phrases.joined(["a", "b", "c"], "en") == "a, b and c"
