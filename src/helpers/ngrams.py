"""N-grams: words that follow each other, counted within sentences."""

import numpy as np
import pandas as pd

from helpers import dispersion, frames, numbering, occurrences
from helpers import stopwords as stop_words


def count(tokens, n=2, by="stem", *, zones=("body",), kinds=("word",), stopwords=True, min_count=2, parts="block"):
    """Runs of n words by falling frequency; a run ends with its sentence and at every token that is not counted.

    Parameters
    ----------
    tokens : DataFrame
        article, block, sentence, start, kind, text and the column of `by`; zone if there is one.
    n : int or sequence of int
        How many words, 2 to 5.
    by : {"stem", "norm", "form", "lemma"}
        What makes words alike. By stem only the first word loses its و ف ب ل ك: «لمجلس الأمن» is «مجلس الأمن», but
        the و of «الأمن والسلم» is part of what is said, so that later words are taken by norm.
    zones, kinds, parts
        As in `terms.count`. A comma is no word, so that no run goes over it.
    stopwords : True, None or iterable of str
        Runs that begin or end with one of these are left out; inside a run they stay («مكافحة الإرهاب في ليبيا»).
    min_count : int
        Runs rarer than this are left out.

    Returns
    -------
    DataFrame
        term (words joined by a space); count; per_1000 (per thousand counted words, as for single terms); blocks and
        dispersion (see `terms.count`); form (as most often written); n.

    Raises
    ------
    ValueError
        n is not within 2 to 5, or as in `terms.count`.

    >>> import pandas as pd
    >>> words = ["قرر", "مجلس", "الأمن", "أمام", "مجلس", "الأمن"]
    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "sentence": [0, 0, 0, 1, 1, 1], "start": range(6),
    ...                        "kind": "word", "text": words, "norm": words, "stem": words})
    >>> count(tokens)[["term", "count"]].values.tolist()
    [['مجلس الأمن', 2]]
    """
    sizes = [n] if isinstance(n, int | np.integer) else list(n)
    if not sizes or not all(2 <= size <= 5 for size in sizes):
        raise ValueError(f"N-grams of {n!r} words cannot be counted; pass n from 2 to 5, or several, such as (2, 3).")
    column = occurrences.column_of(by)
    frames.require(tokens, "tokens", ["article", "block", "sentence", "start", "kind", "text", column])
    tokens = numbering.in_order(tokens, zones)
    counted = occurrences.counted(tokens, kinds)
    sentence = numbering.sentence_numbers(tokens)
    edge = counted & ~stop_words.mask(tokens, stopwords)
    later = "norm" if column == "stem" and "norm" in tokens.columns else column
    coded = {name: numbering.codes(tokens[name]) for name in dict.fromkeys((column, later, "text"))}
    part = np.full(len(tokens), -1)
    part[counted] = numbering.part_numbers(tokens[counted], parts)
    words = np.bincount(part[counted])
    tables = []
    for size in sizes:
        begin = np.flatnonzero(edge[: max(len(edge) - size + 1, 0)])
        for step in range(1, size):
            goes_on = counted if step < size - 1 else edge
            begin = begin[goes_on[begin + step] & (sentence[begin + step] == sentence[begin])]
        columns = [coded[column], *[coded[later]] * (size - 1)]
        tables.append(_table(begin, columns, coded["text"], part, words))
    table = pd.concat(tables, ignore_index=True)
    table = table[table["count"] >= min_count]
    table = table.sort_values(["count", "term"], ascending=[False, True], ignore_index=True)
    more = {"words": int(words.sum()), "parts": parts, "part_count": len(words), "min_count": min_count}
    table.attrs = occurrences.choices("ngrams", by, zones, kinds, stopwords, n=tuple(sizes), **more)
    return table


def maximal(frame: pd.DataFrame) -> pd.DataFrame:
    """The n-grams without those never found outside a longer one, as «الوزراء الليبي» in «رئيس الوزراء الليبي».

    Parameters
    ----------
    frame : DataFrame
        term and count, of several sizes; count_other too, as from `keyness.compare`, must then be the same as well.

    Returns
    -------
    DataFrame
        Its rows that stay, in order.

    >>> runs = pd.DataFrame({"term": ["حل", "حل الازمة", "حل الازمة سلميا", "الازمة سلميا"], "count": [9, 5, 2, 2]})
    >>> maximal(runs)["term"].tolist()
    ['حل', 'حل الازمة', 'حل الازمة سلميا']
    """
    columns = [name for name in ("count", "count_other") if name in frames.require(frame, "terms", ["term", "count"])]
    counts = list(frame[columns].itertuples(index=False, name=None))
    within = set()
    for term, count in zip(frame["term"], counts, strict=True):
        words = term.split(" ")
        within |= {(" ".join(part), count) for part in (words[1:], words[:-1])}
    stays = [row not in within for row in zip(frame["term"], counts, strict=True)]
    return frame[np.array(stays, dtype=bool)].reset_index(drop=True)


def _table(begin, columns, text, part, words) -> pd.DataFrame:
    """The n-grams of one size from the rows where they begin and the coded column of each of their words."""
    term, first = numbering.joined(*(codes[begin + step] for step, (codes, _) in enumerate(columns)))
    counts = np.bincount(term, minlength=len(first))
    cells = numbering.table(part[begin], term, len(words), len(first))
    cells.sum_duplicates()
    blocks, spread = dispersion.spread(cells, words)
    form, form_first = numbering.joined(term, *(text[0][begin + step] for step in range(len(columns))))
    often = np.lexsort([-np.bincount(form, minlength=len(form_first)), term[form_first]])
    best = form_first[often[np.diff(term[form_first][often], prepend=-1) > 0]]
    values = {
        "term": _written(columns, begin[first]), "count": counts, "per_1000": 1000 * counts / max(words.sum(), 1),
        "blocks": blocks, "dispersion": spread, "form": _written([text] * len(columns), begin[best]), "n": len(columns),
    }  # fmt: skip
    return frames.make("terms", values, form=frames.STR, n=frames.INT)


def _written(columns, rows) -> list[str]:
    words = (values[codes[rows + step]] for step, (codes, values) in enumerate(columns))
    return [" ".join(run) for run in zip(*words, strict=True)]
