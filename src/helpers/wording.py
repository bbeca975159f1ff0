"""The words of tables and pages: headers, kinds and sentences in the reader's language, kept in data/lexicons."""

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
    """A value of a column that holds kinds of things (values.csv); the value itself where it is none.

    >>> value("type", "PER", "ar"), value("zone", "promo", "en"), value("type", "قول", "ar")
    ('شخص', 'other headlines', 'قول')
    """
    row = _table("values", "column", "value").get((str(column), str(text)))
    return row[language_of(language)] if row else str(text)
