"""Keyword in context: where a word or phrase is used, with the words before and after it."""

import re

import numpy as np
import pandas as pd

from helpers import frames, matches, numbering, occurrences, windows

_side = re.compile(r"(?:(\d+)\s*([LR])|([+-]?\d+))", re.IGNORECASE).fullmatch


def find(tokens, query, window=7, *, by="stem", zones=("body",), sort=None, texts=None) -> pd.DataFrame:
    """The places where a query is met, with their context.

    Parameters
    ----------
    tokens : DataFrame
        article, block, start, end, text, and the columns that are searched: stem and norm, or that of `by`; kind
        and zone if there are such.
    query : str
        A word, phrase or pattern: see `queries`.
    window : int or (int, int)
        Words of context before and after the keyword, not beyond its paragraph. Punctuation is shown and not counted.
    by : {"stem", "norm", "form", "lemma"}
        Where the query is looked up if it does not say itself. By stem «ليبيا» finds «لليبيا» and «وليبيا» too.
    zones : sequence of str or None
        Parts of the page that are searched; None all.
    sort : sequence of str or int, optional
        Context words to sort by, in the order of the alphabet: "1R" or 1 is the first word after the keyword, "2L"
        or -2 the second before it, "0" the keyword. As in other concordancers L is what is read before and R what
        is read after, though in Arabic they stand on the other side. Without it hits are in the order of the texts.
    texts : DataFrame, optional
        Articles (article, text): contexts are then cut from the text. Without it they are put together from the tokens,
        which is the same but for white space: each is written as a space.

    Returns
    -------
    DataFrame
        article; start, end (of the keyword in the article's text); before; keyword; after. `before + keyword +
        after` is one slice of the text. No hit is an empty frame.

    Raises
    ------
    queries.QueryError
        The query is broken; the message shows the place.
    ValueError
        A column is missing; window, by, zones or sort are none of those above.

    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "start": [0, 4, 9], "end": [3, 8, 15],
    ...     "text": ["زار", "حفتر", "لموسكو"], "norm": ["زار", "حفتر", "لموسكو"], "stem": ["زار", "حفتر", "موسكو"]})
    >>> find(tokens, "موسكو")[["start", "before", "keyword"]].values.tolist()
    [[9, 'زار حفتر ', 'لموسكو']]
    """
    keys = _keys(sort)
    tokens, first, last = _hits(tokens, query, by, zones)
    table = _table(tokens, first, last, window, keys, texts)
    table.attrs = {"what": "kwic", "query": query, "by": by, "zones": zones, "window": windows.sides(window)}
    return table


def at(tokens, spans, window=7, *, zones=("body",), texts=None) -> pd.DataFrame:
    """The concordance of places that are known, such as the namings of one person under any name.

    Parameters
    ----------
    spans : DataFrame
        article, start, end. A place that has no token in the zones is left out.
    tokens, window, zones, texts
        As in `find`.

    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "start": [0, 4, 9], "end": [3, 8, 15],
    ...                        "text": ["زار", "حفتر", "لموسكو"]})
    >>> at(tokens, pd.DataFrame({"article": ["أ"], "start": [10], "end": [15]}))[["before", "keyword"]].values.tolist()
    [['زار حفتر ', 'لموسكو']]
    """
    frames.require(tokens, "tokens", ["article", "block", "start", "end", "text"])
    tokens = numbering.in_order(tokens, zones)
    table = _table(tokens, *_rows(tokens, spans), window, [], texts)
    table.attrs = {"zones": zones, "window": windows.sides(window)}
    return table


def _table(tokens, first, last, window, keys, texts) -> pd.DataFrame:
    near = windows.Around(tokens, first, last, window)
    left, right = near.left, near.right
    if keys:
        order = _order(tokens, first, near, keys)
        first, last, left, right = first[order], last[order], left[order], right[order]
    starts, ends = tokens["start"].to_numpy(np.int64), tokens["end"].to_numpy(np.int64)
    article = tokens["article"].take(first)
    at, cut = _running(tokens, first) if texts is None else _given(texts, article)
    edges = [at(starts[left], left), at(starts[first], first), at(ends[last], last), at(ends[right], right)]
    before, keyword, after = (cut(*edges[side : side + 2]) for side in range(3))
    columns = {"article": article.to_numpy(), "start": starts[first], "end": ends[last]}
    return frames.make("kwic", columns | {"before": before, "keyword": keyword, "after": after})


def context(tokens, query, window=7, *, by="stem", zones=("body",)) -> pd.DataFrame:
    """The tokens around a query's hits, the hits left out and each token once: what is said near a name, to be counted.

    Parameters are those of `find`.

    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "start": [0, 4, 9], "end": [3, 8, 15],
    ...     "text": ["زار", "حفتر", "لموسكو"], "norm": ["زار", "حفتر", "لموسكو"], "stem": ["زار", "حفتر", "موسكو"]})
    >>> context(tokens, "موسكو", 1)["text"].tolist()
    ['حفتر']
    """
    return _beside(*_hits(tokens, query, by, zones), window)


def context_at(tokens, spans, window=7, *, zones=("body",)) -> pd.DataFrame:
    """`context` around places that are known; see `at`."""
    frames.require(tokens, "tokens", ["article", "block", "start", "end", "text"])
    tokens = numbering.in_order(tokens, zones)
    return _beside(tokens, *_rows(tokens, spans), window)


def _beside(tokens, first, last, window) -> pd.DataFrame:
    near = windows.Around(tokens, first, last, window)
    inside = windows.covered(near.left, near.right, len(tokens)) & ~windows.covered(first, last, len(tokens))
    return tokens[inside].reset_index(drop=True)


def _hits(tokens, query, by, zones):
    frames.require(tokens, "tokens", ["article", "block", "start", "end", "text", occurrences.column_of(by)])
    tokens = numbering.in_order(tokens, zones)
    return tokens, *matches.find(tokens, query, by)


def _rows(tokens, spans) -> tuple[np.ndarray, np.ndarray]:
    """The rows of the first and last token of each span; a span that no token meets is left out."""
    frames.require(spans, "mentions", ["article", "start", "end"])
    code, names = numbering.codes(tokens["article"])
    number = {name: at for at, name in enumerate(names)}
    spans = spans[spans["article"].isin(number.keys())].sort_values(["article", "start"], kind="stable")
    base = spans["article"].map(number).to_numpy(np.int64)
    far = int(max(tokens["end"].max(), spans["end"].max(), 0)) + 1 if len(spans) else 1
    first = np.searchsorted(code * far + tokens["end"].to_numpy(np.int64), base * far + spans["start"], side="right")
    last = np.searchsorted(code * far + tokens["start"].to_numpy(np.int64), base * far + spans["end"], side="left") - 1
    met = first <= last
    return first[met].astype(np.int64), last[met].astype(np.int64)


def _keys(sort) -> list[int]:
    keys = [] if sort is None else [sort] if np.ndim(sort) == 0 else list(sort)
    made = []
    for key in keys:
        match = _side(str(key).strip())
        if not match:
            raise ValueError(
                f"Hits cannot be sorted by {key!r}; pass words such as '1R' (the first after), '2L' or '0'."
            )
        number = int(match[1] or match[3])
        made.append(-number if (match[2] or "").upper() == "L" else number)
    return made


def _order(tokens, first, near, keys) -> np.ndarray:
    """The hits in the order of the alphabet by the words at those distances; no word there comes first."""
    numbers, distinct = numbering.codes(tokens["norm" if "norm" in tokens.columns else "text"])
    rank = np.empty(len(distinct), dtype=np.int64)
    rank[np.argsort(distinct.astype(str), kind="stable")] = np.arange(len(distinct))
    ranks = []
    for key in keys:
        if key == 0:
            ranks.append(rank[numbers[first]])
            continue
        row, there = near.nth(key)
        ranks.append(np.where(there, rank[numbers[row]], -1))
    return np.lexsort(ranks[::-1])


def _running(tokens, first):
    """The text of the blocks with hits put together from their tokens, and where in it a token starts or ends."""
    block = numbering.part_numbers(tokens)
    rows = np.flatnonzero(np.isin(block, block[first]))
    starts, ends = tokens["start"].to_numpy(np.int64)[rows], tokens["end"].to_numpy(np.int64)[rows]
    same = np.diff(block[rows], prepend=-1) == 0
    gap = np.where(same, starts - np.concatenate([[0], ends[:-1]]), 0) if len(rows) else starts
    text = "".join([" " * space + word for space, word in zip(gap, tokens["text"].take(rows), strict=True)])
    place = np.zeros(len(tokens), dtype=np.int64)
    place[rows] = np.cumsum(gap + ends - starts) - (ends - starts)
    offset = place - tokens["start"].to_numpy(np.int64)

    def at(position, row):
        return position + offset[row]

    return at, lambda begin, end: [text[a:b] for a, b in zip(begin, end, strict=True)]


def _given(texts, article):
    frames.require(texts, "articles", ["article", "text"])
    known = dict(zip(texts["article"], texts["text"], strict=True))
    lacking = set(article) - set(known)
    if lacking:
        raise ValueError(
            f"Article {min(lacking)!r} of the tokens is not in `texts`; pass the articles the tokens are of."
        )
    whole = [known[name] for name in article]
    return lambda position, row: position, lambda begin, end: [
        t[a:b] for t, a, b in zip(whole, begin, end, strict=True)
    ]
