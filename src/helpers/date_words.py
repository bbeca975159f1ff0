"""Words of time expressions: the class of each, from data/lexicons (months, numbers_written, time_words, cues)."""

import re
from functools import lru_cache

from helpers import lexicons
from helpers.frequencies import zipf
from helpers.normalise import light
from helpers.scan import OTHER, Alphabet, Entry, fold, proclitic_splits, raw_skip

ALPHABET = Alphabet()
PUNCTUATION = {
    "/": "slash", "\\": "slash", "-": "dash", "–": "dash", "—": "dash", ".": "dot", "،": "comma", ",": "comma",
    "(": "open", ")": "close", ":": "colon", "؟": "stop", "?": "stop", "!": "stop", "؛": "semicolon",
}  # fmt: skip


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[str, object]]:
    """Class and value of every word of the lexicons, by its folded form."""
    found: dict[str, tuple[str, object]] = {}
    for row in lexicons.read("time_words").itertuples(index=False):
        name = f"{row.kind}:{row.value}" if row.kind in UNITS else row.kind
        found[fold(row.word)] = (name, row.value)
    for row in lexicons.read("numbers_written").itertuples(index=False):
        found.setdefault(fold(row.word), (row.kind, int(row.value)))
    for row in lexicons.read("months").itertuples(index=False):
        first, _, second = fold(row.month).partition(" ")
        name = "hijri" if row.calendar == "hijri" else "month"
        if second:
            found.setdefault(first, (f"{name}_first", first))
            found.setdefault(second, ("month_second", second))
        else:
            found[first] = (f"{name}_word" if row.word_too else name, int(row.number))
    cues = lexicons.read("cues")
    nouns = frozenset(cues["noun"])  # «حكم», «رد» are nouns as well: they tell no tense
    for cue, stance in zip(cues["cue"], cues["stance"], strict=True):
        if cue not in nouns and " " not in cue:
            root = cue[:-1] if cue[-1] in "اى" else cue  # «دعا», «دعت»
            for form in (cue, root + "ت", root + "وا"):
                found.setdefault(fold(form), ("plan" if stance in AHEAD else "report", None))
    return found


@lru_cache(maxsize=1)
def pairs() -> dict[tuple[str, str], int]:
    """Number of each month whose name is two words."""
    table = lexicons.read("months")
    parts = [(tuple(fold(name).split()), int(number)) for name, number in zip(table.month, table.number, strict=True)]
    return {name: number for name, number in parts if len(name) == 2}


AHEAD = frozenset(("expect", "threaten", "promise", "demand", "hope", "warn"))  # what is spoken of is still to come
UNITS = ("unit", "the_unit", "two_units", "units", "the_units", "the_two")


@lru_cache(maxsize=1 << 18)
def classify(word: str) -> Entry:
    """Class, value and attached letters of a word as written.

    >>> classify("والاثنين").skip, classify("والاثنين").value
    (1, '0')
    """
    if word[0].isdigit():
        return _number(word)
    if word in PUNCTUATION:
        return Entry(ALPHABET[PUNCTUATION[word]])
    folded, known = fold(word), words()
    for rest, skip in proclitic_splits(folded):
        if rest in known and (not skip or len(rest) > 2):  # «باب» is no «ب» and «آب»
            name, value = known[rest]
            return Entry(ALPHABET[name], value, raw_skip(word, skip))
    if folded.lstrip("وف")[:1] not in VERB_LETTERS:
        return Entry(OTHER)
    plain = light(word)
    if is_future(plain):
        return Entry(ALPHABET["future"])
    return Entry(ALPHABET["present"] if is_present(plain) else OTHER)


def _number(word: str) -> Entry:
    digits = fold(word)
    if len(digits) > 4 or not digits.isdecimal():
        return Entry(ALPHABET["digits"], None)
    value = int(digits)
    if len(digits) <= 2 and 1 <= value <= 31:
        return Entry(ALPHABET["day_number"], value)
    return Entry(ALPHABET["year_number" if len(digits) == 4 and 1000 <= value < 2200 else "digits"], value)


VERB_LETTERS = frozenset("سيت")  # with which a verb in the future or the present may begin
FUTURE_VERB = re.compile(r"[وف]?س([يتن]\w{3,})")


def is_future(word: str) -> bool:
    """Whether a word is a present-tense verb with the future's س before it: its verb is then the commoner word.

    >>> is_future("سيلتقي"), is_future("سيارة")
    (True, False)
    """
    match = FUTURE_VERB.fullmatch(word)
    if not match:
        return False
    return zipf(match.group(1)) > max(zipf("س" + match.group(1)), 1.5)


PRESENT_VERB = re.compile(r"[وف]?([يت])(\w{3,})")


def is_present(word: str) -> bool:
    """Whether a word is a present-tense verb that reports no speech: both its genders are words («ينطلق», «تنطلق»).

    >>> is_present("ينطلق"), is_present("تقرير"), is_present("يقول")
    (True, False, False)
    """
    match = PRESENT_VERB.fullmatch(word)
    if not match or fold("ي" + match.group(2)) in reporting():
        return False
    if match.group(1) == "ت" and zipf("يت" + match.group(2)) > 2:  # «تعهد» is the past of «يتعهد»
        return False
    own, other = (zipf(letter + match.group(2)) for letter in (match.group(1), "تي"[match.group(1) == "ت"]))
    return own > 2 and other > 2 and abs(own - other) < 1.2


@lru_cache(maxsize=1)
def reporting() -> frozenset[str]:
    """Present forms of verbs that report speech or set a scene, folded: their tense is not that of what follows."""
    table = lexicons.read("time_words")
    settings = table["word"][table["kind"] == "sets_scene"]  # «ويأتي ذلك بعد ...»
    return frozenset(fold(form) for form in [*lexicons.read("cues")["present"], *settings] if form)


for _name, _ in words().values():  # every class has its letter before a pattern with a star is compiled
    ALPHABET[_name]
