"""Where to write a name near its dot so that it covers little else, or nothing."""

import numpy as np

_AWAY = 0.03  # inches between a dot and its name
_FARTHER = (_AWAY, 0.18, 0.34, 0.5)  # where nothing may be covered; the far ones want a line from dot to name


def beside(spots, radii, sizes, inside) -> np.ndarray:
    """The middle of each label: below, above or beside its dot, wherever it covers least of dots and labels before it.

    Parameters
    ----------
    spots : array of shape (n, 2)
        The dots, in inches from the lower left corner.
    radii : sequence of float
        Half of each dot, in inches.
    sizes : sequence of (float, float)
        How wide and high each label is, in inches.
    inside : (float, float)
        The width and height that there is, in inches.

    Returns
    -------
    ndarray of shape (n, 2)

    >>> beside(np.array([[1.0, 1.0], [1.0, 0.85]]), [0.05, 0.05], [(0.5, 0.1)] * 2, (2, 2)).round(2).tolist()
    [[1.0, 1.13], [1.0, 0.72]]
    """
    spots = np.asarray(spots, dtype=float)
    boxes = np.empty((2 * len(spots), 4))
    for at, (spot, radius) in enumerate(zip(spots, radii, strict=True)):
        boxes[at] = (*(spot - radius), *(spot + radius))
    middles = np.empty_like(spots)
    for at, ((x, y), radius, (wide, high)) in enumerate(zip(spots, radii, sizes, strict=True)):
        options = _places(x, y, radius + _AWAY, wide, high)
        placed = np.hstack([options - (wide / 2, high / 2), options + (wide / 2, high / 2)])
        costs = covered(placed, boxes[: len(spots) + at]) + 3 * outside(placed, inside) + 1e-3 * np.arange(len(placed))
        best = int(np.argmin(costs))
        boxes[len(spots) + at] = placed[best]
        middles[at] = options[best]
    return middles


def around(spots, radii, sizes, inside, taken=()) -> np.ndarray:
    """The middle of each label: as near its dot as can be without covering anything; nothing where that cannot be.

    Parameters
    ----------
    spots, radii, sizes, inside
        As in `beside`; the first labels choose first.
    taken : array of shape (m, 4), optional
        Further boxes to keep free: left, bottom, right, top.

    Returns
    -------
    ndarray of shape (n, 2)
        NaN for a label that has no free place.

    >>> around(np.array([[0.5, 0.5]]), [0.05], [(0.5, 0.1)], (1, 1)).round(2).tolist()
    [[0.5, 0.37]]
    >>> around(np.array([[0.5, 0.5]]), [0.05], [(2.0, 0.1)], (1, 1)).tolist()
    [[nan, nan]]
    """
    spots, radii = np.asarray(spots, dtype=float), np.asarray(radii, dtype=float)
    dots = np.hstack([spots - radii[:, None], spots + radii[:, None]])
    boxes = np.vstack([dots, np.asarray(taken, dtype=float).reshape(-1, 4)])
    middles = np.full_like(spots, np.nan)
    for at, ((x, y), radius, (wide, high)) in enumerate(zip(spots, radii, sizes, strict=True)):
        options = np.vstack([_places(x, y, radius + away, wide, high) for away in _FARTHER])
        half = np.array([wide, high]) / 2
        placed = np.hstack([options - half, options + half])
        # A line to a far name may cross no other name or dot either; where dots lie on one another they may share it.
        others = (dots[:, :2] > spots[at] + radius).any(axis=1) | (dots[:, 2:] < spots[at] - radius).any(axis=1)
        hard = np.vstack([dots[others], boxes[len(dots) :]])
        for place, box in zip(options, placed, strict=True):
            line = leader(spots[at], radius, place, half)
            if covered(box[None], boxes)[0] or outside(box[None], inside)[0] or covered(line, hard).any():
                continue
            middles[at] = place
            boxes = np.vstack([boxes, box, line])
            break
    return middles


def leader(spot, radius, middle, half) -> np.ndarray:
    """A line from a dot to a name away from it, as small boxes along it; none where the name stands beside its dot."""
    near = np.clip(spot, middle - half, middle + half)
    away = np.hypot(*(near - spot))
    if away < radius + 0.1:
        return np.empty((0, 4))
    steps = np.linspace(radius / away, 1, max(int((away - radius) / 0.03), 2))
    points = spot + (near - spot) * steps[:, None]
    return np.hstack([points - 0.01, points + 0.01])


def _places(x, y, away, wide, high) -> np.ndarray:
    far_x, far_y = away + wide / 2, away + high / 2
    return np.array([
        (x, y - far_y), (x, y + far_y), (x - far_x, y), (x + far_x, y),
        (x - far_x, y - far_y), (x + far_x, y - far_y), (x - far_x, y + far_y), (x + far_x, y + far_y),
    ])  # fmt: skip


def covered(placed, boxes) -> np.ndarray:
    """How much of boxes (left, bottom, right, top) each placed one covers."""
    low = np.maximum(placed[:, None, :2], boxes[None, :, :2])
    high = np.minimum(placed[:, None, 2:], boxes[None, :, 2:])
    return np.maximum(high - low, 0).prod(axis=2).sum(axis=1)


def outside(placed, inside) -> np.ndarray:
    """How far each box reaches beyond the width and height that there is."""
    return np.maximum(-placed[:, :2], 0).sum(axis=1) + np.maximum(placed[:, 2:] - inside, 0).sum(axis=1)
