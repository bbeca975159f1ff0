"""Where a query of the concordance is met in a token frame."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from helpers import frames, numbering, occurrences, queries


def find(tokens: pd.DataFrame, query: str, by: str = "stem") -> tuple[np.ndarray, np.ndarray]:
    """Where a query is met in tokens in reading order: the first and the last row of each hit, both inclusive.

    Matching is done on distinct words. Words of a phrase follow each other in one block, with nothing between them.

    >>> import pandas as pd
    >>> tokens = pd.DataFrame({"article": "أ", "block": 0, "text": ["في", "مجلس", "الأمن"],
    ...                        "norm": ["في", "مجلس", "الامن"], "stem": ["في", "مجلس", "الامن"]})
    >>> find(tokens, "مجلس الأمن")
    (array([1]), array([2]))
    """
    words = queries.parse(query, by)
    needed = {occurrences.column_of(word.by) for word in words if not word.anything}
    frames.require(tokens, "tokens", ["article", "block", *sorted(needed)])
    first = None
    for place, word in enumerate(words):
        if word.anything:
            continue
        rows = np.flatnonzero(_mask(tokens, word)) - place
        first = rows if first is None else np.intersect1d(first, rows, assume_unique=True)
    last = first + len(words) - 1
    inside = (first >= 0) & (last < len(tokens))
    first, last = first[inside], last[inside]
    if len(words) > 1:
        block = numbering.part_numbers(tokens)
        together = block[first] == block[last]
        first, last = first[together], last[together]
    return first, last


def _mask(tokens: pd.DataFrame, word: queries.Word) -> np.ndarray:
    if word.by == "stem":  # a query typed with its proclitics, and a word that is split where it should not be
        columns = [column for column in ("stem", "norm") if column in tokens.columns]
    else:
        columns = [occurrences.column_of(word.by)]
    found = np.logical_or.reduce([_matches(tokens[column], word) for column in columns])
    if word.by == "lemma" and word.exact and not found.any():
        return _matches(tokens["lemma"], queries.Word("lemma", _lemmas(tokens, word.exact)))
    return found


def _lemmas(tokens: pd.DataFrame, words: frozenset[str]) -> frozenset[str]:
    """The lemmas of words that are no lemma themselves: `lemma:يقول` asks for what «يقول» is a form of."""
    if "stem" not in tokens.columns:
        return frozenset()
    return frozenset(tokens["lemma"][_mask(tokens, queries.Word("stem", words))].unique())


def _matches(values: pd.Series, word: queries.Word) -> np.ndarray:
    found = values.isin(word.exact).to_numpy() if word.exact else np.zeros(len(values), dtype=bool)
    if word.patterns:
        numbers, distinct = numbering.codes(values)
        # RE2, by way of Arrow: linear time whatever the pattern, where Python's `re` could go back and forth for hours.
        pattern = f"^(?s:{'|'.join(word.patterns)})$"
        hit = pc.match_substring_regex(pa.array(distinct, pa.large_string()), pattern).to_numpy(zero_copy_only=False)
        found = found | np.append(hit, False)[numbers]
    return found
