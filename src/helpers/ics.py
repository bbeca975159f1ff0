"""Calendar files: dates and events as iCalendar (RFC 5545), which every calendar program reads.

A day or a span of days becomes an all-day entry; rows without days have no place in a calendar and are left out.
"""

import hashlib
from pathlib import Path

import pandas as pd

from helpers import frames, paths

GRAINS = ("time", "day", "week", "month")
PRODUCT = "-//Khabar//Arabic news//EN"
LINE = 75  # octets in a line, without its end (RFC 5545, 3.1)


def text(frame: pd.DataFrame, *, published=None, grains=GRAINS) -> str:
    """Dates or events as the text of a calendar.

    Parameters
    ----------
    frame : DataFrame
        The dates frame (article, start, text, begin, finish, grain) or the events frame (also agent, act, other).
    published : datetime-like, optional
        When the calendar is stamped: the publication day makes the same text every time; without it 1 January 1970.
    grains : sequence of str or None
        Which grains are put in; None takes all that have days. A year or a decade seldom belongs in a calendar.

    Returns
    -------
    str
        Lines end in CRLF, none is longer than 75 octets, texts are escaped.

    Raises
    ------
    ValueError
        A column is missing.

    >>> frame = pd.DataFrame(
    ...     {"article": ["a"], "start": [0], "text": ["الاثنين المقبل"], "grain": ["day"],
    ...      "begin": pd.to_datetime(["2018-11-12"]), "finish": pd.to_datetime(["2018-11-12"])}
    ... )
    >>> [line for line in text(frame).split("\\r\\n") if line.startswith(("DT", "SUM"))]
    ['DTSTAMP:19700101T000000Z', 'DTSTART;VALUE=DATE:20181112', 'DTEND;VALUE=DATE:20181113', 'SUMMARY:الاثنين المقبل']
    """
    frames.require(frame, "dates", ["article", "start", "text", "begin", "finish", "grain"])
    stamp = pd.Timestamp(published if published is not None and not pd.isna(published) else "1970-01-01")
    kept = frame[frame["begin"].notna() & frame["finish"].notna()]
    if grains is not None:
        kept = kept[kept["grain"].isin(list(grains))]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    for row in kept.to_dict("records"):
        lines += _entry(row, stamp)
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def write(frame: pd.DataFrame, path, *, published=None, grains=GRAINS) -> Path:
    """Write dates or events as a calendar file, whole or not at all.

    Parameters
    ----------
    frame, published, grains
        As for `text`.
    path : path-like
        The file; one that is there is replaced when the new one is complete.

    Returns
    -------
    Path

    Raises
    ------
    FileNotFoundError
        The folder does not exist.
    """
    path = Path(path)
    with paths.whole(path) as temporary:
        temporary.write_bytes(text(frame, published=published, grains=grains).encode())
    return path


def _entry(row: dict, stamp: pd.Timestamp) -> list[str]:
    begin, finish = pd.Timestamp(row["begin"]), pd.Timestamp(row["finish"])
    key = f"{row['article']}:{row['start']}:{row.get('act', '')}:{row.get('agent', '')}:{row.get('other', '')}"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(key.encode()).hexdigest()[:32]}@khabar",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{begin:%Y%m%d}",
        f"DTEND;VALUE=DATE:{finish + pd.Timedelta(days=1):%Y%m%d}",  # the end is the first day no longer meant
        f"SUMMARY:{escaped(_summary(row))}",
    ]
    if row.get("act"):
        lines.append(f"DESCRIPTION:{escaped(row['text'])}")
        lines += [f"LOCATION:{escaped(_name(row['place']))}"] if row.get("place") else []
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _summary(row: dict) -> str:
    if not row.get("act"):
        return str(row["text"])
    sides = [_name(row[side]) for side in ("agent", "other") if row[side]]
    return f"{row['verb']}: {' – '.join(sides)}"


def _name(entity: str) -> str:
    return str(entity).partition(":")[2] or str(entity)


def escaped(value: str) -> str:
    r"""A text value as RFC 5545 (3.3.11) writes it: backslash, semicolon, comma and line end escaped, no controls.

    >>> print(escaped("أولا; ثانيا, ثالثا\nرابعا"))
    أولا\; ثانيا\, ثالثا\nرابعا
    """
    value = str(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(char for char in value if char >= " " or char == "\t").replace("\x7f", "")


def folded(line: str) -> str:
    """A line with its CRLF, cut after at most 75 octets and never inside a letter; what follows begins with a space.

    >>> [len(part.encode()) for part in folded("SUMMARY:" + "خ" * 60).split("\\r\\n")]
    [74, 55, 0]
    """
    parts, current, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > LINE:
            parts.append(current)
            current, size = " ", 1
        current, size = current + char, size + octets
    return "".join(f"{part}\r\n" for part in [*parts, current])
