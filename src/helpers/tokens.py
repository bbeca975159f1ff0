"""Tokens of Arabic text with their places, kinds, normal forms, attached particles and lemmas.

The words are those of camel-tools' `simple_word_tokenize`, but for the repairs that helpers.repairs names. Every
distinct word is analysed once, and frames are put together from the words' numbers.
"""

import numpy as np
import pandas as pd
import pyarrow as pa

from helpers import clitics as clitic
from helpers import frames, normalise, repairs, sentences
from helpers import lemmas as lemma
from helpers import spans as span

_NEEDED = ("article", "block", "start", "text")
_ATTACHED = frozenset({"word", "number", "latin"})


def _texts(blocks) -> list[str]:
    frames.require(blocks, "blocks", _NEEDED)
    texts = blocks["text"].tolist()
    for row, text in enumerate(texts):
        if not isinstance(text, str):
            raise ValueError(
                f"Row {row} of the blocks frame has {text!r} as its text; a str is needed. "
                "Drop such rows first: blocks.dropna(subset=['text'])."
            )
    return texts


def _numbered(texts, wanted):
    """The distinct words (text, repair), each token's number batch by batch, and the arrays of the spans asked for."""
    parts, words, keys, places = {name: [] for name in wanted}, [], [], []
    for spans in span.cut(texts):
        word, distinct = pd.factorize(spans.key)  # first within the batch: its words fit into the processor's cache
        first = np.empty(len(distinct), np.int64)
        first[word[::-1]] = np.arange(len(word))[::-1]  # the last to write is the first to occur
        keys.append(distinct)
        words.append(word)
        places.append(spans.places(first))
        for name, values in parts.items():
            values.append(getattr(spans, name))
    if not words:
        return [], [], [], {name: np.zeros(0, np.int64) for name in wanted}
    number, distinct = pd.factorize(np.concatenate(keys))
    first = np.empty(len(distinct), np.int64)
    first[number[::-1]] = np.arange(len(number))[::-1]
    bounds = np.cumsum([0, *map(len, keys)])
    number = number.astype(np.int32)
    word = [number[begin:][local] for begin, local in zip(bounds, words, strict=False)]
    row, start, end, repair = np.concatenate(places, axis=1)[:, first].tolist()
    text = [texts[row][start:end] for row, start, end in zip(row, start, end, strict=True)]
    repair = [("", *repairs.NAMES)[number] for number in repair]
    return text, repair, word, {name: np.concatenate(values) for name, values in parts.items()}


def _analysed(text, repair, clitics, lemmas) -> dict[str, list[str]]:
    """What there is to know about each distinct word: kind, norm, proclitics, stem, lemma."""
    kind = repairs.kinds(text, repair)
    norm = normalise.many(text, normalise.standard)
    proclitics, stem, light = (
        [""] * len(text),
        norm,
        normalise.many(text, normalise.light) if clitics or lemmas else norm,
    )
    bare = light
    if clitics:
        attached = [row for row, of in enumerate(kind) if of in _ATTACHED]
        proclitics, stem, bare = list(proclitics), list(norm), list(light)
        rows, letters, stems = clitic.cut_all([light[row] for row in attached])
        for row, cut, form, made in zip(rows, letters, stems, normalise.many(stems, normalise.standard), strict=True):
            row = attached[row]
            proclitics[row], bare[row], stem[row] = cut, form, made
    made = lemma.of_words(light, bare, proclitics, kind, engine=lemmas) if lemmas else stem
    return {
        "text": text, "kind": kind, "repair": repair, "norm": norm, "proclitics": proclitics, "stem": stem,
        "lemma": made,
    }  # fmt: skip


def _column(values, numbers=None):
    """A column of str: the values in the order of the numbers, by way of pyarrow."""
    made = pa.array(values, pa.large_string())
    made = made if numbers is None else made.take(pa.array(numbers))
    return pd.arrays.ArrowStringArray(made, dtype=pd.StringDtype("pyarrow", na_value=np.nan))


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
    texts = _texts(blocks)
    lemma.check(lemmas)
    text, repair, word, arrays = _numbered(texts, ("row", "start", "end", "gap", "line"))
    if not text:
        return frames.make("tokens", repair=frames.STR)
    words, word = _analysed(text, repair, clitics, lemmas), np.concatenate(word)
    row = arrays["row"]
    signs = np.array(list(map(sentences.traits, words["text"], words["kind"])))
    begins = sentences.starts(signs, word, row, arrays["gap"], arrays["line"])
    article, names = pd.factorize(blocks["article"])
    zone, zones = pd.factorize(blocks["zone"] if "zone" in blocks else np.array(["body"] * len(blocks), object))
    within = pd.Series(begins).groupby(article[row])
    shift = blocks["start"].to_numpy(np.int64)[row]
    values = {
        "article": _column(names.astype(str).tolist(), article[row]),
        "block": blocks["block"].to_numpy(np.int64)[row],
        "sentence": within.cumsum().to_numpy() - 1,
        "token": within.cumcount().to_numpy(),
        "start": arrays["start"] + shift,
        "end": arrays["end"] + shift,
        "zone": _column(zones.astype(str).tolist(), zone[row]),
        **{name: _column(column, word) for name, column in words.items()},
    }
    return pd.DataFrame({name: values[name] for name in [*frames.COLUMNS["tokens"], "repair"]})


def _distinct(blocks, wanted, clitics, lemmas):
    texts = _texts(blocks)
    lemma.check(lemmas)
    text, repair, word, arrays = _numbered(texts, wanted)
    words = {name: _column(values) for name, values in _analysed(text, repair, clitics, lemmas).items()}
    return pd.DataFrame(words), word, arrays


def numbered(blocks: pd.DataFrame, clitics: bool = True, lemmas: str | None = None):
    """The distinct tokens of the blocks, and which stands where as numbers: for counting without a token frame.

    Parameters
    ----------
    blocks, clitics, lemmas
        As for `tokenise`; no lemmas unless asked for.

    Returns
    -------
    words : DataFrame
        One row a distinct token, in order of appearance: text, kind, repair, norm, proclitics, stem, lemma.
    word : array of int32
        For each token in reading order its row of `words`.
    row : array of int
        For each token the position of its block in `blocks`.

    >>> text = ["في ليبيا", "في مصر"]
    >>> blocks = pd.DataFrame({"article": "a", "block": [0, 1], "start": [0, 10], "text": text})
    >>> words, word, row = numbered(blocks)
    >>> words["text"].tolist(), word.tolist(), row.tolist()
    (['في', 'ليبيا', 'مصر'], [0, 1, 0, 2], [0, 0, 1, 1])
    """
    words, word, arrays = _distinct(blocks, ("row",), clitics, lemmas)
    return words, np.concatenate([np.zeros(0, np.int32), *word]), arrays["row"]


def counts(blocks: pd.DataFrame, clitics: bool = True, lemmas: str | None = None) -> pd.DataFrame:
    """How often each distinct token stands in all the blocks together: `words` of `numbered`, with the column count.

    >>> blocks = pd.DataFrame({"article": ["a"], "block": [0], "start": [0], "text": ["في ليبيا وفي مصر"]})
    >>> counts(blocks)[["text", "stem", "count"]].values.tolist()
    [['في', 'في', 1], ['ليبيا', 'ليبيا', 1], ['وفي', 'في', 1], ['مصر', 'مصر', 1]]
    """
    words, word, _ = _distinct(blocks, (), clitics, lemmas)
    return words.assign(
        count=sum((np.bincount(part, minlength=len(words)) for part in word), np.zeros(len(words), int))
    )


def camel(text: str) -> pd.DataFrame:
    """The tokens of camel-tools' `simple_word_tokenize`, untouched by any repair, with their places.

    >>> camel("إلى 1.6 مليار").values.tolist()
    [[0, 3, 'إلى'], [4, 5, '1'], [5, 6, '.'], [6, 7, '6'], [8, 13, 'مليار']]
    """
    parts = list(span.cut([text], repaired=False))
    start, end = (np.concatenate([getattr(part, name) for part in parts]).astype(np.int64) for name in ("start", "end"))
    words = [text[begin:stop] for begin, stop in zip(start.tolist(), end.tolist(), strict=True)]
    return pd.DataFrame({"start": start, "end": end, "text": _column(words)})
