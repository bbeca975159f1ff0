"""Stretches counted from the publication day: «السنوات الخمس الماضية», «قبل عامين», «منذ 3 أسابيع».

Each reader takes a `Reading` and gives a list of (first word, after the last word, Meaning, extras).
"""

from helpers import date_values as values
from helpers.date_reading import Reading, number, year_of
from helpers.date_values import Meaning
from helpers.date_words import ALPHABET
from helpers.scan import fold

UNIT_NAMES = frozenset(("minute", "hour", "day", "night", "week", "month", "year", "decade", "century"))
REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
DUALS = {letter for name, letter in ALPHABET.known.items() if name.startswith(("the_two:", "two_units:"))}
PLURALS = {letter for name, letter in ALPHABET.known.items() if name.startswith(("the_units:", "units:"))}


def read_span(reading: Reading):
    """Spans that end or begin at publication: «السنوات الخمس الماضية»; «الأيام الماضية» has no value."""
    kind = unit_name(reading, "units")
    turn = 0 if reading.has("these") else reading.turn("turn")
    token = reading.parts["units"][0]
    dual = reading.batch.entry(token).letter in DUALS
    count = 2 if dual else reading.number("count") if reading.has("count") else None
    if count is None or turn == 0:
        plural = reading.batch.entry(token).letter in PLURALS
        if not plural:
            return []
        found = Meaning(grain="vague", depends="vague", value=REFERENCES[turn], anchor="published")
        return [(reading.start, reading.end, found, {"type": "DATE"})]
    if reading.batch.letters[reading.end : reading.end + 1] == ALPHABET["of"]:  # «الأشهر الثلاثة الأخيرة من 2017»
        found = Meaning(grain=kind, depends="context", anchor="context")
    else:
        found = _stretch(reading, kind, count, turn)
    return [(reading.start, reading.end, found, {"type": "DURATION"})]


def read_ago(reading: Reading):
    """«قبل عامين», «منذ 3 أسابيع», «خلال يومين»: counted from the publication day."""
    letter = reading.batch.entry(reading.parts["side"][0]).letter
    names = [name for name in ("units", "two", "one", "vaguely") if reading.has(name)]
    kind = unit_name(reading, names[0])
    if reading.has("vaguely"):
        found = Meaning(grain="vague", depends="vague", value="PAST_REF", anchor="published")
        return [(reading.start, reading.end, found, {"type": "DATE"})] if letter == ALPHABET["before"] else []
    count = reading.number("count") if reading.has("count") else 2 if reading.has("two") else 1
    if letter == ALPHABET["since"]:
        return [(reading.start, reading.end, _stretch(reading, kind, count, -1), {"type": "DURATION"})]
    if letter in (ALPHABET["within"], ALPHABET["during"]):
        if letter == ALPHABET["during"] or not reading.future:
            return []
        return [(reading.start, reading.end, _stretch(reading, kind, count, 1), {"type": "DURATION"})]
    grain = kind if kind not in ("minute", "hour", "night") else "time"
    if letter == ALPHABET["after"] and reading.start and _repeats(reading):
        return []
    if letter == ALPHABET["after"]:
        # After what? The text tells, and seldom in words that can be trusted.
        return [
            (
                reading.start,
                reading.end,
                Meaning(grain=grain, depends="context", anchor="context"),
                {"type": "DURATION"},
            )
        ]
    if reading.published is None:
        return [
            (
                reading.start,
                reading.end,
                Meaning(grain=grain, depends="published", anchor="published"),
                {"type": "DATE"},
            )
        ]
    try:
        around = values.moved(kind, reading.published, -count)
    except OverflowError:
        return [(reading.start, reading.end, Meaning(grain=grain, depends="impossible"), {"type": "DATE"})]
    found = values.unit(kind, around)._replace(anchor="published")
    return [(reading.start, reading.end, found._replace(grain=grain), {"type": "TIME" if grain == "time" else "DATE"})]


def read_quarter(reading: Reading):
    """Quarters whose year is not said: «أرباح الربع الثالث», «الربع الماضي»."""
    part = "quarter" if reading.has("quarter") else "relative"
    if reading.value(part) != "4":
        return []
    extras = {"type": "DATE"}
    if part == "quarter":
        which = number(reading.batch, reading.parts[part][0] + 1, reading.parts[part][1]) or 4  # «الربع الأخير»
        if not 1 <= which <= 4:
            return []
        found = Meaning(grain="quarter", depends="year", value=f"XXXX-Q{which}")
        return [(reading.start, reading.end, found, extras)]
    turn = reading.turn("turn")
    if isinstance(turn, str) or reading.published is None:
        depends = "context" if isinstance(turn, str) else "published"
        return [(reading.start, reading.end, Meaning(grain="quarter", depends=depends, anchor=depends), extras)]
    month = (reading.published.month - 1) // 3 * 3 + 1
    first = values.unit("month", reading.published.replace(month=month, day=1), 3 * turn)
    found = first._replace(finish=values.unit("month", first.begin, 2).finish, grain="quarter", anchor="published")
    return [(reading.start, reading.end, found, extras)]


def read_months(reading: Reading):
    """The first or last months of a year: «الأشهر التسعة الأولى من 2018», «أول ستة أشهر من العام»."""
    edge = reading.batch.entry(reading.parts["edge"][0])
    start, end = reading.parts["edge"]
    latest = edge.letter in (ALPHABET["recent"], ALPHABET["ultimate"])
    if not latest and edge.letter != ALPHABET["first"] and (edge.value != 1 or end - start > 1):
        return []
    count = 2 if reading.has("two") else reading.number("count") if reading.has("count") else None
    if count is not None and not 1 <= count <= 12:
        return []
    said = reading.published and reading.published.year if reading.has("whole_year") else year_of(reading)
    if not isinstance(said, int):
        found = Meaning(grain="month", depends="published", anchor="published")
        return [(reading.start, reading.end, found, {"type": "DATE"})]
    extras = {"type": "DATE", "modifier": "" if count else "END" if latest else "START"}
    found = values.year(said)
    if count and found.begin:
        begin = values.month(said, 13 - count if latest else 1).begin
        finish = values.month(said, 12 if latest else count).finish
        grain = {3: "quarter", 6: "half", 12: "year"}.get(count, "month")
        found = found._replace(begin=begin, finish=finish, grain=grain)
    anchor = "text" if reading.has("year") else "published"
    return [(reading.start, reading.end, found._replace(anchor=anchor), extras)]


def _stretch(reading: Reading, kind: str, count: int, turn: int) -> Meaning:
    grain = kind if kind not in ("minute", "hour", "night") else "time"
    if reading.published is None:
        return Meaning(grain=grain, depends="published", anchor="published")
    try:
        other = values.moved(kind, reading.published, turn * count)
    except OverflowError:
        return Meaning(grain=grain, depends="impossible", anchor="published")
    begin, finish = sorted((other, reading.published))
    return Meaning(begin, finish, grain, anchor="published")


def _repeats(reading: Reading) -> bool:
    """Whether the same word stands on both sides: «سنة بعد سنة»."""
    words = reading.batch.words
    return fold(words[reading.start - 1]) == fold(words[reading.end - 1])


def unit_name(reading: Reading, part: str) -> str:
    """day, week ... of the last word of a part that is a unit."""
    for token in range(*reading.parts[part]):
        value = reading.batch.entry(token).value
        if isinstance(value, str) and value in UNIT_NAMES:
            return value
    return "day"
