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
def acts() -> dict[str, Act]:
    """Every form of every act, in the standard form.

    >>> acts()["التقي"].label, acts()["سيزور"].present, acts()["زيارته"].owner
    ('met', True, True)
    """
    found: dict[str, Act] = {}
    for row in lexicons.read("acts").itertuples(index=False):
        other = frozenset(fold(word) for word in row.other.split())
        agents, types = frozenset(row.agents.split()), frozenset(row.types.split())
        act = Act(row.act, "verb", agents, other, types, row.object)
        for form, gender in cues.past(light(row.verb)):
            found.setdefault(standard(form), act._replace(gender=gender))
        for form, gender in cues.present(light(row.present)) if row.present else ():
            found.setdefault(standard(form), act._replace(present=True, gender=gender))
            found.setdefault(standard("س" + form), act._replace(present=True, gender=gender))
        if row.noun:
            noun = light(row.noun)
            stem = noun[:-1] + "ت" if noun.endswith("ة") else noun[:-1] + "ئ" if noun.endswith("اء") else noun
            found.setdefault(standard(noun), act._replace(kind="noun"))
            for ending in POSSESSIVES:
                for bare in {stem, noun if not noun.endswith("ة") else stem}:
                    found.setdefault(standard(bare + ending), act._replace(kind="noun", owner=True))
    return found


@cache
def act_of(word: str) -> Act | None:
    """The act that a word as written tells, without its attached «و» or «ف».

    >>> act_of("والتقى").label, act_of("كتاب")
    ('met', None)
    """
    known = acts()
    for rest, skip in proclitic_splits(standard(word)):
        if rest in known:
            act = known[rest]
            if not skip or standard(word)[:skip] in ("و", "ف") or act.kind == "noun" and skip == 1:
                return act
    return None


@cache
def objects() -> dict[str, str]:
    """What an act needs beside it («شن هجوما»): kind of object of a folded word."""
    table = lexicons.read("act_objects")
    return dict(zip(map(fold, table["word"]), table["object"], strict=True))
