"""Appositions: names in marks, in brackets and behind commas beside the words that name a speaker."""

from bisect import bisect_left

from helpers.cues import ALPHABET, PERSONAL
from helpers.scan import BETWEEN, fold
from helpers.speaker_mentions import Mentions, Named, letters_of

LONGEST = 20  # words in a noun phrase that names a speaker
BREAKING = (*PERSONAL, "body", "office")  # definite heads behind which an indefinite word is no longer the subject
NEAR = 9  # words between a role and the name that goes with it


HARD = letters_of("dot", "stop", "colon", "that", "then", "relative", "mark", "open", "close", "not") | {BETWEEN}
VERB = ALPHABET["verb"]
ACTS = letters_of("verb", "participle", "was")
BLOCKER = ALPHABET["blocker"]
PREPOSITIONS = letters_of(
    "preposition", "between", "in", "on", "about", "from", "to", "blocker", "according", "according_to"
)
TOWARDS, BY = letters_of("on", "to"), letters_of("from", "about")
ENDERS = letters_of("ender", "aged")
LOOSE = letters_of("also", "time", "already", "pronoun", "about_them")
COMMA, WAS, MARK, RELATIVE, NOUN, OPEN, CLOSE, ABOUT, PARTICIPLE = (
    ALPHABET[name] for name in ("comma", "was", "mark", "relative", "noun", "open", "close", "about", "participle")
)
WHAT, DOT, RECEIVED = ALPHABET["what"], ALPHABET["dot"], ALPHABET["received"]
IN_THE_NAME = ALPHABET["for_whom"]  # «باسم»


class Appositions(Mentions):
    """What stands beside the names of a batch."""

    def _in_marks(self, token: int, end: int) -> int:
        """The word after a short name in quotation marks that opens at a word; 0 where none does."""
        span = self.marks.get(token)
        close = bisect_left(self.batch.starts, span.end) if span else 0
        return close + 1 if span and close < end and close - token <= 6 else 0

    def _marked_name(self, token: int, end: int, head: str) -> int:
        """The word after a name in marks that opens at a word and belongs to a role or is known; 0 where none does."""
        after = self._in_marks(token, end)
        return after if after and (head or self.within(token + 1, after - 1)) else 0

    def _past_brackets(self, token: int, end: int) -> int:
        """The word after brackets behind which a person is named; 0 where none is."""
        close = next((at for at in range(token, min(token + 6, end)) if self.batch.letters[at] == CLOSE), end)
        behind = close + 1 < end and (self._apposed(close + 2, end) or self._apposed(close + 1, end))
        return close + 1 if behind else 0

    def _in_brackets(self, token: int, end: int) -> int:
        """The word after brackets that hold nothing but a name; 0 where they hold more."""
        named = self.at.get(token + 1)
        return named.end + 1 if named and named.end < end and self.batch.letters[named.end] == CLOSE else 0

    def _past_addressee(self, start: int, end: int) -> int:
        """Past whom it was told: «قالت لـ"صوت المرسى" رئيسة اللجنة»."""
        if start >= end:
            return start
        named = self.at.get(start)
        if named and named.type == "ORG" and named.attached == "ل" and named.end < end:
            return named.end
        if fold(self.batch.words[start]) == "ل" and start + 1 < end:
            return self._in_marks(start + 1, end) or start
        return start

    def _apposed(self, token: int, end: int) -> Named | None:
        """A person right behind a comma, or with a word or two of role before the name."""
        for at in range(token, min(token + 3, end)):
            named = self.at.get(at)
            if named:
                return named if named.type == "PER" and named.end <= end and not named.attached else None
            if self.batch.letters[at] in HARD | ACTS | PREPOSITIONS | LOOSE | {COMMA}:
                return None
        return None

    def _being(self, token: int, end: int) -> int:
        """The word after a name that «وهو» or «وهي» tells; 0 where none does."""
        named = self.at.get(token + 1)
        being = token + 1 < end and fold(self.batch.words[token]) in ("وهو", "وهي")
        return named.end if being and named and named.type == "PER" and named.end <= end else 0
