"""Articles: a news page read from a file, with what its manifest knows of it. The text is never altered."""

import hashlib
import re
from pathlib import Path

import pandas as pd

from helpers import encodings, frames, paths

MANIFEST = ["id", "file", "title", "published", "source", "url"]
HTML = {".html", ".htm", ".xhtml"}
TABLES = {".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet", ".zip", ".gz", ".xlsx"}
ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


def read(path, *, published=None, title=None, source=None) -> pd.DataFrame:
    """One article from a text (or saved HTML) file, as a frame of one row.

    What is not said is taken from the manifest: the `manifest.csv` beside the file, where there is one.
    The year that a news text never names comes from there.

    Parameters
    ----------
    path : str or Path
        A text file, UTF-8 or any encoding that `helpers.encodings` finds, or a saved web page (.html). A relative path
        is looked for in the current folder, then in the repository's.
    published : str or date, optional
        The publication day, as 2018-11-08; a time of day may follow.
    title, source : str, optional
        Where absent from the manifest too: the first line if it stands like a headline, and the empty string.

    Returns
    -------
    DataFrame
        article (the manifest's id, else the file's name without its ending), title, published (datetime64[s], NaT when
        unknown), source, url, text (as decoded), sha256 (of the file's bytes).

    Raises
    ------
    FileNotFoundError, IsADirectoryError
        No such file, or a folder.
    ValueError
        The file is a table or an archive, is empty, has no Arabic letter or cannot be decoded; the day is no date.

    >>> article = read(paths.SAMPLE).iloc[0]
    >>> article.published.date().isoformat(), article.text[:14]
    ('2018-11-08', 'استبق اللواء ا')
    """
    path = paths.found(path)
    if path.is_dir():
        raise IsADirectoryError(
            f"{paths.shown(path)} is a folder, and an article is one file. Name a file in it, "
            "or build a corpus from the folder: make corpus SOURCE=folder STORE=store."
        )
    if not path.is_file():
        raise FileNotFoundError(f"There is no file {paths.shown(path)}. Check the path; it is read from {Path.cwd()}.")
    if path.suffix.lower() in TABLES:
        raise ValueError(
            f"{paths.shown(path)} is no single article ({path.suffix}); an article is a text file or a web page. "
            f"Build a corpus from it: make corpus SOURCE={paths.shown(path)} STORE=store."
        )
    data = path.read_bytes()
    known = _manifest_row(path)
    try:
        row = parse(data, html=path.suffix.lower() in HTML)
    except ValueError as error:
        raise ValueError(f"{paths.shown(path)} {error}") from None
    given = {"title": title, "published": published, "source": source}
    row |= {key: value for key, value in known.items() if value} | {k: v for k, v in given.items() if v is not None}
    row["article"] = known.get("id") or path.stem
    row["title"] = row.get("title") or headline(row["text"])
    row["published"] = day(row.get("published"))
    row = {"source": "", "url": "", **row}
    return frames.make("articles", [row])


def from_text(*texts: str) -> pd.DataFrame:
    """Articles from strings, numbered from 1: to try something without a file.

    >>> from_text("وصل سلامة.", "غادر سلامة.").article.tolist()
    ['1', '2']
    """
    hashes = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() for text in texts]
    rows = [
        {"article": str(number), "title": headline(text), "source": "", "url": "", "text": text, "sha256": sha256}
        for number, (text, sha256) in enumerate(zip(texts, hashes, strict=True), start=1)
    ]
    return frames.make("articles", rows)


def parse(data: bytes, *, html: bool = False) -> dict:
    """The bytes of a page as a dict: text, sha256, encoding and, of a web page, title, published and url.

    Raises
    ------
    ValueError
        Nothing in it, no Arabic letter in it, or bytes that are no text; the message goes after the file's name.

    >>> parse("خبر".encode())["text"]
    'خبر'
    >>> parse(b"news only")
    Traceback (most recent call last):
    ...
    ValueError: holds no Arabic letter (9 characters were read as utf-8). Give a file with Arabic text.
    """
    if not data.strip():
        raise ValueError(f"is empty ({len(data)} bytes). Give a file that holds the article's text.")
    text, encoding = encodings.decode(data)
    row = {"sha256": hashlib.sha256(data).hexdigest(), "encoding": encoding}
    if html:
        row |= _from_html(text)
        text = row["text"]
    if not ARABIC.search(text):
        raise ValueError(
            f"holds no Arabic letter ({len(text)} characters were read as {encoding}). Give a file with Arabic text."
        )
    return row | {"text": text}


def _from_html(page: str) -> dict:
    import trafilatura  # takes half a second to import, and most articles are text

    found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, include_tables=False)
    found = found.as_dict() if found is not None else {}
    fields = {"title": "title", "published": "date", "url": "url", "source": "sitename"}
    return {"text": found.get("text") or ""} | {ours: found.get(theirs) or "" for ours, theirs in fields.items()}


def day(value) -> pd.Timestamp:
    """A publication day as a timestamp without time zone, in the zone of the place that wrote it; NaT for nothing.

    >>> day("2018-02-13T20:10:07+04:00")
    Timestamp('2018-02-13 20:10:07')

    Raises
    ------
    ValueError
        The value is no date.
    """
    if value is None or value is pd.NaT or value == "":
        return pd.NaT
    try:
        stamp = pd.Timestamp(value)
    except (ValueError, TypeError, OverflowError):
        raise ValueError(
            f"The publication day {value!r} is no date. Write it as year-month-day, for example 2018-11-08."
        ) from None
    return stamp.tz_localize(None)


def headline(text: str) -> str:
    """The first line, if it stands like a headline: short, no full stop, and a longer line after it; else ''.

    >>> headline("حفتر في موسكو\\n\\nوصل خليفة حفتر إلى موسكو أمس للقاء وزير الدفاع الروسي.")
    'حفتر في موسكو'
    >>> headline("وصل خليفة حفتر إلى موسكو أمس.")
    ''
    """
    lines = [line.strip() for line in text.split("\n", 50) if line.strip()]
    if len(lines) < 2 or not 2 <= len(lines[0].split()) <= 18 or lines[0].endswith((".", "،", "؛", ":", "…")):
        return ""
    return lines[0] if len(lines[1]) > 1.3 * len(lines[0]) else ""


def manifest(folder=paths.ARTICLES) -> pd.DataFrame:
    """The list of a folder's articles: id, file, title, published, source, url (strings, empty where not known).

    Raises
    ------
    ValueError
        A column is missing, or an id or a file stands twice.

    >>> manifest().loc[0, "published"]
    '2018-11-08'
    """
    path = Path(folder) / "manifest.csv"
    if not path.is_file():
        return pd.DataFrame(columns=MANIFEST, dtype="str")
    table = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    missing = [column for column in MANIFEST if column not in table.columns]
    if missing:
        raise ValueError(
            f"{paths.shown(path)} has no column {missing[0]!r}; it has: {', '.join(table.columns)}. "
            f"A manifest has the columns: {', '.join(MANIFEST)}."
        )
    for column in ("id", "file"):
        twice = table[column][table[column].duplicated()]
        if len(twice):
            raise ValueError(
                f"{paths.shown(path)} has the {column} {twice.iloc[0]!r} twice. Give each article its own."
            )
    return table


def _manifest_row(path: Path) -> dict:
    table = manifest(path.parent)
    rows = table[table["file"] == path.name]
    return rows.iloc[0].to_dict() if len(rows) else {}
