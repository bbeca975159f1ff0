"""Cues: the verbs, nouns and prepositions that say that somebody said something, in all their forms.

data/lexicons/cues.csv has one row a verb: third person past, present, active participle, verbal noun, what its content
is led in by, and its stance. The further forms («قالت», «يقولون», «قائلة», «قوله») are made here.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from helpers import date_patterns, lexicons
from helpers.normalise import light
from helpers.scan import OTHER, Alphabet, Entry, fold, proclitic_splits, raw_skip

ALPHABET = Alphabet()
MARKS = {
    "،": "comma", ",": "comma", ".": "dot", "؟": "stop", "?": "stop", "!": "stop", "؛": "stop", "…": "stop", ":": "colon",
    "(": "open", ")": "close", "[": "open", "]": "close", "-": "dash", "–": "dash", "—": "dash",
    **dict.fromkeys('"«»“”„‟‹›″＂', "mark"),
}  # fmt: skip
POSSESSIVES = ("ه", "ها", "هم", "هما", "هن")
TIME_KINDS = ("weekday", "deictic", "part", "part_of_day", "the_unit:day")


class Cue(NamedTuple):
    """A form of a cue: its citation form, verb, participle or noun, what leads its content in, stance, gender."""

    lemma: str
    kind: str
    frame: frozenset
    stance: str
    gender: str = ""
    present: bool = False
    owner: bool = False  # a noun with a possessive: «قوله»


@cache
def forms() -> dict[str, Cue]:
    """Every form of every cue, folded.

    >>> forms()["قالت"].gender, forms()["مضيفه"].kind, forms()["قوله"].owner
    ('f', 'participle', True)
    """
    found: dict[str, Cue] = {}
    for row in lexicons.read("cues").itertuples(index=False):
        frame = frozenset(fold(word) for word in row.frame.split())
        base = Cue(row.cue, "verb", frame, row.stance)
        for form, gender in _past(light(row.cue)):
            found.setdefault(fold(form), base._replace(gender=gender))
        if row.present:
            for form, gender in _present(light(row.present)):
                found.setdefault(fold(form), base._replace(gender=gender, present=True))
        if row.participle:
            stem = light(row.participle)
            weak = stem[:-1] if stem.endswith("ي") else stem
            ends = [(stem + "ا", "m"), (stem + "ة", "f"), (weak + "ين", "p"), (stem + "ات", "f")]
            for form, gender in ends:
                found.setdefault(fold(form), base._replace(kind="participle", gender=gender))
        if row.noun:
            noun = light(row.noun)
            stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
            for ending in POSSESSIVES:
                found.setdefault(fold(stem + ending), base._replace(kind="noun", owner=True))
            for form in (noun, "ال" + noun):
                found.setdefault(fold(form), base._replace(kind="noun"))
    return found


def _past(verb: str):
    stem = verb[:-1] if verb[-1] in "ىا" else verb
    yield verb, "m"
    yield stem + "ت", "f"
    yield stem + "وا", "p"
    yield stem + ("يا" if verb[-1] == "ى" else "ا"), "p"
    yield stem + "تا", "f"


def _present(verb: str):
    stem = verb[:-1] if verb[-1] in "ىيو" else verb
    yield verb, "m"
    yield "ت" + verb[1:], "f"
    yield stem + "ون", "p"


@cache
def words() -> dict[str, tuple[str, object]]:
    """Class and value of every folded word that the grammar of quotations knows."""
    found: dict[str, tuple[str, object]] = {}
    for row in lexicons.read("cue_words").itertuples(index=False):
        found.setdefault(fold(row.word), (row.kind, row.value))
    for form, cue in forms().items():
        found.setdefault(form, (cue.kind, cue))
    for form, (kind, _) in date_patterns.words().items():
        if kind in TIME_KINDS:
            found.setdefault(form, ("time", kind))
    return found


@lru_cache(maxsize=1 << 18)
def classify(word: str) -> Entry:
    """Class, value and attached letters of a word as written.

    >>> classify("وقالت").value.lemma, classify("وقالت").skip, classify("فإن").letter == OTHER
    ('قال', 1, True)
    """
    if word in MARKS:
        return Entry(ALPHABET[MARKS[word]])
    if not word[0].isalpha():
        return Entry(OTHER)
    folded, known = fold(word), words()
    for rest, skip in proclitic_splits(folded):
        if rest in known:
            kind, value = known[rest]
            if not _may_carry(kind, folded[:skip], rest, value):
                continue
            return Entry(ALPHABET[kind], value, raw_skip(word, skip))
    return Entry(OTHER)


def _may_carry(kind: str, attached: str, rest: str, value) -> bool:
    """Which attached letters a class of words takes: verbs only و and ف, «أن» no ف, ل or ك."""
    if not attached:
        return True
    if kind == "that":
        return attached in ("و", "ب", "وب")
    if kind in ("verb", "participle", "according", "was", "already", "impersonal"):
        return attached in ("و", "ف")
    if kind in ("noun", "expression"):
        return attached in ("و", "ب", "وب", "ف", "ل", "ول")
    return len(rest) > 2 or attached in ("و", "ف")


for _kind, _ in words().values():
    ALPHABET[_kind]
for _kind in MARKS.values():
    ALPHABET[_kind]


@cache
def roles() -> dict[str, str]:
    """Kind of speaker (person, spokesperson, document, source, body, office) of a folded word without ال."""
    return {fold(row.role): row.kind for row in lexicons.read("roles").itertuples(index=False)}


@cache
def role(word: str) -> str:
    """The kind of speaker that a word as written names, or nothing.

    >>> role("المبعوث"), role("والمتحدثة"), role("كتاب")
    ('person', 'spokesperson', '')
    """
    return role_split(word)[0]


@cache
def role_split(word: str) -> tuple[str, str, int]:
    """Kind of speaker, the bare folded role, and how many characters are attached before it.

    >>> role_split("لتقرير"), role_split("للوزير")
    (('document', 'تقرير', 1), ('person', 'وزير', 1))
    """
    known = roles()
    for rest, skip in proclitic_splits(fold(word)):
        for form in (rest, rest[2:] if rest.startswith("ال") else rest):
            if form in known:
                return known[form], form, raw_skip(word, skip)
    return "", "", 0
