"""A link as FollowTheMoney entities: the one that joins its ends, and what stands between them there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphbuild.core.model import Status, content_id
from graphbuild.exports.formats.ftm_entities import (
    LONGEST_NAME,
    Entity,
    article_id,
    countries,
    data,
    dates,
    entity_id,
    schema_of,
    urls,
)
from graphbuild.exports.relation_codes import codes_of
from graphbuild.exports.report import counted
from graphbuild.exports.sanitize import quotation
from graphbuild.exports.source import Edge, edge_id
from graphbuild.knowledge.ontology import Ontology

HELD = frozenset({Status.ASSERTED.value, Status.ENDED.value})
UNKNOWN = "UnknownLink"
BETWEEN = {"Occupancy", "CourtCaseParty", "Sanction"}


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An actor as a link needs it."""

    id: str
    name: str
    schema: str
    country: list[str]


@dataclass(slots=True, kw_only=True)
class Linking:
    """Makes entities of links.

    Attributes:
        ontology: names the schemata of each relation.
        types, names: of every actor, by id.
        facts: grows: what links say of an actor itself (nationality, address), by its id and property.
        untyped: grows: how many links were not held to be so.
    """

    ontology: Ontology
    types: Mapping[str, str]
    names: Mapping[str, str]
    facts: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    untyped: int = 0
    _codes: Mapping[str, Mapping[str, list[str]]] = field(init=False)

    def __post_init__(self) -> None:
        """Look up the codes of the ontology's relations."""
        self._codes = codes_of(self.ontology)

    def entities(self, edge: Edge, countries_of: Mapping[str, str | None]) -> Iterator[Entity]:
        """The entities of a link, the one that joins its ends first."""
        subject, object_ = (self._end(id_, countries_of) for id_ in edge[:2])
        attributes = edge[3]
        relation = str(attributes.get("relation", edge[2]))
        held = not soft(attributes)
        wanted = self._codes.get(relation, {}).get("ftm", []) if held else []
        if held:
            self._fact(edge[0], wanted, subject, object_)
        else:
            self.untyped += 1
        schema = next((s for s in wanted if _fits(s, subject, object_)), UNKNOWN)
        made = _Link(edge, subject, object_)
        yield from made.between(schema) if schema in BETWEEN else (made.joining(schema),)

    def _end(self, id: str, countries_of: Mapping[str, str | None]) -> End:
        """Return the end of a link for an actor's id."""
        return End(
            id=entity_id(id),
            name=self.names.get(id, id)[:LONGEST_NAME],
            schema=schema_of(self.types.get(id, "")),
            country=countries(countries_of.get(id)),
        )

    def _fact(self, actor: str, wanted: Iterable[str], subject: End, object: End) -> None:
        """Keeps what FollowTheMoney says of an actor itself: where it is from, where it is based."""
        for name in ("nationality", "address"):
            if name not in wanted:
                continue
            if name == "nationality" and object.country:
                property_ = "nationality" if subject.schema == "Person" else "country"
                self._keep(actor, property_, object.country)
            elif name == "address" and subject.schema != "Address":
                self._keep(actor, "address", [object.name])

    def _keep(self, actor: str, property: str, values: Iterable[str]) -> None:
        """Add values to a property of an actor's facts."""
        self.facts.setdefault(actor, {}).setdefault(property, set()).update(values)


@dataclass(frozen=True, slots=True)
class _Link:
    edge: Edge
    subject: End
    object: End

    def joining(self, schema: str) -> Entity:
        """The entity that joins both ends."""
        slots = data()["links"][schema]
        entity = self._evidenced(schema)
        entity.add(slots["subject"][0], self.subject.id)
        entity.add(slots["object"][0], self.object.id)
        entity.add(slots["role"], *self._roles())
        return entity

    def between(self, schema: str) -> Iterator[Entity]:
        """What joins both ends with a third entity between them."""
        makers = {"Occupancy": self._occupancy, "CourtCaseParty": self._case, "Sanction": self._sanction}
        yield from makers[schema]()

    def _occupancy(self) -> Iterator[Entity]:
        """Yield an occupancy and its position for each role of the link."""
        for role in self._roles():
            title = f"{role}, {self.object.name}"
            post = self._own("position", "Position", title[:LONGEST_NAME], self.object.id, role)
            post.add("name", post.caption)
            post.add("country", *self.object.country)
            if self.object.schema in data()["ranges"]["Organization"]:
                post.add("organization", self.object.id)
            elif self.object.schema == "Address":
                post.add("subnationalArea", self.object.name)
            holding = self._evidenced("Occupancy", role)
            holding.add("holder", self.subject.id)
            holding.add("post", post.id)
            # Whether the holder still holds it, no old article can say.
            ended = self.edge[3].get("status") == Status.ENDED.value
            holding.properties["status"] = ["ended" if ended else "unknown"]
            yield holding
            yield post

    def _case(self) -> Iterator[Entity]:
        """Yield the two parties of a court case, then the case itself."""
        attributes = self.edge[3]
        title = f"{self.subject.name} {attributes['label']} {self.object.name}"[:LONGEST_NAME]
        case = self._own("case", "CourtCase", title, *self.edge[:3])
        case.add("name", case.caption)
        for end, role in ((self.subject, attributes["label"]), (self.object, attributes["inverse"])):
            party = self._evidenced("CourtCaseParty", end.id)
            party.add("party", end.id)
            party.add("case", case.id)
            party.add("role", role)
            yield party
        yield case

    def _sanction(self) -> Iterator[Entity]:
        """Yield the entity that joins both ends, then the sanction."""
        yield self.joining(UNKNOWN)
        sanction = self._evidenced("Sanction", "sanction")
        sanction.add("entity", self.object.id)
        sanction.add("authority", self.subject.name)
        sanction.add("country", *self.subject.country)
        yield sanction

    def _own(self, kind: str, schema: str, caption: str, *parts: str) -> Entity:
        """Return a new entity whose id is derived from its kind and the given parts."""
        return Entity(id=f"{kind}-{content_id(*parts)}", schema=schema, caption=caption)

    def _evidenced(self, schema: str, *parts: str) -> Entity:
        """An entity about the link with all that supports it."""
        subject, object_, key, attributes = self.edge
        id_ = edge_id(subject, key, object_)
        own = f"{schema.lower()}-{content_id(id_, *parts)}" if parts else f"link-{id_}"
        entity = Entity(id=own, schema=schema, caption=str(attributes.get("label", key)))
        evidence = attributes.get("evidence", ())
        if data()["links"][schema].get("status"):
            entity.add("status", *_standing(attributes))
        entity.add("date", *sorted(set(dates(*(cited.get("date") for cited in evidence)))))
        first, last = _interval(attributes)
        entity.add("startDate", *dates(first))
        entity.add("endDate", *dates(last))
        entity.add("recordId", id_)
        entity.add("summary", _summary(attributes))
        entity.add("description", *map(quotation, evidence))
        entity.add("proof", *(article_id(doc) for cited in evidence if (doc := cited.get("doc"))))
        entity.add("publisher", *(cited.get("outlet") for cited in evidence))
        entity.add("sourceUrl", *urls(*(cited.get("url") for cited in evidence)))
        return entity

    def _roles(self) -> list[str]:
        """The words for a rank or kinship, else the relation's; what is not held to be so says that first."""
        attributes = self.edge[3]
        label = str(attributes.get("label", self.edge[2]))
        if how := soft(attributes):
            return [f"{how}: {label}"]
        found = [str(cited["role"]) for cited in attributes.get("evidence", ()) if cited.get("role")]
        return list(dict.fromkeys(found)) or [label]


def soft(attributes: Mapping[str, Any]) -> str:
    """The word for how a link is held that is not simply stated as a fact; empty for one that is."""
    status = str(attributes.get("status") or Status.ASSERTED.value)
    if status not in HELD:
        return status
    return "disputed" if attributes.get("disputed") else ""


def _standing(attributes: Mapping[str, Any]) -> list[str]:
    """Return the status of a link, followed by `disputed` if it is disputed."""
    disputed = ["disputed"] if attributes.get("disputed") else []
    return [str(attributes.get("status") or Status.ASSERTED.value), *disputed]


def _fits(schema: str, subject: End, object: End) -> bool:
    """Whether a link schema accepts the schemata of both ends."""
    slots = data()["links"].get(schema)
    ranges = data()["ranges"]
    return slots is not None and all(
        end.schema in ranges[slots[name][1]] for name, end in (("subject", subject), ("object", object))
    )


def _interval(attributes: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """When a link that lasts began and ended, as far as its texts say; nothing of what is one moment."""
    first, last = attributes.get("date_from"), attributes.get("date_to")
    if first == last:
        first = last = None
    if last is None and attributes.get("status") == Status.ENDED.value:
        last = attributes.get("last_date")
    return first, last


def _summary(attributes: Mapping[str, Any]) -> str:
    """Return a one-line summary of a link: status, claims, sources, confidence and attributions."""
    claims, outlets = attributes.get("weight") or 1, attributes.get("n_outlets") or 0
    confidence = attributes.get("confidence")
    sure = f", confidence {confidence:.2f}" if isinstance(confidence, float) else ""
    said = sorted({c["attribution"] for c in attributes.get("evidence", ()) if c.get("attribution")})
    who = f"; according to {', '.join(said)}" if said else ""
    how = ", ".join(_standing(attributes))
    return f"{how}: {counted(claims, 'claim')}, {counted(outlets, 'independent source')}{sure}{who}"
