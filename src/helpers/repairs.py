"""Words that camel-tools takes apart and that are one here, each for a reason with a name, and what kind a word is.

| repair | kept whole | camel-tools' words |
| --- | --- | --- |
| url | https://t.co/x1 العربية.نت | https : / / t . co / x1 |
| email | info@news.org | info @ news . org |
| mention | @UN_Spokesperson | @ UN _ Spokesperson |
| hashtag | #عاصي_الحلاني | # عاصي _ الحلاني |
| date | 12/11/2018 2018-11-12 | 12 / 11 / 2018 |
| time | 18:30 | 18 : 30 |
| thousands | 2,069,427 | 2 , 069 , 427 |
| decimal | 1.6 ٤٫٨ 4،8 | 1 . 6 |
| acronym | سي.إن.إن U.S.A | سي . إن . إن |
| months | نوفمبر/تشرين الثاني | نوفمبر / تشرين الثاني |

A repair only ever joins whole words of camel-tools: tokenising what it joined gives camel-tools' words back. A word
such as «الـ40» is whole in camel-tools already; here it also counts as a number.
"""

import re
import unicodedata
from functools import cache

from babel import localedata
from babel.dates import get_month_names
from camel_tools.utils.charsets import EMOJI_ALL_CHARSET

from helpers import lexicons, normalise

KINDS = ("word", "number", "punctuation", "latin", "emoji", "url", "hashtag", "mention")
REPAIRS = {
    "url": "url", "email": "url", "mention": "mention", "hashtag": "hashtag", "date": "number", "time": "number",
    "thousands": "number", "decimal": "number", "acronym": "word", "months": "word",
}  # fmt: skip
"""The repairs by name, and the kind of token that each one makes (an acronym in Latin letters is `latin`)."""
NAMES = tuple(REPAIRS)

_CLOSING = ".,;:!?؟،؛)]}»”’\"'…-"
_BLANK = "[ \t\u00a0\u202f]"
_prefix = r"(?:[وفبلك]{0,2}(?:ال|ل)?ـ*)"
_plain = re.compile(r"[\u0621-\u063a\u0641-\u065f\u0670-\u0673]+").fullmatch
_number = re.compile(rf"{_prefix}?[\d.,٫٬،:/-]*\d").fullmatch
_latin = re.compile(rf"{_prefix}?[\u0300-\u036f\d\W]*[A-Za-z\u00c0-\u024f][^\u0600-\u06ff]*").fullmatch


@cache
def _months() -> dict[str, int]:
    """Every Arabic name of a month in Babel's locales, in the standard form, with its number."""
    return {
        normalise.standard(name): number
        for locale in localedata.locale_identifiers()
        if locale.split("_")[0] == "ar"
        for number, name in get_month_names("wide", locale=locale).items()
    }


@cache
def _twin():
    names = sorted(_months(), key=len, reverse=True)
    month = "|".join(name.replace("ا", "[اأإآ]").replace(" ", _BLANK) for name in names)
    return re.compile(rf"(?<!\w)[وفبلك]{{0,2}}({month}){_BLANK}?/{_BLANK}?({month})(?!\w)")


def reaches(piece: str) -> bool:
    """Whether a piece with a slash may be part of twin months that go on in the piece before or behind it.

    >>> reaches("نوفمبر/تشرين"), reaches("الأول/أكتوبر"), reaches("مايو/"), reaches("و/أو")
    (True, True, True, False)
    """
    return piece[0] == "/" or piece[-1] == "/" or _reaching()(piece) is not None


@cache
def _reaching():
    heads, tails = zip(*(name.split() for name in _months() if " " in name), strict=True)
    either = "|".join({*(head + "$" for head in heads), *("^" + tail.replace("ا", "[اأإآ]") + "/" for tail in tails)})
    return re.compile(either).search


def twins(text: str, start: int = 0, end: int | None = None):
    """Spans of a month's two names, not of two months, in the text or a part of it.

    >>> list(twins("12 نوفمبر/تشرين الثاني")), list(twins("يناير/فبراير"))
    ([(3, 22)], [])
    """
    month = _months()
    for match in _twin().finditer(text, start, len(text) if end is None else end):
        one, two = (month.get(normalise.standard(re.sub(_BLANK, " ", name))) for name in match.groups())
        if one == two:
            yield match.span()


@cache
def _pattern():
    domains = "|".join(sorted(lexicons.words("domains"), key=len, reverse=True))
    rest, word = r"[^\s<>\"«»“”،؛]", r"[\w\u064b-\u065f\u0670\u200c]"
    apart, alone = r"(?<!\d)(?<!\d[.,،٫٬])", r"(?!\d)(?![.,،٫٬]\d)"
    parts = {
        "url": rf"(?:https?://|www\.){rest}++"
        rf"|(?<![\w@.-])[\w-]++(?:\.[\w-]++(?=\.))*\.(?:{domains})(?![\w@-])(?:/{rest}*+)?",
        "email": r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(?:\.[\w-]++)+",
        "mention": rf"(?<![\w@])@{word}++",
        "hashtag": rf"(?<![\w#])#(?=[\d_]*+[^\W\d_]){word}++",
        "date": r"(?<![\d/.-])(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\.\d{1,2}\.\d{4}"
        r"|\d{4}/\d{1,2}/\d{1,2}|\d{4}-\d{1,2}-\d{1,2})(?![\d/-])",
        "time": r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])",
        "thousands": rf"{apart}(?:\d{{1,3}}(?:[,٬]\d{{3}})+(?:[.٫]\d++)?|\d{{1,3}}(?:\.\d{{3}}){{2,}}"
        rf"|\d{{1,3}}(?:،\d{{3}})+){alone}",
        "decimal": rf"{apart}(?:\d++[.٫]\d++|\d++,\d{{1,2}}|\d{{1,3}}،\d{{1,2}}){alone}",
        "acronym": r"(?<![\w.])(?:[\u0621-\u064a]{1,6}\.){2,}[\u0621-\u064a]{1,6}(?!\w)"
        r"|(?<![\w.])(?:[A-Z]\.)+[A-Z](?!\w)",
    }
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in parts.items()))


def find(piece: str) -> list[tuple[int, int, str]]:
    """What to keep whole in a piece of text without white space: (start, end, repair), in order.

    >>> find("(1.6%)"), find("https://t.co/x1)."), find("آب/أغسطس،")
    ([(1, 4, 'decimal')], [(0, 15, 'url')], [(0, 8, 'months')])
    """
    spans = []
    for match in _pattern().finditer(piece):
        name, (start, end) = match.lastgroup, match.span()
        if name == "url":
            end = start + len(match[0].rstrip(_CLOSING))
        spans.append((start, end, name))
    return spans or [(*span, "months") for span in (twins(piece) if "/" in piece else ())]


def kind(word: str, repair: str = "") -> str:
    """What kind of token a word is: one of `KINDS`.

    An attached particle does not change the kind: «الـ40» is a number, «لـBBC» is latin. A word of letters that are not
    Latin is a `word` in whatever script; controls that stand alone count as punctuation.

    >>> [kind(word) for word in ("ليبيا", "الـ40", "BBC", "؟", "😀", "م2")]
    ['word', 'number', 'latin', 'punctuation', 'emoji', 'word']
    """
    if repair and not (repair == "acronym" and word.isascii()):
        return REPAIRS[repair]
    if len(word) == 1 and unicodedata.category(word)[0] in "PS" and (word < "\u2600" or word not in EMOJI_ALL_CHARSET):
        return "punctuation"
    if word in EMOJI_ALL_CHARSET and not word.isalpha():
        return "emoji"
    if _number(word):
        return "number"
    if _latin(word):
        return "latin"
    if any(map(str.isalpha, word)):
        return "word"
    return "number" if any(map(str.isnumeric, word)) else "punctuation"


def kinds(words: list[str], repair: list[str]) -> list[str]:
    """`kind` of many words at once.

    >>> kinds(["ليبيا", "1.6", "BBC"], ["", "decimal", ""])
    ['word', 'number', 'latin']
    """
    plain = map(_plain, words)
    return ["word" if easy else kind(word, name) for easy, word, name in zip(plain, words, repair, strict=True)]
