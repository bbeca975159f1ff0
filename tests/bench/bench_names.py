"""How good the name tagger is on the gold articles, and how fast beside a plain python-crfsuite loop.

KHABAR_DATA=… python tests/bench/bench_names.py [--half dev|test|late|final] [--speech] [--articles 1000]

`--speech` takes the fifteen articles of reported speech in each half (tests/gold/speech; `late` is there alone).
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

from helpers import entities, name_corpora, name_features, name_model, name_training, name_units, names, paths, tokens

GOLD = paths.ROOT / "tests" / "gold"
TYPES = ("PER", "LOC", "ORG", "MISC")


def blocks(texts: dict[str, str]) -> pd.DataFrame:
    """Paragraphs of the articles, with their places in the text."""
    rows = []
    for article, text in texts.items():
        start = 0
        for block, line in enumerate(text.split("\n")):
            rows.append((article, block, start, line))
            start += len(line) + 1
    return pd.DataFrame(rows, columns=["article", "block", "start", "text"])


def gold(news: pd.DataFrame, half: str, speech: bool = False) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tokens and marked names of one half of the gold articles."""
    folder = GOLD / "speech" / half if speech else GOLD
    chosen = pd.read_csv(folder / "articles.csv")
    chosen = (chosen if speech else chosen.query("half == @half"))["article"]
    texts = news[news["article"].isin(chosen)].set_index("article")["text"].to_dict()
    marked = pd.read_csv(folder / "names.csv")
    return tokens.tokenise(blocks(texts), lemmas=None), marked[marked["article"].isin(chosen)]


def quality(found: pd.DataFrame, marked: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 by type: exact span and type."""
    columns = ["article", "start", "end", "type"]
    one, other = (set(frame[columns].itertuples(index=False, name=None)) for frame in (marked, found))
    score = name_training.score([one], [other])
    return pd.DataFrame(score, ["precision", "recall", "F1"]).T


def whole(found: pd.DataFrame, marked: pd.DataFrame) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of entities: right are those of one type that share most of their namings, and, to the
    letter, those whose namings are the same.

    Each of ours answers one of the gold's: the one that shares the most with it of what both have.
    """
    sides = [
        [(key, rows["type"].mode()[0], set(zip(rows["start"], rows["end"], strict=True))) for key, rows in groups]
        for groups in (frame.groupby(["article", "entity"]) for frame in (marked, found))
    ]
    shares = sorted(
        ((len(ours & gold) / len(ours | gold), i, k) for i, (key, kind, gold) in enumerate(sides[0])
         for k, (other, type_, ours) in enumerate(sides[1]) if key[0] == other[0] and kind == type_ and ours & gold),
        reverse=True,
    )  # fmt: skip
    taken, used, values = set(), set(), []
    for share, i, k in shares:
        if i not in taken and k not in used:
            taken.add(i)
            used.add(k)
            values.append(share)
    made = {}
    for name, right in (("most namings", sum(v > 0.5 for v in values)), ("all namings", sum(v == 1 for v in values))):
        precision, recall = right / max(1, len(sides[1])), right / max(1, len(sides[0]))
        harmonic = 2 * precision * recall / max(1e-9, precision + recall)
        made[f"entities, {name}"] = tuple(round(100 * value, 1) for value in (precision, recall, harmonic))
    return made


def plain_loop(frame: pd.DataFrame, folder: str) -> float:
    """Words a second of a plain loop: attributes of each sentence as strings, then python-crfsuite."""
    lines = (Path(folder) / name_corpora.ANERCORP).read_text("utf-8").splitlines()
    train, *_ = name_corpora.tagged(name_corpora.read_conll(lines)[:400])
    knows = name_model.load().knowledge
    tagger = name_training.fit(
        name_training.described(train, knows), [tags for _, tags in train.sentences()], max_iterations=10
    )
    made = name_units.units(frame)
    ends = made.lengths.cumsum()
    started = time.perf_counter()
    for low, high in zip(ends - made.lengths, ends, strict=True):
        tagger.tag(name_features.attributes(made.words, made.ids[low:high].tolist(), knows))
    return len(made.ids) / (time.perf_counter() - started)


def memory() -> float:
    """Megabytes that loading the model and tagging a short text add to a fresh process."""
    code = (
        "from pathlib import Path\n"
        "import pandas as pd\n"
        "from helpers import names, tokens\n"
        "columns = {'article': ['a'], 'block': [0], 'start': [0], 'text': ['زار حفتر موسكو']}\n"
        "frame = tokens.tokenise(pd.DataFrame(columns))\n"
        "pages = lambda: int(Path('/proc/self/statm').read_text().split()[1])\n"
        "before = pages()\n"
        "names.find(frame)\n"
        "print(pages() - before)\n"
    )
    pages = int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main():
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("dev", "test", "late", "final"), default="dev")
    parser.add_argument("--speech", action="store_true")
    parser.add_argument("--articles", type=int, default=1000)
    given = parser.parse_args()
    if given.half in ("late", "final") and not given.speech:
        raise SystemExit(f"The half '{given.half}' is of reported speech alone: add --speech, or ask for dev or test.")
    folder = os.environ["KHABAR_DATA"]
    news = name_corpora.read_news(name_corpora.checked(folder, name_corpora.NEWS))

    started = time.perf_counter()
    name_model.load()
    loading = time.perf_counter() - started
    frame, marked = gold(news, given.half, given.speech)
    print(f"gold articles{' of reported speech' * given.speech}, half {given.half}, {len(marked)} names")
    found = entities.resolve(names.find(frame), frame)
    linked = pd.DataFrame(whole(found, marked), ["precision", "recall", "F1"]).T
    print(pd.concat([quality(found, marked), linked]).to_string(), "\n")

    frame = tokens.tokenise(blocks(news.head(given.articles).set_index("article")["text"].to_dict()), lemmas=None)
    started = time.perf_counter()
    found = names.find(frame)
    ours = len(frame) / (time.perf_counter() - started)
    small = frame[frame["article"].isin(frame["article"].unique()[:100])]
    loop = plain_loop(small, folder)
    size = (paths.MODELS / "names.model").stat().st_size
    rows = {
        "tokens a second, both looks": f"{ours:,.0f}", "plain python-crfsuite loop, one look": f"{loop:,.0f}",
        "times as fast": f"{ours / loop:.1f}", "names found": f"{len(found):,}",
        "model file (MB)": f"{size / 1e6:.2f}", "loading (s)": f"{loading:.2f}", "memory (MB)": f"{memory():.0f}",
    }  # fmt: skip
    print(pd.Series(rows).to_string())


if __name__ == "__main__":
    main()
