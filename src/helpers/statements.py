"""Statements: one sentence read for its cues of speech and what each of them leads in."""

from helpers import cues
from helpers.cue_forms import POSSESSIVES, SHADDA, Cue, doubled
from helpers.cues import ALPHABET
from helpers.normalise import light
from helpers.quote_contents import Contents
from helpers.quote_state import (
    ABOUT,
    AND,
    AS,
    AT_IT,
    ATTRIBUTING,
    BETWEEN_THEM,
    BLOCKER,
    CLEAR,
    COLON,
    COMMA,
    ENDER,
    EVENTS,
    HOLDING,
    LEADING,
    MARK,
    NAME_WORDS,
    NOT,
    OPENING,
    PASSIVE,
    SAYING,
    THAT,
    TONGUE,
    VERB,
    WHAT,
    WROTE,
    Statement,
    Waiting,
)
from helpers.scan import fold
from helpers.speaker_appositions import LOOSE, NEAR, RELATIVE


class Sentence(Contents):
    """One sentence: its cues in order, and what each leads in."""

    def read(self) -> list[Statement]:
        """Go through the words that matter once, left to right."""
        token = self.start
        if self.is_clear(token):
            self.cue = Waiting(token, doubled()[CLEAR], reached=token)
        while token < self.end:
            letter = self.letters[token]
            if letter not in EVENTS:
                token += 1
            elif letter == MARK:
                token = self.mark(token)
            elif letter in ATTRIBUTING:
                token = self.attribution(token)
            else:
                if letter == THAT:
                    self.that(token)
                elif letter in SAYING:
                    self.saying(token)
                elif letter == COLON:
                    self.colon(token)
                elif self.clause:
                    self.ender(token)
                token += 1
        self.close(self.end)
        self.note(self.end)
        return sorted(self.found)

    def is_clear(self, token: int) -> bool:
        """Whether «بين» opens a sentence as the verb: «وبين الباحث أن»."""
        if self.letters[token] != BETWEEN_THEM or token + 2 >= self.end:
            return False
        begin, end = self.cast.phrase(token + 1, self.end)
        said = cues.role(self.batch.words[begin]) or begin in self.cast.at
        return bool(said) and end > begin and THAT in self.letters[end : end + 6]

    def ender(self, token: int) -> None:
        """End the running clause at words after a comma that are the writer's again."""
        letter = self.letters[token]
        if letter == ALPHABET["ender_in"]:  # «، في إشارة إلى»
            if self.before(token) == ALPHABET["in"] and self.before(token - 1) == COMMA:
                self.close(token - 1)
        elif self.letters[token : token + 2] == ENDER + VERB and self.batch.entry(token).value == "cue":
            self.close(token)  # «إن الأمر انتهى فيما أكدت موسكو»
        elif self.before(token) != COMMA or self.letters[token + 1 : token + 2] == MARK:  # «، وذلك "بعد ..."»
            return
        elif letter == ALPHABET["and_she"]:  # «قالت الهيئة إن ...، وأطلقت اسما»: the subject of the cue goes on
            if self.clause[1].cue.gender == "f":
                self.close(token)
        elif self.ends_clause(token):
            self.close(token)

    def ends_clause(self, token: int) -> bool:
        """Whether a word after a comma is the writer's again: «، وذلك في إشارة إلى», «، لكنه نبه إلى أن»."""
        return self.batch.entry(token).value != "cue" or self.said_next(token)

    def said_next(self, token: int) -> bool:
        """Whether a verb of saying stands soon behind a word, before a comma."""
        after = self.letters[token + 1 : min(token + 6, self.end)]
        place = next((at for at, letter in enumerate(after) if letter == VERB), None)
        return place is not None and COMMA not in after[:place]

    # -- cues --------------------------------------------------------------------------------------------------

    def saying(self, token: int) -> None:
        """A verb, participle or noun of saying: it waits for its content unless it is denied or says nothing here."""
        cue: Cue = self.batch.entry(token).value
        before, attached = self.before(token), self.batch.entry(token).skip > 0
        opens = attached or before in OPENING or SHADDA in self.batch.words[token]
        if before == NOT or cue.initial and not (opens and self.leads_soon(token, cue) or self.leads_on(token, cue)):
            return
        if cue.kind != "noun" and before in LEADING or cue.kind == "participle" and self.last_word(token).isdigit():
            return  # «عن طالبة الحقوق», «على نص البيان», «حكم على 27 متهما»
        if PASSIVE.match(self.batch.words[token]) and not cue.present:  # «وُصفت»
            return
        if before == RELATIVE and cue.lemma in HOLDING:  # «ملاحظاته التي تتضمن "افتراءات"»
            return
        if before == WHAT and cue.present and not cue.object and self.letters[token + 1] in LEADING | {THAT}:
            return  # «ما يشير إلى أن»: nobody
        if cue.lemma == WROTE and self.letters[token + 1] in AT_IT and self.letters[token + 2] in (MARK, COLON):
            return  # «لافتات كتب عليها "..."»
        told = cue.needs_object and self.letters[token + 1 : token + 2] == THAT  # «الهجوم الذي وصفته بأنه "..."»
        if cue.object and not attached and self.cue and before not in (WHAT, COMMA) and not told:
            return  # «قال بيان نشره الموقع»
        amid = cue.weak and cue.kind == "verb" and not attached and before not in ("", COMMA) and self.is_strong()
        if amid and not self.has_clause(token, cue):
            return  # «قال زياد، وهو يثبت مرساته: ...»
        if cue.relay and cue.kind == "verb" and self.is_strong() and not self.is_relayed(token):
            return  # «دعا إلى العمل ونقل السفارات»
        last = self.last_word(token) or "."
        told = cues.role(last) == "document" and not fold(last).startswith("ال")
        if cue.weak and cue.kind == "verb" and not attached and told and self.cue and self.cue.speaker is None:
            return  # «نقلت الصحيفة في تقرير نشر أمس على لسان فلان»
        if cue.present and not attached and self.is_strong() and self.in_writing(token):
            return  # «وكتب فلان تغريدة تقول: "..."»
        if cue.weak and cue.kind == "verb" and attached and self.is_strong() and self.letters[token + 1] in AT_IT:
            return  # «وأشار إلى مقطع ويظهر فيه فلان»
        if self.clause and not self.begins_anew(token, cue, before, attached):
            return
        bare = cue.kind == "noun" and not fold(self.batch.words[token]).startswith("ال")  # not «وزيرة النقل فلانة»
        takes_over = bare and self.cue is not None and self.leads_on(token, cue, near=True)
        if takes_over:  # «أعلنت الشركة وقف الإنتاج رغم إعلان الاتحاد عن "..."»
            pass
        elif self.cue and self.cue.speaker is None and cue.kind == "noun" and not attached or self.cue and cue.owner:
            if cue.owner and self.cue.speaker is None:  # «عبر فلان عن أمله», «نقلت عن فلان قوله»: the verb's words
                verb = self.cue.cue
                stance = cue.stance if verb.stance in ("neutral", "express") else verb.stance
                self.cue = self.cue._replace(cue=verb._replace(frame=verb.frame | cue.frame, stance=stance, weak=False))
                return
            if not cue.owner:
                self.joins(cue)
                return
        earlier = self.cue
        self.note(token)
        self.cue = Waiting(token, cue, reached=token)
        if takes_over:
            self.cue = self.cue._replace(speaker=self.cast.who(*self.cast.phrase(token + 1, self.end)))
        if earlier and earlier.cue.kind == "verb" and earlier.speaker is None and cue.kind != "verb":
            self.went_before(earlier, token)

    def went_before(self, earlier: Waiting, token: int) -> None:
        """Keep the subject of the verb before a participle, which speaks: «علق فلان على الفيديو قائلا»."""
        to_it = self.letters[earlier.token + 1] in AT_IT  # «الأمر الذي رد عليه الرئيس قائلا»
        if self.before(earlier.token) == RELATIVE and not to_it:  # «رسالة للذين يتهمون بلاده قائلا»: of another clause
            return
        was = self.cast.after_was(self.start, earlier.token, earlier.cue.gender)
        comma = self.before(earlier.token - 1) == COMMA  # «وكان المرشد، فلان، قد أمر»
        if was.entity and was.end >= earlier.token - 1 - comma:  # «وكان فلان نفى "بشدة" الخبر مشيرا إلى أن»
            self.speaker = was
            return
        begin, end = self.cast.phrase(self.past_pronouns(earlier.token + 1, token), token)
        if end > begin:
            found = self.cast.who(begin, end, earlier.cue.gender)
            if not (found.entity or found.kind) and light(self.batch.words[begin]).endswith(POSSESSIVES):
                return  # «فإنه اختتم كلماته بتفاؤل قائلا»
            told = self.batch.entry(earlier.token).skip and not found.kind or found.kind == "document"
            if not found.entity and (earlier.cue.needs_object or told):  # «خاطبت الفتيات قائلة», «ووجه رسالة قائلا»
                subject = self.cast.subject(self.start, earlier.token, earlier.cue.gender)
                found = subject if subject.entity else found
            self.speaker = found

    def has_clause(self, token: int, cue: Cue) -> bool:
        """Whether a subject by name and its clause follow a verb right away: «التي ذكرت الوزارة أن عددهم»."""
        begin, end = self.cast.phrase(token + 1, self.end)
        named = end > begin and any(self.cast.within(begin, end))
        return named and self.letters[end : end + 1] == THAT and "ان" in cue.frame

    def is_relayed(self, token: int) -> bool:
        """Whether what a verb passes on stands behind it: «نقلت رويترز عن», «نقل الموقع أن»."""
        near = self.letters[token + 1 : min(token + NEAR, self.end)].partition(MARK)[0]
        cue: Cue = self.batch.entry(token).value
        return cue.gender == "f" or any(letter in near for letter in (ABOUT, TONGUE, THAT))

    def in_writing(self, token: int) -> bool:
        """Whether a document stands between the waiting verb and one that says what is in it."""
        near = range(max(self.cue.token + 1, token - NAME_WORDS), token)
        return any(cues.role(self.batch.words[at]) == "document" for at in near)

    def is_strong(self) -> bool:
        """Whether a verb that always reports speech is waiting."""
        return (
            self.cue is not None and self.cue.speaker is None and self.cue.cue.kind == "verb" and not self.cue.cue.weak
        )

    def begins_anew(self, token: int, cue: Cue, before: str, attached: bool) -> bool:
        """Whether a cue inside a running clause is the reporter's again, not part of what is reported."""
        start, waiting = self.clause
        if cue.kind == "participle":
            near = self.letters[token + 1 : token + 5]
            led = cue.needs_object or any(letter in near for letter in (THAT, MARK, COLON))
            led = led or self.letters[token + 1] in LEADING and self.lead(token + 1) in cue.frame  # «داعيا إلى»
            if before != COMMA and not led:
                return False  # «قدم أداء لافتا», «20 طائرة مؤكدة»: an adjective
            self.close(token)
            return True
        opened = waiting.cue.kind == "according" and self.before(start) == COMMA  # not «، فإن فلانا يعتقد»
        if opened and token - start <= 3 and cue.kind == "verb":
            self.clause, self.via = None, self.words(waiting.speaker)  # «وبحسب رويترز، قال فلان ...»
            return True
        if before == BLOCKER and self.batch.entry(token - 1).value == "meanwhile" and cue.kind == "verb":
            self.close(token - 2)  # «في حين شدد الرئيس على»
            return True
        if before == AS and self.before(token - 1) == COMMA and cue.kind == "verb":  # «، كما أضاف فلان أن»
            self.close(token - 1)
            return True
        if attached and before == COMMA and cue.kind == "verb" and cue.gender == waiting.cue.gender:
            self.close(token)  # «كشف الوزير أن التحقيق جار، وجدد رفضه»
        return attached or before == COMMA and cue.kind == "verb"

    def that(self, token: int) -> None:
        """إن or أن: opens the indirect clause of the waiting cue."""
        if self.clause and self.turns(token):
            self.close(token - 1)
            if fold(self.batch.words[token]) == fold("أن"):  # with a pronoun the subject goes on
                self.start, self.speaker = token + 1, None
            return
        joined = self.batch.words[token][0] == AND and self.batch.entry(token).skip
        if joined and self.clause or self.before(token) in (BLOCKER, NOT, AS) or not self.governed(token):
            return
        if self.cue.cue.present and self.impersonal(token):
            self.cue = None
            return
        if self.clause:
            self.close(self.cue.token)
        self.clause = (token + 1, self.resolved(token))
        self.cue = None

    def turns(self, token: int) -> bool:
        """Whether «، إلا أن» begins the writer's own words again: «، إلا أن نسخة من المشروع تشير إلى أن»."""
        led = self.before(token) == BLOCKER and self.before(token - 1) == COMMA
        return led and self.batch.entry(token - 1).value == "cue" and self.said_next(token)

    def impersonal(self, token: int) -> bool:
        """Whether a present verb stands right before its clause («يذكر أن», «يشار إلى أن»): then nobody is named."""
        between = self.letters[self.cue.token + 1 : token]
        word = fold(self.batch.words[self.cue.token]).lstrip("وف")
        return all(letter in LEADING | LOOSE for letter in between) and word in cues.impersonal()
