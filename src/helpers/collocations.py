"""Collocations: words that stand near each other more often than their frequencies lead to expect.

Distances are in counted words (punctuation is not one) and end with the sentence. Measures are those of `association`:
log_likelihood says how sure it is that the two go together, log_dice how exclusively they do, mutual_information how
many times oftener than by chance; the last one favours rare words, which is why `min_count` goes with it.
"""

import numpy as np
import pandas as pd

from helpers import association, frames, matches, numbering, occurrences, windows
from helpers import stopwords as stop_words

AROUND = {
    "term": "str", "count": "int64", "before": "int64", "after": "int64", "total": "int64", "expected": "float64",
    "log_likelihood": "float64", "p": "float64", "log_dice": "float64", "mutual_information": "float64", "form": "str",
}  # fmt: skip
PAIRS = {
    "term": "str", "collocate": "str", "count": "int64", "term_count": "int64", "collocate_count": "int64",
    "expected": "float64", "log_likelihood": "float64", "p": "float64", "log_dice": "float64",
    "mutual_information": "float64",
}  # fmt: skip


def around(
    tokens, node, window=5, by="stem", *, zones=("body",), kinds=("word",), stopwords=True, min_count=2,
    min_log_likelihood=0.0, min_log_dice=None, min_mutual_information=0.0,
) -> pd.DataFrame:  # fmt: skip
    """The words that stand around a word, by falling log-likelihood.

    Parameters
    ----------
    tokens : DataFrame
        article, block, sentence, start, kind, text and the column of `by`; norm, stem and zone if there are such.
    node : str
        A query: see `queries`.
    window : int or (int, int)
        Words looked at before and after the node.
    by, zones, kinds, stopwords
        As in `terms.count`. Stop words count in distances and frequencies; they are left out as results.
    min_count : int
        How often a word must stand in the window.
    min_log_likelihood, min_log_dice, min_mutual_information : float or None
        Least values; None asks for nothing. 3.84 of log-likelihood is p = 0.05 for one word looked at by itself, 0 of
        mutual information is as often as by chance.

    Returns
    -------
    DataFrame
        term; count (in windows; a word near two nodes counts once); before, after (on which side); total (in the
        text, nodes left out); expected (count by chance); log_likelihood, p, log_dice, mutual_information; form.
        `attrs` holds "node_count", "window_words", "words".

    Notes ----- The table is that of Evert, S. (2008), Corpora and collocations, for surface co-occurrence: words in
    windows against words outside, nodes themselves left out. log_dice takes the node's and the word's own counts.

    >>> words = ["مجلس", "الأمن", "قرر", "مجلس", "الأمن", "قرر", "مجلس", "النواب"]
    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "sentence": 0, "start": range(8), "kind": "word",
    ...                        "text": words, "stem": words})
    >>> around(tokens, "مجلس", window=(0, 1))[["term", "count", "after", "total"]].values.tolist()
    [['الأمن', 2, 2, 2]]
    """
    tokens, column, number, names = _terms(tokens, by, zones, stopwords)
    first, last = matches.find(tokens, node, by)
    is_node = windows.covered(first, last, len(tokens))
    counted = occurrences.counted(tokens, kinds) & ~is_node
    near = _near(tokens, first, last, counted | is_node, windows.sides(window))
    inside = near[0] | near[1]
    both, before, after, total = (
        np.bincount(number[counted & rows], minlength=len(names) + 1)[:-1] for rows in (inside, *near, True)
    )
    there = np.flatnonzero(both >= max(min_count, 1))
    both, total = both[there], total[there]
    size, here = int(counted.sum()), int((counted & inside).sum())
    columns = {"term": names[there], "count": both, "before": before[there], "after": after[there], "total": total}
    table = pd.DataFrame(columns | _measured(both, here, total, size, len(first), total))
    table["form"] = table["term"].map(_forms(tokens[counted & inside], column, by))
    table = _kept(table, min_log_likelihood, min_log_dice, min_mutual_information, ["term"])
    table = table.reindex(columns=list(AROUND)).astype(AROUND)
    more = {"node": node, "node_count": len(first), "window": windows.sides(window), "window_words": here}
    more |= {"words": size, "min_count": min_count}
    table.attrs = occurrences.choices("collocations", by, zones, kinds, stopwords, **more)
    return table


def _near(tokens, first, last, words, spans) -> list[np.ndarray]:
    """Which rows stand before a hit and which after one, within so many words and in its sentence."""
    sentence = numbering.sentence_numbers(tokens)
    rows, place = np.flatnonzero(words), np.cumsum(words) - 1
    near = []
    for edge, span, onwards in zip((first, last), spans, (-1, 1), strict=True):
        found = np.zeros(len(tokens), dtype=bool)
        for step in range(1, span + 1):
            at = place[edge] + onwards * step
            inside = (at >= 0) & (at < len(rows))
            row = rows[at[inside]]
            found[row[sentence[row] == sentence[edge[inside]]]] = True
        near.append(found)
    return near


def pairs(
    tokens, window=5, by="stem", *, zones=("body",), kinds=("word",), stopwords=True, min_count=3,
    min_log_likelihood=0.0, min_log_dice=None, min_mutual_information=0.0,
) -> pd.DataFrame:  # fmt: skip
    """All pairs of words of which the second stands within so many words after the first, by falling log-likelihood.

    Parameters are those of `around`; window is one number.

    Returns
    -------
    DataFrame
        term, collocate (the second of the two); count (pairs in the text); term_count, collocate_count (of the words);
        expected; log_likelihood, p,
        log_dice, mutual_information. `attrs` holds "pairs", the number of all pairs.

    Notes ----- The table is made of pairs, so that with a window of 1 it is that of Dunning (1993) for bigrams:
    pairs with that first word, pairs with that second word, all pairs. log_dice takes the counts of the words.

    >>> words = ["مجلس", "الأمن", "قرر", "مجلس", "الأمن", "قرر", "مجلس", "النواب"]
    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "sentence": 0, "start": range(8), "kind": "word",
    ...                        "text": words, "stem": words})
    >>> pairs(tokens, window=1, min_count=2)[["term", "collocate", "count", "expected"]].round(2).values.tolist()
    [['الأمن', 'قرر', 2, 0.57], ['قرر', 'مجلس', 2, 0.57], ['مجلس', 'الأمن', 2, 0.86]]
    """
    if not isinstance(window, int | np.integer) or window < 1:
        raise ValueError(f"The window is {window!r}; for pairs pass one number of words, from 1 up.")
    tokens, _, number, names = _terms(tokens, by, zones, stopwords)
    counted = occurrences.counted(tokens, kinds)
    sentence, number = numbering.sentence_numbers(tokens)[counted], number[counted]
    counts = np.bincount(number, minlength=len(names) + 1)
    counts[-1] = 0  # the stop words
    candidates = counts[number] >= max(min_count, 1)
    firsts, seconds = np.zeros_like(counts), np.zeros_like(counts)
    found, total = [], 0
    for step in range(1, window + 1):
        left = np.flatnonzero(sentence[: max(len(sentence) - step, 0)] == sentence[step:])
        total += len(left)
        firsts += np.bincount(number[left], minlength=len(counts))
        seconds += np.bincount(number[left + step], minlength=len(counts))
        left = left[candidates[left] & candidates[left + step]]
        found.append(np.unique(number[left] * len(counts) + number[left + step], return_counts=True))
    cells, index = np.unique(np.concatenate([cell for cell, _ in found]), return_inverse=True)
    both = np.bincount(index, weights=np.concatenate([count for _, count in found]), minlength=len(cells)).astype(int)
    often = both >= min_count
    (first, second), both = np.divmod(cells[often], len(counts)), both[often]
    measured = _measured(both, firsts[first], seconds[second], max(total, 1), counts[first], counts[second])
    columns = {
        "term": names[first], "collocate": names[second], "count": both, "term_count": counts[first],
        "collocate_count": counts[second],
    }  # fmt: skip
    table = pd.DataFrame(columns | measured)
    table = _kept(table, min_log_likelihood, min_log_dice, min_mutual_information, ["term", "collocate"])
    table = table.reindex(columns=list(PAIRS)).astype(PAIRS)
    more = {"pairs": total, "window": window, "words": len(number), "min_count": min_count}
    table.attrs = occurrences.choices("pairs", by, zones, kinds, stopwords, **more)
    return table


def _measured(both, here, word, total, first_count, second_count) -> dict:
    g2 = association.log_likelihood(both, here, word, total)
    return {
        "expected": here * word / total, "log_likelihood": g2, "p": association.p_value(g2),
        "log_dice": association.log_dice(both, first_count, second_count),
        "mutual_information": association.mutual_information(both, here, word, total),
    }  # fmt: skip


def _kept(table, log_likelihood, log_dice, mutual_information, names) -> pd.DataFrame:
    limits = {"log_likelihood": log_likelihood, "log_dice": log_dice, "mutual_information": mutual_information}
    for column, least in limits.items():
        if least is not None:
            table = table[table[column] >= least]
    order = ["log_likelihood", "count", *names]
    return table.sort_values(order, ascending=[False, False, *[True] * len(names)], ignore_index=True)


def _terms(tokens, by, zones, stopwords):
    """Tokens in order, the column of their terms, the number of each token's term, and the terms; stop words have the
    number after the last."""
    column = occurrences.column_of(by)
    frames.require(tokens, "tokens", ["article", "block", "sentence", "start", "kind", "text", column])
    tokens = numbering.in_order(tokens, zones)
    number, names = numbering.codes(tokens[column])
    return tokens, column, np.where(stop_words.mask(tokens, stopwords), len(names), number), names


def _forms(tokens, column, by) -> pd.Series:
    types = occurrences.of(tokens, by, zones=None, kinds=None).types
    return occurrences.shown(types.assign(term=types[column]), by)
