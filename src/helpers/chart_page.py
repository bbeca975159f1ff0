"""The page around a chart: its title, legend, source and alternative text, and its mirror image for Arabic readers."""

import math
from contextlib import contextmanager
from dataclasses import dataclass

import matplotlib as mpl
import pandas as pd
from matplotlib.dates import AutoDateLocator, num2date
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from helpers import chart_narrow, markup, phrases, rtl
from helpers.chart_style import COLOURS, INK, PAPER, SIZES, SOFT, WIDTH, colour_of, fonts, marker_of, width

_MOST = 400  # characters of a text that are looked at
LEADING = 1.35  # of the font size, from line to line
_EDGE = 0.18  # inches of paper around a figure


@dataclass
class Page:
    """A chart being made: its Axes, and the language and digits that everything written on it keeps to."""

    ax: object
    language: str
    digits: str
    own: bool  # whether the figure was made here, so that title and source can stand at its edge
    wide: float = WIDTH  # inches, of a figure made here
    above: float = 0  # points written on right above the chart

    @property
    def rtl(self) -> bool:
        return self.language == "ar"

    @property
    def narrow(self) -> bool:
        """Whether this is for the screen of a telephone."""
        return self.own and self.wide < WIDTH

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

    def size(self, height: float = 4.0) -> tuple[float, float]:
        """Width and height of the chart in inches: the page's and the one asked for, or those of somebody's Axes."""
        if self.own:
            return self.wide - 2 * _EDGE, height
        box = self.ax.get_window_extent()
        return box.width / self.ax.figure.dpi, box.height / self.ax.figure.dpi

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
        for word in str(words)[:_MOST].split():
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

    def write(self, lines, at, size, ha="center", va="center", coords="data", offset=(0, 0), **look):
        """Lines of text around a point, evenly apart whatever the font thinks of its own height.

        Parameters
        ----------
        lines : list of str
            As drawn: what `text` or `rtl.label` gave.
        va : {"center", "bottom", "top"}
            Whether the point is the middle, the foot or the head of the lines.
        offset : (float, float)
            Points away from `at`.
        """
        pitch, rise = size * LEADING, size * 0.31  # letters stand a third of an em above their line's middle
        above = {"center": (len(lines) - 1) / 2, "bottom": len(lines) - 0.5, "top": -0.5}[va] * pitch
        for row, line in enumerate(lines):
            self.ax.annotate(line, at, xycoords=coords, xytext=(offset[0], offset[1] + above - row * pitch - rise),
                             textcoords="offset points", ha=ha, va="baseline", fontsize=size, annotation_clip=False,
                             **{"color": INK, **look})  # fmt: skip

    def x_ticks(self, places, words, size=SIZES["value"], above: bool = False, ha=None):
        """Words below the chart, or above it, all on one line of letters."""
        ax, self.above = self.ax, self.above + size * LEADING * above
        ax.set_xticks(places, [""] * len(places))
        for place, word, side in zip(places, words, ha or ["center"] * len(places), strict=True):
            self.write(
                [self.text(word)],
                (place, int(above)),
                size,
                ha=side,
                va="bottom" if above else "top",
                coords=ax.get_xaxis_transform(),
                offset=(0, 4 if above else -4),
                color=SOFT,
                gid="tick",
            )

    def y_ticks(self, places, words, size=SIZES["value"]):
        """Numbers beside the chart, on the side where reading begins."""
        ax = self.ax
        ax.set_yticks(places, [""] * len(places))
        for place, word in zip(places, words, strict=True):
            self.write([self.text(word)], (1 if self.rtl else 0, place), size, ha=self.end, color=SOFT, gid="tick",
                       coords=ax.get_yaxis_transform(), offset=(6 if self.rtl else -6, 0))  # fmt: skip

    def notes(self, source, *more) -> str:
        """The source and what else is to be said below a chart, as sentences."""
        told = [words for words in (source, *more) if words]
        return (
            " ".join(words if words.endswith((".", "؟", "!", "?")) else f"{words}." for words in told)
            if any(more)
            else source
        )

    def not_shown(self, count, noun: str) -> str:
        """How many are left out; nothing where none is."""
        return self.say("and_more", rest=self.counted(count, noun)) if count > 0 else ""

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
        title, subtitle, source = (phrases.figures(words or "", self.digits) for words in (title, subtitle, source))
        stop = "" if title.endswith(("؟", "?", "!", ".", ":")) else "."
        ax.khabar_alt = f"{title}{stop} {alt}" if title and alt else alt or title
        ax.khabar_language = self.language
        (self._own_page if self.own else self._in_axes)(title, subtitle, source, legend, height)
        return ax

    def _in_axes(self, title, subtitle, source, legend, height):
        """Everything beside Axes that belong to somebody else's figure: the title above; legend and source below."""
        edge, size = int(self.rtl), SIZES["small"]
        words = self.fit(title, self.size()[0], SIZES["label"], 2, "bold")
        self.ax.set_title(self.text(words), loc=self.start, pad=8 + self.above, fontsize=SIZES["label"],
                          weight="bold", color=INK, fontfamily=list(fonts()))  # fmt: skip
        below = 20
        if legend:
            foot = self.ax.transAxes + ScaledTranslation(0, -below / 72, self.ax.figure.dpi_scale_trans)
            self._legend(self.ax.legend, legend, loc=f"upper {self.start}", bbox_to_anchor=(edge, 0), borderaxespad=0,
                         bbox_transform=foot)  # fmt: skip
            below += 22
        if source:
            self.write([self.text(source)], (edge, 0), size, ha=self.start, va="top", coords="axes fraction",
                       offset=(0, -below), color=SOFT)  # fmt: skip

    def _own_page(self, title, subtitle, source, legend, height):
        figure, at, wide = self.ax.figure, _EDGE, self.wide
        inside = wide - 2 * _EDGE
        lines = []
        for words, size, weight, colour in (
            (title, SIZES["title"], "bold", INK), (subtitle, SIZES["subtitle"], "normal", SOFT),
        ):  # fmt: skip
            for line in self.fit(words, inside, size, 3, weight).split("\n") if words else ():
                lines.append((at, line, size, weight, colour))
                at += size * 1.65 / 72
        rows = chart_narrow.legend_rows(self, legend, inside)
        legend_at, at = at + 0.04, at + (0.16 + 0.24 * len(rows) if legend else 0.1)
        note = self.fit(source, inside, SIZES["small"], 4 if self.narrow else 2).split("\n") if source else []
        below = _EDGE + len(note) * SIZES["small"] * 1.6 / 72 + (0.14 if note else 0)
        total = math.ceil((at + height + below) * 100) / 100  # whole pixels
        figure.set_size_inches(wide, total)
        side = 1 - _EDGE / wide if self.rtl else _EDGE / wide
        for top, line, size, weight, colour in lines:
            figure.text(side, 1 - top / total, self.text(line), ha=self.start, va="top", fontsize=size, weight=weight,
                        color=colour)  # fmt: skip
        for row, line in enumerate(note):
            lift = _EDGE + (len(note) - 1 - row) * SIZES["small"] * 1.6 / 72
            figure.text(side, lift / total, self.text(line), ha=self.start, va="bottom", fontsize=SIZES["small"],
                        color=SOFT)  # fmt: skip
        for row, entries in enumerate(rows):
            self._legend(figure.legend, entries, loc=f"upper {self.start}", borderaxespad=0,
                         bbox_to_anchor=(side, 1 - (legend_at + 0.24 * row) / total))  # fmt: skip
        left = _EDGE / wide
        figure.get_layout_engine().set(rect=(left, below / total, 1 - 2 * left, height / total))
        figure.draw_without_rendering()
        figure.set_layout_engine("none")  # else each time it is written everything moves by a hair

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
            figure = Figure(figsize=(chart_narrow.inches(), 4), dpi=100, layout="constrained", facecolor=PAPER)
            ax = figure.add_subplot(facecolor="none")
            figure.get_layout_engine().set(w_pad=0, h_pad=0)
        ax.tick_params(length=0, labelsize=SIZES["value"], labelcolor=SOFT, labelfontfamily=list(fonts()))
        for spine in ax.spines.values():
            spine.set_visible(False)
        yield Page(ax, language, digits, own, chart_narrow.inches())


def date_axis(page: Page, first=None, last=None, form: str | None = None):
    """Days, months or years under a chart, few enough to be read, in the page's language and digits.

    Parameters
    ----------
    first, last : float, optional
        Days as matplotlib counts them, where ticks are only wanted between these.
    form : str, optional
        How to write a day, in Babel's letters; by default as exactly as the span needs.
    """
    low, high = sorted(page.ax.get_xlim())
    low, high = low if first is None else first, high if last is None else last
    ticks = AutoDateLocator(minticks=2, maxticks=4 if page.narrow else 7).tick_values(num2date(low), num2date(high))
    span = high - low
    form = form or ("y" if span > 366 * 6 else "MMM y" if span > 120 else "d MMM")
    ticks = [at for at in ticks if low <= at <= high]
    page.x_ticks(ticks, [page.day(num2date(at).replace(tzinfo=None), form) for at in ticks])
