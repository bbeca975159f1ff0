"""What the text around namings says of them: the article after ل, and two names side by side that name one thing."""

from functools import cache

import numpy as np
import pandas as pd

from helpers import entity_forms, gazetteer, lexicons, spelling

NEAR = 40  # Characters between two names that a bracket or «المعروف باسم» can tie.
_OPEN, _CLOSE = frozenset("([«\"“'"), frozenset(")]»\"”'")


def keys(frame: pd.DataFrame, articles: pd.Index, column: str) -> np.ndarray:
    """One sortable number for every row: its article's code, then an offset.

    >>> keys(pd.DataFrame({"article": ["b"], "start": [5]}), pd.Index(["a", "b"]), "start").tolist()
    [4294967301]
    """
    return articles.get_indexer(frame["article"]).astype("int64") * 2**32 + frame[column].to_numpy("int64")


def sorted_tokens(named: pd.DataFrame, tokens: pd.DataFrame):
    """The keys of the tokens' starts in order, the articles that the keys count by, and the words in that order.

    >>> words = pd.DataFrame({"article": "a", "start": [5, 0], "text": ["روسيا", "زار"]})
    >>> sorted_tokens(pd.DataFrame({"article": ["a"]}), words)[2].tolist()
    ['زار', 'روسيا']
    """
    articles = pd.Index(named["article"].unique())
    tokens = tokens[tokens["article"].isin(articles)]
    at = keys(tokens, articles, "start")
    order = np.argsort(at, kind="stable")
    return at[order], articles, tokens["text"].to_numpy(object)[order]


def inside(rows: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Which rows start inside one of the spans of their article.

    >>> inside(pd.DataFrame({"article": "a", "start": [0, 7]}), pd.DataFrame({"article": "a", "start": [5], "end": [9]}))
    array([False,  True])
    """
    articles = pd.Index(rows["article"].unique())
    spans = spans[spans["article"].isin(articles)]
    if not len(spans):
        return np.zeros(len(rows), bool)
    begin, end, at = keys(spans, articles, "start"), keys(spans, articles, "end"), keys(rows, articles, "start")
    return np.searchsorted(np.sort(begin), at, side="right") > np.searchsorted(np.sort(end), at, side="right")


def restored(mentions: pd.DataFrame, tokens: pd.DataFrame | None = None) -> list[str]:
    """The texts, with the alef put back that the article loses after ل: «لعراق» of «للعراق» is «العراق».

    With tokens (article, start, text, stem) the token says whether there is an article; without, the restored word must be
    another naming of the frame, or a place or organisation of the lexicons.

    >>> restored(pd.DataFrame({"article": "a", "start": [0, 9, 20], "text": ["لعراق", "العراق", "لبنان"]}))
    ['العراق', 'العراق', 'لبنان']
    """
    texts = mentions["text"].tolist()
    rows = [row for row, text in enumerate(texts) if text.startswith("ل")]
    if not rows:
        return texts
    if tokens is not None and len(tokens) and "stem" in tokens.columns:
        definite = _definite(mentions.iloc[rows], tokens)
    else:
        known = {spelling.key(text) for text in dict.fromkeys(texts)}
        sources = (known, gazetteer.countries()[0], gazetteer.regions(), entity_forms.bodies())
        definite = [any(spelling.key("ا" + texts[row]) in source for source in sources) for row in rows]
    for row, has_article in zip(rows, definite, strict=True):
        if has_article:
            texts[row] = "ا" + texts[row]
    return texts


def _definite(mentions: pd.DataFrame, tokens: pd.DataFrame) -> list[bool]:
    """Whether each naming starts at the second ل of a token of «لل» whose stem has the article."""
    articles = pd.Index(mentions["article"].unique())
    tokens = tokens[tokens["text"].str.contains("لل", regex=False) & tokens["article"].isin(articles)]
    if not len(tokens):
        return [False] * len(mentions)
    at = keys(tokens, articles, "start")
    order = np.argsort(at, kind="stable")
    begin = keys(mentions, articles, "start")
    place = order[(np.searchsorted(at[order], begin, side="right") - 1).clip(min=0)]
    skips = begin - at[place]
    words, stems = tokens["text"].to_numpy(object)[place], tokens["stem"].to_numpy(object)[place]
    return [
        0 < skip < len(word) and word[skip - 1 : skip + 1] == "لل" and str(stem).startswith("ال")
        for skip, word, stem in zip(skips.tolist(), words, stems, strict=True)
    ]


@cache
def _cues() -> dict[str, str]:
    table = lexicons.read("also_called")
    cues = zip(table.phrase, table.kind, strict=True)
    return {spelling.fold(phrase).removesuffix(" ب").removesuffix(" بـ"): kind for phrase, kind in cues}


def beside(mentions: pd.DataFrame, tokens: pd.DataFrame) -> dict[int, str]:
    """Neighbouring namings that a bracket or a phrase of also_called.csv ties: «منظمة الصحة العالمية (WHO)».

    Parameters
    ----------
    mentions : DataFrame
        article, start, end; sorted by article and offset.
    tokens : DataFrame
        article, start, end, text.

    Returns
    -------
    dict
        Position of the first of the two, to "bracket", "also called" or "abbreviation".

    >>> words = pd.DataFrame({"article": "a", "start": [0, 6, 14, 15, 18], "end": [5, 13, 15, 18, 19],
    ...                       "text": ["منظمة", "الصحة", "(", "WHO", ")"]})
    >>> beside(pd.DataFrame({"article": "a", "start": [0, 15], "end": [13, 18]}), words)
    {0: 'bracket'}
    """
    articles = pd.Index(mentions["article"].unique())
    begin, end = keys(mentions, articles, "start"), keys(mentions, articles, "end")
    gap = begin[1:] - end[:-1]
    near = np.flatnonzero((gap > 0) & (gap <= NEAR))
    if not len(near):
        return {}
    tokens = tokens[tokens["article"].isin(articles)]
    at, to = keys(tokens, articles, "start"), keys(tokens, articles, "end")
    order = np.argsort(at, kind="stable")
    at, to, words = at[order], np.sort(to), tokens["text"].to_numpy(object)[order]
    first, last = np.searchsorted(at, end[near]), np.searchsorted(to, begin[near + 1], side="right")
    after = np.searchsorted(at, end[near + 1])
    found = {}
    for pair, one, two, three in zip(near.tolist(), first.tolist(), last.tolist(), after.tolist(), strict=True):
        if not 0 < two - one <= 5:
            continue
        between = [word for word in words[one:two] if not (len(word) == 1 and word in _OPEN) and word not in ("،", ",")]
        closed = three < len(words) and words[three] in _CLOSE
        if not between and closed and any(word in _OPEN for word in words[one:two]):
            found[pair] = "bracket"
        elif between:
            cue = _cues().get(spelling.fold(" ".join(between)))
            if cue:
                found[pair] = cue
    return found
