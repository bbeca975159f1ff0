"""Where sentences end, in arrays over the tokens of many blocks at once.

A sentence ends at «.», «؟», «!» and «۔», with the closing quotes and brackets behind them, and where a line or a block
ends.
It does not end at
- a pause, «..», «...» or «…»;
- the full stop of an abbreviation («د.», «U.S.») or of a number that begins a line («2.»), unless the line ends there;
- a stop between Latin letters or digits without a space, or before a comma;
- inside a quotation or parenthesis that is closed again: «قال "هل نذهب؟ نعم" ومضى» is one sentence. A stop that is the
  quotation's last sign ends the sentence where it is «.», and leaves it open where it is «؟» or «!».
"""

import re
from functools import cache

import numpy as np
import pandas as pd

from helpers import frames, lexicons

STOPS, COMMAS = frozenset(".!?؟۔"), frozenset("،,؛;:")
OPENING, CLOSING, STRAIGHT = frozenset("«“„‹([{﴾"), frozenset("»”›)]}﴿"), frozenset('"＂')
TRAITS = ("stop", "dot", "pause", "comma", "opening", "closing", "straight", "short", "western", "number")


_initials = re.compile(r"(?:[A-Z]\.)+[A-Z]").fullmatch


@cache
def _abbreviations() -> frozenset[str]:
    return lexicons.words("abbreviations")


def traits(form: str, kind: str) -> tuple[bool, ...]:
    """What a token's text says about sentence ends, in the order of `TRAITS`.

    >>> dict(zip(TRAITS, traits("د", "word")))["short"]
    True
    """
    short = len(form) == 1 or form in _abbreviations() or _initials(form) is not None
    signs = (
        form in STOPS,
        form == ".",
        form == "…",
        form in COMMAS,
        form in OPENING,
        form in CLOSING,
        form in STRAIGHT,
    )
    return (*signs, short and kind in ("word", "latin"), kind in ("latin", "number", "url"), kind == "number")


def _next(mask, fill=False):
    return np.append(mask[1:], fill)


def _previous(mask, fill=False):
    return np.append(fill, mask[:-1])


def _since(steps, first, block):
    """A running sum that begins anew with each block."""
    total = np.cumsum(steps)
    return total - (total[first] - steps[first])[block]


def _enclosed(opening, closing, straight, first, block):
    """Whether a token stands inside a quotation or bracket that its block closes again, and whether it closes one."""
    last = np.append(first[1:], len(block)) - 1
    quotes = _since(straight.astype(np.int32), first, block)
    quotes *= (quotes[last] % 2 == 0)[block]
    depth = _since(opening.astype(np.int32) - closing, first, block)
    depth *= ((depth[last] == 0) & (np.minimum.reduceat(depth, first) >= 0))[block]
    return (depth > 0) | (quotes % 2 == 1), closing | (straight & (quotes > 0) & (quotes % 2 == 0))


def starts(traits: np.ndarray, word: np.ndarray, block: np.ndarray, gap: np.ndarray, line: np.ndarray) -> np.ndarray:
    """Which tokens begin a sentence.

    Parameters
    ----------
    traits : array of bool, distinct words by `TRAITS`
    word : array of int
        The row of `traits` of each token.
    block : array of int
        The block of each token; the tokens of a block follow each other.
    gap, line : array of bool
        Whether white space stands before the token, and whether a line begins with it.

    Returns
    -------
    array of bool

    >>> text = ["نعم", ".", "لا", "."]
    >>> signs = np.array([traits(form, "word") for form in text])
    >>> starts(signs, np.arange(4), np.zeros(4, int), np.array([True, False, True, False]), np.zeros(4, bool)).tolist()
    [True, False, True, False]
    """
    if not len(block):
        return np.zeros(0, bool)
    stop, dot, pause, comma, opening, closing, straight, short, western, number = (trait[word] for trait in traits.T)
    begins = line | np.append(True, block[1:] != block[:-1])
    first = np.flatnonzero(np.append(True, block[1:] != block[:-1]))
    rank = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(block))))
    tight = ~_next(gap | begins, True)
    dots = dot & ((_previous(dot) & ~gap) | (_next(dot) & tight))
    kept = _previous(short) | _previous(number & begins) | (_previous(western) & _next(western) & tight)
    ends = stop & ~dots & ~pause & ~(dot & kept & ~gap) & ~(_next(stop | comma) & tight)
    inside, shuts = _enclosed(opening, closing, straight, first, rank)
    ends &= ~inside | (dot & _next(shuts) & tight)
    for _ in range(3):  # the signs that close behind a stop belong to its sentence
        moved = shuts & _previous(ends) & ~gap & ~begins
        ends = (ends & ~_next(moved)) | (moved & ~inside & ~(_next(comma) & tight))
    return begins | _previous(ends)


def around(spans: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """The sentence in which each span begins.

    Parameters
    ----------
    spans : DataFrame
        article, start, end.
    tokens : DataFrame
        article, sentence, start, end, of the same articles.

    Returns
    -------
    DataFrame
        With the index of the spans: sentence (its number within the article), start, end (offsets). A span in no
        sentence of the tokens is one by itself, with the number -1.

    >>> tokens = pd.DataFrame({"article": "أ", "sentence": [0, 0, 1], "start": [0, 4, 10], "end": [3, 9, 14]})
    >>> around(pd.DataFrame({"article": ["أ", "أ"], "start": [10, 4], "end": [14, 9]}), tokens).values.tolist()
    [[1, 10, 14], [0, 0, 9]]
    """
    frames.require(spans, "mentions", ["article", "start", "end"])
    frames.require(tokens, "tokens", ["article", "sentence", "start", "end"])
    code, articles = pd.factorize(spans["article"])
    near = tokens[tokens["article"].isin(articles)].groupby(["article", "sentence"], sort=False, observed=True)
    edges = near.agg(start=("start", "min"), end=("end", "max")).reset_index()
    where = pd.Index(articles).get_indexer(edges["article"])
    order = np.lexsort((edges["start"].to_numpy(), where))
    number, low, high = (edges[name].to_numpy(np.int64)[order] for name in ("sentence", "start", "end"))
    starts, ends = spans["start"].to_numpy(np.int64), spans["end"].to_numpy(np.int64)
    far = max(int(part.max()) for part in (high, ends, np.zeros(1, np.int64)) if len(part)) + 1
    at = np.searchsorted(where[order] * far + low, code * far + starts, side="right") - 1
    made = {"sentence": np.full(len(spans), -1), "start": starts, "end": ends}
    if len(edges):
        met = (at >= 0) & (where[order][at] == code) & (starts < high[at])
        made["sentence"] = np.where(met, number[at], -1)
        made |= {"start": np.where(met, low[at], starts), "end": np.where(met, np.maximum(high[at], ends), ends)}
    return pd.DataFrame(made, index=spans.index)
