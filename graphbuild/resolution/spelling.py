"""Comparison of two words of names: spelling variants, short forms, initials, typing errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from graphbuild.knowledge import data
from graphbuild.knowledge.lexicon.short_forms import SHORT_FORMS

_SHORTEST_SOUND = 3
_SHORTEST_SLIP = 5
_CACHED = 1 << 17


class Match(IntEnum):
    """How two words of names agree, from not at all to letter by letter."""

    NO = 0
    NEAR = 1
    INITIAL = 2
    NICKNAME = 3
    SOUND = 4
    SPELLING = 5
    SAME = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Lookup in the lists of `name_variants.toml`, and in the genders of first names."""

    spellings: Mapping[str, str]
    nicknames: Mapping[str, frozenset[str]]
    genders: Mapping[str, str]
    bound: Mapping[str, str]
    body_words: Mapping[str, str]
    phrases: Mapping[str, str]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    words: Mapping[str, frozenset[str]]
    common: tuple[tuple[frozenset[str], frozenset[str]], ...]
    camps: tuple[frozenset[str], ...]
    first_name_genders: tuple[tuple[str, str], ...]
    surname_genders: tuple[tuple[str, str], ...]
    heads: frozenset[str]
    nationalities: frozenset[str]

    def is_in(self, group: str, word: str) -> bool:
        """Return True if a word is in the list of this name."""
        return word in self.words[group]


@lru_cache(maxsize=1)
def table() -> Table:
    """Return the built-in table."""
    variants, names = data.read("name_variants"), data.read("names")
    person, body = variants["person"], variants["body"]
    male, female = set(names["male"]), set(names["female"])
    body_words = _heads(body["variants"])
    return Table(
        spellings=_heads(person["variants"]),
        nicknames=SHORT_FORMS,
        genders={n: "m" if n in male else "f" for n in male ^ female},
        bound=_heads(person["bound"]),
        body_words={word: head for word, head in body_words.items() if " " not in word},
        phrases={word: head for word, head in body_words.items() if " " in word},
        rules=tuple((re.compile(pattern), into) for pattern, into in variants["sound"]["rules"]),
        words={key: frozenset(v.split()) for part in (person, body) for key, v in part.items() if isinstance(v, str)},
        common=tuple((frozenset(c["first"].split()), frozenset(c["last"].split())) for c in variants["common"]),
        camps=tuple(map(frozenset, body["camps"])),
        first_name_genders=tuple((m, f) for m, f in person["first_name_genders"]),
        surname_genders=tuple((m, f) for m, f in person["surname_genders"]),
        heads=frozenset(w for group in data.read("organizations")["head"] for w in group["words"]),
        nationalities=_nationalities(data.read("countries")),
    )


@lru_cache(maxsize=_CACHED)
def sound(word: str) -> str:
    """Return a key for the approximate sound of a word.

    Equal for "Musleh" and "Muslih". Words in other scripts are returned unchanged.
    """
    known = table()
    word = known.spellings.get(word, word)
    if not word.isascii() or len(word) < _SHORTEST_SOUND or not word.isalpha():
        return word
    for pattern, into in known.rules:
        word = pattern.sub(into, word)
    return word


@lru_cache(maxsize=_CACHED)
def match(one: str, other: str) -> Match:
    """Compare two words of two names."""
    if one == other:
        return Match.SAME
    if min(len(one), len(other)) <= 1:
        return Match.INITIAL if one[:1] == other[:1] else Match.NO
    known = table()
    if known.spellings.get(one, one) == known.spellings.get(other, other):
        return Match.SPELLING
    if sound(one) == sound(other) and len(sound(one)) >= _SHORTEST_SOUND:
        return Match.SOUND
    if known.nicknames.get(one, frozenset()) & known.nicknames.get(other, frozenset()):
        return Match.NICKNAME
    return Match.NEAR if _slip(one, other) else Match.NO


def match_first(one: str, other: str) -> Match:
    """Compare two first names; names of different gender never match, and different known names are never NEAR."""
    found = match(one, other)
    if found not in (Match.NEAR, Match.SOUND, Match.NICKNAME):
        return found
    genders = table().genders
    known = one in genders and other in genders
    if known and (found is Match.NEAR or genders[one] != genders[other]):
        return Match.NO
    return Match.NO if not known and _gendered(one, other, table().first_name_genders) else found


def match_last(one: str, other: str) -> Match:
    """Compare two surnames; the forms of a man and of a woman ("Petrov", "Petrova") are two people."""
    found = match(one, other)
    return Match.NO if found in (Match.NEAR, Match.SOUND) and _gendered(one, other, table().surname_genders) else found


def _gendered(one: str, other: str, endings: tuple[tuple[str, str], ...]) -> bool:
    """Return True if two words differ only in the endings of a man's and a woman's name."""
    return any(
        a.endswith(male) and b.endswith(female) and a.removesuffix(male) == b.removesuffix(female)
        for a, b in ((one, other), (other, one))
        for male, female in endings
    )


def _slip(one: str, other: str) -> bool:
    """Return True if two long enough words differ by one letter added, missing, replaced or swapped."""
    from rapidfuzz.distance import OSA

    if min(len(one), len(other)) < _SHORTEST_SLIP or not (one.isalpha() and other.isalpha()):
        return False
    return bool(OSA.distance(one, other, score_cutoff=1) <= 1)


def likeness(one: str, other: str) -> float:
    """Return how similar two whole names look, 0 to 1, independent of word order."""
    from rapidfuzz import fuzz

    return float(fuzz.token_sort_ratio(one, other)) / 100


def _heads(groups: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return the first word of its group for each word; the first group counts."""
    found: dict[str, str] = {}
    for group in map(list, groups):
        for word in group:
            found.setdefault(word, group[0])
    return found


def _nationalities(countries: Mapping[str, Any]) -> frozenset[str]:
    """Return the names and adjectives of all countries in lower case."""
    words = (w for entry in countries.values() for w in (entry["name"], *entry.get("adjectives", ())))
    return frozenset(word.lower() for word in words)


def abbreviates(short: str, long: str) -> bool:
    """Return True if each word of a name key starts like a word of another, in order.

    "lib dems" abbreviates "liberal democrat".
    """
    rest = iter(long.split())
    return all(
        any(full.startswith(word.removesuffix("s")) or word.startswith(full) for full in rest) for word in short.split()
    )
