"""`python -m helpers.corpus SOURCE STORE`: build a store from a source and analyse it."""

import argparse
import sys

from helpers import corpus
from helpers.corpus.columns import FIELDS


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
    counts = store.about["counts"]
    print(", ".join(f"{count:,} {frame}" for frame, count in counts.items()), "in", chosen.store)
    return 0


if __name__ == "__main__":
    sys.exit(main())
