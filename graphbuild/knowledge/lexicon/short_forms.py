"""Short forms of first names ("Dave" for David): a list in `data/name_variants.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphbuild.knowledge import data


def _memberships(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return the first words of all its groups for each word."""
    found: dict[str, set[str]] = {}
    for group in map(list, groups):
        for word in group:
            found.setdefault(word, set()).add(group[0])
    return {word: frozenset(heads) for word, heads in found.items()}


SHORT_FORMS: Mapping[str, frozenset[str]] = _memberships(data.read("name_variants")["person"]["nicknames"])
"""For each first name of the list, those in full that it is or may be short for."""


def short_form(one: str, other: str) -> bool:
    """Return True if one of two different first names, in lower case, may be short for the other."""
    return one != other and not SHORT_FORMS.get(one, frozenset()).isdisjoint(SHORT_FORMS.get(other, frozenset()))
