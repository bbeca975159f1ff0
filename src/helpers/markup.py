"""HTML made of data: text escaped, numbers and Latin isolated, days in the reader's language."""

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
import pandas as pd

from helpers import palette, rtl
from helpers.phrases import figures, language_of

TEMPLATES = Path(__file__).resolve().parent / "templates" / "khabar"
LANGUAGES = {"ar": "rtl", "en": "ltr"}
# A run of Latin from its first letter or digit to its last, if a letter is in it; digits alone follow the Arabic.
_LATIN = re.compile(
    r"[@#]?(?<![0-9])[0-9]*[A-Za-z\u00c0-\u024f](?:[ -~\u00a0-\u024f\u2010-\u201f]*[A-Za-z0-9\u00c0-\u024f%+])?"
)
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ARABIC_LETTER = re.compile(
    r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
)
_ARABIC = re.compile(
    rf"{_ARABIC_LETTER.pattern}(?:[^A-Za-z\u00c0-\u024f\n«»()]*{_ARABIC_LETTER.pattern})?[\u064b-\u0652]*"
)
# Embeddings, overrides and isolates would reorder what stands beside them; other controls are not allowed in HTML.
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Shown:
    """Something to look at: HTML for a notebook's output or a page, and plain text for a terminal.

    Attributes
    ----------
    html : str
        Without its style, as a report needs it.
    text : str
        What `print` shows.
    """

    html: str
    text: str = ""

    def _repr_html_(self) -> str:
        return style() + self.html

    def __repr__(self) -> str:
        return self.text


def css() -> str:
    """The style of tables and highlighted text, for outputs in JupyterLab; a report has it once in its head."""
    return read("parts.css")


@lru_cache(maxsize=8)
def read(name: str) -> str:
    """A file of the template folder, as text, with the colours that it leaves open."""
    return palette.filled((TEMPLATES / name).read_text("utf-8"))


# JupyterLab sets every paragraph of prose at the left, whatever its direction.
_LAB = ".jp-RenderedMarkdown [dir=rtl] :is(p,li,td,th){text-align:start}"


def style() -> str:
    """The style as an element, small, to go with an output in JupyterLab.

    >>> style().startswith("<style>")
    True
    """
    return f"<style>{small(css())}{_LAB}</style>"


def small(text: str) -> str:
    """A style without its comments and line breaks.

    >>> small("/* x */\\na{b:c}\\n  d{e:f}")
    'a{b:c}d{e:f}'
    """
    return re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", text, flags=re.S))


def escape(text) -> str:
    """Text as HTML that shows it and does nothing: markup escaped, controls that could turn it around made visible.

    Parameters
    ----------
    text : object
        Made a string first.

    >>> escape("<b>خبر</b> & 'مثل'")
    '&lt;b&gt;خبر&lt;/b&gt; &amp; &#x27;مثل&#x27;'
    >>> escape("خبر\\u202e")
    'خبر<span class="kh-control" dir="ltr">U+202E</span>'
    """
    return _CONTROLS.sub(_visible, html.escape(str(text)))


def _visible(match: re.Match) -> str:
    return f'<span class="kh-control" dir="ltr">U+{ord(match[0]):04X}</span>'


def line(text) -> str:
    """Text on one line, without the controls: for titles and attributes.

    >>> line('قال "نعم"\\n\\u202e')
    'قال "نعم"'
    """
    return " ".join(_CONTROLS.sub("", str(text)).split())


def plain(text) -> str:
    """Text for an attribute: on one line, without the controls, escaped.

    >>> plain('قال "نعم"\\n')
    'قال &quot;نعم&quot;'
    """
    return html.escape(line(text))


def isolate(text, language: str = "ar") -> str:
    """Escaped text in which runs of the other script are isolated, so that they order nothing around them.

    Parameters
    ----------
    text : object
        Made a string first.
    language : {"ar", "en"}
        Of the sentence: Latin is isolated in an Arabic one, Arabic in an English one.

    >>> isolate("مجلس الأمن (UNSC)")
    'مجلس الأمن (<bdi lang="en">UNSC</bdi>)'
    >>> isolate("«غسان سلامة» was named", "en")
    '«<bdi lang="ar">غسان سلامة</bdi>» was named'
    """
    runs, other = (_LATIN, "en") if language == "ar" else (_ARABIC, "ar")
    parts, at = [], 0
    text = str(text)
    for match in runs.finditer(text):
        parts += [escape(text[at : match.start()]), f'<bdi lang="{other}">{escape(match[0])}</bdi>']
        at = match.end()
    return "".join(parts) + escape(text[at:])


def direction(text: str, language: str = "ar") -> dict:
    """The attributes `dir` and `lang` that a block with this text should carry, {} where it has no letters.

    On an Arabic page whatever holds Arabic runs from right to left; on an English one what is mostly Arabic does.

    >>> direction("حفتر UN"), direction("UN"), direction("12")
    ({'dir': 'rtl', 'lang': 'ar'}, {'dir': 'ltr', 'lang': 'en'}, {})
    >>> direction("حفتر was named", "en")
    {'dir': 'ltr', 'lang': 'en'}
    """
    if not rtl.has_arabic(text):
        return {"dir": "ltr", "lang": "en"} if _LETTER.search(text) else {}
    if language == "en" and len(_LETTER.findall(text)) > len(_ARABIC_LETTER.findall(text)):
        return {"dir": "ltr", "lang": "en"}
    return {"dir": "rtl", "lang": "ar"}


def own_words(text: str, language: str) -> dict:
    """The attributes of a caption, header or note: the page's language, if it holds any word of it.

    >>> own_words("موسكو: 5 hits", "en"), own_words("موسكو", "en")["dir"], own_words("", "ar")["dir"]
    ({'dir': 'ltr', 'lang': 'en'}, 'rtl', 'rtl')
    """
    own = {"dir": LANGUAGES[language_of(language)], "lang": language}
    has_own = rtl.has_arabic(text) if language == "ar" else _LETTER.search(text)
    return own if has_own else direction(text, language) or own


def attributes(**values) -> str:
    """Attributes as they are written in a tag; those that are None or "" are left out.

    >>> attributes(dir="rtl", lang="", id=None, class_="n", aria_label="جدول")
    ' dir="rtl" class="n" aria-label="جدول"'
    """
    return "".join(
        f' {key.rstrip("_").replace("_", "-")}="{plain(value)}"'
        for key, value in values.items()
        if value not in (None, "")
    )


def decimals(values) -> int:
    """How many decimals a column of numbers needs: none for whole ones, else enough for the smallest to show.

    >>> decimals([1, 2]), decimals([12.345, 0.5]), decimals([0.012]), decimals([1234.5])
    (0, 2, 3, 1)
    """
    values = np.asarray(values, dtype=float)
    values = np.abs(values[np.isfinite(values) & (values != 0)])
    if not len(values) or (values == np.round(values)).all():
        return 0
    if values.min() >= 100:
        return 1
    return int(np.clip(1 - np.floor(np.log10(values.min())), 2, 4)) if values.min() < 1 else 2


def day(value, language: str = "ar", digits: str = "latn", form: str = "d MMMM y") -> str:
    """A day as the language writes it, with the time where it is not midnight.

    >>> day(pd.Timestamp("2018-11-08")), day(pd.Timestamp("2018-11-08 14:05"), "en")
    ('8 نوفمبر 2018', '8 November 2018, 14:05')
    """
    from babel.dates import format_datetime  # not needed where there is no date

    value = pd.Timestamp(value)
    shown = format_datetime(value, form, locale=language_of(language))
    if value != value.normalize():
        shown += f"{'،' if language == 'ar' else ','} {value:%H:%M}"
    return figures(shown, digits)


def anchor(start, article: str | None = None) -> str:
    """The id of a place in an article's text: of the article, in short, and the character's offset.

    >>> anchor(14), anchor(14, "libya-palermo-2018")
    ('c14', 'c9fbe24a-14')
    """
    if not article:
        return f"c{int(start)}"
    return f"c{crc32(str(article).encode('utf-8', 'surrogatepass')) & 0xFFFFFFF:07x}-{int(start)}"
