"""`python -m helpers.corpus SOURCE STORE`: build a store from a source and analyse it."""

import argparse
import sys

from helpers import corpus
from helpers.corpus.columns import FIELDS

SHOWN = 5  # rejects


def summary(store: corpus.Store) -> list[str]:
    """What was read, from which columns, and what could not be, in lines."""
    counts = store.about["counts"]
    lines = [", ".join(f"{count:,} {frame}" for frame, count in counts.items()) + f" in {store.path}"]
    for match in store.about.get("matched", []):
        said = store.about["columns"]
        fields = [f"{field} = {column}" + ("" if field in said else " (guessed)") for field, column in match.items()]
        lines.append(f"columns: {', '.join(fields)}; say others with --text-column and the like")
    rejects = store.read("rejects") if counts["rejects"] else None
    for row in rejects.head(SHOWN).itertuples() if rejects is not None else ():
        place = f"{row.file}:{row.line}" if row.line else row.file
        lines.append(f"not read: {place}: {row.reason}")
    if counts["rejects"] > SHOWN:
        ask = f"corpus.rejects(corpus.connect({str(store.path)!r}))"
        lines.append(f"not read: {counts['rejects'] - SHOWN:,} more; all of them: {ask}")
    return lines


def main(arguments=None) -> int:
    """Build and analyse; bad input is one line on standard error and exit status 2.

    >>> main(["no-such-folder", "store"])
    2
    """
    parser = argparse.ArgumentParser(prog="python -m helpers.corpus", description=__doc__)
    parser.add_argument("source", help="a folder, a ZIP, or a file of text, HTML, CSV, JSON lines (.gz) or Parquet")
    parser.add_argument("store", help="the store's folder; a build that was broken off goes on")
    for field in FIELDS:
        parser.add_argument(f"--{field}-column", help=f"the column that is the {field}, where it is not guessed")
    parser.add_argument("--client", help="a Dask scheduler, such as tcp://host:8786; by default this machine's cores")
    parser.add_argument("--processes", type=int, help="how many processes of this machine; by default one a core")
    chosen = parser.parse_args(arguments)
    columns = {f"{field}_column": getattr(chosen, f"{field}_column") for field in FIELDS}
    try:
        if not chosen.source or not chosen.store:
            raise ValueError("Name both: make corpus SOURCE=folder-or-file STORE=folder.")
        store = corpus.build(chosen.source, chosen.store, **{k: v for k, v in columns.items() if v})
        corpus.analyse(chosen.store, chosen.client, processes=chosen.processes, again=True)
    except (OSError, ValueError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(summary(store)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
