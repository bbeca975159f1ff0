"""A map of the places named: marks on land and sea."""

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from helpers import chart_frames, chart_labels, chart_land, rtl
from helpers import chart_style as style
from helpers.chart_narrow import chart
from helpers.chart_page import LEADING
from helpers.chart_page import page as new_page

_LOOKS = {"city": ("o", True), "country": ("s", False), "region": ("D", False)}  # marker, and whether it is filled
_LEAST = (14.0, 22.0, 34.0, 50.0)  # degrees across at least: the first that has coast in it, or two countries' names
_LISTED = 4  # names without room that the note tells; more are counted
_TALLEST, _FLATTEST = 0.8, 0.45  # of the width


@chart
def map(
    frame: pd.DataFrame, x="longitude", y="latitude", *, label=None, size=None, top=25, title=None, subtitle=None,
    source=None, ax=None, language="ar", digits="latn",
):  # fmt: skip
    """Places where they lie, larger the more often they are named.

    Parameters
    ----------
    frame : DataFrame
        One row a place, such as `places.locate` gives: name, kind (city, country, region), latitude, longitude,
        mentions. Rows without coordinates are left out, and counted below.
    x, y : str
        Columns of degrees east and north.
    label : str, optional
        Column of names: `name`, `entity` or `text`, the first that is there.
    size : str, optional
        Column of how often each is named (`mentions` or `count`); rows of one place are added up.
    top : int
        How many places at most, those named most.
    title, subtitle, source, ax, language, digits
        As in `ranked_bars`. The map itself is never mirrored.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        A column is missing.

    Notes
    -----
    Equirectangular, true to scale along the parallel in the middle; where the places lie on both sides of 180 degrees
    it runs on beyond. Land is Natural Earth's at 1:50 million (public domain), without borders: none is drawn that
    somebody disputes. Names of countries, in grey, only show the way. A name that finds no free place is left out,
    and counted below.

    >>> places = pd.DataFrame({"name": ["باليرمو"], "latitude": [38.1], "longitude": [13.4], "mentions": [3]})
    >>> map(places).khabar_alt
    'أين؟ خريطة عليها مكان واحد: باليرمو (3 مرات).'
    """
    x, y = (chart_frames.column(frame, given, (), role) for given, role in ((x, "x"), (y, "y")))
    label = chart_frames.column(frame, label, ("name", "entity", "text"), "label")
    size = chart_frames.column(frame, size, ("mentions", "count"), "size", needed=False)
    with new_page(ax, language, digits) as page:
        title = page.say("map_title") if title is None else title
        places = pd.DataFrame({"name": chart_frames.names(frame, label, language), "x": frame[x], "y": frame[y],
                               "size": frame[size] if size else 1,
                               "kind": frame["kind"].astype(str) if "kind" in frame else "city",
                               "country": frame["country"].astype(str) if "country" in frame else ""})  # fmt: skip
        known = places.dropna(subset=["x", "y"])
        known = known.groupby(["name", "x", "y"], sort=False, as_index=False).agg(
            size=("size", "sum"), kind=("kind", "first"), country=("country", "first")
        )
        known = known.sort_values("size", ascending=False, kind="stable")
        shown = known.head(top)
        lost = places.loc[places[["x", "y"]].isna().any(axis=1), "name"].nunique()
        lost = page.say("map_lost", rest=page.counted(lost, "place")) if lost else ""
        more = page.not_shown(len(known) - len(shown), "place")
        if shown.empty:
            return page.nothing(title, page.notes(source, more, lost))
        shown = shown.assign(x=chart_land.unwrapped(shown["x"]))
        if subtitle is None:
            subtitle = page.say("map_how_country" if (shown["kind"] == "country").any() else "map_how")
        high, unnamed = _draw(page, shown)
        rest = page.listed(unnamed) if len(unnamed) <= _LISTED else page.counted(len(unnamed), "place")
        unnamed = page.say("map_unnamed", rest=rest) if unnamed else ""
        source = page.notes(source, more, unnamed, lost, page.say("map_source"))
        kinds = [kind for kind in _LOOKS if (shown["kind"] == kind).any()]
        legend = [(page.say(f"kind_{kind}"), _marker(kind)) for kind in kinds] if len(kinds) > 1 else []
        return page.finish(title, subtitle, source, _alt(page, shown), legend, high)


def _draw(page, shown) -> tuple[float, list[str]]:
    """Draws the map; gives its height in inches, and the places that have no room for their name."""
    ax, size = page.ax, style.SIZES["value"]
    degrees = shown[["x", "y"]].to_numpy()
    seen = chart_land.view(degrees, page.size(np.inf), _LEAST, _FLATTEST, _TALLEST)
    chart_land.draw(page, seen)
    spots, points = seen.spots(degrees), _diameters(shown)
    for row, diameter in zip(shown.itertuples(), points, strict=True):
        mark = _marker(row.kind)
        mark.set(xdata=[row.x], ydata=[row.y], markersize=diameter, zorder=3, gid="place")
        ax.add_line(mark)
    bar = chart_land.scale_bar(page, seen, spots, points / 144)
    text = [
        [rtl.label(line) for line in page.fit(name, 1.2 if page.narrow else 1.5, size, 2).split("\n")]
        for name in shown["name"]
    ]
    sizes = [(max(style.width(line, size) for line in lines), len(lines) * size * LEADING / 72) for lines in text]
    middles = chart_labels.around(spots, points / 144, sizes, seen.inches, bar)
    for degree, spot, lines, inches, middle, dot in zip(degrees, spots, text, sizes, middles, points, strict=True):
        if np.isnan(middle).any():
            continue
        line = chart_labels.leader(spot, dot / 144, middle, np.array(inches) / 2)
        if len(line):
            ends = seen.low + (line[[0, -1], :2] + 0.01) / seen.scale
            ax.plot(*ends.T, color=style.SOFT, linewidth=0.7, zorder=2.5, gid="leader")
        page.write(lines, degree, size, offset=tuple((middle - spot) * 72), zorder=4, gid="name",
                   path_effects=style.halo())  # fmt: skip
    half = np.array(sizes) / 2
    written = np.hstack([middles - half, middles + half])[~np.isnan(middles).any(axis=1)]
    radii = points[:, None] / 144
    taken = np.vstack([bar, written, np.hstack([spots - radii, spots + radii])])
    chart_land.countries(page, seen, taken, {*shown["name"], *shown.loc[shown["kind"] == "country", "country"]})
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_xlim(seen.low[0], seen.high[0])
    ax.set_ylim(seen.low[1], seen.high[1])
    ax.set_aspect(seen.stretch)
    return seen.inches[1], shown.loc[np.isnan(middles).any(axis=1), "name"].tolist()


def _diameters(shown) -> np.ndarray:
    """Points across each mark; on one spot the later ones stand inside the first, so that all are seen."""
    points = 5 + 11 * np.sqrt(shown["size"] / shown["size"].max()).to_numpy()
    last = {}
    for at, spot in enumerate(zip(shown["x"], shown["y"], strict=True)):
        points[at] = last[spot] = max(min(points[at], 0.6 * last.get(spot, np.inf)), 3)
    return points


def _marker(kind) -> Line2D:
    shape, filled = _LOOKS.get(kind, _LOOKS["city"])
    colour = style.COLOURS["LOC"]
    face, edge, thick = (colour, style.PAPER, 0.8) if filled else (style.PAPER, colour, 1.4)
    return Line2D([], [], marker=shape, markerfacecolor=face, markeredgecolor=edge, markeredgewidth=thick,
                  linestyle="none", markersize=7)  # fmt: skip


def _alt(page, shown) -> str:
    told = [page.say("entry", name=row.name_, count=page.counted(row.size_, "time"))
            for row in shown.rename(columns={"name": "name_", "size": "size_"}).head(8).itertuples()]  # fmt: skip
    return page.say("map_alt", places=page.counted(len(shown), "place"), told=page.listed(told))
