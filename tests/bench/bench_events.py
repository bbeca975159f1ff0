"""Events measured on the gold for reported speech: act, agent and other side, with gold names and with our own.

KHABAR_DATA=... python tests/bench/bench_events.py [--half dev|test|late|final] [--errors]

A row counts as right where a gold row of its article has the same act, agent and other side; a side that nobody names
is empty in both. What is planned is left out. Errors are shown of dev and test.
"""

import argparse

import pandas as pd
from bench_dates import layer, shown
from bench_quotes import SPEECH, own_mentions, speech_articles, translation

from helpers import dates, events, quotes, zones


def found_in(articles: pd.DataFrame, blocks: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Our events, each act with its sides once an article."""
    said = quotes.find(blocks, mentions, zones=None)
    mine = events.find(blocks, mentions, dates.find(blocks, articles), said, zones=None)
    return mine[mine.status != "planned"]


def translated(mine: pd.DataFrame, translate: dict) -> pd.DataFrame:
    """Our events with the gold's entities."""
    sides = {
        side: [translate.get((a, e), e) for a, e in zip(mine.article, mine[side], strict=True)]
        for side in ("agent", "other")
    }
    return mine.assign(**sides)


def measure(gold: pd.DataFrame, mine: pd.DataFrame, errors: list | None = None) -> dict:
    """Precision and recall of rows by act, agent and other side (percent), and of rows by act and other side."""
    whole = ["article", "act", "agent", "other"]
    figures = {"gold": float(len(gold.drop_duplicates(whole))), "ours": float(len(mine.drop_duplicates(whole)))}
    for name, columns in (("", whole), (" of act and other side", ["article", "act", "other"])):
        told = set(gold[columns].itertuples(index=False, name=None))
        ours = set(mine[columns].itertuples(index=False, name=None))
        right = told & ours
        figures[f"precision{name}"] = 100 * len(right) / max(1, len(ours))
        figures[f"recall{name}"] = 100 * len(right) / max(1, len(told))
        if errors is not None and not name:
            errors += [f"MISSED {row}" for row in sorted(told - ours)] + [f"EXTRA {row}" for row in sorted(ours - told)]
    return figures


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--half", choices=["dev", "test", "late", "final"], default="dev")
    ask.add_argument("--errors", action="store_true")
    asked = ask.parse_args()
    articles, folder = speech_articles(asked.half), SPEECH / asked.half
    gold, names, blocks = layer(folder, "events", articles), layer(folder, "names", articles), zones.split(articles)
    for label in ("gold names", "our names"):
        mentions = names if label == "gold names" else own_mentions(blocks)
        mine = found_in(articles, blocks, mentions)
        if mentions is not names:
            mine = translated(mine, translation(mentions, names))
        errors: list | None = [] if asked.errors else None
        shown(f"speech {asked.half}, {label}", measure(gold, mine, errors))
        print(*(errors or []), sep="\n")


if __name__ == "__main__":
    main()
