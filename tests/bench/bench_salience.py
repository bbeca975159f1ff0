"""Does salience tell better than frequency alone whom an article is about? Headlines of ant-news-2018 are the judge.

    KHABAR_DATA=… python tests/bench/bench_salience.py [--articles N]

Dunietz & Gillick (2014) take the entities of an editor's abstract for the salient ones; here they are those that the
headline names. The body alone is ranked, by each feature, by the three weighted and by frequency with ties broken by
the first place; the headline is not shown to it. Articles count whose headline and body share an entity and whose body
has three or more. Printed are the mean average precision and how often the first is one that the headline names.
"""

import argparse

import numpy as np
import pandas as pd
from news import records

from helpers import analysis, entity_salience

WAYS = {
    "frequency": (1, 0, 0), "position": (0, 1, 0), "spread": (0, 0, 1), "all alike": (1 / 3, 1 / 3, 1 / 3),
    "frequency, then position": (1, 0.001, 0), "salience": tuple(entity_salience.WEIGHTS.values()),
}  # fmt: skip


def pages(limit: int) -> pd.DataFrame:
    frame = pd.DataFrame(records()).dropna(subset=["title", "text"])
    frame = frame.iloc[:: max(1, len(frame) // limit)].head(limit)
    text = frame["title"].str.strip() + "\n\n" + frame["text"]
    return pd.DataFrame({"article": frame["id"].astype(str), "title": frame["title"].str.strip(), "text": text})


def ranked(mentions: pd.DataFrame, blocks: pd.DataFrame) -> dict:
    """For each way the salience of each entity in each article, from the same features."""
    kept, made = dict(entity_salience.WEIGHTS), {}
    for way, weights in WAYS.items():
        entity_salience.WEIGHTS.update(zip(kept, weights, strict=True))
        made[way] = entity_salience.measure(mentions, ("body",), blocks)
    entity_salience.WEIGHTS.update(kept)
    return made


def precision(right: np.ndarray) -> float:
    """Average precision of a ranking whose right ones are true."""
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=3000)
    a = analysis.analyse(pages(parser.parse_args().articles))
    named = a.mentions[a.mentions["zone"] == "headline"]
    gold = set(zip(named["article"], named["entity"], strict=True))
    body = a.mentions[a.mentions["zone"] == "body"]
    scores = {way: [] for way in WAYS}
    for way, found in ranked(body, a.blocks).items():
        # Ties in an order that knows nothing of the text.
        found = found.sample(frac=1, random_state=1).sort_values("salience", ascending=False, kind="stable")
        pairs = zip(found["article"], found["entity"], strict=True)
        for _, right in found.assign(right=[pair in gold for pair in pairs]).groupby("article")["right"]:
            if len(right) > 2 and right.any():
                scores[way].append((precision(right.to_numpy()), right.iloc[0]))
    print(f"{len(scores['salience'])} articles")
    for way, values in scores.items():
        mean, first = np.mean(values, axis=0)
        print(f"{way:26} average precision {mean:.3f}   the first is in the headline {first:.1%}")


if __name__ == "__main__":
    main()
