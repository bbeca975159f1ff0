"""Statements: one sentence read for its cues of speech and what each of them leads in."""

from bisect import bisect_left
from typing import NamedTuple

from helpers import cues
from helpers.cues import ALPHABET
from helpers.quote_marks import Quoted
from helpers.scan import fold
from helpers.speakers import PREPOSITIONS, Cast, Speaker, letters_of

REACH = 45  # words between a cue and what it leads in
NOUN_REACH, WEAK_REACH, COLON_REACH = 7, 12, 12
TITLE_WORDS = 8  # the longest title that stands in marks after «بعنوان» or «فيلم»
WHOLE_WORDS = 6  # the shortest quotation that is speech because it is a sentence by itself

THAT, MARK, COLON, COMMA = (ALPHABET[name] for name in ("that", "mark", "colon", "comma"))
NOT, BLOCKER, WHAT = (ALPHABET[name] for name in ("not", "blocker", "what"))
VERB, NOUN, PARTICIPLE, ABOUT, AS = (ALPHABET[name] for name in ("verb", "noun", "participle", "about", "as"))
TONGUE, EXTENT, QUOTING, ENDER = (ALPHABET[name] for name in ("tongue", "extent", "quoting", "ender"))
ATTRIBUTING = letters_of("according", "according_to", "according_verb", "quoting", "extent", "as")
SAYING = letters_of("verb", "participle", "noun")
EVENTS = ATTRIBUTING | SAYING | letters_of("that", "mark", "colon", "ender")
TITLES = letters_of("title_of", "name_of", "charge_of")
LEADING = {ALPHABET[name]: fold(word) for name, word in
           {"to": "إلى", "on": "على", "about": "عن", "from": "من", "in": "في"}.items()}  # fmt: skip
PUNCTUATION = letters_of("comma", "dash", "dot", "stop", "colon")
AND, BA = "و", "ب"
AGAINST = frozenset(map(fold, ("عليه", "عليها", "عليهم")))
ACROSS = fold("عبر")  # «عبر»: the verb only where a sentence or a clause begins
RELAYED = ("نقل", "جاء", "ورد")


class Statement(NamedTuple):
    """Words that somebody is reported to have said: the first, the one after the last, and all that is known."""

    start: int
    end: int
    kind: str
    cue: int
    stance: str
    speaker: Speaker
    via: str = ""
    span: Quoted | None = None


class Waiting(NamedTuple):
    """A cue that waits for its content, or has got some: from where its reach is counted, and who speaks."""

    token: int
    cue: cues.Cue
    speaker: Speaker | None = None
    via: str = ""
    reached: int = 0


class Sentence:
    """One sentence: its cues in order, and what each leads in."""

    def __init__(self, cast: Cast, start: int, end: int):
        self.cast, self.batch, self.letters = cast, cast.batch, cast.batch.letters
        self.start, self.end = start, end
        self.cue: Waiting | None = None  # the cue that waits
        self.clause: tuple[int, Waiting] | None = None  # the indirect clause that is running: its first word, its cue
        self.speaker: Speaker | None = None  # who speaks in this sentence so far
        self.via = ""
        self.found: list[Statement] = []

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
                elif self.clause and self.before(token) == COMMA:  # «، وذلك في إشارة إلى»
                    self.close(token)
                token += 1
        self.close(self.end)
        self.note(self.end)
        return sorted(self.found)

    def before(self, token: int) -> str:
        """The class of the word before one, empty at the head of the sentence."""
        return self.letters[token - 1] if token > self.start else ""

    # -- cues --------------------------------------------------------------------------------------------------

    def saying(self, token: int) -> None:
        """A verb, participle or noun of saying: it waits for its content unless it is denied or says nothing here."""
        cue: cues.Cue = self.batch.entry(token).value
        before, attached = self.before(token), self.batch.entry(token).skip > 0
        if before == NOT or fold(self.batch.words[token]) == ACROSS and before not in ("", COMMA, ALPHABET["was"]):
            return
        if cue.object and not attached and self.cue and before != WHAT:  # «قال بيان نشره الموقع»
            return
        if self.clause and not self.begins_anew(token, cue, before, attached):
            return
        if self.cue and self.cue.speaker is None and cue.kind == "noun" and not attached or self.cue and cue.owner:
            if cue.owner and self.cue.speaker is None:  # «عبر فلان عن أمله», «نقلت عن فلان قوله»: the verb's words
                verb = self.cue.cue
                stance = cue.stance if verb.stance in ("neutral", "express") else verb.stance
                self.cue = self.cue._replace(cue=verb._replace(frame=verb.frame | cue.frame, stance=stance, weak=False))
                return
            if not cue.owner:
                return
        earlier = self.cue
        self.note(token)
        self.cue = Waiting(token, cue, reached=token)
        if earlier and earlier.cue.kind == "verb" and earlier.speaker is None and cue.kind != "verb":
            begin, end = self.cast.phrase(self.past_pronouns(earlier.token + 1, token), token)
            if end > begin:
                self.speaker = self.cast.who(begin, end, earlier.cue.gender)

    def begins_anew(self, token: int, cue: cues.Cue, before: str, attached: bool) -> bool:
        """Whether a cue inside a running clause is the reporter's again, not part of what is reported."""
        start, waiting = self.clause
        if cue.kind == "participle":
            self.close(token)
            return True
        if waiting.cue.kind == "according" and token - start <= 3 and cue.kind == "verb":
            self.clause, self.via = None, self.words(waiting.speaker)  # «وبحسب رويترز، قال فلان ...»
            return True
        return attached or before == COMMA and cue.kind == "verb"

    def words(self, speaker: Speaker | None) -> str:
        """The words of the text that name a speaker."""
        if speaker is None or speaker.start < 0:
            return ""
        return self.batch.text[self.batch.starts[speaker.start] : self.batch.ends[speaker.end - 1]]

    def past_pronouns(self, start: int, end: int) -> int:
        """Past «عليه» and its like, which stand between a verb and its subject."""
        while start < end and fold(self.batch.words[start]) in AGAINST:
            start += 1
        return start

    def note(self, end: int) -> None:
        """A verb of saying that led nothing in: its subject still spoke last («أعلن العراق عن حملة. وأوضح أن ...»)."""
        if self.cue and self.cue.cue.kind == "verb" and self.cue.speaker is None:
            cue = self.cue.cue
            begin, stop = self.cast.phrase(self.past_pronouns(self.cue.token + 1, end), end)
            found = self.cast.who(begin, stop, cue.gender) if stop > begin else Speaker()
            if not found.entity:
                found = self.cast.after_was(self.start, self.cue.token, cue.gender)
            if found.entity:
                self.cast.speaks(self.cue.token, found)

    def governed(self, token: int) -> bool:
        """Whether a complementiser or quotation belongs to the waiting cue."""
        if not self.cue or token - self.cue.reached > (NOUN_REACH if self.cue.cue.kind == "noun" else REACH):
            return False
        word, before = fold(self.batch.words[token]), self.before(token)
        attached = self.batch.entry(token).skip and word.lstrip(AND).startswith(BA) or fold(self.last_word(token)) == BA
        lead = BA if attached else LEADING.get(before, "")
        return not lead or lead in self.cue.cue.frame or lead == "في" and token - self.cue.token > 2

    def last_word(self, token: int) -> str:
        """The word before one, without tatweel."""
        return self.batch.words[token - 1] if token > self.start else ""

    def that(self, token: int) -> None:
        """إن or أن: opens the indirect clause of the waiting cue."""
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

    def impersonal(self, token: int) -> bool:
        """Whether a present verb stands right before its clause («يذكر أن», «يشار إلى أن»): then nobody is named."""
        between = self.letters[self.cue.token + 1 : token]
        word = fold(self.batch.words[self.cue.token]).lstrip("وف")
        return all(letter in LEADING for letter in between) and word in cues.impersonal()

    def resolved(self, content: int) -> Waiting:
        """The waiting cue with its speaker, who is looked for after it, before it, and among those who spoke."""
        waiting = self.cue
        if waiting.speaker is not None:
            return waiting._replace(reached=content)
        token, cue = waiting.token, waiting.cue
        speaker, via = Speaker(), ""
        if cue.kind == "verb" or cue.kind == "noun" and not cue.owner:
            begin, end = self.cast.phrase(self.past_pronouns(token + 1, content), content)
            if cue.lemma in RELAYED:
                begin, end, via = self.relayed(token, content, begin, end)
            if end > begin:
                speaker = self.cast.who(begin, end, cue.gender)
        if speaker.start < 0:
            speaker = self.unnamed(token, cue)
        self.speaker = speaker
        self.cast.speaks(token, speaker)
        return waiting._replace(speaker=speaker, via=via or self.via, reached=content)

    def relayed(self, token: int, content: int, begin: int, end: int) -> tuple[int, int, str]:
        """«نقلت رويترز عن مسؤول», «جاء في بيان»: the source's source speaks, the other passes on."""
        leads = (ABOUT, TONGUE) if self.cue.cue.lemma == "نقل" else (ALPHABET["in"],)
        place = next((at for at in range(max(end, token + 1), content) if self.letters[at] in leads), None)
        if place is None:
            return begin, end, ""
        via = self.words(Speaker("", begin, end)) if end > begin else ""
        if not via and ABOUT in leads:
            via = self.words(self.cast.latest(token))
        start, stop = self.cast.phrase(place + 1, content)
        return (start, stop, via) if stop > start else (begin, end, "")

    def unnamed(self, token: int, cue: cues.Cue) -> Speaker:
        """The speaker of a cue without one after it."""
        opening = token - self.start <= 1 and cue.kind == "verb"
        if self.speaker and not opening and (cue.kind != "verb" or self.batch.entry(token).skip):
            return self.speaker._replace(start=-1, end=-1, how="sentence")
        if not opening:
            subject = self.cast.subject(self.start, token, cue.gender)
            if subject.start >= 0 or subject.entity:
                return subject
        return self.cast.last(token, cue.gender)

    # -- content -----------------------------------------------------------------------------------------------

    def close(self, end: int) -> None:
        """The running indirect clause ends before a word."""
        if not self.clause:
            return
        start, waiting = self.clause
        self.clause = None
        while end > start and (self.letters[end - 1] in PUNCTUATION or fold(self.batch.words[end - 1]) == AND):
            end -= 1
        span = self.cast.marks.get(start)  # nothing but words in marks is direct speech only
        if end - start >= 2 and not (span and bisect_left(self.batch.starts, span.end) >= end - 2):
            self.add(start, end, "indirect", waiting)

    def add(self, start: int, end: int, kind: str, waiting: Waiting, span: Quoted | None = None) -> None:
        """Keep a statement."""
        speaker = waiting.speaker or Speaker()
        self.found.append(Statement(start, end, kind, waiting.token, waiting.cue.stance, speaker, waiting.via, span))

    def mark(self, token: int) -> int:
        """A quotation mark: speech where a cue leads it in or follows it; gives the word to go on from."""
        span = self.cast.marks.get(token)
        if span is None:
            return token + 1
        close = bisect_left(self.batch.starts, span.end)
        after = min(close + 1, self.end)
        words = sum(self.batch.words[at][0].isalpha() for at in range(token + 1, close))
        if not self.is_speech(token, close, words):
            return after
        waiting = self.attributed_after(after)
        if waiting:
            if self.clause and self.before(token) == COMMA:
                self.close(token)
        elif self.cue and self.governed(token) and self.near_enough(token, words):
            self.cue = waiting = self.resolved(token)._replace(reached=after)
        elif self.clause:
            waiting = self.clause[1]
        elif words >= WHOLE_WORDS and token == self.start and after >= self.end - 1:
            last = self.cast.last(token, "")
            waiting = Waiting(token, cues.Cue("", "none", frozenset(), "neutral"), last) if last.entity else None
        if waiting:
            self.add(token + 1, close, "direct", waiting, span)
        return after

    def near_enough(self, token: int, words: int) -> bool:
        """Whether words in marks stand so that the waiting cue is likely to lead them in."""
        if self.before(token) == COLON or self.cue.speaker is not None or self.cue.cue.kind == "participle":
            return True
        if self.cue.cue.kind == "noun" and not self.cue.cue.owner:
            return False
        return not self.cue.cue.weak or words >= 4 and token - self.cue.token <= WEAK_REACH

    def is_speech(self, token: int, close: int, words: int) -> bool:
        """Whether words in marks can be speech: two or more, no title, no name."""
        if words < 2:
            return False
        before = self.before(token)
        two = self.letters[token - 2] if token - 1 > self.start else ""
        if words <= TITLE_WORDS and (before in TITLES or two in TITLES and before != COLON):
            return False
        return not any(name.end - name.start >= words for name in self.cast.within(token + 1, close))

    def attributed_after(self, token: int) -> Waiting | None:
        """A cue right after a quotation: «"..."، قال فلان», «"..." بحسب البيان»."""
        at = token
        while at < self.end and self.letters[at] in letters_of("comma", "dash", "dot"):
            at += 1
        if at >= self.end:
            return None
        if self.letters[at] in ATTRIBUTING:
            found = self.source(at)
            return found[0] if found else None
        if self.letters[at] == VERB and not self.batch.entry(at).skip and (at > token or not self.cue):
            cue = self.batch.entry(at).value
            begin, end = self.cast.phrase(at + 1, self.end)
            if end > begin and not cue.weak:
                speaker = self.cast.who(begin, end, cue.gender)
                self.cast.speaks(at, speaker)
                return Waiting(at, cue, speaker, self.via)
        return None

    def colon(self, token: int) -> None:
        """A colon after a cue, without marks behind it: the words themselves to the sentence's end."""
        if token + 1 in self.cast.marks or self.clause or not self.cue or self.cue.speaker is not None:
            return
        if self.cue.cue.kind != "noun" and not self.cue.cue.weak and token - self.cue.token <= COLON_REACH:
            self.clause = (token + 1, self.resolved(token))
            self.cue = None

    # -- attribution -------------------------------------------------------------------------------------------

    def source(self, token: int) -> tuple[Waiting, int] | None:
        """The speaker of «بحسب ...», «وفقا لـ ...», «نقلا عن ...», «على حد قول ...», and the word after it."""
        at, cue = token + 1, cues.Cue("بحسب", "according", frozenset(), "neutral")
        letter = self.letters[token]
        if at < self.end and self.letters[at] == WHAT:
            at += 1
        following = self.letters[at] if at < self.end else ""
        if letter in (AS, ALPHABET["according_verb"]) and following != VERB:
            return None
        if letter in (QUOTING, EXTENT):
            if following != {QUOTING: ABOUT, EXTENT: NOUN}[letter]:
                return None
            if letter == EXTENT and self.batch.entry(at).value.owner:
                return Waiting(token, cue, self.speaker or self.cast.last(token, ""), self.via), at + 1
            at += 1
        elif following == VERB:
            said = self.batch.entry(at).value
            cue = cue._replace(stance=said.stance, gender=said.gender)
            at += 1
        begin, end = self.named_source(at)
        if end <= begin:
            return None
        speaker = self.cast.who(begin, end, cue.gender)
        if not speaker.entity and not speaker.kind:
            return None
        self.cast.speaks(token, speaker)
        return Waiting(token, cue, speaker, self.via), end + (end < self.end and self.letters[end] == MARK)

    def named_source(self, at: int) -> tuple[int, int]:
        """The noun phrase of an attribution, with its attached ل or its quotation marks."""
        while at < self.end and (fold(self.batch.words[at]) in ("ل", "عن") or self.letters[at] in PREPOSITIONS):
            at += 1
        if at >= self.end:
            return at, at
        return self.cast.phrase(at, self.end, led=True)

    def attribution(self, token: int) -> int:
        """«بحسب ...» beside a clause: the clause before it in the sentence, or after it where it opens the sentence."""
        found = self.source(token)
        if not found:
            return token + 1
        waiting, after = found
        head = token - 1 if self.before(token) == ALPHABET["on"] else token  # «على حد قوله»
        if self.clause:
            self.close(head)
        elif any(statement.cue == token for statement in self.found):
            pass
        elif token - self.start <= 6 and after < self.end and self.letters[after] == COMMA:
            self.clause, self.speaker = (after + 1, waiting), waiting.speaker
        elif not self.found:
            self.clause, self.speaker = (self.start, waiting), waiting.speaker
            self.close(head)
        return after
