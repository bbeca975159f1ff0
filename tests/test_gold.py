"""The gold standoff files: whole, consistent, and about the texts that they claim."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from helpers import frames

WORD_BEFORE = re.compile(r"\w*$")
PROCLITICS = re.compile("[وف]?[بلك]?ـ?")

GOLD = Path(__file__).parent / "gold"
LAYERS = [name for name in ("names", "quotes", "dates") if (GOLD / f"{name}.csv").is_file()]


def read(name):
    return pd.read_csv(GOLD / f"{name}.csv", dtype={"article": str}, keep_default_na=False)


def overlaps(layer):
    """Rows that begin before an earlier row of their article has ended."""
    layer = layer.sort_values(["article", "start"])
    reached = layer.groupby("article").end.cummax().groupby(layer.article).shift()
    return layer[layer.start < reached]


@pytest.fixture(scope="module")
def texts(public_data):
    wanted = set(read("articles").article)
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


@pytest.mark.parametrize("name", LAYERS)
def test_spans_are_ordered_and_apart(name):
    layer = read(name)
    assert set(layer.article) == set(read("articles").article)
    assert (layer.start >= 0).all() and (layer.start < layer.end).all()
    assert overlaps(layer).empty


def test_overlaps_are_seen():
    assert len(overlaps(pd.DataFrame({"article": ["a"] * 3, "start": [0, 2, 9], "end": [5, 3, 10]}))) == 1


def test_an_entity_has_one_type():
    names = read("names")
    assert set(names.type) <= set(frames.TYPES)
    assert (names.entity != "").all()
    assert names.groupby(["article", "entity"]).type.nunique().eq(1).all()


def test_texts_are_those_that_were_read(texts):
    for row in read("articles").itertuples():
        assert hashlib.sha256(texts[row.article].encode()).hexdigest() == row.sha256, row.article


@pytest.mark.parametrize("name", LAYERS)
def test_spans_hold_whole_words(name, texts):
    for row in read(name).itertuples():
        text = texts[row.article]
        span = text[row.start : row.end]
        assert span and span == span.strip(), (row.article, span)
        assert "\n" not in span or name == "quotes"
        assert not text[row.end : row.end + 1].isalnum(), (row.article, span)
        attached = WORD_BEFORE.search(text[: row.start]).group()
        assert PROCLITICS.fullmatch(attached), (row.article, attached, span)
