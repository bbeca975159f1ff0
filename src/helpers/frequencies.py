"""How frequent Arabic forms are: log10 of the relative frequency, from the list that comes with wordfreq.

wordfreq (Speer 2022) puts together news, books, subtitles, encyclopaedias and talk on the web; its forms are words as
written, particles attached. A form that it lacks counts as `UNSEEN`.
"""

from functools import cache
from itertools import chain

import numpy as np
import pandas as pd
from wordfreq import get_frequency_list

from helpers import hashing

UNSEEN = -9.0


@cache
def table() -> dict[str, float]:
    """All forms with their log10 frequency.

    >>> table()["ليبيا"] > table()["لليبيا"]
    True
    """
    known = {}
    for centibels, forms in enumerate(get_frequency_list("ar", wordlist="best")):
        known.update(dict.fromkeys(forms, -centibels / 100))
    return known


def zipf(word: str) -> float:
    """How frequent a form is on the Zipf scale, log10 of its occurrences in a thousand million words; 0 for none.

    >>> zipf("ليبيا"), zipf("ليبياليبيا")
    (4.99, 0.0)
    """
    return round(table().get(word, UNSEEN) + 9, 2)


@cache
def _numbered() -> tuple[pd.Index, np.ndarray]:
    """The forms as 64-bit numbers, and their log10 frequencies with `UNSEEN` at the end."""
    lists = get_frequency_list("ar", wordlist="best")
    keys = hashing.of_words(list(chain.from_iterable(lists)))
    values = np.repeat(np.arange(len(lists)) / -100, [len(forms) for forms in lists])
    return pd.Index(keys), np.append(values, UNSEEN)


def of_words(words) -> np.ndarray:
    """log10 frequency of many words at once.

    >>> of_words(["ليبيا", "ليبياليبيا"]).round(1).tolist()
    [-4.0, -9.0]
    """
    return of_keys(hashing.of_words(words))


def of_keys(keys: np.ndarray) -> np.ndarray:
    """log10 frequency of words given as numbers (`hashing`): many at once, no strings.

    >>> of_keys(hashing.of_words(["ليبيا", "ليبياليبيا"])).round(1).tolist()
    [-4.0, -9.0]
    """
    index, values = _numbered()
    return values[index.get_indexer(keys)]  # -1, not found, is the last: UNSEEN
