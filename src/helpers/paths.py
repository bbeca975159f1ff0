"""Where things are: the one place that knows the folders of the repository."""

import os
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
ARTICLES = DATA / "articles"
LEXICONS = DATA / "lexicons"
MODELS = DATA / "models"
GEO = DATA / "geo"
CORPUS_SAMPLE = DATA / "corpus-sample"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
SAMPLE = ARTICLES / "libya-palermo-2018.txt"


def shown(path) -> str:
    """A path as a reader should see it: relative to the repository where it lies inside, else as it is.

    >>> shown(SAMPLE)
    'data/articles/libya-palermo-2018.txt'
    """
    path = Path(path)
    try:
        return path.resolve().relative_to(ROOT).as_posix()
    except ValueError:
        return path.as_posix()


def found(path) -> Path:
    """A path as it is, or, where there is nothing and the repository has something under it, the path there.

    Notebooks run in their own folder and name their input from the repository's.

    >>> found("data/articles/libya-palermo-2018.txt").name
    'libya-palermo-2018.txt'
    """
    path = Path(path)
    return ROOT / path if not path.exists() and (ROOT / path).exists() else path


@contextmanager
def whole(path):
    """A temporary name beside a file, which takes its place when the block ends well and is removed when it does not.

    Raises
    ------
    FileNotFoundError
        The folder is not there.
    """
    path = Path(path)
    if not path.parent.is_dir():
        raise FileNotFoundError(f"The folder {str(path.parent)!r} does not exist; make it first, or name another.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
