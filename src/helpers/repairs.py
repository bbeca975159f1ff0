"""The words of one white-space piece: camel-tools' own, joined again where a named repair says that they are one.

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
from camel_tools.tokenizers.word import simple_word_tokenize
from camel_tools.utils.charsets import EMOJI_ALL_CHARSET

from helpers import lexicons, normalise

KINDS = ("word", "number", "punctuation", "latin", "emoji", "url", "hashtag", "mention")
REPAIRS = {
    "url": "url", "email": "url", "mention": "mention", "hashtag": "hashtag", "date": "number", "time": "number",
    "thousands": "number", "decimal": "number", "acronym": "word", "months": "word",
}  # fmt: skip
"""The repairs by name, and the kind of token that each one makes (an acronym in Latin letters is `latin`)."""

# The white space inside twin months is one of these (private use) while words are cut, so that it splits none.
_GLUE = dict(zip(" \u00a0\t\u202f", "\ue000\ue001\ue002\ue003", strict=True))
_UNGLUE = str.maketrans({mark: space for space, mark in _GLUE.items()})
_marks = f"[{''.join(_GLUE.values())}]"
_SPACE = f"[\\s{''.join(_GLUE.values())}]"

_plain = re.compile(r"[\u0621-\u063a\u0640-\u065f\u0670-\u0673]+").fullmatch
# In pieces of these characters alone, camel-tools' words are the runs of letters and digits, and the signs one by one.
_common = re.compile(r"""[\u0621-\u065f0-9A-Za-z!"%&'()*+,./:;?@\[\]_«»،؛؟“”‘’#-]+""").fullmatch
_runs = re.compile(r"[\u0621-\u065f0-9A-Za-z]+|.").finditer
_wants_repair = re.compile(r"[@#/]|\d[.,:،٫٬-]\d|\w\.\w").search
_CLOSING = ".,;:!?؟،؛)]}»”’\"'…-"

_arabic_both_sides = re.compile(r"[\u0621-\u064a].?/.?[\u0621-\u064a]").search

_prefix = r"(?:[وفبلك]{0,2}(?:ال|ل)?ـ*)"
_number = re.compile(rf"{_prefix}?[\d.,٫٬،:/-]*\d").fullmatch
_latin = re.compile(rf"{_prefix}?[\u0300-\u036f\d\W]*[A-Za-z\u00c0-\u024f][^\u0600-\u06ff]*").fullmatch
_letter = re.compile(r"[^\W\d_]").search


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
    month = "|".join(name.replace("ا", "[اأإآ]").replace(" ", _SPACE) for name in names)
    return re.compile(rf"(?<!\w)[وفبلك]{{0,2}}({month}){_SPACE}?/{_SPACE}?({month})(?!\w)")


def _twins(text: str):
    """Matches of a month's two names: نوفمبر/تشرين الثاني, and not of two months: يناير/فبراير."""
    month = _months()
    for match in _twin().finditer(text):
        one, two = (month.get(normalise.standard(re.sub(_SPACE, " ", name))) for name in match.groups())
        if one == two:
            yield match


def glue(text: str) -> str:
    """The text with the white space inside twin month names marked, one character for one, so that no word ends there.

    >>> glue("12 نوفمبر/تشرين الثاني").split()
    ['12', 'نوفمبر/تشرين\ue000الثاني']
    """
    at = text.find("/")
    if at < 0 or re.search(_marks, text):
        return text
    parts, done = [], 0
    while at >= 0:
        left = max(done, at - 20)
        near = text[max(done, at - 2) : at + 3]
        for match in _twins(text[left : at + 20]) if _arabic_both_sides(near) else ():
            start, end = left + match.start(), left + match.end()
            parts += [text[done:start], "".join(_GLUE.get(c, c) for c in text[start:end])]
            done = end
        at = text.find("/", max(at + 1, done))
    return "".join([*parts, text[done:]])


def unglue(text: str) -> str:
    """What `glue` marked, as it stood in the text."""
    return text.translate(_UNGLUE) if not text.isascii() else text


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


def _repaired(piece: str):
    """Spans to keep whole: (start, end, repair)."""
    for match in _pattern().finditer(piece):
        name, (start, end) = match.lastgroup, match.span()
        if name == "url":
            end = start + len(match[0].rstrip(_CLOSING))
        yield start, end, name
    if "/" in piece:
        for match in _twins(piece):
            yield *match.span(), "months"


def camel(piece: str) -> list[tuple[int, int]]:
    """The spans of camel-tools' words (`simple_word_tokenize`) in a piece of text without white space.

    >>> camel('"1.6')
    [(0, 1), (1, 2), (2, 3), (3, 4)]
    """
    if _common(piece):
        return [match.span() for match in _runs(piece)]
    spans, at = [], 0
    for word in simple_word_tokenize(piece):
        spans.append((at, at + len(word)))
        at += len(word)
    return spans


def cut(piece: str) -> list[tuple[int, int, str]]:
    """The words of a piece without white space: (start, end, repair), the repair empty where camel-tools' word stands.

    >>> cut("(1.6%)")
    [(0, 1, ''), (1, 4, 'decimal'), (4, 5, ''), (5, 6, '')]
    """
    if _plain(piece):
        return [(0, len(piece), "")]
    spans = camel(piece)
    if len(spans) < 3 and spans[0][1] - spans[0][0] > 1 or not _wants_repair(piece):
        return [(start, end, "") for start, end in spans]
    words, done = [], 0
    repairs = sorted(_repaired(piece), key=lambda span: (span[0], -span[1]))
    for start, end in spans:
        if start < done:
            continue
        while repairs and (repairs[0][0] < start or repairs[0][1] <= start):
            repairs.pop(0)
        inside = repairs and start <= repairs[0][0] < end
        if inside:
            _, stop, name = repairs.pop(0)
            done = next(right for _, right in spans if right >= stop)
            words.append((start, done, name if done > end else ""))
        else:
            done = end
            words.append((start, end, ""))
    return words


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
    if _letter(word):
        return "word"
    return "number" if any(map(str.isnumeric, word)) else "punctuation"
