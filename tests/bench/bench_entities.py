"""How many links are right and how many places are where they should be, on the twenty articles of tests/gold.

    KHABAR_DATA=... python tests/bench/bench_entities.py [dev|test|all] [--errors] [--speed]

The gold namings are resolved (spans and types given), then located. `--errors` shows each wrong link and place of
the dev half: those of the test half are not to be read. Below stands the same for the invented corpus, within its
articles and across them.
"""

import argparse
import math
import time
from collections import Counter, defaultdict
from itertools import combinations

import news
import pandas as pd
from scipy.optimize import linear_sum_assignment

from helpers import entities, entity_archive, names, paths, places, spelling, tokens, zones

GOLD = paths.ROOT / "tests" / "gold"
NEAR = 50.0  # km between a town's coordinates and the gold's


def texts(wanted=None, limit=None) -> pd.DataFrame:
    """Articles of ant-news-2018 with their ids."""
    rows = [
        {"article": row["id"], "text": row["text"] or ""}
        for row in news.records()
        if wanted is None or row["id"] in wanted
    ]
    return pd.DataFrame(rows[:limit]).drop_duplicates("article", ignore_index=True)


def gold(half: str):
    """The articles, namings and places of a half."""
    chosen = pd.read_csv(GOLD / "articles.csv")
    chosen = set(chosen.article if half == "all" else chosen.article[chosen.half == half])
    articles = texts(chosen)
    text = dict(zip(articles.article, articles.text, strict=True))
    found = pd.read_csv(GOLD / "names.csv").query("article in @chosen").reset_index(drop=True)
    found["text"] = [text[a][s:e] for a, s, e in zip(found.article, found.start, found.end, strict=True)]
    located = pd.read_csv(GOLD / "places.csv", keep_default_na=False).query("article in @chosen")
    return articles, found, located


def body_tokens(articles: pd.DataFrame) -> pd.DataFrame:
    """Tokens of the whole texts, page furniture too."""
    return tokens.tokenise(zones.split(articles))


def invented():
    """The namings and tokens of data/corpus-sample."""
    pages = pd.read_json(paths.CORPUS_SAMPLE / "articles.jsonl", lines=True).rename(columns={"id": "article"})
    named = pd.read_csv(paths.CORPUS_SAMPLE / "names.csv")
    text = dict(zip(pages.article, pages.text, strict=True))
    named["text"] = [text[a][s:e] for a, s, e in zip(named.article, named.start, named.end, strict=True)]
    return named, body_tokens(pages[["article", "text"]])


def links(found: pd.DataFrame, made: pd.DataFrame) -> dict[str, float]:
    """Pairwise and B-cubed scores, pairs of different spelling apart, and namings in their own entity (one to one)."""
    pairs, varied, cubed, right = Counter(), Counter(), [], 0
    found = found.assign(made=made.entity.to_numpy(), key=[spelling.key(text) for text in found.text])
    for _, page in found.groupby("article"):
        rows = list(zip(page.entity, page.made, page.key, strict=True))
        for one, two in combinations(rows, 2):
            case = (one[0] == two[0], one[1] == two[1])
            pairs[case] += 1
            if one[2] != two[2]:
                varied[case] += 1
        table = pd.crosstab(page.entity, page.made)
        row, column = linear_sum_assignment(-table.to_numpy())
        right += table.to_numpy()[row, column].sum()
        mine, theirs = defaultdict(set), defaultdict(set)
        for at, (true, said, _) in enumerate(rows):
            mine[said].add(at)
            theirs[true].add(at)
        for true, said, _ in rows:
            both = len(mine[said] & theirs[true])
            cubed.append((both / len(mine[said]), both / len(theirs[true])))
    precision, recall = (sum(values) / len(cubed) for values in zip(*cubed, strict=True))
    out = {
        "namings in their own entity": right / len(found),
        "B-cubed F1": 2 * precision * recall / (precision + recall),
    }
    for name, counts in (("pairs", pairs), ("pairs of different names", varied)):
        good, extra, missed = counts[True, True], counts[False, True], counts[True, False]
        out[f"{name}: precision"] = good / max(good + extra, 1)
        out[f"{name}: recall"] = good / max(good + missed, 1)
        out[f"{name}: number"] = good + missed
    return out


def distance(one, two) -> float:
    """Great-circle distance in km."""
    a, b, c, d = map(math.radians, (*one, *two))
    return 6371 * math.acos(min(1.0, math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)))


def judged(located: pd.DataFrame, found: pd.DataFrame, made: pd.DataFrame, put: pd.DataFrame) -> pd.DataFrame:
    """Each gold place with where it was put, and whether that is right: the country; for towns within 50 km too.

    A region is right if its country is (where gold has one and we say one), and it is not put at another place's
    town: a place that is not located is never right.
    """
    of = pd.DataFrame({"article": found.article, "gold": found.entity, "entity": made.entity, "text": found.text})
    of = (
        of.groupby(["article", "gold"])
        .agg(entity=("entity", lambda ids: ids.mode()[0]), text=("text", "first"))
        .reset_index()
    )
    rows = located.rename(columns={"entity": "gold", "kind": "gold_kind"}).merge(of, on=["article", "gold"])
    rows = rows.merge(put, on=["article", "entity"], how="left", suffixes=("_gold", ""))
    good = []
    for row in rows.itertuples():
        same = row.country == row.country_gold
        if row.gold_kind == "city":
            near = (
                same
                and distance((row.latitude, row.longitude), (float(row.latitude_gold), float(row.longitude_gold)))
                <= NEAR
            )
            good.append(bool(near))
        elif row.gold_kind == "country":
            good.append(bool(same and row.kind == "country"))
        else:
            good.append(bool(same and row.kind and row.kind == row.kind))
    return rows.assign(right=good)


def main():
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("half", nargs="?", default="dev", choices=["dev", "test", "all"])
    options.add_argument("--errors", action="store_true")
    options.add_argument("--speed", action="store_true")
    options = options.parse_args()
    articles, found, located = gold(options.half)
    words = body_tokens(articles)
    plain = found.drop(columns="entity")
    made = entities.resolve(plain, words)
    print(f"{options.half}: {articles.article.nunique()} articles, {len(found)} namings, {located.shape[0]} places")
    for name, value in links(found, made).items():
        print(f"  {name:36} {value:8.0f}" if name.endswith("number") else f"  {name:36} {value:8.1%}")
    print(f"  {'types as in gold':36} {(made.type == found.type).mean():8.1%}")
    result = judged(located, found, made, places.locate(made, words, zones=None))
    print(f"  {'places right':36} {result.right.mean():8.1%}")
    wrong = result[~result.right]
    print(f"  {'wrong or not found, by score':36} {wrong.score.fillna(0).round(2).sort_values().tolist()}")
    if options.errors and options.half == "dev":
        print(
            wrong[["article", "text", "gold", "country_gold", "kind", "country", "name", "score", "reason"]].to_string()
        )
        rows = found.assign(made=made.entity, link=made.link)
        for _, page in rows.groupby("article"):
            split = page.groupby("entity").made.agg(lambda ids: len(set(ids))) > 1
            merged = page.groupby("made").entity.agg(lambda ids: len(set(ids))) > 1
            bad = page[page.entity.map(split) | page.made.map(merged)]
            if len(bad):
                print(bad[["article", "text", "type", "entity", "made", "link"]].to_string())
    named, words = invented()
    made = entities.resolve(named.drop(columns="entity"), words)
    whole = made.merge(entity_archive.links(made), on=["article", "entity"]).rename(columns={"entity": "own"})
    print(f"invented corpus: {named.article.nunique()} articles, {len(named)} namings")
    for label, gold_rows, said in (
        ("within articles", named, made),
        ("across articles", named.assign(article=""), whole.rename(columns={"whole": "entity"})),
    ):
        found_links = links(gold_rows, said)
        for name in ("namings in their own entity", "pairs: precision", "pairs: recall"):
            print(f"  {label + ', ' + name:46} {found_links[name]:8.1%}")
    if options.speed:
        many = texts(limit=4000)
        words = tokens.tokenise(zones.split(many))
        found = names.find(words)
        start = time.process_time()
        made = entities.resolve(found, words)
        took = time.process_time() - start
        print(f"  resolve: {len(many) / took:,.0f} articles/s of one core ({len(found):,} namings)")
        start = time.process_time()
        places.locate(made, words)
        print(f"  locate:  {len(many) / (time.process_time() - start):,.0f} articles/s of one core")


if __name__ == "__main__":
    main()
