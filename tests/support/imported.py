"""What the modules of the package import, without importing them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import graphbuild

ROOT = Path(graphbuild.__file__).parent
PACKAGE = "graphbuild"
MODULES = sorted(path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.rglob("*.py"))
_KNOWN = frozenset(MODULES)


def room(module: str) -> str:
    """`graph/find` is in the room `graph`."""
    return module.split("/")[0]


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / f"{module}.py").read_text(encoding="utf-8"))


@cache
def imports(module: str, *, late: bool = True) -> tuple[str, ...]:
    """The full names that a module imports; without those inside functions if not `late`, never those for types."""
    return tuple(_imports(tree(module), late))


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


@cache
def module_of(name: str) -> str | None:
    """The module of ours that an imported name is, or is defined in."""
    parts = name.split(".")[1:]
    for length in range(len(parts), 0, -1):
        path = "/".join(parts[:length])
        for module in (path, f"{path}/__init__"):
            if module in _KNOWN:
                return module
    return None
