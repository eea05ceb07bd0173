"""What other systems call the relations: PLOVER, Wikidata and FollowTheMoney."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from graphbuild.exports.columns import CODES
from graphbuild.exports.plover import with_mode
from graphbuild.knowledge import ontology
from graphbuild.knowledge.ontology import Ontology


def codes_of(words: Ontology) -> dict[str, dict[str, list[str]]]:
    """What other systems call each relation, by its id.

    A store that was built before these were remembered says nothing of them; the built-in relations then do.
    """
    known = words.relations
    if not any(relation.plover or relation.ftm or relation.wikidata for relation in known.values()):
        own = built_in().relations
        known = {id_: own.get(id_, relation) for id_, relation in known.items()}
    return {
        id_: {"plover": list(r.plover), "wikidata": list(r.wikidata), "ftm": list(r.ftm)} for id_, r in known.items()
    }


@cache
def built_in() -> Ontology:
    """The built-in ontology, loaded once."""
    return ontology.load()


def coded(data: Mapping[str, Any], codes: Mapping[str, Mapping[str, list[str]]]) -> dict[str, Any]:
    """The attributes of a link, with what other systems call its relation (`codes_of`) where it has none yet."""
    named = named_by(str(data.get("relation", "")), data.get("status"), codes)
    return {**data, **{system: codes_ for system, codes_ in named.items() if system not in data}}


def named_by(relation: str, status: object, codes: Mapping[str, Mapping[str, list[str]]]) -> dict[str, list[str]]:
    """What other systems call links of a relation and a status (`codes_of`); without those that have no code."""
    found = codes.get(relation, {})
    named = {system: codes_ for system in CODES if (codes_ := found.get(system))}
    if "plover" in named:
        named["plover"] = with_mode(named["plover"], status)
    return named
