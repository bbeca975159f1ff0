"""Adjectives of nationality: which country «الروسي» or «اللبنانيون» points at, without being a naming of it.

The forms are made by rule from the country names of Babel and country_names.csv (نسبة: روسيا -> روسي, مصر -> مصري,
with feminine, dual and plurals, with and without the article); demonyms.csv holds what the rule does not give:
irregular adjectives (نمساوي), broken plurals (الأتراك), words to leave alone (مالي, financial), and adjectives that
need the next word to say which country («الكورية الشمالية»).
"""

from collections import Counter
from functools import cache

import numpy as np
import pandas as pd

from helpers import clitics, entity_context, frames, gazetteer, lexicons, normalise, spelling

_ENDINGS = ("", "ه", "ون", "ين", "ان", "تان", "تين", "ات")


def adjective(name: str) -> str:
    """The adjective of a country's name, folded, by rule.

    >>> adjective("روسيا"), adjective("العراق"), adjective("كندا"), adjective("ألمانيا")
    ('روسي', 'عراقي', 'كندي', 'الماني')
    """
    # Before folding, the article is told from أل by the hamza.
    word = spelling.fold(name.removeprefix("ال"))
    if word.endswith(("يا", "يه")):
        return word[:-1]
    stem = word[:-1] if word.endswith(("ا", "ه", "و")) else word
    return stem if stem.endswith("ي") else stem + "ي"


def _inflected(base: str, plain: bool) -> list[str]:
    """Every form of an adjective; without the bare masculine where that word is the country itself (تشيلي)."""
    forms = []
    for ending in _ENDINGS:
        form = base + ending
        forms += ["ال" + form] if plain and not ending else [form, "ال" + form]
    return forms


def _variants():
    table = lexicons.read("country_names")
    return [*zip(table.variant, table.country, strict=True), *((n, c) for c, n in gazetteer.territories().items())]


@cache
def forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Folded word to the countries that it can point at, each with what the next word must begin with ("": anything).

    >>> forms()[spelling.fold("الليبيين")], forms()[spelling.fold("الأتراك")]
    ((('LY', ''),), (('TR', ''),))
    """
    codes = gazetteer.countries()[0]
    table = lexicons.read("demonyms")
    rows = [
        (spelling.fold(form), country, kind, spelling.fold(after))
        for form, country, kind, after in zip(table.form, table.country, table.kind, table.after, strict=True)
    ]
    never = {form for form, _, kind, _ in rows if kind == "none"} | {form for form, *_, after in rows if after}
    found: dict[str, dict] = {}
    named = [*gazetteer.countries()[1].items(), *((code, name) for name, code in _variants())]
    for code, name in named:
        base = adjective(name)
        if " " in name or base in never or base.isascii():
            continue
        for form in _inflected(base, base in codes):
            found.setdefault(form, {})[code, ""] = None
    for base, country, kind, after in rows:
        if kind in ("none", "not"):
            continue
        for form in [base] if kind == "plural" else _inflected(base, base in codes):
            found.setdefault(form, {})
            # What the lexicon says of a form wins over the rule.
            found[form] = {(country, after): None} | {k: None for k in found[form] if after and k[1]}
    return {form: tuple(options) for form, options in found.items() if form not in codes}


def country_of(word: str, following: str = "") -> str:
    """The country that a folded word points at, or "".

    Parameters
    ----------
    word : str
        Folded (`spelling.fold`), without proclitics.
    following : str
        The folded word after it, which the adjectives of the two Koreas need.

    >>> country_of(spelling.fold("الروسي")), country_of(spelling.fold("الكورية"), spelling.fold("الجنوبية"))
    ('RU', 'KR')
    >>> country_of(spelling.fold("الكورية")), country_of(spelling.fold("مالي"))
    ('', '')
    """
    options = forms().get(word, ())
    fitting = {country for country, after in options if following.removeprefix("ال").startswith(after)}
    return fitting.pop() if len(fitting) == 1 else ""


@cache
def _misread() -> frozenset[str]:
    table = lexicons.read("demonyms")
    return frozenset(form for form, kind in zip(table.form, table.kind, strict=True) if kind == "not")


def misread(text: str) -> bool:
    """Whether a word folds to an adjective and is none: «اليمنى» is the right hand, «اليمني» is of Yemen.

    >>> misread("اليمنى"), misread("باليمنى"), misread("اليمني")
    (True, True, False)
    """
    return text.endswith("ى") and normalise.light(text).lstrip("وفبلك").removeprefix("ال") in _misread()


def count(tokens: pd.DataFrame, mentions: pd.DataFrame | None = None, zones=("body",)) -> pd.DataFrame:
    """How often adjectives of nationality point at each country: «الروسي» is no naming of روسيا, and is counted apart.

    Parameters
    ----------
    tokens : DataFrame
        article, text; stem (without proclitics) where there is one, else the words are taken as they are; start with
        mentions; zone.
    mentions : DataFrame, optional
        Adjectives inside the name of a person or place («تركي آل الشيخ») are then left out.
    zones : sequence of str or None
        Which page parts count.

    Returns
    -------
    DataFrame
        article, country (ISO 3166 alpha-2), name, count, forms (joined by " | "); by article, the most frequent
        first.

    >>> stems = ["الجيش", "الروسي", "الروس"]
    >>> words = pd.DataFrame({"article": "a", "text": ["الجيش", "الروسي", "والروس"], "stem": stems})
    >>> count(words)[["country", "name", "count", "forms"]].values.tolist()
    [['RU', 'روسيا', 2, 'الروسي | الروس']]
    """
    columns = {"article": "str", "country": "str", "name": "str", "count": "int64", "forms": "str"}
    frames.require(tokens, "tokens", ["article", "text"])
    words = frames.in_zones(tokens, zones)
    column = "stem" if "stem" in words else "text"
    codes, values = pd.factorize(words[column])
    pointing = forms()
    # All at once: a call for each of a corpus' distinct words would take ten times as long.
    folded = normalise.heavy("\n".join(values)).split("\n")
    points = np.array([word in pointing for word in folded], bool)
    hits = np.flatnonzero(points[codes] & (codes >= 0))
    if mentions is not None and len(mentions) and len(hits):
        hits = hits[~entity_context.inside(words.iloc[hits], mentions[mentions["type"].isin(["PER", "LOC"])])]
    rows = words.iloc[hits]
    after = np.append(codes, -1)[hits + 1]
    same = np.append(pd.factorize(words["article"])[0], -1)
    following = [
        folded[code] if ok else ""
        for code, ok in zip(after, (same[hits + 1] == same[hits]) & (after >= 0), strict=True)
    ]
    shown = _without_clitics(rows)
    found: dict[tuple, Counter] = {}
    for article, code, text, form, then in zip(
        rows["article"], codes[hits], rows["text"], shown, following, strict=True
    ):
        country = country_of(folded[code], then)
        if country and not misread(text):
            found.setdefault((article, country), Counter())[form] += 1
    names = gazetteer.countries()[1]
    rows = [
        (article, code, names[code], sum(kinds.values()), " | ".join(form for form, _ in kinds.most_common()))
        for (article, code), kinds in found.items()
    ]
    frame = pd.DataFrame(rows, columns=list(columns)).astype(columns)
    order = np.lexsort((-frame["count"].to_numpy(), pd.factorize(frame["article"])[0]))
    return frame.iloc[order].reset_index(drop=True)


def _without_clitics(words: pd.DataFrame) -> list[str]:
    """The words as they stand, without the letters attached before them."""
    if "proclitics" not in words:
        return words["stem" if "stem" in words else "text"].tolist()
    out = []
    for text, attached, stem in zip(words["text"], words["proclitics"], words["stem"], strict=True):
        rest = text[clitics.skip(text, attached) :] if attached else text
        out.append("ا" + rest if attached.endswith("ل") and rest.startswith("ل") and stem.startswith("ال") else rest)
    return out
