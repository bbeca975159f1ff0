"""Objects: what stands behind a verb of saying and is not its subject."""

from helpers import cues
from helpers.cue_forms import POSSESSIVES
from helpers.cues import PERSONAL
from helpers.normalise import light
from helpers.quote_state import (
    AND,
    AS,
    BA,
    COLON,
    COMMA,
    LEADING,
    MARK,
    THAT,
    WHO_SHE,
    State,
)
from helpers.scan import fold
from helpers.speaker_appositions import PREPOSITIONS
from helpers.speaker_memory import Speaker
from helpers.speaker_roles import given_names


class Objects(State):
    """What tells the subject of a verb from its object, from whom it was told, and from how."""

    def resumes(self, token: int) -> bool:
        """Whether the object of a verb is what its relative clause is about: «الذي وصفته», not «الذي أخبرها»."""
        if not self.cue.cue.object:
            return False
        female = fold(self.last_word(token)).lstrip(AND) == WHO_SHE
        return light(self.batch.words[token]).endswith("ها" if female else "ه")

    def is_object(self, token: int, end: int, content: int) -> bool:
        """Whether the one phrase between «اتهم» and its content is whom it accuses: «واتهمت الوزيرة بأنها»."""
        word, at = self.batch.words[min(token + 1, content)], token + 1
        joined = self.batch.entry(token).skip and self.speaker and end > at and at not in self.cast.at
        if joined and not cues.role(word) and not fold(word).startswith("ال") and self.cast.within(at, end):
            return True  # «ووصف خطة الرئيس فلان بأنها»
        between = [at for at in range(end, content) if self.letters[at] not in LEADING and self.letters[at] != COMMA]
        attached = self.batch.entry(token).skip > 0 or self.before(token) == AS  # «كما وصف الجماعة بأنها»
        named = next(iter(self.cast.within(token + 1, end)), None)
        if named and named.end < content:
            after = self.batch.words[named.end]
            if named.end in self.cast.at or fold(after).startswith("ال"):
                return False  # «ووصفت الجمعية الزيارة بأنها»
        return attached and not between and bool(self.speaker or self.cast.last(token, self.cue.cue.gender).start != 0)

    def is_addressee(self, token: int, begin: int, end: int) -> bool:
        """Whether the phrase behind «أخبر» is whom it was told: «فأخبرت مدير أعمالها», «وحثت الناس على أن»."""
        if end <= begin or any(name.type == "PER" for name in self.cast.within(begin, end)):
            return False
        word = self.batch.words[begin]
        other = self.cue.cue.gender == "f" and cues.role(word) in PERSONAL and not light(word).endswith("ة")
        return other or bool(
            self.batch.entry(token).skip and self.speaker and self.speaker.gender == self.cue.cue.gender
        )

    def named_before(self, token: int) -> Speaker:
        """Who is named right before a verb, as its subject."""
        place = token - (self.before(token) == COMMA)
        if self.batch.entry(token).skip or self.before(place) == MARK:
            return Speaker()
        for name in self.cast.within(max(self.start, place - 8), place):
            led = self.cast.is_object(self.start, name) or self.before(name.start) in PREPOSITIONS
            if name.end == place and not led:
                return Speaker(name.entity, name.start, name.end, "sentence", self.cue.cue.gender)
        return Speaker()

    def is_noun(self, begin: int, end: int, content: int) -> bool:
        """Whether the word after a verb is what was said, not who said it: «أكد وجود "مشكلة"», «جدد موقفه من أن»."""
        if end <= begin or self.letters[end : end + 1] == THAT or self.cast.within(begin, end):
            return False
        word, opening = fold(self.batch.words[begin]), self.cue.token - self.start <= 1
        if opening and not light(self.batch.words[begin]).endswith(POSSESSIVES):  # «وأظهرت لقطات أن»
            return False
        return not word.startswith("ال") and not cues.role(self.batch.words[begin]) and word not in given_names()

    def is_manner(self, begin: int, end: int, content: int) -> bool:
        """Whether the one word after a verb says how it was said: «وأضافت ضاحكة:»."""
        word = self.batch.words[begin]
        rest = self.letters[end:content]
        if end - begin != 1 or begin in self.cast.at or cues.role(word) or any(x not in (COLON, COMMA) for x in rest):
            return False
        manner = light(word).endswith(("ة", "ا")) or light(word).startswith(BA)  # «ضاحكة», «بغضب»
        return manner and not fold(word).startswith("ال")
