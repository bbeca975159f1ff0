"""Staged pieces into articles/month=…/NNNN.parquet, in the order of publication and id, a month at a time.

A month that is larger than what is held at once is parted first: one pass over its pieces writes each article to the
stretch of the month that it belongs to, and each stretch is then sorted by itself. What is held of a whole month is its
order alone: about 60 bytes an article.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from tqdm import tqdm

from helpers.corpus import duplicates
from helpers.corpus.store import Store

ORDER = [("published", "ascending"), ("article", "ascending")]
GROUP = 128  # rows of a staged piece that are read together; a piece is in the order of publication


def sort(store: Store, records: int, characters: int, progress: bool) -> None:
    """Sort what is staged, and sign it for the search of copies.

    Parameters
    ----------
    store : Store
        Its log names the pieces that were read, and the months that each holds.
    records, characters : int
        How large a part of a month may be: what one process analyses at once.
    progress : bool
        Show a bar.
    """
    pieces = [entry for entry in store.steps() if "staged" in entry]
    months = sorted({month for entry in pieces for month in entry["months"]})
    for month in tqdm(months, desc="sorting", unit=" months", disable=not progress):
        step = f"month/{month}"
        if store.done(step):
            continue
        names, signed = [], []
        staged = [store.path / entry["staged"] for entry in pieces if month in entry["months"]]
        for number, part in enumerate(_parts(staged, month, records, characters)):
            name = f"month={month}/{number:04d}.parquet"
            names.append(store.write_table(part, f"articles/{name}"))
            marks = duplicates.signatures(part.select(["article", "text"]).to_pandas())
            signed.append(store.write(marks, f"signatures/{name}"))
        store.finish(step, {"articles": names, "signatures": signed})


def _parts(staged: list[Path], month: str, records: int, characters: int) -> Iterator[pa.Table]:
    """The parts of a month, sorted."""
    keys, sizes = [], []
    for path in staged:
        table = _of_month(path, month, ["published", "article", "text"])
        keys.append(table.set_column(2, "length", pc.utf8_length(table["text"])))
        sizes.append(len(table))
    table = pa.concat_tables(keys)
    order = pc.sort_indices(table, ORDER).to_numpy()
    lengths = table["length"].to_numpy()[order]
    del table, keys
    stretches = _cuts(lengths, records, characters)
    if len(stretches) == 1:
        yield from _sliced(pa.concat_tables([_of_month(path, month) for path in staged]), stretches[0])
        return
    of = np.empty(len(order), np.int32)
    of[order] = np.repeat(np.arange(len(stretches)), [sum(parts) for parts in stretches])
    files = _parted(staged, month, np.split(of, np.cumsum(sizes)[:-1]))
    for number, parts in enumerate(stretches):
        yield from _sliced(pq.ParquetFile(files[number]).read(), parts)
        files[number].unlink()


def _cuts(lengths: np.ndarray, records: int, characters: int) -> list[list[int]]:
    """How many rows each part has, in stretches of parts that are sorted together: two full ones at the most."""
    parts, start, held, sizes = [], 0, 0, []
    for row, length in enumerate(lengths.tolist()):
        held += length
        if row + 1 - start >= records or held >= characters:
            parts.append(row + 1 - start)
            sizes.append(held)
            start, held = row + 1, 0
    if start < len(lengths):
        parts.append(len(lengths) - start)
        sizes.append(held)
    stretches, total = [[]], 0
    for part, size in zip(parts, sizes, strict=True):
        if stretches[-1] and total + size > 3 * characters:
            stretches.append([])
            total = 0
        stretches[-1].append(part)
        total += size
    return stretches


def _parted(staged: list[Path], month: str, of: list[np.ndarray]) -> dict[int, Path]:
    """A file for each stretch of the month, from one pass over the pieces; `of` has each row's stretch, by piece."""
    writers: dict[int, pq.ParquetWriter] = {}
    files: dict[int, Path] = {}
    try:
        for path, stretch in zip(staged, of, strict=True):
            table = _of_month(path, month)
            for number in np.unique(stretch).tolist():
                if number not in writers:
                    files[number] = path.with_name(f"{month}-{number:06d}.parquet")
                    writers[number] = pq.ParquetWriter(files[number], table.schema, compression="zstd")
                writers[number].write_table(table.filter(pa.array(stretch == number)))
    finally:
        for writer in writers.values():
            writer.close()
    return files


def _sliced(table: pa.Table, parts: list[int]) -> Iterator[pa.Table]:
    table, start = table.sort_by(ORDER), 0
    for count in parts:
        yield table.slice(start, count)
        start += count


def _of_month(staged: Path, month: str, columns=None) -> pa.Table:
    """The rows of a staged piece that are of a month, or of "unknown", from the row groups that can hold any."""
    file = pq.ParquetFile(staged)
    place = file.schema_arrow.names.index("published")
    groups = []
    for number in range(file.num_row_groups):
        known = file.metadata.row_group(number).column(place).statistics
        if month == "unknown":
            wanted = known is None or known.null_count != 0
        else:
            wanted = known is None or (known.has_min_max and _name(known.min) <= month <= _name(known.max))
        if wanted:
            groups.append(number)
    table = file.read_row_groups(groups, columns=columns)
    days = table["published"]
    wanted = pc.is_null(days) if month == "unknown" else pc.equal(pc.strftime(days, format="%Y-%m"), month)
    return table.filter(wanted)


def _name(day) -> str:
    return f"{day.year:04d}-{day.month:02d}"
