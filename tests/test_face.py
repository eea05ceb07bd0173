"""The public face: what `import graphbuild` promises, and that it costs nothing to import."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version

import pytest

import graphbuild

NAMES = [
    "__version__",
    "ask",
    "brokers",
    "brokers_between",
    "build",
    "common",
    "communities",
    "dataframes",
    "export",
    "extract",
    "links",
    "load",
    "measure",
    "paths",
    "read_documents",
    "show",
    "stats",
    "timeline",
    "write_dossier",
    "write_page",
]
HEAVY = {"spacy", "pyvis", "networkx", "numpy", "rich", "click", "dateparser", "rapidfuzz", "sqlite3", "jinja2"}


def test_the_face_is_what_it_says() -> None:
    assert sorted(graphbuild.__all__) == NAMES
    assert set(NAMES) <= set(dir(graphbuild))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "__version__"])
def test_every_name_is_a_function_with_a_docstring(name: str) -> None:
    function = getattr(graphbuild, name)
    assert inspect.isfunction(function)
    assert (function.__doc__ or "").strip()


def test_no_module_hides_a_name_of_the_face() -> None:
    """A submodule that is imported becomes an attribute of the package: none may be called like a function."""
    for name in ("cli", "cli.build", "cli.links", "exports.graphml", "query.paths", "building", "page"):
        import_module(f"graphbuild.{name}")
    assert all(callable(getattr(graphbuild, name)) for name in NAMES if name != "__version__")


def test_the_version_is_the_installed_one() -> None:
    assert graphbuild.__version__ == version("graphbuild")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        graphbuild.nothing  # noqa: B018


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, graphbuild; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(out.split())
