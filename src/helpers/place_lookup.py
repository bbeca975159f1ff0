"""The places that a name may mean: looked up as it is written, then without what may be left out, then in other spellings."""

from functools import lru_cache
from typing import NamedTuple

from helpers import demonyms, entity_forms, gazetteer, spelling
from helpers.gazetteer import Place


class Found(NamedTuple):
    """A place that a name may mean: how well the name fits (1 is exactly) and in what way it does."""

    place: Place
    fit: float
    why: str


def _exact(key: str) -> list[Found]:
    code = gazetteer.countries()[0].get(key)
    found = [Found(gazetteer.country(code), 1.0, "country")] if code else []
    region = gazetteer.regions().get(key)
    if region:
        found.append(Found(region, 0.95, "in the list of regions"))
    index = gazetteer.cities()
    return found + [Found(index.rows[row], 0.95, "city") for row in index.exact.get(key, ())]


def _near(found: list[Found], name: str) -> list[Found]:
    """A part of a place, or a thing named for it: a region at the coordinates of that place, with a low score."""
    return [
        Found(one.place._replace(name=name, kind="region", population=0), one.fit * 0.6, "at the place it is named for")
        for one in found
    ]


def _headed(name: str, words: tuple[str, ...]) -> list[Found]:
    """Places whose name follows a head (مدينة حلب, محافظة إدلب, شمال سوريا) or goes before العاصمة."""
    known = entity_forms.heads("place_heads")
    for length in (2, 1):
        head, rest = " ".join(words[:length]), spelling.joined(" ".join(words[length:]))
        if head not in known or not rest:
            continue
        found, kind = _exact(rest), known[head]
        if kind == "country":
            return [one for one in found if one.place.kind == "country"]
        if kind == "city":
            return [one for one in found if one.place.kind == "city"] or found
        if kind == "region":
            regions = [one for one in found if one.place.kind == "region"]
            return regions or [one._replace(fit=0.9, why="at the town it is named for") for one in found]
        return _near(found, name)
    if len(words) > 1 and words[-1] == "العاصمه":
        return [one for one in _exact(spelling.joined(" ".join(words[:-1]))) if one.place.kind == "city"]
    return []


@lru_cache(maxsize=100_000)
def candidates(name: str) -> tuple[Found, ...]:
    """The places that a name may mean, by the strictest way of reading it that finds any.

    Parameters
    ----------
    name : str
        As in the text. Tried in turn: as it is; without a head; with or without the article; without an adjective of
        nationality at its end; in another spelling of the same sounds.

    >>> [(found.place.country, found.place.kind, found.fit) for found in candidates("تونس")]
    [('TN', 'country', 1.0), ('TN', 'city', 0.95)]
    >>> [(found.place.name, found.why) for found in candidates("مدينة باليرمو الإيطالية")]
    [('Palermo', 'city')]
    """
    words = tuple(spelling.fold(name).split())
    key = spelling.joined(" ".join(words))
    if not key:
        return ()
    found = _exact(key) or _headed(name, words)
    if not found:
        other = key.removeprefix("ال") if key.startswith("ال") else "ال" + key
        found = [one._replace(fit=one.fit * 0.85, why=f"{one.why}, but for the article") for one in _exact(other)]
    if not found and len(words) > 1:
        code = demonyms.country_of(words[-1])
        shorter = candidates(" ".join(words[:-1])) if code else ()
        found = [one for one in shorter if one.place.country == code]
    if not found and len(key) > 3:
        index = gazetteer.cities()
        alike = [other for other in index.skeletons.get(spelling.skeleton(key), ())[:50] if spelling.same(key, other)]
        found = [
            one._replace(fit=one.fit * 0.7, why=f"{one.why} spelled {key}") for other in alike for one in _exact(other)
        ]
    return tuple(dict.fromkeys(found))
