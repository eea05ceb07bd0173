"""The arrows between modules point one way, and heavy packages are imported only where they belong."""

from __future__ import annotations

import ast
import importlib.util
import re
import tomllib
from collections.abc import Iterator

import pytest
from folders import ROOT as PROJECT
from imported import MODULES, PACKAGE, ROOT, imports, module_of, room, tree

# Where each heavy package may be imported at all: folders, or modules of a folder.
HOMES = {
    "spacy": {"extraction", "knowledge/lexicon"},
    "thinc": {"extraction/syntax"},
    "networkx": {"graph", "workflow", "answers", "analysis", "exports", "page", "drawing", "redaction"},
    "pyvis": {"page"},
    "click": {"cli"},
    "rich": {"cli"},
    "sqlite3": {"store"},
    "rapidfuzz": {"graph", "answers", "resolution", "extraction/verification"},
    "httpx": {"second_reader"},
    "tenacity": {"second_reader"},
    "watchfiles": {"workflow"},
}
# Imported only inside functions, or in modules that are themselves only imported so.
LATE = {
    "spacy",
    "pyvis",
    "networkx",
    "numpy",
    "dateparser",
    "rich",
    "rapidfuzz",
    "jinja2",
    "httpx",
    "tenacity",
    "watchfiles",
}

# Each package imports from those on earlier lines only, and not from its neighbours on the same line.
LAYERS = (
    ("core",),
    ("knowledge", "drawing"),
    ("documents", "evidence", "extraction", "resolution"),
    ("second_reader",),
    ("page",),
    ("store",),
    ("graph",),
    ("answers",),
    ("analysis", "redaction"),
    ("exports",),
    ("workflow",),
    ("cli",),
)
# Of these packages others may import these modules only.
DOORS = {
    ("store", "resolution"): {
        "resolution/candidate",
        "resolution/context",
        "resolution/corrections/overlay",
        "resolution/entry",
    }
}
LAYER = {package: depth for depth, line in enumerate(LAYERS) for package in line}
# Inside the extraction too, and the modules beside these folders may import all of them.
STEPS = ("syntax", "mentions", "coreference", "events", "factuality", "claims", "verification", "learned")
# Names under which the public parts of a package can be imported from `graphbuild` itself.
PUBLIC = {"errors", "model", "ontology", "pipeline", "check", "explain"}
MOST_LINES = 300
MOST_BRANCHES = 12
SHORT = 4  # lines of a function that explains itself
# Docstrings that start with a quoted example; the number may not grow.
EXAMPLES_FIRST = 0


def rooms() -> list[str]:
    return sorted({room(module) for module in MODULES} - {"__init__", "__main__"})


def own_rooms(module: str, *, late: bool = True) -> set[str]:
    """The rooms of ours that a module imports from, its own left out."""
    names = (name.split(".") for name in imports(module, late=late) if name.startswith(f"{PACKAGE}."))
    return {parts[1] for parts in names} - {room(module)}


def within(module: str, folders: set[str]) -> bool:
    """Whether a module lies in one of some folders."""
    return any(module == folder or module.startswith(f"{folder}/") for folder in folders)


def test_the_tree_is_read() -> None:
    assert {"core/model", "graph/find", "cli/group"} <= set(MODULES)
    assert own_rooms("cli/links") >= {"answers"}
    assert "graphbuild.graph.view.viewing" in set(imports("cli/links"))


def test_every_module_has_its_package() -> None:
    """Nothing lies loose beside the packages but the public face."""
    assert set(rooms()) == set(LAYER) | PUBLIC
    assert {module for module in MODULES if "/" not in module} == PUBLIC | {"__init__", "__main__"}


@pytest.mark.parametrize("package", HOMES)
def test_each_package_is_imported_only_at_home(package: str) -> None:
    strangers = {
        module
        for module in MODULES
        for name in imports(module)
        if name.split(".")[0] == package and not within(module, HOMES[package])
    }
    assert not strangers


@pytest.mark.parametrize("package", LAYER)
def test_arrows_point_one_way(package: str) -> None:
    below = {other for other, depth in LAYER.items() if depth < LAYER[package]}
    for module in MODULES:
        if room(module) == package:
            assert own_rooms(module) <= below, module


@pytest.mark.parametrize(("package", "other"), DOORS)
def test_a_package_that_needs_little_of_another_imports_no_more(package: str, other: str) -> None:
    """The store keeps what is judged, and judges nothing."""
    used = {name for module in MODULES if room(module) == package for name in imports(module)}
    found = {module_of(name) for name in used if name.startswith(f"{PACKAGE}.{other}.")}
    assert found == DOORS[package, other]


def test_the_steps_of_the_extraction_follow_one_another() -> None:
    for module in MODULES:
        parts = module.split("/")
        if parts[0] == "extraction" and parts[1] in STEPS:
            names = (name.split(".") for name in imports(module) if name.startswith(f"{PACKAGE}.extraction."))
            assert {name[2] for name in names} <= set(STEPS[: STEPS.index(parts[1]) + 1]), module


def test_the_public_modules_only_pass_on() -> None:
    """They define nothing, and nothing inside imports them."""
    for name in PUBLIC:
        assert not [n for n in ast.walk(tree(name)) if isinstance(n, (ast.FunctionDef, ast.ClassDef))], name
    assert not [m for m in MODULES if room(m) not in PUBLIC and own_rooms(m) & PUBLIC]


@pytest.mark.parametrize("module", MODULES)
def test_no_module_is_longer_than_a_reader_can_hold(module: str) -> None:
    lines = (ROOT / f"{module}.py").read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES, f"{module} has {lines} lines: split it"


def test_no_function_is_excused_from_the_limit_of_complexity() -> None:
    """ruff holds every function to the limit in pyproject.toml; nothing switches that off for a line or a file."""
    excused = [m for m in MODULES if re.search(r"noqa: [^#\n]*C90", (ROOT / f"{m}.py").read_text(encoding="utf-8"))]
    assert not excused
    rules = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    assert rules["mccabe"]["max-complexity"] <= MOST_BRANCHES
    ignored = [*rules["ignore"], *(rule for rules_ in rules["per-file-ignores"].values() for rule in rules_)]
    assert not [rule for rule in ignored if rule.startswith("C9")]


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
        *("timeline", "search", "watch"),
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


def undocumented(module: str) -> Iterator[str]:
    """The functions of a module without a docstring, but for short, inner and special ones."""
    for node in (tree(module), *(n for n in ast.walk(tree(module)) if isinstance(n, ast.ClassDef))):
        for function in node.body:
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and not function.name.startswith("__"):
                lines = function.body[-1].end_lineno - function.body[0].lineno + 1  # type: ignore[operator]
                if lines >= SHORT and not ast.get_docstring(function):
                    yield f"{module}:{function.name}"


@pytest.mark.parametrize("package", LAYER)
def test_every_function_says_what_it_does(package: str) -> None:
    """Private ones too, unless they are short."""
    found = [name for module in MODULES if room(module) == package for name in undocumented(module)]
    assert not found


def test_no_docstring_starts_with_an_example() -> None:
    """The first line is what tools show as the summary."""
    starts = [
        f"{module}:{node.name}"
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and (ast.get_docstring(node) or "").startswith('"')
    ]
    assert len(starts) <= EXAMPLES_FIRST, starts


def test_every_heavy_package_exists() -> None:
    """A misspelt name would make the rules above hold for nothing."""
    assert all(importlib.util.find_spec(package) for package in LATE | set(HOMES))
