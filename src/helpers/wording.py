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

    A reason may have parts, which are said one by one, and end in a name, which stays. A value of the lexicon with
    `{...}` in it stands for all that have something there, which is filled in.

    >>> value("type", "PER", "ar"), value("zone", "promo", "en"), value("type", "قول", "ar")
    ('شخص', 'other headlines', 'قول')
    >>> value("country", "LY", "ar"), value("country", "LY", "en")
    ('ليبيا', 'Libya')
    >>> value("link", "surname of خليفة حفتر", "ar")
    'اسم عائلة خليفة حفتر'
    >>> value("reason", "1 fields where the header has 2", "ar")
    'عدد الحقول 1، وفي رأس الجدول 2'
    """
    language_of(language)
    if column == "country":
        return _countries(language).get(text, text)
    rows = _values().get(column)
    if not rows or text in rows:
        return rows[text][language] if rows else text
    for pattern in _patterns(column):
        filled = _filled(pattern, text)
        if filled is not None:
            return rows[pattern][language].format(**filled)
    return "".join(_part(part, rows, language) for part in re.split(r"([;,] )", text))


def _part(part: str, rows: dict, language: str) -> str:
    if part in rows:
        return rows[part][language]
    known = max((key for key in rows if part.startswith(key + " ")), key=len, default=None)
    return part if known is None else rows[known][language] + part[len(known) :]


def _filled(pattern: str, text: str) -> dict[str, str] | None:
    """What stands in a text where a pattern has `{...}`; None where it is another text. Linear in the text.

    >>> _filled("{some} of {all}", "1 of 2"), _filled("{some} of {all}", "1 in 2")
    ({'some': '1', 'all': '2'}, None)
    """
    first, *between, last = re.split(r"\{(\w+)\}", pattern)
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return None
    found, rest = {}, text[len(first) : len(text) - len(last)]
    for name, literal in zip(between[:-1:2], between[1::2], strict=True):
        found[name], there, rest = rest.partition(literal)
        if not there:
            return None
    return found | {between[-1]: rest}


@lru_cache(maxsize=32)
def _patterns(column: str) -> list[str]:
    """The values of a column that have something to fill in."""
    return [value for value in _values()[column] if "{" in value]


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
