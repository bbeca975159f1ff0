"""The articles of ant-news-2018 for the benches: records as they stand in the file."""

import gzip
import json
import os
from pathlib import Path


def path() -> Path:
    """The file of all articles, JSON lines packed with gzip.

    Raises
    ------
    SystemExit
        The file is not under the folder that KHABAR_DATA names.
    """
    found = Path(os.environ.get("KHABAR_DATA", "")) / "ant-news-2018" / "articles.jsonl.gz"
    if not found.is_file():
        raise SystemExit(
            "Needs ant-news-2018: put it under a folder and set KHABAR_DATA to that folder (data/README.md)."
        )
    return found


def records() -> list[dict]:
    """All articles in the file's order: id, source, category, title, published, text and more.

    Raises
    ------
    SystemExit
        As `path`.
    """
    with gzip.open(path(), "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]
