"""Speakers: whom the words beside a cue mean, and whom a verb alone means.

A role («المبعوث الأممي», «الوزير») means the person whom the article gives that role; a verb alone («وأضاف») means the
one who spoke last with a verb of that gender.
"""

from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

import pandas as pd

from helpers import cues, lexicons
from helpers.scan import Batch, fold
from helpers.speaker_phrases import ACTS, COMMA, HARD, NEAR, PERSONAL, PREPOSITIONS, RELATIVE, WAS, Named, Phrases

FAR = 80  # words before a verb in which its subject is looked for


class Speaker(NamedTuple):
    """Who speaks: entity, the words in the text that say so, and how they were understood."""

    entity: str = ""
    start: int = -1  # words of the batch; -1 where the verb alone says it
    end: int = -1
    how: str = "none"  # name, role, last, sentence, none
    gender: str = ""
    kind: str = ""  # what the head of the words is: person, spokesperson, document, source, body, office


class Cast(Phrases):
    """Who is named in a batch, which roles the article gives them, and who spoke last."""

    def __init__(self, batch: Batch, mentions: pd.DataFrame | None, marks: dict | None = None):
        super().__init__(batch, mentions, marks)
        self.bounds: dict = {}  # article -> its first word and the word after its last
        for (article, *_), offset in zip(batch.rows, batch.offsets, strict=True):
            self.bounds.setdefault(article, [offset, 0])
        for (article, *_), offset in zip(batch.rows, [*batch.offsets[1:], len(batch.text)], strict=True):
            self.bounds[article][1] = offset
        self.given: dict = {}  # article -> roles given in it
        self.spoken: dict = {}  # article -> speakers so far

    def who(self, start: int, end: int, gender: str = "", before: int | None = None) -> Speaker:
        """Whom a noun phrase means."""
        words = self.batch.words
        named = self.within(start, end)
        head, at = "", start
        for at in range(start, min(end, start + 2)):
            head = cues.role(words[at])
            if head:
                break
        speaker = Speaker("", start, end, "none", gender, head)
        persons = [name for name in named if name.type == "PER"]
        others = [name for name in named if name.type != "PER"]
        if named and named[0].start == start and named[0].type != "PER" and not persons:
            return speaker._replace(entity=named[0].entity, how="name")
        if persons:
            person = persons[-1] if head in PERSONAL and persons[-1].attached != "و" else persons[0]
            bare = words[at][cues.role_split(words[at])[2] :]
            owned = person.start == at + 1 and not fold(bare).startswith(("ال", "لل"))
            between = range(at + 1, person.start)
            spoken_for = head == "spokesperson" and any(cues.role(words[near]) == "person" for near in between)
            if not head or head in PERSONAL and not owned and not spoken_for or head == "document":
                return speaker._replace(entity=person.entity, how="name")
            return speaker
        if head == "source" and (persons or others):
            return speaker
        if head in ("spokesperson", "document", "body", "office") and others:
            bodies = [name for name in others if name.type == "ORG"] or (others if head == "spokesperson" else [])
            return speaker._replace(entity=bodies[0].entity, how="name") if bodies else speaker
        if head in PERSONAL:
            entity = self.by_role(at, end, before if before is not None else start)
            return speaker._replace(entity=entity, how="role") if entity else speaker
        if head in ("document", "body", "source", "office"):
            entity = self.by_body(start, end)
            return speaker._replace(entity=entity, how="role") if entity else speaker
        if others and not head:
            return speaker._replace(entity=others[0].entity, how="name")
        return speaker

    def by_body(self, start: int, end: int) -> str:
        """The organisation or document that a definite noun points back to: «الصندوق», «البيان», «الموقع نفسه»."""
        words = self.batch.words
        for token in range(start, min(end, start + 6)):
            kind, bare, skip = cues.role_split(words[token])
            if kind in ("", *PERSONAL) or not fold(words[token][skip:]).startswith(("ال", "لل")):
                continue
            for speaker in reversed(self.spoken.get(self.article(start), [])):
                if 0 <= speaker.start < start and speaker.entity and speaker.kind != "person":
                    said = words[speaker.start : speaker.end]
                    if any(cues.role_split(word)[1] == bare for word in said):
                        return speaker.entity
            first = bisect_left(self.batch.starts, self.bounds[self.article(start)][0])
            for named in reversed(self.within(first, start)):
                near = words[max(first, named.start - 1) : named.start + 1]
                if named.type == "ORG" and any(cues.role_split(word)[1] == bare for word in near):
                    return named.entity
        return ""

    def by_role(self, start: int, end: int, before: int) -> str:
        """The person to whom the article gives a role, the fittest and nearest one before a word."""
        article = self.article(start)
        if article not in self.given:
            self._read_roles(article)
        head, said = self._role(start, end)
        best, best_score = "", 0.0
        for place, own_head, own, entity in self.given[article]:
            if own_head != head:
                continue
            common = len(said & own)
            if said and own and not common:
                continue
            score = 1 + common - 0.5 * len(own - said) / (1 + len(own)) + (0.2 if place < before else 0) + place * 1e-9
            if score > best_score:
                best, best_score = entity, score
        return best

    def _role(self, start: int, end: int) -> tuple[str, frozenset]:
        words = [_bare(word) for word in self.batch.words[start:end]]
        return words[0], frozenset(word for word in words[1:] if len(word) > 2)

    def _read_roles(self, article) -> None:
        """Every role that stands before (or, after a comma, behind) a person's name in an article."""
        given = self.given[article] = []
        letters, words = self.batch.letters, self.batch.words
        first, last = (bisect_left(self.batch.starts, position) for position in self.bounds[article])
        for named in self.within(first, last):
            if named.type != "PER" or not named.entity:
                continue
            low = named.start
            while (
                low > 0
                and named.start - low < NEAR
                and letters[low - 1] not in HARD | ACTS
                and self._not_person(low - 1)
            ):
                if letters[low - 1] == COMMA and low != named.start:
                    break
                low -= 1
            for token in range(low, named.start):
                if cues.role(words[token]) in PERSONAL:
                    head, said = self._role(token, named.start)
                    given.append((token, head, said, named.entity))
            if named.end < len(words) and letters[named.end] == COMMA and named.end + 1 < len(words):
                token = named.end + 1
                if cues.role(words[token]) in PERSONAL:
                    stop = token + 1
                    while stop < min(len(words), token + 6) and letters[stop] not in HARD | ACTS | {COMMA}:
                        stop += 1
                    given.append((token, *self._role(token, stop), named.entity))

    def _not_person(self, token: int) -> bool:
        near = bisect_right(self.starts, token) - 1
        return near < 0 or self.named[near].end <= token or self.named[near].type != "PER"

    def last(self, token: int, gender: str) -> Speaker:
        """The one who spoke last, with a verb of this gender where that can be told."""
        spoken = self.spoken.get(self.article(token), [])
        for speaker in reversed(spoken[-6:]):
            plural = speaker.kind == "source"
            if not gender or not speaker.gender or speaker.gender == gender or plural and gender == "p":
                return speaker._replace(start=-1, end=-1, how="last")
        return Speaker(gender=gender)

    def latest(self, token: int) -> Speaker | None:
        """The last speaker whom the text names in words."""
        spoken = self.spoken.get(self.article(token), [])
        return next((speaker for speaker in reversed(spoken[-4:]) if speaker.start >= 0), None)

    def after_was(self, start: int, token: int, gender: str) -> Speaker:
        """The subject after «كان» where one opens the sentence of a verb: «وكان العبادي قد قال»."""
        was = next((at for at in range(start, min(token, start + 4)) if self.batch.letters[at] == WAS), None)
        if was is None or was > start and self.batch.letters[was - 1] == RELATIVE:
            return Speaker()
        begin, end = self.phrase(was + 1, token)
        return self.who(begin, end, gender) if end > begin else Speaker()

    def subject(self, start: int, token: int, gender: str) -> Speaker:
        """The subject of a sentence before a verb that has none after it: after «كان», else the first one named."""
        letters, words = self.batch.letters, self.batch.words
        start = max(start, token - FAR)
        found = self.after_was(start, token, gender)
        if found.entity:
            return found
        here = self.within(start, token)
        last = self.last(token, gender)
        if last.entity and any(name.entity == last.entity for name in here):
            return last._replace(how="sentence")
        fits = [name for name in here if name.type != "MISC" and not self.clashes(name, gender)]
        named = [name for name in fits if not self._object(start, name)]
        persons = [name for name in named if name.type == "PER"]
        for name in persons or named:
            begin = name.start
            for low in range(name.start - 1, max(start, name.start - NEAR) - 1, -1):
                if letters[low] in HARD | ACTS:
                    break
                if cues.role(words[low]) in PERSONAL:
                    begin = low
            return Speaker(name.entity, begin, name.end, "sentence", gender, cues.role(words[begin]))
        for low in range(start, token):
            if cues.role(words[low]):
                begin, end = self.phrase(low, token)
                if end > begin:
                    return self.who(begin, end, gender)._replace(how="sentence")
        return Speaker(gender=gender)

    def clashes(self, named: Named, gender: str) -> bool:
        """Whether a person's given name is of the other gender than the verb."""
        if named.type != "PER" or gender not in ("m", "f"):
            return False
        first = fold(self.batch.words[named.start])[len(named.attached) :]
        return given_names().get(first, gender) != gender

    def _object(self, start: int, named: Named) -> bool:
        """Whether a preposition stands before a name, or before the role that it goes with."""
        if named.attached.strip("و") in ("ل", "ب", "ك"):
            return True
        for token in range(named.start - 1, max(start, named.start - 4) - 1, -1):
            if self.batch.letters[token] in PREPOSITIONS:
                return True
            if not cues.role(self.batch.words[token]):
                return False
        return False

    def speaks(self, token: int, speaker: Speaker) -> None:
        """Remember who spoke."""
        self.spoken.setdefault(self.article(token), []).append(speaker)


@cache
def given_names() -> dict[str, str]:
    """Gender of the given names that only one gender bears, folded."""
    table = lexicons.read("arabic_given_names")
    found: dict[str, set] = {}
    for name, gender in zip(table["name"], table["gender"], strict=True):
        found.setdefault(fold(name), set()).add(gender)
    return {name: genders.pop() for name, genders in found.items() if len(genders) == 1 and genders <= {"m", "f"}}


def _bare(word: str) -> str:
    folded = fold(word)
    for letter in ("و", "ف"):
        if folded.startswith(letter + "ال"):
            folded = folded[1:]
    return folded[2:] if folded.startswith("ال") else "" + folded[2:] if folded.startswith("لل") else folded
