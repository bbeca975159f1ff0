"""How Khabar's charts look: fonts, colours, the page around a chart, and its mirror image for Arabic readers."""

import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.dates import AutoDateLocator, num2date
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter

from helpers import markup, phrases, rtl

INK, SOFT, LINE, PAPER, CARD = "#1c2024", "#5b6570", "#d9dee3", "#fffdf9", "#ffffff"
# Far apart for every kind of colour vision (tests/test_charts.py measures it), and never alone: each has its marker.
COLOURS = {"PER": "#0b4f8f", "LOC": "#a8780a", "ORG": "#2f8a58", "MISC": "#a8467f", "": "#41607a"}
MARKERS = {"PER": "o", "LOC": "^", "ORG": "s", "MISC": "D", "": "o"}
SERIES = ("#0b4f8f", "#a8780a", "#2f8a58", "#a8467f", "#41607a", "#1c2024")
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
SIZES = {"title": 14, "subtitle": 10.5, "label": 10.5, "value": 9.5, "small": 8.5}
_EDGE = 0.18  # inches of paper around a figure


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


@dataclass
class Page:
    """A chart being made: its Axes, and the language and digits that everything written on it keeps to."""

    ax: object
    language: str
    digits: str
    own: bool  # whether the figure was made here, so that title and source can stand at its edge
    alt: str = ""

    @property
    def rtl(self) -> bool:
        return self.language == "ar"

    @property
    def start(self) -> str:
        """The side where reading begins."""
        return "right" if self.rtl else "left"

    @property
    def end(self) -> str:
        return "left" if self.rtl else "right"

    def say(self, key: str, **values) -> str:
        return phrases.say(key, self.language, **values)

    def number(self, value, decimals=None) -> str:
        return phrases.number(value, self.digits, decimals)

    def percent(self, share: float) -> str:
        return phrases.figures(f"{share:.0%}", self.digits)

    def day(self, value, form: str = "d MMMM y") -> str:
        return markup.day(pd.Timestamp(value).normalize(), self.language, self.digits, form)

    def listed(self, items) -> str:
        return phrases.joined(items, self.language)

    def counted(self, count, noun: str, case: str = "nominative") -> str:
        return phrases.counted(count, noun, self.language, self.digits, case)

    def text(self, words) -> str:
        """A sentence of the chart's own: in the language's direction, whatever names are in it."""
        return rtl.label(words, "rtl" if self.rtl else "ltr")

    def width(self, words: str, size: float, weight: str = "normal") -> float:
        """How wide a line of text comes out, in inches."""
        return width(self.text(words), size, weight)

    def fit(self, words, inches: float, size: float, lines: int = 1, weight: str = "normal") -> str:
        """A text in as many lines as allowed, each no wider than told; what is too long ends in …

        The text comes back in logical order: pass it through `text` or `rtl.label` to draw it.
        """
        broken: list[str] = []
        for word in str(words).split():
            longer = f"{broken[-1]} {word}" if broken else word
            if broken and self.width(longer, size, weight) <= inches:
                broken[-1] = longer
            else:
                broken.append(word)
        kept = broken[:lines]
        if not kept:
            return ""
        cut = len(broken) > lines
        last = kept[-1]
        while len(last) > 1 and self.width(last + "…" * cut, size, weight) > inches:
            last, cut = last[:-1].rstrip(), True
        return "\n".join([*kept[:-1], last + "…" * cut])

    def nothing(self, title, source):
        """A chart that says that there is nothing to show."""
        self.ax.set_axis_off()
        self.ax.text(0.5, 0.5, self.text(self.say("nothing")), ha="center", va="center", color=SOFT,
                     fontsize=SIZES["label"], transform=self.ax.transAxes)  # fmt: skip
        return self.finish(title, source=source, alt=self.say("nothing"))

    def finish(self, title, subtitle="", source="", alt="", legend=(), height: float = 2.0):
        """Title, legend and source put where the language starts; the alt text kept with the Axes. Gives the Axes back.

        Parameters
        ----------
        legend : sequence of (label, artist)
            In reading order.
        height : float
            Inches for the chart itself, where the figure is the chart's own.
        """
        ax = self.ax
        ax.khabar_alt = f"{title}. {alt}" if title and alt else alt or title or ""
        ax.khabar_language = self.language
        (self._own_page if self.own else self._in_axes)(title or "", subtitle or "", source or "", legend, height)
        return ax

    def _in_axes(self, title, subtitle, source, legend, height):
        """Everything inside or beside Axes that belong to somebody else's figure."""
        inches = self.ax.get_window_extent().width / self.ax.figure.dpi
        words = self.fit(title, inches, SIZES["label"], 2, "bold")
        self.ax.set_title(self.text(words), loc=self.start, fontsize=SIZES["label"], weight="bold", color=INK)
        if source:
            self.ax.set_xlabel(self.text(source), loc=self.start, fontsize=SIZES["small"], color=SOFT)
        if legend:
            self._legend(self.ax.legend, legend, loc="best")

    def _own_page(self, title, subtitle, source, legend, height):
        figure, at, inside = self.ax.figure, _EDGE, WIDTH - 2 * _EDGE
        lines = []
        for words, size, weight, colour in (
            (title, SIZES["title"], "bold", INK), (subtitle, SIZES["subtitle"], "normal", SOFT),
        ):  # fmt: skip
            for line in self.fit(words, inside, size, 3, weight).split("\n") if words else ():
                lines.append((at, line, size, weight, colour))
                at += size * 1.65 / 72
        legend_at, at = at + 0.04, at + (0.34 if legend else 0.1)
        note = self.fit(source, inside, SIZES["small"], 2).split("\n") if source else []
        below = _EDGE + len(note) * SIZES["small"] * 1.6 / 72 + (0.14 if note else 0)
        total = at + height + below
        figure.set_size_inches(WIDTH, total)
        side = 1 - _EDGE / WIDTH if self.rtl else _EDGE / WIDTH
        for top, line, size, weight, colour in lines:
            figure.text(side, 1 - top / total, self.text(line), ha=self.start, va="top", fontsize=size, weight=weight,
                        color=colour)  # fmt: skip
        for row, line in enumerate(note):
            lift = _EDGE + (len(note) - 1 - row) * SIZES["small"] * 1.6 / 72
            figure.text(side, lift / total, self.text(line), ha=self.start, va="bottom", fontsize=SIZES["small"],
                        color=SOFT)  # fmt: skip
        if legend:
            self._legend(figure.legend, legend, loc=f"upper {self.start}",
                         bbox_to_anchor=(side, 1 - legend_at / total), borderaxespad=0)  # fmt: skip
        left = _EDGE / WIDTH
        figure.get_layout_engine().set(rect=(left, below / total, 1 - 2 * left, height / total))

    def _legend(self, make, entries, **where):
        handle = 0.7 if all(artist.get_linestyle() == "None" for _, artist in entries) else 2.2
        names, artists = zip(*(entries[::-1] if self.rtl else entries), strict=True)
        legend = make(artists, [self.text(name) for name in names], ncols=len(names), frameon=False,
                      handlelength=handle, handletextpad=0.4, columnspacing=1.6, fontsize=SIZES["value"],
                      markerfirst=not self.rtl, **where)  # fmt: skip
        for words in legend.get_texts():
            words.set_color(SOFT)


def type_legend(page: Page, kinds) -> list:
    """Legend entries for the types of names that a chart shows, in the contract's order; none for one type or none."""
    kinds = [kind for kind in COLOURS if kind and kind in set(kinds)]
    return [(page.say(kind), type_marker(kind)) for kind in kinds] if len(kinds) > 1 else []


def type_marker(kind) -> Line2D:
    return Line2D([], [], marker=marker_of(kind), color=colour_of(kind), linestyle="none", markersize=6)


@contextmanager
def page(ax, language: str, digits: str):
    """Axes to draw on, theirs or new ones on a page of their own, with Khabar's fonts while they are drawn.

    Raises
    ------
    ValueError
        There is no such language or digits.
    """
    phrases.language_of(language), phrases.digits_of(digits)
    own = ax is None
    with mpl.rc_context({"font.family": list(fonts()), "axes.unicode_minus": True}):
        if own:
            figure = Figure(figsize=(WIDTH, 4), dpi=100, layout="constrained", facecolor=PAPER)
            ax = figure.add_subplot(facecolor="none")
            figure.get_layout_engine().set(w_pad=0, h_pad=0)
        ax.tick_params(length=0, labelsize=SIZES["value"], labelcolor=SOFT, labelfontfamily=list(fonts()))
        for spine in ax.spines.values():
            spine.set_visible(False)
        yield Page(ax, language, digits, own)


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


def date_axis(page: Page):
    """Days, months or years under a chart, few enough to be read, in the page's language and digits."""
    locator = AutoDateLocator(minticks=3, maxticks=7)
    page.ax.xaxis.set_major_locator(locator)

    def told(at, _place=None):
        moment = pd.Timestamp(num2date(at).replace(tzinfo=None))
        span = abs(page.ax.get_xlim()[1] - page.ax.get_xlim()[0])
        form = "y" if span > 366 * 6 else "MMM y" if span > 120 else "d MMM"
        return page.text(page.day(moment, form))

    page.ax.xaxis.set_major_formatter(FuncFormatter(told))
