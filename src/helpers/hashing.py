"""A 64-bit number for every stretch of a text at once: a polynomial of its characters modulo 2**64.

The number of a stretch is the difference of two running sums, and that of a word behind more letters follows from its
own: so the words of a text, and their stems, are told apart and looked up without making strings of them.
"""

from functools import cache

import numpy as np

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse
_CHUNK = 100_000


@cache
def _powers(size: int) -> tuple[np.ndarray, np.ndarray]:
    up = np.cumprod(np.append(np.uint64(1), np.full(size, _BASE, np.uint64)))
    down = np.cumprod(np.append(np.uint64(1), np.full(size, pow(_BASE, -1, 1 << 64), np.uint64)))
    return up, down


def codes(text: str) -> np.ndarray:
    """The characters of a text as numbers.

    >>> codes("حل").tolist()
    [1581, 1604]
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


class Stretches:
    """The numbers of the stretches of a text.

    >>> letters = Stretches(codes("وقال قال"))
    >>> bool(letters.key(np.array([1]), np.array([4])) == letters.key(np.array([5]), np.array([8])))
    True
    """

    def __init__(self, codes: np.ndarray):
        # Powers are kept for few sizes, whatever the lengths of the texts.
        up, self._down = _powers(1 << max(16, int(len(codes)).bit_length()))
        self._total = np.zeros(len(codes) + 1, np.uint64)
        np.cumsum(codes * up[: len(codes)], out=self._total[1:])

    def key(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """The numbers of the stretches from `start` to `end`."""
        return (self._total[end] - self._total[start]) * self._down[start]


def behind(letters: str, key: np.ndarray) -> np.ndarray:
    """The numbers of words with letters put before them, from the words' own.

    >>> word = Stretches(codes("وقال"))
    >>> whole, stem = (word.key(np.array([at]), np.array([4])) for at in (0, 1))
    >>> bool(behind("و", stem) == whole)
    True
    """
    for letter in reversed(letters):
        key = key * np.uint64(_BASE) + np.uint64(ord(letter))
    return key


def of_words(words) -> np.ndarray:
    """The number of each word of a list.

    >>> one, two, three = of_words(["حل", "أزمة", "حل"])
    >>> bool(one == three), bool(one == two)
    (True, False)
    """
    parts = []
    for first in range(0, len(words), _CHUNK):
        some = words[first : first + _CHUNK]
        length = np.fromiter(map(len, some), np.int64, len(some))
        end = np.cumsum(length + 1) - 1
        parts.append(Stretches(codes("\n".join(some))).key(end - length, end))
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)
