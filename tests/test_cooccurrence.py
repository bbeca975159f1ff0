"""Who is named together with whom."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from helpers import cooccurrence, sentences, tokens


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


TEXT = "زار حفتر موسكو. وقال سلامة إن حفتر في تونس، ثم عاد حفتر إلى موسكو! وحده سلامة بقي."


def told(text=TEXT, article="a"):
    """The tokens of a text of one paragraph, and its namings of four."""
    block = pd.DataFrame({"article": [article], "block": 0, "zone": "body", "start": 0, "end": len(text), "text": text})
    found = [
        (name, at)
        for name in ("حفتر", "موسكو", "سلامة", "تونس")
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    named = pd.DataFrame(found, columns=["entity", "start"]).assign(article=article, block=0)
    named["end"], named["entity"] = named["start"] + named["entity"].str.len(), "X:" + named["entity"]
    return tokens.tokenise(block), named, pd.DataFrame({"article": [article], "text": [text]})


def test_within_a_sentence_is_narrower_than_within_a_paragraph():
    words, named, _ = told()
    by_sentence = {
        frozenset(pair): n for *pair, n in cooccurrence.pairs(named, "sentence", tokens=words).values.tolist()
    }
    expected = {"حفتر موسكو": 2, "حفتر سلامة": 1, "حفتر تونس": 1, "سلامة تونس": 1, "موسكو تونس": 1, "موسكو سلامة": 1}
    assert by_sentence == {frozenset(f"X:{name}" for name in pair.split()): n for pair, n in expected.items()}
    assert cooccurrence.pairs(named)["count"].tolist() == [1] * 6
    numbered = named.assign(sentence=sentences.around(named, words)["sentence"])
    pd.testing.assert_frame_equal(
        cooccurrence.pairs(numbered, "sentence"), cooccurrence.pairs(named, "sentence", tokens=words)
    )
    with pytest.raises(ValueError, match="pass tokens"):
        cooccurrence.pairs(named, "sentence")


def test_passages_are_the_nearest_and_have_names():
    words, named, texts = told()
    names = pd.DataFrame({"entity": ["X:حفتر"], "name": ["خليفة حفتر"]})
    found = cooccurrence.passages(named.sample(frac=1, random_state=2), words, texts, names)
    assert found[["name_a", "name_b", "count", "passage"]].values.tolist()[0] == [
        "خليفة حفتر",
        "موسكو",
        2,
        "حفتر موسكو",
    ]
    passages = {frozenset(pair): passage for *pair, passage in found[["name_a", "name_b", "passage"]].values.tolist()}
    assert passages[frozenset(["خليفة حفتر", "سلامة"])] == "سلامة إن حفتر"
    assert passages[frozenset(["خليفة حفتر", "تونس"])] == "حفتر في تونس"
    assert [TEXT[s:e] for s, e in zip(found.start, found.end, strict=True)] == found.passage.tolist()
    assert len(cooccurrence.passages(named, words, texts, min_count=2)) == 1


def test_passages_of_several_articles_and_of_none():
    one, two = told(), told(TEXT, "b")
    words, named, texts = (pd.concat(pair, ignore_index=True) for pair in zip(one, two, strict=True))
    found = cooccurrence.passages(named, words, texts)
    assert found["count"].tolist() == [4, 2, 2, 2, 2, 2] and set(found.article) == {"a"}
    empty = cooccurrence.passages(named.iloc[:0], words, texts)
    assert empty.empty and empty.columns.tolist() == list(cooccurrence.PASSAGES)
    with pytest.raises(ValueError, match="Article 'a' of the mentions is not in `texts`"):
        cooccurrence.passages(named, words, texts.iloc[1:])


def test_a_list_ties_nobody_to_anybody():
    words, named, texts = told(" ".join(["حفتر موسكو"] * 60))
    assert len(named) > cooccurrence.LIST and cooccurrence.passages(named, words, texts).empty
    words, named, texts = told(" ".join(["حفتر موسكو"] * 20))
    assert cooccurrence.passages(named, words, texts)["count"].tolist() == [1]


def test_a_naming_outside_the_tokens_is_a_sentence_by_itself():
    words, named, _ = told()
    far = pd.DataFrame({"article": ["a", "z"], "start": [900, 3], "end": [905, 5]}, index=[7, 9])
    found = sentences.around(far, words)
    assert found.values.tolist() == [[-1, 900, 905], [-1, 3, 5]] and found.index.tolist() == [7, 9]
    assert (sentences.around(named, words.iloc[:0])["sentence"] == -1).all()
