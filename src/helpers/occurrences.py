"""Which word stands where, as numbers: each distinct word once, and for every occurrence its number and its part's."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from helpers import frames, normalise, tokens

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


def sentence_numbers(tokens: pd.DataFrame) -> np.ndarray:
    """For each token the number of its sentence; a sentence ends with its block.

    >>> import pandas as pd
    >>> sentence_numbers(pd.DataFrame({"article": ["أ", "أ", "ب"], "block": [0, 1, 0], "sentence": [0, 0, 0]})).tolist()
    [0, 1, 2]
    """
    return joined(*(codes(tokens[name])[0] for name in ("article", "block", "sentence")))[0]


def counted(tokens: pd.DataFrame, kinds=("word",)) -> np.ndarray:
    """Which tokens are of the kinds asked for; None is all of them.

    >>> import pandas as pd
    >>> counted(pd.DataFrame({"kind": ["word", "punctuation"]})).tolist()
    [True, False]
    """
    if kinds is None:
        return np.ones(len(tokens), dtype=bool)
    return tokens["kind"].isin([kinds] if isinstance(kinds, str) else list(kinds)).to_numpy()


def table(row, column, rows: int, columns: int) -> sparse.csr_matrix:
    """How often each row number goes with each column number.

    >>> table([0, 0, 1], [1, 1, 0], 2, 2).toarray().tolist()
    [[0, 2], [1, 0]]
    """
    return sparse.csr_matrix((np.ones(len(row), dtype=np.int64), (row, column)), shape=(rows, columns))


@dataclass(frozen=True)
class Occurrences:
    """Words as they occur.

    Attributes
    ----------
    types : DataFrame
        One row a distinct word: text, norm, stem, lemma, as far as there are such; count.
    counts : scipy.sparse.csr_matrix of int, parts by types
        How often each is in each part.
    """

    types: pd.DataFrame
    counts: sparse.csr_matrix

    @property
    def sizes(self) -> np.ndarray:
        """How many words there are in each part."""
        return np.asarray(self.counts.sum(axis=1), dtype=np.int64).ravel()

    @property
    def words(self) -> int:
        """All words counted, stop words among them: the base of every relative frequency."""
        return int(self.counts.sum())

    def grouped(self, number: np.ndarray, groups: int) -> sparse.csr_matrix:
        """Counts of groups of types in each part, from the number of each type's group; -1 is none."""
        inside = np.flatnonzero(number >= 0)
        return self.counts @ table(inside, number[inside], len(number), groups)


def of(frame: pd.DataFrame, by="stem", zones=("body",), kinds=("word",), parts="block") -> Occurrences:
    """The occurrences of words in tokens, or in blocks without a token frame; the same for both.

    >>> blocks = pd.DataFrame({"article": "أ", "block": [0, 1], "start": [0, 11], "text": ["حل الأزمة", "حل"]})
    >>> seen = of(blocks)
    >>> seen.types["text"].tolist(), seen.counts.toarray().tolist()
    (['حل', 'الأزمة'], [[1, 1], [1, 0]])
    """
    column = column_of(by)
    if "kind" not in frame.columns:
        return _of_blocks(frame, column, zones, kinds, parts)
    frames.require(frame, "tokens", ["article", "block", "text", column])
    frame = frames.in_zones(frame, zones)
    frame = frame[counted(frame, kinds)]
    coded = {
        name: codes(frame[name]) for name in dict.fromkeys(("text", "norm", "stem", column)) if name in frame.columns
    }
    number, first = joined(*(code for code, _ in coded.values()))
    types = pd.DataFrame({name: values[code[first]] for name, (code, values) in coded.items()}, dtype="object")
    part = part_numbers(frame, parts)
    counts = table(part, number, part.max(initial=-1) + 1, len(types))
    return Occurrences(types.assign(count=np.bincount(number, minlength=len(types))), counts)


def _of_blocks(blocks, column, zones, kinds, parts) -> Occurrences:
    frames.require(blocks, "blocks", ["article", "block", "start", "text"])
    blocks = frames.in_zones(blocks, zones)
    words, word, row = tokens.numbered(blocks, lemmas="light" if column == "lemma" else None)
    kept = np.flatnonzero(counted(words, kinds))
    number = np.full(len(words), -1)
    number[kept] = np.arange(len(kept))
    inside = number[word] >= 0
    number, part = number[word][inside], part_numbers(blocks, parts)[row[inside]]
    counts = table(part, number, part.max(initial=-1) + 1, len(kept))
    types = words.iloc[kept].reset_index(drop=True)
    return Occurrences(types.assign(count=np.bincount(number, minlength=len(kept))), counts)


def choices(what: str, by, zones, kinds, stopwords, **more) -> dict:
    """What a count was made of, for the frame's `attrs`: plain values, from which `footnotes` makes sentences.

    >>> choices("terms", "stem", ("body",), "word", ["قال"], words=355)["stopwords"]
    1
    """
    several = {"zones": zones, "kinds": kinds}
    several = {name: (value,) if isinstance(value, str) else value and tuple(value) for name, value in several.items()}
    given = stopwords if isinstance(stopwords, bool) or stopwords is None else len(set(stopwords))
    return {"what": what, "by": by, **several, "stopwords": given, **more}


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


def shown(types: pd.DataFrame, by: str) -> pd.Series:
    """The most frequent way to write each term, a bare one if there is one: «الأمم» for «الامم», not «للأمم».

    Parameters
    ----------
    types : DataFrame
        Distinct words: term, text, count; norm if there is such.
    by : str
        What the terms are, as in `column_of`.

    >>> types = pd.DataFrame({"text": ["للأمم", "الأمم", "وأكد"], "norm": ["للامم", "الامم", "واكد"],
    ...                       "term": ["الامم", "الامم", "اكد"], "count": [5, 2, 1]})
    >>> shown(types, "stem").to_dict()
    {'الامم': 'الأمم', 'اكد': 'أكد'}
    """
    types = types.sort_values("count", ascending=False, kind="stable")
    if by in ("form", "norm") or "norm" not in types.columns:
        return types.drop_duplicates("term").set_index("term")["text"]
    bare = types["norm"] == types["term"]
    best = types[bare].drop_duplicates("term")
    rest = types[~types["term"].isin(best["term"])].drop_duplicates("term")
    shown = pd.concat([best, rest.assign(text=[_cut(*row) for row in rest[["text", "norm", "term"]].values])])
    return shown.set_index("term")["text"]


def _cut(text: str, norm: str, term: str) -> str:
    """A word as written, without its proclitics, where the term is what stays; else («للأمم», lemmas) the term.

    Of a term of one letter (the ه of «له») the whole word is shown.
    """
    written = normalise.light(text)
    if len(term) < 2:
        return written
    if not norm.endswith(term) or len(written) != len(norm):
        return term
    return written[len(norm) - len(term) :]
