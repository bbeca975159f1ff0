"""Values of time expressions: calendar arithmetic from what an expression says and the day it was published.

A week is Monday to Sunday (ISO 8601), a decade 1980-1989, a century 1901-2000 as centuries are counted.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Gregorian, Hijri

AHEAD = 60  # days from which on a month to come is doubted where no word looks ahead
HALF_WAY = 150  # days from which on a date without its year may as well be the one on the other side
YEARS = range(2010, 2025)  # offered where an expression leaves the year open and no publication day settles it
GRAINS = ("time", "day", "week", "month", "season", "year", "decade", "century", "vague")


class Meaning(NamedTuple):
    """What an expression means: first and last day, how fine, and what the value rests on."""

    begin: date | None = None
    finish: date | None = None
    grain: str = "vague"
    depends: str = ""  # what is missing or doubtful; empty where the value is certain
    possible: tuple = ()  # begins that would fit
    value: str = ""  # where no ISO value can be worked out from begin and finish
    anchor: str = "text"  # what the value was worked out from: text, published, context


def day(year: int, month: int, number: int) -> Meaning:
    """One day, or nothing certain where the calendar has no such day.

    >>> day(2018, 2, 31).depends, day(2018, 11, 12).begin.isoformat()
    ('impossible', '2018-11-12')
    """
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return Meaning(grain="day", depends="impossible")
    found = date(year, month, number)
    return Meaning(found, found, "day")


def month(year: int, number: int) -> Meaning:
    """A month of a year."""
    if not (1 <= year <= 9999 and 1 <= number <= 12):
        return Meaning(grain="month", depends="impossible")
    return Meaning(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def year(number: int) -> Meaning:
    """A year."""
    if not 1 <= number <= 9999:
        return Meaning(grain="year", depends="impossible")
    return Meaning(date(number, 1, 1), date(number, 12, 31), "year")


def decade(first: int) -> Meaning:
    """Ten years from a year that ends in 0."""
    return Meaning(date(first, 1, 1), date(first + 9, 12, 31), "decade", value=str(first // 10))


def century(number: int) -> Meaning:
    """A century by its number: the twentieth is 1901-2000."""
    if not 1 <= number <= 99:
        return Meaning(grain="century", depends="impossible")
    begin, finish = date(100 * number - 99, 1, 1), date(100 * number, 12, 31)
    return Meaning(begin, finish, "century", value=f"{number - 1:02d}")


SEASONS = {"SP": (3, 5), "SU": (6, 8), "AU": (9, 11), "WI": (12, 2)}


def season(number: int, which: str) -> Meaning:
    """A season by its months (meteorological): the winter of a year begins in its December."""
    first, last = SEASONS[which]
    finish = month(number + (last < first), last).finish
    return Meaning(date(number, first, 1), finish, "season", value=f"{number}-{which}")


def hijri(year: int, number: int, days: int | None = None) -> Meaning:
    """A Hijri month or day in the Gregorian calendar by the Umm al-Qura tables (1343-1500).

    >>> hijri(1439, 9).begin.isoformat()
    '2018-05-16'
    """
    grain = "day" if days else "month"
    try:
        begin = Hijri(year, number, days or 1).to_gregorian()
        length = 1 if days else Hijri(year, number, 1).month_length()
    except (ValueError, OverflowError):
        return Meaning(grain=grain, depends="impossible" if 1343 <= year <= 1500 else "calendar")
    begin = date(begin.year, begin.month, begin.day)
    return Meaning(begin, begin + timedelta(length - 1), grain)


def hijri_year(number: int) -> Meaning:
    """A Hijri year."""
    first, last = hijri(number, 1), hijri(number, 12)
    return Meaning(first.begin, last.finish, "year", first.depends)


def hijri_today(published: date | None) -> tuple[int, int] | None:
    """Hijri year and month of a day, None where unknown or outside the tables."""
    try:
        found = Gregorian(published.year, published.month, published.day).to_hijri()
    except (AttributeError, ValueError, OverflowError):
        return None
    return found.year, found.month


def unit(name: str, around: date, shift: int = 0) -> Meaning:
    """The day, week, month, year, decade or century that a day lies in, or one some units away.

    >>> unit("month", date(2018, 1, 15), -1).begin.isoformat()
    '2017-12-01'
    """
    if name in ("day", "night", "hour", "minute"):
        found = around + timedelta(shift)
        return Meaning(found, found, "day")
    if name == "week":
        begin = around - timedelta(around.weekday()) + timedelta(7 * shift)
        return Meaning(begin, begin + timedelta(6), "week")
    if name == "month":
        count = around.year * 12 + around.month - 1 + shift
        return month(count // 12, count % 12 + 1)
    if name == "year":
        return year(around.year + shift)
    if name == "decade":
        return decade(around.year // 10 * 10 + 10 * shift)
    return century((around.year - 1) // 100 + 1 + shift)


def moved(name: str, around: date, count: int) -> date:
    """A day some units away, kept inside the month where that is shorter."""
    if name in ("hour", "minute"):
        return around
    if name in ("day", "night"):
        return around + timedelta(count)
    if name == "week":
        return around + timedelta(7 * count)
    months = count if name == "month" else {"year": 12, "decade": 120, "century": 1200}[name] * count
    total = around.year * 12 + around.month - 1 + months
    target, number = divmod(total, 12)
    if not 1 <= target <= 9999:
        raise OverflowError(target)
    return date(target, number + 1, min(around.day, monthrange(target, number + 1)[1]))


def weekday(number: int, published: date | None, direction: int, future: bool | None = False) -> Meaning:
    """A day named by its weekday: strictly after the publication day for direction 1, strictly before it for -1.

    For 0 it is the publication day itself or the last one before it; where the expression looks ahead, the next. Where
    that is in doubt (future None) the value is the last one, depends on the direction, and both are possible.

    >>> weekday(2, date(2018, 3, 12), 0, None).possible
    (datetime.date(2018, 3, 7), datetime.date(2018, 3, 14))
    """
    if published is None:
        return Meaning(grain="day", depends="published", value=f"XXXX-WXX-{number + 1}", anchor="published")
    back = (published.weekday() - number) % 7
    ahead = (number - published.weekday()) % 7
    shift = (
        (ahead or 7) + 7 * (direction - 1)
        if direction > 0
        else -(back or 7)
        if direction < 0
        else ahead
        if future
        else -back
    )
    found = published + timedelta(shift)
    if future is None and not direction and back:
        other = published + timedelta(ahead)
        return Meaning(found, found, "day", "direction", (found, other), anchor="published")
    return Meaning(found, found, "day", anchor="published")


def yearless(make, published: date | None, direction: int = 0, future: bool | None = None, fits=None) -> Meaning:
    """The year of an expression that names none: the nearest to the publication day, before or after it if so said.

    Parameters
    ----------
    make : callable
        From a year to a `Meaning`.
    published : date or None
    direction : int
        -1 the last one before the publication day, 1 the next one after, 0 the nearest.
    future : bool or None
        Whether the sentence speaks of the future; of dates equally near that decides.
    fits : callable, optional
        Whether a `Meaning` can be the one meant (its weekday, say).
    """
    fits = fits or (lambda meaning: True)
    years = YEARS if published is None else range(max(1, published.year - 8), min(9999, published.year + 8) + 1)
    offered = [meaning for meaning in map(make, years) if meaning.begin and fits(meaning)]
    sample = make(2000)
    if published is None:
        possible = tuple(meaning.begin for meaning in offered) if len(offered) <= 5 else ()
        if not offered and sample.depends != "impossible":
            return Meaning(grain=sample.grain, depends="weekday")
        value = without_year(sample)
        depends = sample.depends or "published"
        return Meaning(grain=sample.grain, depends=depends, possible=possible, value=value, anchor="published")
    if direction < 0:
        offered = [meaning for meaning in offered if meaning.finish < published] or offered
        offered = offered[-1:] if offered and offered[-1].finish < published else offered
    elif direction > 0:
        offered = [meaning for meaning in offered if meaning.begin > published] or offered

    def far(meaning):
        middle = meaning.begin + (meaning.finish - meaning.begin) / 2
        ahead = (middle - published).days
        return abs(ahead) + (0 if future is None or (ahead > 0) == future else 60)

    if not offered:
        return Meaning(grain=sample.grain, depends=sample.depends or "weekday", anchor="published")
    found, *others = sorted(offered, key=far)[:2]
    doubtful = not direction and (future is None or sample.grain == "month" and not future)
    if doubtful and others and sample.grain in ("day", "month"):
        away = abs((found.begin - published).days)
        ahead = sample.grain == "month" and found.begin > published + timedelta(AHEAD)  # «في سبتمبر», read in April
        if (away >= HALF_WAY or ahead) and abs((others[0].begin - published).days) < 366:
            # «في سبتمبر», read in March: the last one and the next are about as near.
            return found._replace(
                depends="year", possible=tuple(sorted((found.begin, others[0].begin))), anchor="published"
            )
    return found._replace(anchor="published")


def without_year(sample: Meaning) -> str:
    """The value of a day or month whose year is not known: X for what is not known, as TIMEX3 has it."""
    if sample.begin is None or sample.grain not in ("day", "month"):
        return ""
    return "XXXX" + sample.begin.isoformat()[4 : 10 if sample.grain == "day" else 7]


CUT = {"month": 7, "quarter": 7, "half": 7, "year": 4}  # characters of an ISO date that a grain keeps
PARTS_OF_YEAR = {"quarter": "Q", "half": "H"}


def iso(meaning: Meaning) -> str:
    """The value as ISO 8601 writes it, cut to its grain; a span as begin/finish; empty where unknown.

    Halves and quarters of a year are written as TIMEX3 has them: 2018-H1, 2018-Q3.

    >>> iso(day(2018, 11, 12)), iso(month(2018, 11)), iso(year(2017))
    ('2018-11-12', '2018-11', '2017')
    """
    if meaning.value or meaning.begin is None:
        return meaning.value
    cut = CUT.get(meaning.grain)
    if cut:
        first, last = meaning.begin, meaning.finish
        whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if whole and months in (3, 6) and meaning.grain in PARTS_OF_YEAR and first.month % months == 1:
            return f"{first.year}-{PARTS_OF_YEAR[meaning.grain]}{first.month // months + 1}"
        if whole and (cut == 7 or first.month == 1 and last.month == 12):
            ends = [day.isoformat()[:cut] for day in (first, last)]
            return ends[0] if ends[0] == ends[1] else "/".join(ends)
    if meaning.begin == meaning.finish:
        return meaning.begin.isoformat()
    if meaning.grain == "week" and meaning.begin.weekday() == 0 and (meaning.finish - meaning.begin).days == 6:
        return meaning.begin.strftime("%G-W%V")
    return f"{meaning.begin.isoformat()}/{meaning.finish.isoformat()}"
