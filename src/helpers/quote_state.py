"""State: a sentence that is being read, what waits in it, and the words and distances that all its readers share."""

import re
from typing import NamedTuple

from helpers.cue_forms import Cue
from helpers.cues import ALPHABET
from helpers.quote_marks import Quoted
from helpers.scan import fold
from helpers.speaker_memory import Speaker
from helpers.speaker_mentions import letters_of
from helpers.speakers import Cast

REACH = 45  # words between a cue and what it leads in
NOUN_REACH, WEAK_REACH, COLON_REACH = 7, 12, 12
TITLE_WORDS = 8  # the longest title that stands in marks after «بعنوان» or «فيلم»
NAME_WORDS = 4  # the longest name in marks of whom something was told: «لـ"سكاي نيوز عربية"»
DATELINE = 9  # words in which the dash of a dateline stands
WHOLE_WORDS = 6  # the shortest quotation that is speech because it is a sentence by itself

THAT, MARK, COLON, COMMA = (ALPHABET[name] for name in ("that", "mark", "colon", "comma"))
NOT, BLOCKER, WHAT = (ALPHABET[name] for name in ("not", "blocker", "what"))
VERB, NOUN, PARTICIPLE, ABOUT, AS = (ALPHABET[name] for name in ("verb", "noun", "participle", "about", "as"))
FROM, PRONOUN, AT_IT = ALPHABET["from"], ALPHABET["pronoun"], letters_of("pronoun", "against", "about_them")
TONGUE, EXTENT, QUOTING, ENDER = (ALPHABET[name] for name in ("tongue", "extent", "quoting", "ender"))
ATTRIBUTING = letters_of("according", "according_to", "according_verb", "quoting", "extent", "as")
SAYING = letters_of("verb", "participle", "noun")
EVENTS = ATTRIBUTING | SAYING | letters_of("that", "mark", "colon", "ender", "ender_in", "and_she")
TITLES = letters_of("title_of", "name_of", "for_whom", "charge_of")
LEADING = letters_of("to", "on", "about", "from", "in")
PUNCTUATION = letters_of("comma", "dash", "dot", "stop", "colon")
AND, BA, LA = "و", "ب", "ل"  # attached letters
CLEAR, BETWEEN_THEM = "بيّن", ALPHABET["between"]
PASSIVE = re.compile("[وف]?\\w\u064f")
CHANTS = ("هتف", "ردد")
WROTE, HOLDING = "كتب", ("تضمن", "نص")
OPENING = letters_of("comma", "was", "dash") | {""}  # what stands before a verb that opens a clause
PASSING = frozenset(map(fold, ("عن", "إلى")))  # «نقلت عن فلان», «نسبت إلى فلان»
PLURAL = "p"  # a verb of several stands behind its subject
WHO_SHE, AS_FOR, BEFORE = fold("التي"), fold("أما"), fold("سبق")


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
    cue: Cue
    speaker: Speaker | None = None
    via: str = ""
    reached: int = 0


class State:
    """The state of one sentence that is being read."""

    def __init__(self, cast: Cast, start: int, end: int):
        self.cast, self.batch, self.letters = cast, cast.batch, cast.batch.letters
        self.start, self.end = start, end
        self.cue: Waiting | None = None  # the cue that waits
        self.clause: tuple[int, Waiting] | None = None  # the indirect clause that is running: its first word, its cue
        self.speaker: Speaker | None = None  # who speaks in this sentence so far
        self.via = ""
        self.passed = -1  # a source already read, which only passes on
        self.found: list[Statement] = []

    def before(self, token: int) -> str:
        """The class of the word before one, empty at the head of the sentence."""
        return self.letters[token - 1] if token > self.start else ""

    def lead(self, token: int) -> str:
        """The preposition that a word is, folded; empty where it is none."""
        return fold(self.batch.entry(token).value) if self.letters[token] in LEADING else ""

    def last_word(self, token: int) -> str:
        """The word before one, without tatweel."""
        return self.batch.words[token - 1] if token > self.start else ""

    def words(self, speaker: Speaker | None) -> str:
        """The words of the text that name a speaker."""
        if speaker is None or speaker.start < 0:
            return ""
        return self.batch.text[self.batch.starts[speaker.start] : self.batch.ends[speaker.end - 1]]

    def past_pronouns(self, start: int, end: int) -> int:
        """Past «عليه» and its like, which stand between a verb and its subject."""
        while start < end and self.letters[start] == ALPHABET["against"]:
            start += 1
        return start
