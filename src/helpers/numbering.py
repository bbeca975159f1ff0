"""Columns as numbers, each distinct value once and a number for every row: what counting over millions works on."""

import numpy as np
import pandas as pd
from scipy import sparse

from helpers import frames

PARTS = ("block", "article")


def codes(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Each value as the number of its distinct value, and the distinct values; a categorical gives those it has.

    >>> import pandas as pd
    >>> codes(pd.Series(["حل", "أزمة", "حل"]))
    (array([0, 1, 0]), array(['حل', 'أزمة'], dtype=object))
    """
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy(np.int64), values.cat.categories.to_numpy(object)
    numbers, distinct = pd.factorize(values)
    return numbers.astype(np.int64, copy=False), np.asarray(distinct, dtype=object)


def joined(*numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One number for each distinct row of several columns of codes, and where each distinct row is first met.

    >>> import numpy as np
    >>> joined(np.array([0, 0, 1]), np.array([5, 5, 5]))
    (array([0, 0, 1]), array([0, 2]))
    """
    row = np.asarray(numbers[0], dtype=np.int64)
    for column in numbers[1:]:
        column = np.asarray(column, dtype=np.int64)
        row = pd.factorize(row * (column.max(initial=0) + 1) + column)[0]
    row, distinct = pd.factorize(row)
    first = np.empty(len(distinct), dtype=np.int64)
    first[row[::-1]] = np.arange(len(row))[::-1]  # the last to write is the first to occur
    return row.astype(np.int64, copy=False), first


def part_numbers(frame: pd.DataFrame, parts: str = "block") -> np.ndarray:
    """For each row the number of the part (block of an article, or article) that it is in.

    Raises
    ------
    ValueError
        Parts are neither "block" nor "article".
    """
    if parts not in PARTS:
        raise ValueError(f"Terms cannot be spread over parts {parts!r}; pass parts='block' or parts='article'.")
    article = codes(frame["article"])[0]
    return joined(article, codes(frame["block"])[0])[0] if parts == "block" else joined(article)[0]


def sentence_numbers(tokens: pd.DataFrame) -> np.ndarray:
    """For each token the number of its sentence; a sentence ends with its block.

    >>> import pandas as pd
    >>> sentence_numbers(pd.DataFrame({"article": ["أ", "أ", "ب"], "block": [0, 1, 0], "sentence": [0, 0, 0]})).tolist()
    [0, 1, 2]
    """
    return joined(*(codes(tokens[name])[0] for name in ("article", "block", "sentence")))[0]


def table(row, column, rows: int, columns: int) -> sparse.csr_matrix:
    """A one for each pair of a row number and a column number; a cell that is met again is there again, unsummed.

    >>> table([0, 0, 1], [1, 1, 0], 2, 2).toarray().tolist()
    [[0, 2], [1, 0]]
    """
    row, column = np.asarray(row), np.asarray(column)
    if np.any(row[1:] < row[:-1]):
        order = np.argsort(row, kind="stable")
        row, column = row[order], column[order]
    ends = np.append(0, np.cumsum(np.bincount(row, minlength=rows)))
    return sparse.csr_matrix((np.ones(len(row), dtype=np.int32), column, ends), shape=(rows, columns))


def in_order(tokens: pd.DataFrame, zones=("body",)) -> pd.DataFrame:
    """The tokens of the zones asked for, in reading order and numbered from 0; sorted only where they are not.

    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"article": ["ب", "أ", "ب"], "start": [5, 0, 0], "text": ["ثان", "خبر", "أول"]})
    >>> in_order(tokens)["text"].tolist()
    ['أول', 'ثان', 'خبر']
    """
    frames.require(tokens, "tokens", ["article", "start"])
    tokens = frames.in_zones(tokens, zones)
    article, start = codes(tokens["article"])[0], tokens["start"].to_numpy()
    onwards = np.diff(article) > 0
    if not np.all(onwards | ((np.diff(article) == 0) & (np.diff(start) > 0))):
        tokens = tokens.iloc[np.lexsort((start, article))]
    return tokens.reset_index(drop=True)
