"""Where the words of many texts stand, in arrays: camel-tools' words first, then what the named repairs join.

`simple_word_tokenize` splits on white space, makes every sign a token and keeps the rest together. Where there are no
emoji that is a rule about single characters, and so about arrays of them; the pieces of text with emoji go to
camel-tools itself. A word is known by a 64-bit number made of its characters: two different words of a corpus with a
million distinct ones share a number with a probability of about 3 in 100 million.
"""

import re
from functools import cache, cached_property

import numpy as np
import regex
from camel_tools.tokenizers.word import simple_word_tokenize
from camel_tools.utils.charsets import EMOJI_SINGLECHAR_CHARSET, UNICODE_PUNCT_SYMBOL_CHARSET

from helpers import hashing, repairs

BATCH = 1 << 20
_SPACE, _SIGN, _CARE, _DIGIT, _LINE, _NUMBER, _WORD, _TAG = (1 << bit for bit in range(8))
_MONTHS = repairs.NAMES.index("months") + 1
_PRIME = 0xD6E8FEB86659FD93


class Spans:
    """Words in reading order, as arrays; what is not asked for is not made.

    Attributes
    ----------
    row, start, end : array of int
        The text of each word, and its place there in characters.
    repair : array of int
        0, or 1 more than the place of its repair in `repairs.NAMES`.
    gap, line : array of bool
        Whether white space, and whether a line break, stands before it.
    key : array of uint64
        The same number for the same word (and repair).
    """

    def __init__(self, first, offsets, codes, classes, start, end, repair):
        self._first, self._offsets, self._codes, self._classes = first, offsets, codes, classes
        self._start, self._end, self.repair = start, end, repair

    @cached_property
    def _row(self):
        return np.repeat(np.arange(len(self._offsets) - 1), np.diff(np.searchsorted(self._start, self._offsets)))

    @property
    def row(self):
        return self._row + self._first

    @property
    def start(self):
        return self._start - self._offsets[self._row]

    @property
    def end(self):
        return self._end - self._offsets[self._row]

    @property
    def gap(self):
        return (self._classes[self._start - 1] & _SPACE) != 0

    @property
    def line(self):
        made = np.zeros(len(self._start) + 1, bool)
        made[np.searchsorted(self._start, np.flatnonzero(self._classes & _LINE))] = True
        return made[:-1]

    @property
    def key(self):
        start, end = self._start, self._end
        mixed = (end - start + 256 * self.repair.astype(np.int64)).astype(np.uint64) * np.uint64(_PRIME)
        return hashing.Stretches(self._codes).key(start, end) + mixed

    def places(self, which) -> np.ndarray:
        """row, start, end and repair of some of the words, one a line."""
        row = np.searchsorted(self._offsets, self._start[which], "right") - 1
        shift = self._offsets[row]
        return np.stack([row + self._first, self._start[which] - shift, self._end[which] - shift, self.repair[which]])


@cache
def _classes() -> np.ndarray:
    """What each character is to the tokenizer, as bits."""
    every = "".join(map(chr, [*range(0x20000), *range(0xE0000, 0xE0080)]))  # no signs nor spaces stand elsewhere
    classes = np.zeros(0x110000, np.uint8)

    def mark(found, bit):
        classes[[ord(character) for character in found]] |= bit

    signs = set(regex.findall(r"[\p{S}\p{P}\p{Emoji}]", every))
    mark(signs & (UNICODE_PUNCT_SYMBOL_CHARSET | EMOJI_SINGLECHAR_CHARSET), _SIGN)
    mark(re.findall(r"\s", every), _SPACE)
    mark(re.findall(r"\d", every), _DIGIT)
    mark(".,،٫٬:-", _NUMBER)  # what a repair may keep within a number, within a word, and anywhere
    mark(".", _WORD)
    mark("@#/", _TAG)
    mark("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", _LINE)
    mark(regex.findall(r"[\p{Emoji}--[0-9#*]]|[\u200d\u20e3\ufe0f\U000e0020-\U000e007f]", every, regex.V1), _CARE)
    return classes


def _characters(texts):
    """The texts one after the other, line breaks around each, and their code points with their classes."""
    whole = "\n".join(["", *texts, ""])
    codes = hashing.codes(whole)
    return whole, codes, _classes()[codes]


def _bounds(classes):
    """Start and end of each of camel-tools' words, by the classes of the characters."""
    sign = (classes & _SIGN) != 0
    apart = (classes & (_SIGN | _SPACE)) != 0
    start, end = ~apart, ~apart
    start[1:] &= apart[:-1]
    end[:-1] &= apart[1:]
    return np.flatnonzero(start | sign), np.flatnonzero(end | sign) + 1


def _pieces(classes, start, end):
    """Start and end of what stands between white space, by the words of it."""
    first = np.flatnonzero(classes[start - 1] & _SPACE)
    return start[first], end[np.append(first[1:], len(start)) - 1] if len(first) else first


def _around(pieces, at):
    """The pieces that hold some characters: start and end of each, in order."""
    number = np.unique(np.searchsorted(pieces[0], at, "right") - 1)
    return pieces[0][number], pieces[1][number]


def _with_emoji(whole, classes, pieces, start, end):
    """The words again, with those of camel-tools itself in the pieces that hold emoji or parts of them."""
    care = np.flatnonzero(classes & _CARE)
    if not len(care):
        return start, end
    begins, stops = _around(pieces, care)
    keep = np.searchsorted(begins, start, "right") == np.searchsorted(stops, start, "right")
    starts, ends = [], []
    for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True):
        for word in simple_word_tokenize(whole[begin:stop]):
            starts.append(begin)
            begin += len(word)
            ends.append(begin)
    start, end = np.append(start[keep], starts), np.append(end[keep], ends)
    order = np.argsort(start, kind="stable")
    return start[order], end[order]


def _wanted(whole, classes, pieces, known):
    """Spans that a repair may join: start, end, number of the repair; `known` keeps what is in the pieces met."""
    left, here, right = classes[:-2], classes[1:-1], classes[2:]
    digits, inside = left & right & _DIGIT != 0, (left | right) & (_SIGN | _SPACE) == 0
    hit = (here & _TAG != 0) | (here & _NUMBER != 0) & digits | (here & _WORD != 0) & inside
    begins, stops = _around(pieces, np.flatnonzero(hit) + 1)
    spans = []
    for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True):
        piece = whole[begin:stop]
        if piece not in known:
            found = [(start, end, repairs.NAMES.index(name) + 1) for start, end, name in repairs.find(piece)]
            known[piece] = found, not found and "/" in piece and repairs.reaches(piece)
        found, reaches = known[piece]
        spans += [(begin + start, begin + end, number) for start, end, number in found]
        if reaches:
            spans += [(*span, _MONTHS) for span in repairs.twins(whole, max(begin - 20, 0), stop + 20)]
    return sorted(set(spans))


def _joined(start, end, spans):
    """The words with what the repairs join, and the number of each word's repair."""
    repair = np.zeros(len(start), np.uint8)
    if not spans:
        return start, end, repair
    begins, stops, numbers = np.array(spans).T
    first = np.searchsorted(start, begins, "right") - 1
    last = np.searchsorted(end, stops, "left")
    useful = last > first
    useful[1:] &= first[1:] > np.maximum.accumulate(last)[:-1]
    first, last, numbers = first[useful], last[useful], numbers[useful]
    end, keep = end.copy(), np.ones(len(start), bool)
    end[first], repair[first] = end[last], numbers
    more = last - first  # how many words each of them takes in
    keep[np.repeat(first + 1 - np.cumsum(more) + more, more) + np.arange(more.sum())] = False
    return start[keep], end[keep], repair[keep]


def cut(texts, repaired: bool = True):
    """The words of some texts, batch by batch.

    Parameters
    ----------
    texts : sequence of str
    repaired : bool
        Whether to join what a repair says; without, the words are those of camel-tools.

    Yields
    ------
    Spans

    >>> [(int(a), int(b)) for spans in cut(["بلغت 1.6%"]) for a, b in zip(spans.start, spans.end)]
    [(0, 4), (5, 8), (8, 9)]
    """
    known = {}
    for first, batch in _batches(texts):
        whole, codes, classes = _characters(batch)
        start, end = _bounds(classes)
        pieces = _pieces(classes, start, end)
        start, end = _with_emoji(whole, classes, pieces, start, end)
        spans = _wanted(whole, classes, pieces, known) if repaired else []
        start, end, repair = _joined(start, end, spans)
        offsets = np.cumsum([1, *(len(text) + 1 for text in batch)])
        yield Spans(first, offsets, codes, classes, start, end, repair)


def _batches(texts):
    """Runs of texts of about a million characters: bounds memory, and keeps the arrays in the processor's cache."""
    first, size = 0, 0
    for row, text in enumerate(texts):
        if size + len(text) >= BATCH and row > first:
            yield first, texts[first:row]
            first, size = row, 0
        size += len(text) + 1
    if first < len(texts):
        yield first, texts[first:]
