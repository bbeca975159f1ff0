"""Forms of cues: the verbs of saying with their participles and nouns, in all their forms.

data/lexicons/cues.csv has one row a verb: third person past, present, active participle, verbal noun, what its content
is led in by, and its stance. The further forms («قالت», «يقولون», «قائلة», «قوله») are made here.
"""

from functools import cache
from typing import NamedTuple

from helpers import lexicons
from helpers.normalise import light, standard
from helpers.scan import fold

POSSESSIVES = ("ه", "ها", "هم", "هما", "هن")
OBJECTS = ("ه", "ها", "هم")
SHADDA = "\u0651"
HABITS = {"object": "needs_object", "noun": "takes_nouns"}


class Cue(NamedTuple):
    """A form of a cue: its citation form, verb, participle or noun, what leads its content in, stance, gender."""

    lemma: str
    kind: str
    frame: frozenset
    stance: str
    gender: str = ""
    present: bool = False
    owner: bool = False  # a noun with a possessive: «قوله»
    object: bool = False  # a verb with its object: «وصفه», «نشرته»
    weak: bool = False  # says as often something else: a quotation must stand close
    needs_object: bool = False  # has always somebody or something besides its speaker: «اتهم», «وصف»
    relay: bool = False  # passes on what another said: «نقلت رويترز عن مسؤول»
    continues: bool = False  # goes on speaking: «وأضاف», «وتابع»
    takes_nouns: bool = False  # says as well a noun: «أكد وجود», «توقع تراجع»
    addresses: bool = False  # is told to somebody: «أخبر», «حث»
    initial: bool = False  # a verb only where a sentence or clause begins, else another word: «عبر»


@cache
def forms() -> dict[str, Cue]:
    """Every form of every cue, in the standard form.

    >>> forms()["قالت"].gender, forms()["مضيفة"].kind, forms()["قوله"].owner
    ('f', 'participle', True)
    """
    found: dict[str, Cue] = {}
    for row in lexicons.read("cues").itertuples(index=False):
        frame = frozenset(fold(word) for word in row.frame.split())
        habits = {HABITS.get(habit, habit): True for habit in row.habits.split()}
        base = Cue(row.cue, "verb", frame, row.stance, **habits)
        for form, gender in past(light(row.cue)):
            found.setdefault(standard(form), base._replace(gender=gender))
        if row.present:
            for form, gender in present(light(row.present)):
                found.setdefault(standard(form), base._replace(gender=gender, present=True))
        if row.participle:
            stem = light(row.participle)
            weak = stem[:-1] if stem.endswith("ي") else stem
            ends = [(stem + "ا", "m"), (stem + "ة", "f"), (weak + "ين", "p"), (stem + "ات", "f")]
            for form, gender in ends:
                found.setdefault(standard(form), base._replace(kind="participle", gender=gender))
        if row.noun:
            noun = light(row.noun)
            stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
            for ending in POSSESSIVES:
                found.setdefault(standard(stem + ending), base._replace(kind="noun", owner=True))
            for form in (noun, "ال" + noun, noun if noun.endswith(("ة", "ء")) else noun + "ا"):
                found.setdefault(standard(form), base._replace(kind="noun"))
    for row in lexicons.read("cues").itertuples(index=False):  # with an object: «وصفه», «أعلنته»
        for form, gender in list(past(light(row.cue)))[:2]:
            stem = form[:-1] + "ا" if form.endswith("ى") else form
            for ending in OBJECTS:
                base = found[standard(form)]
                found.setdefault(standard(stem + ending), base._replace(gender=gender, object=True))
    return found


def past(verb: str):
    """Forms of the past from the third person singular, with their gender (m, f; p for the plural).

    >>> [form for form, _ in past("دعا")][:3]
    ['دعا', 'دعت', 'دعوا']
    """
    stem = verb[:-1] if verb[-1] in "ىا" else verb
    yield verb, "m"
    yield stem + "ت", "f"
    yield stem + "وا", "p"
    yield stem + ("يا" if verb[-1] == "ى" else "ا"), "p"
    yield stem + "تا", "f"


def present(verb: str):
    """Forms of the present, with their gender.

    >>> [form for form, _ in present("ينفي")]
    ['ينفي', 'تنفي', 'ينفون']
    """
    stem = verb[:-1] if verb[-1] in "ىيو" else verb
    yield verb, "m"
    yield "ت" + verb[1:], "f"
    yield stem + "ون", "p"


def shaped(word: str) -> str:
    """A word without diacritics but the shadda."""
    return SHADDA.join(map(standard, word.split(SHADDA)))


@cache
def doubled() -> dict[str, Cue]:
    """Verbs that only the shadda tells from other words: «بيّن» is not «بين»."""
    rows = (row for row in lexicons.read("cues")["cue"] if SHADDA in row)
    return {shaped(form): forms()[standard(form)]._replace(gender=gender) for row in rows for form, gender in past(row)}
