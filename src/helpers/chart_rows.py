"""Rows of a chart, one name a row: the names where reading begins, or above their rows; values where a row ends."""

from typing import NamedTuple

from matplotlib.transforms import ScaledTranslation

from helpers import chart_style as style
from helpers import rtl
from helpers.chart_page import LEADING

HEIGHT = 0.36  # inches a row
_LONGEST, _SHORT = 2.6, 1.3  # inches a name may take before it goes on, smaller, in a second line; and on narrow pages
_GAP, _BULLET = 8, 12  # points between rows and names, names and markers
_BAR, _APART = 0.2, 0.13  # inches: bars below their names, and from there to the next name


class Rows(NamedTuple):
    """How rows with such names are laid out."""

    height: float  # inches a row
    bar: float  # of the row that a bar takes
    above: bool = False  # whether names stand above their rows

    @property
    def foot(self) -> float:
        """How much of a row is below the middle of its bar."""
        return (_BAR / 2 + _APART) / self.height if self.above else 0.5


def layout(page, words) -> Rows:
    """Names beside their rows; above them on a narrow page where they are long."""
    if not page.narrow or max(_width(lines, size) for lines, size in _side(page, words, _LONGEST)) < _SHORT:
        return Rows(HEIGHT, 0.62)
    lines = max(len(lines) for lines, _ in _over(page, words))
    height = lines * style.SIZES["label"] * LEADING / 72 + _BAR + _APART
    return Rows(height, _BAR / height, True)


def names(page, words, kinds=None, rows: Rows | None = None, label=rtl.label) -> float:
    """Names of rows, flush with the title, each with the marker of its type if any; gives the inches they take.

    Each is drawn in its own direction, unless `label` says otherwise.
    """
    rows = rows or Rows(HEIGHT, 0.62)
    page.ax.set_yticks(range(len(words)), [""] * len(words))
    page.ax.set_ylim(len(words) - 1 + rows.foot, rows.foot - 1)
    return (_above if rows.above else _beside)(page, words, kinds, label)


def _beside(page, words, kinds, label) -> float:
    ax, fits = page.ax, _side(page, words, _SHORT if page.narrow else _LONGEST)
    widest = 72 * max(_width(lines, size) for lines, size in fits)
    edge, outwards = (1, 1) if page.rtl else (0, -1)
    across = outwards * (_GAP + widest)
    for place, (lines, size) in enumerate(fits):
        page.write([label(line) for line in lines], (edge, place), size, ha=page.start,
                   coords=ax.get_yaxis_transform(), offset=(across, 0), gid="name")  # fmt: skip
    if kinds is None or not any(kinds):
        return (_GAP + widest) / 72
    _markers(page, kinds, across + outwards * _BULLET, [0] * len(kinds))
    return (_GAP + widest + _BULLET) / 72


def _above(page, words, kinds, label) -> float:
    marked = kinds is not None and any(kinds)
    edge, inwards = (1, -1) if page.rtl else (0, 1)
    lift = 72 * _BAR / 2 + 1
    fits = _over(page, words)
    for place, (lines, size) in enumerate(fits):
        page.write([label(line) for line in lines], (edge, place), size, ha=page.start, va="bottom",
                   coords=page.ax.get_yaxis_transform(), offset=(inwards * _BULLET * marked, lift),
                   gid="name")  # fmt: skip
    if marked:
        pitch = style.SIZES["label"] * LEADING
        _markers(page, kinds, inwards * 4, [lift + (len(lines) - 0.5) * pitch for lines, _ in fits])
    return 0.0


def _markers(page, kinds, across, lifts):
    ax, edge = page.ax, int(page.rtl)
    for place, (kind, lift) in enumerate(zip(kinds, lifts, strict=True)):
        shift = ScaledTranslation(across / 72, lift / 72, ax.figure.dpi_scale_trans)
        ax.plot([edge], [place], marker=style.marker_of(kind), color=style.colour_of(kind), markersize=5.5,
                linestyle="none", transform=ax.get_yaxis_transform() + shift, clip_on=False, gid="type")  # fmt: skip


def _width(lines, size) -> float:
    return max(style.width(rtl.label(line), size) for line in lines)


def _side(page, words, longest) -> list[tuple[list[str], float]]:
    size, less = style.SIZES["label"], style.SIZES["small"] + 0.5
    fits = [(page.fit(word, longest, size, 2).split("\n"), size) for word in words]
    return [fit if len(fit[0]) == 1 else (page.fit(word, longest, less, 2).split("\n"), less)
            for word, fit in zip(words, fits, strict=True)]  # fmt: skip


def _over(page, words) -> list[tuple[list[str], float]]:
    size, inches = style.SIZES["label"], page.size()[0] - (_BULLET + 4) / 72
    return [(page.fit(word, inches, size, 2).split("\n"), size) for word in words]


def values(page, places, ends, words, colour=style.INK):
    """A value written after the end of each row's bar."""
    for place, end, word in zip(places, ends, words, strict=True):
        page.write([page.text(word)], (end, place), style.SIZES["value"], ha=page.start,
                   offset=(-5 if page.rtl else 5, 0), color=colour, gid="value")  # fmt: skip
