"""Every notebook keeps the rules of the house, and runs from top to bottom."""

import json
import re

import nbformat
import pytest
from nbclient import NotebookClient

from helpers import paths

MAIN = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
ALL = sorted(paths.NOTEBOOKS.rglob("*.ipynb"))
NAMES = [
    "00_start_here", "10_article", "20_terms", "30_entities", "40_quotes", "50_timeline", "60_corpus", "70_compare",
]  # fmt: skip


def ident(path):
    return path.stem


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook, tag):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown" and tag in cell.metadata.get("tags", [])]


def test_the_collection_is_whole():
    assert [path.stem for path in MAIN] == NAMES


@pytest.mark.parametrize("path", ALL, ids=ident)
def test_cells_keep_the_rules(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    raw = json.loads(path.read_text("utf-8"))
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in raw["cells"])
    for cell in code(notebook):
        assert not re.search(r"^\s*(def|class)\s", cell.source, re.MULTILINE)
        assert cell.source.count("\n") < 20
        assert not re.search(r"%pip|filterwarnings|!pip", cell.source)


@pytest.mark.parametrize("path", MAIN, ids=ident)
def test_notebook_reads_like_an_article(path):
    notebook = nbformat.read(path, as_version=4)
    english, arabic = prose(notebook, "en"), prose(notebook, "ar")
    assert english[0].source.startswith("# ")
    assert all(cell.source.startswith('<div dir="rtl" lang="ar">') for cell in arabic)
    assert len(english) == len(arabic)
    tagged = [cell for cell in code(notebook) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert re.search(r'^LANGUAGE = "ar"', tagged[0].source, re.MULTILINE)
    assert 0.5 <= len(english) / len(code(notebook)) <= 2
    assert "provenance" in code(notebook)[-1].source
    assert any(re.search("^## Limits|^## How far", cell.source) for cell in english)


@pytest.mark.parametrize("path", MAIN, ids=ident)
def test_notebook_runs(path, monkeypatch, tmp_path):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(paths.NOTEBOOKS)}})
    client.execute()
    shown = [output for cell in code(notebook) for output in cell.outputs]
    assert not [output for output in shown if output.output_type == "stream" and output.name == "stderr"]
    assert sum("image/png" in output.get("data", {}) for output in shown) >= 1
    pictures = [output for output in shown if "image/png" in output.get("data", {})]
    assert all(output.metadata["image/png"]["alt"] for output in pictures)
