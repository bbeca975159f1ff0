"""Sources: cues that stand beside a statement («بحسب البيان», «على حد قوله», «"..."، قال فلان»)."""

from helpers import cues
from helpers.attributions import Attributions
from helpers.cue_forms import Cue
from helpers.cues import ALPHABET, PERSONAL
from helpers.normalise import light
from helpers.quote_state import (
    ABOUT,
    AS,
    ATTRIBUTING,
    CHANTS,
    COLON,
    COMMA,
    EXTENT,
    LA,
    LEADING,
    MARK,
    NOUN,
    PUNCTUATION,
    QUOTING,
    THAT,
    VERB,
    WHAT,
    Waiting,
)
from helpers.scan import OTHER, fold
from helpers.speaker_appositions import CLOSE, NEAR, PREPOSITIONS
from helpers.speaker_memory import Speaker
from helpers.speaker_mentions import letters_of

THEN_REACH = 25  # words between a source and its «فإن»
THEN = ALPHABET["then"]
SAYING_KINDS = ("verb", "participle")
APART = letters_of("time") | {OTHER}  # what may stand between a source and its comma


class Sources(Attributions):
    """What finds the speakers of cues beside a statement."""

    def source(self, token: int) -> tuple[Waiting, int] | None:
        """The speaker of «بحسب ...», «وفقا لـ ...», «نقلا عن ...», «على حد قول ...», and the word after it."""
        at, cue = token + 1, Cue("بحسب", "according", frozenset(), "neutral")
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
                return Waiting(token, cue, self.speaker or self.owner(token, at), self.via), at + 1
            at += 1
        elif following == VERB or following == NOUN and at > token + 1:  # «لما ذكره» looks like the noun
            said = self.batch.entry(at).value
            cue = cue._replace(stance=said.stance, gender=said.gender)
            at += 1
        if letter == AS and self.letters[at : at + 1] in PREPOSITIONS:  # «كما دعا إلى»: also
            return None
        begin, end = self.named_source(at, led=following != VERB)
        if end <= begin or letter == AS and self.goes_on(token, end):
            return None
        speaker = self.cast.who(begin, end, cue.gender)
        opens = token - self.start <= 1 and any(map(self.then, range(end, min(end + 2, self.end))))
        if not speaker.entity and not speaker.kind and not opens:  # «وبحسب البورصة، فإن التمويل»
            return None
        if speaker.kind == "source" and not speaker.entity and not cues.is_one(self.batch.words[begin]):
            speaker = speaker._replace(gender="p")  # «وفق وسائل إعلام. وقال»: not they
        self.cast.speaks(token, speaker)
        return Waiting(token, cue, speaker, self.via), end + (end < self.end and self.letters[end] == MARK)

    def owner(self, token: int, at: int) -> Speaker:
        """Whose words they are by «على حد قولها»: the last one named in the sentence that agrees, or who spoke last."""
        gender = "f" if light(self.batch.words[at]).endswith("ها") else "m"
        for name in reversed(self.cast.within(self.start, token)):
            fits = name.type == "PER" and not self.cast.clashes(name, gender) or name.type == "ORG" and gender == "f"
            if fits and name.entity:
                return Speaker(name.entity, how="sentence", gender=gender)
        return self.cast.last(token, gender)

    def goes_on(self, token: int, end: int) -> bool:
        """Whether «كما» means «also»: it opens the sentence, and what is said stands behind («كما كشفت مصادر أن»)."""
        after = self.letters[end : end + 3]
        if self.before(token) == COMMA and THAT in after[: 1 + (after[:1] == COMMA)]:  # «، كما أضاف فلان أن»
            return True
        if after[:1] == OTHER and not self.cast.is_led_in(end):  # «كما نفى فلان وجود أي تواطؤ»
            return True
        led = any(letter in after for letter in (THAT, MARK)) or after[:1] in PREPOSITIONS
        return token - self.start <= 1 and bool(after) and led

    def amid(self, token: int, after: int) -> bool:
        """Whether a source stands between commas, behind a verb and its subject: «أكد فلان، بحسب رويترز، على»."""
        apart = self.before(token) == COMMA and self.letters[after : after + 1] == COMMA
        begin, end = self.cast.phrase(self.cue.token + 1, token)
        return apart and self.cue.cue.kind == "verb" and begin < end == token - 1

    def led_soon(self, after: int) -> bool:
        """Whether «إن» follows words about a source, before another cue: «وفقا لما نشرته الصحيفة على موقعها، إن»."""
        near = self.letters[after : min(after + 8, self.end)]
        place = near.find(THAT)
        verbs = (at for at in range(after, after + place) if self.letters[at] == VERB)  # «عبر» is «across» here
        return place >= 0 and MARK not in near[:place] and all(self.batch.entry(at).value.initial for at in verbs)

    def leads_on(self, token: int, cue: Cue, near: bool = False) -> bool:
        """Whether what leads its content in stands behind a subject: «وفي القصر عبر الأمير فلان عن ...».

        With `near` the content must stand right there: «إعلان فلان أن», «إعلان فلان عن "..."».
        """
        _, end = self.cast.phrase(token + 1, self.end)
        if near:
            led = self.before(token) == ALPHABET["in"] or cues.role_split(self.batch.words[token + 1])[2]
            named = next(iter(self.cast.within(token + 1, end)), None)
            role = cues.role(self.batch.words[token + 1]) in cues.PERSONAL
            whole = fold(self.batch.words[token + 1]).startswith("ال")
            if led or named and named.attached or not (named or role and whole):  # «في تصريح لرويترز إن»
                return False
            if self.letters[end : end + 1] == THAT:
                return "ان" in cue.frame
            if self.letters[end : end + 1] in (COLON, MARK):  # «عن صحيفة "كذا" قول فلان: "..."»
                return True
            if self.letters[end + 1 : end + 2] != MARK:
                return False
        return any(self.cast.within(token + 1, end)) and self.lead(min(end, self.end - 1)) in cue.frame

    def leads_soon(self, token: int, cue: Cue) -> bool:
        """Whether what leads the content of a verb in stands near: «وعبر الأمير عن», but not «وعبر موقعه قال»."""
        near = range(token + 1, min(token + NEAR, self.end))
        return any(self.lead(at) in cue.frame for at in near if self.letters[at] in LEADING)

    def opens_clause(self, after: int) -> int:
        """Where the clause begins behind a source that opens the sentence; 0 where none does.

        «وبحسب بيانات اللجنة الصادرة يوم الخميس: ...», «وبحسب البيان فإن ...», «وبحسب ما نقل الموقع عن فلان، فإن ...».
        """
        place = after
        while place < min(after + 6, self.end - 1) and self.letters[place] in APART and not self.then(place):
            place += 1
        if place + 1 < self.end and self.letters[place] in (COMMA, COLON):
            return place + 1 + self.then(place + 1)
        then = (at for at in range(after, min(after + THEN_REACH, self.end - 1)) if self.then(at))
        place = next(then, 0)
        return place + 1 if place and (place == after or self.before(place) in APART | {COMMA, CLOSE}) else 0

    def then(self, token: int) -> bool:
        """Whether a word is «فإن» or, behind a comma, «إن»."""
        plain = self.letters[token] == THAT and self.batch.words[token] == "إن"
        return self.letters[token] == THEN or plain and self.before(token) == COMMA

    def is_chant(self, waiting: Waiting) -> bool:
        """Whether words are what a crowd calls: «هتف المحتجون "..."»."""
        return waiting.cue.lemma in CHANTS and not (waiting.speaker and waiting.speaker.entity)

    def for_what(self, token: int) -> bool:
        """Whether «ل» leads words in marks in within a running clause: «إن ذلك، ويعد دليلا، مطلوب لـ"ردهم"»."""
        return bool(self.clause) and self.led(token) == LA and LA not in self.cue.cue.frame

    def joins(self, noun: Cue) -> None:
        """Give a verb that leads in no clause itself what its noun leads in: «وجه تحذيرا من أن»."""
        verb = self.cue.cue
        if verb.kind == "verb" and "ان" not in verb.frame and "ان" in noun.frame:
            self.cue = self.cue._replace(cue=verb._replace(frame=verb.frame | noun.frame))

    def goes_with_clause(self, token: int, waiting: Waiting) -> bool:
        """Whether words in marks belong to the running clause of a verb, and what stands after them only passes on."""
        if not self.clause or self.letters[waiting.token] not in ATTRIBUTING or self.before(token) == COMMA:
            return False
        cue, speaker = self.clause[1].cue, self.clause[1].speaker
        known = speaker and (speaker.entity or speaker.kind in ("document", *PERSONAL))
        known = bool(known) and (speaker.start >= 0 or speaker.how in ("last", "sentence"))
        return cue.kind in SAYING_KINDS and known

    def named_source(self, at: int, led: bool) -> tuple[int, int]:
        """The noun phrase of an attribution, with its attached ل or its quotation marks."""
        while at < self.end and (fold(self.batch.words[at]) in ("ل", "عن") or self.letters[at] in PREPOSITIONS):
            at += 1
        if at >= self.end:
            return at, at
        return self.cast.phrase(at, self.end, led=led)

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

    def attribution(self, token: int) -> int:
        """«بحسب ...» beside a clause: the clause before it in the sentence, or after it where it opens the sentence."""
        found = self.source(token) if token != self.passed else None
        if not found:
            return token + 1
        waiting, after = found
        own = self.letters[token : token + 2] == EXTENT + NOUN and self.batch.entry(token + 1).value.owner
        if self.clause and own and after < self.end and self.letters[after] not in PUNCTUATION | {MARK, NOUN}:
            return after  # «إن الحزب تحول من جماعة، على حد تعبيره، إلى جيش»
        head = token - 1 if self.before(token) == ALPHABET["on"] else token  # «على حد قوله»
        if self.clause:
            said = self.clause[1]
            self.close(head)
            if said.cue.kind in SAYING_KINDS and said.speaker and said.speaker.entity:
                self.cast.passes_on(token)  # «وقال فلان إن ...، بحسب رويترز. وأضاف»
        elif self.cue and self.cue.speaker is None and (self.led_soon(after) or self.amid(token, after)):
            self.via = self.words(waiting.speaker)  # «قال فلان بحسب ما نقل البيان إن»
        elif any(statement.cue == token for statement in self.found[-3:]):
            pass
        elif token - self.start <= 6 and self.opens_clause(after):
            after = self.opens_clause(after)
            self.clause, self.speaker = (after, waiting), waiting.speaker
        elif not self.found:
            self.clause, self.speaker = (self.past_dateline(), waiting), waiting.speaker
            self.close(head)
        elif self.found[-1].speaker.entity:
            self.cast.passes_on(token)
        return after
