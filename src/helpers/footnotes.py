"""Footnotes: what was counted, in which parts of the page, on which form, against what, with which cut-offs."""

from functools import cache

from helpers import entity_salience, lexicons, phrases, wording

_LINES = {
    "terms": ("terms", "base", "dispersion", "stopwords", "min_count"),
    "dropped": ("dropped", "base"),
    "ngrams": ("ngrams", "base", "dispersion", "ngram_edges", "min_count"),
    "collocations": ("collocations", "association", "stopwords", "min_count"),
    "pairs": ("pairs", "association", "stopwords", "min_count"),
    "keyness": ("keyness", "effect", "stopwords", "min_count"),
    "general": ("general", "effect", "stopwords", "min_count"),
    "kwic": ("kwic",),
}
_NOUNS = {
    "words": "word", "words_other": "word", "window_words": "word", "node_count": "mention", "tests": "test",
    "pairs": "pair",
}  # fmt: skip


def of(frame, language: str = "ar", digits: str = "latn") -> list[str]:
    """The footnotes of a frame of terms, n-grams, collocations, keyness or a concordance, one sentence a line.

    Parameters
    ----------
    frame : DataFrame
        As its room made it: rows may be left out, its `attrs` say how it was made.
    language : {"ar", "en"}
    digits : {"latn", "arab"}

    Returns
    -------
    list of str
        For `tables.show(..., footnotes=...)`. Sentences are those of data/lexicons/footnotes.csv.

    Raises
    ------
    ValueError
        The frame does not say how it was made.

    >>> import pandas as pd
    >>> from helpers import kwic
    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "start": [0], "end": [5], "text": ["ليبيا"]})
    >>> of(kwic.find(tokens, "ليبيا", by="form"), "en")
    ['Query «ليبيا» in body, each form as it is written.']
    """
    phrases.language_of(language)
    about = getattr(frame, "attrs", {})
    if about.get("what") not in _LINES:
        raise ValueError(
            "The frame does not say how it was made: its attrs are gone, as after a merge, or it is of another room. "
            "Pass the frame as terms, ngrams, collocations, keyness or kwic made it."
        )
    values = _values(about, language, digits)
    return [_say(key, language, **values) for line in _LINES[about["what"]] if (key := _key(line, about))]


def salience(language: str = "ar", digits: str = "latn") -> list[str]:
    """How the columns salience and spread of a table of entities are worked out.

    >>> salience("en")[1]
    "Spread: the share of the body's paragraphs that name it."
    """
    shares = {name: phrases.figures(f"{weight:.0%}", digits) for name, weight in entity_salience.WEIGHTS.items()}
    return [_say("salience", language, **shares), _say("spread", language)]


def _key(line: str, about: dict) -> str:
    """The sentence of a line, "" where it says nothing."""
    if line == "stopwords":
        given = about["stopwords"]
        return "stop_lexicon" if given is True else "stop_given" if given else "stop_none"
    if line == "ngram_edges":
        return line if about["stopwords"] else ""
    if line == "min_count":
        return line if about["min_count"] > 1 else ""
    if line == "dispersion":
        return line if about["part_count"] > 1 else "no_dispersion"
    return line


def _values(about: dict, language: str, digits: str) -> dict:
    def counted(number, noun):
        return phrases.counted(number, noun, language, digits, case="genitive")

    values = {name: counted(about[name], noun) for name, noun in _NOUNS.items() if name in about}
    zones = about["zones"]
    zones = (zones,) if isinstance(zones, str) else zones
    named = [wording.value("zone", zone, language) for zone in zones or ()]
    values["zones"] = phrases.joined(named, language) if named else _say("everywhere", language)
    values["by"] = _say(f"by_{about['by']}", language)
    values |= {name: about[name] for name in ("node", "query") if name in about}
    if "part_count" in about:
        values["parts"] = counted(about["part_count"], "paragraph" if about["parts"] == "block" else "article")
    if "min_count" in about:
        values["least"] = counted(about["min_count"], "time")
    if "n" in about:
        values["n"] = phrases.joined(
            [phrases.number(n, digits) for n in about["n"][:-1]] + [counted(about["n"][-1], "word")], language
        )
    if about["what"] == "collocations":
        before, after = (counted(side, "word") for side in about["window"])
        values |= {"before": before, "after": after, "near": values["window_words"], "mentions": values["node_count"]}
    if about["what"] == "pairs":
        values["window"] = counted(about["window"], "word")
    if isinstance(about.get("stopwords"), int):
        values["given"] = counted(about["stopwords"], "word")
    return values


@cache
def _sentences() -> dict:
    return lexicons.read("footnotes").set_index("key").to_dict("index")


def _say(key: str, language: str, **values) -> str:
    return _sentences()[key][language].format(**values)
