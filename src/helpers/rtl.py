"""Direction and shaping: the one room that knows how to hand Arabic to something that draws it.

matplotlib 3.11 shapes and orders Arabic by itself; before that it draws the letters one by one, from left to right, so
they must come reshaped and reordered. Each is wrong with the other's input, so `label` asks which it is dealing with.
"""

import re
import unicodedata
import warnings
from contextlib import contextmanager
from functools import lru_cache

RLM, LRM = "\u200f", "\u200e"
RLI, LRI, PDI = "\u2067", "\u2066", "\u2069"
# Embeddings, overrides and isolates could reorder whatever stands beside the label; fonts draw them as gaps or boxes.
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u2060-\u2064\ufeff\x00-\x09\x0b-\x1f\x7f-\x9f]")
_LINES = re.compile("\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile("[\t\v\f\u00a0\u2000-\u200a\u202f]")
_INVISIBLE = re.compile("[\u200b-\u200f\u061c]")
_TAG = "\u2060"  # a word joiner: the bidirectional algorithm carries it along with the character before it
_RTL = frozenset(("R", "AL", "AN"))
_DIRECTIONS = ("rtl", "ltr")
_made_from: dict[str, tuple[str, str]] = {}  # a label -> its text and direction, for those who lay it out themselves
_REMEMBERED = 20_000


def has_arabic(text: str) -> bool:
    """Whether a text holds anything written from right to left: letters, or Arabic-Indic digits.

    >>> has_arabic("UN غسان"), has_arabic("٤٥٪"), has_arabic("UN 2018")
    (True, True, False)
    """
    return any(unicodedata.bidirectional(character) in _RTL for character in text)


@lru_cache(maxsize=1)
def native() -> bool:
    """Whether the matplotlib in use shapes Arabic itself (3.11 and later), asked of its behaviour, not its version.

    Lam and alef make one glyph where text is shaped, and two where it is not.

    >>> native() in (True, False)
    True
    """
    from matplotlib import font_manager, ft2font

    font = ft2font.FT2Font(font_manager.findfont("DejaVu Sans"))
    font.set_text("لا")
    return font.get_num_glyphs() == 1


def label(text, direction: str = "rtl") -> str:
    """Text as matplotlib must be given it, so that Arabic comes out joined and in order on 3.10 and on 3.11.

    Parameters
    ----------
    text : str
        A name, title or axis label in logical order; several lines are fine. Anything else is made a string first.
    direction : {"rtl", "ltr"}, default "rtl"
        The direction of the sentence where the text holds Arabic: "ltr" for an English title with a name in it.
        A text without Arabic always runs from left to right.

    Returns
    -------
    str
        For `Axes.text`, `set_title`, tick labels and the like. Dollar signs are escaped: mathtext does not shape.
        Invisible controls that could turn the words around are left out.

    Raises
    ------
    ValueError
        `direction` is neither of the two.

    Notes
    -----
    Where matplotlib shapes, the first strong letter of a line decides its direction; a mark (U+200F) goes before a line
    only where that letter would decide wrongly. Elsewhere: arabic_reshaper, then python-bidi with mirrored brackets.
    Never pass a label through twice.

    >>> label("لا") == ("لا" if native() else "ﻻ")
    True
    >>> label("UN لا") == (RLM + "UN لا" if native() else "ﻻ UN")
    True
    >>> print(label("5 $"))
    5 \\$
    """
    if direction not in _DIRECTIONS:
        raise ValueError(f"No direction is called {direction!r}; pass 'rtl' or 'ltr'.")
    text = _CONTROLS.sub("", _SPACES.sub(" ", _LINES.sub("\n", str(text))))
    drawn = text
    if has_arabic(text):
        prepare = _led if native() else _drawn
        drawn = "\n".join(prepare(line, direction) for line in text.split("\n"))
    drawn = drawn.replace("$", r"\$")
    if drawn != text or has_arabic(text):
        while len(_made_from) >= _REMEMBERED:
            del _made_from[next(iter(_made_from))]
        _made_from[drawn] = text, direction
    return drawn


def isolated(drawn: str) -> str:
    """A label's own text for a browser that lays it out itself (`svg.fonttype='none'`): in logical order, isolated.

    Parameters
    ----------
    drawn : str
        What `label` gave.

    >>> isolated(label("UN غسان سلامة ($)")) == RLI + "UN غسان سلامة ($)" + PDI
    True
    >>> isolated("UN 2018")
    'UN 2018'
    """
    text, direction = _made_from.get(drawn, (drawn, "rtl"))
    if not has_arabic(text):
        return text
    opening = RLI if direction == "rtl" else LRI
    return "\n".join(opening + line + PDI for line in text.split("\n"))


@contextmanager
def outlined(figure):
    """While a figure is written as PDF: labels with diacritics drawn as outlines, the others left as text.

    In PDF text matplotlib 3.11 sets the words beside a diacritic too far apart, or together; outlines are right.

    Parameters
    ----------
    figure : matplotlib Figure

    >>> from matplotlib.figure import Figure
    >>> figure = Figure()
    >>> _ = figure.text(0, 0, label("مُؤتمر")), figure.text(0, 1, label("مؤتمر"))
    >>> with outlined(figure):
    ...     [len(text.get_path_effects()) for text in figure.texts]
    [1, 0]
    """
    from matplotlib.patheffects import Normal
    from matplotlib.text import Text

    marked = [
        text for text in figure.findobj(Text)
        if not text.get_path_effects() and any(map(unicodedata.combining, text.get_text()))
    ]  # fmt: skip
    for text in marked:
        text.set_path_effects([Normal()])
    try:
        yield
    finally:
        for text in marked:
            text.set_path_effects([])


@contextmanager
def laid_out_by_browser(figure):
    """While a figure is written as SVG with its letters as text: each label in logical order, `isolated`.

    Parameters
    ----------
    figure : matplotlib Figure
    """
    from matplotlib.text import Text

    drawn = [(text, text.get_text()) for text in figure.findobj(Text)]
    for text, words in drawn:
        text.set_text(isolated(words))
    try:
        with warnings.catch_warnings():
            # The isolates are for the browser; matplotlib misses them in its fonts.
            warnings.filterwarnings("ignore", r"Glyph 829[4-7] |Matplotlib currently does not support")
            yield
    finally:
        for text, words in drawn:
            text.set_text(words)


def _led(line: str, direction: str) -> str:
    """A line for an engine that goes by the first strong letter: led by a mark where that would decide wrongly."""
    strong = next((kind for kind in map(unicodedata.bidirectional, line) if kind in ("L", "R", "AL")), "")
    if direction == "rtl":
        return line if strong in ("R", "AL") else RLM + line
    return line if strong == "L" else LRM + line


def _drawn(line: str, direction: str) -> str:
    """A line for an engine that draws one character after the other from the left: joined forms, in the order seen."""
    from bidi import get_display

    brackets, mirrored = _brackets()
    # python-bidi orders brackets but does not mirror them. A tag after each one comes out before it exactly where the
    # bracket stands in right-to-left text.
    tagged = brackets.sub(rf"\g<0>{_TAG}", _reshaper().reshape(line))
    seen = get_display(tagged, base_dir="R" if direction == "rtl" else "L")
    seen = re.sub(
        f"{_TAG}({brackets.pattern})|({brackets.pattern}){_TAG}", lambda m: mirrored[m[1]] if m[1] else m[2], seen
    )
    return _INVISIBLE.sub("", seen)


@lru_cache(maxsize=1)
def _brackets():
    from bidi.mirror import MIRRORED

    return re.compile("[" + re.escape("".join(MIRRORED)) + "]"), MIRRORED


@lru_cache(maxsize=1)
def _reshaper():
    from arabic_reshaper import ArabicReshaper

    # Its defaults delete diacritics and make one glyph of a word that most fonts have no such glyph for.
    return ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})
