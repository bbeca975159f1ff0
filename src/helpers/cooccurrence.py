"""Who is named together with whom: pairs of entities and in how many paragraphs, or articles, both stand."""

import numpy as np
import pandas as pd
from scipy import sparse

from helpers import frames

COLUMNS = {"a": "str", "b": "str", "count": "int64"}
WITHIN = {"block": ["article", "block"], "article": ["article"]}


def pairs(mentions: pd.DataFrame, within: str = "block", min_count: int = 1) -> pd.DataFrame:
    """Each pair of entities that are named together, once, the most frequent first.

    Parameters
    ----------
    mentions : DataFrame
        article, entity, and block for `within="block"`. Rows without an entity are passed over.
    within : {"block", "article"}
        What counts as together: one paragraph, or one article.
    min_count : int
        Pairs that stand together less often are left out.

    Returns
    -------
    DataFrame
        a, b (ids; a is named in no fewer places than b), count (paragraphs or articles with both).

    Raises
    ------
    ValueError
        A column is missing, or `within` is neither.

    >>> named = [("أ", 0, "PER:حفتر"), ("أ", 0, "LOC:موسكو"), ("أ", 0, "LOC:موسكو"), ("أ", 1, "PER:حفتر")]
    >>> pairs(pd.DataFrame(named, columns=["article", "block", "entity"])).values.tolist()
    [['PER:حفتر', 'LOC:موسكو', 1]]
    """
    if within not in WITHIN:
        raise ValueError(f"Entities cannot stand together within {within!r}; pass within='block' or 'article'.")
    frames.require(mentions, "mentions", [*WITHIN[within], "entity"])
    named = mentions[mentions["entity"].notna() & (mentions["entity"] != "")]
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
