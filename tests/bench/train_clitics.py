"""Learn the weights of the clitic splitter: KHABAR_DATA=… python tests/bench/train_clitics.py

Learned from the tuning half of UD Arabic PUD (half the documents, by a hash of their identifiers) and from the frequent
words of data/models/clitics-reviewed.csv. Writes data/models/clitics.json and enclitics.json, and to
data/lexicons/clitics.csv the reviewed words that the weights still get wrong.
"""

import json
from collections import Counter

import numpy as np
import pandas as pd
from fitting import fit, fit_named
from scipy.sparse import csr_matrix, hstack

from helpers import clitic_model, enclitics, normalise, paths, treebank


def reviewed(side: str) -> Counter:
    """Words whose split was read through, with what each counts for: the root of its frequency, within bounds."""
    table = pd.read_csv(paths.MODELS / "clitics-reviewed.csv", keep_default_na=False)
    table = table[table["side"] == side]
    weight = np.sqrt(table["count"].clip(upper=200)) / 4
    return Counter(dict(zip(zip(table["word"], table["letters"], strict=True), weight, strict=True)))


def proclitics(cases: Counter):
    """Weights of `clitic_model` from words and their proclitics."""
    cases = [(word, letters, n) for (word, letters), n in cases.items() if clitic_model.splittable(word)]
    words, letters, weight = zip(*cases, strict=True)
    ways = clitic_model.Ways(list(words))
    order = np.argsort(ways.row, kind="stable")
    row, cut = ways.row[order], ways.cut[order]
    gold = cut == np.array([len(x) for x in letters])[row]
    ids, ways_n, size = ways.ids[order], len(order), clitic_model.size()
    here = np.repeat(np.arange(ways_n), ids.shape[1])
    ones = csr_matrix((np.ones(len(here)), (here, ids.ravel())), shape=(ways_n, size))
    logs = csr_matrix((ways.log[order], (np.arange(ways_n), ids[:, -1] - ids[:, -1].min())), shape=(ways_n, 7))
    design = hstack([ones, csr_matrix(ways.numbers[order]), logs]).tocsr()
    learned = fit(design, row, gold, np.array(weight, float), penalty=1.0)
    return {"features": learned[:size], "numbers": learned[size:-7], "log": learned[-7:]}


def pronouns(cases: Counter):
    """Weights of `enclitics` from stems and the pronouns behind them."""
    groups = [
        ([enclitics.features(stem, way) for way in enclitics.ways(stem)], [way == p for way in enclitics.ways(stem)], n)
        for (stem, p), n in cases.items()
        if len(enclitics.ways(stem)) > 1
    ]
    return fit_named(groups, penalty=0.5)


def counted(half: str):
    """Words with their proclitics, and stems with their pronouns, of a half of PUD."""
    before, after = Counter(), Counter()
    for word in treebank.words():
        if word.half == half:
            before[normalise.light(word.text), word.proclitics] += 1
            if len(word.parts) - word.stem - bool(word.enclitics) == 1:
                after[normalise.light("".join(word.parts[word.stem :])), normalise.light(word.enclitics)] += 1
    return before, after


def main():
    before, after = counted("tune")
    model = clitic_model.saved(proclitics(before + reviewed("before")))
    clitic_model.MODEL.write_text(json.dumps(model, ensure_ascii=False) + "\n", "utf-8")
    clitic_model.weights.cache_clear()
    weights = pronouns(after + reviewed("after"))
    enclitics.MODEL.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", "utf-8")
    wrong = []
    known = [word for word in reviewed("before") if clitic_model.splittable(word[0])]
    chosen = clitic_model.choose([word for word, _ in known])
    wrong += [(word, "before", p) for (word, p), cut in zip(known, chosen, strict=True) if len(p) != cut]
    wrong += [(stem, "after", p) for stem, p in reviewed("after") if enclitics.choose(stem, weights) != p]
    wrong = pd.DataFrame(wrong, columns=["word", "side", "letters"])
    wrong.to_csv(paths.LEXICONS / "clitics.csv", index=False, lineterminator="\n")
    print(wrong.groupby("side").size().to_string())


if __name__ == "__main__":
    main()
