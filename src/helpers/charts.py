"""Charts for Arabic readers: frame in, Axes out, right to left in Arabic and left to right in English.

Each function takes the frame first, draws on `ax` or on a figure of its own, and keeps with the Axes an alternative
text made from the data, which `show` puts into a notebook's output and `save` into the file.
"""

import base64
import html
import io
import sys
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from PIL import Image

from helpers import rtl
from helpers.chart_bars import keyness_bars, ranked_bars
from helpers.chart_grid import heatmap
from helpers.chart_map import map
from helpers.chart_network import network
from helpers.chart_strip import occurrences
from helpers.chart_timeline import timeline
from helpers.chart_trends import trends

__all__ = [
    "Picture", "alt", "heatmap", "keyness_bars", "map", "network", "occurrences", "ranked_bars", "save", "show",
    "timeline", "trends",
]  # fmt: skip

FORMATS = ("png", "svg", "pdf")
TELEPHONE = 40  # rem: on screens no wider than this a chart is shown narrow
COLOURS = 256  # of a picture on a page: no eye sees the difference, and it weighs a third


def _axes(chart) -> list[Axes]:
    return [chart] if isinstance(chart, Axes) else list(chart.axes)


def alt(chart) -> str:
    """What a chart shows, in words, in its own language; made from the data when it was drawn.

    Parameters
    ----------
    chart : matplotlib Axes or Figure

    >>> import pandas as pd
    >>> alt(ranked_bars(pd.DataFrame({"name": ["ليبيا"], "mentions": [3]})))
    'الأكثر ورودا. رسم أعمدة فيه صف واحد: ليبيا 3 مرات.'
    """
    return " ".join(words for axes in _axes(chart) if (words := getattr(axes, "khabar_alt", "")))


def save(chart, path, *, scale: float = 2, text: bool = False) -> Path:
    """Write a chart as PNG, SVG or PDF, with its alternative text in the file.

    Parameters
    ----------
    chart : matplotlib Axes or Figure
    path : str or Path
        Ends in .png, .svg or .pdf.
    scale : float
        Pixels of a PNG for each of the page's, 2 for sharp screens.
    text : bool
        Whether an SVG keeps its letters as text for the browser to draw in its own fonts; without, they are outlines.

    Raises
    ------
    ValueError
        The path ends otherwise.

    Returns
    -------
    Path
    """
    path = Path(path)
    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise ValueError(f"No chart can be saved as {path.name!r}; give a path that ends in .png, .svg or .pdf.")
    figure = _axes(chart)[0].figure
    words = alt(chart)
    metadata = {"png": {"Description": words}, "svg": {"Description": words, "Date": None},
                "pdf": {"Subject": words, "CreationDate": None}}[kind]  # fmt: skip
    options = {"svg.fonttype": "none" if text else "path", "svg.hashsalt": "khabar", "pdf.fonttype": 42}
    prepared = {"svg": rtl.laid_out_by_browser if text else nullcontext, "pdf": rtl.outlined}.get(kind, nullcontext)
    with mpl.rc_context(options), prepared(figure):
        figure.savefig(path, format=kind, dpi=figure.dpi * scale, metadata=metadata)
    return path


@dataclass(frozen=True)
class Picture:
    """A chart as a notebook shows it: a sharp PNG with its alternative text, for JupyterLab and for a report.

    `narrow` is the same chart for the screen of a telephone, or None.
    """

    png: bytes
    alt: str
    language: str
    width: int
    height: int
    narrow: "Picture | None" = None

    def _source(self) -> str:
        return f"data:image/png;base64,{base64.b64encode(self.png).decode('ascii')}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        size = {"width": self.width, "height": self.height}
        shown = (
            f'<img alt="{html.escape(self.alt)}" lang="{self.language}" width="{self.width}" height="{self.height}" '
            f'src="{self._source()}">'
        )
        if self.narrow is not None:
            shown = (
                f'<picture><source media="(max-width:{TELEPHONE}rem)" width="{self.narrow.width}" '
                f'height="{self.narrow.height}" srcset="{self.narrow._source()}">{shown}</picture>'
            )
        encoded = base64.b64encode(self.png).decode("ascii")
        data = {"text/html": shown, "image/png": encoded, "text/plain": self.alt}
        return data, {"image/png": {"alt": self.alt, **size}}


def show(chart, *, scale: float = 2) -> Picture:
    """A chart for a notebook: the last line of a cell, `charts.show(charts.ranked_bars(entities))`.

    Parameters
    ----------
    chart : matplotlib Axes or Figure
    scale : float
        Pixels for each of the page's.

    Returns
    -------
    Picture
        With a narrow one, whose words are as large, where the chart has a figure of its own and nothing was put on it
        afterwards.
    """
    axes = _axes(chart)[0]
    figure = axes.figure
    again = getattr(axes, "khabar_narrow", None)
    narrow = again() if again and len(figure.axes) == 1 else None
    words, language = alt(chart), getattr(axes, "khabar_language", "ar")
    wide, small = (_picture(one, words, language, scale) if one else None for one in (axes, narrow))
    if "matplotlib.pyplot" in sys.modules:  # a figure made with pyplot would be shown once more by the notebook itself
        sys.modules["matplotlib.pyplot"].close(figure)
    return replace(wide, narrow=small)


def _picture(axes: Axes, words: str, language: str, scale: float) -> Picture:
    figure = axes.figure
    drawn, kept = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=figure.dpi * scale)
    image = Image.open(drawn).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
    width, height = (round(inches * figure.dpi) for inches in figure.get_size_inches())
    return Picture(kept.getvalue(), words, language, width, height)
