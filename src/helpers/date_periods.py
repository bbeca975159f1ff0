"""Months, years and other periods: «نوفمبر الماضي», «عام 2017», «الأسبوع الماضي», «ثمانينيات القرن الماضي».

Each reader takes a `Reading` and gives a list of (first word, after the last word, Meaning, extras).
"""

from functools import cache

from helpers import date_names, date_spans
from helpers import date_values as values
from helpers.date_days import calendar_day, nearest, relative_day
from helpers.date_reading import Reading, in_year, month_number, narrowed, number, pair, phase_of, year_of
from helpers.date_spans import unit_name
from helpers.date_values import Meaning
from helpers.date_words import ALPHABET, words
from helpers.scan import fold

COUNTED = {ALPHABET["counted"]}
BEFORE_COUNTS = {ALPHABET["less"], ALPHABET["more"], ALPHABET["about"]}
GLUE = {ALPHABET[name] for name in ("dot", "comma", "slash", "colon")}
NUMBERS = {ALPHABET[name] for name in ("digits", "day_number", "year_number")}
CLOSING_BEFORE = {ALPHABET[name] for name in ("open", "dash", "in")}
EDGE, WEEKEND = 1 / 6, 4 / 7  # how much of a period may be gone for its end to be the last one's as well
NEAR_HIJRI = 15  # years around the publication day in which a year without its era may be a Hijri one


def read_month(reading: Reading):
    """Months: «نوفمبر الماضي», «يناير وفبراير 2018», «شهر رمضان»."""
    extras = phase_of(reading)
    if not date_names.is_month(reading):
        return []
    before = reading.batch.letters[max(0, reading.start - 2) : reading.start]
    if before and before[-1] in NUMBERS and not reading.has("phase"):
        if before[0] == ALPHABET["party_of"]:  # «قوى 14 آذار»
            return []
        return [(reading.start - 1, reading.end, Meaning(grain="day", depends="impossible"), extras)]  # «32 نوفمبر»
    if reading.has("hijri"):
        return [(reading.start, reading.end, _hijri_month(reading), extras)]
    first = month_number(reading.batch, *reading.parts["month"])
    if first is None:
        return [(reading.start, reading.end, Meaning(grain="month", depends="impossible"), extras)]
    turn = reading.turn("month_turn")
    found = in_year(reading, lambda year: values.month(year, first), turn)
    found = date_names.year_left_open(reading, found)
    if found is None:
        return []
    if not reading.has("month2"):
        return [(reading.start, reading.end, narrowed(reading, found), extras)]
    split = reading.parts["month2"][0]
    if not reading.has("join") and month_number(reading.batch, *reading.parts["month2"]) == first:
        return [(reading.start, reading.end, narrowed(reading, found), extras)]  # «يونيو حزيران 1996»
    if not reading.has("join") and not reading.batch.entry(split).skip:
        return [(reading.start, split, found, extras)] if year_of(reading) is None and turn is None else []
    second = month_number(reading.batch, *reading.parts["month2"])
    if second is None:
        return []
    other = in_year(reading, lambda year: values.month(year, second), turn)
    return pair(reading, found, other, split, extras)


def _hijri_month(reading: Reading) -> Meaning:
    found = month_number(reading.batch, *reading.parts["hijri"])
    if found is None:
        return Meaning(grain="month", depends="impossible")
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
    return nearest(near, reading.published, turn, "month")


def read_year(reading: Reading):
    """Years: «عام 2017», «بين 2003 و2011», «1439 هـ»."""
    batch, extras = reading.batch, phase_of(reading)
    if reading.has("written"):
        said = reading.number("written")
        return [(reading.start, reading.end, values.year(said), extras)] if 1000 <= said < 2200 else []
    token = reading.parts["first"][1] - 1
    first = batch.entry(token).value
    counted = batch.letters[token] == ALPHABET["digits"] and batch.letters[reading.end : reading.end + 1] in COUNTED
    if first is None or counted or not reading.has("label") and not _is_year(reading):
        return []
    era = reading.parts.get("era") or reading.parts.get("era2")
    lunar = era and batch.entry(era[0]).value == "AH"
    now = values.hijri_today(reading.published)
    doubt = not era and now is not None and abs(first - now[0]) <= NEAR_HIJRI  # «عام 1440»
    if reading.has("label") and batch.letters[token] == ALPHABET["digits"] and not era and first < 100:
        return []
    make = values.hijri_year if lunar or doubt else values.year
    found = narrowed(reading, make(first))
    if doubt:
        found = found._replace(depends="calendar", possible=(found.begin, values.year(first).begin))
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
    return pair(reading, found, make(second), split, extras)


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
    if before == ALPHABET["in"] and first % 100:  # «في 2016 وصولا إلى», but «في 2000 منزلا»
        return 1900 <= first < 2100
    following = fold(batch.words[reading.end]) if reading.end < len(batch.words) else ""
    if 1900 <= first < 2100:
        counted = following.endswith("ا") and not following.endswith(("ها", "يا"))  # «جريحا», but «بمساعدتها», «سوريا»
        return not (counted and len(following) > 4 and not following.startswith("ال"))
    opened = before in CLOSING_BEFORE or before == ALPHABET["since"]
    return 1500 <= first < 1900 and opened and token == reading.start


def read_unit(reading: Reading):
    """Periods told from the publication day: «الأسبوع الماضي», «هذا العام», «نهاية الشهر»."""
    extras = phase_of(reading)
    if reading.has("tonight"):
        found = relative_day(0, reading.published)
        return [(reading.start, reading.end, found, {"type": "TIME", "part": "NI"})]
    if reading.has("nth_week"):
        return _week_of_month(reading)
    kind = unit_name(reading, "unit")
    turn = reading.turn("turn") if reading.has("turn") else 0
    before = reading.batch.words[reading.start - 1] if reading.start else ""
    if kind == "year" and fold(before) in _general_heads():
        return []
    if reading.has("this"):
        letter = reading.batch.entry(reading.parts["this"][0]).letter
        turn = 0 if letter == ALPHABET["this_of"] else "context"
    if isinstance(turn, str) or reading.published is None:
        depends = "context" if isinstance(turn, str) else "published"
        grain = "day" if kind == "night" else kind
        return [(reading.start, reading.end, Meaning(grain=grain, depends=depends, anchor=depends), extras)]
    if kind == "night":
        found = relative_day(-1 if turn == -1 else turn, reading.published)
        return [(reading.start, reading.end, found, {"type": "TIME", "part": "NI"})]
    found = values.unit(kind, reading.published, turn)._replace(anchor="published")
    open_ended = reading.has("phase") and not reading.has("turn") and not reading.has("this")
    if open_ended and not reading.future and reading.batch.letters[max(0, reading.start - 1)] != ALPHABET["by"]:
        found = _near_the_edge(found, kind, reading.published, extras["modifier"])
    return [(reading.start, reading.end, narrowed(reading, found), extras)]


def _near_the_edge(found: Meaning, kind: str, published, modifier: str) -> Meaning:
    """«نهاية العام» in January may be the last year's, «مطلع العام» in December the next one's."""
    gone = (published - found.begin).days / ((found.finish - found.begin).days + 1)
    step = -1 if modifier == "END" and gone < (EDGE if kind != "week" else WEEKEND) else 0
    step = 1 if modifier == "START" and gone > 1 - EDGE else step
    if not step:
        return found
    other = values.unit(kind, published, step)
    return found._replace(depends="direction", possible=tuple(sorted((found.begin, other.begin))))


def _week_of_month(reading: Reading):
    """«الأسبوع الأول من أبريل»: seven days counted from the first of the month."""
    nth = number(reading.batch, *reading.parts["nth_week"])
    first, last = (
        (calendar_day(reading, day) for day in (7 * nth - 6, min(7 * nth, 28))) if 1 <= nth <= 4 else (None,) * 2
    )
    if first is None:
        return []
    found = first._replace(finish=last.finish, grain="week", value="" if first.begin else first.value)
    return [(reading.start, reading.end, found, {"type": "DATE"})]


@cache
def _general_heads():
    return {word for word, (name, _) in words().items() if name == "general_head"}


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
        before = reading.batch.letters[reading.start - 1] if reading.start else ""
        definite = reading.batch.letters[reading.parts["season"][0]] == ALPHABET["the_season"]
        if not definite or before not in date_names.BEFORE_MONTHS and not reading.has("label"):
            # «في الصيف», «فصل الصيف», but not «الربيع العربي»
            return []
        found = Meaning(grain="season", depends="year", value=f"XXXX-{which}")
        return [(reading.start, reading.end, found, {"type": "DATE"})]
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


def read_vague(reading: Reading):
    """«الآن», «مؤخرا», «آنذاك»: marked, without a value."""
    value = "PRESENT_REF"
    if reading.has("vague"):
        value = reading.value("vague")
    elif reading.has("turn"):  # «الفترة المقبلة», «العقد الأخير»
        value = date_spans.REFERENCES[reading.turn("turn")]
    elif reading.has("prior") or reading.has("later"):
        value = "PAST_REF" if reading.has("prior") else "FUTURE_REF"
    found = Meaning(grain="vague", depends="vague", value=value, anchor="context")
    return [(reading.start, reading.end, found, {"type": "DATE"})]
