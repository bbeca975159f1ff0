"""Dates measured: spans and values on timex-ar beside HeidelTime's published figures, on gold articles, and speed.

KHABAR_DATA=... python tests/bench/bench_dates.py [--half dev|test] [--errors]

timex-ar names no publication day: its own values count from 24 December 2015 («اليوم» is that day in every text), so
ours are worked out from it too. They are TIMEX3 values compared as they stand.
"""

import argparse
import gzip
import json
import os
import re
import time
from pathlib import Path

import pandas as pd

from helpers import dates, paths, zones

GOLD = Path(__file__).parents[1] / "gold"
HELD_OUT = (2, 5, 8, 11, 14, 17, 20, 23)  # timex-ar documents not used while rules were written
TIMEX_DAY = "2015-12-24"  # from which timex-ar's values count
HEIDELTIME = (
    "HeidelTime 1.8, Arabic, as it publishes them (EvaluationResults.md of microth/heideltime, now\n"
    "github.com/HeidelTime/heideltime/wiki/Evaluation-Results): other texts, and durations and sets too,\n"
    "so not comparable text by text"
)
PUBLISHED = [  # percent; None where its page gives no figure
    ("test-150 (ACE 2005 news)", 69.0, 85.2, None, None),
    ("test-50 (ACE 2005 news)", 66.8, 84.7, None, None),
    ("test-50*, its gold mended", 84.5, 91.6, 91.9, 84.2),
    ("AncientTimes (history)", 78.5, 88.0, None, 83.8),
]


def timex_articles(folder: Path, numbers) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Texts without tags, and their TIMEX3 spans."""
    texts, spans = [], []
    for number in numbers:
        tagged = (folder / f"doc{number}.tml").read_text("utf-8").partition("<TimeML>")[2].partition("</TimeML>")[0]
        text, stack = "", []
        for piece in re.split(r"(<[^>]*>)", tagged):
            if piece.startswith("<TIMEX3"):
                stack.append((len(text), *(re.search(rf'\b{name}="([^"]*)"', piece)[1] for name in ("type", "value"))))
            elif piece.startswith("</TIMEX3"):
                start, kind, value = stack.pop()
                spans.append((str(number), start, len(text), kind, value))
            else:
                text += piece
        texts.append((str(number), text))
    return pd.DataFrame(texts, columns=["article", "text"]), pd.DataFrame(
        spans, columns=["article", "start", "end", "type", "value"]
    )


def blocks_of(articles: pd.DataFrame) -> pd.DataFrame:
    """Each text as one block."""
    return articles.assign(block=0, zone="body", start=0, end=articles.text.str.len())


def corpus_texts(wanted: set[str]) -> dict[str, str]:
    """The texts of some articles of the corpus, by id."""
    path, texts = Path(os.environ["KHABAR_DATA"]) / "ant-news-2018" / "articles.jsonl.gz", {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] in wanted:
                texts[record["id"]] = record["text"]
    return texts


def gold_articles(half: str | None) -> pd.DataFrame:
    """The gold articles of a half, with their texts from the corpus."""
    table = pd.read_csv(GOLD / "articles.csv")
    table = table[table.half == half] if half else table
    texts, days = corpus_texts(set(table.article)), pd.to_datetime(table.published.str[:10])
    return pd.DataFrame({"article": table.article, "title": "", "text": table.article.map(texts), "published": days})


def invented_articles() -> pd.DataFrame:
    """The invented articles of data/corpus-sample."""
    records = [json.loads(line) for line in (paths.CORPUS_SAMPLE / "articles.jsonl").read_text("utf-8").splitlines()]
    articles = pd.DataFrame(records).rename(columns={"id": "article"})
    return articles.assign(published=pd.to_datetime(articles.published.str[:10]))


def layer(folder: Path, name: str, articles: pd.DataFrame) -> pd.DataFrame:
    """A layer of gold about these articles, with the words of its spans."""
    frame = pd.read_csv(folder / f"{name}.csv", dtype={"begin": str, "finish": str}, keep_default_na=False)
    frame = frame[frame.article.isin(articles.article)].copy()
    texts = articles.set_index("article").text
    frame["text"] = [texts[a][s:e] for a, s, e in zip(frame.article, frame.start, frame.end, strict=True)]
    return frame


def overlapping(mine: pd.DataFrame, theirs: pd.DataFrame) -> list[tuple[int, int]]:
    """Pairs of row numbers whose spans share a character."""
    by_article: dict = {}
    for t in theirs.reset_index(drop=True).itertuples():
        by_article.setdefault(t.article, []).append(t)
    return [
        (m.Index, t.Index)
        for m in mine.reset_index(drop=True).itertuples()
        for t in by_article.get(m.article, ())
        if m.start < t.end and t.start < m.end
    ]


def scores(mine: pd.DataFrame, theirs: pd.DataFrame) -> dict:
    """Precision, recall and F1 (percent): a span is right that shares a character with one of the other side."""
    pairs = overlapping(mine, theirs)
    precision = len({m for m, _ in pairs}) / max(1, len(mine))
    recall = len({t for _, t in pairs}) / max(1, len(theirs))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": 100 * precision, "recall": 100 * recall, "F1": 100 * f1}


def harmonic(mine: int, found: int, theirs: int, wanted: int) -> float:
    """F1 in percent of so many right ones of those found, and so many of those wanted."""
    precision, recall = mine / max(1, found), theirs / max(1, wanted)
    return 100 * 2 * precision * recall / max(1e-9, precision + recall)


def timex_scores(mine: pd.DataFrame, theirs: pd.DataFrame) -> tuple[dict, list[str]]:
    """The figures by which TIMEX3 is measured, in percent, and what is not exact.

    strict: F1 of spans equal to the character. relaxed: F1 of spans that overlap. value: how many of the gold
    expressions found have the same value; a range of ours that covers two of theirs is right where it runs from the
    first one's value to the last one's. relaxed + value: F1 of spans that overlap and have the same value.
    """
    mine, theirs = mine.reset_index(drop=True), theirs.reset_index(drop=True)
    pairs = overlapping(mine, theirs)
    covered: dict[int, list[int]] = {}
    for m, t in pairs:
        covered.setdefault(m, []).append(t)
    right, errors = [], []
    for m, t in pairs:
        ours, gold = mine.loc[m], theirs.loc[t]
        ends = theirs.value[covered[m]]
        both = f"{ends.iloc[0]}/{ends.iloc[-1]}"
        if ours.value in (gold.value, both):
            right.append((m, t))
        exact = (ours.start, ours.end) == (gold.start, gold.end)
        if not exact or (m, t) not in right:
            errors.append(f"   {'' if exact else 'SPAN '}{ours.article} {ours.text} = {ours.value}; gold {gold.value}")
    spans = [set(zip(frame.article, frame.start, frame.end, strict=True)) for frame in (mine, theirs)]
    exact = len(spans[0] & spans[1])
    found, good = ([{pair[side] for pair in some} for side in (0, 1)] for some in (pairs, right))
    result = {
        "strict F1": harmonic(exact, len(mine), exact, len(theirs)),
        "relaxed F1": harmonic(len(found[0]), len(mine), len(found[1]), len(theirs)),
        "value": 100 * len(good[1]) / max(1, len(found[1])),
        "relaxed+value F1": harmonic(len(good[0]), len(mine), len(good[1]), len(theirs)),
    }
    return result, errors


def values_right(mine: pd.DataFrame, theirs: pd.DataFrame) -> dict:
    """How many gold expressions have the same first and last day; one row of ours may cover a pair of theirs."""
    mine, theirs = mine.reset_index(drop=True), theirs.reset_index(drop=True)
    right = wrong = missed = 0
    errors = []
    by_theirs = dict(reversed([(t, m) for m, t in overlapping(mine, theirs)]))
    for number, gold in theirs.iterrows():
        if number not in by_theirs:
            missed += 1
            errors.append(f"MISSED {gold.article} {gold.text} -> {gold.begin}")
            continue
        ours = mine.loc[by_theirs[number]]
        covered = theirs[(theirs.article == ours.article) & (theirs.start < ours.end) & (theirs.end > ours.start)]
        begin, finish = covered.begin.min(), covered.finish.max()
        shown = ["" if pd.isna(day) else day.date().isoformat() for day in (ours.begin, ours.finish)]
        if shown == [begin, finish]:
            right += 1
        else:
            wrong += 1
            errors.append(f"WRONG {gold.article} {gold.text} | {ours.text}: {shown} gold {begin} {finish}")
    return {
        "value right of all": 100 * right / len(theirs),
        "of those found": 100 * right / max(1, right + wrong),
        "errors": errors,
    }


def speed(count: int = 2000) -> dict:
    """Articles a second of processor time."""
    path = Path(os.environ["KHABAR_DATA"]) / "ant-news-2018" / "articles.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line, _ in zip(lines, range(count), strict=False)]
    articles = pd.DataFrame(records).rename(columns={"id": "article"})[["article", "text", "title", "published"]]
    articles["published"] = pd.to_datetime(articles.published.str[:10])
    blocks = zones.split(articles)
    dates.find(blocks.head(50), articles)
    begin = time.process_time()
    found = dates.find(blocks, articles)
    took = time.process_time() - begin
    return {"articles": len(articles), "dates": len(found), "articles a second": len(articles) / took}


def shown(name: str, result: dict) -> None:
    """One line of a table."""
    print(
        f"{name:28}",
        "  ".join(f"{key} {value:.1f}" for key, value in result.items() if isinstance(value, (int, float))),
    )


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--half", choices=["dev", "test"], default="dev")
    ask.add_argument("--errors", action="store_true")
    asked = ask.parse_args()
    folder = Path(os.environ["KHABAR_DATA"]) / "timex-ar"
    for name, numbers in [
        ("timex-ar, 16 looked at", [n for n in range(1, 25) if n not in HELD_OUT]),
        ("timex-ar, 8 held out", HELD_OUT),
        ("timex-ar, all 24", range(1, 25)),
    ]:
        articles, gold = timex_articles(folder, numbers)
        gold = gold[gold.type.isin(["DATE", "TIME"])]
        found = dates.find(blocks_of(articles), articles.assign(published=TIMEX_DAY))
        found = found[found.type.isin(["DATE", "TIME"])]
        shown(name, scores(found, gold))
        figures, inexact = timex_scores(found, gold)
        shown("", figures)
        if asked.errors and "looked" in name:
            print(*inexact, sep="\n")
        if asked.errors and "looked" in name:
            pairs = overlapping(found, gold)
            texts = articles.set_index("article").text
            for number, row in enumerate(found.itertuples()):
                if number not in {m for m, _ in pairs}:
                    print(
                        "   extra",
                        row.article,
                        texts[row.article][row.start - 20 : row.start],
                        "[",
                        row.text,
                        "]",
                        texts[row.article][row.end : row.end + 15],
                    )
            for number, row in enumerate(gold.itertuples()):
                if number not in {t for _, t in pairs}:
                    print(
                        "   missed",
                        row.article,
                        texts[row.article][row.start - 20 : row.start],
                        "[",
                        texts[row.article][row.start : row.end],
                        "]",
                        texts[row.article][row.end : row.end + 15],
                    )
    print(HEIDELTIME)
    for name, *figures in PUBLISHED:
        names = ("strict F1", "relaxed F1", "value", "relaxed+value F1")
        shown(name, dict(zip(names, figures, strict=True)))
    for name, folder, articles in [
        (f"gold {asked.half}", GOLD, gold_articles(asked.half)),
        ("invented corpus", paths.CORPUS_SAMPLE, invented_articles()),
    ]:
        gold = layer(folder, "dates", articles)
        found = dates.find(zones.split(articles), articles, zones=None)
        found = found[found.type.isin(["DATE", "TIME"])]
        shown(f"{name}, spans", scores(found, gold))
        result = values_right(found, gold)
        shown(f"{name}, values", result)
        if asked.errors and asked.half == "dev":
            print(*result["errors"], sep="\n")
            matched = {m for m, _ in overlapping(found, gold)}
            print(
                *[f"EXTRA {r.article} {r.text}" for i, r in enumerate(found.itertuples()) if i not in matched], sep="\n"
            )
    shown("speed", speed())


if __name__ == "__main__":
    main()
