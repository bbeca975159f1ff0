"""From a source to a store: read in pieces, sorted by month, copies marked. A killed build goes on where it was."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from helpers import frames, paths
from helpers.corpus import cleaning, duplicates, records, sorting
from helpers.corpus.columns import FIELDS, Columns
from helpers.corpus.seen import Seen
from helpers.corpus.store import Store

PIECE_RECORDS, PIECE_CHARACTERS = 1000, 4_000_000  # what is held in memory and committed at once
ROW = {**frames.COLUMNS["articles"], "file": "str", "line": "int64", "encoding": "str", "repair": "str"}
REJECT = {"file": "str", "line": "int64", "reason": "str", "beginning": "str"}


def build(source, store, *, progress: bool = True, wait: bool = False, **columns) -> Store:
    """Read a source into a store: its articles by month, what could not be read, and which texts are copies.

    Parameters
    ----------
    source : str or Path
        A folder, a ZIP, or a file of text, HTML, CSV, JSON lines (also .gz) or Parquet; see `helpers.corpus.records`.
    store : str or Path
        The store's folder: new, or one whose build from this source was broken off, which goes on where it stopped.
    progress : bool
        Show a bar.
    wait : bool
        Wait for another build of the store to end, instead of refusing.
    **columns : str
        `text_column`, `title_column`, `published_column`, `source_column`, `url_column`, `article_column`: the names of
        a table's columns where they are not guessed (data/lexicons/columns.csv).

    Returns
    -------
    Store
        Frames articles, rejects (file, line, reason, beginning) and duplicates (article, original, kind, similarity).
        Every record of the source is in articles or in rejects: `store.about["counts"]` adds up.
        `store.about["matched"]` says which columns were taken for which fields.

    Raises
    ------
    FileNotFoundError, ValueError
        No such source; a folder that is no store; a store built from another source; an unknown option.
    RuntimeError
        Another build holds the store.
    """
    allowed = {f"{field}_column" for field in FIELDS}
    for option in columns:
        if option not in allowed:
            raise ValueError(f"There is no option {option!r}; the options are: {', '.join(sorted(allowed))}.")
    source = Path(source)
    print_of_source = _fingerprint(source)
    built = Store(store, create=True)
    with built.locked(wait=wait):
        about = built.about
        if about and about["fingerprint"] != print_of_source:
            raise ValueError(
                f"The store {paths.shown(store)} was built from {about['source']} as it was then; this source is "
                "another or has changed. Name a new store."
            )
        said = {option.removesuffix("_column"): column for option, column in columns.items()}
        if not about:
            built.about = {
                "source": str(source.resolve()),
                "fingerprint": print_of_source,
                "columns": said,
                "state": "reading",
            }
        if built.about["state"] != "built":
            matched = Columns(said)
            _read(built, records.read(source, matched), progress, matched.found)
            sorting.sort(built, PIECE_RECORDS, PIECE_CHARACTERS, progress)
            _mark_copies(built)
            rows = built.rows()
            read = sum(entry.get("records", 0) for entry in built.steps())
            if rows.get("articles", 0) + rows.get("rejects", 0) != read:
                raise RuntimeError(
                    f"The store {paths.shown(store)} has {rows.get('articles', 0):,} articles and "
                    f"{rows.get('rejects', 0):,} rejects of {read:,} records: the build is wrong. Please report it."
                )
            counts = {frame: rows.get(frame, 0) for frame in ("articles", "rejects", "duplicates")}
            built.about = built.about | {"state": "built", "counts": counts}
            built.drop("staged")
    return built


def _fingerprint(source: Path) -> str:
    if not source.exists():
        raise FileNotFoundError(f"There is no source {paths.shown(source)}. Give a folder or a file; see README.md.")
    listed = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in records.files(source)]
    return hashlib.sha256(repr(listed).encode()).hexdigest()


def _read(store: Store, found: Iterable, progress: bool, matched: list) -> None:
    """Records into staged pieces; a piece that the log names is not read again.

    `matched` fills with the columns that were taken for fields while records are read; skipped ones are parsed too.
    """
    if store.done("read/end"):
        return
    seen = Seen()
    piece, skip = 0, 0
    while entry := store.done(f"read/{piece:06d}"):
        ids = pq.ParquetFile(store.path / entry["staged"]).read(columns=["article"])["article"]
        for article in ids.to_pylist():
            seen.add(article)
        skip += entry["records"]
        piece += 1
    stream = islice(found, skip, None)
    with tqdm(desc="reading", unit=" records", initial=skip, disable=not progress) as bar:
        for rows, rejects in _pieces(stream, seen):
            name = f"{piece:06d}"
            table = pa.Table.from_pandas(frames_of(rows, ROW), preserve_index=False).replace_schema_metadata(None)
            table = table.sort_by(sorting.ORDER)  # so that a month is read from the groups that hold it
            staged = store.write_table(table, f"staged/{name}.parquet", row_group_size=sorting.GROUP)
            files = {"rejects": [store.write(frames_of(rejects, REJECT), f"rejects/{name}.parquet")]} if rejects else {}
            months = sorted({_month(row["published"]) for row in rows})
            count = len(rows) + len(rejects)
            store.finish(f"read/{name}", files, staged=staged, records=count, months=months)
            bar.update(count)
            piece += 1
    if matched:
        store.about = store.about | {"matched": matched}
    store.finish("read/end", {}, pieces=piece)


def _pieces(stream: Iterator, seen: Seen) -> Iterator[tuple[list[dict], list[dict]]]:
    rows, rejects, characters = [], [], 0
    for found in stream:
        row = found if isinstance(found, records.Reject) else cleaning.clean(found)
        if isinstance(row, dict) and row["article"] in seen:
            reason = f"the id {row['article']!r} stands already on an earlier record"
            row = records.Reject(row["file"], row["line"], reason, row["text"][:200])
        if isinstance(row, records.Reject):
            rejects.append(row._asdict())
        else:
            seen.add(row["article"])
            rows.append(row)
            characters += len(row["text"])
        if len(rows) + len(rejects) >= PIECE_RECORDS or characters >= PIECE_CHARACTERS:
            yield rows, rejects
            rows, rejects, characters = [], [], 0
    if rows or rejects:
        yield rows, rejects


def _month(published) -> str:
    return "unknown" if pd.isna(published) else f"{published.year:04d}-{published.month:02d}"


def frames_of(rows: list[dict], columns: dict[str, str]) -> pd.DataFrame:
    """Rows as a frame with these columns and dtypes."""
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _mark_copies(store: Store) -> None:
    if store.done("duplicates"):
        return
    files = store.files().get("signatures", [])
    found = duplicates.find(lambda: (store.read("signatures", files=[name]) for name in files))
    store.finish("duplicates", {"duplicates": [store.write(found, "duplicates/all.parquet")]})
