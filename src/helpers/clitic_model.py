"""Which letters before a word are particles: a log-linear choice among the ways to split it, for many words at once.

A word is split nowhere, after و ف ب ك ل س, or after و or ف and one of the others; behind ل the article may have lost
its alef («للأمم»: ل and الأمم). Each way is scored by the frequencies of the stem that it leaves, of «و», «ل» (before
an article «ب») and «ال» with that stem, all from wordfreq's Arabic list, by the stem's length, first and last letter,
and by the particle. The weights are learned (data/models/clitics.json and its card); the likeliest way is taken.
"""

import json
import re
from functools import cache

import numpy as np

from helpers import frequencies, hashing, paths
from helpers.frequencies import UNSEEN

MODEL = paths.MODELS / "clitics.json"
_LAST = "وفبكلس"
_LONGEST = 24
_LETTERS = 64
_splittable = re.compile(f"[{_LAST}][\u0621-\u064a\u0671-\u06d3]{{1,{_LONGEST - 1}}}").fullmatch
# How many letters each way splits off, and whether it gives the article its alef back.
_WAYS = ((0, False), (1, False), (1, True), (2, False), (2, True))
_SIZES = {
    "proclitics": 15, "length": 6, "length_by": 7 * 5, "first": 7 * _LETTERS, "final": 7 * _LETTERS, "article": 14,
    "seen": 7,
}  # fmt: skip
"""Sets of features of which a way has one each, and how many there are; «by» is by the last letter split off."""
NUMBERS = (
    "unseen", "and", "and_unseen", "for", "for_unseen", "the", "the_unseen",
    "and_the", "and_the_unseen", "with_the", "with_the_unseen",
)  # fmt: skip


def splittable(word: str) -> bool:
    """Whether a word begins with a letter that may be a particle and is one of Arabic letters alone.

    >>> splittable("وقال"), splittable("قال")
    (True, False)
    """
    return _splittable(word) is not None


@cache
def _place(letters: str) -> np.ndarray:
    """For each character its place among the letters, from 1; nought for all others."""
    table = np.zeros(0x700, np.int64)
    table[[ord(letter) for letter in letters]] = range(1, len(letters) + 1)
    return table


def _letter(codes: np.ndarray) -> np.ndarray:
    return np.clip(codes.astype(np.int64) - 0x620, 0, _LETTERS - 1)


class Ways:
    """The ways to split some words, as arrays: one row a way.

    Attributes
    ----------
    row, cut : array of int
        Which word, and how many letters are split off.
    ids, numbers : array
        What the model knows of the way: the numbers of its features, and values by `NUMBERS`.
    log : array of float
        log10 frequency of the stem.
    """

    def __init__(self, words: list[str]):
        codes = hashing.codes("\n".join(["", *words, "\n\n\n"]))
        length = np.fromiter(map(len, words), np.int64, len(words))
        end = np.cumsum(length + 1)
        self._codes, self._length, self._end = np.minimum(codes, 0x6FF), length, end
        self._stretches = hashing.Stretches(codes)
        parts = zip(*(self._way(*way) for way in _WAYS), strict=True)
        self.row, self.cut, self.ids, self.numbers, self.log = map(np.concatenate, parts)

    def _way(self, cut, article):
        codes, start = self._codes, self._end - self._length
        first, letter, fits = codes[start], codes[start + cut], self._length > cut + 2 * article
        last = codes[start + cut - 1] if cut else np.zeros_like(first)
        if cut:
            fits &= (last != ord("س")) | (_place("يتنأا")[letter] > 0)
        if cut == 2:
            fits &= (_place("وف")[first] > 0) & (_place(_LAST[2:])[last] > 0)
        if article:
            fits &= (last == ord("ل")) & (letter == ord("ل"))
        row = np.flatnonzero(fits)
        start, end, last, letter = start[row] + cut, self._end[row], last[row], letter[row]
        key = self._stretches.key(start, end)
        if article:
            key, letter = hashing.behind("ا", key), np.full(len(row), ord("ا"))
        size = end - start + article
        definite = article | ((letter == ord("ا")) & (codes[start + 1] == ord("ل")) & (size > 3))
        by, log = _place(_LAST)[last], frequencies.of_keys(key)
        ids = [
            by if cut < 2 else 4 * _place("وف")[first[row]] + by,
            np.minimum(size, 5), by * 5 + np.minimum(size, 4), by * _LETTERS + _letter(letter),
            by * _LETTERS + _letter(codes[end - 1]), by * 2 + definite, by,
        ]  # fmt: skip
        offsets = np.cumsum([0, *_SIZES.values()])[:-1]
        return row, np.full(len(row), cut), np.stack(ids, 1) + offsets, _numbers(key, log, definite), log


def _numbers(key, log, definite):
    """The frequencies that speak for a stem, each with a flag where wordfreq has none."""
    values = np.zeros((len(key), len(NUMBERS)))
    values[:, 0] = log == UNSEEN
    for the, columns in ((False, {1: "و", 3: "ل", 5: "ال"}), (True, {7: "و", 9: "ب"})):
        here = np.flatnonzero(definite == the)
        for column, letters in columns.items():
            ahead = frequencies.of_keys(hashing.behind(letters, key[here]))
            values[here, column], values[here, column + 1] = ahead, ahead == UNSEEN
    return values


@cache
def weights() -> dict[str, np.ndarray]:
    """The learned weights: one for each feature of `_SIZES`, one for each of `NUMBERS`, and of the stem's frequency."""
    model = json.loads(MODEL.read_text("utf-8"))
    features = np.concatenate([np.asarray(model[name], float) for name in _SIZES])
    return {
        "features": features,
        "numbers": np.asarray([model["numbers"][name] for name in NUMBERS]),
        "log": np.asarray(model["log"], float),
    }


def size() -> int:
    """How many features there are: the sum of `_SIZES`."""
    return sum(_SIZES.values())


def saved(learned: dict[str, np.ndarray]) -> dict:
    """Weights as the model file holds them."""
    bounds = np.cumsum([0, *_SIZES.values()])
    parts = zip(_SIZES, bounds, bounds[1:], strict=False)
    return {
        **{name: learned["features"][begin:end].round(3).tolist() for name, begin, end in parts},
        "numbers": dict(zip(NUMBERS, learned["numbers"].round(4).tolist(), strict=True)),
        "log": learned["log"].round(4).tolist(),
    }


def choose(words: list[str], learned: dict | None = None) -> list[int]:
    """How many letters of each word are proclitics, by the model or by weights given.

    Parameters
    ----------
    words : list of str
        In the light normal form, each one `splittable`.

    >>> choose(["وقال", "ولد", "وللأمم"])
    [1, 0, 2]
    """
    if not words:
        return []
    learned = weights() if learned is None else learned
    ways = Ways(words)
    scores = learned["features"][ways.ids].sum(1) + ways.numbers @ learned["numbers"]
    scores += ways.log * learned["log"][ways.ids[:, -1] - size() + _SIZES["seen"]]
    best = np.full(len(words), -np.inf)
    np.maximum.at(best, ways.row, scores)
    cut = np.zeros(len(words), np.int64)
    top = scores == best[ways.row]
    cut[ways.row[top]] = ways.cut[top]
    return cut.tolist()
