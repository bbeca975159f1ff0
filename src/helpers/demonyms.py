"""Adjectives of nationality: which country «الروسي» or «اللبنانيون» points at, without being a naming of it.

The forms are made by rule from the country names of Babel and country_names.csv (نسبة: روسيا -> روسي, مصر -> مصري, with
feminine, dual and plurals, with and without the article); demonyms.csv holds what the rule does not give: irregular
adjectives (نمساوي), broken plurals (الأتراك), words to leave alone (مالي, financial), and adjectives that need the next word
to say which country («الكورية الشمالية»).
"""

from functools import cache

from helpers import gazetteer, lexicons, normalise, spelling

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
    """Folded word to the countries that it can point at, each with what the next word must begin with ("" for anything).

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
    """Whether a word is none of the adjectives though it folds to one: «اليمنى» is the right hand, «اليمني» is of Yemen.

    >>> misread("اليمنى"), misread("باليمنى"), misread("اليمني")
    (True, True, False)
    """
    return text.endswith("ى") and normalise.light(text).lstrip("وفبلك").removeprefix("ال") in _misread()
