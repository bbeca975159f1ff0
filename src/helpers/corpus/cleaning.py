"""A record as a row of the articles frame, or the reason why it is none."""

import hashlib
import re

import pandas as pd

from helpers import articles
from helpers.corpus import mojibake
from helpers.corpus.records import MOST_BYTES, SURROGATE, Record, Reject


def clean(record: Record) -> dict | Reject:
    """A record as a row of the articles frame, or the reason why it is none.

    The publication day may be missing; one that is there and cannot be read rejects the record, since every relative
    date in the text would be wrong. Mojibake is mended where reading it another way gives Arabic.
    """
    values = {key: _whole(value) for key, value in record.values.items() if value is not None}
    text, repair = mojibake.mend(str(values.get("text", "")))
    if not repair and values.get("text") != record.values.get("text"):
        repair = "half characters replaced"
    beginning = text[:200]
    if not text.strip():
        return Reject(record.file, record.line, "the text is empty", beginning)
    if not articles.ARABIC.search(text):
        return Reject(record.file, record.line, "the text holds no Arabic letter", beginning)
    if len(text) > MOST_BYTES // 4 and len(text.encode()) > MOST_BYTES:
        return Reject(record.file, record.line, f"a text of more than {MOST_BYTES:,} bytes", beginning)
    try:
        published = _day(values.get("published"))
    except ValueError as error:
        return Reject(record.file, record.line, str(error), beginning)
    title, _ = mojibake.mend(str(values.get("title", "")))
    place = f"{record.file}:{record.line}" if record.line else record.file
    return {
        "article": str(values.get("article") or "") or place,
        "title": title or articles.headline(text),
        "published": published,
        "source": str(values.get("source", "")),
        "url": str(values.get("url", "")),
        "text": text,
        "sha256": values.get("sha256") or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "file": record.file,
        "line": record.line,
        "encoding": str(values.get("encoding", "")),
        "repair": repair,
    }


def _day(value):
    """A publication day; a number is a Unix time in seconds or thousandths, or the day's eight figures."""
    number = str(value).strip() if isinstance(value, int | float | str) and not isinstance(value, bool) else ""
    number = number.removesuffix(".0")
    if re.fullmatch(r"\d{9,10}|\d{12,13}", number):
        return articles.day(pd.Timestamp(int(number), unit="s" if len(number) < 12 else "ms").isoformat())
    return articles.day(number if number and not isinstance(value, str) else value)


def _whole(value):
    """A string without half characters (a lone surrogate in JSON), which no file can hold: U+FFFD stands for them."""
    if isinstance(value, str) and SURROGATE.search(value):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value
