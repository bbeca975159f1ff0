"""The benches say what they can measure, and read the news in one way."""

import importlib
import sys

import pytest

from helpers import paths

BENCHES = paths.ROOT / "tests" / "bench"


@pytest.mark.parametrize(
    ("bench", "asked", "remedy"),
    [("bench_names", "--half late", "--speech"), ("bench_quotes", "--set gold --half late", "--set speech")],
)
def test_a_half_that_is_not_there_is_said_in_one_line(bench, asked, remedy, monkeypatch):
    monkeypatch.syspath_prepend(BENCHES)
    monkeypatch.delenv("KHABAR_DATA", raising=False)
    monkeypatch.setattr(sys, "argv", [bench, *asked.split()])
    with pytest.raises(SystemExit) as stopped:
        importlib.import_module(bench).main()
    said = str(stopped.value)
    assert "'late'" in said and f"add {remedy}, or ask for dev or test" in said and "\n" not in said


def test_one_bench_knows_where_the_news_lies():
    others = sorted(BENCHES.glob("bench_*.py"))
    assert len(others) > 9
    assert {path.stem for path in others if "articles.jsonl.gz" in path.read_text("utf-8")} <= {"bench_dates"}


def test_news_that_is_not_there_is_said_in_one_line(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(BENCHES)
    monkeypatch.setenv("KHABAR_DATA", str(tmp_path))
    with pytest.raises(SystemExit, match=r"^Needs ant-news-2018: .*KHABAR_DATA"):
        importlib.import_module("news").path()
