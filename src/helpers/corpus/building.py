"""From a source to a store: read in pieces, sorted by month, copies marked. A killed build goes on where it was."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from tqdm import tqdm

from helpers import frames, paths
from helpers.corpus import duplicates, records
from helpers.corpus.columns import FIELDS, Columns
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
            built.about = {"source": str(source), "fingerprint": print_of_source, "columns": said, "state": "reading"}
        if built.about["state"] != "built":
            _read(built, records.read(source, Columns(said)), progress)
            _sort(built, progress)
            _mark_copies(built)
            rows = built.rows()
            counts = {frame: rows.get(frame, 0) for frame in ("articles", "rejects", "duplicates")}
            built.about = built.about | {"state": "built", "counts": counts}
            built.drop("staged")
    return built


def _fingerprint(source: Path) -> str:
    if not source.exists():
        raise FileNotFoundError(f"There is no source {paths.shown(source)}. Give a folder or a file; see README.md.")
    listed = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in records.files(source)]
    return hashlib.sha256(repr(listed).encode()).hexdigest()


def _read(store: Store, found: Iterable, progress: bool) -> None:
    """Records into staged pieces; a piece that the log names is not read again."""
    if store.done("read/end"):
        return
    seen: set[bytes] = set()
    piece, skip = 0, 0
    while entry := store.done(f"read/{piece:06d}"):
        ids = pq.ParquetFile(store.path / entry["staged"]).read(columns=["article"])["article"]
        seen.update(_short(article) for article in ids.to_pylist())
        skip += entry["records"]
        piece += 1
    stream = islice(found, skip, None)
    with tqdm(desc="reading", unit=" records", initial=skip, disable=not progress) as bar:
        for rows, rejects in _pieces(stream, seen):
            name = f"{piece:06d}"
            table = pa.Table.from_pandas(frames_of(rows, ROW), preserve_index=False).replace_schema_metadata(None)
            staged = store.write_table(table, f"staged/{name}.parquet")
            files = {"rejects": [store.write(frames_of(rejects, REJECT), f"rejects/{name}.parquet")]} if rejects else {}
            months = sorted({_month(row["published"]) for row in rows})
            count = len(rows) + len(rejects)
            store.finish(f"read/{name}", files, staged=staged, records=count, months=months)
            bar.update(count)
            piece += 1
    store.finish("read/end", {}, pieces=piece)


def _pieces(stream: Iterator, seen: set[bytes]) -> Iterator[tuple[list[dict], list[dict]]]:
    rows, rejects, characters = [], [], 0
    for found in stream:
        row = found if isinstance(found, records.Reject) else records.clean(found)
        if isinstance(row, dict) and _short(row["article"]) in seen:
            reason = f"the id {row['article']!r} stands already on an earlier record"
            row = records.Reject(row["file"], row["line"], reason, row["text"][:200])
        if isinstance(row, records.Reject):
            rejects.append(row._asdict())
        else:
            seen.add(_short(row["article"]))
            rows.append(row)
            characters += len(row["text"])
        if len(rows) + len(rejects) >= PIECE_RECORDS or characters >= PIECE_CHARACTERS:
            yield rows, rejects
            rows, rejects, characters = [], [], 0
    if rows or rejects:
        yield rows, rejects


def _short(article: str) -> bytes:
    """Ids of a million articles fit in memory as eight bytes each."""
    return hashlib.blake2b(article.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _month(published) -> str:
    return "unknown" if pd.isna(published) else f"{published:%Y-%m}"


def frames_of(rows: list[dict], columns: dict[str, str]) -> pd.DataFrame:
    """Rows as a frame with these columns and dtypes."""
    return pd.DataFrame(rows, columns=list(columns)).astype(columns)


def _sort(store: Store, progress: bool) -> None:
    """Staged pieces into articles/month=…/NNNN.parquet, in the order of publication and id, a month at a time."""
    pieces = [entry for entry in store.steps() if "staged" in entry]
    months = sorted({month for entry in pieces for month in entry["months"]})
    for month in tqdm(months, desc="sorting", unit=" months", disable=not progress):
        step = f"month/{month}"
        if store.done(step):
            continue
        tables = [_of_month(store, entry["staged"], month) for entry in pieces if month in entry["months"]]
        table = pa.concat_tables(tables).sort_by([("published", "ascending"), ("article", "ascending")])
        names, signed = [], []
        for number, part in enumerate(_parts(table)):
            name = f"month={month}/{number:04d}.parquet"
            names.append(store.write_table(part, f"articles/{name}"))
            marks = duplicates.signatures(part.select(["article", "text"]).to_pandas())
            signed.append(store.write(marks, f"signatures/{name}"))
        store.finish(step, {"articles": names, "signatures": signed})


def _of_month(store: Store, staged: str, month: str) -> pa.Table:
    table = pq.ParquetFile(store.path / staged).read()
    days = table["published"]
    wanted = pc.is_null(days) if month == "unknown" else pc.equal(pc.strftime(days, format="%Y-%m"), month)
    return table.filter(wanted)


def _parts(table: pa.Table) -> Iterator[pa.Table]:
    """Parts that one process analyses at once: by number of articles, and by characters."""
    lengths = pc.utf8_length(table["text"]).to_pylist()
    start = characters = 0
    for row, length in enumerate(lengths):
        characters += length
        if row + 1 - start >= PIECE_RECORDS or characters >= PIECE_CHARACTERS:
            yield table.slice(start, row + 1 - start)
            start, characters = row + 1, 0
    if start < len(lengths):
        yield table.slice(start)


def _mark_copies(store: Store) -> None:
    if store.done("duplicates"):
        return
    files = store.files().get("signatures", [])
    signed = store.read("signatures", files=files) if files else frames_of([], {"article": "str"})
    found = duplicates.find(signed) if files else frames_of([], duplicates.COLUMNS)
    store.finish("duplicates", {"duplicates": [store.write(found, "duplicates/all.parquet")]})
