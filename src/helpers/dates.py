"""Dates: time expressions found in text, with the days that they mean."""

from bisect import bisect_right
from datetime import date

import numpy as np
import pandas as pd

from helpers import (
    date_days,
    date_direction,
    date_patterns,
    date_periods,
    date_spans,
    date_values,
    date_words,
    frames,
    quote_marks,
    scan,
)
from helpers.date_reading import Reading

EXTRA = {
    "block": "int64", "zone": "str", "type": "str", "value": "str", "clock": "str", "timezone": "str",
    "modifier": "str", "bound": "str", "anchor": "str", "depends": "str", "possible": "str", "quoted": "bool",
}  # fmt: skip
ZONES = ("headline", "body", "heading", "caption")


def find(blocks: pd.DataFrame, articles: pd.DataFrame | None = None, *, zones=ZONES) -> pd.DataFrame:
    """Time expressions in blocks and the days that they mean.

    Parameters
    ----------
    blocks : DataFrame
        article, start, text; block and zone where there are.
    articles : DataFrame, optional
        article, published: what «أمس» counts from. Missing or NaT: relative expressions stay without a value.
    zones : sequence of str or None
        Which zones to read; None reads all.

    Returns
    -------
    DataFrame
        One row an expression: article, start, end, text; begin, finish (first and last day meant, NaT where unknown);
        grain (time, day, week, month, season, quarter, half, year, decade, century, vague). Further:
        type (TIMEX3's DATE, TIME, or DURATION for a stretch counted from the publication day);
        value (ISO 8601; TIMEX3's PAST_REF, PRESENT_REF, FUTURE_REF; X for what is not known); clock and timezone;
        modifier (START, MID, END); bound (since, until, before, after, as the word before it says);
        anchor (what the value rests on: text, published, context);
        depends (what is missing or in doubt: published, day, context, year, weekday, order of day and month,
        direction (before or after the publication day), impossible, calendar, vague; empty where the value is sure);
        possible (begins that would fit, joined by " | ");
        quoted (inside quotation marks: counted as the writer would, but it is the speaker's).

    Raises
    ------
    ValueError
        A column is missing or a zone unknown.

    Notes
    -----
    A grammar over classes of words in the manner of HeidelTime (Strötgen and Gertz 2013); values follow TIMEX3.
    A week is Monday to Sunday. Days that follow each other («12 و13 نوفمبر»)
    and ranges are one row, days apart are two.

    >>> blocks = pd.DataFrame({"article": ["a"], "start": [0], "text": ["ينعقد المؤتمر الاثنين المقبل."]})
    >>> articles = pd.DataFrame({"article": ["a"], "published": pd.to_datetime(["2018-11-08"])})
    >>> find(blocks, articles)[["text", "begin", "grain"]].values.tolist()
    [['الاثنين المقبل', Timestamp('2018-11-12 00:00:00'), 'day']]
    """
    blocks = scan.checked(blocks, zones)
    published = _published(articles)
    rows = []
    for batch in scan.batches(blocks, date_words.classify):
        rows += _batch(batch, published)
    columns = {name: [row[name] for row in rows] for name in [*frames.COLUMNS["dates"], *EXTRA]}
    for name in ("begin", "finish"):
        columns[name] = np.array(columns[name], dtype="datetime64[s]")
    return frames.make("dates", columns, **EXTRA)


def _published(articles) -> dict[str, date | None]:
    if articles is None or "published" not in articles.columns:
        return {}
    frames.require(articles, "articles", ["article", "published"])
    days = pd.to_datetime(articles["published"], errors="coerce")
    return {a: None if pd.isna(day) else day.date() for a, day in zip(articles["article"], days, strict=True)}


def _batch(batch: scan.Batch, published: dict) -> list[dict]:
    letters, rules = batch.letters, date_patterns.starters()
    stops = [token for token, letter in enumerate(letters) if letter in date_patterns.STOPS]
    marked = [span for span in quote_marks.spans(batch.text, batch.far(4)) if span.depth == 0]
    opens = [span[0] for span in marked]
    rows: list[dict] = []
    reached = 0
    for start in date_patterns.starts(letters):
        if start < reached:
            continue
        best, best_end, limit = None, start, date_patterns.limit(batch, start)
        for kind, rule in rules[letters[start]]:
            match = rule.match(letters, start, limit)
            if match and match.end() > best_end:
                best, best_end = (kind, match), match.end()
        if not best:
            continue
        head = batch.rows[batch.block(batch.starts[start])]
        sentence = bisect_right(stops, start)
        kind, match = best
        ahead = date_direction.ahead(batch, start, match.end())
        reading = Reading(batch, start, match.end(), date_patterns.parts(match), published.get(head[0]), ahead)
        found = READERS[kind](reading)
        for first, last, meaning, extras in found:
            rows.append(_row(batch, first, last, meaning, extras, sentence, opens, marked))
            reached = max(reached, last)
    _from_context(rows)
    return _merged(rows, batch)


def _row(batch, first, last, meaning, extras, sentence, opens, marked) -> dict:
    start = batch.starts[first] + batch.entry(first).skip
    end = batch.ends[last - 1]
    before = batch.letters[first - 1] if first else ""
    inside = bisect_right(opens, start) - 1
    row = {
        "clock": "", "timezone": "", "modifier": "", "part": "", "type": "DATE", **extras,
        **batch.place(start, end), "text": batch.text[start:end], "meaning": meaning, "sentence": sentence,
        "first": first, "last": last, "at": start,
        "bound": date_patterns.BOUNDS.get(before, ""), "quoted": inside >= 0 and start < marked[inside][1],
    }  # fmt: skip
    return _filled(row)


def _filled(row: dict) -> dict:
    """The columns that follow from the meaning."""
    meaning = row["meaning"]
    value = date_values.iso(meaning)
    begin, finish = meaning.begin, meaning.finish
    if row["clock"]:
        zone = {"+00:00": "Z"}.get(row["timezone"], "")
        value = f"{value or 'XXXX-XX-XX'}T{row['clock']}{zone}"
    elif row["part"]:
        first, mark, second = (value or "XXXX-XX-XX").partition("/")
        night = row["part"] == "NI"  # «ليل السبت الأحد» is the first day's night
        value = f"{first}T{row['part']}" + (f"/{second}T{row['part']}" if mark and not night else "")
    row.update(
        begin=begin.isoformat() if begin else "NaT",
        finish=finish.isoformat() if finish else "NaT",
        grain="time" if row["type"] == "TIME" else meaning.grain,
        value=value,
        anchor=meaning.anchor,
        depends=meaning.depends,
        possible=" | ".join(day.isoformat() for day in meaning.possible),
    )
    return row


def _merged(rows: list[dict], batch) -> list[dict]:
    """Two names of one month without a stroke («27 أبريل نيسان») are one expression."""
    kept: list[dict] = []
    for row in rows:
        last = kept[-1] if kept else None
        beside = last and last["last"] == row["first"] and row["start"] == last["end"] + 1
        if beside and row["meaning"].grain == "month" and last["meaning"].grain in ("day", "month"):
            inner, outer = last["meaning"], row["meaning"]
            same_month = inner.begin and outer.begin and inner.begin.month == outer.begin.month
            if same_month and not date_patterns.DIGITS.search(row["text"]):
                last["end"] = row["end"]
                last["text"] = batch.text[last["at"] : last["at"] + row["end"] - last["start"]]
                last["last"] = row["last"]
                continue
        kept.append(row)
    return kept


def _from_context(rows: list[dict]) -> None:
    """Clock times take the day that their sentence names beside them."""
    for place, row in enumerate(rows):
        if row["meaning"].depends != "day":
            continue
        near = [_beside(rows, place, step) for step in (1, -1)]
        days = [
            other["meaning"]
            for other in near
            if other
            and (other["article"], other["sentence"]) == (row["article"], row["sentence"])
            and other["meaning"].grain == "day"
            and other["meaning"].begin
        ]
        if days:
            row["meaning"] = days[0]._replace(anchor="context")
            _filled(row)


def _beside(rows: list[dict], place: int, step: int) -> dict | None:
    """The next row that is no clock time without a day: «الساعة 22:45 (21:45 ت غ) في الثاني من يونيو»."""
    for other in range(place + step, place + 4 * step, step):
        if not 0 <= other < len(rows):
            return None
        if rows[other]["meaning"].depends != "day":
            return rows[other]
    return None


READERS = {
    "day": date_days.read_day, "clock": date_days.read_clock, "month": date_periods.read_month,
    "year": date_periods.read_year, "unit": date_periods.read_unit, "span": date_spans.read_span,
    "ago": date_spans.read_ago, "decade": date_periods.read_decade, "season": date_periods.read_season,
    "vague": date_periods.read_vague, "quarter": date_spans.read_quarter, "months": date_spans.read_months,
    "part": date_days.read_part,
}  # fmt: skip
