"""Windows: the tokens before and after a hit, so many words on each side and not beyond the paragraph."""

import numpy as np
import pandas as pd

from helpers import numbering


def sides(window) -> tuple[int, int]:
    """A window as words before and words after.

    >>> sides(5), sides((0, 3))
    ((5, 5), (0, 3))
    """
    before, after = (window, window) if np.ndim(window) == 0 else window
    if min(before, after) < 0:
        raise ValueError(
            f"The window is {window!r}; pass a number of words, or (words before, words after), from 0 up."
        )
    return int(before), int(after)


def covered(first, last, size: int) -> np.ndarray:
    """Which of `size` rows lie between a first and a last, both inclusive.

    >>> import numpy as np
    >>> covered(np.array([1]), np.array([2]), 4).tolist()
    [False, True, True, False]
    """
    edges = np.bincount(first, minlength=size + 1) - np.bincount(last + 1, minlength=size + 1)
    return np.cumsum(edges[:size]) > 0


class Around:
    """The windows of hits: `left` and `right` are their outermost rows; `nth` finds the word at a distance.

    Parameters
    ----------
    tokens : DataFrame
        Tokens in reading order, rows numbered from 0; punctuation is not counted where there is a column `kind`.
    first, last : array of int
        Rows of each hit, both inclusive.
    window : int or (int, int)
        Words before and after.

    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "text": ["زار", "،", "حفتر", "موسكو"],
    ...                        "kind": ["word", "punctuation", "word", "word"]})
    >>> windows = Around(tokens, np.array([2]), np.array([2]), 1)
    >>> windows.left.tolist(), windows.right.tolist()
    ([0], [3])
    """

    def __init__(self, tokens: pd.DataFrame, first, last, window):
        before, after = sides(window)
        block = numbering.part_numbers(tokens)
        starts = np.flatnonzero(np.diff(block, prepend=-1))
        at = np.searchsorted(starts, first, side="right")
        self.block_first, self.block_last = starts[at - 1], np.append(starts, len(tokens))[at] - 1
        word = (tokens["kind"] != "punctuation").to_numpy() if "kind" in tokens.columns else np.ones(len(tokens), bool)
        self.rows = np.flatnonzero(word)
        upto = np.concatenate([[0], np.cumsum(word)])
        self.before, self.after = upto[first], upto[last + 1]  # words up to each hit, and up to its end
        self.left = np.minimum(self._row(-before)[0], first) if before else first
        self.right = np.maximum(self._row(after)[0], last) if after else last

    def _row(self, distance: int):
        number = self.before + distance if distance < 0 else self.after + distance - 1
        padded = np.concatenate([[-1], self.rows, [np.iinfo(np.int64).max]])
        row = padded[np.clip(number + 1, 0, len(padded) - 1)]
        return np.clip(row, self.block_first, self.block_last), (row >= self.block_first) & (row <= self.block_last)

    def nth(self, distance: int) -> tuple[np.ndarray, np.ndarray]:
        """For each hit the row of the word at a distance (1 the first after, -1 the first before), and if it exists."""
        return self._row(distance)
