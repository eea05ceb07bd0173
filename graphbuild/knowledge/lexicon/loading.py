"""Loading of the word lists of `data/*.toml` into a `Lexicon`."""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from graphbuild.core.model import ActorType
from graphbuild.core.names import fold
from graphbuild.knowledge.lexicon import confidence
from graphbuild.knowledge.lexicon.cues import read_cues
from graphbuild.knowledge.lexicon.known_names import JOINT, pattern, written
from graphbuild.knowledge.lexicon.lexicon import Lexicon, NounEntry, key

TABLES = (
    *("countries", "regions", "nouns", "modifiers", "titles", "kin"),
    *("names", "organizations", "cues", "lemmas", "confidence"),
)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the built-in word lists. Their digest covers all tables, also those that other packages read."""
    folder = files("graphbuild.knowledge.data")
    raw = {f.name.removesuffix(".toml"): f.read_bytes() for f in folder.iterdir() if f.name.endswith(".toml")}
    digest = hashlib.sha256(b"\0".join(raw[name] for name in sorted(raw))).hexdigest()
    data = {name: tomllib.loads(raw[name].decode("utf-8")) for name in TABLES}
    return Lexicon(
        digest=digest,
        **_geography(data["countries"], data["regions"]),
        **_nouns(data["nouns"], data["modifiers"], data["kin"]),
        **_titles(data["titles"], data["names"]),
        **_organizations(data["organizations"], data["countries"]),
        cues=read_cues(data["cues"]),
        verb_lemmas=data["lemmas"]["verbs"],
        spellings=_spellings(data),
        confidence=confidence.read(data["confidence"]),
    )


def _capitals(entry: dict[str, Any]) -> list[str]:
    """Return the capital of a country entry and its aliases, or an empty list if it has none."""
    return [entry["capital"], *entry.get("capital_aliases", ())] if "capital" in entry else []


def _geography(countries: dict[str, Any], regions: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the lexicon for countries and regions."""
    codes: dict[str, str] = {}
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    people: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for code, entry in countries.items():
        names[code] = entry["name"]
        for name in [entry["name"], *entry.get("aliases", ())]:
            codes[key(name)] = code
        for word in entry.get("adjectives", ()):
            adjectives.setdefault(key(word), code)
        for word in entry.get("people", ()):
            people.setdefault(key(word), code)
        for name in [*([entry["capital"]] if "capital" in entry else ()), *entry.get("capital_aliases", ())]:
            capitals.setdefault(key(name), code)
    areas = {key(n): area for area, e in regions.items() for n in [e["name"], *e.get("aliases", ())]}
    return {
        "country_codes": codes,
        "country_names": names,
        "nationalities": adjectives,
        "people_words": people,
        "capitals": {c: code for c, code in capitals.items() if c not in codes},
        "unions": {key(e["capital"]): tuple(e["unions"]) for e in countries.values() if "unions" in e},
        "regions": areas,
        "region_names": {area: entry["name"] for area, entry in regions.items()},
        "shared_regions": {key(n): tuple(e["beside"]) for e in regions.values() for n in e.get("shared", ())},
        "wide_regions": frozenset(k for k, area in areas.items() if "country" not in regions[area]),
    }


def _spellings(data: dict[str, Any]) -> dict[str, str]:
    """Return names as they are written, by their folded form."""
    found: dict[str, str] = {}
    for entry in [*data["countries"].values(), *data["regions"].values()]:
        words = [entry["name"], *entry.get("aliases", ()), *entry.get("adjectives", ()), *entry.get("people", ())]
        for name in [*words, *_capitals(entry)]:
            found.setdefault(fold(name), name)
    for group in data["organizations"]["known"]:
        for name in group["names"]:
            found.setdefault(fold(name), name)
    return found


def _nouns(nouns: dict[str, Any], modifiers: dict[str, Any], kin: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the lexicon for nouns and their modifiers."""
    entries: dict[str, NounEntry] = {}
    for group in nouns["noun"]:
        entry = NounEntry(
            singular=ActorType(group["singular"]),
            plural=ActorType(group["plural"]),
            generic=group.get("generic", False),
        )
        for word in group["words"]:
            entries.setdefault(word, entry)
    genders = {w: g for g, key in (("m", "male"), ("f", "female")) for w in kin[key]}
    return {
        "nouns": entries,
        "not_actors": frozenset(nouns["not_actor"]["words"]),
        "things": frozenset(nouns["thing"]["words"]),
        "thing_names": frozenset(nouns["thing_names"]["words"]),
        "modifiers": {w: ActorType(kind) for kind, words in modifiers.items() for w in words},
        "noun_genders": genders,
        "anaphoric": frozenset(nouns["anaphoric"]["words"]),
        "kind_nouns": frozenset(nouns["kind_nouns"]["words"]),
        "synonyms": {w: group[0] for group in nouns["synonyms"]["groups"] for w in group},
    }


def _titles(titles: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the lexicon for titles, offices and first names."""
    kinds: dict[str, str] = {}
    for group in titles["title"]:
        for word in group["words"]:
            kinds.setdefault(word.lower(), group["kind"])
    offices = frozenset(titles.get("offices", {}).get("words", ()))
    genders = {**dict.fromkeys(names["male"], "m"), **dict.fromkeys(names["female"], "f")}
    both = set(names["male"]) & set(names["female"])
    return {
        "titles": kinds,
        "title_words": frozenset(w for title in kinds for w in title.split()),
        "offices": offices,
        "team_posts": frozenset(titles.get("team", {}).get("words", ())),
        "ranks": {word: relation for relation, words in titles.get("ranks", {}).items() for word in words},
        "party_ranks": frozenset(titles["party_ranks"]["relations"]),
        "genders": {fold(n): g for n, g in genders.items() if n not in both},
    }


def _organizations(data: dict[str, Any], countries: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of the lexicon for names of organisations."""
    known = {key(seat): ActorType.GOVERNMENT for entry in countries.values() for seat in entry.get("seats", ())}
    known |= {key(w): ActorType(group["type"]) for group in data["known"] for n in group["names"] for w in written(n)}
    joint = frozenset(n for group in data["known"] for n in group["names"] if JOINT in n)
    joint |= {n for group in data["party"] for n in group.get("whole", ())}
    heads = {key(w): ActorType(group["type"]) for group in data["head"] for w in group["words"]}
    words = {key(w): key(group["name"]) for group in data["party"] for w in [group["name"], *group["words"]]}
    plain = frozenset(key(w) for group in data["party"] if group.get("ambiguous", False) for w in group["words"])
    return {
        "known": known,
        "joint_names": pattern(joint),
        "heads": heads,
        "legal_forms": frozenset(data["legal_forms"]["words"]),
        "generic_heads": frozenset(data["generic"]["words"]),
        "party_words": words,
        "plain_party_words": plain,
    }
