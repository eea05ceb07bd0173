"""Word tables: one frozen dataclass for each TOML file of word lists, its fields named as the file's keys.

What each list means is said above it in the file. The dataclass says how the list is asked: a `frozenset` is looked
up, a `tuple` keeps its order, a `Mapping` has one such list, or one value, for each of its keys.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from graphbuild.knowledge import data

T = TypeVar("T")
SETS = "frozenset[str]"


def word_table(kind: type[T], name: str, **readers: Callable[[Any], Any]) -> T:
    """Read `data/NAME.toml` into a dataclass of word lists.

    Args:
        kind: the dataclass. Each field is one key of the file.
        name: the file's name, without its ending.
        readers: for a key that is no plain list of words, what makes the field of it.

    Raises:
        TypeError: the file and the dataclass do not have the same keys.
    """
    assert is_dataclass(kind)
    types = {field.name: str(field.type) for field in fields(kind)}
    return kind(
        **{
            key: readers[key](value) if key in readers else _frozen(value, types.get(key, SETS))
            for key, value in data.read(name).items()
        }
    )


def _frozen(value: Any, type_: str) -> Any:
    """Return a TOML value with lists as frozen sets or tuples, as the field's type says."""
    if isinstance(value, dict):
        inner = type_.removeprefix("Mapping[str, ").removesuffix("]")
        return {key: _frozen(part, inner) for key, part in value.items()}
    if not isinstance(value, list):
        return value
    return frozenset(value) if type_ == SETS else tuple(_frozen(part, "tuple") for part in value)
