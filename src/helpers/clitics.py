"""Attached particles and pronouns: «وللأمم» is و + ل + الأمم, «دولتها» is دولت + ها.

The proclitics are و ف ب ك ل س; the article ال is never one. Words in data/lexicons/clitics.csv are split as it says;
for all others helpers.clitic_model chooses the proclitics, and helpers.enclitics the pronoun where it is asked for.
"""

import re
from functools import cache
from typing import NamedTuple

import numpy as np

from helpers import clitic_model, enclitics, frequencies, lexicons, normalise

_attached = re.compile(r"([وف]?[بلك]?)((?:ال|ل)?ـ*[\dA-Za-z].*)", re.DOTALL).fullmatch


class Split(NamedTuple):
    """A word in its parts, each in the light normal form: strings of attached letters, empty where there are none."""

    proclitics: str
    stem: str
    enclitics: str = ""


@cache
def _lexicon(side: str) -> dict[str, str]:
    rows = lexicons.read("clitics")
    rows = rows[rows["side"] == side]
    return dict(zip(rows["word"], rows["letters"], strict=True))


def cut_all(words: list[str]) -> tuple[list[int], list[str], list[str]]:
    """Which of many words have proclitics, and what these and the stems are: the way of `split_all` without objects.

    Parameters
    ----------
    words : list of str
        In the light normal form.

    >>> cut_all(["قبل", "وللأمم", "للغة", "لليبيا"])
    ([1, 2, 3], ['ول', 'ل', 'ل'], ['الأمم', 'اللغة', 'ليبيا'])
    """
    cuts = [0] * len(words)
    plain = [row for row, word in enumerate(words) if clitic_model.splittable(word)]
    for row, cut in zip(plain, clitic_model.choose([words[row] for row in plain]), strict=True):
        cuts[row] = cut
    for row, word in enumerate(words):
        if (not word.isalpha() or word[-1].isascii()) and (match := _attached(word)):
            cuts[row] = match.end(1)
    known = _lexicon("before")
    for row in [row for row in plain if words[row] in known]:
        cuts[row] = len(known[words[row]])
    rows = [row for row, cut in enumerate(cuts) if cut]
    stems = [words[row][cuts[row] :] for row in rows]
    _restore([words[row][cuts[row] - 1] for row in rows], stems)
    return rows, [words[row][: cuts[row]] for row in rows], stems


def _restore(last: list[str], stems: list[str]):
    """Give the article behind ل its alef back: «للأمم» is ل and الأمم, «للغة» ل and اللغة, but «لليبيا» ل and ليبيا."""
    rows = [row for row, letter in enumerate(last) if letter == "ل" and stems[row][0] == "ل" and len(stems[row]) > 2]
    kept = [stems[row] for row in rows]
    with_lam, with_article = ["ا" + stem for stem in kept], ["ال" + stem for stem in kept]
    # A name in ل takes no article; where both are words, the one with the article is likelier.
    logs = [frequencies.of_words(with_lam), frequencies.of_words(with_article), frequencies.of_words(kept) - 0.3]
    for row, *forms, which in zip(rows, with_lam, with_article, kept, np.argmax(logs, axis=0).tolist(), strict=True):
        stems[row] = forms[which]


def split_all(words: list[str], enclitic: bool = False) -> list[Split]:
    """Many words at once, each in the light normal form: what `split` does, faster.

    >>> split_all(["وقالت", "قبل"])
    [Split(proclitics='و', stem='قالت', enclitics=''), Split(proclitics='', stem='قبل', enclitics='')]
    """
    made = [Split("", word) for word in words]
    for row, proclitics, stem in zip(*cut_all(words), strict=True):
        made[row] = Split(proclitics, stem)
    return [_with_enclitics(part) for part in made] if enclitic else made


def pronoun(stem: str) -> str:
    """The pronoun attached behind a stem in the light normal form, empty where there is none.

    >>> pronoun("دولتها"), pronoun("وجه")
    ('ها', '')
    """
    known = _lexicon("after")
    return known[stem] if stem in known else enclitics.choose(stem)


def _with_enclitics(part: Split) -> Split:
    behind = pronoun(part.stem)
    return Split(part.proclitics, part.stem[: -len(behind)], behind) if behind else part


def split(word: str, enclitic: bool = False) -> Split:
    """A word as its proclitics, its stem and, where asked, its enclitics (attached pronouns).

    Parameters
    ----------
    word : str
        As written; the parts are in the light normal form.
    enclitic : bool
        Whether to split attached pronouns; without, they stay with the stem.

    Returns
    -------
    Split
        proclitics, stem, enclitics. A preposition with nothing but a pronoun («له») has the pronoun as its stem.

    >>> split("وللأمم")
    Split(proclitics='ول', stem='الأمم', enclitics='')
    >>> split("ولد").proclitics, split("بـ40").proclitics, split("واشنطن").proclitics
    ('', 'ب', '')
    >>> split("وبدولتها"), split("وبدولتها", enclitic=True).enclitics
    (Split(proclitics='وب', stem='دولتها', enclitics=''), 'ها')
    """
    return split_all([normalise.light(word)], enclitic)[0]


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
        while at < len(text) and not normalise.light(text[at]):
            at += 1
        if at >= len(text) or normalise.light(text[at])[0] != letter:
            raise ValueError(
                f"{text!r} does not begin with the proclitics {proclitics!r}; pass those of the same token."
            )
        at += 1
    while proclitics and at < len(text) and not normalise.light(text[at]):
        at += 1
    return at
