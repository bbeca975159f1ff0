"""What a matched expression says: its parts, numbers, months, and the year and phase it is in."""

from datetime import date, timedelta
from typing import NamedTuple

from helpers import date_values as values
from helpers.date_values import Meaning
from helpers.date_words import ALPHABET, pairs
from helpers.scan import Batch, fold

TURNS = {
    ALPHABET[name]: turn
    for name, turn in {
        "last": -1, "next": 1, "this": 0, "same": "context", "prior": "prior", "following": "following", "recent": -1
    }.items()
}  # fmt: skip


class Reading(NamedTuple):
    """One match: its words, its parts, the publication day, and whether it looks ahead."""

    batch: Batch
    start: int
    end: int
    parts: dict
    published: date | None
    future: bool | None  # None: its sentence leaves it in doubt

    def has(self, name: str) -> bool:
        """Whether a part stands in the expression."""
        return name in self.parts

    def value(self, name: str):
        """The lexicon's value of the first word of a part."""
        return self.batch.entry(self.parts[name][0]).value

    def turn(self, name: str):
        """-1 last, 1 next, 0 this, or a word for what counts from another day of the text; None if not said."""
        if name not in self.parts:
            return None
        start, end = self.parts[name]
        turn = TURNS[self.batch.entry(end - 1).letter]
        return 2 if turn == 1 and self.batch.letters[start] == ALPHABET["after"] else turn  # «السبت بعد المقبل»

    def number(self, name: str) -> int:
        """The number that a part's words make."""
        return number(self.batch, *self.parts[name])


def number(batch: Batch, start: int, end: int) -> int:
    """The number that words make: added up, thousands multiplied («خمسة وتسعين» 95, «الثاني عشر» 12)."""
    total = 0
    for token in range(start, end):
        value = batch.entry(token).value
        if batch.letters[token] == ALPHABET["first"]:  # «أول مايو»
            value = 1
        if isinstance(value, int):
            thousands = value == 1000 and total and not batch.entry(token).skip
            total = total * 1000 if thousands else total + value
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
        sample = make(2000)
        depends, value = sample.depends or "published", values.without_year(sample)
        return Meaning(grain=sample.grain, depends=depends, value=value, anchor="published")
    if said is not None:
        return make(said)._replace(anchor="text" if reading.has("year") else "published")
    if turn == 0 and reading.published:
        return make(reading.published.year)._replace(anchor="published")
    return values.yearless(make, reading.published, turn or 0, reading.future, fits)


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
    pieces = int(value)
    latest = reading.batch.letters[start + 1] == ALPHABET["recent"]  # «الربع الأخير»
    which = pieces if latest else number(reading.batch, start + 1, end)
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


def pair(reading: Reading, found: Meaning, other: Meaning, split: int, extras: dict):
    """One row for days that follow each other or a range, two rows for two days apart."""
    join = reading.parts.get("join") or reading.parts.get("weekday_join")
    mark = fold(reading.batch.words[join[0]]) if join else "و"
    between = reading.start > 0 and reading.batch.letters[reading.start - 1] == ALPHABET["between"]
    ranged = between or mark not in ("و", "،", ",", "او")
    if found.begin and other.begin:
        near = (other.begin - found.finish).days == 1
        if found.begin < other.begin and (near or ranged):
            return [(reading.start, reading.end, found._replace(finish=other.finish), extras)]
    elif found.grain == other.grain == "day" and found.depends == other.depends == "published":
        first, second = found.value[-2:], other.value[-2:]
        if first.isdecimal() and second.isdecimal() and (int(second) - int(first) == 1 or ranged and first < second):
            possible = found.possible if found.possible == other.possible else ()
            both = found._replace(value=f"{found.value}/{other.value}", possible=possible)
            return [(reading.start, reading.end, both, extras)]
    return [(reading.start, join[0] if join else split, found, extras), (split, reading.end, other, extras)]
