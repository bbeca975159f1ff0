"""Which word stands where, as numbers: each distinct word once, and for every occurrence its number and its part's."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers import frames

BY = ("stem", "norm", "form", "lemma")
PARTS = ("block", "article")


def column_of(by: str) -> str:
    """The column of the tokens in which a term's words are alike.

    >>> column_of("form"), column_of("stem")
    ('text', 'stem')
    """
    if by not in BY:
        raise ValueError(
            f"Terms cannot be counted by {by!r}; pass by='stem' (without attached و ف ب ل ك), 'norm' (one spelling), "
            "'form' (as written) or 'lemma' (dictionary form)."
        )
    return "text" if by == "form" else by


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


@dataclass(frozen=True)
class Occurrences:
    """Words as they occur.

    Attributes
    ----------
    types : DataFrame
        One row a distinct word: text, norm, stem, lemma, as far as there are such.
    type, part : array of int
        For each occurrence the number of its word, a row of `types`, and of its part.
    sizes : array of int
        How many words are in each part.
    """

    types: pd.DataFrame
    type: np.ndarray
    part: np.ndarray
    sizes: np.ndarray

    @property
    def words(self) -> int:
        """All words counted, stop words among them: the base of every relative frequency."""
        return int(self.sizes.sum())


def of_tokens(tokens: pd.DataFrame, by="stem", zones=("body",), kinds=("word",), parts="block") -> Occurrences:
    """The occurrences of a token frame.

    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"article": "أ", "block": [0, 0, 1], "kind": "word", "text": ["حل", "الأزمة", "حل"],
    ...                        "norm": ["حل", "الازمة", "حل"]})
    >>> seen = of_tokens(tokens, by="norm")
    >>> seen.types["text"].tolist(), seen.type.tolist(), seen.part.tolist(), seen.words
    (['حل', 'الأزمة'], [0, 1, 0], [0, 0, 1], 3)
    """
    frames.require(tokens, "tokens", ["article", "block", "kind", "text", column_of(by)])
    tokens = frames.in_zones(tokens, zones)
    if kinds is not None:
        tokens = tokens[tokens["kind"].isin([kinds] if isinstance(kinds, str) else list(kinds))]
    columns = [column for column in ("text", "norm", "stem", column_of(by)) if column in tokens.columns]
    columns = list(dict.fromkeys(columns))
    coded = {column: codes(tokens[column]) for column in columns}
    number, first = joined(*(code for code, _ in coded.values()))
    types = pd.DataFrame({column: values[code[first]] for column, (code, values) in coded.items()}, dtype="object")
    part = part_numbers(tokens, parts)
    return Occurrences(types, number, part, np.bincount(part))


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
