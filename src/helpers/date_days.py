"""Days and times of day: «أمس», «الاثنين المقبل», «12 و13 نوفمبر», «الساعة العاشرة بتوقيت غرينتش».

Each reader takes a `Reading` and gives a list of (first word, after the last word, Meaning, extras).
"""

from datetime import date, timedelta

from helpers import date_values as values
from helpers.date_reading import Reading, in_year, month_number, pair
from helpers.date_values import Meaning
from helpers.date_words import ALPHABET
from helpers.normalise import light
from helpers.scan import fold

BESIDE_NOON = {ALPHABET["after"]: "AF", ALPHABET["before"]: "MO"}
BEFORE_PARTS = frozenset(ALPHABET[name] for name in ("in", "at", "since", "until", "before", "after", "by"))
PARTS = frozenset(("MO", "EV", "MI", "AF", "DA", "NI", "DT"))


def read_day(reading: Reading):
    """Days: «أمس», «الاثنين المقبل», «12 و13 نوفمبر», and their parts («مساء الأحد»)."""
    extras = {"type": "DATE"}
    part = reading.parts.get("part") or reading.parts.get("part_after")
    if part:
        codes = [reading.batch.entry(token).value for token in range(*part)]
        code = next((c for c in codes if c in PARTS), "NI")
        if code == "MI":  # «بعد ظهر الأحد», «قبل ظهر الأحد»
            code = BESIDE_NOON.get(reading.batch.letters[part[0]], code)
        extras = {"type": "TIME", "part": code}
    if reading.has("context_day"):
        found = Meaning(grain="day", depends="context", anchor="context")
        return [(reading.start, reading.end, found, extras)]
    weekday = int(reading.value("weekday")) if reading.has("weekday") else None
    if reading.has("a"):
        start, end = reading.parts["a"][0], reading.parts["c"][1]
        if reading.batch.ends[end - 1] - reading.batch.starts[start] > sum(map(len, reading.batch.words[start:end])):
            return []
        return [(reading.start, reading.end, digits(reading), extras)]
    if reading.has("first"):
        return _dated(reading, weekday, extras)
    if reading.has("today") or reading.has("deictic"):
        if _no_day(reading):
            return []
        if reading.end - reading.start == 1 and reading.has("today") and _nowadays(reading):
            found = Meaning(grain="vague", depends="vague", value="PRESENT_REF", anchor="context")
            return [(reading.start, reading.end, found, extras)]
        shift = _shift(reading)
        found = relative_day(shift, reading.published)
        if weekday is not None and found.begin and found.begin.weekday() != weekday:
            # A page may be stamped a day after it was written, or in another time zone: the day named is the nearest.
            away = (weekday - found.begin.weekday() + 3) % 7 - 3
            named = relative_day(shift + away, reading.published)
            doubt = Meaning(None, None, "day", "weekday", tuple(sorted((found.begin, named.begin))), anchor="published")
            found = named if abs(away) == 1 else doubt
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
    return pair(reading, found, other, reading.parts["weekday2"][0], extras)


def _no_day(reading: Reading) -> bool:
    """«غد أفضل» is no tomorrow."""
    after = reading.batch.letters[reading.end : reading.end + 1]
    return after == ALPHABET["hopeful"] and fold(reading.batch.words[reading.end - 1]).endswith("غد")


def _nowadays(reading: Reading) -> bool:
    """«حتى اليوم», «أما اليوم»: these times rather than this day."""
    before = reading.batch.letters[reading.start - 1] if reading.start else ""
    return before in (ALPHABET["until"], ALPHABET["as_for"])


def read_part(reading: Reading):
    """Parts of the day whose day the sentence says or leaves open: «عند الفجر», «بعد الظهر»."""
    start, end = reading.parts["part"]
    middle = reading.has("middle") and reading.value("middle") == "MID"  # «منتصف الليل»
    code = reading.value("part") if end - start == 1 else ""
    if not code:
        code = BESIDE_NOON[ALPHABET["after"]]
        if reading.batch.entry(reading.end - 1).value != "MI":
            return []
    before = reading.batch.letters[reading.start - 1] if reading.start else ""
    if not fold(reading.batch.words[reading.end - 1]).startswith("ال"):
        return []
    if end - start == 1 and not middle and (before not in BEFORE_PARTS or code == "DT"):  # «في النهار» is no one day's
        return []
    extras = {"type": "TIME", "part": code, "modifier": "MID" if reading.has("middle") else ""}
    return [(reading.start, reading.end, Meaning(grain="time", depends="day", anchor="context"), extras)]


def _shift(reading: Reading) -> int:
    if reading.has("today"):
        return 0
    shift = int(reading.value("deictic"))
    return 2 * shift if reading.has("twice") or reading.has("twice_after") else shift


def _dated(reading: Reading, weekday: int | None, extras: dict):
    days = reading.number("first")
    before = reading.batch.letters[reading.start - 1] if reading.start else ""
    if not 1 <= days <= 31 or before == ALPHABET["party_of"]:  # «قوى 14 آذار»
        return []
    first = reading.parts["first"][0]
    if reading.batch.letters[first] == ALPHABET["ordinal"] and _feminine(reading.batch.words[first]):
        return []  # «الحادثة الأولى إلى الحادي عشر من يناير»
    found = calendar_day(reading, days, weekday)
    if before == ALPHABET["event_of"] and not reading.has("year") and found.anchor == "published":
        found = Meaning(
            grain="day", depends="year", value=values.without_year(found) or found.value
        )  # «هجمات 11 سبتمبر»
    if weekday is not None and found.begin and found.begin.weekday() != weekday:
        doubt = reading.has("year") or reading.has("hijri")
        found = found._replace(depends="weekday") if doubt else Meaning(grain="day", depends="weekday")
    if not reading.has("second"):
        return [(reading.start, reading.end, found, extras)]
    second = reading.number("second")
    if not 1 <= second <= 31:
        return [(reading.start, reading.end, found, extras)]
    if reading.has("more"):
        return _listed(reading, days, second, extras)
    return pair(reading, found, calendar_day(reading, second), reading.parts["second"][0], extras)


def _listed(reading: Reading, first: int, last: int, extras: dict):
    """Three days and more: one row where they follow each other («13 و14 و15 نوفمبر»), else one for each."""
    tokens = [token for token in range(*reading.parts["more"]) if isinstance(reading.batch.entry(token).value, int)]
    numbers = [first, *(reading.batch.entry(token).value for token in tokens), last]
    meanings = [calendar_day(reading, number) for number in numbers]
    if all(after - before == 1 for before, after in zip(numbers, numbers[1:], strict=False)):
        both = meanings[0]._replace(finish=meanings[-1].finish)
        if both.begin is None and both.value:
            both = both._replace(value=f"{both.value}/{meanings[-1].value}")
        return [(reading.start, reading.end, both, extras)]
    starts = [reading.start, *tokens, reading.parts["second"][0]]
    ends = [reading.parts["first"][1], *(token + 1 for token in tokens), reading.end]
    return [(start, end, meaning, extras) for start, end, meaning in zip(starts, ends, meanings, strict=True)]


def calendar_day(reading: Reading, days: int, weekday: int | None = None) -> Meaning:
    """A day of a month, however the month is said."""
    published = reading.published
    if reading.has("hijri"):
        found = month_number(reading.batch, *reading.parts["hijri"])
        if found is None:
            return Meaning(grain="day", depends="impossible")
        if reading.has("year"):
            return values.hijri(reading.value("year"), found, days)
        now = values.hijri_today(published)
        if now is None:
            return Meaning(grain="day", depends="published", anchor="published")
        near = [values.hijri(now[0] + step, found, days) for step in (-1, 0, 1)]
        near = [meaning for meaning in near if meaning.begin]
        return nearest(near, published, reading.turn("hijri_turn"), "day")
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


def nearest(near: list[Meaning], published: date, turn, grain: str) -> Meaning:
    if turn == -1:
        near = [meaning for meaning in near if meaning.finish < published][-1:]
    elif turn == 1:
        near = [meaning for meaning in near if meaning.begin > published][:1]
    if not near:
        return Meaning(grain=grain, depends="calendar", anchor="published")
    return min(near, key=lambda meaning: abs((meaning.begin - published).days))._replace(anchor="published")


def read_clock(reading: Reading):
    """Times of day: «الساعة العاشرة بتوقيت غرينتش»; the day comes from the sentence."""
    letter = reading.batch.letters[reading.start]
    if letter == ALPHABET["ordinal"] and not _feminine(reading.batch.words[reading.start]):
        return []  # «المركز الثاني مساء السبت»
    hour = reading.number("hour")
    minute = reading.value("minute") if reading.has("minute") else 0
    if (
        reading.has("minute") is False
        and len(reading.batch.words[reading.parts["hour"][0]]) == 4
        and letter != ALPHABET["ordinal"]
    ):
        hour, minute = _military(reading, hour)
    if reading.has("plus"):
        minute = {"2": 30, "3": 20, "4": 15}[reading.value("plus")]
    if not isinstance(hour, int) or not isinstance(minute, int) or hour > 24 or minute > 59:
        return []
    code = ""
    if reading.has("part_after"):
        codes = [reading.batch.entry(token).value for token in range(*reading.parts["part_after"])]
        code = next((c for c in codes if c in PARTS), "")
        if code == "MI":  # «الخامسة بعد الظهر»
            code = BESIDE_NOON.get(reading.batch.letters[reading.parts["part_after"][0]], code)
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


def _military(reading: Reading, hour) -> tuple:
    """Hour and minute of a number of four digits: «الساعة 1738 بتوقيت غرينتش»."""
    if isinstance(hour, int) and reading.batch.words[reading.parts["hour"][0]].isdecimal():
        return divmod(hour, 100)
    return hour, 0


def _feminine(word: str) -> bool:
    """Whether an ordinal can go with «الساعة»: «السابعة», «الأولى»."""
    return light(word).endswith(("ة", "ى", "ه"))
