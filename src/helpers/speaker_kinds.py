"""Kinds of organisations: which names a noun that points back may mean («النادي» a club, «الصحيفة» a paper)."""

from functools import cache

from helpers import lexicons
from helpers.scan import fold


@cache
def kinds() -> dict[str, frozenset[str]]:
    """The kinds of known organisations that a bare folded noun may point back to (data/lexicons/body_kinds.csv).

    >>> sorted(kinds()["نادي"]), "وزاره" in kinds()
    (['club', 'team'], False)
    """
    table = lexicons.read("body_kinds")
    return {fold(word): frozenset(found.split()) for word, found in zip(table["word"], table["kinds"], strict=True)}


@cache
def _known() -> dict[str, frozenset[str]]:
    table = lexicons.read("known_organisations")
    found: dict[str, set] = {}
    for name, kind in zip(table["name"], table["kind"], strict=True):
        found.setdefault(fold(name), set()).add(kind)
    return {name: frozenset(told) for name, told in found.items()}


def kinds_of(name: str) -> frozenset[str]:
    """The kinds of an organisation by its name; none where it is not known.

    >>> sorted(kinds_of("ريال مدريد")), sorted(kinds_of("نورماريس"))
    (['club'], [])
    """
    return _known().get(fold(name), frozenset())
