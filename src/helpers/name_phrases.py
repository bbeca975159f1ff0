"""Phrases that a large text shows to be names: found by a tagger often and nearly always, looked up in one go.

A phrase is kept as one 64-bit number made of its words, the first without attached proclitics, so that a text is
searched for all phrases of a length at once.
"""

import hashlib
from collections.abc import Sequence

import numpy as np

LONGEST = 6
LEAST, SHARES = 4, (0.5, 0.75, 0.92)
_BASE = np.uint64(0x9E3779B97F4A7C15)


def numbers(words: Sequence[tuple]) -> tuple[np.ndarray, np.ndarray]:
    """For every distinct word its number at the head of a phrase (stem) and further on (norm, as it stands)."""
    made = {}

    def number(text):
        if text not in made:
            made[text] = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
        return made[text]

    first = np.array([number(word[1]) for word in words], np.uint64)
    return first, np.array([number(word[0]) for word in words], np.uint64)


def keys(words, ids: np.ndarray, sentence: np.ndarray):
    """For every length from 2 to `LONGEST`: the numbers of the phrases that begin at each place, 0 where none fits."""
    first, further = numbers(words)
    key, further = first[ids], further[ids]
    n = len(ids)
    for length in range(2, LONGEST + 1):
        if n < length:
            return
        key = key[: n - length + 1] * _BASE + further[length - 1 :]
        whole = sentence[: n - length + 1] == sentence[length - 1 :]
        yield length, np.where(whole, key, np.uint64(0))


def harvest(words, ids, sentence, first, last, kind, runs: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """The phrases that were found as names `LEAST` times or more and in half of their places or more.

    Parameters
    ----------
    words, ids, sentence
        The text: distinct words, which stands where, and in which sentence.
    first, last, kind : ndarray of int
        Names found in it: first and last place, and number of the type from 0.
    runs : int
        How many taggers found them, one after the other.

    Returns
    -------
    keys : ndarray of uint64, sorted
    codes : ndarray of uint8
        1 + 3 * type + step of the share of places where it is that name.
    """
    found, codes = [], []
    size = last - first + 1
    for length, key in keys(words, ids, sentence):
        at = first[size == length]
        named, back, times = np.unique(key[at], return_inverse=True, return_counts=True)
        types = np.zeros((len(named), kind.max(initial=0) + 1))
        np.add.at(types, (back, kind[size == length]), 1)
        ok = (times >= LEAST * runs) & (named > 0)
        named, types = named[ok], types[ok]
        if not len(named):
            continue
        place = np.searchsorted(named, key)
        hit = named[np.minimum(place, len(named) - 1)] == key
        everywhere = np.bincount(place[hit], minlength=len(named))
        share = types.max(axis=1) / everywhere / runs
        ok = share >= SHARES[0]
        found.append(named[ok])
        codes.append(1 + 3 * types.argmax(axis=1)[ok] + np.digitize(share[ok], SHARES[1:]))
    if not found:
        return np.zeros(0, np.uint64), np.zeros(0, np.uint8)
    found, codes = np.concatenate(found), np.concatenate(codes)
    order = np.argsort(found)
    return found[order], codes[order].astype(np.uint8)


def match(phrases: tuple[np.ndarray, np.ndarray], words, ids, sentence) -> np.ndarray:
    """For every place 0, or twice the code of the longest known phrase over it, and one more where the phrase goes on.

    >>> words = [("مجلس", "مجلس", "", "word"), ("الامن", "الامن", "", "word"), ("لمجلس", "مجلس", "ل", "word")]
    >>> ids, sentence = np.array([0, 1, 2, 1]), np.array([0, 0, 0, 0])
    >>> known = harvest(words, np.tile(ids, 2), np.repeat([0, 1], 4), np.array([0, 2, 4, 6]), np.array([1, 3, 5, 7]),
    ... np.array([1, 1, 1, 1]))
    >>> match(known, words, ids, sentence).tolist()
    [12, 13, 12, 13]
    """
    known, codes = phrases
    made = np.zeros(len(ids), np.uint8)
    if not len(known) or not len(ids):
        return made
    for length, key in reversed(list(keys(words, ids, sentence))):
        place = np.minimum(np.searchsorted(known, key), len(known) - 1)
        at = np.flatnonzero((known[place] == key) & (key > 0))
        code = codes[place[at]]
        free = np.ones(len(at), bool)
        for step in range(length):
            free &= made[at + step] == 0
        at, code = at[free], code[free]
        for step in range(length - 1, -1, -1):  # of two that overlap, the one that begins first keeps its head
            made[at + step] = 2 * code + (step > 0)
    return made
