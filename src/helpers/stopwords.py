"""Stop words: which words of a text say little about its matter, from the lexicon that an analyst can edit."""

import numpy as np
import pandas as pd

from helpers import lexicons, normalise, numbering


def words(*kinds: str) -> frozenset[str]:
    """The stop words of data/lexicons/stopwords.csv, all of them or those of the kinds named.

    Raises
    ------
    ValueError
        No stop word is of that kind; the message lists the kinds.

    >>> "إلى" in words("preposition"), "إلى" in words("reporting")
    (True, False)
    >>> words("verbs")
    Traceback (most recent call last):
    ...
    ValueError: No stop word is of the kind 'verbs'; data/lexicons/stopwords.csv has: adverb, auxiliary, ...
    """
    table = lexicons.read("stopwords")
    there = sorted(set(table["kind"]))
    for kind in kinds:
        if kind not in there:
            raise ValueError(
                f"No stop word is of the kind {kind!r}; data/lexicons/stopwords.csv has: {', '.join(there)}. "
                "Pick one of these, or give the kind to some rows of that file."
            )
    return frozenset(table["word"][table["kind"].isin(kinds)] if kinds else table["word"])


def chosen(stopwords) -> frozenset[str]:
    """What a caller's `stopwords` means: True the lexicon, None or False none, else the words given.

    >>> sorted(chosen(["من", "إلى"])), chosen(None)
    (['إلى', 'من'], frozenset())
    """
    if stopwords is True:
        return words()
    if stopwords is None or stopwords is False:
        return frozenset()
    if isinstance(stopwords, str):
        raise ValueError(
            f"stopwords is the string {stopwords!r}; give True (the lexicon), None (no stop words) or a list of words, "
            "such as stopwords.words('preposition', 'pronoun')."
        )
    return frozenset(stopwords)


def kinds(types: pd.DataFrame, stopwords) -> pd.Series:
    """For each distinct word the kind of stop word that it is, "" where it is none.

    Parameters
    ----------
    types : DataFrame
        text, and norm and stem if there are such: one row a distinct word.
    stopwords : True, None or iterable of str
        See `chosen`. Words that the lexicon lacks are of the kind "given".

    Notes ----- A word is a stop word if its normal form is that of a stop word, with its proclitics or without
    («ومن», «من»). The normal form takes ى for ي, so a final ى is looked at again: «على» is a stop word, «علي» a
    man's name. The other way round a stop word with ي may be written with ى, as Egyptian papers do («فى»).

    >>> import pandas as pd
    >>> types = pd.DataFrame({"text": ["على", "علي", "وفى", "ليبيا"], "norm": ["علي", "علي", "وفي", "ليبيا"],
    ...                       "stem": ["علي", "علي", "في", "ليبيا"]})
    >>> kinds(types, True).tolist()
    ['preposition', '', 'preposition', '']
    """
    lexicon = dict(lexicons.read("stopwords")[["word", "kind"]].itertuples(index=False, name=None))
    anyhow, only_maksura = {}, {}
    for word in sorted(chosen(stopwords)):
        form = normalise.standard(word)
        into = only_maksura if normalise.light(word).endswith("ى") else anyhow
        into.setdefault(form, lexicon.get(word, "given"))
    found, texts = [""] * len(types), types["text"].tolist()
    for column in ("norm", "stem"):  # the stem last: it is what the word is without its proclitics
        for row, form in enumerate(types[column].tolist() if column in types.columns else ()):
            if form in only_maksura and normalise.light(texts[row]).endswith("ى"):
                found[row] = only_maksura[form]
            elif form in anyhow:
                found[row] = anyhow[form]
    return pd.Series(found, index=types.index, dtype="str")


def mask(tokens: pd.DataFrame, stopwords=True) -> np.ndarray:
    """Which tokens are stop words; `stopwords` as in `chosen`.

    >>> tokens = pd.DataFrame({"text": ["ومن", "موسكو"], "norm": ["ومن", "موسكو"], "stem": ["من", "موسكو"]})
    >>> mask(tokens).tolist()
    [True, False]
    """
    columns = {name: numbering.codes(tokens[name]) for name in ("text", "norm", "stem") if name in tokens.columns}
    number, first = numbering.joined(*(code for code, _ in columns.values()))
    types = pd.DataFrame({name: values[code[first]] for name, (code, values) in columns.items()}, dtype="object")
    return (kinds(types, stopwords) != "").to_numpy()[number]
