"""The relations without their triggers as JSON, which a store keeps of the ontology that built it.

Answers then use the labels of that ontology without reading its file.
"""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import Any

from graphbuild.core.errors import StoreError
from graphbuild.core.model import ActorType
from graphbuild.knowledge.ontology import Ontology, Relation, Trait

META_KEY = "vocabulary"
CODES = ("plover", "ftm", "wikidata")
"""Codes of a relation in other vocabularies; older stores have none."""


def dump(ontology: Ontology) -> str:
    """Return relations and digest of an ontology as one line of JSON, in file order."""
    relations = [
        {
            "id": relation.id,
            "label": relation.label,
            "inverse": relation.inverse,
            "family": relation.family,
            "subject": sorted(relation.subject),
            "object": sorted(relation.object),
            "symmetric": relation.symmetric,
            "is_a": list(relation.is_a),
            "traits": sorted(relation.traits),
            **{system: list(codes) for system in CODES if (codes := getattr(relation, system))},
        }
        for relation in ontology.relations.values()
    ]
    return json.dumps({"digest": ontology.digest, "relations": relations}, ensure_ascii=False)


def parse(text: str) -> Ontology:
    """Return the ontology, without triggers, that `dump` wrote.

    Raises:
        StoreError: the text is not what `dump` writes.
    """
    try:
        read = json.loads(text)
        relations = {entry["id"]: _relation(entry) for entry in read["relations"]}
        return Ontology(relations=MappingProxyType(relations), digest=read["digest"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError("The store's list of relations is damaged.", hint="Build it anew with --fresh.") from error


def _relation(entry: dict[str, Any]) -> Relation:
    """Return the relation of a JSON entry."""
    ends = {end: frozenset(ActorType(name) for name in entry[end]) for end in ("subject", "object")}
    codes = {system: tuple(entry.get(system, ())) for system in CODES}
    traits = frozenset(Trait(name) for name in entry.get("traits", ()))  # older stores have none
    return Relation(**{**entry, **ends, **codes, "is_a": tuple(entry["is_a"]), "traits": traits})
