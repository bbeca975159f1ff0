"""The whole way on the sample and on real news: every number leads back to its place, and the body is only the body."""

import gzip
import itertools
import json
import subprocess
import sys

import pandas as pd
import pytest

from helpers import analysis, articles, frames, paths

SPANS = ("blocks", "tokens", "mentions", "dates")  # frames whose `text` is text[start:end]


@pytest.fixture(scope="module")
def sample():
    return analysis.analyse(articles.read(paths.SAMPLE))


@pytest.fixture(scope="module")
def news(public_data):
    path = public_data("ant-news-2018") / "articles.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, 0, 20_000, 100)]
    table = pd.DataFrame({"article": [r["id"] for r in rows], "text": [r["text"] for r in rows]})
    table["published"] = pd.to_datetime([articles.day(r["published"]) for r in rows]).astype("datetime64[s]")
    return analysis.analyse(table)


def check_spans(a):
    texts = dict(zip(a.articles.article, a.articles.text, strict=True))
    for name in (*SPANS, "quotes"):
        frame = getattr(a, name)
        assert len(frame), name
        cut = [texts[r.article][r.start : r.end] for r in frame[["article", "start", "end"]].itertuples()]
        assert cut == frame["text"].tolist(), name


def test_every_span_of_the_sample_gives_its_words(sample):
    check_spans(sample)


def test_every_span_of_two_hundred_news_articles_gives_its_words(news):
    assert len(news.articles) == 200
    check_spans(news)


def test_frames_have_the_columns_of_the_contract(sample):
    for name, columns in frames.COLUMNS.items():
        if name != "kwic":
            assert set(columns) <= set(getattr(sample, name).columns), name


def test_ids_agree_between_frames(sample):
    assert set(sample.mentions.entity[sample.mentions.zone == "body"]) == set(sample.entities.entity)
    speakers = set(sample.quotes.speaker) - {""}
    assert speakers <= set(sample.mentions.entity)


def test_furniture_is_in_no_count_of_the_sample(sample):
    counted = " ".join(sample.terms.term) + " ".join(sample.entities.name)
    for word in ("خاشقجي", "جنين", "اليمن", "الحوثي", "القدس"):
        assert word not in counted
    assert "خاشقجي" in " ".join(sample.tokens.text)


def test_names_of_the_sample_that_belong_together_count_once(sample):
    counts = sample.entities.set_index("name").mentions
    body = sample.blocks[sample.blocks.zone == "body"]
    text = " ".join(body.text)
    assert counts["خليفة حفتر"] == text.count("حفتر")
    assert counts["غسان سلامة"] == text.count("سلامة")
    assert counts["خميس الجهيناوي"] == text.count("الجهيناوي")


def test_many_articles_at_once_are_the_same_as_one_by_one(news):
    some = news.articles.iloc[[3, 60, 150]]
    for article in some.article:
        alone = analysis.analyse(some[some.article == article])
        for name in ("blocks", "tokens", "mentions", "quotes", "dates"):
            together = getattr(news, name)
            together = together[together.article == article].reset_index(drop=True)
            pd.testing.assert_frame_equal(getattr(alone, name).reset_index(drop=True), together, obj=name)


@pytest.mark.parametrize("text", ["", " ", "English only.", "«", "١٢٣", "خبر", "🙂", "\u202e\u200fخبر\u0000"])
def test_any_text_gives_all_frames(text):
    a = analysis.analyse(articles.from_text(text))
    for name, columns in frames.COLUMNS.items():
        if name != "kwic":
            assert set(columns) <= set(getattr(a, name).columns), name


def test_missing_column_and_repeated_id():
    with pytest.raises(ValueError, match="Column 'text' is missing from the articles frame; it has: article, body"):
        analysis.analyse(pd.DataFrame({"article": ["a"], "body": ["نص"]}))
    with pytest.raises(ValueError, match="The article id 'a' stands twice"):
        analysis.analyse(pd.DataFrame({"article": ["a", "a"], "text": ["نص", "نص"]}))
    with pytest.raises(ValueError, match="magic"):
        analysis.analyse(articles.from_text("نص"), engine="magic")


def test_second_analysis_of_the_sample_takes_less_than_importing_everything():
    """The bars are seconds (import under 2, sample under 1); on shared machines only their ratio is asserted."""
    script = (
        "import time; t = time.perf_counter(); import helpers.analysis as h; from helpers import articles, paths; "
        "imported = time.perf_counter() - t; page = articles.read(paths.SAMPLE); h.analyse(page); "
        "t = time.perf_counter(); h.analyse(page); print(imported, time.perf_counter() - t)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    imported, second = map(float, done.stdout.split())
    assert second < imported
