"""Tokens of Arabic text with their places, kinds, normal forms, attached particles and lemmas.

The words are those of camel-tools' `simple_word_tokenize`, but for the repairs that helpers.repairs names. Since
camel-tools splits on white space first and then each piece by itself, every distinct piece is cut once, every distinct
word is analysed once, and frames are put together from their numbers.
"""

from itertools import chain

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.sparse import csr_matrix

from helpers import clitics as clitic
from helpers import frames, normalise, repairs, sentences
from helpers import lemmas as lemma

_SPACE = np.array([chr(code).isspace() for code in range(0x110000)])
_LINE = np.isin(np.arange(0x110000), [10, 11, 12, 13, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029])
_BATCH = 4_000_000
_NEEDED = ("article", "block", "start", "text")


class _Pieces(dict):
    """A number for each distinct piece of text without white space; a new one is cut into words, numbered too."""

    def __init__(self):
        self.words, self.first, self.starts, self.ends, self.word = {}, [0], [], [], []

    def __missing__(self, piece):
        for start, end, repair in repairs.cut(piece):
            self.starts.append(start)
            self.ends.append(end)
            self.word.append(self.words.setdefault((piece[start:end], repair), len(self.words)))
        self.first.append(len(self.word))
        self[piece] = number = len(self.first) - 2
        return number

    def numbers(self, pieces, count):
        return np.fromiter(map(self.__getitem__, pieces), np.int32, count)

    def table(self, clitics, lemmas):
        """One row a distinct word: text, kind, repair, norm, proclitics, stem, lemma."""
        text = [repairs.unglue(word) for word, _ in self.words]
        repair = [name for _, name in self.words]
        kind = list(map(repairs.kind, text, repair))
        norm = list(map(normalise.standard, text))
        proclitics, stem = [""] * len(text), norm
        if clitics:
            splits = [
                clitic.split(word) if kind in ("word", "number", "latin") else None
                for word, kind in zip(text, kind, strict=True)
            ]
            proclitics = [split.proclitics if split else "" for split in splits]
            stem = [
                normalise.standard(split.stem) if split and split.proclitics else form
                for split, form in zip(splits, norm, strict=True)
            ]
        columns = {"text": text, "kind": kind, "repair": repair, "norm": norm, "proclitics": proclitics, "stem": stem}
        if lemmas:
            columns["lemma"] = lemma.of_words(text, proclitics, stem, kind, engine=lemmas)
        else:
            columns["lemma"] = stem
        return {name: pa.array(values, pa.large_string()) for name, values in columns.items()}


def _column(values, codes):
    taken = values.take(pa.array(codes))
    return pd.arrays.ArrowStringArray(taken, dtype=pd.StringDtype("pyarrow", na_value=np.nan))


def _texts(blocks):
    frames.require(blocks, "blocks", _NEEDED)
    texts = blocks["text"].tolist()
    for row, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(
                f"Row {row} of the blocks frame has {text!r} as its text; a str is needed. "
                "Drop such rows first: blocks.dropna(subset=['text'])."
            )
    return texts


def _batches(texts):
    """Runs of texts of a few million characters together: bounds memory."""
    first, size = 0, 0
    for row, text in enumerate(texts):
        size += len(text) + 1
        if size >= _BATCH:
            yield first, texts[first : row + 1]
            first, size = row + 1, 0
    if first < len(texts):
        yield first, texts[first:]


def _places(texts, table):
    """The tokens of some texts: row of the text, start, end, word number, white space before, line break before."""
    glued = list(map(repairs.glue, texts))
    whole = "\n".join(glued)
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
    space = _SPACE[codes]
    at = np.flatnonzero(~space & np.append(True, space[:-1])) if len(codes) else np.zeros(0, np.int64)
    numbers = table.numbers(whole.split(), len(at))
    first = np.asarray(table.first)
    count = first[numbers + 1] - first[numbers]
    begin = np.cumsum(count) - count
    index = np.repeat(first[numbers] - begin, count) + np.arange(count.sum())
    at = np.repeat(at, count)
    start, end = at + np.asarray(table.starts)[index], at + np.asarray(table.ends)[index]
    gap = np.zeros(len(start), bool)
    gap[begin] = True
    lines = np.cumsum(_LINE[codes], dtype=np.int32)[start] if len(start) else start
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    row = np.searchsorted(offsets, start, "right") - 1
    shift = offsets[row]
    line = np.append(False, lines[1:] != lines[:-1])[: len(start)]
    return row, start - shift, end - shift, np.asarray(table.word, np.int32)[index], gap, line


def tokenise(blocks: pd.DataFrame, clitics: bool = True, lemmas: str | None = "light") -> pd.DataFrame:
    """Every token of every block, with its place in the article's text.

    Parameters
    ----------
    blocks : DataFrame
        article, block, start, text, and zone if there is one; from `zones.split` or made by hand.
    clitics : bool
        Whether to split attached particles; without, `proclitics` is empty and `stem` is `norm`.
    lemmas : str or None
        The engine of helpers.lemmas; None leaves `lemma` the same as `stem`.

    Returns
    -------
    DataFrame
        article, block, sentence and token (counted from 0 within the article), start, end, text, kind (one of
        `repairs.KINDS`), norm (`normalise.standard`), proclitics, stem, lemma, zone, and repair: the name of the
        repair that keeps the token whole, else empty.

    Raises
    ------
    ValueError
        A column is missing, a text is not a str, or no engine has that name.

    >>> text = "ارتفعت إلى 1.6 مليار. وقال نعم"
    >>> blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "text": [text]})
    >>> tokenise(blocks)[["sentence", "start", "text", "kind", "norm", "proclitics"]]
       sentence  start    text         kind    norm proclitics
    0         0      0  ارتفعت         word  ارتفعت
    1         0      7     إلى         word     الي
    2         0     11     1.6       number     1.6
    3         0     15   مليار         word   مليار
    4         0     20       .  punctuation       .
    5         1     22   وقال         word    وقال          و
    6         1     27     نعم         word     نعم
    """
    texts, table = _texts(blocks), _Pieces()
    lemma.check(lemmas)
    parts, begins = [], []
    signs = np.zeros((0, len(sentences.TRAITS)), bool)
    for offset, batch in _batches(texts):
        row, start, end, word, gap, line = _places(batch, table)
        new = [sentences.traits(text, repairs.kind(text, repair)) for text, repair in list(table.words)[len(signs) :]]
        signs = np.concatenate([signs, np.array(new, bool).reshape(-1, signs.shape[1])])
        begins.append(sentences.starts(signs[word], row, gap, line))
        parts.append((row + offset, start, end, word))
    if not parts or not table.words:
        return frames.make("tokens", repair=frames.STR)
    row, start, end, word = (np.concatenate(values) for values in zip(*parts, strict=True))
    article, names = pd.factorize(blocks["article"])
    shift = blocks["start"].to_numpy(np.int64)[row]
    zone, zones = pd.factorize(blocks["zone"] if "zone" in blocks else np.array(["body"] * len(blocks), object))
    within = pd.Series(np.concatenate(begins)).groupby(article[row])
    words = table.table(clitics, lemmas)
    values = {
        "article": _column(pa.array(names.astype(str).tolist(), pa.large_string()), article[row]),
        "block": blocks["block"].to_numpy(np.int64)[row],
        "sentence": within.cumsum().to_numpy() - 1,
        "token": within.cumcount().to_numpy(),
        "start": start + shift,
        "end": end + shift,
        "zone": _column(pa.array(zones.astype(str).tolist(), pa.large_string()), zone[row]),
        **{name: _column(column, word) for name, column in words.items()},
    }
    return pd.DataFrame({name: values[name] for name in [*frames.COLUMNS["tokens"], "repair"]})


def matrix(blocks: pd.DataFrame, clitics: bool = True, lemmas: str | None = None):
    """How often each distinct token stands in each block, without a token frame: for counting a whole corpus.

    Parameters
    ----------
    blocks : DataFrame
        As for `tokenise`.
    clitics, lemmas
        As for `tokenise`; no lemmas unless asked for.

    Returns
    -------
    words : DataFrame
        One row a distinct token: text, kind, norm, proclitics, stem, lemma, repair, count.
    counts : scipy.sparse.csr_matrix of int, blocks by words
        Row i is the i-th row of `blocks`, column j the j-th row of `words`.

    >>> text = ["في ليبيا", "في مصر"]
    >>> blocks = pd.DataFrame({"article": "a", "block": [0, 1], "start": [0, 10], "text": text})
    >>> words, counts = matrix(blocks)
    >>> words["text"].tolist(), words["count"].tolist(), counts.toarray().tolist()
    (['في', 'ليبيا', 'مصر'], [2, 1, 1], [[1, 1, 0], [1, 0, 1]])
    """
    texts, table = _texts(blocks), _Pieces()
    lemma.check(lemmas)
    numbers, length = [], []
    for _, batch in _batches(texts):
        pieces = [repairs.glue(text).split() for text in batch]
        length += map(len, pieces)
        numbers.append(table.numbers(chain.from_iterable(pieces), sum(map(len, pieces))))
    numbers = np.concatenate([np.zeros(0, np.int32), *numbers])
    first, word = np.asarray(table.first), np.asarray(table.word, np.int32)
    bounds = np.append(0, np.cumsum(length, dtype=np.int64))
    pieces = csr_matrix((np.ones(len(numbers), np.int32), numbers, bounds), shape=(len(texts), len(first) - 1))
    cuts = csr_matrix((np.ones(len(word), np.int32), word, first), shape=(len(first) - 1, len(table.words)))
    counts = pieces @ cuts
    counts.sort_indices()
    columns = table.table(clitics, lemmas)
    words = pd.DataFrame({name: _column(values, np.arange(len(values))) for name, values in columns.items()})
    words["count"] = np.asarray(counts.sum(axis=0), np.int64).ravel()
    return words, counts


def counts(blocks: pd.DataFrame, clitics: bool = True, lemmas: str | None = None) -> pd.DataFrame:
    """How often each distinct token stands in all the blocks together: the first part of `matrix`.

    >>> blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "text": ["في ليبيا وفي مصر"]})
    >>> counts(blocks)[["text", "stem", "count"]].values.tolist()
    [['في', 'في', 1], ['ليبيا', 'ليبيا', 1], ['وفي', 'في', 1], ['مصر', 'مصر', 1]]
    """
    return matrix(blocks, clitics, lemmas)[0]


def camel(text: str) -> pd.DataFrame:
    """The tokens of camel-tools' `simple_word_tokenize`, untouched by any repair, with their places.

    >>> camel("إلى 1.6 مليار").values.tolist()
    [[0, 3, 'إلى'], [4, 5, '1'], [5, 6, '.'], [6, 7, '6'], [8, 13, 'مليار']]
    """
    rows, at = [], 0
    for piece in text.split():
        at = text.index(piece, at)
        rows += [(at + start, at + end, piece[start:end]) for start, end in repairs.camel(piece)]
        at += len(piece)
    return pd.DataFrame(rows, columns=["start", "end", "text"]).astype(
        {"start": "int64", "end": "int64", "text": "str"}
    )
