"""Which word stands where, as numbers: each distinct word once, and for every occurrence its number and its part's."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from helpers import frames, normalise, numbering, tokens

BY = ("stem", "norm", "form", "lemma")


def column_of(by: str) -> str:
    """The column of the tokens in which a term's words are alike.

    >>> column_of("form"), column_of("stem")
    ('text', 'stem')
    """
    if by not in BY:
        raise ValueError(
            f"Terms cannot be counted by {by!r}; pass by='stem' (without attached و ف ب ل ك), 'norm' (one spelling), "
            "'form' (as written) or 'lemma' (dictionary form)."
        )
    return "text" if by == "form" else by


def counted(tokens: pd.DataFrame, kinds=("word",)) -> np.ndarray:
    """Which tokens are of the kinds asked for; None is all of them.

    >>> import pandas as pd
    >>> counted(pd.DataFrame({"kind": ["word", "punctuation"]})).tolist()
    [True, False]
    """
    if kinds is None:
        return np.ones(len(tokens), dtype=bool)
    return tokens["kind"].isin([kinds] if isinstance(kinds, str) else list(kinds)).to_numpy()


@dataclass(frozen=True)
class Occurrences:
    """Words as they occur.

    Attributes
    ----------
    types : DataFrame
        One row a distinct word: text, norm, stem, lemma, as far as there are such; count.
    counts : scipy.sparse.csr_matrix of int, parts by types
        How often each is in each part; a cell may be there several times, to be added up.
    sizes : array of int
        How many words there are in each part.
    """

    types: pd.DataFrame
    counts: sparse.csr_matrix
    sizes: np.ndarray

    @property
    def words(self) -> int:
        """All words counted, stop words among them: the base of every relative frequency."""
        return int(self.sizes.sum())

    def grouped(self, number: np.ndarray, groups: int) -> sparse.csr_matrix:
        """Counts of groups of types in each part, each cell once, from the number of each type's group; -1 is none."""
        inside = np.flatnonzero(number >= 0)
        return self.counts @ numbering.table(inside, number[inside], len(number), groups)


def of(frame: pd.DataFrame, by="stem", zones=("body",), kinds=("word",), parts="block") -> Occurrences:
    """The occurrences of words in tokens, or in blocks without a token frame; the same for both.

    >>> blocks = pd.DataFrame({"article": "أ", "block": [0, 1], "start": [0, 11], "text": ["حل الأزمة", "حل"]})
    >>> seen = of(blocks)
    >>> seen.types["text"].tolist(), seen.counts.toarray().tolist()
    (['حل', 'الأزمة'], [[1, 1], [1, 0]])
    """
    column = column_of(by)
    if "kind" not in frame.columns:
        return _of_blocks(frame, column, zones, kinds, parts)
    frames.require(frame, "tokens", ["article", "block", "text", column])
    frame = frames.in_zones(frame, zones)
    frame = frame[counted(frame, kinds)]
    coded = {
        name: numbering.codes(frame[name])
        for name in dict.fromkeys(("text", "norm", "stem", column))
        if name in frame.columns
    }
    number, first = numbering.joined(*(code for code, _ in coded.values()))
    types = pd.DataFrame({name: values[code[first]] for name, (code, values) in coded.items()}, dtype="object")
    part = numbering.part_numbers(frame, parts)
    return _occurrences(types, part, number)


def _of_blocks(blocks, column, zones, kinds, parts) -> Occurrences:
    frames.require(blocks, "blocks", ["article", "block", "start", "text"])
    blocks = frames.in_zones(blocks, zones)
    words, word, row = tokens.numbered(blocks, lemmas="light" if column == "lemma" else None)
    kept = np.flatnonzero(counted(words, kinds))
    number = np.full(len(words), -1)
    number[kept] = np.arange(len(kept))
    number = number[word]
    part = numbering.part_numbers(blocks, parts)[row]
    if len(kept) < len(words):
        part, number = part[number >= 0], number[number >= 0]
    columns = list(dict.fromkeys(("text", "norm", "stem", column)))
    return _occurrences(words[columns].iloc[kept].reset_index(drop=True), part, number)


def _occurrences(types, part, number) -> Occurrences:
    parts = part.max(initial=-1) + 1
    types = types.assign(count=np.bincount(number, minlength=len(types)))
    return Occurrences(types, numbering.table(part, number, parts, len(types)), np.bincount(part, minlength=parts))


def choices(what: str, by, zones, kinds, stopwords, **more) -> dict:
    """What a count was made of, for the frame's `attrs`: plain values, from which `footnotes` makes sentences.

    >>> choices("terms", "stem", ("body",), "word", ["قال"], words=355)["stopwords"]
    1
    """
    several = {"zones": zones, "kinds": kinds}
    several = {name: (value,) if isinstance(value, str) else value and tuple(value) for name, value in several.items()}
    given = stopwords if isinstance(stopwords, bool) or stopwords is None else len(set(stopwords))
    return {"what": what, "by": by, **several, "stopwords": given, **more}


def shown(types: pd.DataFrame, by: str) -> pd.Series:
    """The most frequent way to write each term, a bare one if there is one: «الأمم» for «الامم», not «للأمم».

    Parameters
    ----------
    types : DataFrame
        Distinct words: term, text, count; norm if there is such.
    by : str
        What the terms are, as in `column_of`.

    >>> types = pd.DataFrame({"text": ["للأمم", "الأمم", "وأكد"], "norm": ["للامم", "الامم", "واكد"],
    ...                       "term": ["الامم", "الامم", "اكد"], "count": [5, 2, 1]})
    >>> shown(types, "stem").to_dict()
    {'الامم': 'الأمم', 'اكد': 'أكد'}
    """
    types = types.sort_values("count", ascending=False, kind="stable")
    if by in ("form", "norm") or "norm" not in types.columns:
        return types.drop_duplicates("term").set_index("term")["text"]
    bare = types["norm"] == types["term"]
    best = types[bare].drop_duplicates("term")
    rest = types[~types["term"].isin(best["term"])].drop_duplicates("term")
    shown = pd.concat([best, rest.assign(text=[_cut(*row) for row in rest[["text", "norm", "term"]].values])])
    return shown.set_index("term")["text"]


def _cut(text: str, norm: str, term: str) -> str:
    """A word as written, without its proclitics, where the term is what stays; else (lemmas) the term itself.

    «للأمم» gives back the ا that its ل took: «الأمم». Of a term of one letter (the ه of «له») the whole word is shown.
    """
    written = normalise.light(text)
    if len(term) < 2:
        return written
    if len(written) == len(norm) and norm.endswith(term):
        return written[len(norm) - len(term) :]
    if len(written) == len(norm) and term.startswith("ال") and norm.endswith("ل" + term[1:]):
        return "ا" + written[len(norm) - len(term) + 1 :]
    return term
