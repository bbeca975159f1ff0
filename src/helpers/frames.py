"""The contract between rooms: which columns each frame has, and the checks that every room makes at its door."""

import pandas as pd

STR, INT, FLOAT, DATE = "str", "int64", "float64", "datetime64[s]"

COLUMNS = {
    "articles": {
        "article": STR, "title": STR, "published": DATE, "source": STR, "url": STR, "text": STR, "sha256": STR,
    },
    "blocks": {"article": STR, "block": INT, "zone": STR, "start": INT, "end": INT, "text": STR},
    "tokens": {
        "article": STR, "block": INT, "sentence": INT, "token": INT, "start": INT, "end": INT, "text": STR, "kind": STR,
        "norm": STR, "proclitics": STR, "stem": STR, "lemma": STR, "zone": STR,
    },
    "terms": {"term": STR, "count": INT, "per_1000": FLOAT, "blocks": INT, "dispersion": FLOAT},
    "kwic": {"article": STR, "start": INT, "end": INT, "before": STR, "keyword": STR, "after": STR},
    "mentions": {
        "article": STR, "start": INT, "end": INT, "text": STR, "type": STR, "entity": STR, "score": FLOAT,
        "engine": STR, "block": INT, "zone": STR, "link": STR,
    },
    "entities": {
        "entity": STR, "name": STR, "type": STR, "mentions": INT, "aliases": STR, "first": INT,
    },
    "quotes": {
        "article": STR, "start": INT, "end": INT, "kind": STR, "speaker": STR, "speaker_text": STR, "cue": STR,
        "text": STR,
    },
    "dates": {
        "article": STR, "start": INT, "end": INT, "text": STR, "begin": DATE, "finish": DATE, "grain": STR,
    },
}  # fmt: skip

ZONES = ("headline", "body", "heading", "caption", "source", "keywords", "related", "promo")
TYPES = ("PER", "LOC", "ORG", "MISC")


def make(name: str, rows=(), **more) -> pd.DataFrame:
    """A frame of the contract, with its columns in order and typed, from rows (dicts) or none.

    Parameters
    ----------
    name : str
        A key of `COLUMNS`.
    rows : iterable of dict, or dict of columns
        What to put in it; columns that are absent become missing values.
    **more : str
        Further columns and their dtypes, after those of the contract.

    >>> make("dates").columns.tolist()
    ['article', 'start', 'end', 'text', 'begin', 'finish', 'grain']
    """
    columns = {**COLUMNS[name], **more}
    frame = pd.DataFrame(rows if isinstance(rows, dict) else list(rows))
    return frame.reindex(columns=list(columns)).astype(columns)


def require(frame: pd.DataFrame, name: str, columns=None) -> pd.DataFrame:
    """Give the frame back if it has the columns needed; say what is missing, what there is and what to do if not.

    Raises
    ------
    ValueError
        A column is missing.

    >>> require(pd.DataFrame({"body": ["نص"]}), "articles", ["text"])
    Traceback (most recent call last):
    ...
    ValueError: Column 'text' is missing from the articles frame; it has: body. Rename or add the column, \
or make the frame with helpers.articles.
    """
    missing = [column for column in columns or COLUMNS[name] if column not in frame.columns]
    if missing:
        has = ", ".join(map(str, frame.columns)) or "no columns"
        word = "Column" if len(missing) == 1 else "Columns"
        verb = "is" if len(missing) == 1 else "are"
        maker = MAKERS.get(name, name)
        raise ValueError(
            f"{word} {', '.join(map(repr, missing))} {verb} missing from the {name} frame; it has: {has}. "
            f"Rename or add the column, or make the frame with helpers.{maker}."
        )
    return frame


MAKERS = {
    "blocks": "zones.split", "tokens": "tokens.tokenise", "terms": "terms.count", "kwic": "kwic.find",
    "mentions": "names.find", "entities": "entities.table", "quotes": "quotes.find", "dates": "dates.find",
}  # fmt: skip


def in_zones(frame: pd.DataFrame, zones) -> pd.DataFrame:
    """The rows of the zones asked for; a frame made by hand without the column `zone` counts as body.

    Parameters
    ----------
    zones : sequence of str or None
        Zone names; None keeps every row.

    Raises
    ------
    ValueError
        A name is no zone.

    >>> in_zones(pd.DataFrame({"text": ["خبر", "إعلان"], "zone": ["body", "promo"]}), ["body"]).text.tolist()
    ['خبر']
    """
    if zones is None:
        return frame
    zones = [zones] if isinstance(zones, str) else list(zones)
    unknown = [zone for zone in zones if zone not in ZONES]
    if unknown:
        raise ValueError(
            f"No zone is called {unknown[0]!r}; the zones are: {', '.join(ZONES)}. Pass zones=None for all."
        )
    if "zone" not in frame.columns:
        return frame if "body" in zones else frame.iloc[:0]
    return frame[frame["zone"].isin(zones)]
