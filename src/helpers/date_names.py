"""Names of months that are other words as well, or that stand in names: «رسالة إلى ماي», «حرب أكتوبر», «مفاعل تموز»."""

from functools import cache

from helpers import date_values as values
from helpers import lexicons
from helpers.date_reading import Reading
from helpers.date_values import Meaning
from helpers.date_words import ALPHABET
from helpers.scan import fold

DOUBTFUL = {ALPHABET["month_word"], ALPHABET["hijri_word"]}
TOWARDS = {ALPHABET[name] for name in ("to", "of", "between")}
BEFORE_MONTHS = {ALPHABET[name] for name in ("in", "during", "since", "until", "by", "to", "of", "between")}


def is_month(reading: Reading) -> bool:
    """Whether a name that is another word too («مارس», «رجب», «صفر») is a month here, by the words around it."""
    start, end = reading.parts["hijri" if reading.has("hijri") else "month"]
    letters = reading.batch.letters
    if letters[start] not in DOUBTFUL or end - start > 1 or start > reading.start:
        return True
    if any(reading.has(name) for name in ("year", "that_year", "this_year", "month_turn", "hijri_turn")):
        return True
    before = letters[reading.start - 1] if reading.start else ""
    if is_a_name(fold(reading.batch.words[start])[reading.batch.entry(start).skip :]):
        return before in BEFORE_MONTHS - TOWARDS  # «رسالة إلى ماي», «خفضها إلى صفر»
    return before in BEFORE_MONTHS


@cache
def is_a_name(word: str) -> bool:
    """Whether a month's name is a person's as well, or a number."""
    table = lexicons.read("months")
    return word in {fold(name) for name in table["month"][table["word_too"] == "name"]}


def year_left_open(reading: Reading, found: Meaning) -> Meaning | None:
    """A month in a name: «حرب أكتوبر» leaves the year open, «مفاعل تموز» is no month (None)."""
    before = reading.batch.letters[reading.start - 1] if reading.start else ""
    if reading.has("year") or reading.has("that_year") or reading.has("month_turn") or reading.has("phase"):
        return found
    if before == ALPHABET["party_of"] and not reading.has("label"):
        return None
    if before == ALPHABET["event_of"] and found.anchor == "published" and found.begin:
        return Meaning(grain="month", depends="year", value=values.without_year(found))
    return found
