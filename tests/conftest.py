"""What every test may ask for: the sample article, and the public data sets where they lie."""

import os
from pathlib import Path

import pytest

from helpers import paths


@pytest.fixture(scope="session")
def public_data():
    """The folder of public data sets, from KHABAR_DATA; data/README.md says how to get them."""

    def folder(name):
        root = os.environ.get("KHABAR_DATA", "")
        if not root or not (Path(root) / name).is_dir():
            pytest.skip(f"needs the public data set {name!r}: put it under a folder and set KHABAR_DATA to that folder")
        return Path(root) / name

    return folder


@pytest.fixture(scope="session")
def sample_text():
    return paths.SAMPLE.read_text("utf-8")
