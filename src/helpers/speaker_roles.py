"""Roles: whom the article calls by a role or description, and what its persons' genders are."""

from bisect import bisect_left, bisect_right
from functools import cache

import pandas as pd

from helpers import cues, demonyms, gazetteer, lexicons
from helpers.cue_forms import POSSESSIVES
from helpers.cues import ALPHABET, PERSONAL
from helpers.normalise import light
from helpers.scan import OTHER, Batch, fold
from helpers.speaker_appositions import (
    ACTS,
    CLOSE,
    COMMA,
    HARD,
    IN_THE_NAME,
    NEAR,
    OPEN,
    PREPOSITIONS,
    RELATIVE,
    VERB,
    WAS,
)
from helpers.speaker_mentions import Named
from helpers.speaker_phrases import Phrases

NO_ROLE = PREPOSITIONS | {IN_THE_NAME}  # words of a role that tell it from no other
AND_SHE = ALPHABET["and_she"]


class Roles(Phrases):
    """The roles that the articles of a batch give to persons."""

    def __init__(self, batch: Batch, mentions: pd.DataFrame | None, marks: dict | None = None):
        super().__init__(batch, mentions, marks)
        self.bounds: dict = {}  # article -> its first word and the word after its last
        for (article, *_), offset in zip(batch.rows, batch.offsets, strict=True):
            self.bounds.setdefault(article, [offset, 0])
        for (article, *_), offset in zip(batch.rows, [*batch.offsets[1:], len(batch.text)], strict=True):
            self.bounds[article][1] = offset
        self.given: dict = {}  # article -> roles given in it
        self.genders: dict = {}  # article and person -> gender
        self.namings: dict = {}  # article -> entity -> its mentions
        self.of_entity = {named.entity: named for named in reversed(self.named)}  # one mention of each entity

    def offices(self, entity: str, token: int) -> bool:
        """Whether an article gives a person an office."""
        article = self.article(token)
        if article not in self.given:
            self._read_roles(article)
        known = cues.roles()
        return any(given == entity and known.get(head) == "official" for _, head, _, given in self.given[article])

    def by_role(self, start: int, end: int, before: int, named: bool = False) -> str:
        """The person to whom the article gives a role, the fittest and nearest one before a word.

        With `named` only one who has been given it before, or the only one at all, in some of the same words.
        """
        article = self.article(start)
        if article not in self.given:
            self._read_roles(article)
        head, said = self._role(start, end)
        best, best_score = "", 0.0
        owned = any(named.type == "ORG" for named in self.within(start + 1, end)) and self._owned_role(start)
        whole: dict = {}  # what all places together say of a person's office
        for _, own_head, own, entity in self.given[article]:
            if own_head == head:
                whole[entity] = whole.get(entity, frozenset()) | own
        common_heads = {entity for _, own_head, own, entity in self.given[article] if own_head == head and said & own}
        for place, own_head, own, entity in self.given[article]:
            if own_head != head:
                continue
            common = len(said & own)
            if said and own and not common or _abroad(said, whole[entity]):
                continue
            if owned and not own:  # «رئيس المنظمة» is not «الرئيس فلان»
                continue
            if named and (not common or place >= before and len(common_heads) > 1):
                continue
            score = 1 + common - 0.5 * len(own - said) / (1 + len(own)) + (0.5 if place < before else 0) + place * 1e-9
            if score > best_score:
                best, best_score = entity, score
        if not best and not named and cues.roles().get(head) == "person":  # the only lawyer of the article
            ones = {entity for _, own_head, _, entity in self.given[article] if own_head == head}
            best = ones.pop() if len(ones) == 1 and not _abroad(said, whole[min(ones)]) else ""
        return best

    def _role(self, start: int, end: int) -> tuple[str, frozenset]:
        """The head of a role and the words that tell it from others; countries by code («الأميركي», «أمريكا»)."""
        head = cues.role_split(self.batch.words[start])[1]
        said = range(start + 1, end)
        said = [self.batch.words[at] for at in said if self.batch.letters[at] not in NO_ROLE]
        words = [cues.role_split(word)[1] or bare_word(word) for word in said]  # «لمنظمة» is «المنظمة»
        return head, frozenset(country(word) or word for word in words if len(word) > 2)

    def _read_roles(self, article) -> None:
        """Every role that stands before (or, after a comma, behind) a person's name in an article."""
        given = self.given[article] = []
        letters, words = self.batch.letters, self.batch.words
        first, last = (bisect_left(self.batch.starts, position) for position in self.bounds[article])
        for named in self.within(first, last):
            if named.type != "PER" or not named.entity:
                continue
            low = named.start
            while (
                low > 0
                and named.start - low < NEAR
                and (letters[low - 1] not in HARD | ACTS or self._brackets(low) < low)
                and self._not_person(low - 1)
            ):
                titles = all(cues.role(words[at]) in PERSONAL for at in range(low, named.start))
                if letters[low - 1] == COMMA and not titles:  # over the comma in «ولي العهد، الأمير فلان»
                    break
                low = min(low - 1, self._brackets(low))
            for token in range(low, named.start):
                if cues.role(words[token]) in PERSONAL and self._his_own(low, token, named):
                    head, said = self._role(token, named.start)
                    hers = fold(words[token]).endswith(POSSESSIVES) and not light(words[token]).endswith("ة")
                    if hers:  # «مديرها الطبيب فلان»: of what stands before
                        said = frozenset()
                    given.append((token, head, said, named.entity))
            token = named.end + (letters[named.end : named.end + 1] == COMMA)
            if token < len(words):
                behind = self.within(token, min(len(words), token + 6))
                apart = token > named.end or all(other.type != "PER" for other in behind)  # «فلانة وزيرة الدولة»
                joined = cues.role_split(words[token])[2] > 0  # «فلان، والرئيس علان»
                if apart and not joined and cues.role(words[token]) in PERSONAL:
                    stop = token + 1
                    while stop < min(len(words), token + 6) and letters[stop] not in HARD | ACTS | {COMMA}:
                        stop += 1
                    for at in range(token, stop):  # «فلان، نائب رئيس المجلس وزير الخارجية»
                        if cues.role(words[at]) in PERSONAL and not (at > token and self._owned_role(at - 1)):
                            given.append((at, *self._role(at, stop), named.entity))

    def _his_own(self, low: int, token: int, named: Named) -> bool:
        """Whether a role before a name is that person's: «نائب», not «الرئيس», in «نائب الرئيس فلان».

        «الرئيس» in «محامي الرئيس فلان», whose lawyer is another, and in «مبعوث الرئيس فلان إلى ليبيا، علان».
        """
        words = self.batch.words
        if token > low and self._owned_role(token - 1) and cues.role(words[token - 1]) == "official":
            return fold(words[token]).startswith("ال") and self._another_behind(named)
        if not self._of_role(token):
            return True
        return cues.role(words[token]) == "official" and not self._another_behind(named)

    def _another_behind(self, named: Named) -> bool:
        """Whether another person stands soon behind a name and a preposition: «مبعوث الرئيس فلان إلى ليبيا علان»."""
        letters, end = self.batch.letters, min(named.end + 6, len(self.batch.letters))
        led = letters[named.end : named.end + 1] in PREPOSITIONS or named.end < end and self.is_led_in(named.end)
        stop = next((at for at in range(named.end, end) if letters[at] in HARD | ACTS | {COMMA}), end)
        return led and any(other.type == "PER" and not other.attached for other in self.within(named.end, stop))

    def _owned_role(self, token: int) -> bool:
        """Whether a word is a role of which the next word is a part: «نائب» in «نائب رئيس المجلس»."""
        word = self.batch.words[token]
        return cues.role(word) in PERSONAL and not fold(word).startswith("ال") and not cues.definite(word)

    def _brackets(self, token: int) -> int:
        """Where brackets open that close right before a word: «محافظ بنك الاحتياطي (البنك المركزي) فلان»."""
        letters = self.batch.letters
        if letters[token - 1] != CLOSE:
            return token
        return next((at for at in range(token - 2, max(0, token - 7), -1) if letters[at] == OPEN), token)

    def _not_person(self, token: int) -> bool:
        near = bisect_right(self.starts, token) - 1
        return near < 0 or self.named[near].end <= token or self.named[near].type != "PER"

    def clashes(self, named: Named, gender: str) -> bool:
        """Whether a person's given name is of the other gender than the verb."""
        if named.type != "PER" or gender not in ("m", "f"):
            return False
        return (self.given_gender(named) or gender) != gender

    def given_gender(self, named: Named) -> str:
        """The gender of a person by the given name, else by what agrees with it in the article; empty if none tells."""
        if named.type != "PER":
            return ""
        first = fold(self.batch.words[named.start])[len(named.attached) :]
        return given_names().get(first, "") or self._agreed_gender(named)

    def _agreed_gender(self, named: Named) -> str:
        """The gender that verbs and relative words beside all of a person's namings agree in («كانت فلانة التي»)."""
        key = (self.article(named.start), named.entity)
        if key not in self.genders:
            others = self._namings(key[0]).get(named.entity, ()) if named.entity else ()
            votes = [self._gender_beside(other) for other in others]
            female, male = votes.count("f"), votes.count("m")
            self.genders[key] = "f" if female > male else "m" if male > female else ""
        return self.genders[key]

    def _namings(self, article) -> dict[str, list[Named]]:
        """The mentions of each entity of an article."""
        if article not in self.namings:
            found = self.namings[article] = {}
            first, last = (bisect_left(self.batch.starts, position) for position in self.bounds[article])
            for named in self.within(first, last):
                found.setdefault(named.entity, []).append(named)
        return self.namings[article]

    def _of_thing(self, token: int) -> bool:
        """Whether a noun that is no person's role owns the name behind it: «إدارة الرئيس فلان التي»."""
        while token > 0 and cues.role(self.batch.words[token]) in PERSONAL:
            token -= 1
        word = self.batch.words[token]
        return self.batch.letters[token] == OTHER and light(word).endswith(("ة", "ات", "ء"))

    def _gender_beside(self, named: Named) -> str:
        """The gender of the verb before a person or of the relative word behind; empty where neither tells."""
        letters, words = self.batch.letters, self.batch.words
        behind = named.end + (letters[named.end] == COMMA)
        if letters[behind] == RELATIVE and behind < len(words) and not self._of_thing(named.start - 1):
            return {"التي": "f", "الذي": "m"}.get(fold(words[behind]), "")
        before = named.start - 1
        if letters[before] == WAS:
            return "f" if fold(words[before]).endswith("ت") else "m"
        cue = self.batch.entry(before).value if letters[before] == VERB else None
        if cue is not None and not cue.object and cue.gender in ("m", "f"):
            return cue.gender
        return "f" if letters[before] == AND_SHE else ""


@cache
def given_names() -> dict[str, str]:
    """Gender of the given names that only one gender bears, folded."""
    table = lexicons.read("arabic_given_names")
    found: dict[str, set] = {}
    for name, gender in zip(table["name"], table["gender"], strict=True):
        found.setdefault(fold(name), set()).add(gender)
    return {name: genders.pop() for name, genders in found.items() if len(genders) == 1 and genders <= {"m", "f"}}


@cache
def country(word: str) -> str:
    """The code of the country that a bare folded word names or points at; empty where it is none.

    >>> country("اميركي"), country("امريكا"), country("خارجيه")
    ('US', 'US', '')
    """
    codes = gazetteer.countries()[0]
    for form in (word, "ال" + word):
        if form in codes:
            return codes[form]
    return demonyms.country_of(word) or demonyms.country_of("ال" + word)


def _abroad(said: frozenset, own: frozenset) -> bool:
    """Whether the words of two roles tell different countries."""
    countries = [{word for word in words if word.isascii()} for words in (said, own)]
    return all(countries) and countries[0].isdisjoint(countries[1])


def bare_word(word: str) -> str:
    folded = fold(word)
    for letter in ("و", "ف"):
        if folded.startswith(letter + "ال"):
            folded = folded[1:]
    return folded[2:] if folded.startswith("ال") else "" + folded[2:] if folded.startswith("لل") else folded
