"""Where to write a name beside its dot so that it covers little else."""

import numpy as np

_AWAY = 0.03  # inches between a dot and its name


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
        far_x, far_y = radius + _AWAY + wide / 2, radius + _AWAY + high / 2
        options = np.array([
            (x, y - far_y), (x, y + far_y), (x - far_x, y), (x + far_x, y),
            (x - far_x, y - far_y), (x + far_x, y - far_y), (x - far_x, y + far_y), (x + far_x, y + far_y),
        ])  # fmt: skip
        placed = np.hstack([options - (wide / 2, high / 2), options + (wide / 2, high / 2)])
        costs = (
            _covered(placed, boxes[: len(spots) + at]) + 3 * _outside(placed, inside) + 1e-3 * np.arange(len(placed))
        )
        best = int(np.argmin(costs))
        boxes[len(spots) + at] = placed[best]
        middles[at] = options[best]
    return middles


def _covered(placed, boxes) -> np.ndarray:
    low = np.maximum(placed[:, None, :2], boxes[None, :, :2])
    high = np.minimum(placed[:, None, 2:], boxes[None, :, 2:])
    return np.maximum(high - low, 0).prod(axis=2).sum(axis=1)


def _outside(placed, inside) -> np.ndarray:
    return np.maximum(-placed[:, :2], 0).sum(axis=1) + np.maximum(placed[:, 2:] - inside, 0).sum(axis=1)
