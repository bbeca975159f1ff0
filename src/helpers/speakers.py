"""Speakers: whom the words beside a cue mean, and whom a verb alone means.

A role («المبعوث الأممي», «الوزير») means the person whom the article gives that role; a verb alone («وأضاف») means the
one who spoke last with a verb of that gender.
"""

from helpers import cues
from helpers.cues import ALPHABET, PERSONAL
from helpers.frequencies import zipf
from helpers.normalise import light
from helpers.scan import OTHER, fold
from helpers.speaker_appositions import (
    ACTS,
    COMMA,
    ENDERS,
    HARD,
    MARK,
    NEAR,
    PARTICIPLE,
    PREPOSITIONS,
    RELATIVE,
    VERB,
    WAS,
)
from helpers.speaker_memory import FAR, OPENS, Memory, Speaker
from helpers.speaker_mentions import Named, letters_of

COMMON = 3.0  # Zipf frequency from which a word is likely a noun and no part of a name
LED = letters_of("about", "from", "in", "with")
BECAUSE, AMONG = ALPHABET["because"], ALPHABET["among"]


class Cast(Memory):
    """Who is named in a batch, and whom the words beside a cue or the words of its sentence mean."""

    def who(self, start: int, end: int, gender: str = "", before: int | None = None) -> Speaker:
        """Whom a noun phrase means."""
        words = self.batch.words
        named = self.within(start, end) or [self.at[at] for at in range(start, end) if at in self.at][:1]
        head, at = "", start
        for at in range(start, min(end, start + 2)):
            whole = at > start and all(fold(words[place]).startswith("ال") for place in (start, at))
            head = "" if whole else cues.role(words[at])  # «المسجد الكبير» is no great man
            if head:
                break
        speaker = Speaker("", start, end, "none", gender, head)
        persons = [name for name in named if name.type == "PER"]
        others = [name for name in named if name.type != "PER"]
        if head in PERSONAL:  # «قال الناطق باسم الوزير لرويترز», «لوكالة رويترز»
            others = [name for name in others if name.attached != "ل" or name.start <= at + 1]
            others = [name for name in others if not self._to_media(at + 1, name)]
        if named and named[0].start == start and named[0].type != "PER" and not persons:
            return speaker._replace(entity=named[0].entity, how="name")
        if head == "source" and persons and persons[0].start == at + 1 and fold(words[at]).lstrip("و").startswith("ال"):
            return speaker._replace(entity=persons[0].entity, how="name")  # «النواب فلان وعلان»
        if persons and not head and persons[0].start == start + 1 and self._is_common(start):
            return speaker  # «معارضو فلان», «عراب فلان»
        if persons:
            person = persons[-1] if head in PERSONAL and persons[-1].attached != "و" else persons[0]
            bare = words[at][cues.role_split(words[at])[2] :]
            owned = person.start == at + 1 and not cues.definite(bare)
            spoken_for = head == "spokesperson" and self._of_another(at + 1, person.start)
            owned = owned and person is persons[0]
            owned = owned or head == "person" and len(persons) == 1 and self._of_role(at)  # «محامي القس فلان»
            led = self.batch.letters[person.start - 1] in LED and person.start > start
            if led and head in ("", *PERSONAL) and len(persons) == 1:  # «فريق الدفاع عن فلان»
                return speaker
            if owned and head in PERSONAL:  # «مبعوث الرئيس», who has been named
                entity = self.by_role(at, end, start, named=True)
                return speaker._replace(entity=entity, how="role") if entity else speaker
            office = head == "office" and not others  # «مكتب رئيسة الوزراء، فلانة»
            if not head or head in PERSONAL and not owned and not spoken_for or head == "document" or office:
                return speaker._replace(entity=person.entity, how="role" if office else "name")
            return speaker
        marked = others and others[0].type == "ORG" and self.batch.letters[others[0].start - 1] == MARK
        if not head and marked and self.batch.letters[start] != AMONG:  # «خدمة "رويترز"», not «أحد قراء "كذا"»
            return speaker._replace(entity=others[0].entity, how="name")
        if head == "source" and (persons or others):
            return speaker
        country = others[0] if others and others[0].type == "LOC" else None
        if country and country.start == at + 1 and not country.attached and cues.is_delegate(words[at]):
            return speaker._replace(entity=country.entity, how="role")  # «مندوب روسيا», whom nobody names
        if head == "spokesperson" and others:
            entity = self.by_role(at, end, start, named=True)
            if entity:  # «المتحدث باسم الوزارة», who has been named
                return speaker._replace(entity=entity, how="role")
        if head in ("spokesperson", "document", "body", "office") and others:
            bodies = [name for name in others if name.type == "ORG"] or (others if head == "spokesperson" else [])
            return speaker._replace(entity=bodies[0].entity, how="name") if bodies else speaker
        if head in PERSONAL:
            entity = self.by_role(at, end, before if before is not None else start, named=at > start)
            if entity:
                return speaker._replace(entity=entity, how="role")
            entity = self.by_kind(at, end, start)
            if entity:  # «قال الفريق» of a team
                return speaker._replace(entity=entity, how="role")
            entity = self.by_context(at, end, head, gender)
            if entity or head != "spokesperson":
                return speaker._replace(entity=entity, how="context") if entity else speaker
        if head in ("document", "body", "source", "office", "spokesperson"):
            entity = self.by_body(start, end) or (self._written_by(at + 1, end) if head == "document" else "")
            return speaker._replace(entity=entity, how="role") if entity else speaker
        return speaker

    def _written_by(self, start: int, end: int) -> str:
        """Whose a document is by a role: «بيان النائب العام», «رسالة وجهها الرئيس الأميركي»."""
        for at in range(start, end):
            if cues.role(self.batch.words[at]) in PERSONAL and fold(self.batch.words[at]).startswith("ال"):
                return self.by_role(at, end, at)
        return ""

    def _is_common(self, token: int) -> bool:
        """Whether a word is a plain indefinite noun, which a name behind it owns: «عراب فلان»."""
        word = light(self.batch.words[token])
        return word.isalpha() and not fold(word).startswith("ال") and (word.endswith("و") or zipf(word) > COMMON)

    def _to_media(self, start: int, name: Named) -> bool:
        """Whether a name is that of a paper or station to which something was told: «لصحيفة "كذا"»."""
        low = name.start - 1 - (self.batch.letters[name.start - 1] == MARK)
        word = self.batch.words[low]
        return low > start and fold(word).startswith("ل") and cues.is_media(word)

    def _of_another(self, start: int, end: int) -> bool:
        """Whether a role before a name is another's: «باسم عائلة الصحفي فلان», but not «باسم الوزارة العقيد فلان»."""
        words = self.batch.words
        if COMMA in self.batch.letters[start:end]:
            return False
        named = {at for name in self.within(start, end) for at in range(name.start, name.end)}
        roles = (at for at in range(start, end) if cues.role(words[at]) in ("person", "official"))
        before = (words[at - 1] for at in roles if at - 1 not in named)
        return any(word[0].isalpha() and not fold(word).startswith(("ال", "لل")) for word in before)

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
        letters = self.batch.letters
        own = self._right_before_verb(start, token, gender)
        if own.start >= 0:
            return own
        found = self.after_was(start, token, gender)
        if found.entity:
            return found
        here = self.within(self._past_reply(start, token), token)
        fits = [name for name in here if name.type != "MISC" and not self.clashes(name, gender)]
        named = [name for name in fits if not self.is_object(start, name) and not self._place(start, name)]
        named = [name for name in named if letters[name.start - 1] != PARTICIPLE]  # «متهما فرنسا بالتأخر، قائلا»
        named = [
            name
            for name in named
            if name.type != "LOC" or name.start <= start + OPENS or name.end == token and not name.attached
        ]
        persons = [name for name in named if name.type == "PER"]
        if gender == "f" and self._feminine_act(start, here):  # «هاجمت فرنسا تصريحات فلان ووصفتها بأنها»
            return Speaker(here[0].entity, here[0].start, here[0].end, "sentence", gender)
        if self._came(start) and self.last(token, gender).entity:  # «جاء ذلك في مقابلة مع فلانة، حيث قال»
            return self.last(token, gender)._replace(how="sentence")
        if persons and persons[-1].end == token:  # «..., لكن فلانا يرى أن»
            return self._subject_named(persons[-1], start, gender)
        last = self.last(token, gender)
        if last.entity and any(name.entity == last.entity and (name.type == "PER" or not persons) for name in here):
            return last._replace(how="sentence")
        role = next((low for low in range(self._past_reply(start, token), token) if cues.role(words[low])), token)
        first = (persons or named[:1] or [None])[0]
        late = first is not None and first.type != "PER" and role < first.start - NEAR
        if first and not (late and not cues.role(words[first.start - 1])):
            return self._subject_named(first, start, gender)
        first = Speaker(gender=gender)
        for low in range(role, token):  # «الوزير الإماراتي، الذي يتولى رئاسة مجلس إدارة مركز دبي، قال ...»
            kind = cues.role(words[low])
            if self.is_led_role(low):  # «توجه برسالة ..., قائلا»
                continue
            if kind == "source" and gender in ("m", "f") and not cues.is_one(words[low]):
                continue  # «داعية المسؤولين ..., قبل أن تؤكد»
            if kind and (first.start < 0 or kind in PERSONAL and letters[low - 1] not in PREPOSITIONS):
                begin, end = self.phrase(low, token)
                found = self.who(begin, end, gender)._replace(how="sentence") if end > begin else first
                if found.entity or found.start >= 0 and found.kind != "document":
                    return found
                first = found  # «وفي رسالة وجهها وزير الخارجية، قال»: whose it is
        return first

    def _past_reply(self, start: int, token: int) -> int:
        """Past what a sentence answers to, up to the last comma before its verb: «ردا على انتقادات فلان، قالت»."""
        if not any(self.batch.entry(at).value == "reply" for at in range(start, min(start + 2, token))):
            return start
        return next((at for at in range(token - 1, start, -1) if self.batch.letters[at] == COMMA), token)

    def _came(self, start: int) -> bool:
        """Whether a sentence begins with «جاء ذلك», which points to what was said before."""
        entry = self.batch.entry(start)
        return self.batch.letters[start] == VERB and entry.value.lemma == "جاء"

    def _right_before_verb(self, start: int, token: int, gender: str) -> Speaker:
        """The subject right before its verb: «لأن الرئيس يقول», «بعد أنباء ذكرت أن»."""
        low, words = token - 1, self.batch.words
        if low <= start or self.batch.entry(token).skip:
            return Speaker()
        kind = cues.role(words[low])
        whole = fold(words[low]).startswith("ال")
        if kind in PERSONAL and whole and self.batch.letters[low - 1] == BECAUSE:
            own = self.who(low, token, gender)._replace(how="sentence")
            return own if own.entity else Speaker()
        for at in range(low, max(start, low - 3), -1):  # «..., لكن مساعد الطيار قال», also where nobody is named
            body = cues.role(words[at]) in ("body", "document") and fold(words[at]).startswith("ال")
            opens = self.batch.letters[at - 1] in ENDERS and (body or cues.role(words[at]) in PERSONAL)
            if opens and self.phrase(at, token) == (at, token):
                return self.who(at, token, gender)._replace(how="sentence")
        after = self.batch.letters[low - 1] in PREPOSITIONS  # not «نشرت الصحيفة وثيقة قالت إنها عقد»
        if kind in ("document", "source") and after and not whole and low not in self.at:
            return Speaker("", low, token, "sentence", gender, kind)
        return Speaker()

    def _feminine_act(self, start: int, here: list[Named]) -> bool:
        """Whether a sentence opens with a verb in the feminine and the name of a country or body behind it."""
        if not here or here[0].type == "PER" or here[0].attached or not start < here[0].start <= start + 2:
            return False
        at = here[0].start - 1
        return light(self.batch.words[at]).endswith("ت") and self.batch.letters[at] not in PREPOSITIONS

    def relative(self, start: int, token: int, gender: str) -> Speaker:
        """The last person before a word of whom a relative clause tells: «فلان، الذي وبخ جمهوره قائلا»."""
        for name in reversed(self.within(start, token)):
            if name.type == "PER" and self.told_of(name) and not self.clashes(name, gender):
                return Speaker(name.entity, -1, -1, "sentence", gender)
        return Speaker()

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
            if self.is_led_in(low):  # «للدول المقاطعة لبلاده السعودية»
                return True
            low -= 1
        return low >= start and letters[low] in PREPOSITIONS
