"""Bodies: the organisation or document that a noun points back to («الصندوق», «البيان», «النادي»)."""

from bisect import bisect_left
from typing import NamedTuple

import pandas as pd

from helpers import cues, speaker_kinds
from helpers.cues import ALPHABET, PERSONAL
from helpers.scan import BETWEEN, Batch, fold
from helpers.speaker_appositions import MARK, OPEN, PREPOSITIONS
from helpers.speaker_mentions import Named, letters_of
from helpers.speaker_roles import Roles, bare_word

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
    token: int = -1  # its cue


class Bodies(Roles):
    """Who spoke so far, and which organisation a noun points back to."""

    def __init__(self, batch: Batch, mentions: pd.DataFrame | None, marks: dict | None = None):
        super().__init__(batch, mentions, marks)
        self.spoken: dict = {}  # article -> speakers so far

    def by_body(self, start: int, end: int) -> str:
        """The organisation or document that a definite noun points back to: «الصندوق», «البيان», «الموقع نفسه»."""
        words = self.batch.words
        for token in range(start, min(end, start + 6)):
            kind, bare, skip = cues.role_split(words[token])
            apart = {fold(word)[2:] for word in words[token + 1 : end] if fold(word).startswith("ال")}
            whole = fold(words[token][skip:]).startswith("ال") or "لل" in fold(words[token][: skip + 1])  # «للاتحاد»
            if kind in ("", *PERSONAL) or not whole:
                continue
            first = bisect_left(self.batch.starts, self.bounds[self.article(start)][0])
            here = self._headed(bare, self.sentence_from(start), start) if kind != "document" else ""
            if here and not self._tells_apart(apart, here):  # «أعلنت شركة "كذا" ...، وفقا لبيان من الشركة»
                return here
            for speaker in reversed(self.spoken.get(self.article(start), [])):
                if 0 <= speaker.start < start and speaker.entity and speaker.kind not in PERSONAL:
                    said = words[speaker.start : speaker.end]
                    if any(cues.role_split(word)[1] == bare for word in said):
                        return speaker.entity
            before = self._headed(bare, first, start) if kind != "document" else ""
            if before and not self._tells_apart(apart, before):
                return before
            if kind == "document":
                brought = bare in cues.brought_out() and self._brought_out(bare, first, start)
                return self._issued(bare, start) or brought or ""
            if kind == "body" and speaker_kinds.kinds().get(bare) and self._alone(token, end):
                return self._of_kind(bare, first, start)
        return ""

    def _headed(self, bare: str, first: int, start: int) -> str:
        """The last organisation in a stretch of words that is called by a noun: «صحيفة "ذا صن"»."""
        words, letters = self.batch.words, self.batch.letters
        for named in reversed(self.within(first, start)):
            marked = letters[named.start - 1] == MARK
            near = words[max(first, named.start - 1 - marked) : named.start + 1]
            if named.type == "ORG" and any(cues.role_split(word)[1] == bare for word in near):
                return named.entity
        return ""

    def sentence_from(self, token: int) -> int:
        """The first word of the sentence that a word stands in."""
        while token > 0 and self.batch.letters[token - 1] not in ENDS:
            token -= 1
        return token

    def _tells_apart(self, said: set[str], entity: str) -> bool:
        """Whether two words that tell a body from others are none of an organisation's: «اللجنة القطرية العليا»."""
        name = set(map(bare_word, entity.partition(":")[2].split()))
        return len(said) > 1 and name.isdisjoint(said)

    def by_kind(self, at: int, end: int, start: int) -> str:
        """The organisation that a noun means which is a rank elsewhere: «الفريق» of a club."""
        kind, bare, skip = cues.role_split(self.batch.words[at])
        if not speaker_kinds.kinds().get(bare) or not fold(self.batch.words[at][skip:]).startswith("ال"):
            return ""
        first = bisect_left(self.batch.starts, self.bounds[self.article(start)][0])
        return (self._headed(bare, first, start) or self._of_kind(bare, first, start)) if self._alone(at, end) else ""

    def _alone(self, token: int, end: int) -> bool:
        """Whether a noun has no more than an adjective: not «المجموعة التابعة للأمم», «الموقع الإخباري "كذا"»."""
        return end - token <= 2 and self.batch.letters[end] != MARK and not self.is_led_in(end)

    def _of_kind(self, bare: str, first: int, start: int) -> str:
        """The organisation of a kind that is named most («ريال مدريد ... وقال النادي»), or that spoke last."""
        wanted, words = speaker_kinds.kinds()[bare], self.batch.words
        spoken = self.spoken.get(self.article(start), [])
        nameless = (
            words[speaker.start : speaker.end] for speaker in spoken if speaker.start >= 0 and not speaker.entity
        )
        if any(cues.role_split(word)[1] == bare for said in nameless for word in said):
            return ""
        score: dict[str, float] = {}
        for named in self.within(first, start):
            if named.type != "ORG" or not named.entity or self._other_head(named, bare):
                continue
            names = (named.entity.partition(":")[2], " ".join(words[named.start : named.end])[len(named.attached) :])
            if any(not wanted.isdisjoint(speaker_kinds.kinds_of(name)) for name in names):
                told = 1 + 0.5 * (not self.is_object(first, named)) + named.start * 1e-9
                score[named.entity] = score.get(named.entity, 0) + told
        if score:
            return max(score, key=score.get)
        named = self.of_entity.get(spoken[-1].entity) if spoken else None
        known = named is None or any(speaker_kinds.kinds_of(named.entity.partition(":")[2]))
        return "" if known or named.type != "ORG" or self._other_head(named, bare) else named.entity

    def _other_head(self, named: Named, bare: str) -> bool:
        """Whether a name says itself that it is something else: «وكالة رويترز» is no «صحيفة»."""
        heads = (named.entity.partition(":")[2].split(" ")[0], self.batch.words[named.start])
        return any(cues.role(word) and cues.role_split(word)[1] != bare for word in heads if word)

    def _issued(self, bare: str, start: int) -> str:
        """Who spoke in a document that a definite noun points back to: «قالت المحكمة في بيان ... وأضاف البيان»."""
        words, letters = self.batch.words, self.batch.letters
        for speaker in reversed(self.spoken.get(self.article(start), [])):
            if not speaker.entity or not 0 <= speaker.start < start:
                continue
            for at in range(speaker.end, min(max(speaker.end, speaker.token) + 12, start)):
                if letters[at] in ENDS:
                    break
                if letters[at - 1] == IN and fold(words[at]).startswith(bare):
                    return speaker.entity
        return ""

    def _brought_out(self, bare: str, first: int, start: int) -> str:
        """Whose a document is in the sentence that first tells of it: «أصدرت الوزارة بيانا ... وأضاف البيان»."""
        words, letters = self.batch.words, self.batch.letters
        for at in range(start - 1, max(first, start - 2 * FAR) - 1, -1):
            word = fold(words[at])
            if word != bare + "ا" and (cues.role_split(words[at])[1] != bare or word.startswith(("ال", "لل", "وال"))):
                continue
            low = self.sentence_from(at)
            named = [name for name in self.within(low, at) if name.type != "MISC" and not self.is_object(low, name)]
            named = [name for name in named if letters[name.start - 1] != OPEN]  # no agency of a dateline
            another = letters[at - 1] in PREPOSITIONS or fold(words[at + 1]).startswith("ال")  # «بيان الجيش»
            return named[0].entity if named and not another else ""
        return ""

    def is_object(self, start: int, named: Named) -> bool:
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
            if self.is_led_role(token):  # «وصل لموقع كذا»
                return True
            if not cues.role(self.batch.words[token]):
                return False
        return False
