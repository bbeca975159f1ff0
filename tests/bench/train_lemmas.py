"""Learn the weights of the light lemmatiser: KHABAR_DATA=… python tests/bench/train_lemmas.py

Learned from the content words of the tuning half of UD Arabic PUD and from data/models/lemmas-reviewed.csv, the
frequent stems of a news corpus whose lemmas were read through. Writes data/models/lemmas.json.
"""

import json
from collections import Counter

import numpy as np
import pandas as pd
from fitting import fit_named

from helpers import lemma_model, normalise, paths, treebank

REVIEWED = 0.3


def counted(half: str) -> Counter:
    """(stem, proclitics, pronoun, lemma) of the content words of a half of PUD, as the treebank splits them."""
    seen = Counter()
    for word in treebank.words():
        if word.half == half and word.tags[word.stem] in treebank.CONTENT and len(word.parts) - word.stem <= 2:
            seen[treebank.stem(word), word.proclitics, normalise.light(word.enclitics), treebank.lemma(word)] += 1
    return seen


def reviewed() -> Counter:
    """The same of the stems that were read through; each counts for the root of its frequency, within bounds."""
    table = pd.read_csv(paths.MODELS / "lemmas-reviewed.csv", keep_default_na=False)
    weight = REVIEWED * np.sqrt(table["count"].clip(upper=200)) / 4
    keys = zip(table["stem"], [""] * len(table), table["pronoun"], table["lemma"], strict=True)
    return Counter(dict(zip(keys, weight, strict=True)))


def main():
    groups = []
    for (stem, proclitics, pronoun, lemma), weight in (counted("tune") + reviewed()).items():
        if len(stem) > 1 and stem.isalpha():
            case = lemma_model.Case(stem, proclitics, pronoun)
            right = [normalise.standard(way[2]) == lemma for way in case.ways]
            groups.append(([case.features(way) for way in case.ways], right, weight))
    weights = fit_named(groups, penalty=1.0)
    lemma_model.MODEL.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{len(groups):,} cases, {len(weights)} weights")


if __name__ == "__main__":
    main()
