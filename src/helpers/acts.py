"""Acts: the verbs and nouns of meeting, visiting, phoning, signing and attacking, in all their forms."""

from functools import cache
from typing import NamedTuple

from helpers import cues, lexicons
from helpers.cues import POSSESSIVES
from helpers.normalise import light, standard
from helpers.scan import fold, proclitic_splits


class Act(NamedTuple):
    """A form of an act: label, verb or noun, types of its agent, where the other side stands and its types, object."""

    label: str
    kind: str
    agents: frozenset
    other: frozenset
    types: frozenset
    needs: str
    gender: str = ""
    present: bool = False
    owner: bool = False


@cache
def acts() -> dict[str, tuple[Act, ...]]:
    """Every form with the acts that it may tell, in the standard form.

    >>> acts()["التقي"][0].label, acts()["سيزور"][0].present, acts()["زيارته"][0].owner
    ('met', True, True)
    >>> [(act.label, act.needs) for act in acts()["اجري"]]
    [('phoned', 'اتصال'), ('met', 'محادثات')]
    """
    found: dict[str, list[Act]] = {}
    for row in lexicons.read("acts").itertuples(index=False):
        other = frozenset(fold(word) for word in row.other.split())
        agents, types = frozenset(row.agents.split()), frozenset(row.types.split())
        act = Act(row.act, "verb", agents, other, types, row.object)
        for form, gender in cues.past(light(row.verb)):
            found.setdefault(standard(form), []).append(act._replace(gender=gender))
        for form, gender in cues.present(light(row.present)) if row.present else ():
            found.setdefault(standard(form), []).append(act._replace(present=True, gender=gender))
            found.setdefault(standard("س" + form), []).append(act._replace(present=True, gender=gender))
        if row.noun:
            noun = light(row.noun)
            stem = noun[:-1] + "ت" if noun.endswith("ة") else noun[:-1] + "ئ" if noun.endswith("اء") else noun
            found.setdefault(standard(noun), []).append(act._replace(kind="noun"))
            for ending in POSSESSIVES:
                for bare in {stem, noun if not noun.endswith("ة") else stem}:
                    found.setdefault(standard(bare + ending), []).append(act._replace(kind="noun", owner=True))
    # a form that needs nothing beside it tells one act only
    return {form: tuple(told) if all(act.needs for act in told) else (told[0],) for form, told in found.items()}


@cache
def acts_of(word: str) -> tuple[Act, ...]:
    """The acts that a word as written may tell, without its attached «و» or «ف».

    >>> [act.label for act in acts_of("والتقى")], acts_of("كتاب")
    (['met'], ())
    """
    known = acts()
    for rest, skip in proclitic_splits(standard(word)):
        if rest in known:
            told = known[rest]
            if not skip or standard(word)[:skip] in ("و", "ف") or told[0].kind == "noun" and skip == 1:
                return told
    return ()


@cache
def objects() -> dict[str, str]:
    """What an act needs beside it («شن هجوما»): kind of object of a folded word."""
    table = lexicons.read("act_objects")
    return dict(zip(map(fold, table["word"]), table["object"], strict=True))
