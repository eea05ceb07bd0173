"""The arrows between modules point one way, and heavy packages are imported only where they belong."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import graphbuild

ROOT = Path(graphbuild.__file__).parent
PACKAGE = "graphbuild"
MODULES = sorted(path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.rglob("*.py"))

# Where each heavy package may be imported at all; a name stands for a module or for all of a folder.
EXTRACTION = frozenset(
    {
        *(
            "language",
            "fast",
            "casing",
            "lexicon",
            "word_lists",
            "grammar",
            "control",
            "mending",
            "deeds",
            "occasions",
            "mention",
            "mentions",
            "known_names",
            "name_spans",
            "name_types",
            "nominals",
            "personal",
            "proper_names",
            "chains",
            "coreference",
            "namings",
            "descriptions",
            "pronouns",
            "frames",
            "roles",
            "walk",
            "structures",
            "posts",
            "localities",
            "metonymy",
            "addresses",
        ),
        *(
            "event",
            "events",
            "retellings",
            "open_events",
            "speech",
            "giving",
            "claims",
            "confidence",
            "observation",
            "status",
            "standing",
            "markers",
            "copulas",
            "sources",
            "cues",
            "endings",
            "circumstances",
            "setting",
            "dates",
            "reader",
            "pipeline",
            "components",
        ),
        *("explain", "unlinked", "known", "antecedents", "expletives", "quotations", "salience"),
    }
)
HOMES = {
    "spacy": EXTRACTION,
    "thinc": EXTRACTION,
    "networkx": {"graph", "building", "drawn", "query", "analysis", "exports", "page", "redaction"},
    "pyvis": {"page"},
    "click": {"cli"},
    "rich": {"cli"},
    "sqlite3": {"store"},
    "rapidfuzz": {"query", "resolution"},
}
# Imported only inside functions, or in modules that are themselves only imported so.
LATE = {"spacy", "pyvis", "networkx", "numpy", "dateparser", "rich", "rapidfuzz", "jinja2"}

# What a room may import of ours: itself and these. Rooms are modules or folders right under the package.
NOUNS = {"model", "errors", "names", "period"}
ARROWS = {
    "model": set(),
    "errors": set(),
    "names": {"model"},
    "period": {"errors"},
    "ontology": {"model", "errors"},
    "evidence": {"model", "errors"},
    "documents": {"model", "errors", "names", "evidence"},
    "geography": {"names"},
    "locating": {"model", "geography"},
    "resolution": {*NOUNS, "geography"},
    "corrections": {*NOUNS, "ontology", "resolution", "evidence"},
    "gazetteer": {"model", "errors", "names", "resolution"},
    "stories": set(),
    "ties": {"model", "period", "stories", "link"},
    "store": {*NOUNS, "fingerprint", "stories", "ties", "ontology", "resolution", "evidence", "corrections"},
    "records": {"model"},
    "report": {"model", "records"},
    "citation": {"model", "records", "stories"},
    "link": {"model", "errors", "ontology", "citation"},
    "vocabulary": {"model", "errors", "ontology", "store"},
    "attributes": {"model", "link"},
    "graph": {  # which shows itself in notebooks
        *("model", "ontology", "store", "attributes", "citation", "link", "vocabulary", "page"),
    },
    "query": {*NOUNS, "ontology", "store", "ties", "stories", "records", "citation", "link", "vocabulary", "graph"},
    "analysis": {*NOUNS, "store", "records", "link", "query"},
    "atomic": {"errors"},
    "exports": {
        *("model", "errors", "period", "atomic", "ontology", "store", "records", "citation", "link", "vocabulary"),
        *("attributes", "graph", "query", "analysis", "page"),
    },
    "page": {"model", "errors", "atomic", "ontology"},
    "dossiers": {"model", "errors", "atomic", "store", "citation", "link", "query"},
    "cluster": {"model", "errors", "ontology", "pipeline", "workers"},
    "asking": {*NOUNS, "names", "ontology", "period", "records", "link", "query", "pipeline", "reader", "language"},
    "redaction": {"model", "errors", "names", "store", "citation", "query"},
    "workers": {"model", "errors", "ontology", "gazetteer", "pipeline"},
    "check": {*NOUNS, "stories", "ties", "ontology", "store", "evidence", "resolution"},
}
ANSWERS = {
    *("graph", "query", "analysis", "exports", "page"),
    *("building", "run", "drawn", "cli", "store", "link", "citation"),
}


def room(module: str) -> str:
    """`query/find` is in the room `query`."""
    return module.split("/")[0]


def rooms() -> list[str]:
    return sorted({room(module) for module in MODULES} - {"__init__", "__main__"})


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / f"{module}.py").read_text(encoding="utf-8"))


def imports(module: str, *, late: bool = True) -> Iterator[str]:
    """The full names that a module imports; without those inside functions if not `late`, never those for types."""
    yield from _imports(tree(module), late)


def _imports(node: ast.AST, late: bool) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        elif late or not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from _imports(child, late)


def own_rooms(module: str, *, late: bool = True) -> set[str]:
    """The rooms of ours that a module imports from, its own left out."""
    names = (name.split(".") for name in imports(module, late=late) if name.startswith(f"{PACKAGE}."))
    return {parts[1] for parts in names} - {room(module)}


def test_the_tree_is_read() -> None:
    assert {"model", "query/find", "cli/group"} <= set(MODULES)
    assert own_rooms("cli/links") >= {"query"}
    assert "graphbuild.query.view.viewing" in set(imports("cli/links"))


@pytest.mark.parametrize("package", HOMES)
def test_each_package_is_imported_only_at_home(package: str) -> None:
    strangers = {
        module
        for module in MODULES
        for name in imports(module)
        if name.split(".")[0] == package and room(module) not in HOMES[package]
    }
    assert not strangers


@pytest.mark.parametrize("name", ARROWS)
def test_arrows_point_one_way(name: str) -> None:
    for module in MODULES:
        if room(module) == name:
            assert own_rooms(module) <= ARROWS[name], module


def test_the_arrows_have_no_circle() -> None:
    def below(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        for next_ in ARROWS.get(name, ()):
            below(next_, (*above, name))

    for name in ARROWS:
        below(name, ())


def test_the_extraction_writes_nothing_and_answers_nothing() -> None:
    for module in MODULES:
        if room(module) in EXTRACTION | {"documents", "ontology"}:
            assert not own_rooms(module) & ANSWERS, module


def test_nobody_but_main_imports_the_command_line() -> None:
    assert [m for m in MODULES if room(m) != "cli" and "cli" in own_rooms(m)] == ["__main__"]


def _reached(start: str) -> set[str]:
    """Our modules that are imported when `start` is, but for what is inside functions."""
    known: set[str] = set()
    queue = [start]
    while queue:
        module = queue.pop()
        if module in known:
            continue
        known.add(module)
        for name in imports(module, late=False):
            parts = name.split(".")[1:] if name.startswith(f"{PACKAGE}.") else []
            for length in range(1, len(parts) + 1):
                path = "/".join(parts[:length])
                queue += [found for found in (path, f"{path}/__init__") if found in MODULES]
    return known


@pytest.mark.parametrize(
    "name",
    [
        *("links", "common", "brokers", "actors", "stats", "files", "check", "build", "correct", "explain", "group"),
        *("timeline", "search"),
    ],
)
def test_a_command_starts_without_anything_heavy(name: str) -> None:
    early = {
        (module, imported)
        for module in _reached(f"cli/{name}")
        for imported in (found.split(".")[0] for found in imports(module, late=False))
        if imported in LATE
    }
    assert not early


def test_only_the_command_line_prints() -> None:
    for module in MODULES:
        if room(module) != "cli":
            calls = (node for node in ast.walk(tree(module)) if isinstance(node, ast.Call))
            assert not [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"], module


def test_every_module_says_what_it_is_for() -> None:
    assert [module for module in MODULES if not ast.get_docstring(tree(module))] == []


def test_every_heavy_package_exists() -> None:
    """A misspelt name would make the rules above hold for nothing."""
    assert all(importlib.util.find_spec(package) for package in LATE | set(HOMES))
