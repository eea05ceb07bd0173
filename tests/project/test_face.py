"""The public face: what `import graphbuild` promises, and that it costs nothing to import."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest
from invented import make_store

import graphbuild
from graphbuild.core.errors import UsageError

NAMES = [
    "__version__",
    "actors",
    "ask",
    "brokers",
    "brokers_between",
    "build",
    "candidates",
    "common",
    "communities",
    "dataframes",
    "diff",
    "export",
    "extract",
    "extract_part",
    "links",
    "load",
    "measure",
    "merge",
    "paths",
    "read_documents",
    "remove",
    "search",
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
    loaded = "cli cli.build cli.links exports.formats.graphml answers.paths workflow.build page check explain"
    for name in loaded.split():
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


def test_answers_are_frozen_dataclasses_that_name_their_actors(tmp_path: Path) -> None:
    """What the command line writes as JSON is made of these."""
    store = make_store(tmp_path / "graph.db")
    found = [
        graphbuild.links(store, "voss"),
        graphbuild.paths(store, "holt", "harbour union"),
        graphbuild.timeline(store, "voss"),
        graphbuild.common(store, ["holt", "voss"]),
        graphbuild.brokers_between(store, "holt", "harbour union"),
        graphbuild.show(store, "voss"),
        graphbuild.search(store, "arrested"),
        graphbuild.stats(store),
        graphbuild.diff(store, store),
        *graphbuild.actors(store),
    ]
    for answer in found:
        assert is_dataclass(answer) and not isinstance(answer, type)
        with pytest.raises(FrozenInstanceError):
            setattr(answer, fields(answer)[0].name, None)
    assert all(json.dumps(answer.as_record()) for answer in found[:9])  # type: ignore[union-attr]
    links = graphbuild.links(store, "voss")
    assert {links.actors[link.subject].name for link in links.links} == {"Mira Voss", "Port police"}


def test_a_graph_answers_as_its_store_does(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph.db")
    graph = graphbuild.load(store, unlinked=True)
    assert [a.id for a in graphbuild.actors(graph)] == [a.id for a in graphbuild.actors(store)]
    assert [a.name for a in graphbuild.actors(store, "rel", types=["person"])] == ["Tomas Reld", "Jon Reld"]
    assert graphbuild.actors(store, types="country") == ()
    with pytest.raises(UsageError, match="person"):
        graphbuild.actors(store, types=["robot"])
    with pytest.raises(UsageError):
        graphbuild.search(store, "arrested", limit=0)
    assert isinstance(graphbuild.candidates(store), tuple)
