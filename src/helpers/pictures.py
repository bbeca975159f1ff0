"""Pictures of a report for the README: `python -m helpers.pictures` builds the sample's and photographs it.

It needs the test environment (playwright) and Debian's chromium.
"""

import io
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from helpers import paths, report

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]  # fmt: skip
SHOTS = {  # a picture: the page, the first and the last thing on it
    "cover": ("index.html", "main > .meta", ".contents li:nth-child(2)"),
    "article": ("00_start_here.html", ".kh-filters", ".kh-text > p:nth-of-type(7)"),
    "names": ("30_entities.html", "img", "img"),
}
WIDTH, EDGE, COLOURS = 1000, 12, 128


@contextmanager
def chromium():
    """A browser driven by playwright.

    Raises
    ------
    RuntimeError
        There is no chromium, or no playwright; the message says how to install it.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise RuntimeError("There is no chromium here. Install it: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise RuntimeError(
            "There is no playwright here. Install it: "
            ".venv/bin/python -m pip install --no-deps --require-hashes -r requirements-dev.lock"
        ) from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def photograph(browser, folder, out) -> list[Path]:
    """Three results of a report as small PNG files.

    Parameters
    ----------
    browser : playwright Browser
    folder : path
        Where the report is.
    out : path
        Where the pictures go.

    Returns
    -------
    list of Path
    """
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(viewport={"width": WIDTH, "height": 1200}, color_scheme="light")
    made = []
    for name, (file, first, last) in SHOTS.items():
        page.goto((Path(folder) / file).as_uri())
        top, bottom = page.locator(first).first.bounding_box(), page.locator(last).first.bounding_box()
        clip = {
            "x": 0,
            "y": top["y"] - EDGE,
            "width": WIDTH,
            "height": bottom["y"] + bottom["height"] - top["y"] + EDGE + 4,
        }
        made.append(out / f"{name}.png")
        made[-1].write_bytes(_small(page.screenshot(clip=clip, full_page=True)))
    page.close()
    return made


def _small(png: bytes) -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main() -> int:
    """The command: 0 when docs/pictures is written, 2 when something is missing for it."""
    try:
        with chromium() as browser, tempfile.TemporaryDirectory() as folder:
            report.build(out=Path(folder) / "report")
            made = photograph(browser, Path(folder) / "report", paths.ROOT / "docs" / "pictures")
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 2
    for path in made:
        print(f"{paths.shown(path)} {path.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
