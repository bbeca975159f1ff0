"""Labels are drawn right: with each matplotlib, font and file format, against the same text as Pillow shapes it.

The comparison is tests/rendering.py. The second matplotlib lives in an environment of its own (.venv-mpl310, made by
`make test` from requirements-mpl310.lock) and is asked in a process of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import rendering

from helpers import paths

OTHER = paths.ROOT / ".venv-mpl310" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# What matplotlib 3.10 cannot draw right, whatever it is given: it places every mark at the letter's edge.
LIMITS = {"diacritics", "tanween", "superscript alef"}
HERE, THERE = (pytest.param(name, marks=pytest.mark.xdist_group(f"rendering {name}")) for name in ("installed", "3.10"))


def skip(reason: str):
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (with CI=true nothing is skipped)")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def drawn():
    done = {}

    def by(which):
        if which not in done:
            python = sys.executable if which == "installed" else OTHER
            if not Path(python).exists():
                skip("needs a second environment with matplotlib 3.10: run `make test`, or see requirements-mpl310.in")
            environment = {**os.environ, "PYTHONPATH": str(paths.ROOT / "src"), "MPLBACKEND": "agg"}
            told = subprocess.run(
                [python, str(paths.ROOT / "tests" / "rendering.py")], capture_output=True, env=environment, timeout=600
            )
            assert told.returncode == 0, told.stderr.decode()
            done[which] = json.loads(told.stdout)
        return done[which]

    return by


@pytest.mark.parametrize("which", [HERE, THERE])
def test_every_label_is_right_but_the_known_limits(drawn, which):
    result = drawn(which)
    assert result["native"] == (which == "installed") or result["matplotlib"].startswith("3.10")
    known = set() if result["native"] else LIMITS
    for font, backends in result["scores"].items():
        assert set(backends) == {"agg", "svg", "pdf"} or font == "Amiri"
        for backend, scores in backends.items():
            assert len(scores) >= 40
            wrong = {case for case, score in scores.items() if score < rendering.ENOUGH}
            assert wrong == known & set(scores), (font, backend, wrong)
    assert result["missing"] == []


@pytest.mark.parametrize("which", [HERE, THERE])
def test_drawn_in_dejavu_and_an_arabic_font(drawn, which):
    fonts = drawn(which)["scores"]
    assert "DejaVu Sans" in fonts
    if not set(fonts) & set(rendering.ARABIC):
        skip("needs an Arabic font: apt-get install fonts-noto-core")
    # The only case that DejaVu Sans has no letters for.
    everything = {*rendering.CASES, *rendering.ENGLISH}
    assert everything - set(fonts["DejaVu Sans"]["agg"]) == {"Urdu"}


@pytest.mark.parametrize("which", [HERE, THERE])
def test_wrong_labels_fail(drawn, which):
    result = drawn(which)
    assert set(result["controls"]) >= {"backwards", "unshaped", "unmirrored", "digits swapped"}
    assert ("recipe" if result["native"] else "raw") in result["controls"]
    for control, fonts in result["controls"].items():
        for font, scores in fonts.items():
            assert scores or font != "DejaVu Sans", control
            passed = {case: score for case, score in scores.items() if score >= rendering.ENOUGH}
            assert passed == {}, (control, font)


@pytest.mark.xdist_group("rendering 3.10")
def test_the_second_matplotlib_does_not_shape(drawn):
    result = drawn("3.10")
    assert result["native"] is False
    assert result["matplotlib"].startswith("3.10.")


@pytest.mark.xdist_group("rendering 3.10")
def test_the_tests_of_labels_pass_with_the_second_matplotlib():
    if not OTHER.exists():
        skip("needs a second environment with matplotlib 3.10: run `make test`, or see requirements-mpl310.in")
    told = subprocess.run(
        [OTHER, "-m", "pytest", "-p", "no:cacheprovider", "tests/test_rtl.py", "src/helpers/rtl.py"],
        capture_output=True, text=True, cwd=paths.ROOT, env={**os.environ, "PYTHONPATH": str(paths.ROOT / "src")},
    )  # fmt: skip
    assert told.returncode == 0, told.stdout


def test_same_picture_scores_one_and_another_nothing():
    font = rendering.font_manager.findfont("DejaVu Sans")
    line = rendering.reference("خليفة حفتر", font, "rtl")
    assert rendering.share(line, line) == pytest.approx(1.0)
    assert rendering.share(line, rendering.reference("غسان سلامة", font, "rtl"), drift=99) < 0.3
