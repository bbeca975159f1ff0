"""Lemmas by camel-tools' morphology: the likeliest analysis of a whole word, from its database (CALIMA MSA)."""

import os
from functools import cache
from pathlib import Path

_MISSING = (
    "The engine 'camel' needs camel-tools' morphology (about 130 MB to fetch): {what}. "
    "Run 'make camel-data' once, or use engine='light', which needs nothing more."
)


def folder() -> Path:
    """Where camel-tools keeps its data: the folder that CAMELTOOLS_DATA names, else .camel_tools at home."""
    return Path(os.environ.get("CAMELTOOLS_DATA") or Path.home() / ".camel_tools").expanduser()


@cache
def disambiguator():
    """camel-tools' MLEDisambiguator with its own database and model.

    Raises
    ------
    ImportError
        The data are not installed; the message names the one command that installs them.
    """
    catalogue = folder() / "catalogue.json"
    if not catalogue.is_file():  # without it camel-tools would ask the network as soon as it is imported
        raise ImportError(_MISSING.format(what=f"{catalogue} is not there"))
    try:
        from camel_tools.disambig.mle import MLEDisambiguator

        return MLEDisambiguator.pretrained()
    except Exception as problem:  # camel-tools has no error of its own for data that are missing or cut
        raise ImportError(_MISSING.format(what=f"its data cannot be read ({problem})")) from problem


def choose(words: list[str], engine=None) -> list[str]:
    """The lemma of each word as camel-tools gives it, diacritics and all; empty where it has no analysis.

    Parameters
    ----------
    words : list of str
        Whole words, particles attached.
    engine
        Has `disambiguate`, as camel-tools' disambiguators; by default the one that is installed.

    >>> from types import SimpleNamespace as Named
    >>> analysis = Named(analysis={"lex": "كِتاب"})
    >>> one = Named(disambiguate=lambda words: [Named(analyses=[analysis] if "كتب" in word else []) for word in words])
    >>> choose(["والكتب", "زيد"], one)
    ['كِتاب', '']
    """
    engine = disambiguator() if engine is None else engine
    return [word.analyses[0].analysis["lex"] if word.analyses else "" for word in engine.disambiguate(list(words))]
