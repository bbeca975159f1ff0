"""Dates measured: spans on timex-ar, spans and values on the gold articles, and articles a second.

KHABAR_DATA=... python tests/bench/bench_dates.py [--half dev|test] [--errors]
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


def timex_articles(folder: Path, numbers) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Texts without tags, and their TIMEX3 spans."""
    texts, spans = [], []
    for number in numbers:
        tagged = (folder / f"doc{number}.tml").read_text("utf-8").partition("<TimeML>")[2].partition("</TimeML>")[0]
        text, stack = "", []
        for piece in re.split(r"(<[^>]*>)", tagged):
            if piece.startswith("<TIMEX3"):
                stack.append((len(text), re.search(r'type="(\w+)"', piece).group(1)))
            elif piece.startswith("</TIMEX3"):
                start, kind = stack.pop()
                spans.append((str(number), start, len(text), kind))
            else:
                text += piece
        texts.append((str(number), text))
    return pd.DataFrame(texts, columns=["article", "text"]), pd.DataFrame(
        spans, columns=["article", "start", "end", "type"]
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
        found = dates.find(blocks_of(articles))
        found = found[found.type.isin(["DATE", "TIME"])]
        shown(name, scores(found, gold))
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
