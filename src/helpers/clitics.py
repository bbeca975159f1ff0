"""Attached particles: «وللأمم» is و + ل + الأمم. The proclitics are و ف ب ل ك س; the article ال is never one.

A split is believed where the word that it leaves is likely: log10 of the stem's frequency (wordfreq's Arabic list),
less 0.3 for each letter split off, against the frequency of the whole word.
"""

import math
import re
from collections import namedtuple
from functools import cache, lru_cache

from wordfreq import get_frequency_dict

from helpers import normalise

Split = namedtuple("Split", "proclitics stem enclitics")
_COST, _UNSEEN = 0.3, -9.0
_forms = re.compile("[وف]?(?:[بكلس])?").match
_attached = re.compile(r"([وف]?[بلك]?)((?:ال|ل)?ـ*[\dA-Za-z].*)", re.DOTALL).fullmatch
_arabic = re.compile("[\u0621-\u064a\u0671-\u06d3]{3,}").fullmatch


@cache
def frequencies() -> dict[str, float]:
    """log10 frequency of each form in wordfreq's Arabic list.

    >>> frequencies()["ليبيا"] > frequencies()["لليبيا"]
    True
    """
    return {word: math.log10(value) for word, value in get_frequency_dict("ar", wordlist="best").items()}


def _candidates(word: str):
    """Every way to split: (proclitics, stem), nothing split off first."""
    yield "", word
    longest = _forms(word).group()
    for cut in range(1, len(longest) + 1):
        proclitics, stem = word[:cut], word[cut:]
        if proclitics[-1] == "ل" and stem[:1] == "ل" and len(stem) > 2:
            yield proclitics, "ا" + stem
        if len(stem) > 1:
            yield proclitics, stem


@lru_cache(maxsize=1 << 18)
def split(word: str) -> Split:
    """A word as its proclitics, its stem and its enclitics (empty unless asked for).

    >>> split("وللأمم")
    Split(proclitics='ول', stem='الأمم', enclitics='')
    >>> split("ولد").proclitics, split("بـ40"), split("واشنطن").proclitics
    ('', Split(proclitics='ب', stem='40', enclitics=''), '')
    """
    return split_light(normalise.light(word))


def split_light(word: str) -> Split:
    """`split` of a word that is in the light normal form already."""
    if _arabic(word):
        known = frequencies()
        best = max(_candidates(word), key=lambda split: known.get(split[1], _UNSEEN) - _COST * len(split[0]))
        return Split(*best, "")
    match = _attached(word)
    return Split(*match.groups(), "") if match else Split("", word, "")


def skip(text: str, proclitics: str) -> int:
    """How many characters of a token's text its proclitics take, their diacritics, tatweel and controls included.

    Raises
    ------
    ValueError
        The text does not begin with these proclitics.

    >>> skip("للأمم", "ل"), skip("وَلِلأمم", "ول"), skip("بـ40", "ب"), skip("ليبيا", "")
    (1, 4, 2, 0)
    """
    at = 0
    for letter in proclitics:
        if at >= len(text) or normalise.light(text[at])[:1] != letter:
            raise ValueError(
                f"{text!r} does not begin with the proclitics {proclitics!r}; pass those of the same token."
            )
        at += 1
        while at < len(text) and not normalise.light(text[at]):
            at += 1
    return at
