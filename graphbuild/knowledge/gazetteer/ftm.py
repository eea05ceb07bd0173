"""Reading of a gazetteer of FollowTheMoney entities: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from graphbuild.core.model import ActorType
from graphbuild.knowledge.gazetteer.countries import NOWHERE
from graphbuild.knowledge.gazetteer.row import Faults, Row

SCHEMATA = {
    "Person": ActorType.PERSON,
    "Organization": ActorType.ORGANIZATION,
    "Company": ActorType.COMPANY,
    "PublicBody": ActorType.GOVERNMENT,
    "LegalEntity": ActorType.ORGANIZATION,
}
# Other schemata of an export, which are skipped.
OTHERS = frozenset(
    """
    Address Airplane Analyzable Article Assessment Asset Associate Audio BankAccount Call CallForTenders Contract
    ContractAward CourtCase CourtCaseParty CryptoWallet Debt Directorship Document Documentation EconomicActivity Email
    Employment Event Family Folder HyperText Identification Image Interest Interval License Membership Mention Message
    Note Occupancy Ownership Package Page Pages Passport Payment PlainText Position Post Project ProjectParticipant
    RealEstate Representation Sanction Security Similar Succession Table TaxRoll Thing Trip UnknownLink UserAccount
    Value Vehicle Vessel Video Workbook
    """.split()
)
_COUNTRIES = {
    True: ("nationality", "country", "citizenship", "jurisdiction"),
    False: ("jurisdiction", "country", "mainCountry", "nationality"),
}


def rows(text: str, faults: Faults) -> Iterator[Row]:
    """Yield the actors among the entities; a faulty line is recorded and left out."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                row = _row(number, json.loads(line))
            except (ValueError, RecursionError) as error:
                faults.add(number, f"this is no FollowTheMoney entity: {error}", "Each line is one JSON object.")
                continue
            if row is not None:
                yield row


def _row(line: int, entity: Any) -> Row | None:
    """Return the row of an entity, or None if it is no actor; raises ValueError for a malformed entity."""
    if not isinstance(entity, dict):
        raise ValueError("it is no object")
    schema, properties = entity.get("schema"), entity.get("properties", {})
    if not isinstance(schema, str):
        raise ValueError("it has no schema")
    if not isinstance(properties, dict):
        raise ValueError("its properties are no object")
    if schema in OTHERS:
        return None
    names = _texts(properties, "name")
    caption = entity.get("caption")
    name = caption if isinstance(caption, str) and caption in names else next(iter(names), "")
    keys = _COUNTRIES[schema == "Person"]
    return Row(
        line=line,
        id=_id(entity.get("id")),
        name=name,
        type=schema,
        aliases=[n for n in (*names, *_texts(properties, "alias")) if n != name],
        weak=_texts(properties, "weakAlias"),
        countries=[c for key in keys for c in _texts(properties, key) if c.upper() not in NOWHERE],
        wikidata=next(iter(_texts(properties, "wikidataId")), ""),
    )


def _id(value: object) -> str:
    """Return the id of an entity; raises ValueError if it is no text."""
    if value is not None and not isinstance(value, str):
        raise ValueError("its id is no text")
    return (value or "").strip()


def _texts(properties: dict[str, Any], key: str) -> list[str]:
    """Return the values of a property as texts; raises ValueError if they are no texts."""
    values = properties.get(key) or []
    values = [values] if isinstance(values, str) else values
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"its {key} is no list of texts")
    return [value.strip() for value in values if value.strip()]
