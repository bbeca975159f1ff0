"""Terms: how often each word is used, per thousand words, in how many parts of the text, and how evenly."""

import numpy as np
import pandas as pd

from helpers import dispersion, frames, normalise, numbering, occurrences, stopwords


def count(frame, by="stem", *, zones=("body",), kinds=("word",), stopwords=True, min_count=1, parts="block"):
    """Terms by falling frequency: one row a word, in the sense of "one word" that `by` gives.

    Parameters
    ----------
    frame : DataFrame
        tokens (article, block, kind, text and the column of `by`; zone if there is one), or blocks (article, block,
        text; zone if there is one). From blocks the words are counted as distinct words, with the same result and
        no token frame.
    by : {"stem", "norm", "form", "lemma"}
        What makes two words one term. form: as written. norm: one spelling (`normalise.standard`). stem: norm
        without the attached و ف ب ل ك, so that «لليبيا» and «وليبيا» are «ليبيا». lemma: the dictionary form.
    zones : sequence of str or None
        Parts of the page that are counted; None all.
    kinds : sequence of str or None
        Kinds of tokens that are counted; None all, punctuation too.
    stopwords : True, None or iterable of str
        Words left out: True those of data/lexicons/stopwords.csv. `dropped` shows them. They still are words of the
        text: `per_1000` and `dispersion` have all words as their base, with stop words or without.
    min_count : int
        Terms rarer than this are left out.
    parts : {"block", "article"}
        What the columns `blocks` and `dispersion` count: paragraphs, or articles (for a corpus).

    Returns
    -------
    DataFrame
        term; count; per_1000 (per thousand counted words of all terms, before stop words are dropped); blocks (in
        how many parts); dispersion (0 even, 1 clumped, see `dispersion.spread`; missing where there is but one
        part); form (how the term is most often written, without its proclitics: for people to read). `attrs` holds
        "words" (the base), "parts", and the choices made, for a footnote.

    Raises
    ------
    ValueError
        A column is missing; by, zones, parts or stopwords are none of those above.

    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"article": "أ", "block": [0, 0, 1, 1], "kind": "word",
    ...     "text": ["إلى", "ليبيا", "وليبيا", "لليبيا"], "norm": ["الي", "ليبيا", "وليبيا", "لليبيا"],
    ...     "stem": ["الي", "ليبيا", "ليبيا", "ليبيا"]})
    >>> count(tokens)[["term", "count", "per_1000", "blocks", "form"]].values.tolist()
    [['ليبيا', 3, 750.0, 2, 'ليبيا']]
    >>> count(tokens, by="norm", stopwords=None)["term"].tolist()
    ['الي', 'لليبيا', 'ليبيا', 'وليبيا']
    """
    seen = occurrences.of(frame, by, zones, kinds, parts)
    types = _typed(seen, by, stopwords)
    kept = (types["stop"] == "").to_numpy()
    number, names = numbering.codes(types["term"].where(kept))
    inside = seen.grouped(number, len(names))
    counts = np.bincount(inside.indices, weights=inside.data, minlength=len(names)).astype(np.int64)
    blocks, spread = dispersion.spread(inside, seen.sizes)
    table = frames.make(
        "terms",
        {
            "term": names, "count": counts, "per_1000": 1000 * counts / max(seen.words, 1), "blocks": blocks,
            "dispersion": spread, "form": occurrences.shown(types[kept], by).reindex(names).to_numpy(),
        },
        form=frames.STR,
    )  # fmt: skip
    table = table[table["count"] >= min_count].sort_values(
        ["count", "term"], ascending=[False, True], ignore_index=True
    )
    more = {"parts": parts, "part_count": int((seen.sizes > 0).sum()), "min_count": min_count}
    table.attrs = occurrences.choices("terms", by, zones, kinds, stopwords, words=seen.words, **more)
    return table


def dropped(frame, by="stem", *, zones=("body",), kinds=("word",), stopwords=True) -> pd.DataFrame:
    """The stop words that `count` leaves out of a frame, by falling frequency: term, count, per_1000, form, kind.

    Parameters are those of `count`; kind is the kind of stop word in the lexicon, "given" for one that it lacks.

    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "kind": "word", "text": ["وقال", "من", "ليبيا"],
    ...                        "norm": ["وقال", "من", "ليبيا"], "stem": ["قال", "من", "ليبيا"]})
    >>> dropped(tokens)[["term", "count", "kind"]].values.tolist()
    [['قال', 1, 'reporting'], ['من', 1, 'preposition']]
    """
    seen = occurrences.of(frame, by, zones, kinds)
    types = _typed(seen, by, stopwords)
    stop = types[types["stop"] != ""]
    table = stop.groupby("term", sort=False).agg(count=("count", "sum"), kind=("stop", "first")).reset_index()
    table = table.assign(
        per_1000=1000 * table["count"] / max(seen.words, 1), form=table["term"].map(occurrences.shown(stop, by))
    ).astype({"term": "str", "count": "int64", "kind": "str", "form": "str"})
    table = table.sort_values(["count", "term"], ascending=[False, True], ignore_index=True)
    table.attrs = occurrences.choices("dropped", by, zones, kinds, stopwords, words=seen.words)
    return table[["term", "count", "per_1000", "form", "kind"]]


def _typed(seen, by, chosen) -> pd.DataFrame:
    """The distinct words with their term, and the kind of stop word that they are."""
    return seen.types.assign(
        term=seen.types[occurrences.column_of(by)].astype("object"), stop=stopwords.kinds(seen.types, chosen)
    )


def forms(frame, term: str, by="stem", *, zones=("body",), kinds=("word",)) -> pd.DataFrame:
    """The ways in which one term is written in a frame, by falling frequency: form, norm and stem (where known), count.

    Parameters are those of `count`; `term` may be spelled in any way that is the same by norm.

    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "kind": "word", "text": ["ليبيا", "وليبيا", "ليبيا"],
    ...                        "norm": ["ليبيا", "وليبيا", "ليبيا"], "stem": "ليبيا"})
    >>> forms(tokens, "ليبيا")[["form", "count"]].values.tolist()
    [['ليبيا', 2], ['وليبيا', 1]]
    """
    seen = occurrences.of(frame, by, zones, kinds)
    column = occurrences.column_of(by)
    found = seen.types[seen.types[column] == (term if by == "form" else normalise.standard(term))]
    columns = ["form", *(name for name in ("norm", "stem") if name in found.columns), "count"]
    found = found.rename(columns={"text": "form"})[columns].astype(dict.fromkeys(columns[:-1], "str"))
    return found.sort_values(["count", "form"], ascending=[False, True], ignore_index=True)
