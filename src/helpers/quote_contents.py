"""Contents: what a cue leads in: words in quotation marks, and those behind a colon."""

from bisect import bisect_left

from helpers import cues
from helpers.cue_forms import Cue
from helpers.normalise import light
from helpers.quote_sources import Sources
from helpers.quote_state import (
    ABOUT,
    AND,
    ATTRIBUTING,
    BA,
    COLON,
    COLON_REACH,
    COMMA,
    LA,
    NAME_WORDS,
    NOUN_REACH,
    REACH,
    THAT,
    TITLE_WORDS,
    TITLES,
    VERB,
    WEAK_REACH,
    WHOLE_WORDS,
    Waiting,
)
from helpers.scan import fold
from helpers.speaker_appositions import RELATIVE
from helpers.speaker_memory import Speaker
from helpers.speaker_mentions import is_led


class Contents(Sources):
    """What finds the words that somebody is reported to have said."""

    def governed(self, token: int) -> bool:
        """Whether a complementiser or quotation belongs to the waiting cue."""
        if not self.cue or token - self.cue.reached > (NOUN_REACH if self.cue.cue.kind == "noun" else REACH):
            return False
        lead = self.led(token)
        if lead and self.before(self.cue.token) == RELATIVE and COMMA in self.letters[self.cue.token : token]:
            return False  # «جلسة المجلس التي دعت روسيا لانعقادها، إلى "حصة تلاسن"»
        return lead in ("", LA) or lead in self.cue.cue.frame or lead == "في" and token - self.cue.token > 2

    def led(self, token: int) -> str:
        """The preposition before a word, or attached to it; empty where there is none."""
        word, before = fold(self.batch.words[token]), fold(self.last_word(token)).lstrip(AND)
        if self.batch.entry(token).skip and word.lstrip(AND).startswith(BA) or before == BA:
            return BA
        return LA if before == LA else self.lead(token - 1) if token > self.start else ""

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
        own = self.cue and self.governed(token) and self.near_enough(token, close, words) and not self.for_what(token)
        passed = waiting and self.letters[waiting.token] in ATTRIBUTING
        if waiting and self.goes_with_clause(token, waiting):  # «أضاف أن الضغط "يؤتي أكله"، وفق ما نقلت رويترز»
            self.cast.passes_on(waiting.token)
            waiting = self.clause[1]._replace(via=self.words(waiting.speaker))
        elif passed and (own and self.cue.cue.kind != "noun" or self.cue and self.speaker and self.speaker.entity):
            # «قال فلان: "..."، بحسب رويترز»
            self.cast.passes_on(waiting.token)
            self.passed = waiting.token
            self.cue = waiting = self.resolved(token)._replace(via=self.words(waiting.speaker), reached=after)
        elif waiting:
            if self.clause and self.before(token) == COMMA:
                self.close(token)
        elif own:
            if self.clause and self.cue.token > self.clause[0]:  # «إن الاتفاق سار وأضاف: "..."»
                self.close(self.cue.token)
            self.cue = waiting = self.resolved(token)._replace(reached=after)
        elif self.clause:
            waiting = self.inner(token) or self.clause[1]
        elif words >= WHOLE_WORDS and token == self.start and after >= self.end - 1:
            last = self.cast.last(token, "")
            waiting = Waiting(-1, Cue("", "none", frozenset(), "neutral"), last) if last.entity else None
        if waiting and not self.is_chant(waiting):
            self.add(token + 1, close, "direct", waiting, span)
        return after

    def inner(self, token: int) -> Waiting | None:
        """The verb that leads words in marks in within a source's clause: «وبحسب رويترز فإن فلانا أكد "..."»."""
        start, source = self.clause
        if source.cue.kind != "according":
            return None
        for at in range(token - 1, max(start, token - WEAK_REACH) - 1, -1):
            cue = self.batch.entry(at).value if self.letters[at] == VERB else None
            if cue is not None and not cue.weak:
                begin, end = self.cast.phrase(at + 1, token)
                speaker = self.cast.who(begin, end, cue.gender) if end > begin else Speaker()
                speaker = speaker if speaker.entity else self.cast.subject(start, at, cue.gender)
                return Waiting(at, cue, speaker, self.words(source.speaker)) if speaker.entity else None
        return None

    def in_subject(self, token: int, close: int) -> bool:
        """Whether words in marks stand among those that name the speaker: «رأى الباحث في معهد "الآفاق" فلان أن»."""
        if not self.cue or self.cue.speaker is not None or self.cue.cue.kind != "verb" or self.before(token) == COLON:
            return False
        begin, end = self.cast.phrase(self.past_pronouns(self.cue.token + 1, self.end), self.end)
        return begin < token and close < end and any(name.type == "PER" for name in self.cast.within(close, end))

    def near_enough(self, token: int, close: int, words: int) -> bool:
        """Whether words in marks stand so that the waiting cue is likely to lead them in."""
        if self.before(token) == COLON or self.cue.speaker is not None or self.cue.cue.kind == "participle":
            return True
        if self.cue.cue.kind == "noun" and not self.cue.cue.owner:
            return False
        if self.led(token) in self.cue.cue.frame:
            return True
        whole = words >= WHOLE_WORDS and close + 1 >= self.end - 1  # «وشرح اختياره مهاجما شابا "للأسف فإن ..."»
        return not self.cue.cue.weak or whole or words >= 4 and token - self.cue.token <= WEAK_REACH

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
        first = self.batch.words[token + 1]
        if (
            words <= NAME_WORDS and cues.role(first) == "body" and not fold(first).startswith("ال")
        ):  # «نقلها "تلفزيون الشرقية"»
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
