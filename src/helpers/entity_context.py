"""What the text around namings says of them: the article after ل, and two names side by side that name one thing."""

import re
from functools import cache, lru_cache

import numpy as np
import pandas as pd

from helpers import entity_forms, gazetteer, lexicons, spelling

IN, AFTER_HEAD = 0.7, 2.0  # namings that one place says as much as: after «في», after «ميناء» and the like
NEAR = 40  # Characters between two names that a bracket or «المعروف باسم» can tie.
_OPEN, _CLOSE = frozenset("([«\"“'"), frozenset(")]»\"”'")


def keys(frame: pd.DataFrame, articles: pd.Index, column: str) -> np.ndarray:
    """One sortable number for every row: its article's code, then an offset.

    >>> keys(pd.DataFrame({"article": ["b"], "start": [5]}), pd.Index(["a", "b"]), "start").tolist()
    [4294967301]
    """
    codes, names = pd.factorize(frame["article"])
    # Rows of other articles get negative numbers, which sort before all that are asked for.
    return articles.get_indexer(names).astype("int64")[codes] * 2**32 + frame[column].to_numpy("int64")


class Words:
    """The tokens of the articles of some rows, found by offset: positions count the tokens in the order of the text.

    >>> words = pd.DataFrame({"article": "a", "start": [5, 0], "end": [10, 3], "text": ["روسيا", "زار"]})
    >>> found = Words(pd.DataFrame({"article": ["a"], "start": [5]}), words)
    >>> found.from_start([5]).tolist(), found.texts([0, 1, 2])
    ([1], {0: 'زار', 1: 'روسيا', 2: ''})
    """

    def __init__(self, rows: pd.DataFrame, tokens: pd.DataFrame):
        self.articles = pd.Index(rows["article"].unique())
        at = keys(tokens, self.articles, "start")
        self.order = None if (at[1:] >= at[:-1]).all() else np.argsort(at, kind="stable")
        self.at = at if self.order is None else at[self.order]
        self.text = tokens["text"]

    def keys(self, rows: pd.DataFrame, column: str) -> np.ndarray:
        """The numbers of rows' offsets, to look tokens up by."""
        return keys(rows, self.articles, column)

    def from_start(self, number) -> np.ndarray:
        """The position of the first token that starts at or after each number."""
        return np.searchsorted(self.at, number)

    def texts(self, positions) -> dict[int, str]:
        """The words at positions; "" where there is none."""
        wanted = np.unique(np.fromiter(positions, dtype="int64"))
        good = wanted[(wanted >= 0) & (wanted < len(self.at))]
        rows = good if self.order is None else self.order[good]
        found = dict(zip(good.tolist(), self.text.iloc[rows].tolist(), strict=True))
        return {position: found.get(position, "") for position in wanted.tolist()}


def inside(rows: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Which rows start inside one of the spans of their article.

    >>> span = pd.DataFrame({"article": "a", "start": [5], "end": [9]})
    >>> inside(pd.DataFrame({"article": "a", "start": [0, 7]}), span)
    array([False,  True])
    """
    articles = pd.Index(rows["article"].unique())
    begin, end, at = keys(spans, articles, "start"), keys(spans, articles, "end"), keys(rows, articles, "start")
    return np.searchsorted(np.sort(begin), at, side="right") > np.searchsorted(np.sort(end), at, side="right")


def restored(mentions: pd.DataFrame, tokens: pd.DataFrame | None = None) -> list[str]:
    """The texts, with the alef put back that the article loses after ل: «لعراق» of «للعراق» is «العراق».

    With tokens (article, start, text, stem) the token says whether there is an article; without, the restored word
    must be another naming of the frame, or a place or organisation of the lexicons.

    >>> restored(pd.DataFrame({"article": "a", "start": [0, 9, 20], "text": ["لعراق", "العراق", "لبنان"]}))
    ['العراق', 'العراق', 'لبنان']
    """
    texts = mentions["text"].tolist()
    rows = [row for row, text in enumerate(texts) if text.startswith("ل")]
    if not rows:
        return texts
    if tokens is not None and len(tokens) and "stem" in tokens.columns:
        definite = _definite(mentions.iloc[rows], tokens)
    else:
        known = {spelling.key(text) for text in dict.fromkeys(texts)}
        sources = (known, gazetteer.countries()[0], gazetteer.regions(), entity_forms.bodies())
        definite = [any(spelling.key("ا" + texts[row]) in source for source in sources) for row in rows]
    for row, has_article in zip(rows, definite, strict=True):
        if has_article:
            texts[row] = "ا" + texts[row]
    return texts


def _definite(mentions: pd.DataFrame, tokens: pd.DataFrame) -> list[bool]:
    """Whether each naming starts at the second ل of a token of «لل» whose stem has the article."""
    articles = pd.Index(mentions["article"].unique())
    tokens = tokens.loc[tokens["text"].str.contains("لل", regex=False), ["article", "start", "text", "stem"]]
    if not len(tokens):
        return [False] * len(mentions)
    at = keys(tokens, articles, "start")
    order = np.argsort(at, kind="stable")
    begin = keys(mentions, articles, "start")
    place = order[(np.searchsorted(at[order], begin, side="right") - 1).clip(min=0)]
    skips = begin - at[place]
    words, stems = tokens["text"].to_numpy(object)[place], tokens["stem"].to_numpy(object)[place]
    return [
        0 < skip < len(word) and word[skip - 1 : skip + 1] == "لل" and str(stem).startswith("ال")
        for skip, word, stem in zip(skips.tolist(), words, stems, strict=True)
    ]


def placed(mentions: pd.DataFrame, tokens: pd.DataFrame) -> list[float]:
    """How much the word before each naming says that it names a place: «في باليرمو», «ميناء باليرمو».

    A head with the article («رئيس الجمهورية ميشال عون», «اللواء خليفة حفتر») says nothing of the name after it, but
    for «العاصمة»; one that is a rank too («لواء»), and «في», «قرب» and the like (place_words.csv), nothing where lists
    know the name as a person's.

    Parameters
    ----------
    mentions : DataFrame
        article, start, text.
    tokens : DataFrame
        article, start, text.

    >>> words = pd.DataFrame({"article": "a", "start": [0, 6, 9], "text": ["ميناء", "في", "باليرمو"]})
    >>> placed(pd.DataFrame({"article": "a", "start": [6, 9], "text": ["في", "باليرمو"]}), words)
    [2.0, 0.7]
    """
    words = Words(mentions, tokens)
    begin = words.keys(mentions, "start")
    at = words.from_start(begin)
    own = np.take(words.at, at, mode="clip") == begin  # no particle is attached
    own &= np.take(words.at, at - 1, mode="clip") // 2**32 == begin // 2**32  # not the last word of another article
    before = words.texts((at - 1).tolist())
    told = {place: _told(spelling.fold(word)) for place, word in before.items()}
    values = []
    for place, alone, text in zip((at - 1).tolist(), own.tolist(), mentions["text"].tolist(), strict=True):
        value, doubtful = told[place] if alone else (0.0, False)
        values.append(0.0 if doubtful and _named(entity_forms.parse(text).units, value) else value)
    return values


@lru_cache(maxsize=100_000)
def _told(word: str) -> tuple[float, bool]:
    """How much a folded word says that the name after it is a place's, and whether it stands before persons as well."""
    heads = entity_forms.heads("place_heads")
    forms = [word, *(word[size:] for size in (1, 2) if re.fullmatch("[وف]?[بلك]?", word[:size]))]
    if re.match("[وف]?لل", word):  # «للواء» is «اللواء» far more often than «لواء»
        forms = ["ال" + word.partition("لل")[2]]
    for form in forms:
        if form in _place_words():
            return _place_words()[form], True
        if form in heads and form.removeprefix("ال") not in heads.keys() - {form}:
            return AFTER_HEAD, any(
                title == ("ال" + form,) for title, _ in entity_forms.titles("before").get("ال" + form, ())
            )
    return 0.0, False


@cache
def _place_words() -> dict[str, float]:
    table = lexicons.read("place_words")
    weight = {"often": IN, "always": AFTER_HEAD}
    return {spelling.fold(word): weight[place] for word, place in zip(table.word, table.place, strict=True)}


def _named(units: tuple[str, ...], value: float) -> bool:
    """Whether a name is a person's after all, after a word that says so much of a place but stands before persons."""
    if value == IN:
        return len(units) > 1 and person(units)
    return person(units, families=True)


def person(units: tuple[str, ...], families: bool = False) -> bool:
    """Whether lists know a name as a person's: it begins with a given name or, where asked, ends in a family's.

    >>> person(("خليفه", "حفتر")), person(("حفتر",)), person(("حفتر",), families=True)
    (True, False, True)
    """
    given, family = _lists()
    return units[0] in given or (families and units[-1] in family)


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    names = [lexicons.words(name) for name in ("arabic_given_names", "foreign_given_names", "family_names")]
    arab, foreign, families = ({" ".join(spelling.units(spelling.fold(n).split())) for n in words} for words in names)
    return frozenset(arab | foreign), frozenset(families)


@cache
def _cues() -> dict[str, str]:
    table = lexicons.read("also_called")
    cues = zip(table.phrase, table.kind, strict=True)
    return {spelling.fold(phrase).removesuffix(" ب").removesuffix(" بـ"): kind for phrase, kind in cues}


def beside(mentions: pd.DataFrame, tokens: pd.DataFrame) -> dict[int, str]:
    """Neighbouring namings that a bracket or a phrase of also_called.csv ties: «منظمة الصحة العالمية (WHO)».

    Parameters
    ----------
    mentions : DataFrame
        article, start, end; sorted by article and offset.
    tokens : DataFrame
        article, start, end, text.

    Returns
    -------
    dict
        Position of the first of the two, to "bracket", "also called" or "abbreviation".

    >>> words = pd.DataFrame({"article": "a", "start": [0, 6, 14, 15, 18], "end": [5, 13, 15, 18, 19],
    ...                       "text": ["منظمة", "الصحة", "(", "WHO", ")"]})
    >>> beside(pd.DataFrame({"article": "a", "start": [0, 15], "end": [13, 18]}), words)
    {0: 'bracket'}
    """
    words = Words(mentions, tokens)
    begin, end = words.keys(mentions, "start"), words.keys(mentions, "end")
    gap = begin[1:] - end[:-1]
    near = np.flatnonzero((gap > 0) & (gap <= NEAR))
    if not len(near):
        return {}
    to = np.sort(keys(tokens, words.articles, "end"))
    first, last = words.from_start(end[near]), np.searchsorted(to, begin[near + 1], side="right")
    after = words.from_start(end[near + 1])
    close = (last > first) & (last - first <= 5)
    spans = [array[close].tolist() for array in (near, first, last, after)]
    text = words.texts([*spans[3], *(place for one, two in zip(*spans[1:3], strict=True) for place in range(one, two))])
    found = {}
    for pair, one, two, three in zip(*spans, strict=True):
        words_between = [text[place] for place in range(one, two)]
        between = [word for word in words_between if word not in _OPEN and word not in ("،", ",")]
        closed = text[three] in _CLOSE
        if not between and closed and any(word in _OPEN for word in words_between):
            found[pair] = "bracket"
        elif between:
            cue = _cues().get(spelling.fold(" ".join(between)))
            if cue:
                found[pair] = cue
    return found
