"""Voices: who speaks how much in an article or an archive, and what stance the cues give to what is said."""

import pandas as pd

from helpers import frames

SPEAKERS = {
    "speaker": "str", "name": "str", "quotes": "int64", "direct": "int64", "indirect": "int64", "words": "int64",
    "share": "float64",
}  # fmt: skip
STANCES = {"stance": "str", "quotes": "int64", "cues": "str"}


def speakers(quotes: pd.DataFrame, entities: pd.DataFrame | None = None) -> pd.DataFrame:
    """Who speaks, how often and how much.

    Parameters
    ----------
    quotes : DataFrame
        kind, speaker, speaker_text, text, as `quotes.find` makes them; article, start and end where there are.
    entities : DataFrame, optional
        entity and name, for the names of speakers; else they are read off their ids.

    Returns
    -------
    DataFrame
        One row a speaker: speaker (an entity's id; empty for one who is no entity), name (that entity's, else the words
        of the text, else empty where nobody is said), quotes, direct, indirect, words (in what is attributed, words
        that stand in a direct quotation within an indirect one once), share (of all words attributed, from 0 to 1); who
        says most first.

    >>> said = pd.DataFrame({"kind": ["direct", "indirect"], "speaker": ["PER:غسان سلامة", ""],
    ...                      "speaker_text": ["سلامة", "مصدر"], "text": ["الحل قريب جدا", "الاجتماع"]})
    >>> speakers(said)[["name", "quotes", "words", "share"]].values.tolist()
    [['غسان سلامة', 1, 3, 0.75], ['مصدر', 1, 1, 0.25]]
    """
    frames.require(quotes, "quotes", ["kind", "speaker", "speaker_text", "text"])
    named = {} if entities is None else dict(zip(entities["entity"], entities["name"], strict=True))
    ids = quotes["speaker"].fillna("")
    names = [
        named.get(entity, entity.partition(":")[2]) if entity else words
        for entity, words in zip(ids, quotes["speaker_text"].fillna(""), strict=True)
    ]
    words = quotes["text"].str.split().str.len().where(~_inside(quotes), 0)
    rows = pd.DataFrame({"speaker": ids, "name": names, "kind": quotes["kind"], "words": words})
    table = rows.groupby(["speaker", "name"], as_index=False, sort=False).agg(
        quotes=("kind", "size"),
        direct=("kind", lambda kinds: (kinds == "direct").sum()),
        indirect=("kind", lambda kinds: (kinds == "indirect").sum()),
        words=("words", "sum"),
    )
    table["share"] = table["words"] / max(1, table["words"].sum())
    table = table.sort_values(["words", "quotes"], ascending=False, kind="stable").reset_index(drop=True)
    return table.reindex(columns=list(SPEAKERS)).astype(SPEAKERS)


def stances(quotes: pd.DataFrame) -> pd.DataFrame:
    """With which stance statements are introduced: neutral «قال», asserting «أكد», denying «نفى» and so on.

    Parameters
    ----------
    quotes : DataFrame
        stance and cue.

    Returns
    -------
    DataFrame
        stance (of data/lexicons/cues.csv), quotes, cues (those met, most frequent first, joined by « | »).

    >>> stances(pd.DataFrame({"stance": ["neutral", "neutral", "deny"], "cue": ["قال", "قال", "نفى"]})).values.tolist()
    [['neutral', 2, 'قال'], ['deny', 1, 'نفى']]
    """
    frames.require(quotes, "quotes", ["stance", "cue"])
    rows = [
        {"stance": stance, "quotes": len(said), "cues": " | ".join(said["cue"].value_counts().index)}
        for stance, said in quotes[quotes["stance"] != ""].groupby("stance", sort=False)
    ]
    table = pd.DataFrame(rows, columns=list(STANCES)).astype(STANCES)
    return table.sort_values("quotes", ascending=False, kind="stable").reset_index(drop=True)


def _inside(quotes: pd.DataFrame) -> pd.Series:
    """Direct quotations that stand within an indirect one, whose words would count twice."""
    if not {"start", "end"} <= set(quotes.columns):
        return pd.Series(False, index=quotes.index)
    article = quotes["article"] if "article" in quotes.columns else pd.Series("", index=quotes.index)
    indirect: dict[str, list[tuple[int, int]]] = {}
    for key, kind, start, end in zip(article, quotes["kind"], quotes["start"], quotes["end"], strict=True):
        if kind == "indirect":
            indirect.setdefault(key, []).append((start, end))
    inside = [
        kind == "direct" and any(low <= start and end <= high for low, high in indirect.get(key, ()))
        for key, kind, start, end in zip(article, quotes["kind"], quotes["start"], quotes["end"], strict=True)
    ]
    return pd.Series(inside, index=quotes.index)
