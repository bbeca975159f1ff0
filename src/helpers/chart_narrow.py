"""Charts drawn once more for the screen of a telephone: half as wide, their words as large."""

from contextvars import ContextVar
from functools import wraps

from helpers.chart_style import NARROW, SIZES, WIDTH

_wide = ContextVar("wide", default=WIDTH)


def inches() -> float:
    """How wide a figure is to be made now."""
    return _wide.get()


def legend_rows(page, entries, inside: float) -> list[list]:
    """The entries of a legend, in as many rows as they need."""
    rows, room = [], 0.0
    for entry in entries:
        wide = page.width(entry[0], SIZES["value"]) + 0.45  # with its marker and the space to the next
        if not rows or wide > room:
            rows, room = [*rows, []], inside + 0.2
        rows[-1].append(entry)
        room -= wide
    return rows


def chart(draw):
    """Makes a chart that can be drawn once more: its Axes keep how, as `khabar_narrow`, where the figure is its own."""

    @wraps(draw)
    def drawn(*args, **options):
        ax = draw(*args, **options)
        if options.get("ax") is None:
            held = _drawn_on(ax)
            ax.khabar_narrow = lambda: _narrow(draw, args, options) if _drawn_on(ax) == held else None
        return ax

    return drawn


def _narrow(draw, args, options):
    token = _wide.set(NARROW)
    try:
        ax = draw(*args, **options)
        return None if getattr(ax, "khabar_tight", False) else ax
    finally:
        _wide.reset(token)


def _drawn_on(ax) -> list[int]:
    """What is on a figure: when more was put on it since, it cannot be drawn again from the frame alone."""
    return [id(artist) for artist in (*ax.figure.get_children(), *ax.get_children())]
