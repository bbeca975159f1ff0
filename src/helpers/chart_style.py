"""How Khabar's charts look: colours, markers, sizes, and fonts chosen from what is installed."""

import warnings
from functools import lru_cache

from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from helpers import palette, rtl

INK, SOFT, LINE, PAPER, CARD = "#1c2024", "#5b6570", "#d9dee3", "#fffdf9", "#ffffff"
SEA, LAND, COAST = "#e3ebf0", "#f7f3e9", "#9dabb6"
COLOURS = {**palette.LIGHT, "": "#41607a"}
MARKERS = {"PER": "o", "LOC": "^", "ORG": "s", "MISC": "D", "": "o"}
SERIES = (*COLOURS.values(), INK)
SERIES_MARKERS = ("o", "^", "s", "D", "v", "P")
SERIES_DASHES = ("-", (0, (5, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)), (0, (3, 1)), (0, (8, 3)))
# The Arabic faces looked for, best first, and the Latin that goes with those that have none of their own.
ARABIC_FONTS = (
    "Noto Sans Arabic",
    "Noto Naskh Arabic",
    "Amiri",
    "Geeza Pro",
    "Segoe UI",
    "Tahoma",
    "Arial",
    "Vazirmatn",
)
LATIN_FONTS = ("Noto Sans", "Helvetica Neue", "Segoe UI", "Arial")
LAST_FONT = "DejaVu Sans"  # comes with matplotlib
LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکیہےٹڈڑں٠١٢٣٤٥٦٧٨٩"  # Arabic, Persian, Urdu
WIDTH = 7.5  # inches; a figure is shown at 100 pixels an inch and saved at 200
NARROW = 3.7  # inches, for the screen of a telephone
SIZES = {"title": 14, "subtitle": 10.5, "label": 10.5, "value": 9.5, "small": 8.5}


@lru_cache(maxsize=1)
def fonts() -> tuple[str, ...]:
    """The font families for labels, from what is installed: an Arabic face, a Latin one beside it, DejaVu Sans last.

    A font installed after matplotlib made its cache is found as well. Where no Arabic face is there DejaVu Sans draws
    alone, and lacks some letters of Urdu: a warning says what to install.

    >>> fonts()[-1]
    'DejaVu Sans'
    """
    arabic = next((name for name in ARABIC_FONTS if _covers(name, LETTERS)), None)
    if arabic is None:
        warnings.warn(
            "No Arabic font was found: labels are drawn in DejaVu Sans, which lacks the Urdu letters ہ and ے. "
            "Install one, such as fonts-noto-core on Debian and Ubuntu.",
            stacklevel=2,
        )
    if not rtl.native():
        # In SVG matplotlib 3.10 takes glyphs from the wrong font of a list, so the first must have nearly all.
        return tuple(name for name in (LAST_FONT, arabic) if name)
    latin = next((name for name in LATIN_FONTS if name != arabic and _covers(name, "Aa(%)")), None)
    return tuple(dict.fromkeys(name for name in (arabic, latin, LAST_FONT) if name))


def _covers(family: str, letters: str) -> bool:
    path = _font_file(family)
    if path is None:
        return False
    codes = font_manager.get_font(path).get_charmap()
    if not rtl.native() and rtl.has_arabic(letters):  # reshaped text needs the presentation forms of the letters
        letters = letters + "".join(map(chr, range(0xFE80, 0xFEFD)))
    return all(ord(letter) in codes for letter in letters)


def _font_file(family: str) -> str | None:
    for entry in font_manager.fontManager.ttflist:
        if entry.name == family and entry.style == "normal":
            return entry.fname
    files = _uncached().get(family, ())
    for path in files:
        font_manager.fontManager.addfont(path)
    return files[0] if files else None


@lru_cache(maxsize=1)
def _uncached() -> dict[str, list[str]]:
    """Font files that the system has and matplotlib's cache has not, under their families."""
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    wanted = {"".join(name.split()).lower(): name for name in (*ARABIC_FONTS, *LATIN_FONTS)}
    found: dict[str, list[str]] = {}
    for path in sorted(set(font_manager.findSystemFonts()) - known):
        stem = path.replace("\\", "/").rsplit("/", 1)[-1].split("-")[0].split(".")[0].lower()
        if stem in wanted:
            found.setdefault(wanted[stem], []).append(path)
    return found


def colour_of(kind) -> str:
    """The colour of a type of name, or of none."""
    return COLOURS.get(kind, COLOURS[""])


def marker_of(kind) -> str:
    """The marker that tells a type of name without its colour."""
    return MARKERS.get(kind, MARKERS[""])


@lru_cache(maxsize=50_000)
def width(drawn: str, size: float, weight: str = "normal") -> float:
    """How wide a label comes out in Khabar's fonts, in inches."""
    figure = _measuring()
    words = figure.texts[0]
    words.set(text=drawn, fontsize=size, weight=weight, fontfamily=list(fonts()))
    return words.get_window_extent().width / figure.dpi


@lru_cache(maxsize=1)
def _measuring() -> Figure:
    figure = Figure(dpi=100)
    figure.text(0, 0, "")
    return figure


def halo():
    """What keeps a name readable where it stands over lines."""
    return [withStroke(linewidth=2.5, foreground=PAPER)]
