"""The house keeps its own rules: who may know what, how long a room is, and that every file is described."""

import ast
import csv
import re

import pytest

from helpers import paths

ROOMS = sorted((paths.ROOT / "src" / "helpers").rglob("*.py"))
KNOWN_BY = {  # what only some rooms may import
    "arabic_reshaper": {"rtl"},
    "bidi": {"rtl"},
    "dask": {"corpus"},
    "distributed": {"corpus"},
    "duckdb": {"corpus"},
    "pyarrow.parquet": {"corpus"},
    "nbconvert": {"report", "pages"},
}
LOOKS = {"charts", "tables", "report"}  # the rooms that know how things look
WORKERS = {
    "articles", "zones", "normalise", "tokens", "clitics", "lemmas", "terms", "kwic", "names", "entities", "places",
    "quotes", "dates", "analysis",
}  # fmt: skip


def room(path):
    inside = path.relative_to(paths.ROOT / "src" / "helpers")
    return inside.parts[0].removesuffix(".py")


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield node.module


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: room(path) + "-" + path.stem)
def test_room_knows_only_what_it_may_and_stays_small(path):
    names = set(imported(path))
    for outside, allowed in KNOWN_BY.items():
        if any(name == outside or name.startswith(outside + ".") for name in names):
            assert room(path) in allowed, f"{path.stem} imports {outside}"
    if room(path) in WORKERS:
        assert not {f"helpers.{look}" for look in LOOKS} & names
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_every_data_file_is_described():
    described = (paths.DATA / "README.md").read_text("utf-8")
    files = [path for path in paths.DATA.rglob("*") if path.is_file() and path.name != "README.md"]
    missing = [path.name for path in files if f"`{path.name}`" not in described]
    assert not missing


@pytest.mark.parametrize("path", sorted(paths.LEXICONS.glob("*.csv")), ids=lambda path: path.stem)
def test_lexicons_can_be_edited_by_anyone(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len({len(row) for row in rows}) == 1, "every row has as many fields as the header"
    assert len(set(map(tuple, rows))) == len(rows), "no row stands twice"


def test_readme_lists_every_notebook():
    readme = (paths.ROOT / "README.md").read_text("utf-8")
    listed = re.findall(r"\(notebooks/(\w+)\.ipynb\)", readme)
    assert listed == sorted(path.stem for path in paths.NOTEBOOKS.glob("*.ipynb"))


def test_readme_names_every_room():
    readme = (paths.ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+\*?)`", readme))
    families = tuple(name.removesuffix("*") for name in named if name.endswith("_*"))
    rooms = {room(path) for path in ROOMS} - {"__init__"}
    assert not {name for name in rooms if name not in named and not name.startswith(families)}
