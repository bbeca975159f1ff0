"""Normal forms: every rule with the letters it is about, and what holds for any text."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import lexicons, normalise

LETTERS = "ابةتكلمنهويىءآأؤإئٱپچگڤکیہۀے٠٤۹٫ـ\u064b\u0651\u0670\u0653\u0654\u0655\u200c\u200f\u061cﻻﷲﷺﹰé\u0301AZ1 "
texts = st.text(st.sampled_from(LETTERS) | st.characters(exclude_categories=["Cs"]), max_size=12)
words = texts.filter(lambda text: len(text.splitlines()) < 2 and "\n" not in text)


@pytest.mark.parametrize(
    ("word", "light", "standard", "heavy"),
    [
        ("كِتَابٌ", "كتاب", "كتاب", "كتاب"),
        ("الرَّحْمٰن", "الرحمن", "الرحمن", "الرحمن"),
        ("ليـــبيا", "ليبيا", "ليبيا", "ليبيا"),
        ("أمس", "أمس", "امس", "امس"),
        ("إلى", "إلى", "الي", "الي"),
        ("آثار", "آثار", "اثار", "اثار"),
        ("ٱلله", "ٱلله", "الله", "الله"),
        ("مستشفى", "مستشفى", "مستشفي", "مستشفي"),
        ("مدينة", "مدينة", "مدينة", "مدينه"),
        ("مسؤول", "مسؤول", "مسؤول", "مسوول"),
        ("بيئة", "بيئة", "بيئة", "بييه"),
        ("بناء", "بناء", "بناء", "بنا"),
        ("ایران", "ايران", "ايران", "ايران"),
        ("کتاب", "كتاب", "كتاب", "كتاب"),
        ("خامنہ", "خامنه", "خامنه", "خامنه"),
        ("پاریس", "پاريس", "پاريس", "باريس"),
        ("ڤيروس", "ڤيروس", "ڤيروس", "فيروس"),
        ("گوگل", "گوگل", "گوگل", "كوكل"),
        ("ﻻ", "لا", "لا", "لا"),
        ("ﺳﻼم", "سلام", "سلام", "سلام"),
        ("ﷲ", "الله", "الله", "الله"),
        ("ا\u0654مس", "أمس", "امس", "امس"),
        ("١٬٢٣٤٫٥٪", "1,234.5%", "1,234.5%", "1,234.5%"),
        ("۲۰۱۸", "2018", "2018", "2018"),
        ("\u202bليبيا\u202c", "ليبيا", "ليبيا", "ليبيا"),
        ("می\u200cخواهم", "ميخواهم", "ميخواهم", "ميخواهم"),
        ("\ufeffخبر\u200f", "خبر", "خبر", "خبر"),
        ("BBC", "BBC", "BBC", "bbc"),
    ],
)
def test_rules(word, light, standard, heavy):
    assert (normalise.light(word), normalise.standard(word), normalise.heavy(word)) == (light, standard, heavy)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_idempotent(text):
    for name in normalise.FORMS:
        form = normalise.form(name)
        assert form(form(text)) == form(text)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_each_form_goes_further(text):
    assert normalise.standard(normalise.light(text)) == normalise.standard(text)
    assert normalise.heavy(normalise.standard(text)) == normalise.heavy(text)


@given(st.lists(words, max_size=6))
@settings(max_examples=300, deadline=None)
def test_many_words_are_made_as_each_one(several):
    for name in normalise.FORMS:
        form = normalise.form(name)
        assert normalise.many(several, form) == [form(word) for word in several]


def test_a_column():
    column = pd.Series(["أمس", "إلى", "أمس"], index=[3, 1, 2])
    made = normalise.distinct(column, normalise.standard)
    assert made.tolist() == ["امس", "الي", "امس"] and made.index.tolist() == [3, 1, 2]


def test_no_such_form():
    with pytest.raises(ValueError, match="No normal form is called 'light2'; there are: light, standard, heavy"):
        normalise.form("light2")


def test_letters_of_the_lexicon_are_what_their_code_says():
    rows = lexicons.read("letters")
    assert [f"U+{ord(letter):04X}" for letter in rows["letter"]] == rows["code"].tolist()
    assert set(rows["form"]) == set(normalise.FORMS)
    assert not rows["letter"].duplicated().any()
