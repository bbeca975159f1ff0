"""The invented corpus: whole, dated right, its gold slices right, its wire copies are copies."""

import json
import re
from itertools import combinations

import pandas as pd
import pytest

from helpers import frames, paths

FOLDER = paths.CORPUS_SAMPLE
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
SHIFTS = {"أمس": -1, "اليوم": 0, "غدا": 1}


def read(name):
    return pd.read_csv(FOLDER / f"{name}.csv", keep_default_na=False)


@pytest.fixture(scope="module")
def articles():
    with (FOLDER / "articles.jsonl").open(encoding="utf-8") as lines:
        return pd.DataFrame(map(json.loads, lines))


def spans(layer, articles):
    """The layer with the words that each row marks and the day its article appeared."""
    layer = layer.merge(articles[["id", "text", "published"]], left_on="article", right_on="id", validate="m:1")
    assert len(layer)
    layer["span"] = [text[start:end] for text, start, end in zip(layer.text, layer.start, layer.end, strict=True)]
    layer["day"] = pd.to_datetime(layer.published.str[:10])
    return layer


def shingles(text, n=5):
    words = text.split()
    return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}


def test_three_outlets_over_four_months(articles):
    assert articles.columns.tolist() == ["id", "source", "published", "title", "url", "text"]
    assert len(articles) == 95 and articles.id.is_unique
    assert articles.source.value_counts().min() >= 20 and articles.source.nunique() == 3
    published = pd.to_datetime(articles.published)
    assert published.is_monotonic_increasing
    assert published.dt.strftime("%Y-%m").nunique() == 4
    assert articles.url.str.fullmatch(r"https://[\w-]+\.example\.org/[\w/]+").all() and articles.url.is_unique
    assert articles.text.str.split().str.len().between(80, 200).all()
    assert not articles.text.str.contains(r"[\[\]]|  |\n\n|[|<>{}]").any()


@pytest.mark.parametrize("name", ["names", "quotes", "dates"])
def test_gold_marks_whole_words(name, articles):
    layer = spans(read(name), articles)
    assert len(layer) == len(read(name))
    assert layer.span.eq(layer.span.str.strip()).all() and layer.span.ne("").all()
    assert not layer.span.str.contains("\n").any()
    for row in layer.itertuples():
        assert not re.match(r"\w", row.text[row.end : row.end + 1]), row.span
        attached = re.search(r"\w*\Z", row.text[: row.start]).group()
        assert re.fullmatch("[وف]?[بلك]?ـ?", attached), (row.article, attached, row.span)


@pytest.mark.parametrize("name", ["names", "dates"])
def test_marks_do_not_overlap(name):
    layer = read(name).sort_values(["article", "start"])
    before = layer.groupby("article").end.shift()
    assert not (layer.start < before).any()


def test_direct_statements_fill_their_marks(articles):
    direct = spans(read("quotes").query("kind == 'direct'"), articles)
    pairs = {"«": "»", '"': '"'}
    for row in direct.itertuples():
        assert pairs.get(row.text[row.start - 1]) == row.text[row.end], row.span
    assert not direct.span.str.contains("[«»]").any()


def test_speakers_are_named_in_the_article(articles):
    quotes, names = read("quotes"), read("names")
    known = set(zip(names.article, names.entity, strict=True))
    spoken = quotes[quotes.speaker != ""]
    assert set(zip(spoken.article, spoken.speaker, strict=True)) <= known
    assert (quotes.kind == "direct").sum() > 150 and (quotes.kind == "indirect").sum() > 150
    worded = quotes[(quotes.speaker_start != "") & quotes.speaker.str.startswith("p-")]
    by_name = 0
    for row in worded.itertuples():
        inside = names[
            (names.article == row.article) & names.start.between(int(row.speaker_start), int(row.speaker_end))
        ]
        by_name += row.speaker in set(inside.entity)
        others = set(inside.entity) - {row.speaker}
        assert not {entity for entity in others if entity.startswith("p-")} or row.speaker in set(inside.entity)
    assert by_name > 0.8 * len(worded)


def test_entities_gather_the_names(articles):
    names, entities = spans(read("names"), articles), read("entities").set_index("entity")
    assert entities.index.is_unique and set(names.type) == set(frames.TYPES)
    assert names.groupby("entity").size().to_dict() == entities.mentions.to_dict()
    for entity, group in names.groupby("entity"):
        row = entities.loc[entity]
        assert set(group.span) == {row["name"], *filter(None, row.aliases.split(" | "))}, entity
        assert set(group.type) == {row.type}
    assert entities[entities.aliases.str.contains("المرجاوي")].index.tolist() == ["p-basil-marjawi", "p-numan-marjawi"]


def test_dates_are_true(articles):
    dates = spans(read("dates"), articles)
    known = dates[dates.begin != ""].copy()
    known["begin"], known["finish"] = pd.to_datetime(known.begin), pd.to_datetime(known.finish)
    assert (known.begin <= known.finish).all()
    assert (dates.loc[dates.begin == "", ["finish", "grain"]] == "").all(axis=None)
    single = known[known.begin == known.finish]
    checked = 0
    for row in single.itertuples():
        words = [word for word in WEEKDAYS if re.search(rf"\b{word}\b", row.span)]
        if len(words) == 1:
            assert WEEKDAYS[row.begin.weekday()] == words[0], (row.article, row.span)
            assert abs((row.begin - row.day).days) <= 8, (row.article, row.span)
            checked += 1
        for word, shift in SHIFTS.items():
            if re.search(rf"(?:^|مساء ){word}\b", row.span):
                assert (row.begin - row.day).days == shift, (row.article, row.span)
                checked += 1
    assert checked > 100


def test_every_year_written_in_a_date_is_its_value(articles):
    dates = spans(read("dates"), articles)
    years = dates.span.str.extract(r"\b((?:19|20)\d\d)\b")[0]
    assert years.notna().sum() > 20
    assert (dates.begin.str[:4] == years)[years.notna()].all()


def test_copies_share_their_text_and_others_do_not(articles):
    texts, copies = articles.set_index("id").text, read("copies")
    assert copies.kind.value_counts().min() >= 5
    for row in copies.itertuples():
        same = texts[row.article] == texts[row.original]
        assert same == (row.kind == "exact")
        assert articles.set_index("id").source[row.article] != articles.set_index("id").source[row.original]
    group = dict(zip(copies.article, copies.original, strict=True))
    sets = {article: shingles(text) for article, text in texts.items()}
    for a, b in combinations(texts.index, 2):
        overlap = len(sets[a] & sets[b]) / min(len(sets[a]), len(sets[b]))
        related = group.get(a, a) == group.get(b, b)
        assert overlap > 0.6 if related else overlap < 0.1, (a, b, overlap)


def test_marked_as_invented():
    assert "invented" in (FOLDER / "README.md").read_text("utf-8")
