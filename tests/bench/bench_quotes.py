"""Quotes measured on the gold articles: spans and speakers, with gold names and with our own; and articles a second.

KHABAR_DATA=... python tests/bench/bench_quotes.py [--set gold|speech] [--half dev|test|late|final] [--errors]

`gold` is tests/gold, `speech` is tests/gold/speech. Errors are shown of the halves that were looked at.
"""

import argparse
import time
from pathlib import Path

import news
import pandas as pd
from bench_dates import GOLD, corpus_texts, gold_articles, invented_articles, layer, overlapping, shown

from helpers import dates, paths, quotes, zones

SPEECH = GOLD / "speech"


def own_mentions(blocks: pd.DataFrame) -> pd.DataFrame:
    """Mentions as names and entities find them."""
    from helpers import entities, names, tokens

    words = tokens.tokenise(blocks)
    return entities.resolve(names.find(words), words)


def speech_articles(half: str) -> pd.DataFrame:
    """The articles of a half of the gold for reported speech, with their texts from the corpus."""
    table = pd.read_csv(SPEECH / half / "articles.csv")
    texts, days = corpus_texts(set(table.article)), pd.to_datetime(table.published.str[:10])
    return pd.DataFrame({"article": table.article, "title": "", "text": table.article.map(texts), "published": days})


def chosen(which: str, half: str) -> tuple[Path, pd.DataFrame]:
    """The folder of a set's annotation, and its articles."""
    return (GOLD, gold_articles(half)) if which == "gold" else (SPEECH / half, speech_articles(half))


def same(gold, mine) -> float:
    """Overlap of two spans: what they share of what they cover together."""
    shared = min(gold.end, mine.end) - max(gold.start, mine.start)
    return max(0, shared) / (max(gold.end, mine.end) - min(gold.start, mine.start))


def matched(gold: pd.DataFrame, mine: pd.DataFrame, least: float) -> list[tuple[int, int]]:
    """Pairs of rows of one kind, the best overlap first, each row once."""
    pairs = [(same(gold.loc[g], mine.loc[m]), g, m) for m, g in overlapping(mine, gold)]
    found, used, taken = [], set(), set()
    for score, g, m in sorted(pairs, reverse=True):
        if score >= least and g not in used and m not in taken:
            found.append((g, m))
            used.add(g)
            taken.add(m)
    return found


def measure(gold, mine, kind: str, least: float, translate=None, errors=None) -> dict:
    """Precision, recall, F1 of spans of one kind, and the share of matched ones whose speaker is right (percent)."""
    gold, mine = gold[gold.kind == kind].reset_index(drop=True), mine[mine.kind == kind].reset_index(drop=True)
    pairs = matched(gold, mine, least)
    precision, recall = len(pairs) / max(1, len(mine)), len(pairs) / max(1, len(gold))
    said = (
        mine.speaker
        if translate is None
        else [translate.get((a, s), s) for a, s in zip(mine.article, mine.speaker, strict=True)]
    )
    right = [(g, m) for g, m in pairs if gold.speaker[g] == list(said)[m]]
    if errors is not None:
        hit_gold, hit_mine = {g for g, _ in pairs}, {m for _, m in pairs}
        errors += [f"MISSED {kind} {r.article} {r.text[:150]!r}" for r in gold.itertuples() if r.Index not in hit_gold]
        errors += [
            f"EXTRA {kind} {r.article} {r.cue} {r.speaker_text!r} {r.text[:150]!r}"
            for r in mine.itertuples()
            if r.Index not in hit_mine
        ]
        errors += [
            f"SPEAKER {kind} {gold.article[g]} gold {gold.speaker[g]!r} ours {mine.speaker[m]!r} "
            f"{mine.speaker_text[m]!r} {mine.how[m]} {mine.text[m][:60]!r}"
            for g, m in pairs
            if (g, m) not in right
        ]
    return {
        "gold": float(len(gold)), "ours": float(len(mine)), "precision": 100 * precision, "recall": 100 * recall,
        "F1": 200 * precision * recall / max(1e-9, precision + recall),
        "speaker right": 100 * len(right) / max(1, len(pairs)),
    }  # fmt: skip


def translation(mentions: pd.DataFrame, names: pd.DataFrame) -> dict:
    """From our entity ids to the gold's: the gold entity that most of an entity's mentions overlap."""
    votes: dict = {}
    for m in mentions.itertuples():
        near = names[(names.article == m.article) & (names.start < m.end) & (names.end > m.start)]
        for entity in near.entity:
            votes.setdefault((m.article, m.entity), []).append(entity)
    return {key: max(sorted(set(found)), key=found.count) for key, found in votes.items()}


def speed(count: int = 2000) -> dict:
    """Articles a second of processor time, given blocks and mentions: quotes, dates, and both."""
    every = news.records()
    articles = pd.DataFrame(every[:: len(every) // count]).rename(columns={"id": "article"})[
        ["article", "text", "title", "published"]
    ]
    articles["published"] = pd.to_datetime(articles.published.str[:10])
    blocks = zones.split(articles)
    mentions = own_mentions(blocks)
    quotes.find(blocks.head(50), mentions)
    dates.find(blocks.head(50), articles)
    times = [time.process_time()]
    for find, more in ((quotes.find, mentions), (dates.find, articles)):
        find(blocks, more)
        times.append(time.process_time())
    said, told = (len(articles) / (after - before) for before, after in zip(times, times[1:], strict=False))
    return {
        "articles": len(articles),
        "quotes a second": said,
        "dates a second": told,
        "both a second": 1 / (1 / said + 1 / told),
    }


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--set", choices=["gold", "speech"], default="gold", dest="which")
    ask.add_argument("--half", choices=["dev", "test", "late", "final"], default="dev")
    ask.add_argument("--errors", action="store_true")
    asked = ask.parse_args()
    if asked.which == "gold" and asked.half in ("late", "final"):
        said = f"The half '{asked.half}' is of reported speech alone"
        raise SystemExit(f"{said}: add --set speech, or ask for dev or test.")
    for name, folder, articles in [
        (f"{asked.which} {asked.half}", *chosen(asked.which, asked.half)),
        ("invented", paths.CORPUS_SAMPLE, invented_articles()),
    ]:
        gold, names, blocks = layer(folder, "quotes", articles), layer(folder, "names", articles), zones.split(articles)
        for label in ("gold names", "our names"):
            mentions = names if label == "gold names" else own_mentions(blocks)
            translate = None if mentions is names else translation(mentions, names)
            mine = quotes.find(blocks, mentions, zones=None)
            read = asked.half == "dev" or (asked.which, asked.half) == ("speech", "test")
            errors: list | None = [] if asked.errors and read else None
            for kind in ("direct", "indirect"):
                shown(f"{name}, {kind}, {label}", measure(gold, mine, kind, 0.8, translate, errors))
            print(*(errors or []), sep="\n")
    shown("speed", speed())


if __name__ == "__main__":
    main()
