"""Speakers: the words beside a cue that say who speaks, and whom they mean.

A role («المبعوث الأممي», «الوزير») means the person whom the article gives that role; a verb alone («وأضاف») means the
one who spoke last with a verb of that gender.
"""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

import pandas as pd

from helpers import cues
from helpers.cues import ALPHABET
from helpers.scan import BETWEEN, Batch, fold

LONGEST = 20  # words in a noun phrase that names a speaker
NEAR = 9  # words between a role and the name that goes with it
PERSONAL = ("person", "spokesperson")


class Speaker(NamedTuple):
    """Who speaks: entity, the words in the text that say so, and how they were understood."""

    entity: str = ""
    start: int = -1  # words of the batch; -1 where the verb alone says it
    end: int = -1
    how: str = "none"  # name, role, last, sentence, none
    gender: str = ""
    kind: str = ""  # what the head of the words is: person, spokesperson, document, source, body, office


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


HARD = letters_of("dot", "stop", "colon", "that", "relative", "mark", "open", "close", "not") | {BETWEEN}
ACTS = letters_of("verb", "participle", "was")
PREPOSITIONS = letters_of("preposition", "in", "on", "about", "from", "to", "blocker", "according", "according_to")
LOOSE = letters_of("also", "time", "already", "pronoun")
COMMA, WAS, MARK, RELATIVE = (ALPHABET[name] for name in ("comma", "was", "mark", "relative"))


def mentions_in(batch: Batch, mentions: pd.DataFrame | None) -> list[Named]:
    """Mentions as rows of words of a batch, in order."""
    if mentions is None or not len(mentions):
        return []
    blocks: dict = {}
    for number, (article, _, _, start) in enumerate(batch.rows):
        blocks.setdefault(article, []).append((start, number))
    found = []
    entities = mentions["entity"] if "entity" in mentions.columns else [""] * len(mentions)
    kinds = mentions["type"] if "type" in mentions.columns else ["PER"] * len(mentions)
    rows = zip(mentions["article"], mentions["start"], mentions["end"], entities, kinds, strict=True)
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
        attached = fold(batch.text[batch.starts[first] : position]) if first >= 0 else ""
        found.append(Named(first, last, entity if isinstance(entity, str) else "", kind, attached))
    return sorted(found)


class Cast:
    """Who is named in a batch, which roles the article gives them, and who spoke last."""

    def __init__(self, batch: Batch, mentions: pd.DataFrame | None, marks: dict | None = None):
        self.batch, self.marks = batch, marks or {}  # first word of each quotation -> its span
        self.named = mentions_in(batch, mentions)
        self.starts = [named.start for named in self.named]
        self.at = {named.start: named for named in reversed(self.named)}
        self.bounds: dict = {}  # article -> its first word and the word after its last
        for (article, *_), offset in zip(batch.rows, batch.offsets, strict=True):
            self.bounds.setdefault(article, [offset, 0])
        for (article, *_), offset in zip(batch.rows, [*batch.offsets[1:], len(batch.text)], strict=True):
            self.bounds[article][1] = offset
        self.given: dict = {}  # article -> roles given in it
        self.spoken: dict = {}  # article -> speakers so far

    def article(self, token: int):
        """The article that a word stands in."""
        return self.batch.rows[self.batch.block(self.batch.starts[token])][0]

    def within(self, start: int, end: int) -> list[Named]:
        """Mentions that lie in a stretch of words."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [named for named in self.named[low:high] if named.end <= end]

    def phrase(self, start: int, end: int, led: bool = False) -> tuple[int, int]:
        """The noun phrase at the head of a stretch of words; (start, start) where there is none.

        With `led` it may begin with an attached preposition («وفقا للبيان»).
        """
        letters, words = self.batch.letters, self.batch.words
        end = min(end, start + LONGEST + 8)
        while start < end and letters[start] in LOOSE | {COMMA}:
            start += 1
        if start >= end:
            return start, start
        inner = self._in_marks(start, end)
        if inner:
            return start + 1, inner - 1
        if letters[start] in HARD | ACTS | PREPOSITIONS or self._led(start) and not led:
            return start, start
        head = cues.role(words[start])
        token, person = start, False
        while token < min(end, start + LONGEST):
            named, letter = self.at.get(token), letters[token]
            if named and named.end <= end and not (token > start and self._led(token)):
                if named.type == "PER" and person and named.attached != "و":
                    if not self._belongs(start, named.start):
                        break
                person = person or named.type == "PER"
                token = named.end
                if person and (token >= end or not self._joined(token) and not self._belongs(start, token)):
                    break
            elif letter == COMMA:
                after = self.at.get(token + 1)
                if person or head not in PERSONAL or after is None or after.type != "PER" or after.end > end:
                    break
                token += 1
            elif letter == MARK and head and token > start and self._in_marks(token, end):
                return start, self._in_marks(token, end)  # «صحيفة "الغارديان"»
            elif letter in HARD or letter in LOOSE or letter in ACTS and head != "document":
                break
            elif token > start and (letter in PREPOSITIONS or self._led(token)):
                reached = self._goes_on(token, end, head, person)
                if not reached:
                    break
                token = reached
            else:
                token += 1
        return start, token

    def _led(self, token: int) -> bool:
        """Whether a word is led in by an attached preposition, as far as its letters tell."""
        named = self.at.get(token)
        if named:
            return named.attached.strip("و") in ("ل", "ب", "ك")
        folded = fold(self.batch.words[token])
        return folded.startswith(("لل", "بال")) and len(folded) > 4 or folded in ("ل", "ب")

    def _joined(self, token: int) -> bool:
        """Whether another person is joined on by «و»."""
        here = self.at.get(token)
        after = here if here and here.attached == "و" else self.at.get(token + 1)
        joins = after is here or fold(self.batch.words[token]) == "و"
        return joins and after is not None and after.type == "PER"

    def _in_marks(self, token: int, end: int) -> int:
        """The word after a short name in quotation marks that opens at a word; 0 where none does."""
        span = self.marks.get(token)
        close = bisect_left(self.batch.starts, span.end) if span else 0
        return close + 1 if span and close < end and close - token <= 6 else 0

    def _belongs(self, start: int, token: int) -> bool:
        """Whether a second person in a phrase is the one meant: «محامي ترامب مايكل كوهين»."""
        first, second = self.within(start, token), self.at.get(token)
        if second is None or second.type != "PER" or second.attached:
            return False
        return len(first) == 1 and first[0].start == start + 1 and first[0].end == token

    def _goes_on(self, token: int, end: int, head: str, person: bool) -> int:
        """Where a phrase goes on after a preposition («المبعوث إلى ليبيا», «المتحدث باسم الوزارة»); 0 where it ends."""
        if person or not head or head == "body":
            return 0
        if fold(self.batch.words[token]) == "باسم":
            return token + 1
        if head == "document":
            return self._issuer(token, end)
        near = self.within(token, min(end, token + 4))
        if near and near[0].start <= token + 1:
            return near[0].end
        if head in PERSONAL:
            later = [named for named in self.within(token, min(end, token + NEAR)) if named.type == "PER"]
            beside = later and later[0].start - 1 > token and cues.role(self.batch.words[later[0].start - 1])
            if (
                later
                and not beside
                and not any(letter in HARD or letter == COMMA for letter in self.batch.letters[token : later[0].start])
            ):
                return later[0].end
        return 0

    def _issuer(self, token: int, end: int) -> int:
        """Where the words about a document come to who issued it: «تقرير عن المناخ نشره المعهد»; 0 if they do not."""
        for at in range(token, min(end, token + NEAR)):
            if self.batch.letters[at] in HARD or self.batch.letters[at] in LOOSE | {COMMA}:
                return 0
            named = self.at.get(at)
            if named and named.type == "ORG" and named.end <= end:
                return named.end
            kind, _, skip = cues.role_split(self.batch.words[at])
            if kind in ("body", "office") and fold(self.batch.words[at]).lstrip("وف").startswith(("ال", "لل", "بال")):
                return at + 1
        return 0

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
            if not head or head in PERSONAL and not owned or head == "document":
                return speaker._replace(entity=person.entity, how="name")
            return speaker
        if head in ("spokesperson", "document", "source", "body", "office") and others:
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
                if speaker.start >= 0 and speaker.start < start and speaker.entity:
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
        found = self.after_was(start, token, gender)
        if found.entity:
            return found
        here = self.within(start, token)
        last = self.last(token, gender)
        if last.entity and any(name.entity == last.entity for name in here):
            return last._replace(how="sentence")
        named = [name for name in here if not self._object(start, name)]
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


def _bare(word: str) -> str:
    folded = fold(word)
    for letter in ("و", "ف"):
        if folded.startswith(letter + "ال"):
            folded = folded[1:]
    return folded[2:] if folded.startswith("ال") else "" + folded[2:] if folded.startswith("لل") else folded
