"""Debian's chromium, driven by playwright, for the tests that look at pages."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def needed(reason):
    """Skip, or fail where nothing may be skipped."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)


@contextmanager
def chromium():
    """A browser; the test is skipped with the command that installs one where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        needed("needs chromium: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        needed("needs playwright: .venv/bin/python -m pip install --no-deps --require-hashes -r requirements-dev.lock")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def report(out, *arguments):
    """A report written by the command, as a user would."""
    made = subprocess.run(
        [sys.executable, "-m", "helpers.report", "--quiet", "--out", str(out), *map(str, arguments)],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    return sorted(out.glob("*.html"))
