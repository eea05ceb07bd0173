"""Which country a place lies in, by the lists of capitals and regions; without any language model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from graphbuild.core.names import name_key
from graphbuild.knowledge import data


def country_of(place: str) -> str | None:
    """The ISO code of the country whose capital or region bears this name; None where it is not known or not sure.

    Names that a capital shares with a well-known town elsewhere are not sure.
    """
    return _places().get(name_key(place))


@lru_cache(maxsize=1)
def _places() -> Mapping[str, str]:
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
