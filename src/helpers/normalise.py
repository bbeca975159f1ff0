"""Normal forms of Arabic words, from `light` to `heavy`. The text itself is never changed: a form is a further column.

| rule | light | standard | heavy |
| --- | --- | --- | --- |
| zero-width and bidi controls, soft hyphen | dropped | dropped | dropped |
| presentation forms (ﻻ, ﷲ) | their letters | their letters | their letters |
| letter and combining hamza or madda (NFC) | one letter | one letter | one letter |
| diacritics, Quranic marks, tatweel | dropped | dropped | dropped |
| Persian and Urdu code points of Arabic letters (ک ی ہ) | ك ي ه | ك ي ه | ك ي ه |
| digits ٤ ۴, their separators ٫ ٬ and ٪ | 4 . , % | 4 . , % | 4 . , % |
| alef أ إ آ ٱ | kept | ا | ا |
| alef maksura ى | kept | ي | ي |
| ta marbuta ة | kept | kept | ه |
| hamza ؤ ئ ء | kept | kept | و ي, dropped |
| letters that Arabic lacks (پ چ گ ڤ) | kept | kept | ب ج ك ف |
| Latin capitals | kept | kept | small |

`standard` is the column `norm` of the tokens. The letters of the rules are data/lexicons/letters.csv; camel-tools gives
the diacritics, alef, alef maksura, ta marbuta and the letters of the presentation forms.
"""

import re
import unicodedata
from functools import cache

import numpy as np
import pandas as pd
from camel_tools.utils.charsets import AR_DIAC_CHARSET
from camel_tools.utils.normalize import (
    normalize_alef_ar,
    normalize_alef_maksura_ar,
    normalize_teh_marbuta_ar,
    normalize_unicode,
)

from helpers import lexicons

FORMS = ("light", "standard", "heavy")
_CONTROLS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe0e\ufe0f"
_PRESENTATION = "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe"
_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
)
_CAMEL = {
    "standard": lambda letter: normalize_alef_maksura_ar(normalize_alef_ar(letter)),
    "heavy": normalize_teh_marbuta_ar,
}
_TATWEEL = "\u0640"
_DROPPED = 0x110000
# Most words of a news text need no more than the last step of `light`; these characters are the sign that one does.
_CARE = f"{_CONTROLS}{_PRESENTATION}\u0300-\u036f\u0653-\u0655"
_needs_care = re.compile(f"[{_CARE}]").search


def _span(ranges: str) -> list[str]:
    return re.findall(f"[{ranges}]", "".join(map(chr, range(0x80, 0x10000))))


@cache
def _open() -> dict[int, str]:
    """Controls dropped, presentation forms opened; the spacing forms of marks (U+FE70 …) lose the space they carry."""
    table = {ord(letter): normalize_unicode(letter) for letter in _span(_PRESENTATION)}
    table = {code: text.strip() if len(text) <= 3 else text for code, text in table.items()}
    return {**table, **dict.fromkeys(map(ord, _span(_CONTROLS)), "")}


@cache
def _letters(form: str) -> dict[int, str]:
    rows = lexicons.read("letters")
    table = {
        ord(letter): to for letter, to, when in zip(rows.letter, rows.becomes, rows.form, strict=True) if when == form
    }
    if form == "light":
        table |= dict.fromkeys(map(ord, [*_span(_MARKS), *AR_DIAC_CHARSET, _TATWEEL]), "")
    else:  # camel-tools' own functions, letter by letter: one step for a word instead of three
        letters = {letter: _CAMEL[form](letter) for letter in map(chr, range(0x600, 0x700))}
        table = {ord(letter): table.get(ord(made), made) for letter, made in letters.items()} | table
    return table


def light(word: str) -> str:
    """The word without diacritics, tatweel and controls, with the code points and digits of one writing system.

    >>> light("الـكِتَابُ"), light("ﻻ"), light("کتابی"), light("١٫٦"), light("إلى")
    ('الكتاب', 'لا', 'كتابي', '1.6', 'إلى')
    """
    if word.isascii():
        return word
    if _needs_care(word):
        word = unicodedata.normalize("NFC", word.translate(_open()))
    return word.translate(_letters("light"))


def standard(word: str) -> str:
    """`light`, with every alef as ا and alef maksura as ي: the form in which words are counted and looked up.

    >>> standard("إلى"), standard("أَفْريقيا"), standard("للأُمَم"), standard("مدينة"), standard("مسؤول")
    ('الي', 'افريقيا', 'للامم', 'مدينة', 'مسؤول')
    """
    return light(word).translate(_letters("standard"))


def heavy(word: str) -> str:
    """`standard`, with ة as ه, hamza as its carrier or dropped, letters that Arabic lacks as their neighbours, and
    Latin in small letters: finds more spellings of one word, and takes more different words for one (ماء, ما).

    >>> heavy("مدينة"), heavy("مسؤول"), heavy("ماء"), heavy("ڤيروس"), heavy("BBC")
    ('مدينه', 'مسوول', 'ما', 'فيروس', 'bbc')
    """
    return heavier(standard(word))


def heavier(word: str) -> str:
    """The heavy form of a word that is in its standard form.

    >>> heavier(standard("مدينة")) == heavy("مدينة")
    True
    """
    return word.translate(_letters("heavy")).lower()


def form(name: str):
    """The function of a form by its name.

    Raises
    ------
    ValueError
        No form is called that.

    >>> form("heavy")("ليبيّة")
    'ليبيه'
    """
    if name not in FORMS:
        raise ValueError(f"No normal form is called {name!r}; there are: {', '.join(FORMS)}.")
    return globals()[name]


@cache
def _table(name: str) -> tuple[np.ndarray, np.ndarray]:
    """What each character becomes in a form, `_DROPPED` for nothing; and which make a word go through `form` itself."""
    table, care = np.arange(0x110000, dtype=np.uint32), np.zeros(0x110000, bool)
    function = form(name)
    for code in range(0x80, 0x900):  # the blocks of Arabic letters and marks
        made = function(chr(code))
        table[code] = ord(made[0]) if made else _DROPPED
    care[[ord(letter) for letter in _span(_CARE)]] = True
    if name == "heavy":  # small letters are Python's own business but for the plain ones
        table[ord("A") : ord("Z") + 1] += 32
        care[[code for code in range(0x80, 0x110000) if chr(code).lower() != chr(code)]] = True
    return table, care


def many(words: list[str], function) -> list[str]:
    """A form of many words at once: the same as for each word by itself, faster.

    Parameters
    ----------
    words : list of str
        Without line breaks.
    function : callable
        `light`, `standard` or `heavy`.

    >>> many(["أمس", "إلى", "ﷲ"], standard)
    ['امس', 'الي', 'الله']
    """
    codes = np.frombuffer("\n".join(words).encode("utf-32-le", "surrogatepass"), np.uint32)
    table, care = _table(function.__name__)
    made = table[codes]
    made = made[made != _DROPPED].tobytes().decode("utf-32-le", "surrogatepass").split("\n") if words else []
    careful = np.flatnonzero(care[codes])
    if len(careful):
        line = np.flatnonzero(codes == ord("\n"))
        for row in np.unique(np.searchsorted(line, careful)).tolist():
            made[row] = function(words[row])
    return made


def distinct(words: pd.Series, function) -> pd.Series:
    """A form of each word of a column, made once for each distinct word.

    Parameters
    ----------
    words : pandas.Series of str
        The column; its index is kept.
    function : callable
        `light`, `standard` or `heavy`.

    >>> distinct(pd.Series(["أمس", "إلى", "أمس"]), standard).tolist()
    ['امس', 'الي', 'امس']
    """
    codes, values = pd.factorize(words)
    made = pd.array(many(list(values), function), dtype="str")
    return pd.Series(made.take(codes, allow_fill=True), index=words.index, name=words.name)
