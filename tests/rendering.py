"""Is a label drawn right? Draw it with matplotlib, draw the same text with Pillow's own shaping, and compare.

Pillow (libraqm, HarfBuzz, FriBidi) is the reference. Both pictures are slid over each other in a window narrower than a
letter, and the worst window counts: a swapped digit or an unmirrored bracket is as wrong as a reversed word.

`python tests/rendering.py` checks every case with the matplotlib of that Python and prints the scores as JSON.
"""

import io
import json
import re
import sys
import tempfile
import warnings
from pathlib import Path

import arabic_reshaper
import matplotlib as mpl
import numpy as np
import pypdfium2
import resvg_py
from bidi import get_display
from fontTools.merge import Merger
from label_cases import CASES, ENGLISH
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image, ImageDraw, ImageFont

from helpers import rtl

EM = 60  # pixels a letter's em when compared
REACH = 2  # pixels that ink may be away from where it should be
NARROW, WIDE = 0.3, 3  # windows, in ems
# Pixels that a window may be shifted as a whole. matplotlib 3.10 does not kern Arabic: more than that adds up to over a
# label, and less than a digit.
DRIFT = {True: 1, False: 12}
ENOUGH = 0.80  # of the ink in the worst window; right labels have about 1.00
BACKENDS = ("agg", "svg", "pdf")
ROWS = 8  # labels a figure
FINER = 2  # times as many pixels when drawn, so that hinting does not tell
_POINTS, _HIGH, _WIDE = 30, 4.4, 21  # font size; a row's height and the figure's width in ems

# What is put in place of the right text, to see that the comparison fails where it should.
SWAPS = str.maketrans("()[]«»", ")(][»«")
JOINING = re.compile("([ئبتثجحخسشصضطظعغفقكلمنهىيپچکگیہ])(?=[\u0621-\u063a\u0641-\u064a\u0671-\u06d3])")
DIGITS = re.compile("([0-9٠-٩۰-۹])(?!\\1)([0-9٠-٩۰-۹])")
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what `rtl.label` leaves out
ARABIC = ("Noto Sans Arabic", "Noto Naskh Arabic")


def direction_of(case: str) -> str:
    return "ltr" if case in ENGLISH else "rtl"


def text_of(case: str) -> str:
    return CASES.get(case) or ENGLISH[case]


def letters(path: str) -> set[int]:
    return set(font_manager.get_font(path).get_charmap())


def drawable(case: str, path: str) -> bool:
    """Whether the font has every letter of a case: in another font the missing ones would be boxes anyway."""
    seen = (character for character in text_of(case) if character.isprintable() and character != " ")
    return {ord(character) for character in seen} <= letters(path)


# Drawing


def drawn(labels: list[str], family, backend: str) -> tuple[list[np.ndarray], list[str]]:
    """Each label as matplotlib draws it: an array of ink (0 to 1), EM pixels an em; and what it warned of."""
    pictures, said = [], []
    for first in range(0, len(labels), ROWS):
        rows = labels[first : first + ROWS]
        figure = Figure((_WIDE * _POINTS / 72, len(rows) * _HIGH * _POINTS / 72), dpi=72, facecolor="white")
        for row, words in enumerate(rows):
            figure.text(0.02, 1 - (row + 0.5) / len(rows), words, fontsize=_POINTS, fontfamily=family, va="center",
                        linespacing=1.3)  # fmt: skip
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            page = _page(figure, backend)
        said += [str(warning.message) for warning in caught]
        pictures += [page[round(row * EM * _HIGH) : round((row + 1) * EM * _HIGH)] for row in range(len(rows))]
    return pictures, said


def _page(figure, backend: str) -> np.ndarray:
    pixels = EM / _POINTS  # a point
    buffer = io.BytesIO()
    with mpl.rc_context({"text.hinting": "none", "svg.fonttype": "path", "pdf.fonttype": 42}):
        if backend == "agg":
            figure.set_dpi(72 * pixels * FINER)
            canvas = FigureCanvasAgg(figure)
            canvas.draw()
            return _ink(Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("L").reduce(FINER))
        if backend == "svg":
            figure.savefig(buffer, format="svg")
            png = resvg_py.svg_to_bytes(svg_string=buffer.getvalue().decode(), dpi=72 * pixels, background="white")
            return _ink(Image.open(io.BytesIO(bytes(png))).convert("L"))
        with rtl.outlined(figure):
            figure.savefig(buffer, format="pdf")
        return _ink(pypdfium2.PdfDocument(buffer.getvalue())[0].render(scale=pixels).to_pil().convert("L"))


def _ink(picture) -> np.ndarray:
    return 1 - np.asarray(picture, dtype=np.float32) / 255


def reference(line: str, path: str, direction: str) -> np.ndarray:
    """A line of text as Pillow shapes and draws it with the same font file."""
    font = ImageFont.truetype(path, EM * FINER, layout_engine=ImageFont.Layout.RAQM)
    left, top, right, bottom = font.getbbox(line, direction=direction)
    edge = EM * FINER
    picture = Image.new("L", (right - left + 2 * edge, bottom - top + 2 * edge), 255)
    ImageDraw.Draw(picture).text((edge - left, edge - top), line, font=font, fill=0, direction=direction)
    return _ink(picture.reduce(FINER))


# Comparing


def cropped(ink: np.ndarray) -> np.ndarray:
    marked = ink > 0.25
    rows, columns = np.flatnonzero(marked.any(1)), np.flatnonzero(marked.any(0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else ink[:0, :0]


def split(ink: np.ndarray, lines: int) -> list[np.ndarray]:
    """The lines of a label, cut at the highest blank bands between them."""
    ink = cropped(ink)
    filled = np.flatnonzero((ink > 0.25).any(1))
    bands = sorted(np.argsort(np.diff(filled))[::-1][: lines - 1])
    cuts = [0, *(int(filled[band]) + 1 for band in bands), len(ink)]
    return [ink[top:bottom] for top, bottom in zip(cuts, cuts[1:], strict=False)]


def share(one: np.ndarray, other: np.ndarray, drift: int | None = None) -> float:
    """The share of ink found again where it should be, in the worst window and the worse way; 0 for widths apart."""
    drift = DRIFT[rtl.native()] if drift is None else drift
    one, other = cropped(one), cropped(other)
    if not one.size or not other.size or abs(one.shape[1] - other.shape[1]) > max(3, drift):
        return 0.0
    high, wide = np.maximum(one.shape, other.shape)
    one, other = (np.pad(ink, ((0, high - ink.shape[0]), (0, wide - ink.shape[1]))) for ink in (one, other))
    return min(_found(one, other, drift), _found(other, one, drift))


def _found(one: np.ndarray, other: np.ndarray, drift: int) -> float:
    near = other
    for axis in (0, 1):
        near = np.max([_shifted(near, by, axis) for by in range(-REACH, REACH + 1)], axis=0)
    columns = [np.minimum(one, _shifted(near, by, 1)).sum(0) for by in range(-drift, drift + 1)]
    # Where a word stands is found with a wide window, so that no letter can be shifted by itself.
    best = np.argmax([_windows(found, WIDE) for found in columns], axis=0)
    found = np.take_along_axis(np.array([_windows(found, NARROW) for found in columns]), best[None], axis=0)[0]
    ink = _windows(one.sum(0), NARROW)
    enough = ink > 0.02 * EM * EM  # a window with a full stop's ink or more
    return float((found[enough] / ink[enough]).min(initial=1.0))


def _shifted(ink: np.ndarray, by: int, axis: int) -> np.ndarray:
    moved = np.zeros_like(ink)
    to, source = [slice(None)] * 2, [slice(None)] * 2
    to[axis], source[axis] = (
        slice(max(by, 0), ink.shape[axis] + min(by, 0)),
        slice(max(-by, 0), ink.shape[axis] - max(by, 0)),
    )
    moved[tuple(to)] = ink[tuple(source)]
    return moved


def _windows(columns: np.ndarray, ems: float) -> np.ndarray:
    """Sums over a window around each column."""
    half = round(EM * ems / 2)
    sums = np.cumsum(np.pad(columns, (half + 1, half)))
    return sums[2 * half + 1 :] - sums[: -2 * half - 1]


def score(picture: np.ndarray, case: str, path: str) -> float:
    """How well a drawn label agrees with the reference, line by line; the worst line counts."""
    lines = CONTROLS.sub("", text_of(case)).split("\n")
    direction = direction_of(case) if rtl.has_arabic(text_of(case)) else "ltr"
    pairs = zip(split(picture, len(lines)), lines, strict=False)
    return min(share(ink, reference(line, path, direction)) for ink, line in pairs)


# What must fail


def recipe(case: str) -> str:
    """What every tutorial shows."""
    return get_display(arabic_reshaper.reshape(text_of(case))).replace("$", r"\$")


def raw(case: str) -> str:
    return text_of(case).replace("$", r"\$")


def backwards(case: str) -> str:
    lines = rtl.label(text_of(case), direction_of(case)).split("\n")
    return "\n".join(line[::-1].replace("$\\", "\\$") for line in lines)


def unshaped(case: str) -> str:
    """Every letter for itself, in the right order."""
    return rtl.label(JOINING.sub("\\1\u200c", text_of(case)), direction_of(case))


def unmirrored(case: str) -> str:
    return rtl.label(text_of(case), direction_of(case)).translate(SWAPS)


def digits_swapped(case: str) -> str:
    return rtl.label(DIGITS.sub(r"\2\1", text_of(case), count=1), direction_of(case))


def wrong(control: str) -> dict[str, str]:
    """The cases that a control draws wrongly, and the label it draws."""
    make = {"recipe": recipe, "raw": raw, "backwards": backwards, "unshaped": unshaped, "unmirrored": unmirrored,
            "digits swapped": digits_swapped, "first letter decides": raw}[control]  # fmt: skip
    cases = {
        "recipe": [case for case in CASES if len(JOINING.findall(text_of(case))) > 1],
        "raw": [case for case in CASES if JOINING.search(text_of(case))],
        "backwards": [case for case in CASES if len(JOINING.findall(text_of(case))) > 1],
        "unshaped": [case for case in CASES if JOINING.search(text_of(case))],
        "unmirrored": [case for case in CASES if set(text_of(case)) & set("()[]«»")],
        "first letter decides": ["Latin first", "Latin in brackets first", "two lines, Latin first", "name first"],
        "digits swapped": [case for case in (*CASES, *ENGLISH) if DIGITS.search(text_of(case))],
    }[control]
    return {case: make(case) for case in cases}


CONTROLS_HERE = (
    *(("recipe", "first letter decides") if rtl.native() else ("raw",)),
    "backwards", "unshaped", "unmirrored", "digits swapped",
)  # fmt: skip


# Everything with one matplotlib


def fonts(folder: Path) -> dict[str, tuple[list[str], str]]:
    """Fonts to draw with, and the file for the reference: DejaVu Sans, an Arabic font, and what charts use."""
    there = {entry.name: entry.fname for entry in font_manager.fontManager.ttflist if entry.style == "normal"}
    path = {name: font_manager.findfont(name) for name in there if name in ("DejaVu Sans", *ARABIC)}
    chosen = {"DejaVu Sans": (["DejaVu Sans"], path["DejaVu Sans"])}
    arabic = next((name for name in ARABIC if name in path), None)
    if arabic:
        chosen[arabic] = ([arabic], path[arabic])
    if rtl.native() and "Amiri" in there:
        chosen["Amiri"] = (["Amiri"], font_manager.findfont("Amiri"))
    if rtl.native() and arabic == "Noto Sans Arabic" and "Noto Sans" in there:
        # A list of fonts has no counterpart in Pillow; one file made of both has.
        merged = folder / "merged.ttf"
        Merger().merge([path[arabic], font_manager.findfont("Noto Sans")]).save(merged)
        chosen["Noto Sans Arabic, Noto Sans"] = ([arabic, "Noto Sans", "DejaVu Sans"], str(merged))
    return chosen


def check() -> dict:
    """Scores of every case, font and backend, and of the controls; and what matplotlib warned of."""
    scores, controls, missing = {}, {}, []
    with tempfile.TemporaryDirectory() as folder:
        for font, (family, path) in fonts(Path(folder)).items():
            cases = [case for case in (*CASES, *ENGLISH) if drawable(case, path)]
            labels = [rtl.label(text_of(case), direction_of(case)) for case in cases]
            for backend in BACKENDS if font != "Amiri" else BACKENDS[:2]:  # whose many glyphs take PDF seconds
                pictures, said = drawn(labels, family, backend)
                scores.setdefault(font, {})[backend] = {
                    case: round(score(picture, case, path), 3) for case, picture in zip(cases, pictures, strict=True)
                }
                # matplotlib 3.10 measures the letters l and p in every font, for the height of a line.
                missing += [warning for warning in said if not re.search(r"Glyph (108|112) ", warning)]
            for control in CONTROLS_HERE if font in ("DejaVu Sans", *ARABIC) else ():
                labels = {case: words for case, words in wrong(control).items() if case in cases}
                pictures, _ = drawn(list(labels.values()), family, "agg")
                controls.setdefault(control, {})[font] = {
                    case: round(score(picture, case, path), 3) for case, picture in zip(labels, pictures, strict=True)
                }
    return {"matplotlib": mpl.__version__, "native": rtl.native(), "scores": scores, "controls": controls,
            "missing": missing}  # fmt: skip


if __name__ == "__main__":
    json.dump(check(), sys.stdout, ensure_ascii=False)
