"""Frames as files that a spreadsheet opens right: Arabic letters, reading order, and no cell run as a formula."""

import csv as _csv
import math
from datetime import time
from functools import cache
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from helpers import paths, rtl

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOLD = Font(bold=True)
_MIDNIGHT = time()
_SIDES = {"before": "left", "keyword": "center", "after": "right"}  # a concordance closes in on its keyword
ROWS, CHARACTERS = 1_048_575, 32_767  # what a sheet of Excel holds: rows under the header, and characters in a cell


def csv(frame: pd.DataFrame, path, *, headers=None) -> Path:
    """Write a frame as CSV that Excel opens with Arabic letters: UTF-8 with a byte order mark, whole or not at all.

    Parameters
    ----------
    frame : DataFrame
        Any frame; its columns in the order in which they are read, the index left out.
    path : path-like
        The file; one that is there is replaced when the new one is complete.
    headers : dict, optional
        Headings instead of column names: {"term": "الكلمة"}.

    Returns
    -------
    Path

    Raises
    ------
    FileNotFoundError
        The folder does not exist.

    Notes ----- A text that begins with = + - @, a tab or a line break (after spaces or not) is written with an
    apostrophe before it, so that no spreadsheet takes it for a formula (OWASP, CSV Injection). Numbers are written
    as they are.

    >>> from tempfile import mkdtemp
    >>> frame = pd.DataFrame({"term": ["ليبيا", "=1+1"], "count": [9, -1]})
    >>> csv(frame, Path(mkdtemp()) / "terms.csv").read_text("utf-8-sig")
    "term,count\\nليبيا,9\\n'=1+1,-1\\n"
    """
    columns = [_plain(frame[name]) for name in frame.columns]
    with paths.whole(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = _csv.writer(file)  # ends lines with \r\n (RFC 4180), and so quotes a text with either
        writer.writerow([_safe(title) for title in _titles(frame, headers)])
        writer.writerows([_safe(_as_text(value)) for value in row] for row in zip(*columns, strict=True))
    return Path(path)


def xlsx(frame: pd.DataFrame, path, *, headers=None, sheet="Khabar", language="ar") -> Path:
    """Write a frame as an Excel workbook whose sheet runs from right to left, whole or not at all.

    Parameters
    ----------
    frame : DataFrame
        Any frame; the first column stands at the right when the language is Arabic, so that a concordance reads on from
        `before` over `keyword` to `after`.
    path : path-like
        The file; one that is there is replaced when the new one is complete.
    headers : dict, optional
        Headings instead of column names.
    sheet : str
        The sheet's name, 31 characters at most.
    language : {"ar", "en"}
        Which way the sheet runs.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        More rows or a longer text than Excel can hold; the message says which, and that CSV holds them.
    FileNotFoundError
        The folder does not exist.

    Notes
    -----
    Texts are stored as texts, so that none is a formula, and marked so that none becomes one when its cell is edited.

    >>> from tempfile import mkdtemp
    >>> from openpyxl import load_workbook
    >>> frame = pd.DataFrame({"term": ["ليبيا", "=1+1"], "count": [9, 1]})
    >>> sheet = load_workbook(xlsx(frame, Path(mkdtemp()) / "terms.xlsx")).active
    >>> sheet.sheet_view.rightToLeft, sheet["A2"].value, sheet["A3"].data_type
    (True, 'ليبيا', 's')
    """
    if language not in ("ar", "en"):
        raise ValueError(f"A sheet cannot run in the language {language!r}; pass 'ar' (from the right) or 'en'.")
    titles, columns = _titles(frame, headers), [_plain(frame[name]) for name in frame.columns]
    _fits(titles, columns, len(frame))
    with paths.whole(path) as temporary:
        _book(frame, titles, columns, sheet, language == "ar").save(temporary)
    return Path(path)


def _book(frame, titles, columns, sheet, rtl) -> Workbook:
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.sheet_view.rightToLeft = rtl
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(max(len(titles), 1))}{len(frame) + 1}"
    for number, (title, values) in enumerate(zip(titles, columns, strict=True), start=1):
        longest = max([len(title), *(len(str(_as_text(value))) for value in values[:1000])])
        page.column_dimensions[get_column_letter(number)].width = min(max(longest + 2, 8), 60)
    sides = [_SIDES.get(name) for name in frame.columns]
    page.append([_cell(page, title, None, bold=True) for title in titles])
    for row in zip(*columns, strict=True):
        page.append([_cell(page, value, side) for value, side in zip(row, sides, strict=True)])
    return book


def _cell(page, value, side, bold=False):
    """A value as a cell: text as text in its own direction, numbers and days as such."""
    if isinstance(value, pd.Timestamp):
        value = _as_text(value) if value.year < 1900 else value.to_pydatetime()  # Excel knows no earlier day
    if not isinstance(value, str):
        return value
    value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)
    cell = WriteOnlyCell(page, value)
    cell.data_type = "s"  # openpyxl makes a formula of what begins with =
    cell.quotePrefix = value.lstrip().startswith(_FORMULA)
    cell.alignment = _alignment(side, rtl.has_arabic(value))
    if bold:
        cell.font = _BOLD
    return cell


@cache
def _alignment(side, arabic) -> Alignment:
    return Alignment(horizontal=side, readingOrder=2 if arabic else 1)


def _titles(frame, headers) -> list[str]:
    unknown = set(headers or {}) - set(frame.columns)
    if unknown:
        has = ", ".join(map(str, frame.columns))
        raise ValueError(f"No column is called {min(unknown)!r}; the frame has: {has}. Give headers for these.")
    return [str((headers or {}).get(name, name)) for name in frame.columns]


def _plain(values: pd.Series) -> list:
    """A column as Python values, None where there is none; an infinite number is the text ∞."""
    made = []
    for value in values.astype("object"):
        if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
            made.append(None)
        elif isinstance(value, float) and math.isinf(value):
            made.append("∞" if value > 0 else "\u2212∞")
        else:
            made.append(value.item() if hasattr(value, "item") and not isinstance(value, pd.Timestamp) else value)
    return [value if isinstance(value, int | float | str | pd.Timestamp | None) else str(value) for value in made]


def _as_text(value):
    if isinstance(value, pd.Timestamp):
        return value.isoformat(sep=" ") if value.time() != _MIDNIGHT else value.date().isoformat()
    return "" if value is None else value


def _safe(value):
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value


def _fits(titles, columns, rows) -> None:
    if rows > ROWS:
        raise ValueError(
            f"The frame has {rows:,} rows and a sheet holds {ROWS:,}; write it with export.csv, or a part."
        )
    for title, values in zip(titles, columns, strict=True):
        for row, value in enumerate(values):
            if isinstance(value, str) and len(value) > CHARACTERS:
                raise ValueError(
                    f"Column {title!r} has a text of {len(value):,} characters in row {row} and a cell holds "
                    f"{CHARACTERS:,}; write it with export.csv, or leave that column out."
                )
