"""Which country a place lies in, by the lists of capitals and regions; without any language model."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from graphbuild.names import name_key


def country_of(place: str) -> str | None:
    """The ISO code of the country whose capital or region bears this name; None where it is not known or not sure.

    Names that a capital shares with a well-known town elsewhere are not sure.
    """
    return _places().get(name_key(place))


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
    countries, regions, variants = (_read(name) for name in ("countries", "regions", "name_variants"))
    states = {name_key(n) for entry in countries.values() for n in (entry["name"], *entry.get("aliases", ()))}
    found: dict[str, set[str]] = {}
    for code, entry in countries.items():
        for name in [*([entry["capital"]] if "capital" in entry else ()), *entry.get("capital_aliases", ())]:
            found.setdefault(name_key(name), set()).add(code)
    for entry in regions.values():
        if "country" in entry:
            for name in (entry["name"], *entry.get("aliases", ())):
                found.setdefault(name_key(name), set()).add(entry["country"])
    unsure = states | {name_key(name) for name in variants["place"]["shared_capitals"]}
    return {key: min(codes) for key, codes in found.items() if len(codes) == 1 and key not in unsure}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("graphbuild") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
