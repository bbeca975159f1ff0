"""Noun phrases that name a speaker: where they end beside a cue, and the names that stand in them."""

from helpers import cues
from helpers.cues import PERSONAL
from helpers.normalise import light
from helpers.scan import fold
from helpers.speaker_appositions import (
    ABOUT,
    ACTS,
    BLOCKER,
    BREAKING,
    BY,
    COMMA,
    DOT,
    ENDERS,
    HARD,
    IN_THE_NAME,
    LONGEST,
    LOOSE,
    MARK,
    NEAR,
    NOUN,
    OPEN,
    PARTICIPLE,
    PREPOSITIONS,
    RECEIVED,
    TOWARDS,
    WHAT,
    Appositions,
)
from helpers.speaker_mentions import Named, is_led, letters_of

ARMS = ("الاعلامي", "الرسمي", "الصحفي", "الصحافي")  # «المركز الإعلامي للجيش», «الموقع الرسمي للنادي»
BEHIND = letters_of("comma", "colon", "mark", "open")  # what stands behind a name in apposition


class Phrases(Appositions):
    """The noun phrases around the names of a batch."""

    def phrase(self, start: int, end: int, led: bool = False) -> tuple[int, int]:
        """The noun phrase at the head of a stretch of words; (start, start) where there is none.

        With `led` it may begin with an attached preposition («وفقا للبيان»).
        """
        letters, words = self.batch.letters, self.batch.words
        end = min(end, start + LONGEST + 8)
        start = self._past_addressee(start, end)
        while start < end and (letters[start] in LOOSE | {COMMA} or words[start] == "#"):
            start += 1
        if start >= end:
            return start, start
        inner = self._in_marks(start, end)
        if inner:
            return start + 1, inner - 1
        barred = letters[start] in HARD | ACTS | PREPOSITIONS | ENDERS | {WHAT}
        barred = barred or not led and (self.is_led_in(start) or self.is_led_role(start))
        if barred and not self._titles(start) and not self._student(start):
            return start, start
        head = cues.role(words[start])
        breaking = head in BREAKING or not head and start not in self.at  # «الكشاف الإسباني | قدرات»
        token, person, spoken_for = start, False, False
        while token < min(end, start + LONGEST):
            named, letter = self.at.get(token), letters[token]
            if named and named.end <= end and not (token > start and self.is_led_in(token)):
                second = named.type == "PER" and person and named.attached != "و"
                if second and not self._belongs(start, named.start):
                    break
                if named.type in ("ORG", "LOC") and self.at_end_of_place(token):
                    break  # «بعثة الولايات المتحدة | مجلس الأمن»
                if named.type == "PER" and token > start and not head and self._country(start):
                    return start, self.at[start].end  # «واتهمت الصين | فلانا»
                person = person or named.type == "PER"
                token = named.end
                goes_on = token < end and (
                    self._joined(token) or self._belongs(start, token) or letters[token] == COMMA
                )
                later = person and not goes_on and self._of_role(start) and self._apposed_later(token, end)
                token = later or token  # «مستشار الرئيس فلان للأمن القومي، فلان»
                if person and not goes_on:
                    break
            elif letter == COMMA and not person and self._being(token + 1, end):
                token = self._being(token + 1, end)  # «أحد هؤلاء الرجال، وهو فلان»
                break
            elif letter == COMMA and head in PERSONAL and not person and self._apposed_later(token, end):
                token = self._apposed_later(token, end)  # «وزير الإدارة، رئيس اللجنة، فلان، إن»
                break
            elif letter == COMMA:
                after = self._apposed(token + 1, end)
                of_one = head == "office" and cues.role(words[start + 1]) in PERSONAL  # «مكتب الرئيس، فلان»
                if (
                    not (head in PERSONAL or of_one)
                    or after is None
                    or person
                    and not self._belongs(start, token, after)
                ):
                    break
                token, person = after.end, True
                break
            elif letter == MARK and token > start and self._marked_name(token, end, head):
                token = self._marked_name(token, end, head)  # «صحيفة "الغارديان"», «قائد "الفيلق" قاسم سليماني»
                after = self._apposed(token + (letters[token : token + 1] == COMMA), end) if head in PERSONAL else None
                return start, after.end if after else token
            elif letter == OPEN and head == "body" and self._in_brackets(token, end):
                return start, self._in_brackets(token, end)  # «وكالة أنباء (بي.ايه.بي)»
            elif letter == OPEN and head in PERSONAL and not person and self._past_brackets(token, end):
                token = self._past_brackets(token, end)  # «زعيم الجمهوريين (معارضة)، لوران فوكييه»
            elif token > start and self._shortens(token):
                token += 1
            elif letter in LOOSE and token > start and not person and self._persons(token + 1, token + 4):
                token += 1  # «المصنفة الأولى سابقا فلانة»
            elif letter in HARD | LOOSE | ENDERS or letter in ACTS and self._acts(start, token) or self._owned(token):
                break
            elif token > start and (letter in PREPOSITIONS or letter == IN_THE_NAME or self.is_led_in(token)):
                reached = self._goes_on(token, end, head, person)
                if not reached:
                    break
                spoken_for = spoken_for or letter == IN_THE_NAME  # «المتحدث باسم شرطة المدينة»
                token, person = reached, self._persons(start, reached)
            elif token > start and breaking and not (person or spoken_for) and self._breaks_off(start, token):
                reached = head in PERSONAL and (self._named_later(token, end) or self._apposed_later(token, end))
                if not reached:
                    break
                token, person = reached, True
            else:
                token += 1
        return start, token

    def _titles(self, token: int) -> bool:
        """Whether a definite word that bars a subject elsewhere («من المقرر أن») is a title here: «المقرر فلان»."""
        person = self.at.get(token + 1)
        titled = self.batch.letters[token] == BLOCKER and fold(self.batch.words[token]).startswith("ال")
        return titled and person is not None and person.type == "PER" and not person.attached

    def _acts(self, start: int, token: int) -> bool:
        """Whether a verb or participle ends a phrase: not behind a document («بيان صادر»), nor where it is its head."""
        return cues.role(self.batch.words[start]) != "document" and token > start

    def is_led_role(self, token: int) -> bool:
        """Whether a role is led in by an attached preposition: «لموقع», «برسالة»."""
        _, _, skip = cues.role_split(self.batch.words[token])
        return skip > 0 and fold(self.batch.words[token])[skip - 1] in "بلك"

    def _student(self, token: int) -> bool:
        """Whether a role that looks like a participle stands behind a preposition: «عن طالبة الحقوق فلانة»."""
        letters = self.batch.letters
        led = token > 0 and letters[token - 1] in PREPOSITIONS
        return letters[token] == PARTICIPLE and led and cues.role(self.batch.words[token]) in PERSONAL

    def at_end_of_place(self, token: int) -> bool:
        """Whether the name of a place ends right before a word that opens another name."""
        before = (name for name in self.within(token - 6, token) if name.end == token)
        return not self.at[token].attached and any(name.type == "LOC" for name in before)

    def _country(self, start: int) -> bool:
        """Whether the name of a country or place opens at a word."""
        return start in self.at and self.at[start].type == "LOC"

    def _persons(self, start: int, end: int) -> bool:
        """Whether a person is named in a stretch of words."""
        return any(named.type == "PER" for named in self.within(start, end))

    def _owned(self, token: int) -> bool:
        """Whether a word is a noun of saying with its owner: «قوله»."""
        return self.batch.letters[token] == NOUN and self.batch.entry(token).value.owner

    def is_led_in(self, token: int) -> bool:
        """Whether a word is led in by an attached preposition, as far as its letters tell."""
        named = self.at.get(token)
        if named:
            return named.attached.strip("و") in ("ل", "ب", "ك")
        word = self.batch.words[token]
        folded = fold(word)
        if folded.startswith(("لل", "بال")) and len(folded) > 4 or folded in ("ل", "ب"):
            return True
        return folded.startswith(("ل", "ب")) and not cues.role(word) and is_led(light(word))

    def _joined(self, token: int) -> bool:
        """Whether another person is joined on by «و»."""
        here = self.at.get(token)
        after = here if here and here.attached == "و" else self.at.get(token + 1)
        joins = after is here or fold(self.batch.words[token]) == "و"
        return joins and after is not None and after.type == "PER"

    def _belongs(self, start: int, token: int, second: Named | None = None) -> bool:
        """Whether a second person in a phrase is the one meant: «محامي ترامب مايكل كوهين»، «والدة صلاح، فاطمة»."""
        first, second = self.within(start, token), second or self.at.get(token)
        if second is None or second.type != "PER" or second.attached:
            return False
        if len(first) != 1 or first[0].type != "PER" and first[0].start != start + 1:
            return False
        if first[0].start == start + 1:
            return first[0].end == token
        return self._of_role(start) and self.batch.letters[second.start - 1] == COMMA

    def _of_role(self, start: int) -> bool:
        """Whether a role belongs to somebody of another role: «مستشار الرئيس»."""
        first, second = self.batch.words[start], self.batch.words[start + 1]
        owner = cues.role(second) in PERSONAL and fold(second).startswith("ال")
        return owner and cues.role(first) in PERSONAL and not fold(first).startswith("ال")

    def _goes_on(self, token: int, end: int, head: str, person: bool) -> int:
        """Where a phrase goes on after a preposition («المبعوث إلى ليبيا», «المتحدث باسم الوزارة»); 0 where it ends."""
        if person or not head:
            return 0
        if head == "body":
            owner = self.at.get(token)
            arm = fold(self.batch.words[token - 1]).startswith(ARMS) and owner and owner.type == "ORG"
            return owner.end if arm and owner.end <= end else 0
        if head == "document":  # «البيان | إلى تفعيل قرارات الأمم المتحدة»
            return 0 if self.batch.letters[token] in TOWARDS else self._issuer(token, end)
        if self.batch.letters[token] == IN_THE_NAME:
            return token + 1
        near = self.at.get(token) or self.at.get(token + 1)
        if self.batch.letters[token] == ABOUT and head == "source":  # «نقلت مصادر | عن فلان»
            return 0
        if near and near.end <= end:
            return near.end
        return (self._named_later(token, end) or self._apposed_later(token, end)) if head in PERSONAL else 0

    def _breaks_off(self, start: int, token: int) -> bool:
        """Whether an indefinite word stands behind a definite role: «رفض الوزير | تسمية المصنع»."""
        folded = fold(self.batch.words[token])
        return fold(self.batch.words[start]).lstrip("وف").startswith("ال") and not folded.lstrip("وف").startswith("ال")

    def _named_later(self, token: int, end: int) -> int:
        """Where the person's name ends that follows soon and without a break; 0 where none does."""
        later = next((named for named in self.within(token, min(end, token + LONGEST)) if named.type == "PER"), None)
        if later is None or later.start - 1 > token and cues.role(self.batch.words[later.start - 1]):
            return 0
        at, marked = token, 0
        while at < later.start:
            after = self._in_marks(at, later.start + 1) if self.batch.letters[at] == MARK else 0
            if not after and self.batch.letters[at] in HARD | {COMMA} and not self._shortens(at):
                return 0
            marked += max(0, after - at)
            at = after or at + 1
        return later.end if later.end - token - marked <= NEAR else 0  # a name in marks is no way off

    def _shortens(self, token: int) -> bool:
        """Whether a dot stands behind a single letter: «الخبير د. فلان»."""
        return self.batch.letters[token] == DOT and len(self.batch.words[token - 1]) == 1

    def _apposed_later(self, token: int, end: int) -> int:
        """Where the name between two commas ends that a longer role goes before: «المرشح لرئاسة البلدية، فلان، إن»."""
        letters = self.batch.letters
        for at in range(token, min(end, token + LONGEST)):
            if letters[at] == COMMA:
                named = self._apposed(at + 1, end)
                if named:
                    return named.end if named.end >= end or letters[named.end] in BEHIND else 0
                if at + 1 < end and cues.role(self.batch.words[at + 1]) not in PERSONAL:
                    return 0
            if letters[at] in HARD or letters[at] in ACTS:
                return 0
        return 0

    def _issuer(self, token: int, end: int) -> int:
        """Where the words about a document come to who issued it: «تقرير عن المناخ نشره المعهد»; 0 if they do not."""
        for at in range(token, min(end, token + NEAR)):
            if self.batch.letters[at] in HARD or self.batch.letters[at] in LOOSE | {COMMA, RECEIVED}:
                return 0
            named = self.at.get(at)
            if named and named.type == "ORG" and named.end <= end:
                return 0 if self.batch.letters[at - 1] in TOWARDS else named.end  # «البيان على مجلس الأمن»
            if named and named.type == "PER" and named.end <= end and self.batch.letters[at - 1] in BY:
                return named.end  # «رسالة من فلان»
            kind, _, skip = cues.role_split(self.batch.words[at])
            if kind in PERSONAL:  # «بيان صادر عن الوزير فلان», but «البيان إلى علاقاته مع مسؤول الأمن»
                by = cues.role(self.batch.words[at - 1]) == "document"  # «نسخة من تقرير الأمين العام فلان»
                near = self.batch.letters[at - 2 : at]
                issued = skip or by or ABOUT in near or IN_THE_NAME in near
                return self._named_later(at, end) or self._apposed_later(at, end) if issued else 0
            owner = self.at.get(at + 1)
            if kind == "office" and owner and owner.end <= end and not owner.attached:  # «بيان صادر عن مكتب فلان»
                return owner.end
            if kind in ("body", "office") and fold(self.batch.words[at]).lstrip("وف").startswith(("ال", "لل", "بال")):
                return at + 1
        return 0
