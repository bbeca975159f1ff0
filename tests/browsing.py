"""Debian's chromium, driven by playwright, for the tests that look at pages."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from helpers import pictures


@contextmanager
def chromium():
    """A browser. Where there is none the test is skipped with the command that installs one; with CI=true it fails."""
    opened = pictures.chromium()
    try:
        browser = opened.__enter__()
    except RuntimeError as error:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(error))
    try:
        yield browser
    finally:
        opened.__exit__(None, None, None)


def report(out, *arguments):
    """A report written by the command, as a user would."""
    made = subprocess.run(
        [sys.executable, "-m", "helpers.report", "--quiet", "--out", str(out), *map(str, arguments)],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    return sorted(out.glob("*.html"))
