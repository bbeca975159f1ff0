"""The store: Parquet files by frame and month, and the log of what is finished. Only what the log names is ever read.

A part is written to a temporary name, moved in place, then named in the log by a file that is itself moved in place. So
a store can be read at any moment, and work that was killed leaves nothing that counts.

    store/
      store.json            version, source, options
      staged/NNNNNN.parquet records as read, until they are sorted by month
      FRAME/month=YYYY-MM/NNNN.parquet
      log/STEP.json         one a finished step: the files that it made, and their rows
"""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers import frames, paths

VERSION = 1


class Store:
    """A corpus on disk; see the module. Opening one checks that it is a store of this version.

    Parameters
    ----------
    path : str or Path
        The folder.
    create : bool
        Make it if it is not there (the folder must be absent or empty).

    Raises
    ------
    FileNotFoundError
        There is no store there and none is to be made.
    ValueError
        The folder holds something else, or a store of another version.
    """

    def __init__(self, path, *, create: bool = False):
        self.path = Path(path)
        self.log = self.path / "log"
        about = self.path / "store.json"
        if about.is_file():
            version = json.loads(about.read_text("utf-8")).get("version")
            if version != VERSION:
                raise ValueError(
                    f"{paths.shown(path)} is a store of version {version}; this is {VERSION}. Build it anew."
                )
        elif not create:
            raise FileNotFoundError(
                f"There is no store at {paths.shown(path)}. Build one: make corpus SOURCE=folder-or-file STORE={path}."
            )
        elif self.path.exists() and (not self.path.is_dir() or not self._only_begun()):
            raise ValueError(f"{paths.shown(path)} is no store and is not empty. Name a new folder for the store.")
        else:
            self.log.mkdir(parents=True, exist_ok=True)

    def _only_begun(self) -> bool:
        """Whether the folder holds nothing but what a build leaves that was killed before its first step."""
        return all(p.name in {"lock", "log"} or p.name.startswith(".store.json.") for p in self.path.iterdir())

    @property
    def about(self) -> dict:
        path = self.path / "store.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else {}

    @about.setter
    def about(self, values: dict) -> None:
        write_whole(self.path / "store.json", json.dumps({"version": VERSION} | values, ensure_ascii=False, indent=1))

    @contextlib.contextmanager
    def locked(self, *, wait: bool = False):
        """Hold the store alone for writing; the system lets go of it when the process ends, however it ends.

        Parameters
        ----------
        wait : bool
            Wait until nobody else holds it.

        Raises
        ------
        RuntimeError
            Another build holds it.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise RuntimeError(
                    f"Another build (process {holder}) is writing to {paths.shown(self.path)}. "
                    "Wait until it ends, or name another store."
                ) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield

    def done(self, step: str) -> dict | None:
        """What a finished step left in the log, or None."""
        path = self.log / f"{step}.json"
        return json.loads(path.read_text("utf-8")) if path.is_file() else None

    def finish(self, step: str, files: dict[str, list[str]], **more) -> dict:
        """Name a step's files in the log: from here on they count."""
        entry = {"step": step, "files": files, **more}
        (self.log / f"{step}.json").parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.log / f"{step}.json", json.dumps(entry, ensure_ascii=False))
        return entry

    def forget(self, *steps: str) -> None:
        """Take steps (with those below them) out of the log: their files count no more, and are written anew."""
        for step in steps:
            (self.log / f"{step}.json").unlink(missing_ok=True)
            for path in sorted((self.log / step).rglob("*.json")):
                path.unlink()

    def steps(self) -> list[dict]:
        """The log, in the order of the steps' names."""
        return [json.loads(path.read_text("utf-8")) for path in sorted(self.log.rglob("*.json"))]

    def files(self) -> dict[str, list[str]]:
        """Frame name to the finished Parquet files of it, as paths from the store's folder, in order."""
        found: dict[str, list[str]] = {}
        for step in self.steps():
            for frame, names in step["files"].items():
                found.setdefault(frame, []).extend(names)
        return {frame: sorted(names) for frame, names in sorted(found.items())}

    def read(self, frame: str, columns=None, files=None) -> pd.DataFrame:
        """A whole frame (or some of its files) as pandas, in the order of months, parts and rows."""
        names = self.files().get(frame, []) if files is None else files
        if not names:
            raise ValueError(f"The store has no frame {frame!r}; it has: {', '.join(self.files()) or 'none yet'}.")
        tables = [pq.ParquetFile(self.path / name).read(columns=columns) for name in names]
        frame = pa.concat_tables(tables, promote_options="permissive").to_pandas()
        days = frame.columns[frame.dtypes.map(pd.api.types.is_datetime64_any_dtype)]
        return frame.astype(dict.fromkeys(days, frames.DATE))  # Parquet knows no whole seconds

    def rows(self) -> dict[str, int]:
        """How many rows each frame has."""
        counts = {}
        for frame, names in self.files().items():
            counts[frame] = sum(pq.ParquetFile(self.path / name).metadata.num_rows for name in names)
        return counts

    def write(self, frame: pd.DataFrame, name: str) -> str:
        """A frame as one Parquet file, whole or not at all; gives its name back."""
        table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        return self.write_table(table, name)

    def write_table(self, table: pa.Table, name: str, row_group_size: int | None = None) -> str:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with paths.whole(path) as temporary:
            pq.write_table(table, temporary, compression="zstd", row_group_size=row_group_size)
        return name

    def write_all(self, made: Iterable[pd.DataFrame], name: str) -> str:
        """Frames as one Parquet file with a row group each, none held longer than it takes to write."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with paths.whole(path) as temporary, contextlib.ExitStack() as stack:
            writer = None
            for frame in made:
                table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
                if writer is None:
                    writer = stack.enter_context(pq.ParquetWriter(temporary, table.schema, compression="zstd"))
                writer.write_table(table)
        return name

    def drop(self, folder: str) -> None:
        shutil.rmtree(self.path / folder, ignore_errors=True)


def write_whole(path: Path, text: str) -> None:
    """A text file, whole or not at all."""
    with paths.whole(path) as temporary:
        temporary.write_text(text, "utf-8")
