"""The words that the name tagger reads: a tokens frame as arrays, hashtags taken apart at their underscores."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers import clitics, frames, normalise

COLUMNS = ["article", "sentence", "start", "end", "text", "kind", "norm", "proclitics", "stem"]


@dataclass
class Units:
    """Words in reading order: `words` are the distinct ones (norm, stem, proclitics, kind), `ids` which stands where.

    `article` and `sentence` are numbers from 0 over the whole frame, `row` the token's place in the frame, `start` and
    `end` character offsets, `inner` the start without attached proclitics.
    """

    words: list[tuple[str, str, str, str]]
    ids: np.ndarray
    article: np.ndarray
    sentence: np.ndarray
    row: np.ndarray
    start: np.ndarray
    end: np.ndarray
    inner: np.ndarray

    @property
    def lengths(self) -> np.ndarray:
        """Words of each sentence, in order."""
        return np.bincount(self.sentence)[np.unique(self.sentence)]


def units(tokens: pd.DataFrame) -> Units:
    """The words of a tokens frame, in its order.

    Parameters
    ----------
    tokens : pandas.DataFrame
        Columns article, sentence, start, end, text, kind, norm, proclitics, stem; rows of one article together.

    Raises
    ------
    ValueError
        A column is missing.

    >>> frame = pd.DataFrame({"article": "a", "sentence": 0, "start": [0, 6], "end": [5, 18], "text": ["زيارة",
    ... "#دونالد_ترمب"], "kind": ["word", "hashtag"], "norm": ["زيارة", "#دونالد_ترمب"], "proclitics": "",
    ... "stem": ["زيارة", "#دونالد_ترمب"]})
    >>> made = units(frame)
    >>> [made.words[i][0] for i in made.ids], made.start.tolist()
    (['زيارة', 'دونالد', 'ترمب'], [0, 7, 14])
    """
    frames.require(tokens, "tokens", COLUMNS)
    tokens = _opened(tokens)
    text, norm, stem, proclitics, kind = (
        pd.factorize(tokens[column].astype("str").fillna(""))
        for column in ("text", "norm", "stem", "proclitics", "kind")
    )
    key = pd.MultiIndex.from_arrays([norm[0], stem[0], proclitics[0], kind[0]])
    ids, distinct = key.factorize()
    values = [column[1].to_numpy(object) for column in (norm, stem, proclitics, kind)]
    words = (
        list(zip(*(values[i][distinct.get_level_values(i)] for i in range(4)), strict=True)) if len(distinct) else []
    )

    start = tokens["start"].to_numpy(np.int64)
    inner = start.copy()
    attached = np.flatnonzero(proclitics[1].to_numpy(object)[proclitics[0]] != "") if len(start) else []
    skips = {}
    for i in attached:
        pair = text[0][i], proclitics[0][i]
        if pair not in skips:
            skips[pair] = _skip(text[1][pair[0]], proclitics[1][pair[1]])
        inner[i] += skips[pair]
    article = pd.factorize(tokens["article"])[0]
    marks = [article, tokens["sentence"].to_numpy()]
    if "block" in tokens.columns:
        marks.append(tokens["block"].to_numpy())
    changes = np.zeros(len(start), bool)
    for mark in marks:
        changes[1:] |= mark[1:] != mark[:-1]
    return Units(
        words, np.asarray(ids, np.int64), article, np.cumsum(changes), tokens["row"].to_numpy(np.int64), start,
        tokens["end"].to_numpy(np.int64), inner,
    )  # fmt: skip


def _skip(text: str, proclitics: str) -> int:
    """Characters that the proclitics take; marks of direction before them are no letters of theirs."""
    marks = next((i for i, letter in enumerate(text) if normalise.light(letter)), 0)
    return marks + clitics.skip(text[marks:], proclitics)


def _opened(tokens: pd.DataFrame) -> pd.DataFrame:
    """Hashtags as words, one row each; every row numbered with its place in the frame given."""
    tokens = tokens[[*COLUMNS, *(["block"] if "block" in tokens.columns else [])]].reset_index(drop=True)
    tokens = tokens.assign(row=np.arange(len(tokens)))
    tags = tokens[tokens["kind"] == "hashtag"]
    if tags.empty:
        return tokens
    parts = tags.assign(text=tags["text"].str.lstrip("#").str.split("_")).explode("text")
    parts = parts[parts["text"].str.len() > 0]
    size = parts["text"].str.len()
    before = (size + 1).groupby(parts["row"]).cumsum() - size - 1
    # Underscores in a row are rare; places are taken from the hashtag's end so that a leading '#' of any length fits.
    whole = (size + 1).groupby(parts["row"]).transform("sum") - 1
    parts["start"] = parts["end"] - whole + before
    parts["end"] = parts["start"] + size
    distinct = {word: _word(word) for word in parts["text"].unique()}
    made = pd.DataFrame(
        [distinct[word] for word in parts["text"]], index=parts.index, columns=["kind", "norm", "proclitics", "stem"]
    )
    parts[made.columns] = made
    return pd.concat([tokens.drop(tags.index), parts]).sort_values(["row", "start"], kind="stable")


def _word(text: str) -> tuple[str, str, str, str]:
    norm = normalise.standard(text)
    if not text[0].isalpha():
        return "number" if text[0].isdigit() else "punctuation", norm, "", norm
    if text[0].isascii():
        return "latin", norm, "", norm
    proclitics, stem = clitics.split(text)[:2]
    return "word", norm, proclitics, normalise.standard(stem)
