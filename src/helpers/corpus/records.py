"""Records: what a source holds, one article at a time, and what of it could not be read, with the reason.

A source is a folder, a ZIP, or a file of text, HTML, CSV, JSON lines (also gzip) or Parquet. Nothing of a ZIP is
written to disk. A record that cannot be read becomes a `Reject`: it is counted and listed, and reading goes on.
"""

import csv
import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from helpers import articles, encodings, paths
from helpers.corpus import recoded
from helpers.corpus.columns import Columns

MOST_BYTES = 16 * 2**20  # of one record; a news article has some thousand, a book about a million
TEXTS = {".txt", ".text", ".md"} | articles.HTML
SURROGATE = re.compile("[\ud800-\udfff]")
TABLES = {".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet"}


class Record(NamedTuple):
    """One article as its source gives it, and where it stood."""

    file: str
    line: int
    values: dict


class Reject(NamedTuple):
    """Something that could not be read: where it stood, why, and its beginning."""

    file: str
    line: int
    reason: str
    beginning: str


def files(source: Path) -> list[Path]:
    """The files of a source in a fixed order; a manifest.csv and hidden files are no articles."""
    if source.is_file():
        return [source]
    found = sorted(p for p in source.rglob("*") if p.is_file() and not any(q.startswith(".") for q in p.parts[-2:]))
    texts = any(p.suffix.lower() in TEXTS for p in found)
    return [p for p in found if not (texts and p.name == "manifest.csv")]


def read(source, columns: Columns) -> Iterator[Record | Reject]:
    """Every record of a source, in order, and every reject where it stood.

    Raises
    ------
    FileNotFoundError
        No such source.
    ValueError
        No file in the folder.
    """
    source = Path(source)
    if not source.exists():
        raise FileNotFoundError(f"There is no source {paths.shown(source)}. Give a folder or a file; see README.md.")
    found = files(source)
    if not found:
        raise ValueError(f"The folder {paths.shown(source)} holds no file. Give a folder with articles.")
    for path in found:
        name = path.name if source.is_file() else path.relative_to(source).as_posix()
        known = {}
        if path.suffix.lower() in TEXTS:
            known = articles._manifest_row(path)
        with path.open("rb") as stream:
            yield from _file(name, stream, columns, known)


def _file(
    name: str, stream: BinaryIO, columns: Columns, known: dict, inside: bool = False
) -> Iterator[Record | Reject]:
    ending = PurePosixPath(name.lower()).suffix
    if ending == ".gz":
        name_inside = name[: -len(".gz")]
        stream, ending = gzip.GzipFile(fileobj=stream), PurePosixPath(name_inside.lower()).suffix
    try:
        if ending in TABLES - {".parquet"}:
            stream = recoded.utf8(stream)
        if ending in TEXTS:
            yield from _text(name, stream, known, html=ending in articles.HTML)
        elif ending in {".csv", ".tsv"}:
            yield from _csv(name, stream, columns, "\t" if ending == ".tsv" else None)
        elif ending in {".jsonl", ".ndjson", ".json"}:
            yield from _json_lines(name, stream, columns)
        elif ending == ".parquet":
            yield from _parquet(name, stream, columns)
        elif ending == ".zip" and not inside:
            yield from _zip(name, stream, columns)
        elif ending == ".zip":
            yield Reject(name, 0, "a ZIP inside a ZIP is not read; take it out", "")
        else:
            allowed = ", ".join(sorted(TEXTS | TABLES | {".gz", ".zip"}))
            yield Reject(name, 0, f"the ending {ending or 'none'} is not one that is read ({allowed})", "")
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Reject(name, 0, f"the gzip file is cut or broken: {error}; what stood before the break was read", "")


def _text(name: str, stream: BinaryIO, known: dict, *, html: bool) -> Iterator[Record | Reject]:
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        yield Reject(name, 0, f"more than {MOST_BYTES:,} bytes; an article is shorter", _beginning(data))
        return
    try:
        values = articles.parse(data, html=html)
    except ValueError as error:
        yield Reject(name, 0, str(error), _beginning(data))
        return
    values |= {key: value for key, value in known.items() if value}
    values["article"] = known.get("id") or str(PurePosixPath(name).with_suffix(""))
    yield Record(name, 0, values)


def _csv(name: str, stream: BinaryIO, columns: Columns, separator: str | None) -> Iterator[Record | Reject]:
    head = stream.read(2**20)
    stream.seek(0)
    try:
        text, encoding = encodings.decode(head[: head.rfind(b"\n") + 1] or head)
    except ValueError as error:
        yield Reject(name, 0, str(error), _beginning(head))
        return
    said = recoded.encoding(stream) or encoding
    first = text.split("\n", 1)[0]
    separator = separator or max(",;\t|", key=first.count)
    csv.field_size_limit(MOST_BYTES)
    # A byte that is not of the encoding becomes a lone surrogate, by which its row is known and rejected.
    opened = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    rows = csv.reader(opened, delimiter=separator, strict=True)  # else a quote left open swallows the rows after it
    try:
        header = next(rows)
        match = columns.match(header)
    except (StopIteration, ValueError, csv.Error) as error:
        said = f"the row cannot be read: {error}" if isinstance(error, csv.Error) else str(error)
        yield Reject(name, 1, said or "the table is empty", first[:200])
        return
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject(name, line, f"the row cannot be read: {error}", "")
            continue
        if not row:
            continue
        if len(row) != len(header):
            yield Reject(name, line, f"{len(row)} fields where the header has {len(header)}", separator.join(row)[:200])
            continue
        if SURROGATE.search("".join(row)):
            beginning = separator.join(row)[:200].encode(encoding, "replace").decode(encoding)
            yield Reject(name, line, f"bytes that are not {encoding}", beginning)
            continue
        values = dict(zip(header, row, strict=True))
        yield Record(name, line, {field: values[column] for field, column in match.items()} | {"encoding": said})


def _json_lines(name: str, stream: BinaryIO, columns: Columns) -> Iterator[Record | Reject]:
    matches: dict[tuple, dict] = {}
    said = recoded.encoding(stream)
    for number, line in _lines(stream):
        if line is None:
            yield Reject(name, number, f"a line of more than {MOST_BYTES:,} bytes; an article is shorter", "")
            continue
        if not line.strip():
            continue
        try:
            text, encoding = encodings.decode(line)
        except ValueError as error:
            yield Reject(name, number, str(error), _beginning(line))
            continue
        try:
            row = json.loads(text)
        except json.JSONDecodeError as error:
            yield Reject(name, number, f"no JSON: {error.msg} at character {error.pos + 1}", _beginning(line))
            continue
        except (ValueError, RecursionError) as error:
            yield Reject(name, number, f"no JSON: {error}", _beginning(line))
            continue
        if not isinstance(row, dict):
            yield Reject(name, number, f"a JSON {type(row).__name__} where an object is needed", _beginning(line))
            continue
        keys = tuple(row)
        try:
            match = matches[keys] if keys in matches else matches.setdefault(keys, columns.match(keys))
        except ValueError as error:
            yield Reject(name, number, str(error), _beginning(line))
            continue
        yield Record(
            name, number, {field: row[column] for field, column in match.items()} | {"encoding": said or encoding}
        )


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None stands for one that is too long, which is read past without being kept."""
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if len(line) > MOST_BYTES and not line.endswith(b"\n"):
            while (piece := stream.readline(2**20)) and not piece.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _parquet(name: str, stream: BinaryIO, columns: Columns) -> Iterator[Record | Reject]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
        match = columns.match(table.schema_arrow.names)
    except (pa.ArrowInvalid, OSError) as error:
        yield Reject(name, 0, f"the Parquet file is cut or broken: {str(error).splitlines()[0]}", "")
        return
    except ValueError as error:
        yield Reject(name, 0, str(error), "")
        return
    line = 0
    for batch in table.iter_batches(batch_size=512, columns=list(dict.fromkeys(match.values()))):
        for row in batch.to_pylist():
            line += 1
            yield Record(name, line, {field: row[column] for field, column in match.items()})


def _zip(name: str, stream: BinaryIO, columns: Columns) -> Iterator[Record | Reject]:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError) as error:
        yield Reject(name, 0, f"the ZIP file is cut or broken: {error}", "")
        return
    for info in sorted(archive.infolist(), key=lambda member: member.filename):
        member = f"{name}/{info.filename}"
        inside = PurePosixPath(info.filename.replace("\\", "/"))
        if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0] if inside.parts else True:
            yield Reject(member, 0, "a path that leaves the ZIP; it was not read", "")
        elif info.is_dir() or inside.name.startswith(".") or inside.parts[0] == "__MACOSX":
            continue
        elif info.flag_bits & 0x1:
            yield Reject(member, 0, "locked with a password", "")
        else:
            try:
                with archive.open(info) as opened:
                    yield from _file(member, opened, columns, {}, inside=True)
            except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, OSError) as error:
                yield Reject(member, 0, f"the ZIP member is cut or broken: {error}", "")


def _beginning(data: bytes) -> str:
    return data[:400].decode("utf-8", "replace")[:200]
