"""Who is named together with whom: pairs of entities and in how many sentences, paragraphs or articles."""

import numpy as np
import pandas as pd
from scipy import sparse

from helpers import frames, sentences

COLUMNS = {"a": "str", "b": "str", "count": "int64"}
WITHIN = {"sentence": ["article", "sentence"], "block": ["article", "block"], "article": ["article"]}
PASSAGES = {
    **COLUMNS, "name_a": "str", "name_b": "str", "article": "str", "start": "int64", "end": "int64", "passage": "str",
}  # fmt: skip
LIST = 100  # A sentence with more namings than these is a list, and ties nobody to anybody.


def pairs(
    mentions: pd.DataFrame, within: str = "block", min_count: int = 1, *, tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Each pair of entities that are named together, once, the most frequent first.

    Parameters
    ----------
    mentions : DataFrame
        article, entity; block for `within="block"`, start and end for "sentence". Rows without an entity are passed
        over.
    within : {"sentence", "block", "article"}
        What counts as together: one sentence (of at most 100 namings; what has more is a list), one paragraph, or one
        article.
    min_count : int
        Pairs that stand together less often are left out.
    tokens : DataFrame, optional
        article, sentence, start, end: where sentences are. Needed for "sentence", unless the mentions have that column.

    Returns
    -------
    DataFrame
        a, b (ids; a is named in no fewer places than b), count (sentences, paragraphs or articles with both).

    Raises
    ------
    ValueError
        A column is missing, or `within` is none of these.

    >>> named = [("أ", 0, "PER:حفتر"), ("أ", 0, "LOC:موسكو"), ("أ", 0, "LOC:موسكو"), ("أ", 1, "PER:حفتر")]
    >>> pairs(pd.DataFrame(named, columns=["article", "block", "entity"])).values.tolist()
    [['PER:حفتر', 'LOC:موسكو', 1]]
    """
    if within not in WITHIN:
        raise ValueError(
            f"Entities cannot stand together within {within!r}; pass within='sentence', 'block' or 'article'."
        )
    named = _named(mentions, within, tokens)
    if named.empty:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    place = named.groupby(WITHIN[within], sort=False, observed=True).ngroup().to_numpy()
    who, entities = pd.factorize(named["entity"])
    there = sparse.csr_array((np.ones(len(who), np.int64), (place, who)), shape=(place.max() + 1, len(entities)))
    there.data[:] = 1  # csr_array has summed the repetitions within a place
    together = sparse.triu(there.T @ there, k=1).tocoo()
    keep = together.data >= min_count
    one, other, count = together.row[keep], together.col[keep], together.data[keep]
    places = there.sum(axis=0)
    swap = places[one] < places[other]
    one, other = np.where(swap, other, one), np.where(swap, one, other)
    order = np.lexsort((other, one, -count))
    made = {"a": np.asarray(entities)[one[order]], "b": np.asarray(entities)[other[order]], "count": count[order]}
    return pd.DataFrame(made).astype(COLUMNS)


def passages(
    mentions: pd.DataFrame, tokens: pd.DataFrame, texts: pd.DataFrame, entities: pd.DataFrame | None = None,
    min_count: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """The pairs that stand in one sentence, each with the text where they stand nearest.

    Parameters
    ----------
    mentions : DataFrame
        article, start, end, entity.
    tokens : DataFrame
        article, sentence, start, end.
    texts : DataFrame
        article, text.
    entities : DataFrame, optional
        entity and name; else names are read off the ids.
    min_count : int
        Pairs that share fewer sentences are left out.

    Returns
    -------
    DataFrame
        The columns of `pairs`; name_a and name_b; article, start and end of the shortest stretch of a
        sentence from one to the other, the first of several; and passage, its text.

    >>> text = "زار حفتر لموسكو. عاد حفتر."
    >>> words = pd.DataFrame({"article": "أ", "sentence": [0, 0, 0, 1, 1], "start": [0, 4, 9, 17, 21],
    ...                       "end": [3, 8, 16, 20, 26]})
    >>> named = pd.DataFrame({"article": "أ", "start": [4, 10, 21], "end": [8, 15, 25],
    ...                       "entity": ["PER:حفتر", "LOC:موسكو", "PER:حفتر"]})
    >>> found = passages(named, words, pd.DataFrame({"article": ["أ"], "text": [text]}))
    >>> found[["name_a", "name_b", "count", "passage"]].values.tolist()
    [['حفتر', 'موسكو', 1, 'حفتر لموسكو']]
    """
    frames.require(mentions, "mentions", ["article", "start", "end", "entity"])
    frames.require(texts, "articles", ["article", "text"])
    named = _named(mentions, "sentence", tokens).sort_values(["article", "start"], kind="stable")
    found = pairs(named, "sentence", min_count)
    place = ["article", "sentence"]
    near = named[[*place, "entity", "start", "end"]]
    both = near.merge(near, on=place, suffixes=("", "_b")).query("entity != entity_b")
    both["start"], both["end"] = both[["start", "start_b"]].min(axis=1), both[["end", "end_b"]].max(axis=1)
    both = both.assign(width=both["end"] - both["start"]).sort_values("width", kind="stable")
    best = both.drop_duplicates(["entity", "entity_b"]).rename(columns={"entity": "a", "entity_b": "b"})
    found = found.merge(best[["a", "b", "article", "start", "end"]], on=["a", "b"], how="left")
    names = {} if entities is None else dict(zip(entities["entity"], entities["name"], strict=True))
    for side in ("a", "b"):
        found[f"name_{side}"] = [names.get(id_) or id_.partition(":")[2] for id_ in found[side]]
    whole = dict(zip(texts["article"], texts["text"], strict=True))
    if lacking := set(found["article"]) - set(whole):
        raise ValueError(f"Article {min(lacking)!r} of the mentions is not in `texts`; pass the articles they are of.")
    found["passage"] = [whole[at][s:e] for at, s, e in zip(found["article"], found["start"], found["end"], strict=True)]
    return found.reindex(columns=list(PASSAGES)).astype(PASSAGES)


def _named(mentions: pd.DataFrame, within: str, tokens: pd.DataFrame | None) -> pd.DataFrame:
    """The namings of an entity, with the columns of their place."""
    if within == "sentence" and "sentence" not in mentions.columns and tokens is not None:
        mentions = mentions.assign(sentence=sentences.around(mentions, tokens)["sentence"])
    if within == "sentence" and "sentence" not in mentions.columns:
        raise ValueError("Namings do not tell their sentences; pass tokens=..., as tokens.tokenise makes them.")
    frames.require(mentions, "mentions", [*WITHIN[within], "entity"])
    named = mentions[mentions["entity"].notna() & (mentions["entity"] != "")]
    if within != "sentence":
        return named
    many = named.groupby(WITHIN[within], sort=False)["entity"].transform("size")
    return named[(named["sentence"] >= 0) & (many <= LIST)]
