"""The ways to install agree: pyproject.toml, the locks and the conda file; no lock names a registry."""

import re
import tomllib
from importlib.metadata import requires

import pytest
import yaml

from helpers import paths

CONDA_NAMES = {"python-duckdb": "duckdb"}
TOO_BIG = {"torch", "transformers", "camel-kenlm"}  # asked for by camel-tools, needed by its optional engines alone


def parse(line):
    name, extra, constraint = re.match(r"([A-Za-z0-9_.-]+)(\[[^]]*\])?\s*([^;]*)", line).groups()
    return re.sub(r"[-_.]+", "-", name).lower(), constraint.strip()


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((paths.ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def lock(name):
    return (paths.ROOT / name).read_text("utf-8")


def test_conda_file_agrees_with_pyproject(project):
    listed = yaml.safe_load((paths.ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    lines = [line for line in listed if isinstance(line, str)] + next(x for x in listed if isinstance(x, dict))["pip"]
    conda = {CONDA_NAMES.get(name, name): constraint for name, constraint in map(parse, lines)}
    assert conda.pop("python") == project["requires-python"]
    assert conda.pop("pip") == ""
    ours = dict(map(parse, project["dependencies"]))
    ours["distributed"] = ours["dask"]  # dask[distributed]
    assert ours.pop("camel-tools") in (paths.ROOT / "environment.yml").read_text("utf-8")
    camel = dict(map(parse, requires("camel-tools")))
    needed = {name: constraint for name, constraint in camel.items() if name not in TOO_BIG}
    assert conda == needed | ours


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-mpl310.lock"])
def test_locks_are_hashed_and_name_no_registry(name):
    text = lock(name)
    entries = [line for line in text.splitlines() if "==" in line and not line.lstrip().startswith("#")]
    assert len(entries) > 10
    assert text.count("--hash=sha256:") >= len(entries)
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)


def test_lock_is_without_torch_and_has_every_dependency(project):
    locked = {parse(line)[0] for line in lock("requirements.lock").splitlines() if "==" in line}
    assert not locked & TOO_BIG
    assert {parse(line)[0] for line in project["dependencies"]} <= locked
    dev = {parse(line)[0] for line in lock("requirements-dev.lock").splitlines() if "==" in line}
    extras = project["optional-dependencies"]
    assert {parse(line)[0] for line in extras["test"] + extras["train"]} <= dev
