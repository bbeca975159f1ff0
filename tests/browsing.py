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


def photograph(page, path, **options):
    """A screenshot kept as an artefact; a browser short of memory may fail on a long page, and tries again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for tries in (2, 1, 0):
        try:
            return page.screenshot(path=path, **options)
        except Exception as error:
            if not tries or "capture screenshot" not in str(error):
                raise
            page.wait_for_timeout(1000)


def report(out, *arguments):
    """A report written by the command, as a user would."""
    made = subprocess.run(
        [sys.executable, "-m", "helpers.report", "--quiet", "--out", str(out), *map(str, arguments)],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    return sorted(out.glob("*.html"))
