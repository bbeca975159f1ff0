"""Statements: one sentence read for its cues of speech and what each of them leads in."""

from bisect import bisect_left

from helpers import cues
from helpers.attributions import (
    ABOUT,
    AND,
    AS,
    AT_IT,
    ATTRIBUTING,
    BA,
    BLOCKER,
    COLON,
    COLON_REACH,
    COMMA,
    EVENTS,
    LA,
    LEADING,
    MARK,
    NAME_WORDS,
    NOT,
    NOUN_REACH,
    REACH,
    RELATIVE,
    SAYING,
    THAT,
    TITLE_WORDS,
    TITLES,
    VERB,
    WEAK_REACH,
    WHAT,
    WHOLE_WORDS,
    Statement,
    Waiting,
)
from helpers.cues import ALPHABET
from helpers.normalise import light
from helpers.quote_sources import Sources
from helpers.scan import fold
from helpers.speaker_mentions import is_led


class Sentence(Sources):
    """One sentence: its cues in order, and what each leads in."""

    def read(self) -> list[Statement]:
        """Go through the words that matter once, left to right."""
        token = self.start
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

    def ender(self, token: int) -> None:
        """End the running clause at words after a comma that are the writer's again."""
        letter = self.letters[token]
        if letter == ALPHABET["ender_in"]:  # «، في إشارة إلى»
            if self.before(token) == ALPHABET["in"] and self.before(token - 1) == COMMA:
                self.close(token - 1)
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
        cue: cues.Cue = self.batch.entry(token).value
        before, attached = self.before(token), self.batch.entry(token).skip > 0
        opens = attached or before in ("", COMMA, ALPHABET["was"])
        if before == NOT or cue.initial and not (opens or self.leads_on(token, cue)):
            return
        if cue.kind == "participle" and self.last_word(token).isdigit():  # «حكم على 27 متهما»
            return
        told = cue.needs_object and self.letters[token + 1 : token + 2] == THAT  # «الهجوم الذي وصفته بأنه "..."»
        if cue.object and not attached and self.cue and before not in (WHAT, COMMA) and not told:
            return  # «قال بيان نشره الموقع»
        if cue.weak and cue.kind == "verb" and not attached and before not in ("", COMMA) and self.is_strong():
            return  # «قال زياد، وهو يثبت مرساته: ...»
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
        begin, end = self.cast.phrase(self.past_pronouns(earlier.token + 1, token), token)
        if end > begin:
            found = self.cast.who(begin, end, earlier.cue.gender)
            if not (found.entity or found.kind) and light(self.batch.words[begin]).endswith(cues.POSSESSIVES):
                return  # «فإنه اختتم كلماته بتفاؤل قائلا»
            if not found.entity and earlier.cue.needs_object:  # «خاطبت الفتيات قائلة»
                subject = self.cast.subject(self.start, earlier.token, earlier.cue.gender)
                found = subject if subject.entity else found
            self.speaker = found

    def is_strong(self) -> bool:
        """Whether a verb that always reports speech is waiting."""
        return (
            self.cue is not None and self.cue.speaker is None and self.cue.cue.kind == "verb" and not self.cue.cue.weak
        )

    def begins_anew(self, token: int, cue: cues.Cue, before: str, attached: bool) -> bool:
        """Whether a cue inside a running clause is the reporter's again, not part of what is reported."""
        start, waiting = self.clause
        if cue.kind == "participle":
            near = self.letters[token + 1 : token + 5]
            led = cue.needs_object or any(letter in near for letter in (THAT, MARK, COLON))
            if before != COMMA and not led:
                return False  # «قدم أداء لافتا», «20 طائرة مؤكدة»: an adjective
            self.close(token)
            return True
        if waiting.cue.kind == "according" and token - start <= 3 and cue.kind == "verb":
            self.clause, self.via = None, self.words(waiting.speaker)  # «وبحسب رويترز، قال فلان ...»
            return True
        if before == BLOCKER and self.batch.entry(token - 1).value == "meanwhile" and cue.kind == "verb":
            self.close(token - 2)  # «في حين شدد الرئيس على»
            return True
        if before == AS and self.before(token - 1) == COMMA and cue.kind == "verb":  # «، كما أضاف فلان أن»
            self.close(token - 1)
            return True
        return attached or before == COMMA and cue.kind == "verb"

    def governed(self, token: int) -> bool:
        """Whether a complementiser or quotation belongs to the waiting cue."""
        if not self.cue or token - self.cue.reached > (NOUN_REACH if self.cue.cue.kind == "noun" else REACH):
            return False
        lead = self.led(token)
        return lead in ("", LA) or lead in self.cue.cue.frame or lead == "في" and token - self.cue.token > 2

    def led(self, token: int) -> str:
        """The preposition before a word, or attached to it; empty where there is none."""
        word, before = fold(self.batch.words[token]), fold(self.last_word(token)).lstrip(AND)
        if self.batch.entry(token).skip and word.lstrip(AND).startswith(BA) or before == BA:
            return BA
        return LA if before == LA else self.lead(token - 1) if token > self.start else ""

    def that(self, token: int) -> None:
        """إن or أن: opens the indirect clause of the waiting cue."""
        if self.clause and self.turns(token):
            self.close(token - 1)
            if fold(self.batch.words[token]) == fold("أن"):  # with a pronoun the subject goes on
                self.start, self.speaker = token + 1, None
            return
        joined = self.batch.words[token][0] == AND and self.batch.entry(token).skip
        if joined and self.clause or self.before(token) in (BLOCKER, NOT) or not self.governed(token):
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
        return all(letter in LEADING for letter in between) and word in cues.impersonal()

    # -- content -----------------------------------------------------------------------------------------------

    def mark(self, token: int) -> int:
        """A quotation mark: speech where a cue leads it in or follows it; gives the word to go on from."""
        span = self.cast.marks.get(token)
        if span is None:
            return token + 1
        close = bisect_left(self.batch.starts, span.end)
        after = min(close + 1, self.end)
        words = sum(self.batch.words[at][0].isalpha() for at in range(token + 1, close))
        if not self.is_speech(token, close, words) or words <= TITLE_WORDS and self.in_subject(token, close):
            return after
        waiting = self.attributed_after(after)
        if waiting and self.goes_with_clause(token, waiting):  # «أضاف أن الضغط "يؤتي أكله"، وفق ما نقلت رويترز»
            waiting = self.clause[1]._replace(via=self.words(waiting.speaker))
        elif waiting:
            if self.clause and self.before(token) == COMMA:
                self.close(token)
        elif self.cue and self.governed(token) and self.near_enough(token, words) and not self.for_what(token):
            if self.clause and self.cue.token > self.clause[0]:  # «إن الاتفاق سار وأضاف: "..."»
                self.close(self.cue.token)
            self.cue = waiting = self.resolved(token)._replace(reached=after)
        elif self.clause:
            waiting = self.clause[1]
        elif words >= WHOLE_WORDS and token == self.start and after >= self.end - 1:
            last = self.cast.last(token, "")
            waiting = Waiting(-1, cues.Cue("", "none", frozenset(), "neutral"), last) if last.entity else None
        if waiting:
            self.add(token + 1, close, "direct", waiting, span)
        return after

    def in_subject(self, token: int, close: int) -> bool:
        """Whether words in marks stand among those that name the speaker: «رأى الباحث في معهد "الآفاق" فلان أن»."""
        if not self.cue or self.cue.speaker is not None or self.cue.cue.kind != "verb" or self.before(token) == COLON:
            return False
        begin, end = self.cast.phrase(self.past_pronouns(self.cue.token + 1, self.end), self.end)
        return begin < token and close < end and any(name.type == "PER" for name in self.cast.within(close, end))

    def near_enough(self, token: int, words: int) -> bool:
        """Whether words in marks stand so that the waiting cue is likely to lead them in."""
        if self.before(token) == COLON or self.cue.speaker is not None or self.cue.cue.kind == "participle":
            return True
        if self.cue.cue.kind == "noun" and not self.cue.cue.owner:
            return False
        if self.led(token) in self.cue.cue.frame:
            return True
        return not self.cue.cue.weak or words >= 4 and token - self.cue.token <= WEAK_REACH

    def is_speech(self, token: int, close: int, words: int) -> bool:
        """Whether words in marks can be speech: two or more, no title, no name."""
        if words < 2:
            return False
        before, after = self.before(token), self.letters[min(close + 1, self.end - 1)]
        if after == THAT and before in (VERB, ABOUT) and words <= TITLE_WORDS:  # «ويؤكد "تاج العروس" أن»
            return False
        two = self.letters[token - 2] if token - 1 > self.start else ""
        if words <= TITLE_WORDS and (
            before in TITLES or two in TITLES and before != COLON and not is_led(light(self.last_word(token)))
        ):
            return False
        told = self.led(token) == LA and words <= NAME_WORDS and LA not in (self.cue.cue.frame if self.cue else ())
        told = told and not (
            self.clause and (not self.cue or token - self.cue.token > NOUN_REACH)
        )  # «يدل على أن الحصار مطلوب لـ"ردهم إلى الصواب"»
        return not told and not any(name.end - name.start >= words for name in self.cast.within(token + 1, close))

    def colon(self, token: int) -> None:
        """A colon after a cue, without marks behind it: the words themselves to the sentence's end."""
        if token + 1 in self.cast.marks or self.clause or not self.cue or self.cue.speaker is not None:
            return
        if self.cue.cue.kind != "noun" and not self.cue.cue.weak and token - self.cue.token <= COLON_REACH:
            self.clause = (token + 1, self.resolved(token))
            self.cue = None
