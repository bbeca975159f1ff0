"""Analysing a store: the same frames however it is done, and questions whose answers can be counted by hand."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time

import duckdb
import numpy as np
import pandas as pd
import pytest

from helpers import analysis, corpus, entities, kwic, paths, wording
from helpers.corpus import analysing, building
from helpers.corpus.store import Store

SAMPLE = paths.CORPUS_SAMPLE / "articles.jsonl"
QUIET = {"progress": False}


def frames(store):
    return {name: store.read(name) for name in store.files()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Makes stores of the invented corpus, not yet analysed, in parts of seven articles."""
    folder = tmp_path_factory.mktemp("stores")
    usual, building.PIECE_RECORDS = building.PIECE_RECORDS, 7

    def make(name):
        corpus.build(SAMPLE, folder / name, **QUIET)
        return folder / name

    yield make
    building.PIECE_RECORDS = usual


@pytest.fixture(scope="module")
def alone(built):
    return corpus.analyse(built("alone"), processes=1, **QUIET)


@pytest.fixture(scope="module")
def connection(alone):
    return corpus.connect(alone)


def named(store):
    """Mentions of headline and body under the ids of the whole store."""
    mentions = store.read("mentions").merge(store.read("links"), on=["article", "entity"])
    return mentions[mentions.zone.isin(["headline", "body"])].assign(entity=lambda frame: frame.whole)


@pytest.fixture
def cluster(tmp_path):
    """A real scheduler and two worker processes that speak TCP on loopback."""
    file = tmp_path / "scheduler.json"
    environment = os.environ | {"DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False"}
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment}
    running = [subprocess.Popen([*command, "--no-dashboard", "--scheduler-file", file], **quiet)]
    deadline = time.monotonic() + 60
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    address = json.loads(file.read_text())["address"]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-dashboard",
        "--no-nanny",
    ]
    workers = [subprocess.Popen([*worker, "--local-directory", tmp_path], **quiet) for _ in range(2)]
    yield address, workers
    for process in [*workers, *running]:
        process.kill()
        process.wait()


def test_store_holds_what_analyse_gives(alone):
    articles = alone.read("articles")
    whole = analysis.analyse(articles)
    for name in ("blocks", "tokens", "mentions", "quotes", "dates"):
        pd.testing.assert_frame_equal(
            alone.read(name), getattr(whole, name).reset_index(drop=True), check_dtype=False, obj=name
        )
    assert len(alone.files()["tokens"]) > 5


def test_processes_give_the_same_frames(built, alone):
    local = corpus.analyse(built("local"), processes=2, **QUIET)
    expected = frames(alone)
    for name, frame in frames(local).items():
        pd.testing.assert_frame_equal(frame, expected[name], obj=name)


def test_cluster_gives_the_same_frames_also_when_a_worker_dies(built, alone, cluster):
    address, workers = cluster
    assert address.startswith("tcp://")
    store = built("cluster")

    def kill_one():
        while not list((store / "log" / "analysed").rglob("*.json")):
            time.sleep(0.01)
        os.kill(workers[0].pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    analysed = corpus.analyse(store, address, **QUIET)
    killer.join(10)
    assert workers[0].wait(10) == -signal.SIGKILL
    expected = frames(alone)
    for name, frame in frames(analysed).items():
        pd.testing.assert_frame_equal(frame, expected[name], obj=name)


def test_analysis_goes_on_where_it_stopped(built, alone):
    store = Store(built("half"))
    store.about = store.about | {"analysis": analysing.ANALYSIS}
    parts = [name.removeprefix("articles/").removesuffix(".parquet") for name in store.files()["articles"]]
    for part in parts[:3]:
        store.finish(f"analysed/{part}", analysing.analyse_part(str(store.path), part))
    stamps = {part: (store.path / f"tokens/{part}.parquet").stat().st_mtime_ns for part in parts[:3]}
    done = corpus.analyse(store.path, processes=1, **QUIET)
    assert {part: (store.path / f"tokens/{part}.parquet").stat().st_mtime_ns for part in parts[:3]} == stamps
    expected = frames(alone)
    for name, frame in frames(done).items():
        pd.testing.assert_frame_equal(frame, expected[name], obj=name)


def test_views_answer_what_can_be_counted(connection, alone):
    articles = alone.read("articles")
    counted = named(alone).merge(articles[["article", "published"]], on="article")
    entity = counted.entity.value_counts().index[0]
    months = counted[counted.entity == entity].groupby(counted.published.dt.strftime("%Y-%m"))
    course = corpus.trend(connection, entity)
    assert course.month.tolist() == sorted(articles.published.dt.strftime("%Y-%m").unique())
    assert course.mentions.tolist() == months.size().reindex(course.month, fill_value=0).tolist()
    assert course.articles.tolist() == months.article.nunique().reindex(course.month, fill_value=0).tolist()
    assert course.of.sum() == len(articles)
    said = connection.sql("SELECT sum(quotes) FROM quotes_per_speaker").fetchall()[0][0]
    assert said == (alone.read("quotes").speaker != "").sum()
    words = alone.read("tokens").query("kind == 'word' and zone == 'body'")
    assert connection.sql("SELECT sum(count) FROM terms_per_source").fetchall()[0][0] == len(words)
    originals = connection.sql("SELECT count(*) FROM originals").fetchall()[0][0]
    assert originals == len(articles) - alone.about["counts"]["duplicates"]


def test_a_port_that_some_articles_take_for_a_person_is_one_place(connection):
    told = "SELECT DISTINCT {} FROM {} WHERE text = 'مرسى الحور'"
    assert connection.sql(told.format("entity, type", "named")).fetchall() == [("LOC:مرسي الحور", "LOC")]
    assert set(connection.sql(told.format("type", "mentions")).fetchall()) == {("LOC",), ("PER",)}


def test_why_names_of_two_articles_are_one_is_said_in_arabic(alone):
    reasons = alone.read("links").reason.unique()
    said = [wording.value("reason", reason, "ar") for reason in reasons]
    assert len(said) > 5 and [reason for reason in said if re.search("[a-z]", reason)] == []
    assert [wording.value("reason", reason, "en") for reason in reasons] == reasons.tolist()
    assert wording.value("reason", "a place; in 43 of 68 articles", "ar") == "مكان، في 43 من 68 (عدد المقالات)"
    life = wording.value("reason", "another walk of life; stage and sport", "ar")
    assert life == "مجال آخر: الفن والرياضة"


def test_search_over_the_store_is_the_concordance_of_its_tokens(connection, alone):
    expected = kwic.find(alone.read("tokens"), "الحكومة", texts=alone.read("articles"))
    found = corpus.search(connection, "الحكومة", limit=10_000)
    assert len(found) == len(expected) > 3
    keys = ["article", "start", "before", "keyword", "after"]
    merged = found[keys].sort_values(keys).to_numpy().tolist()
    assert merged == expected[keys].sort_values(keys).to_numpy().tolist()
    assert found.published.is_monotonic_increasing
    assert found.attrs["whole"]
    few = corpus.search(connection, "الحكومة", limit=2)
    assert few.start.tolist() == found.start.tolist()[:2]
    assert not few.attrs["whole"]
    phrase = corpus.search(connection, "وزير* الخارجية", limit=10_000)
    assert set(phrase.keyword.str.split().str.len()) <= {2}
    assert len(corpus.search(connection, "كلمةلاوجودلها")) == 0


def test_changes_and_bursts_by_hand(connection, alone):
    table = corpus.changes(connection)
    since = table.attrs["since"]
    articles = alone.read("articles")
    later = articles.published.dt.strftime("%Y-%m") >= since
    assert (table.of_after == later.sum()).all()
    assert (table.of_before == (~later).sum()).all()
    top = table.iloc[0]
    found = named(alone)
    where = set(found[found.entity == top.entity].article)
    assert [top.after, top.before] == [len(where & set(articles[part].article)) for part in (later, ~later)]
    surety = np.copysign(table.log_likelihood, table.log_ratio)
    assert surety.is_monotonic_decreasing and surety.iloc[0] > 0 > surety.iloc[-1]
    halves = articles.published.dt.strftime("%Y-%m").value_counts().sort_index().cumsum()
    assert since == halves.index[1 + (2 * halves[:-1] - len(articles)).abs().argmin()]
    bursts = corpus.bursts(connection, level=1.1)
    assert (bursts.log_ratio > 0).all() and bursts.log_likelihood.is_monotonic_decreasing
    with pytest.raises(ValueError, match="'1999-01' does not part the archive"):
        corpus.changes(connection, "1999-01")


@pytest.mark.parametrize(
    ("counts", "share", "expected"),
    [
        ({"2014-01": 1, "2018-02": 50, "2018-03": 0, "2018-04": 60, "2019-01": 1}, 0.97, ("2018-02", "2018-04")),
        ({"2018-01": 5, "2018-02": 5, "unknown": 90}, 0.98, ("2018-01", "2018-02")),
        ({"2018-01": 5, "2018-02": 100, "2018-03": 5}, 0.9, ("2018-02", "2018-02")),
        ({"unknown": 3}, 0.98, ("", "")),
    ],
)
def test_stretch_is_the_shortest_that_holds_nearly_all(counts, share, expected):
    memory = duckdb.connect()
    months = [month for month, count in counts.items() for _ in range(count)]
    memory.register("articles", pd.DataFrame({"month": months}))
    assert corpus.stretch(memory, share) == expected


def test_sides_are_outlets_or_periods(connection, alone):
    articles, copies = alone.read("articles"), set(alone.read("duplicates").article)
    own = articles[~articles.article.isin(copies)]
    outlets = own.source.value_counts()
    one, other = corpus.sides(connection)
    assert [one.name, other.name] == outlets.index[:2].tolist()
    assert set(one.articles.article) == set(own[own.source == one.name].article) and one.of == len(one)
    month = own.published.dt.strftime("%Y-%m")
    early, late = corpus.sides(connection, f"{month.min()}:{month.min()}", "2018-10:2030")
    assert set(early.articles.article) == set(own[month == month.min()].article)
    assert set(late.articles.article) == set(own[month >= "2018-10"].article)
    few, _ = corpus.sides(connection, one.name, other.name, most=5)
    assert len(few) == 5 and few.of == outlets.iloc[0]
    assert few.articles.equals(corpus.sides(connection, one.name, other.name, most=5)[0].articles)
    words = alone.read("tokens").query("zone == 'body'")
    expected = words[words.article.isin(one.articles.article)].sort_values(["article", "token"])
    assert corpus.tokens(connection, one)["text"].tolist() == expected["text"].tolist()
    with pytest.raises(ValueError, match="'nobody' is no outlet of the archive and no time of it; its outlets are '"):
        corpus.sides(connection, "nobody", one.name)
    with pytest.raises(ValueError, match="'1999' is no outlet"):
        corpus.sides(connection, "1999", one.name)


def test_whom_both_sides_name_and_let_speak(connection, alone):
    one, other = corpus.sides(connection)
    table = corpus.shared(connection, one, other)
    body = named(alone)
    top = table.iloc[0]
    for side, count, share in ((one, top.articles, top.per_100), (other, top.articles_other, top.per_100_other)):
        where = body[(body.entity == top.entity) & body.article.isin(side.articles.article)]
        assert count == where.article.nunique() and share == pytest.approx(100 * count / len(side))
        places = corpus.mentions(connection, top.entity, side)
        assert len(places) == len(where)
        spoken = alone.read("quotes").merge(
            alone.read("links"), left_on=["article", "speaker"], right_on=["article", "entity"]
        )
        spoken = spoken[(spoken.whole == top.entity) & spoken.article.isin(side.articles.article)]
        assert len(corpus.statements(connection, top.entity, side)) == len(spoken)
        assert (top.quotes if side is one else top.quotes_other) == len(spoken)
    assert table.quotes.max() > 3
    least = table[["per_100", "per_100_other"]].min(axis=1)
    assert least.is_monotonic_decreasing and least.iloc[0] > 0


def test_companions_by_hand(connection, alone):
    body = named(alone)
    entity = body.entity.value_counts().index[0]
    near = corpus.companions(connection, entity, top=3)
    assert near.entity.nunique() == 3
    one = near.entity.iloc[0]
    both = set(body[body.entity == entity].article) & set(body[body.entity == one].article)
    assert near[near.entity == one].articles.sum() == len(both)


def test_store_that_is_not_built_says_so(tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no store"):
        corpus.analyse(tmp_path / "none", **QUIET)
    store = Store(tmp_path / "half", create=True)
    store.about = {"state": "reading"}
    with pytest.raises(RuntimeError, match="has not ended. Run it again"):
        corpus.analyse(tmp_path / "half", **QUIET)


def test_frames_of_another_version_are_refused_by_name_and_made_again(built, alone):
    store = corpus.analyse(built("old"), processes=1, **QUIET)
    assert store.about["analysis"] == analysing.ANALYSIS
    expected = frames(alone)
    for version in (1, None):
        store.about = {name: value for name, value in store.about.items() if name != "analysis"} | (
            {"analysis": version} if version else {}
        )
        said = rf"made by (version 1 of|a version of) the analysis.*this is version {analysing.ANALYSIS}.*again=True"
        for ask in (corpus.connect, lambda path: corpus.analyse(path, processes=1, **QUIET)):
            with pytest.raises(ValueError, match=said):
                ask(store.path)
        broken = store.read("mentions").drop(columns="role")
        name = store.files()["mentions"][0]
        store.write(broken, name)
        if version:
            corpus.analyse(store.path, processes=1, again=True, **QUIET)
        else:  # as a notebook finds it
            corpus.ready(store.path, SAMPLE)
        assert store.about["analysis"] == analysing.ANALYSIS and store.about["counts"]["articles"] == 95
        for name, frame in frames(store).items():
            pd.testing.assert_frame_equal(frame, expected[name], obj=name)
        corpus.connect(store.path)


def test_a_large_store_of_another_version_is_not_analysed_in_a_notebook(built, monkeypatch):
    store = corpus.analyse(built("large"), processes=1, **QUIET)
    store.about = store.about | {"analysis": 1}
    monkeypatch.setattr(analysing, "SMALL", 10)
    with pytest.raises(ValueError, match="made by version 1 of the analysis"):
        corpus.ready(store.path, SAMPLE)


def test_analysis_again_goes_on_where_it_stopped(built, alone, monkeypatch):
    store = corpus.analyse(built("again"), processes=1, **QUIET)
    store.about = store.about | {"analysis": 1}
    usual, done = analysing.analyse_part, []

    def fails_at_the_fourth(path, part):
        if len(done) == 3:
            raise RuntimeError("killed")
        done.append(part)
        return usual(path, part)

    monkeypatch.setattr(analysing, "analyse_part", fails_at_the_fourth)
    with pytest.raises(RuntimeError, match="killed"):
        corpus.analyse(store.path, processes=1, again=True, **QUIET)
    monkeypatch.setattr(analysing, "analyse_part", lambda path, part: done.append(part) or usual(path, part))
    corpus.analyse(store.path, processes=1, again=True, **QUIET)
    assert sorted(done) == sorted(set(done)) and len(done) == len(store.files()["articles"])
    expected = frames(alone)
    for name, frame in frames(store).items():
        pd.testing.assert_frame_equal(frame, expected[name], obj=name)


def test_entities_of_the_store_are_those_of_all_its_articles(alone):
    mentions, blocks = alone.read("mentions"), alone.read("blocks")
    expected = entities.across(mentions, ("headline", "body"), blocks=blocks)
    pd.testing.assert_frame_equal(alone.read("entities"), expected, check_dtype=False)
    assert expected.salience.between(0, 1).all()


def test_columns_are_those_of_this_version(alone):
    """Where this fails, raise analysing.ANALYSIS: stores that stand have other columns."""
    columns = {name: "".join(f"{column} " for column in alone.read(name)) for name in sorted(alone.files())}
    told = hashlib.sha256(repr([columns[name] for name in analysing.FRAMES]).encode()).hexdigest()[:8]
    assert (analysing.ANALYSIS, told) == (3, "6241dda7"), columns
