"""Mentions beside cues: the names of a batch as rows of words, and classes of words without those inside names."""

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from helpers.cues import ALPHABET
from helpers.frequencies import zipf
from helpers.scan import OTHER, Batch, fold


class Named(NamedTuple):
    """A mention in a batch: its first word, the word after its last, entity, type, and the letters attached to it."""

    start: int
    end: int
    entity: str
    type: str
    attached: str


def letters_of(*names: str) -> frozenset:
    """The letters of classes."""
    return frozenset(ALPHABET[name] for name in names)


SPEECH = letters_of("verb", "participle", "noun")
NO_NAME = letters_of("that", "blocker", "between", "not", "what", "as", "ender")
THAT = ALPHABET["that"]
BRACKETED = ALPHABET["open"] + THAT  # «(إن.بي.سي)»
SPOKESWOMAN = ALPHABET["participle"] + ALPHABET["for_whom"]  # «متحدثة باسم» looks like «قالت متحدثة»


def mentions_in(batch: Batch, mentions: pd.DataFrame | None) -> list[Named]:
    """Mentions as rows of words of a batch, in order."""
    if mentions is None or not len(mentions):
        return []
    blocks: dict = {}
    for number, (article, _, _, start) in enumerate(batch.rows):
        blocks.setdefault(article, []).append((start, number))
    found = []
    count = len(mentions)
    entities = mentions["entity"].tolist() if "entity" in mentions.columns else [""] * count
    kinds = mentions["type"].tolist() if "type" in mentions.columns else ["PER"] * count
    places = (
        mentions[name].tolist() for name in ("article", "start", "end")
    )  # lists: arrow arrays are slow to go through
    rows = zip(*places, entities, kinds, strict=True)
    limits = [*batch.offsets[1:], len(batch.text) + 3]
    for article, start, end, entity, kind in rows:
        own = blocks.get(article)
        if not own:
            continue
        place = bisect_right(own, (start, len(batch.rows))) - 1
        if place < 0:
            continue
        begin, number = own[place]
        position = batch.offsets[number] + start - begin
        if position + end - start > limits[number] - 3:
            continue  # named outside the blocks at hand
        first = bisect_right(batch.starts, position) - 1
        last = bisect_left(batch.starts, position + end - start)
        apart = first < 0 or batch.starts[first] == position
        attached = "" if apart else fold(batch.text[batch.starts[first] : position])
        found.append(Named(first, last, entity if isinstance(entity, str) else "", kind, attached))
    return sorted(found)


def letters_outside(letters: str, named: list[Named]) -> str:
    """The classes of words, with no cues in persons' names («قال دان كوتس») and «متحدثة باسم»; no «إن» in names."""
    letters = letters.replace(SPOKESWOMAN, OTHER + SPOKESWOMAN[1:]).replace(BRACKETED, BRACKETED[0] + OTHER)
    spelled = None
    for name in named:
        classes = letters[name.start : name.end]
        grammar = name.type == "PER" and any(letter in SPEECH for letter in classes)
        if grammar or any(letter in NO_NAME for letter in classes):
            spelled = spelled or list(letters)
            spelled[name.start : name.end] = [OTHER] * (name.end - name.start)
    return "".join(spelled) if spelled else letters


@lru_cache(maxsize=1 << 16)
def is_led(word: str) -> bool:
    """Whether a word in light form is «ل» or «ب» and a noun that is far more common without it.

    >>> is_led("لجمهور"), is_led("بإنشاء"), is_led("لجنة"), is_led("بلدية")
    (True, True, False, False)
    """
    if len(word) < 5 or word[0] not in "لب":
        return False
    rest = zipf(word[1:])
    return rest > 3.5 and rest > zipf(word) + 0.5


class Mentions:
    """The names of a batch, by the words at which they stand."""

    def __init__(self, batch: Batch, mentions: pd.DataFrame | None, marks: dict | None = None):
        self.marks = marks or {}  # first word of each quotation -> its span
        self.named = mentions_in(batch, mentions)
        self.batch = batch._replace(letters=letters_outside(batch.letters, self.named))
        self.starts = [named.start for named in self.named]
        self.at = {named.start: named for named in reversed(self.named)}

    def article(self, token: int):
        """The article that a word stands in."""
        return self.batch.rows[self.batch.block(self.batch.starts[token])][0]

    def within(self, start: int, end: int) -> list[Named]:
        """Mentions that lie in a stretch of words."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [named for named in self.named[low:high] if named.end <= end]
