"""Who is named together with whom."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers import cooccurrence


def frame(rows):
    return pd.DataFrame(rows, columns=["article", "block", "entity"])


def test_each_pair_once_whatever_the_repetitions():
    named = frame(
        [("a", 0, "x"), ("a", 0, "y"), ("a", 0, "y"), ("a", 1, "x"), ("b", 0, "y"), ("b", 0, "x"), ("b", 1, "")]
    )
    assert cooccurrence.pairs(named).values.tolist() == [["x", "y", 2]]
    assert cooccurrence.pairs(named, min_count=3).empty


def test_a_block_of_another_article_is_another_place():
    named = frame([("a", 0, "x"), ("b", 0, "y")])
    assert cooccurrence.pairs(named).empty
    assert cooccurrence.pairs(named.assign(article="a")).values.tolist() == [["x", "y", 1]]
    assert cooccurrence.pairs(frame([("a", 0, "x"), ("a", 1, "y")]), within="article").values.tolist() == [
        ["x", "y", 1]
    ]


def test_the_same_as_counting_by_hand():
    rng = np.random.default_rng(5)
    named = frame(
        [("a", int(b), f"e{e}") for b, e in zip(rng.integers(0, 40, 300), rng.integers(0, 12, 300), strict=True)]
    )
    expected: dict = {}
    for _, block in named.groupby("block"):
        for pair in combinations(sorted(block["entity"].unique()), 2):
            expected[pair] = expected.get(pair, 0) + 1
    found = cooccurrence.pairs(named)
    assert {tuple(sorted((a, b))): count for a, b, count in found.values.tolist()} == expected
    assert found["count"].is_monotonic_decreasing
    blocks = named.drop_duplicates(["block", "entity"])["entity"].value_counts()
    assert (blocks[found["a"]].to_numpy() >= blocks[found["b"]].to_numpy()).all()


def test_nothing_and_wrong_choices():
    empty = cooccurrence.pairs(frame([]))
    assert empty.columns.tolist() == ["a", "b", "count"] and empty["count"].dtype == "int64"
    with pytest.raises(ValueError, match="within='sentence', 'block' or 'article'"):
        cooccurrence.pairs(frame([]), within="page")
    with pytest.raises(ValueError, match="Column 'block' is missing"):
        cooccurrence.pairs(frame([]).drop(columns="block"))
