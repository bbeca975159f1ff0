"""Attributions: the speaker of a cue that waits for its content."""

from bisect import bisect_left

from helpers import cues
from helpers.cue_forms import POSSESSIVES, Cue
from helpers.cues import ALPHABET, PERSONAL
from helpers.normalise import light
from helpers.quote_marks import Quoted
from helpers.quote_objects import Objects
from helpers.quote_state import (
    ABOUT,
    AND,
    AS_FOR,
    ATTRIBUTING,
    BEFORE,
    COMMA,
    DATELINE,
    FROM,
    LA,
    LEADING,
    MARK,
    PASSING,
    PLURAL,
    PRONOUN,
    PUNCTUATION,
    THAT,
    TONGUE,
    VERB,
    WHO_SHE,
    Statement,
    Waiting,
)
from helpers.scan import fold
from helpers.speaker_appositions import RELATIVE
from helpers.speaker_memory import Speaker


class Attributions(Objects):
    """What finds the speakers of a sentence that is being read."""

    def resolved(self, content: int) -> Waiting:
        """The waiting cue with its speaker, who is looked for after it, before it, and among those who spoke."""
        waiting = self.cue
        if waiting.speaker is not None:
            return waiting._replace(reached=content)
        token, cue = waiting.token, waiting.cue
        speaker, via, passing = self.antecedent(token), "", Speaker()
        was = self.cast.after_was(self.start, token, cue.gender) if cue.kind == "verb" else speaker
        if cue.kind == "noun" and not speaker.entity:
            speaker = self.of_whom(token) if cue.owner else self.who_did_before(token)
        comma = self.before(token - 1) == COMMA
        if was.start >= 0 and was.end >= token - 1 - comma:  # «وكان مورينيو وصف اللاعبين بأنهم ...»
            speaker = was
        if speaker.start >= 0:
            pass
        elif cue.kind == "verb" and cue.gender != PLURAL or cue.kind == "noun" and not cue.owner:
            begin, end = self.cast.phrase(self.past_pronouns(token + 1, content), content)
            if cue.relay:
                first, last = begin, end
                begin, end, via = self.relayed(token, content, begin, end)
                if via and last > first:
                    passing = self.cast.who(first, last, cue.gender)
            before = self.named_before(token) if (cue.needs_object or cue.addresses) and end > begin else Speaker()
            if before.entity:  # «لكن فلانا أبلغ الوزير بأنه»
                speaker, begin = before, end
            if cue.needs_object and not cue.object and self.is_object(token, end, content):
                begin = end
            if cue.takes_nouns and self.is_noun(begin, end, content):
                begin = end
            if cue.addresses and not cue.object and self.is_addressee(token, begin, end):
                begin = end
            if end > begin and not self.is_manner(begin, end, content):
                speaker = self.cast.who(begin, end, "" if via else cue.gender)
            if via and speaker.start < 0:
                speaker = self.cast.last(token, "")
        if speaker.start < 0:
            speaker = self.unnamed(token, cue)
        if self.before(token) != THAT:  # «بعد أن قال الوزير»: by the way
            if via and passing.entity:
                self.cast.speaks(token, passing)
                gender = self.cast.gender_of(speaker)
                speaker = speaker._replace(gender=gender or speaker.gender)
            self.speaker = speaker
            self.cast.speaks(token, speaker)
        return waiting._replace(speaker=speaker, via=via or self.via, reached=content)

    def antecedent(self, token: int) -> Speaker:
        """The one whom a relative clause is about: «أردوغان، الذي دعا الوزير», «تصريحات الرئيس التي قال فيها»."""
        if self.before(token) != RELATIVE and self.letters[token : token + 2] == VERB + PRONOUN:
            return self.in_document(token)
        if self.before(token) != RELATIVE or self.letters[token] != VERB or self.resumes(token):
            return Speaker()
        place, gender = token - 1 - (self.before(token - 1) == COMMA), self.batch.entry(token).value.gender
        named = next((name for name in self.cast.within(max(self.start, place - 6), place) if name.end == place), None)
        female = fold(self.last_word(token)).lstrip(AND) == WHO_SHE  # «وزارة الدفاع، التي قالت»
        if gender == ("m" if female else "f"):  # «فلانة التي أعلن الرئيس تعيينها»
            named = None
        if named is not None and named.entity and (named.type == "PER" or female and named.type == "ORG"):
            return Speaker(named.entity, named.start, named.end, "sentence", gender)
        in_it = self.letters[token + 1 : token + 2] == PRONOUN  # «قال فيها», «جاء فيه»
        for low in range(max(self.start, place - 6), place):
            kind = cues.role(self.batch.words[low])
            if kind == "document" and in_it and self.cast.phrase(low, place) == (low, place):
                return self.cast.who(low, place)._replace(how="sentence")  # «نقلت الوكالة بيان المجلس الذي أكد فيه»
            if kind in PERSONAL and in_it == (cues.role(self.last_word(low) or ".") == "document"):
                begin, end = self.cast.phrase(low, place)
                first, last = self.cast.phrase(token + 1, self.end)
                if end == place and (in_it or last <= first):
                    return self.cast.who(begin, end, "" if in_it else gender)._replace(how="sentence")
        return Speaker()

    def in_document(self, token: int) -> Speaker:
        """Whose a statement is in which something is said: «بعد تصريح من نائب الوزير قال فيه إن»."""
        if not fold(self.batch.words[token + 1]).startswith("في"):
            return Speaker()
        for low in range(token - 1, max(self.start, token - 15) - 1, -1):
            if self.letters[low] == COMMA:
                break
            word = self.batch.words[low]
            if cues.role(word) == "document" and not fold(word).startswith("ال") and self.letters[low + 1] == FROM:
                begin, end = self.cast.phrase(low + 2, token)
                return self.cast.who(begin, end)._replace(how="sentence") if end == token else Speaker()
        return Speaker()

    def of_whom(self, token: int) -> Speaker:
        """Whose the words are of which a noun tells: «أوردت رويترز عن أحد الشهود قوله»."""
        for low in range(token - 2, max(self.start, token - 15) - 1, -1):
            if self.letters[low] == COMMA or self.letters[low] in ATTRIBUTING:
                break
            if self.letters[low] == ABOUT:
                begin, end = self.cast.phrase(low + 1, token)
                return self.cast.who(begin, end) if end > begin else Speaker()
        return Speaker()

    def who_did_before(self, token: int) -> Speaker:
        """Who said something already: «سبق لفلان، الذي حضر، القول إن»."""
        for named in self.cast.within(self.start, token):
            if named.attached == LA and named.entity and fold(self.batch.words[named.start - 1]).lstrip(AND) == BEFORE:
                return Speaker(named.entity, named.start, named.end, "sentence")
        return Speaker()

    def relayed(self, token: int, content: int, begin: int, end: int) -> tuple[int, int, str]:
        """«نقلت رويترز عن مسؤول», «جاء في بيان»: the source's source speaks, the other passes on."""
        frame = self.cue.cue.frame
        if ALPHABET["about_them"] in self.letters[token + 1 : content] and end > begin:  # «نقل عنها أحد المنظمين»
            return end, end, self.words(Speaker("", begin, end))
        if frame.isdisjoint(PASSING) and end > begin:  # «رد مصدر في الوزارة» passes nothing on
            return begin, end, ""
        after = range(max(end, token + 1), content)
        leads = (
            at for at in after if self.letters[at] == TONGUE or self.lead(at) in frame and self.letters[at] in LEADING
        )
        place = next(leads, None)
        if place is None:
            return begin, end, ""
        via = self.words(Speaker("", begin, end)) if end > begin else ""
        if not via and self.letters[place] in (ABOUT, TONGUE):
            via = self.words(self.cast.latest(token))
        start, stop = self.cast.phrase(place + 1, content)
        return (start, stop, via) if stop > start else (begin, end, "")

    def unnamed(self, token: int, cue: Cue) -> Speaker:
        """The speaker of a cue without one after it."""
        if cue.kind == "verb" and cue.gender == PLURAL:  # «اتهموا البنك بأنه»: several, who stand before it
            return self.cast.last(token, PLURAL)
        if self.before(token) == RELATIVE and self.resumes(token):  # «هجوم فلان، الذي وصفته بأنه»
            return self.cast.last(token, cue.gender)
        opening = token - self.start <= 1 and cue.kind == "verb"
        if self.speaker and not opening and (cue.kind != "verb" or self.batch.entry(token).skip):
            if cue.kind == "participle" and {cue.gender, self.speaker.gender} == {"m", "f"}:
                other = self.cast.relative(self.start, token, cue.gender)  # «ذكرت فلانة فلانا، الذي وبخ جمهوره قائلا»
                if other.entity:
                    return other
            if cue.kind == "verb" and {cue.gender, self.speaker.gender} == {"m", "f"}:
                told = self.told_of(token, cue.gender)  # «ذكرت الصحيفة أن فلانا جمعهم، وقال لهم»
                if told.entity:
                    return told
            return self.speaker._replace(start=-1, end=-1, how="sentence")
        if self.speaker and self.before(token) == THAT and self.speaker.gender == cue.gender:  # «قبل أن تؤكد أن»
            return self.speaker._replace(start=-1, end=-1, how="sentence")
        if cue.kind == "participle" and self.opens_unnamed():  # «ووجه حديثه للحضور، ... قائلا»
            found = self.cast.last(token, cue.gender, self.start)
            if found.entity:
                return found
        if not opening:
            subject = self.cast.subject(self.start, token, cue.gender)
            if subject.start >= 0 or subject.entity:
                return subject
        return self.cast.last(token, cue.gender, self.start, goes_on=cue.continues or not opening)

    def opens_unnamed(self) -> bool:
        """Whether a verb of saying opens the sentence and names no subject."""
        if self.letters[self.start] != VERB or not self.batch.entry(self.start).skip:
            return False
        begin, end = self.cast.phrase(self.start + 1, self.end)
        word = self.batch.words[min(begin, self.end - 1)]
        his = light(word).endswith(POSSESSIVES) and not cues.role(word)  # «وجه حديثه», but «رد نظيره»
        return end <= begin or begin not in self.cast.at and his

    def told_of(self, token: int, gender: str) -> Speaker:
        """The first person in the words before a verb of whom the clause that runs can tell."""
        first = self.clause[0] if self.clause else self.found[-1].start if self.found else self.start
        for named in self.cast.within(first, token):
            if (
                named.type == "PER"
                and named.entity
                and not self.cast.clashes(named, gender)
                and named.start - first <= 2
            ):
                return Speaker(named.entity, how="sentence", gender=gender)
        return Speaker()

    def note(self, end: int) -> None:
        """A verb of saying that led nothing in: its subject still spoke last («أعلن العراق عن حملة. وأوضح أن ...»)."""
        if not self.cue or self.cue.cue.kind != "verb" or self.cue.speaker is not None:
            return
        token, cue = self.cue.token, self.cue.cue
        if cue.gender == PLURAL:
            return
        begin, stop = self.cast.phrase(self.past_pronouns(token + 1, end), end)
        if cue.takes_nouns and self.is_noun(begin, stop, end):  # «بيانا أكدت فيه استهداف الشركة»
            stop = begin
        found = self.cast.who(begin, stop, cue.gender) if stop > begin else Speaker()
        was = self.cast.after_was(self.start, token, cue.gender)
        if not found.entity or was.entity and was.end >= token - 2:  # «وكان فلان، قد أمر الوزارة»
            found = was
        plain = not (cue.weak or cue.initial) and self.before(token) != RELATIVE
        joined = self.batch.entry(token).skip and fold(self.batch.words[self.start]).lstrip(AND) != AS_FOR
        if not found.entity and stop <= begin and plain and not joined:
            found = self.cast.subject(self.start, token, cue.gender)  # «لكن رئيس الجهاز فلان شكك في»
        if found.entity and self.before(token) != RELATIVE:
            self.cast.speaks(token, found)
            if plain or token - self.start <= 1:
                self.speaker = found

    # -- statements --------------------------------------------------------------------------------------------

    def past_dateline(self) -> int:
        """Where the sentence begins behind a dateline: «موسكو (رويترز) - ...»."""
        for token in range(self.start, min(self.start + DATELINE, self.end)):
            if self.letters[token] == ALPHABET["dash"]:
                named = {at for name in self.cast.within(self.start, token) for at in range(name.start, name.end)}
                rest = (self.letters[at] for at in range(self.start, token) if at not in named)
                place = self.batch.words[token - 1] == ")" or all(letter in PUNCTUATION for letter in rest)
                return token + 1 if place else self.start
        return self.start

    def close(self, end: int) -> None:
        """The running indirect clause ends before a word."""
        if not self.clause:
            return
        start, waiting = self.clause
        self.clause = None
        end = self.before_additions(start, end)
        while end > start and (self.letters[end - 1] in PUNCTUATION or fold(self.batch.words[end - 1]) == AND):
            end -= 1
        span = self.cast.marks.get(start)  # nothing but words in marks is direct speech only, if it is more than a word
        shut = bisect_left(self.batch.starts, span.end) if span else end
        if shut >= end - 2 and span and shut == start + 2:
            self.add(start + 1, shut, "indirect", waiting)
        elif end > start and not (span and shut >= end - 2):
            self.add(start, end, "indirect", waiting)

    def before_additions(self, start: int, end: int) -> int:
        """Where a clause ends before what the writer adds: «إن الأمر انتهى، بعدما وصل فلان»."""
        at = self.letters.find(COMMA, start + 3, end - 1)
        while at >= 0:
            if fold(self.batch.words[at + 1]) in cues.adds() and not self.quoted(start, at):
                return at
            at = self.letters.find(COMMA, at + 1, end - 1)
        return end

    def quoted(self, start: int, token: int) -> bool:
        """Whether a word stands between quotation marks that open in a clause."""
        position = self.batch.starts[token]
        marks = (at for at in range(start, token) if self.letters[at] == MARK and at in self.cast.marks)
        return any(self.cast.marks[at].start <= position < self.cast.marks[at].end for at in marks)

    def add(self, start: int, end: int, kind: str, waiting: Waiting, span: Quoted | None = None) -> None:
        """Keep a statement."""
        speaker = waiting.speaker or Speaker()
        self.found.append(Statement(start, end, kind, waiting.token, waiting.cue.stance, speaker, waiting.via, span))
