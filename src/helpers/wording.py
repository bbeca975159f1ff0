"""The words of tables and pages: headers, kinds and sentences in the reader's language, kept in data/lexicons."""

import re
from functools import lru_cache

from helpers import lexicons
from helpers.phrases import language_of


@lru_cache(maxsize=4)
def _table(name: str, *keys: str) -> dict:
    return lexicons.read(name).set_index(list(keys)).to_dict("index")


def say(key: str, language: str, **values) -> str:
    """A word or sentence of the pages' own furniture (page_wording.csv), with values filled in.

    >>> say("part", "en", shown=50, total="1,234")
    'Rows shown: 50 of 1,234.'
    >>> say("quote", "ar")
    'قول'
    """
    text = _table("page_wording", "key")[key][language_of(language)]
    return text.format(**values) if values else text


def known(key: str) -> bool:
    """Whether the pages' words have a key.

    >>> known("quote"), known("حفتر")
    (True, False)
    """
    return key in _table("page_wording", "key")


def header(column: str, language: str) -> str:
    """The header of a column (headers.csv); its own name where there is none.

    >>> header("mentions", "ar"), header("mentions", "en"), header("x", "ar")
    ('المواضع', 'mentions', 'x')
    """
    row = _table("headers", "column").get(str(column))
    return row[language_of(language)] if row else str(column)


def value(column: str, text: str, language: str) -> str:
    """A value of a column that holds kinds of things (values.csv), said in the language; itself where it is none.

    A reason may have parts, which are said one by one, and end in a name, which stays.

    >>> value("type", "PER", "ar"), value("zone", "promo", "en"), value("type", "قول", "ar")
    ('شخص', 'other headlines', 'قول')
    >>> value("country", "LY", "ar"), value("country", "LY", "en")
    ('ليبيا', 'Libya')
    >>> value("link", "surname of خليفة حفتر", "ar")
    'اسم عائلة خليفة حفتر'
    """
    language_of(language)
    if column == "country":
        return _countries(language).get(text, text)
    rows = _values().get(column)
    if not rows or text in rows:
        return rows[text][language] if rows else text
    return "".join(_part(part, rows, language) for part in re.split(r"([;,] )", text))


def _part(part: str, rows: dict, language: str) -> str:
    if part in rows:
        return rows[part][language]
    known = max((key for key in rows if part.startswith(key + " ")), key=len, default=None)
    return part if known is None else rows[known][language] + part[len(known) :]


@lru_cache(maxsize=1)
def _values() -> dict:
    found = {}
    for row in lexicons.read("values").to_dict("records"):
        found.setdefault(row["column"], {})[row["value"]] = row
    return found


@lru_cache(maxsize=2)
def _countries(language: str) -> dict:
    from babel import Locale  # not needed where no table has a country

    return dict(Locale.parse(language).territories)
