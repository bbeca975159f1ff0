"""Keyness: which words one set of texts uses more, or less, than another, or than Arabic in general."""

from functools import cache

import numpy as np
import pandas as pd
from wordfreq import get_frequency_dict

from helpers import association, frames, normalise, occurrences, terms, tokens

COLUMNS = {
    "term": "str", "form": "str", "count": "int64", "count_other": "float64", "per_1000": "float64",
    "per_1000_other": "float64", "log_ratio": "float64", "percent_difference": "float64", "log_likelihood": "float64",
    "p": "float64", "p_bonferroni": "float64", "p_bh": "float64", "blocks": "int64", "blocks_other": "int64",
}  # fmt: skip


def compare(these, those, by="stem", *, zones=("body",), kinds=("word",), stopwords=True, min_count=3, parts="block"):
    """The words of one set of texts against another's: typical of these first, typical of those last.

    Parameters
    ----------
    these, those : DataFrame
        tokens, blocks, or what `terms.count` made of them (with `by` and `kinds` alike, stop words and all).
    by, zones, kinds, stopwords, parts
        As in `terms.count`.
    min_count : int
        Words with fewer occurrences in both sets together are left out, and are no test.

    Returns
    -------
    DataFrame
        term; form; count and count_other (in these, in those); per_1000 and per_1000_other; log_ratio and
        percent_difference (how much more: see `association`); log_likelihood (how sure, without sign); p,
        p_bonferroni, p_bh (corrected for as many tests as there are rows); blocks and blocks_other (in how many
        parts, to tell one long article from many). Sorted by log_likelihood with the sign of log_ratio. `attrs` holds
        "words", "words_other" and "tests".

    Notes
    -----
    log_likelihood is Dunning's (1993) for two texts, with all four cells of the table.

    >>> here = pd.DataFrame({"article": "أ", "block": 0, "kind": "word", "text": ["الثورة"] * 6 + ["البلد"] * 4})
    >>> there = pd.DataFrame({"article": "ب", "block": 0, "kind": "word", "text": ["التمرد"] * 6 + ["البلد"] * 4})
    >>> compare(here, there, by="form")[["term", "count", "count_other", "log_ratio"]].round(2).values.tolist()
    [['الثورة', 6, 0.0, 3.58], ['البلد', 4, 4.0, 0.0], ['التمرد', 0, 6.0, -3.58]]
    """
    chosen = {"by": by, "zones": zones, "kinds": kinds, "stopwords": stopwords, "parts": parts}
    (one, words), (two, other_words) = (_counted(frame, chosen) for frame in (these, those))
    columns = ["count", "blocks", "form"]
    table = one[columns].join(two[columns], how="outer", suffixes=("", "_other"))
    table["form"] = table["form"].fillna(table["form_other"])
    table = table.fillna({"blocks": 0, "blocks_other": 0})
    count, other = (table[name].fillna(0).to_numpy() for name in ("count", "count_other"))
    keep = count + other >= min_count
    table, count, other = table[keep], count[keep], other[keep]
    g2 = association.log_likelihood(count, words, count + other, max(words + other_words, 1))
    about = occurrences.choices("keyness", by, zones, kinds, stopwords, words_other=other_words, min_count=min_count)
    return _made(table, count, words, other, other_words, g2, about)


def against_general(these, by="stem", *, zones=("body",), kinds=("word",), stopwords=True, min_count=3, parts="block"):
    """The words of a set of texts against Arabic in general, as `wordfreq` has it.

    Parameters are those of `compare`.

    Returns
    -------
    DataFrame
        As from `compare`; count_other is the number that general Arabic would have in a text of this length, a
        fraction.

    Notes ----- wordfreq (Speer, R., 2022) blends Wikipedia, subtitles, news, books, the web and Twitter, up to
    2021. It gives shares, no size, so that log_likelihood takes the shares as known
    (`association.log_likelihood_given`). Its words have their و ف ب ل ك attached: by stem, norm or lemma the shares
    of all forms of one term are added. A word that it lacks is taken to be as rare as the rarest that it has.

    >>> here = pd.DataFrame({"article": "أ", "block": 0, "kind": "word", "text": ["حفتر"] * 3 + ["البلد"] * 7})
    >>> against_general(here, by="form", min_count=3)["term"].tolist()
    ['البلد', 'حفتر']
    """
    chosen = {"by": by, "zones": zones, "kinds": kinds, "stopwords": stopwords, "parts": parts}
    table, words = _counted(these, chosen)
    table = table[table["count"] >= min_count]
    share = general(table.index, by).to_numpy()
    count = table["count"].to_numpy(float)
    g2 = association.log_likelihood_given(count, max(words, 1), share)
    table = table.assign(blocks_other=0)
    about = occurrences.choices("general", by, zones, kinds, stopwords, min_count=min_count)
    return _made(table, count, words, share * words, words, g2, about)


def ends(frame: pd.DataFrame, n: int = 10) -> pd.DataFrame:
    """The n rows most typical of either side of a comparison; all of them where there are no more.

    >>> ends(pd.DataFrame({"term": ["الثورة", "البلد", "التمرد"], "log_ratio": [3.6, 0.2, -2.1]}), 1)["term"].tolist()
    ['الثورة', 'التمرد']
    """
    above, below = frame[frame["log_ratio"] > 0], frame[frame["log_ratio"] < 0]
    return pd.concat([above.head(n), below.tail(n)])


def general(names, by: str = "stem") -> pd.Series:
    """The share that each of some terms has of all words of Arabic in general, its forms in wordfreq's list together.

    >>> stems, norms = general(["ليبيا"], "stem"), general(["ليبيا", "لليبيا"], "norm")
    >>> bool(stems["ليبيا"] > norms["ليبيا"] > norms["لليبيا"] > 0)
    True
    """
    column, wanted = occurrences.column_of(by), pd.Index(names, dtype="object")
    forms, norms = _norms()
    rarest = min(forms.values())
    if by == "form":
        return pd.Series([forms.get(normalise.light(term), rarest) for term in wanted], index=wanted, dtype="float64")
    some = forms if by == "lemma" else _endings(forms, norms, set(wanted))
    block = pd.DataFrame({"article": "wordfreq", "block": 0, "start": 0, "text": [" ".join(some)]})
    types = tokens.counts(block, lemmas="light" if by == "lemma" else None)
    shares = types["text"].map(forms).groupby(types[column].astype("object")).sum()
    return shares.reindex(wanted).fillna(0.0).clip(lower=rarest)


@cache
def _norms() -> tuple[dict[str, float], list[str]]:
    forms = get_frequency_dict("ar", wordlist="best")
    return forms, normalise.many(list(forms), normalise.standard)


def _endings(forms, norms, wanted) -> list[str]:
    """The forms that can be one of some stems with up to three attached letters: few of them have to be split."""
    endings = wanted | {stem[1:] for stem in wanted if stem.startswith("ال")}  # للأمم, from ل and الأمم
    return [
        form
        for form, norm in zip(forms, norms, strict=True)
        if norm in endings or norm[1:] in endings or norm[2:] in endings or norm[3:] in endings
    ]


def _counted(frame, chosen) -> tuple[pd.DataFrame, int]:
    """Terms by name with their count, blocks and form, and the number of all words."""
    if "per_1000" not in frame.columns:
        table = terms.count(frame, **chosen)
        return table.set_index("term"), table.attrs["words"]
    frames.require(frame, "terms")
    table = frame if "form" in frame.columns else frame.assign(form=frame["term"])
    known = table[table["count"] > 0]
    words = frame.attrs.get("words") or (known["count"] / known["per_1000"] * 1000).round().median()
    return table.set_index("term"), 0 if pd.isna(words) else int(words)


def _made(table, count, words, other, other_words, g2, about) -> pd.DataFrame:
    p = association.p_value(g2)
    ratio = association.log_ratio(count, max(words, 1), other, max(other_words, 1))
    made = table.reset_index().assign(
        count=count, count_other=other, per_1000=1000 * count / max(words, 1),
        per_1000_other=1000 * other / max(other_words, 1),
        log_ratio=ratio, percent_difference=association.percent_difference(count, words, other, other_words),
        log_likelihood=g2, p=p, p_bonferroni=association.bonferroni(p), p_bh=association.benjamini_hochberg(p),
        order=-np.copysign(g2, ratio),
    )  # fmt: skip
    made = made.sort_values(["order", "term"], ignore_index=True).reindex(columns=list(COLUMNS)).astype(COLUMNS)
    made.attrs = about | {"words": words, "tests": len(made)}
    return made
