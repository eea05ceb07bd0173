"""The country of a place, from lists of capitals and regions, without a language model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from graphbuild.core.names import name_key
from graphbuild.knowledge import data


def country_of(place: str) -> str | None:
    """Return the ISO code of the country whose capital or region has this name, or None if unknown or ambiguous.

    A name that a capital shares with a well-known town elsewhere is ambiguous.
    """
    return _places().get(name_key(place))


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
    """Return the country code of each unambiguous place, by name key."""
    countries, regions, variants = (data.read(name) for name in ("countries", "regions", "name_variants"))
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
