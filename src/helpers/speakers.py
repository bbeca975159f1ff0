"""Speakers: whom the words beside a cue mean, and whom a verb alone means.

A role («المبعوث الأممي», «الوزير») means the person whom the article gives that role; a verb alone («وأضاف») means the
one who spoke last with a verb of that gender.
"""

from bisect import bisect_left
from typing import NamedTuple

import pandas as pd

from helpers import cues
from helpers.cues import ALPHABET, PERSONAL
from helpers.scan import BETWEEN, OTHER, Batch, fold
from helpers.speaker_phrases import ACTS, HARD, MARK, NEAR, PREPOSITIONS, RELATIVE, WAS, Named, letters_of
from helpers.speaker_roles import Roles

FAR = 80  # words before a verb in which its subject is looked for
IN = ALPHABET["in"]
ENDS = letters_of("dot", "stop") | {BETWEEN}


class Speaker(NamedTuple):
    """Who speaks: entity, the words in the text that say so, and how they were understood."""

    entity: str = ""
    start: int = -1  # words of the batch; -1 where the verb alone says it
    end: int = -1
    how: str = "none"  # name, role, context, last, sentence, none
    gender: str = ""
    kind: str = ""  # what the head of the words is: person, official, spokesperson, document, source, body, office


class Cast(Roles):
    """Who is named in a batch, which roles the article gives them, and who spoke last."""

    def __init__(self, batch: Batch, mentions: pd.DataFrame | None, marks: dict | None = None):
        super().__init__(batch, mentions, marks)
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
            spoken_for = head == "spokesperson" and any(
                cues.role(words[near]) in ("person", "official") for near in between
            )
            owned = owned and person is persons[0]
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
            if entity:
                return speaker._replace(entity=entity, how="role")
            entity = self.by_context(at, end, head, gender)
            return speaker._replace(entity=entity, how="context") if entity else speaker
        if head in ("document", "body", "source", "office"):
            entity = self.by_body(start, end)
            return speaker._replace(entity=entity, how="role") if entity else speaker
        return speaker

    def by_context(self, start: int, end: int, head: str, gender: str) -> str:
        """Whom a description means that the article gives to nobody by name («الباحثة», «المدرب الأرجنتيني»).

        It is the one who spoke last, or the one the sentences before are about; for an office only somebody to whom the
        article gives no other.
        """
        word = self.batch.words[start]
        bare = fold(word[cues.role_split(word)[2] :])
        following = self.batch.words[start + 1] if start + 1 < end else ""
        titled = MARK in self.batch.letters[start + 1 : start + 3]  # «صاحبة "ملح المدينة"»
        if not (bare.startswith(("ال", "لل")) or fold(following).startswith("ال") or start + 1 in self.at or titled):
            return ""
        own = "f" if bare.endswith("ه") else "m"
        after = self.batch.words[end] if end < len(self.batch.words) else ""
        unread = self.batch.letters[end : end + 1] == OTHER and not fold(after).startswith("ال") and not self._led(end)
        if unread or gender in ("m", "f") and gender != own:  # «المحلل أنكيت باندا», whom no mention names
            return ""
        spoken = self.spoken.get(self.article(start), [])
        single = cues.role_split(word)[1]
        for speaker in reversed(spoken):  # «قال مسؤول أميركي ... وأضاف المسؤول»
            if speaker.start >= 0 and single in [
                cues.role_split(w)[1] for w in self.batch.words[speaker.start : speaker.end]
            ]:
                return speaker.entity
        if head == "spokesperson":
            return ""
        entities = [spoken[-1].entity] if spoken and spoken[-1].kind not in ("source", "document") else []
        recent = self.recent(start, own)
        entities += [recent.entity] if recent and head == "person" and single not in cues.officials() else []
        for entity in entities:
            named = self.of_entity.get(entity)
            if named is None or named.type != "PER" or self.clashes(named, own):
                continue
            told = next((s.gender for s in reversed(spoken) if s.entity == entity and s.gender in ("m", "f")), "")
            if (told or self.given_gender(named) or "m") == own and (
                head == "person" or not self.offices(entity, start)
            ):
                return entity
        return ""

    def recent(self, token: int, gender: str) -> Named | None:
        """The person whom the nearest sentence before a word is about: the first one in it that is no object."""
        first = bisect_left(self.batch.starts, self.bounds[self.article(token)][0])
        near = [name for name in self.within(max(first, token - FAR), token) if name.type == "PER" and name.entity]
        near = [name for name in near if not self._object(first, name) and not self.clashes(name, gender)]
        if not near:
            return None
        letters, low = self.batch.letters, near[-1].start
        while low > first and letters[low - 1] not in ENDS:
            low -= 1
        return next(name for name in near if name.start >= low)

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
                marked = self.batch.letters[named.start - 1] == MARK  # «صحيفة "ذا صن"»
                near = words[max(first, named.start - 1 - marked) : named.start + 1]
                if named.type == "ORG" and any(cues.role_split(word)[1] == bare for word in near):
                    return named.entity
            if kind == "document":
                return self._issued(bare, start)
        return ""

    def _issued(self, bare: str, start: int) -> str:
        """Who spoke in a document that a definite noun points back to: «قالت المحكمة في بيان ... وأضاف البيان»."""
        words, letters = self.batch.words, self.batch.letters
        for speaker in reversed(self.spoken.get(self.article(start), [])):
            named = self.of_entity.get(speaker.entity)
            if named is None or named.type == "PER" or not 0 <= speaker.start < start:
                continue
            for at in range(speaker.end, min(speaker.end + 12, start)):
                if letters[at] in ENDS:
                    break
                if letters[at - 1] == IN and fold(words[at]).startswith(bare):
                    return speaker.entity
        return ""

    def last(self, token: int, gender: str, before: int | None = None) -> Speaker:
        """The one who spoke last, with a verb of this gender where that can be told.

        Where nobody did, and `before` says where the sentence begins, the person whom the sentences before are about.
        """
        spoken = self.spoken.get(self.article(token), [])
        for speaker in reversed(spoken[-6:]):
            plural = speaker.kind == "source"
            if not speaker.entity and speaker.start < 0:
                continue
            if not gender or not speaker.gender or speaker.gender == gender or plural and gender == "p":
                return speaker._replace(start=-1, end=-1, how="last")
        recent = self.recent(before, gender) if before is not None and gender != "p" else None
        told = recent is not None and gender == "f" == self.given_gender(recent)
        if recent and (told or not any(speaker.start >= 0 for speaker in spoken[-1:])):
            return Speaker(recent.entity, how="context", gender=gender)
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
        words = self.batch.words
        start = max(start, token - FAR)
        found = self.after_was(start, token, gender)
        if found.entity:
            return found
        here = self.within(start, token)
        fits = [name for name in here if name.type != "MISC" and not self.clashes(name, gender)]
        named = [name for name in fits if not self._object(start, name) and not self._place(start, name)]
        persons = [name for name in named if name.type == "PER"]
        last = self.last(token, gender)
        if last.entity and any(name.entity == last.entity and (name.type == "PER" or not persons) for name in here):
            return last._replace(how="sentence")
        role = next((low for low in range(start, token) if cues.role(words[low])), token)
        first = (persons or named[:1] or [None])[0]
        late = first is not None and first.type != "PER" and role < first.start - NEAR
        if first and not (late and not cues.role(words[first.start - 1])):
            return self._subject_named(first, start, gender)
        for low in range(role, token):  # «الوزير الإماراتي، الذي يتولى رئاسة مجلس إدارة مركز دبي، قال ...»
            if cues.role(words[low]):
                begin, end = self.phrase(low, token)
                if end > begin:
                    return self.who(begin, end, gender)._replace(how="sentence")
        return Speaker(gender=gender)

    def _subject_named(self, name: Named, start: int, gender: str) -> Speaker:
        """A name as the subject of a sentence, with the role before it."""
        letters, words, begin = self.batch.letters, self.batch.words, name.start
        for low in range(name.start - 1, max(start, name.start - NEAR) - 1, -1):
            if letters[low] in HARD | ACTS:
                break
            if cues.role(words[low]) in PERSONAL:
                begin = low
        if name.type != "PER" and begin < name.start:  # «زعيم كوريا الشمالية»
            begin, end = self.phrase(begin, name.end)
            return self.who(begin, end, gender)._replace(how="sentence")
        return Speaker(name.entity, begin, name.end, "sentence", gender, cues.role(words[begin]))

    def _place(self, start: int, named: Named) -> bool:
        """Whether a preposition leads to a place or body through other nouns: «في شوارع مدينة كوهردشت»."""
        if named.type == "PER":
            return False
        letters = self.batch.letters
        low = named.start - 1
        while low >= max(start, named.start - 4) and letters[low] == OTHER:
            low -= 1
        return low >= start and letters[low] in PREPOSITIONS

    def _object(self, start: int, named: Named) -> bool:
        """Whether a preposition stands before a name, or before the role that it goes with."""
        if named.attached.strip("و") in ("ل", "ب", "ك"):
            return True
        if (
            named.start > 1
            and self.batch.letters[named.start - 1] == MARK
            and fold(self.batch.words[named.start - 2]) == "ل"
        ):
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
