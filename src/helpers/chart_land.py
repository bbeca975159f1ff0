"""What lies under a map's places: land and sea, the names of countries where there is room, and a scale."""

from typing import NamedTuple

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from helpers import chart_labels, land
from helpers import chart_style as style
from helpers.chart_page import LEADING

_DEGREE = 111.2  # kilometres in a degree of latitude
_MOST_NAMES = 14
_ROOM = 0.09  # inches around the name of a country
_DRAWN = 1 / 150  # inches: what is smaller than this is not drawn


class View(NamedTuple):
    """The part of the world that a map shows."""

    low: np.ndarray  # degrees east and north of the lower left corner
    high: np.ndarray
    stretch: float  # how much longer a degree north is drawn than a degree east
    inches: tuple[float, float]

    @property
    def scale(self) -> np.ndarray:
        """Inches in a degree east, and in one north."""
        each = self.inches[0] / (self.high[0] - self.low[0])
        return np.array([each, each * self.stretch])

    def spots(self, degrees) -> np.ndarray:
        """Where points are, in inches from the lower left corner."""
        return (np.asarray(degrees, dtype=float) - self.low) * self.scale


def view(places: np.ndarray, size, least, flattest: float, tallest: float) -> View:
    """A view with all places in it and enough around them to know where that is.

    Parameters
    ----------
    places : array of shape (n, 2)
        Degrees east and north, as `unwrapped` gives them.
    size : (float, float)
        The width and height that there is, in inches.
    least : sequence of float
        Degrees across at least: the first where coast or the middles of two countries are seen, else the last.
    flattest, tallest : float
        Height over width.
    """
    coasts = np.vstack(land.rings())
    middles = land.countries()[["longitude", "latitude"]].to_numpy()
    for across in least:
        seen = _view(places, size, across, flattest, tallest)
        if _inside(coasts, seen) > 20 or _inside(middles, seen) > 1:
            break
    return seen


def _view(places, size, least, flattest, tallest) -> View:
    low, high = places.min(axis=0), places.max(axis=0)
    centre, stretch = (low + high) / 2, 1 / np.cos(np.radians(np.clip((low[1] + high[1]) / 2, -75, 75)))
    span = np.maximum((high - low) * 1.3, [least, least / 2]) + [0, 2]
    shape = np.clip(span[1] * stretch / span[0], flattest, tallest)
    span = np.maximum(span, [span[1] * stretch / shape, span[0] * shape / stretch])
    span = np.minimum(span, [360.0, 180.0])
    wide = min(size[0], size[1] / (span[1] * stretch / span[0]))
    centre[1] = np.clip(centre[1], span[1] / 2 - 90, 90 - span[1] / 2)
    return View(centre - span / 2, centre + span / 2, stretch, (wide, wide * span[1] * stretch / span[0]))


def _inside(points, seen: View) -> int:
    east = (points[:, 0] - seen.low[0]) % 360 + seen.low[0]
    held = (east < seen.high[0]) & (points[:, 1] > seen.low[1]) & (points[:, 1] < seen.high[1])
    return int(held.sum())


def unwrapped(east) -> np.ndarray:
    """Degrees east that go on beyond 180 where the places lie on both sides of it and closer that way round.

    >>> unwrapped([178.0, -172.0]).tolist(), unwrapped([-77.0, 140.0, 10.0]).tolist()
    ([178.0, 188.0], [-77.0, 140.0, 10.0])
    """
    east = np.asarray(east, dtype=float)
    order = np.sort(east)
    gaps = np.diff(order)
    if not len(gaps) or 360 - gaps.max() > 0.7 * (order[-1] - order[0]):
        return east
    return np.where(east <= order[gaps.argmax()], east + 360, east)


def draw(page, seen: View):
    """Land on sea, cut to the view; coasts without borders."""
    ax = page.ax
    ax.set_facecolor(style.SEA)
    outline = _outline(seen)
    if outline is not None:
        # As an artist: a patch would be measured, curve by curve, for limits that are set anyway.
        ax.add_artist(PathPatch(outline, facecolor=style.LAND, edgecolor=style.COAST, linewidth=0.5, zorder=0.5,
                               joinstyle="round", gid="land"))  # fmt: skip


def _outline(seen: View) -> Path | None:
    """The land of a view as one outline, no finer than can be seen."""
    edge = 0.02 * (seen.high - seen.low)  # beyond the view, so that no coast is drawn along its edge
    low, high, grain = seen.low - edge, seen.high + edge, _DRAWN / seen.scale
    parts = []
    for ring, least, most in _bounds():
        if least[1] > high[1] or most[1] < low[1] or (most - least < 2 * grain).all():
            continue
        for turn in (-360, 0, 360):
            if least[0] + turn > high[0] or most[0] + turn < low[0]:
                continue
            steps = np.round((ring + (turn, 0)) / grain)
            kept = np.append(True, (np.diff(steps, axis=0) != 0).any(axis=1))
            if kept.sum() > 3:
                parts.append(Path(steps[kept] * grain, closed=True))
    if not parts:
        return None
    return Path.make_compound_path(*parts).clip_to_bbox(Bbox([low, high]))


def _bounds() -> list:
    return [(ring, ring.min(axis=0), ring.max(axis=0)) for ring in land.rings()]


def countries(page, seen: View, taken, without=()):
    """The names of countries, grey, where they hide nothing and have room on their land.

    Parameters
    ----------
    taken : array of shape (n, 4)
        Boxes in inches that are written or drawn on: left, bottom, right, top.
    without : set of str
        Codes and names of countries that the map shows anyway.
    """
    size, taken, written = style.SIZES["small"], np.asarray(taken, dtype=float).reshape(-1, 4), 0
    table = land.countries()
    table = table[~table["country"].isin(without) & ~table["ar"].isin(without)]
    for row in table.sort_values("room", ascending=False, kind="stable").itertuples():
        name = getattr(row, page.language)
        east = row.longitude + 360 * np.round((seen.low[0] + seen.high[0]) / 720 - row.longitude / 360)
        x, y = seen.spots((east, row.latitude))
        wide, high, room = page.width(name, size), size * LEADING / 72, row.room * seen.scale[1]
        box = np.array([x - wide / 2, y - high / 2, x + wide / 2, y + high / 2])
        free = box + np.array([-1, -0.3, 1, 0.3]) * _ROOM
        fits = room > high / 2 and 3 * room > wide and written < _MOST_NAMES
        if not fits or chart_labels.outside(free[None], seen.inches)[0] or chart_labels.covered(free[None], taken)[0]:
            continue
        page.write([page.text(name)], (east, row.latitude), size, color=style.SOFT, zorder=2, gid="country")
        taken, written = np.vstack([taken, box]), written + 1


def scale_bar(page, seen: View, spots, radii) -> np.ndarray:
    """A bar of so many kilometres in the lower corner with fewer places; gives its box, empty on a map of the world."""
    kilometres = _DEGREE / seen.scale[1]  # in an inch, north and along the parallel in the middle
    if seen.high[0] - seen.low[0] > 100:
        return np.empty((0, 4))
    length = max(step for step in (10, 20, 50, 100, 200, 500, 1000, 2000) if step <= max(1.2 * kilometres, 10))
    inches, size = length / kilometres, style.SIZES["small"]
    words = page.text(page.say("kilometres", number=page.number(length)))
    wide, high = max(inches, style.width(words, size)), size * LEADING / 72
    margin = 0.12
    lefts = (margin, seen.inches[0] - margin - wide)
    boxes = np.array([[left, margin, left + wide, margin + 0.07 + high] for left in lefts])
    spots, radii = np.asarray(spots), np.asarray(radii)[:, None] + 0.25  # with some room for names
    hidden = chart_labels.covered(boxes, np.hstack([spots - radii, spots + radii]))
    box = boxes[int(hidden[1] < hidden[0]) if page.rtl else int(hidden[1] <= hidden[0])]
    middle = (box[0] + box[2]) / 2
    (x0, y0), (x1, _), (x, y) = (
        seen.low + np.array(at) / seen.scale
        for at in ((middle - inches / 2, box[1]), (middle + inches / 2, box[1]), (middle, box[1] + 0.05))
    )
    page.ax.plot([x0, x1], [y0, y0], color=style.SOFT, linewidth=1.6, solid_capstyle="butt", zorder=2, gid="scale")
    page.write([words], (x, y), size, va="bottom", color=style.SOFT, zorder=2, gid="scale")
    return box[None]
