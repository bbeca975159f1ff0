"""Rows of a chart, one name a row: the names where reading begins, values where the row ends."""

from matplotlib.transforms import ScaledTranslation

from helpers import chart_style as style
from helpers import rtl

HEIGHT = 0.36  # inches a row
_LONGEST = 2.6  # inches a name may take before it goes on, smaller, in a second line
_GAP, _BULLET = 8, 12  # points between rows and names, names and markers


def names(page, words, kinds=None) -> float:
    """Names of rows, flush with the title, each with the marker of its type if any; gives the inches they take."""
    ax, fits = page.ax, [_fit(page, word) for word in words]
    widest = 72 * max(style.width(rtl.label(line), size) for lines, size in fits for line in lines)
    edge, outwards = (1, 1) if page.rtl else (0, -1)
    across = outwards * (_GAP + widest)
    ax.set_yticks(range(len(fits)), [""] * len(fits))
    ax.set_ylim(len(fits) - 0.5, -0.5)
    for place, (lines, size) in enumerate(fits):
        page.write([rtl.label(line) for line in lines], (edge, place), size, ha=page.start,
                   coords=ax.get_yaxis_transform(), offset=(across, 0), gid="name")  # fmt: skip
    if kinds is None or not any(kinds):
        return (_GAP + widest) / 72
    shift = (across + outwards * _BULLET) / 72
    beside = ax.get_yaxis_transform() + ScaledTranslation(shift, 0, ax.figure.dpi_scale_trans)
    for place, kind in enumerate(kinds):
        ax.plot([edge], [place], marker=style.marker_of(kind), color=style.colour_of(kind), markersize=5.5,
                linestyle="none", transform=beside, clip_on=False, gid="type")  # fmt: skip
    return (_GAP + widest + _BULLET) / 72


def _fit(page, word) -> tuple[list[str], float]:
    size = style.SIZES["label"]
    lines = page.fit(word, _LONGEST, size, 2).split("\n")
    if len(lines) > 1:
        size = style.SIZES["small"] + 0.5
        lines = page.fit(word, _LONGEST, size, 2).split("\n")
    return lines, size


def values(page, places, ends, words, colour=style.INK):
    """A value written after the end of each row's bar."""
    for place, end, word in zip(places, ends, words, strict=True):
        page.write([page.text(word)], (end, place), style.SIZES["value"], ha=page.start,
                   offset=(-5 if page.rtl else 5, 0), color=colour, gid="value")  # fmt: skip
