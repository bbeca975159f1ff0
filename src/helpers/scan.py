"""Scan: the words of many blocks at once, each with a class, so that a grammar is a regular expression over classes.

Every distinct word is looked up once; its class is one character. The classes of all words of a batch, in order, make a
string, and a pattern over that string («number, month, year») matches in time proportional to its length.
"""

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers import frames, normalise

GAP = "\ue000"  # stands between blocks: in the joined text as a character, in the classes as a word of its own
INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
LETTERS = rf"[^\s\d!-/:-@\[-`{{-~\u00a0-\u00bf\u060c\u061b\u061f\u066a-\u066d\u06d4\u2000-\u206f{GAP}\ufeff]+"
TOKEN = re.compile(rf"({LETTERS}|\d+|[^\s{INVISIBLE}])")
BATCH = 2_000_000  # characters scanned at a time: bounds memory, not results
OTHER, BETWEEN = "x", "\n"  # the classes of a word that no lexicon has, and of the gap between blocks


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """The standard form of a word: `normalise.standard`.

    >>> plain("أمس")
    'امس'
    """
    return normalise.standard(word)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The form under which words are looked up: `normalise.heavy`.

    >>> fold("الأربعاءُ") == fold("الاربعاء"), fold("سنة"), fold("٢٠١٨")
    (True, 'سنه', '2018')
    """
    return normalise.heavier(plain(word))


class Entry(NamedTuple):
    """What a word is: the letter of its class, the lexicon's value, and how many characters are attached before it."""

    letter: str
    value: object = None
    skip: int = 0


class Batch(NamedTuple):
    """Blocks joined into one text: its words, where they start and end in it, and the letter of each one's class."""

    text: str
    words: list
    starts: list
    ends: list
    letters: str
    entries: dict
    offsets: list  # where each block starts in `text`
    rows: list  # (article, block, zone, start) of each block

    def block(self, position: int) -> int:
        """Which block a position of the joined text lies in."""
        return bisect_right(self.offsets, position) - 1

    def place(self, start: int, end: int) -> dict:
        """Article, block, zone, and the span in the article's own text, of a span of the joined text."""
        number, last = self.block(start), self.block(max(start, end - 1))
        article, block, zone, begin = self.rows[number]
        start += begin - self.offsets[number]
        return {
            "article": article,
            "block": block,
            "zone": zone,
            "start": start,
            "end": end + self.rows[last][3] - self.offsets[last],
        }

    def shown(self, start: int, end: int) -> str:
        """The words of a span; where it runs over blocks, with as many line ends as lie between them."""
        first, last = self.block(start), self.block(end - 1)
        if first == last:
            return self.text[start:end]
        pieces, place = [], start
        for number in range(first, last):
            _, _, _, begin = self.rows[number]
            stop = self.offsets[number + 1] - 3
            gap = self.rows[number + 1][3] - (begin + stop - self.offsets[number])
            pieces += [self.text[place:stop], "\n" * gap]
            place = self.offsets[number + 1]
        return "".join([*pieces, self.text[place:end]])

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A span without white space at its ends."""
        while start < end and (self.text[start].isspace() or self.text[start] == GAP):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] == GAP):
            end -= 1
        return start, end

    def far(self, characters: int) -> set[int]:
        """Where the gaps are that part articles, or blocks with more than so many characters between them."""
        found = set()
        for number in range(len(self.rows) - 1):
            article, _, _, begin = self.rows[number]
            stop = begin + self.offsets[number + 1] - 3 - self.offsets[number]
            after = self.rows[number + 1]
            if after[0] != article or not 0 <= after[3] - stop <= characters:
                found.add(self.offsets[number + 1] - 2)
        found.add(len(self.text) - 2)
        return found

    def entry(self, token: int) -> Entry:
        """What the lexicon says of the word at a place in the row of words."""
        return self.entries[self.words[token]]


def batches(blocks: pd.DataFrame, classify):
    """Batches of scanned blocks.

    Parameters
    ----------
    blocks : DataFrame
        article, start, text; block and zone where there are.
    classify : callable
        From a word as written to its `Entry`; asked once for each distinct word.

    Yields
    ------
    Batch
    """
    count = len(blocks)
    numbers = blocks["block"] if "block" in blocks.columns else pd.Series(range(count))
    zones = blocks["zone"] if "zone" in blocks.columns else pd.Series(["body"] * count)
    heads = list(zip(blocks["article"], numbers, zones, blocks["start"], strict=True))
    texts = blocks["text"].tolist()
    entries = {GAP: Entry(BETWEEN)}
    begin = size = 0
    for number, text in enumerate(texts):
        size += len(text)
        last = number == count - 1
        if last or size >= BATCH and heads[number][0] != heads[number + 1][0]:  # never inside an article
            yield _scan(texts[begin : number + 1], heads[begin : number + 1], entries, classify)
            begin, size = number + 1, 0


def _scan(texts, heads, entries, classify) -> Batch:
    offsets, position = [], 0
    for text in texts:
        offsets.append(position)
        position += len(text) + 3
    # The gap stands between spaces so that no word grows into it.
    joined = f" {GAP} ".join(text.replace(GAP, " ") for text in texts) + f" {GAP} "
    pieces = TOKEN.split(joined)  # what lies between words, and the words, by turns
    ends = np.cumsum(np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces)))
    words, starts, ends = pieces[1::2], ends[0:-1:2].tolist(), ends[1::2].tolist()
    for word in set(words).difference(entries):
        entries[word] = classify(word)
    letter = {word: entry.letter for word, entry in entries.items()}
    letters = "".join(map(letter.__getitem__, words))
    return Batch(joined, words, starts, ends, letters, entries, offsets, heads)


@cache
def proclitic_splits(word: str) -> tuple[tuple[str, int], ...]:
    """The ways to read a folded word: whole, then without one attached letter, then without two.

    >>> proclitic_splits("وللاثنين")[2]
    ('الاثنين', 2)
    """
    found = [(word, 0)]
    rests = [(word, 0)]
    if len(word) > 2 and word[0] in "وف":
        rests.append((word[1:], 1))
        found.append(rests[-1])
    for rest, skip in rests:
        if rest.startswith("لل") and len(rest) > 3:
            found.append(("ال" + rest[2:], skip + 1))
        if len(rest) > 2 and rest[0] in "بلك":
            found.append((rest[1:], skip + 1))
    return tuple(found)


def raw_skip(word: str, letters: int) -> int:
    """How many characters of a word as written its first letters take, marks and tatweel included.

    >>> raw_skip("وَبِالأمس", 2)
    4
    """
    taken = 0
    for position, char in enumerate(word):
        if fold(char):
            if taken == letters:
                return position
            taken += 1
    return len(word)


class Alphabet:
    """Letters for classes: `alphabet["weekday"]` is that class's letter, the same at every asking."""

    def __init__(self):
        self.known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self.known:
            self.known[name] = chr(0x3400 + len(self.known))
        return self.known[name]

    def compile(self, template: str) -> re.Pattern:
        """A pattern over letters from a template where `{name}` is a class and `{name:*}` all classes below it.

        >>> alphabet = Alphabet()
        >>> word = alphabet["unit:day"] + alphabet["next"]
        >>> bool(alphabet.compile("{unit:*}{next}").fullmatch(word))
        True
        """

        def letters(match):
            names = match.group(1).split("|")
            found = []
            for name in names:
                if name.endswith("*"):
                    found += [letter for known, letter in self.known.items() if known.startswith(name[:-1])]
                else:
                    found.append(self[name])
            return found[0] if len(found) == 1 else "[" + "".join(found) + "]"

        return re.compile(re.sub(r"\{([a-z_:*|]+)\}", letters, template))


def checked(blocks: pd.DataFrame, zones) -> pd.DataFrame:
    """Blocks with the columns a scan needs, of the zones asked for.

    Raises
    ------
    ValueError
        A column is missing or a zone unknown.
    """
    return frames.in_zones(frames.require(blocks, "blocks", ["article", "start", "text"]), zones)
