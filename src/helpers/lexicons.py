"""Lists of words, kept as small CSV files in data/lexicons that an analyst can edit without Python."""

from functools import cache

import pandas as pd

from helpers import paths


@cache
def _table(name: str) -> pd.DataFrame:
    path = paths.LEXICONS / f"{name}.csv"
    if not path.is_file():
        there = ", ".join(sorted(p.stem for p in paths.LEXICONS.glob("*.csv")))
        raise FileNotFoundError(
            f"No lexicon is called {name!r}; data/lexicons has: {there}. Add {name}.csv or pick one."
        )
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def read(name: str) -> pd.DataFrame:
    """A lexicon as a frame of strings: one row an entry, the columns that data/README.md lists for it.

    Parameters
    ----------
    name : str
        The file's name in data/lexicons, without `.csv`.

    Raises
    ------
    FileNotFoundError
        No such lexicon; the message lists those there are.

    >>> read("furniture").columns.tolist()[:2]
    ['phrase', 'zone']
    """
    return _table(name).copy()


def words(name: str, column: str | None = None) -> frozenset[str]:
    """One column of a lexicon as a set: the first column unless another is named.

    >>> "المصدر" in words("furniture")
    True
    """
    table = _table(name)
    return frozenset(table[column or table.columns[0]])
