"""The places that a name may mean: as it is written, then without what may be left out, then in other spellings."""

from functools import cache, lru_cache
from typing import NamedTuple

from babel.languages import get_official_languages

from helpers import demonyms, entity_forms, gazetteer, spelling
from helpers.gazetteer import Place


class Found(NamedTuple):
    """A place that a name may mean: how well the name fits (1 is exactly) and in what way.

    `sure` is for what news means by a name without more: a country, a region of the list, a capital, a city of
    city_names.csv. `guess` is for a name that fits by its sound alone.
    """

    place: Place
    fit: float
    why: str
    sure: bool = False
    guess: bool = False


@cache
def _arabic_speaking() -> frozenset[str]:
    return frozenset(code for code in gazetteer.territories() if "ar" in get_official_languages(code))


def arabic_speaking(code: str) -> bool:
    """Whether Arabic is an official language of a country, so that its towns have one Arabic spelling.

    >>> arabic_speaking("YE"), arabic_speaking("FR")
    (True, False)
    """
    return code in _arabic_speaking()


def _exact(key: str) -> list[Found]:
    code = gazetteer.countries()[0].get(key)
    found = [Found(gazetteer.country(code), 1.0, "country", True)] if code else []
    region = gazetteer.regions().get(key)
    if region:
        found.append(Found(region, 0.95, "in the list of regions", True))
    if key.removeprefix("ال") in entity_forms.heads("place_heads"):
        return found  # «المدينة» and «القرية» say what kind of place it is, whatever towns are called that.
    index = gazetteer.cities()
    for row in index.exact.get(key, ()):
        city = index.rows[row]
        found.append(Found(city, 0.95, "city", row in index.listed or index.capitals.get(city.country) is city))
    return found


def _near(found: list[Found], name: str) -> list[Found]:
    """A part of a place, or a thing named for it: a region at the coordinates of that place, with a low score."""
    return [
        Found(one.place._replace(name=name, kind="region"), one.fit * 0.6, "at the place it is named for", one.sure)
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
            return regions or [one._replace(fit=0.9, why="at the town it is named for", sure=False) for one in found]
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
        near = _exact(other) if len(other.removeprefix("ال")) > 3 else ()
        found = [one._replace(fit=one.fit * 0.85, why=f"{one.why}, but for the article", sure=False) for one in near]
    if not found and len(words) > 1:
        code = demonyms.country_of(words[-1])
        shorter = candidates(" ".join(words[:-1])) if code else ()
        found = [one for one in shorter if one.place.country == code]
    if not found and len(key) > 3:
        index = gazetteer.cities()
        alike = [other for other in index.skeletons.get(spelling.skeleton(key), ())[:50] if spelling.same(key, other)]
        found = [
            one._replace(fit=one.fit * 0.7, why=f"{one.why} in another spelling", sure=False, guess=True)
            for other in alike
            for one in _exact(other)
            if not arabic_speaking(one.place.country)
        ]
    return tuple(dict.fromkeys(found))
