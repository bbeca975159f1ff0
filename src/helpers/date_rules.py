"""From a matched pattern to what it means: one function for each kind of rule in `date_patterns`.

Each takes the parts of a match and gives a list of (first word, after the last word, Meaning, extras).
"""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from helpers import date_values as values
from helpers.date_patterns import ALPHABET, pairs
from helpers.date_values import Meaning
from helpers.scan import Batch, fold

TURNS = {
    ALPHABET[name]: turn
    for name, turn in {
        "last": -1, "next": 1, "this": 0, "same": "context", "prior": "prior", "following": "following", "recent": -1
    }.items()
}  # fmt: skip


class Reading(NamedTuple):
    """One match: the words it lies in, its parts, the publication day, and whether its sentence speaks of the future."""

    batch: Batch
    start: int
    end: int
    parts: dict
    published: date | None
    future: bool

    def has(self, name: str) -> bool:
        return name in self.parts

    def value(self, name: str):
        """The lexicon's value of the first word of a part."""
        return self.batch.entry(self.parts[name][0]).value

    def turn(self, name: str):
        """-1 last, 1 next, 0 this, or a word for what counts from another day of the text; None if not said."""
        return TURNS[self.batch.entry(self.parts[name][1] - 1).letter] if name in self.parts else None

    def number(self, name: str) -> int:
        """The number that a part's words make."""
        return number(self.batch, *self.parts[name])


def number(batch: Batch, start: int, end: int) -> int:
    """The number that words make: added up, thousands multiplied («خمسة وتسعين» 95, «الثاني عشر» 12)."""
    total = 0
    for token in range(start, end):
        value = batch.entry(token).value
        if not isinstance(value, int):
            continue
        folded = fold(batch.words[token])
        attached = batch.entry(token).skip > 0
        total = total * 1000 if value == 1000 and total and not attached and folded != "2000" else total + value
    return total


def month_number(batch: Batch, start: int, end: int) -> int | None:
    """The month of one or two names («نوفمبر/تشرين الثاني»); None where the two name different months."""
    found = set()
    token = start
    while token < end:
        entry = batch.entry(token)
        if entry.letter in (ALPHABET["month_first"], ALPHABET["hijri_first"]):
            found.add(pairs().get((fold(batch.words[token])[entry.skip :], fold(batch.words[token + 1]))))
            token += 1
        elif isinstance(entry.value, int):
            found.add(entry.value)
        token += 1
    return found.pop() if len(found) == 1 else None


def year_of(reading: Reading) -> int | None | str:
    """The year that a date says: a number, None where it says none, "unknown" where it hangs on what is not known."""
    if reading.has("year"):
        return reading.value("year")
    if reading.has("that_year") or reading.has("this_year"):
        turn = 0 if reading.has("this_year") else reading.turn("year_turn")
        if reading.published is None or isinstance(turn, str):
            return "unknown"
        return reading.published.year + turn
    return None


def in_year(reading: Reading, make, turn=None, fits=None) -> Meaning:
    """A day or month in the year that its date says, or in the one that the publication day makes likely."""
    said = year_of(reading)
    if said == "unknown":
        return make(2000)._replace(begin=None, finish=None, depends="published", anchor="published")
    if said is not None:
        return make(said)._replace(anchor="text" if reading.has("year") else "published")
    if turn == 0 and reading.published:
        return make(reading.published.year)._replace(anchor="published")
    return values.yearless(make, reading.published, turn or 0, reading.future, fits)


def calendar_day(reading: Reading, days: int, weekday: int | None = None) -> Meaning:
    """A day of a month, however the month is said."""
    published = reading.published
    if reading.has("hijri"):
        found = month_number(reading.batch, *reading.parts["hijri"])
        if reading.has("year"):
            return values.hijri(reading.value("year"), found, days)
        now = values.hijri_today(published)
        if now is None:
            return Meaning(grain="day", depends="published", anchor="published")
        near = [values.hijri(now[0] + step, found, days) for step in (-1, 0, 1)]
        near = [meaning for meaning in near if meaning.begin]
        return _nearest(near, published, reading.turn("hijri_turn"), "day")
    if reading.has("month"):
        found = month_number(reading.batch, *reading.parts["month"])
        if found is None:
            return Meaning(grain="day", depends="impossible")
        same = (lambda meaning: meaning.begin.weekday() == weekday) if weekday is not None else None
        turn = reading.turn("month_turn")
        return in_year(reading, lambda year: values.day(year, found, days), turn, same)
    turn = reading.turn("turn") if reading.has("that_month") else 0  # «12 الجاري», «12 من هذا الشهر»
    if published is None or isinstance(turn, str):
        depends = "context" if isinstance(turn, str) else "published"
        return Meaning(grain="day", depends=depends, value=f"XXXX-XX-{days:02d}", anchor=depends)
    around = values.moved("month", published.replace(day=1), turn)
    return values.day(around.year, around.month, days)._replace(anchor="published")


def _nearest(near: list[Meaning], published: date, turn, grain: str) -> Meaning:
    if turn == -1:
        near = [meaning for meaning in near if meaning.finish < published][-1:]
    elif turn == 1:
        near = [meaning for meaning in near if meaning.begin > published][:1]
    if not near:
        return Meaning(grain=grain, depends="calendar", anchor="published")
    return min(near, key=lambda meaning: abs((meaning.begin - published).days))._replace(anchor="published")


def digits(reading: Reading) -> Meaning:
    """A date in digits: day, month, year; year first where it has four digits."""
    first, second, third = reading.value("a"), reading.value("b"), reading.value("c")
    if first > 31:
        return values.day(first, second, third)
    if third <= 31:
        return Meaning(grain="day", depends="year")
    found, other = values.day(third, second, first), values.day(third, first, second)
    if found.begin is None:
        return other
    if other.begin is None or other.begin == found.begin:
        return found
    near = reading.published and abs((found.begin - reading.published).days) <= 400
    doubt = reading.published is None or not near
    return found._replace(depends="order", possible=(found.begin, other.begin)) if doubt else found


def relative_day(shift: int, published: date | None) -> Meaning:
    """A day counted from the publication day."""
    if published is None:
        return Meaning(grain="day", depends="published", anchor="published")
    found = published + timedelta(shift)
    return Meaning(found, found, "day", anchor="published")


def read_day(reading: Reading):
    """Days: «أمس», «الاثنين المقبل», «12 و13 نوفمبر», and their parts («مساء الأحد»)."""
    extras = {"type": "DATE"}
    part = reading.parts.get("part") or reading.parts.get("part_after")
    if part:
        codes = [reading.batch.entry(token).value for token in range(*part)]
        extras = {"type": "TIME", "part": next((c for c in codes if c in PARTS), "NI")}
    if reading.has("context_day"):
        letters = {reading.batch.entry(token).letter for token in range(reading.start, reading.end)}
        side = "prior" if ALPHABET["prior"] in letters else "following" if ALPHABET["following"] in letters else "same"
        return [
            (
                reading.start,
                reading.end,
                Meaning(grain="day", depends="context", anchor="context"),
                {**extras, "side": side},
            )
        ]
    weekday = int(reading.value("weekday")) if reading.has("weekday") else None
    if reading.has("a"):
        start, end = reading.parts["a"][0], reading.parts["c"][1]
        if reading.batch.ends[end - 1] - reading.batch.starts[start] > sum(map(len, reading.batch.words[start:end])):
            return []
        return [(reading.start, reading.end, digits(reading), extras)]
    if reading.has("first"):
        return _dated(reading, weekday, extras)
    if reading.has("today") or reading.has("deictic"):
        shift = _shift(reading)
        found = relative_day(shift, reading.published)
        if weekday is not None and found.begin and found.begin.weekday() != weekday:
            # The page was stamped later than it was written: the day named is the nearest one.
            away = (weekday - found.begin.weekday() + 3) % 7 - 3
            found = relative_day(shift + away, reading.published)
        return [(reading.start, reading.end, found, extras)]
    turn = reading.turn("weekday_turn")
    future = reading.future
    if isinstance(turn, str):
        found = Meaning(grain="day", depends="context", value=f"XXXX-WXX-{weekday + 1}", anchor="context")
        return [(reading.start, reading.end, found, extras)]
    found = values.weekday(weekday, reading.published, turn or 0, future)
    if not reading.has("weekday2"):
        return [(reading.start, reading.end, found, extras)]
    second = int(reading.value("weekday2"))
    other = values.weekday(second, reading.published, turn or 0, future)
    return _pair(reading, found, other, reading.parts["weekday2"][0], extras)


PARTS = frozenset(("MO", "EV", "MI", "AF", "DA", "NI", "DT"))


def _shift(reading: Reading) -> int:
    if reading.has("today"):
        return 0
    shift = int(reading.value("deictic"))
    return 2 * shift if reading.has("twice") or reading.has("twice_after") else shift


def _dated(reading: Reading, weekday: int | None, extras: dict):
    days = reading.number("first")
    if not 1 <= days <= 31:
        return []
    found = calendar_day(reading, days, weekday)
    if weekday is not None and found.begin and found.begin.weekday() != weekday:
        doubt = reading.has("year") or reading.has("hijri")
        found = found._replace(depends="weekday") if doubt else Meaning(grain="day", depends="weekday")
    if not reading.has("second"):
        return [(reading.start, reading.end, found, extras)]
    second = reading.number("second")
    if not 1 <= second <= 31:
        return [(reading.start, reading.end, found, extras)]
    return _pair(reading, found, calendar_day(reading, second), reading.parts["second"][0], extras)


def _pair(reading: Reading, found: Meaning, other: Meaning, split: int, extras: dict):
    """One row for days that follow each other or a range, two rows for two days apart."""
    joined = reading.has("join") or reading.has("weekday_join")
    mark = reading.batch.words[reading.parts["join" if reading.has("join") else "weekday_join"][0]] if joined else "و"
    ranged = joined and fold(mark) not in ("و", "،", ",", "او")
    near = found.begin and other.begin and (other.begin - found.finish).days == 1
    if found.begin and other.begin and found.begin < other.begin and (near or ranged):
        return [(reading.start, reading.end, found._replace(finish=other.finish), extras)]
    end = reading.parts["join"][0] if reading.has("join") else split
    end = reading.parts["weekday_join"][0] if reading.has("weekday_join") else end
    return [(reading.start, end, found, extras), (split, reading.end, other, extras)]


def read_month(reading: Reading):
    """Months: «نوفمبر الماضي», «يناير وفبراير 2018», «شهر رمضان»."""
    extras = phase_of(reading)
    if reading.has("hijri"):
        return [(reading.start, reading.end, _hijri_month(reading), extras)]
    first = month_number(reading.batch, *reading.parts["month"])
    if first is None:
        return [(reading.start, reading.end, Meaning(grain="month", depends="impossible"), extras)]
    turn = reading.turn("month_turn")
    found = in_year(reading, lambda year: values.month(year, first), turn)
    if not reading.has("month2"):
        return [(reading.start, reading.end, narrowed(reading, found), extras)]
    split = reading.parts["month2"][0]
    if not reading.has("join") and not reading.batch.entry(split).skip:
        return [(reading.start, split, found, extras)] if year_of(reading) is None and turn is None else []
    second = month_number(reading.batch, *reading.parts["month2"])
    if second is None:
        return []
    other = in_year(reading, lambda year: values.month(year, second), turn)
    return _pair(reading, found, other, split, extras)


def _hijri_month(reading: Reading) -> Meaning:
    found = month_number(reading.batch, *reading.parts["hijri"])
    if reading.has("year"):
        return values.hijri(reading.value("year"), found)
    now = values.hijri_today(reading.published)
    turn = reading.turn("hijri_turn")
    if reading.has("that_year"):
        turn_year = reading.turn("year_turn")
        if now is None or isinstance(turn_year, str):
            return Meaning(grain="month", depends="published", anchor="published")
        return values.hijri(now[0] + turn_year, found)._replace(anchor="published")
    if now is None:
        return Meaning(grain="month", depends="published", anchor="published")
    near = [values.hijri(now[0] + step, found) for step in (-1, 0, 1)]
    near = [meaning for meaning in near if meaning.begin]
    inside = [meaning for meaning in near if meaning.begin <= reading.published <= meaning.finish]
    if inside and turn in (0, None):
        return inside[0]._replace(anchor="published")
    return _nearest(near, reading.published, turn, "month")


def phase_of(reading: Reading) -> dict:
    """«مطلع», «منتصف», «نهاية» before a period: kept as `modifier`; the value stays the whole period."""
    if not reading.has("phase"):
        return {"type": "DATE"}
    value = reading.value("phase")
    return {"type": "DATE", "modifier": value if value in ("START", "MID", "END") else ""}


def narrowed(reading: Reading, found: Meaning) -> Meaning:
    """The half, third or quarter of a period («الربع الأول من 2018»)."""
    if not reading.has("phase") or found.begin is None:
        return found
    start, end = reading.parts["phase"]
    value = reading.value("phase")
    if not str(value).isdigit():
        return found
    pieces, which = int(value), number(reading.batch, start + 1, end)
    if not 1 <= which <= pieces:
        return found._replace(begin=None, finish=None, depends="impossible")
    if found.grain == "year":
        size = 12 // pieces
        first = values.month(found.begin.year, size * (which - 1) + 1)
        return found._replace(
            begin=first.begin,
            finish=values.month(found.begin.year, size * which).finish,
            grain="quarter" if pieces == 4 else "half" if pieces == 2 else "year",
        )
    days = (found.finish - found.begin).days + 1
    begin = found.begin + timedelta(days * (which - 1) // pieces)
    return found._replace(begin=begin, finish=found.begin + timedelta(days * which // pieces - 1), value="")


def read_year(reading: Reading):
    """Years: «عام 2017», «بين 2003 و2011», «1439 هـ»."""
    batch, extras = reading.batch, phase_of(reading)
    if reading.has("written"):
        said = reading.number("written")
        return [(reading.start, reading.end, values.year(said), extras)] if 1000 <= said < 2200 else []
    first = reading.value("first")
    if first is None or not reading.has("label") and not _is_year(reading):
        return []
    era = reading.parts.get("era") or reading.parts.get("era2")
    lunar = (era and batch.entry(era[0]).value == "AH") or (1300 <= first <= 1460 and not era)
    if (
        reading.has("label")
        and batch.entry(reading.parts["first"][0]).letter == ALPHABET["digits"]
        and not era
        and first < 100
    ):
        return []
    make = values.hijri_year if lunar else values.year
    found = narrowed(reading, make(first))
    if not reading.has("second"):
        return [(reading.start, reading.end, found, extras)]
    second = reading.value("second")
    split = reading.parts["second"][0]
    mark = batch.words[reading.parts["join"][0]] if reading.has("join") else "و"
    if second is not None and second < 100 and mark in "/-–" and second == (first + 1) % 100:
        second = first + 1
    if second is None or second < 1000 or not (reading.has("join") or batch.entry(split).skip):
        end = reading.parts["join"][0] if reading.has("join") else split
        return [(reading.start, end, found, extras)]
    return _pair(reading, found, make(second), split, extras)


def _is_year(reading: Reading) -> bool:
    """Whether a number of four digits that stands by itself is a year, by the words around it."""
    batch, token = reading.batch, reading.parts["first"][0]
    first = reading.value("first")
    before = batch.letters[reading.start - 1] if reading.start else ""
    after = batch.letters[reading.end : reading.end + 1]
    if reading.has("era"):
        return True
    if after in COUNTED or before in BEFORE_COUNTS:
        return False
    if before and before in GLUE and batch.ends[reading.start - 1] == batch.starts[reading.start]:
        return False  # part of a longer number: 12.2015, 3/1990
    if after and after in GLUE and batch.starts[reading.end] == batch.ends[reading.end - 1]:
        next_letter = batch.letters[reading.end + 1 : reading.end + 2]
        if next_letter in NUMBERS:
            return False
    if reading.has("second") or reading.has("phase"):
        return 1000 < first < 2200
    following = fold(batch.words[reading.end]) if reading.end < len(batch.words) else ""
    if 1900 <= first < 2100:
        return not (following.endswith("ا") and len(following) > 4 and not following.startswith("ال"))
    opened = before in CLOSING_BEFORE or before == ALPHABET["since"]
    return 1500 <= first < 1900 and opened and token == reading.start


COUNTED = {ALPHABET["counted"]}
BEFORE_COUNTS = {ALPHABET["less"], ALPHABET["more"], ALPHABET["about"]}
GLUE = {ALPHABET[name] for name in ("dot", "comma", "slash", "colon")}
NUMBERS = {ALPHABET[name] for name in ("digits", "day_number", "year_number")}
CLOSING_BEFORE = {ALPHABET[name] for name in ("open", "dash", "in")}


def read_unit(reading: Reading):
    """Periods told from the publication day: «الأسبوع الماضي», «هذا العام», «نهاية الشهر»."""
    extras = phase_of(reading)
    if reading.has("tonight"):
        found = relative_day(0, reading.published)
        return [(reading.start, reading.end, found, {"type": "TIME", "part": "NI"})]
    kind = _unit_name(reading, "unit")
    turn = reading.turn("turn") if reading.has("turn") else 0
    before = reading.batch.words[reading.start - 1] if reading.start else ""
    if kind == "year" and fold(before) in _general_heads():
        return []
    if reading.has("this"):
        letter = reading.batch.entry(reading.parts["this"][0]).letter
        turn = 0 if letter == ALPHABET["this_of"] else "context"
    if isinstance(turn, str) or reading.published is None:
        depends = "context" if isinstance(turn, str) else "published"
        return [(reading.start, reading.end, Meaning(grain=kind, depends=depends, anchor=depends), extras)]
    if kind == "night":
        found = relative_day(-1 if turn == -1 else turn, reading.published)
        return [(reading.start, reading.end, found, {"type": "TIME", "part": "NI"})]
    found = values.unit(kind, reading.published, turn)._replace(anchor="published")
    return [(reading.start, reading.end, narrowed(reading, found), extras)]


@cache
def _general_heads():
    from helpers.date_patterns import words

    return {word for word, (name, _) in words().items() if name == "general_head"}


def _unit_name(reading: Reading, part: str) -> str:
    """day, week ... of the last word of a part that is a unit."""
    for token in range(*reading.parts[part]):
        value = reading.batch.entry(token).value
        if isinstance(value, str) and value in UNIT_NAMES:
            return value
    return "day"


UNIT_NAMES = frozenset(("minute", "hour", "day", "night", "week", "month", "year", "decade", "century"))
REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def read_span(reading: Reading):
    """Spans that end or begin at publication: «السنوات الخمس الماضية»; «الأيام الماضية» has no value."""
    kind = _unit_name(reading, "units")
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
    return [(reading.start, reading.end, _stretch(reading, kind, count, turn), {"type": "DURATION"})]


DUALS = {letter for name, letter in ALPHABET.known.items() if name.startswith(("the_two:", "two_units:"))}
PLURALS = {letter for name, letter in ALPHABET.known.items() if name.startswith(("the_units:", "units:"))}


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


def read_ago(reading: Reading):
    """«قبل عامين», «منذ 3 أسابيع», «خلال يومين»: counted from the publication day."""
    letter = reading.batch.entry(reading.parts["side"][0]).letter
    names = [name for name in ("units", "two", "one", "vaguely") if reading.has(name)]
    kind = _unit_name(reading, names[0])
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
    coarse = {"decade": "year", "century": "decade"}.get(kind, kind)
    found = values.unit(coarse, around)._replace(anchor="published")
    return [(reading.start, reading.end, found._replace(grain=grain), {"type": "TIME" if grain == "time" else "DATE"})]


def read_decade(reading: Reading):
    """«ثمانينيات القرن الماضي», «العقد الأول من القرن العشرين», «القرن التاسع عشر»."""
    extras = phase_of(reading)
    which = _century(reading)
    if reading.has("decade"):
        first = int(reading.value("decade")) + 100 * ((which or 20) - 1)
        if reading.has("century") and which is None:
            return [
                (reading.start, reading.end, Meaning(grain="decade", depends="published", anchor="published"), extras)
            ]
        return [(reading.start, reading.end, values.decade(first), extras)]
    if which is None:
        depends = "published" if reading.published is None else "context"
        return [(reading.start, reading.end, Meaning(grain="century", depends=depends, anchor=depends), extras)]
    if reading.has("nth_decade"):
        nth = number(reading.batch, *reading.parts["nth_decade"])
        meaning = (
            values.decade(100 * (which - 1) + 10 * (nth - 1))
            if 1 <= nth <= 10
            else Meaning(grain="decade", depends="impossible")
        )
        return [(reading.start, reading.end, meaning, extras)]
    if reading.has("christ"):
        return [(reading.start, reading.end, Meaning(grain="century", depends="calendar"), extras)]
    return [(reading.start, reading.end, narrowed(reading, values.century(which)), extras)]


def _century(reading: Reading) -> int | None:
    if not reading.has("century"):
        return None
    said = reading.number("century")
    if said:
        return said
    turn = reading.turn("century")
    if reading.published is None or isinstance(turn, str):
        return None
    return (reading.published.year - 1) // 100 + 1 + turn


def read_season(reading: Reading):
    """Seasons with a year or a turn: «صيف 2018», «الشتاء المقبل», «هذا الصيف»."""
    which = reading.value("season")
    said = year_of(reading)
    if not reading.has("this") and reading.turn("turn") is None and said is None:
        return []
    turn = 0 if reading.has("this") else reading.turn("turn")
    if isinstance(said, int):
        found = values.season(said, which)
    elif reading.published is None or said == "unknown":
        found = Meaning(grain="season", depends="published", value=f"XXXX-{which}", anchor="published")
    elif turn == 0:
        found = values.season(reading.published.year, which)._replace(anchor="published")
    else:
        found = values.yearless(lambda year: values.season(year, which), reading.published, turn or 0)
    return [(reading.start, reading.end, found, {"type": "DATE"})]


def read_clock(reading: Reading):
    """Times of day: «الساعة العاشرة بتوقيت غرينتش»; the day comes from the sentence."""
    hour = reading.number("hour")
    minute = reading.value("minute") if reading.has("minute") else 0
    if reading.has("plus"):
        minute = {"2": 30, "3": 20, "4": 15}[reading.value("plus")]
    if not isinstance(hour, int) or not isinstance(minute, int) or hour > 24 or minute > 59:
        return []
    code = ""
    if reading.has("part_after"):
        codes = [reading.batch.entry(token).value for token in range(*reading.parts["part_after"])]
        code = next((c for c in codes if c in PARTS), "")
        if code in ("EV", "AF", "NI") and 1 <= hour < 12 and not (code == "NI" and hour < 5):
            hour += 12
        if code == "MI" and 1 <= hour < 5:
            hour += 12
        if code in ("NI",) and hour == 12:
            hour = 0
    zone = reading.value("zone") if reading.has("zone") else ""
    clock = f"{hour % 24:02d}:{minute:02d}"
    extras = {"type": "TIME", "clock": clock, "timezone": zone, "part": code}
    return [(reading.start, reading.end, Meaning(grain="time", depends="day", anchor="context"), extras)]


def read_vague(reading: Reading):
    """«الآن», «مؤخرا», «آنذاك»: marked, without a value."""
    value = reading.value("vague") if reading.has("vague") else "PAST_REF" if reading.has("prior") else "PRESENT_REF"
    found = Meaning(grain="vague", depends="vague", value=value, anchor="context")
    return [(reading.start, reading.end, found, {"type": "DATE"})]


READERS = {
    "day": read_day, "month": read_month, "year": read_year, "unit": read_unit, "span": read_span, "ago": read_ago,
    "decade": read_decade, "season": read_season, "clock": read_clock, "vague": read_vague,
}  # fmt: skip
