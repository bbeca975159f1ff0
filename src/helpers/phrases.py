"""Numbers and names in running text: the counted noun in its right form, lists joined, sentences filled in.

Arabic changes the noun with the number: مرة واحدة، مرتان، 3 مرات، 11 مرة، 100 مرة، 103 مرات. The forms are data
(data/lexicons/counted_nouns.csv), the rule is that of the Unicode CLDR plural categories for Arabic.
"""

import math
import re
from functools import lru_cache

from helpers import lexicons

LANGUAGES = ("ar", "en")
DIGITS = ("latn", "arab")
CASES = ("nominative", "accusative", "genitive")
_NUMBER = re.compile(r"[0-9](?:[0-9]|[.,](?=[0-9]))*%?")
_TO_ARAB = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
_MINUS = "\u2212"


def language_of(language: str) -> str:
    """The language, if there are words for it.

    >>> language_of("fr")
    Traceback (most recent call last):
    ...
    ValueError: There are no words for the language 'fr'; pass 'ar' (Arabic) or 'en' (English).
    """
    if language not in LANGUAGES:
        raise ValueError(f"There are no words for the language {language!r}; pass 'ar' (Arabic) or 'en' (English).")
    return language


def digits_of(digits: str) -> str:
    """The digits, if there are such.

    >>> digits_of("hindi")
    Traceback (most recent call last):
    ...
    ValueError: No digits are called 'hindi'; pass 'latn' (2018) or 'arab' (٢٠١٨).
    """
    if digits not in DIGITS:
        raise ValueError(f"No digits are called {digits!r}; pass 'latn' (2018) or 'arab' (٢٠١٨).")
    return digits


def figures(text: str, digits: str = "latn") -> str:
    """A text with its numbers, their separators and per cent signs in the digits asked for.

    >>> figures("12,345.5", "arab"), figures("45% في 2018.", "arab"), figures("45%", "latn")
    ('١٢٬٣٤٥٫٥', '٤٥٪ في ٢٠١٨.', '45%')
    """
    return _NUMBER.sub(lambda found: found[0].translate(_TO_ARAB), text) if digits_of(digits) == "arab" else text


def number(value, digits: str = "latn", decimals: int | None = None) -> str:
    """A number as people read it: thousands separated, a true minus sign, no needless decimals.

    Parameters
    ----------
    value : int or float
    digits : {"latn", "arab"}
        2018 or ٢٠١٨.
    decimals : int, optional
        Places after the point; by default none for a whole number, else two, and two figures of what is smaller.

    >>> number(12345), number(1234.5, "arab"), number(-2.25), number(3.0), number(0.00123)
    ('12,345', '١٬٢٣٤٫٥', '−2.25', '3', '0.0012')
    """
    if decimals is None:
        places = 2 if value == 0 or abs(value) >= 0.01 else 1 - math.floor(math.log10(abs(value)))
        shown = f"{value:,.{places}f}".rstrip("0").rstrip(".")
    else:
        shown = f"{value:,.{decimals}f}"
    return figures(shown.replace("-", _MINUS), digits)


def plural(count) -> str:
    """The plural category of a count in Arabic: zero, one, two, few (..03-..10), many (..11-..99) or other.

    >>> [plural(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111, 1.5)]
    ['zero', 'one', 'two', 'few', 'few', 'many', 'many', 'other', 'other', 'other', 'few', 'many', 'other']
    """
    if count != math.floor(count):
        return "other"
    count = abs(int(count))
    if count < 3:
        return ("zero", "one", "two")[count]
    last = count % 100
    return "few" if 3 <= last <= 10 else "many" if last >= 11 else "other"


@lru_cache(maxsize=1)
def _nouns() -> dict:
    return lexicons.read("counted_nouns").set_index("noun").to_dict("index")


def counted(count, noun: str, language: str = "ar", digits: str = "latn", case: str = "nominative") -> str:
    """A count with its noun in the form that the number asks for.

    Parameters
    ----------
    count : int or float
    noun : str
        A row of data/lexicons/counted_nouns.csv, such as "time", "article", "name".
    case : {"nominative", "accusative", "genitive"}
        What the sentence makes of an Arabic noun that stands alone: مقالان, or «مقالين» after a verb or preposition.

    Raises
    ------
    ValueError
        No such noun, language, digits or case; the message lists those there are.

    >>> [counted(n, "time") for n in (1, 2, 3, 11, 100, 103)]
    ['مرة واحدة', 'مرتان', '3 مرات', '11 مرة', '100 مرة', '103 مرات']
    >>> counted(2, "article", case="genitive"), counted(1, "article", case="accusative")
    ('مقالين', 'مقالا واحدا')
    >>> counted(1, "time", "en"), counted(1200, "article", "en")
    ('once', '1,200 articles')
    """
    language_of(language)
    if case not in CASES:
        raise ValueError(f"No case is called {case!r}; pass one of: {', '.join(CASES)}.")
    forms = _nouns().get(noun)
    if forms is None:
        raise ValueError(
            f"No noun is called {noun!r}; data/lexicons/counted_nouns.csv has: {', '.join(_nouns())}. "
            "Add a row or pick one."
        )
    shown = number(count, digits)
    if language == "en":
        if count == 1:
            return forms["en_one"] if noun == "time" else f"{shown} {forms['en_one']}"
        return "twice" if noun == "time" and count == 2 else f"{shown} {forms['en_other']}"
    category = plural(count)
    if category in ("few", "many", "other"):
        return f"{shown} {forms[category]}"
    if category == "zero" or case == "nominative" or (category == "one" and case == "genitive"):
        return forms[category]
    return forms[f"{category}_accusative"]


def joined(items, language: str = "ar") -> str:
    """Names joined as a list is in running text.

    >>> joined(["ليبيا", "تونس", "روسيا"]), joined(["ليبيا"]), joined(["Libya", "Tunisia"], "en")
    ('ليبيا وتونس وروسيا', 'ليبيا', 'Libya and Tunisia')
    """
    items = [str(item) for item in items]
    if language_of(language) == "ar":
        return " و".join(items)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


@lru_cache(maxsize=1)
def _sentences() -> dict:
    return lexicons.read("chart_wording").set_index("key").to_dict("index")


def say(key: str, language: str = "ar", **values) -> str:
    """A sentence of data/lexicons/chart_wording.csv in the language asked for, with its values filled in.

    >>> say("others", "ar"), say("others", "en")
    ('غيرها', 'others')
    """
    text = _sentences()[key][language_of(language)]
    return text.format(**values) if values else text
