"""Acts: the verbs and nouns of meeting, visiting, phoning, signing and attacking, in all their forms."""

from functools import cache
from typing import NamedTuple

from helpers import cue_forms, lexicons
from helpers.cue_forms import OBJECTS, POSSESSIVES
from helpers.normalise import light, standard
from helpers.scan import fold, proclitic_splits

MEANS = frozenset(("attacker", "target"))  # kinds of words beside an act that take the article


class Act(NamedTuple):
    """A form of an act: label, verb or noun, types of its agent, where the other side stands and its types, object."""

    label: str
    kind: str
    agents: frozenset
    other: frozenset
    types: frozenset
    needs: frozenset
    open: frozenset = frozenset()  # which sides may stay unnamed: agent, other
    gender: str = ""
    present: bool = False
    owner: bool = False  # a noun with a possessive: «زيارته»
    whole: bool = False  # a noun with the article: «اللقاء»
    pronoun: bool = False  # a verb with a pronoun for its other side: «زاره»
    behind: bool = False  # a verb whose object stands before it: «هجوم شنه», «الاتفاق الذي وقعته»


@cache
def acts() -> dict[str, tuple[Act, ...]]:
    """Every form with the acts that it may tell, in the standard form.

    >>> acts()["التقي"][0].label, acts()["سيزور"][0].present, acts()["زيارته"][0].owner, acts()["شنته"][0].behind
    ('met', True, True, True)
    >>> [(act.label, sorted(act.needs)) for act in acts()["اجري"]]
    [('phoned', ['اتصال']), ('met', ['محادثات'])]
    """
    found: dict[str, list[Act]] = {}
    for row in lexicons.read("acts").itertuples(index=False):
        act = Act(row.act, "verb", *(_set(text) for text in (row.agents, row.other, row.types)),
                  frozenset(row.object.split()), frozenset(row.open.split()))  # fmt: skip
        if row.verb:
            _verb(found, act, light(row.verb), light(row.present))
        if row.noun:
            _noun(found, act._replace(kind="noun"), light(row.noun))
    return {form: tuple(told) for form, told in found.items()}


def _set(text: str) -> frozenset:
    return frozenset(word if word.isascii() else fold(word) for word in text.split())


def _verb(found, act, verb, present) -> None:
    past = list(cue_forms.past(verb))
    for form, gender in past:
        found.setdefault(standard(form), []).append(act._replace(gender=gender))
    with_object = act._replace(behind=True) if act.needs else act._replace(pronoun=True)
    taking = act.needs or "object" in act.other and act.label != "phoned"  # «هاتفه» is his telephone
    for form, gender in past[:3] if taking else ():
        _with_objects(found, with_object._replace(gender=gender), form, gender)
    for form, gender in cue_forms.present(present) if present else ():
        told = act._replace(present=True, gender=gender)
        found.setdefault(standard(form), []).append(told)
        found.setdefault(standard("س" + form), []).append(told)
        if taking and gender != "p":
            _with_objects(found, with_object._replace(present=True, gender=gender), form, gender)


def _with_objects(found, act, form, gender) -> None:
    stem = form[:-1] + "ا" if form.endswith("ى") else form.removesuffix("ا") if gender == "p" else form
    for ending in OBJECTS:
        found.setdefault(standard(stem + ending), []).append(act)


def _noun(found, act, noun) -> None:
    stem = noun[:-1] + "ت" if noun.endswith("ة") else noun[:-1] + "ئ" if noun.endswith("اء") else noun
    found.setdefault(standard(noun), []).append(act)
    if not noun.endswith(("ة", "اء")):
        found.setdefault(standard(noun + "ا"), []).append(act)
    found.setdefault(standard("ال" + noun), []).append(act._replace(whole=True))
    if act.label == "attacked":
        return  # «هجومه», «قصفها»: of the one who did it, or to whom it was done?
    for ending in POSSESSIVES:
        for bare in {stem, noun if not noun.endswith("ة") else stem}:
            gender = {"ه": "m", "ها": "f"}.get(ending, "p")
            found.setdefault(standard(bare + ending), []).append(act._replace(owner=True, gender=gender))


@cache
def acts_of(word: str, led: bool = False) -> tuple[Act, ...]:
    """The acts that a word as written may tell, without its attached «و» or «ف»; with `led` only behind a «ل».

    >>> [act.label for act in acts_of("والتقى")], acts_of("كتاب")
    (['met'], ())
    >>> [act.kind for act in acts_of("للقاء", led=True)], acts_of("لقاء", led=True)
    (['noun'], ())
    """
    known, form = acts(), standard(word)
    for rest, skip in proclitic_splits(form):
        if rest in known:
            told, attached = known[rest], form[:skip]
            if led:
                nouns = tuple(act for act in told if act.kind == "noun")
                return nouns if attached.endswith("ل") else ()
            if attached in ("", "و", "ف"):
                return told
            nouns = tuple(act for act in told if act.kind == "noun")
            if skip <= 2 and nouns:
                return nouns
    return ()


@cache
def objects() -> dict[str, str]:
    """What an act needs beside it («شن هجوما»): kind of object of a folded word."""
    table = lexicons.read("act_objects")
    return dict(zip(map(fold, table["word"]), table["object"], strict=True))


@cache
def object_of(word: str) -> str:
    """The kind of object of a word as written, with or without what is attached to it.

    >>> object_of("هجوما"), object_of("لهجوم"), object_of("وقصف"), object_of("بيت")
    ('هجوم', 'هجوم', 'هجوم', '')
    """
    known = objects()
    return next((known[rest] for rest, _ in proclitic_splits(fold(word)) if rest in known), "")


@cache
def _kinds() -> dict[str, frozenset]:
    table = lexicons.read("act_words")
    found: dict[str, set] = {}
    for word, kind in zip(table["word"], table["kind"], strict=True):
        found.setdefault(fold(word), set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def kinds_of(word: str) -> frozenset:
    """What a word beside an act says of it (data/lexicons/act_words.csv), with or without what is attached to it.

    >>> sorted(kinds_of("وبمطار")), sorted(kinds_of("مزعوم")), kinds_of("كتاب")
    (['target'], ['not real', 'not told'], frozenset())
    """
    known = _kinds()
    for rest, _ in proclitic_splits(fold(word)):
        if rest in known:
            return known[rest]
        if rest.startswith("ال") and rest[2:] in known:
            return known[rest[2:]] & MEANS  # «القاعدة», «الطائرة»
    return frozenset()
