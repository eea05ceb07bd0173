"""Tables of words, names and places as TOML files, and how they are read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read(name: str) -> dict[str, Any]:
    """Return the contents of `NAME.toml`. The value is shared by all callers: do not change it."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
