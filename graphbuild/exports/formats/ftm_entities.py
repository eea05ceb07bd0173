"""Actors and articles as FollowTheMoney entities, and the values that such entities may have."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graphbuild.core.ids import Family
from graphbuild.core.model import content_id
from graphbuild.core.periods import period
from graphbuild.core.records import Record
from graphbuild.exports.sanitize import text
from graphbuild.exports.source import Node
from graphbuild.resolution.comparison import says_little

DATA = Path(__file__).with_name("followthemoney.toml")
LONGEST_NAME = 384
_ID = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.\-]{0,198}[0-9A-Za-z])?")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_URL = re.compile(r"https?://[^\s/?#\"<>\\^`{|}]+\.[^\s\"<>\\^`{|}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One entity: its properties are lists of texts, without empty ones and without any text twice."""

    id: str
    schema: str
    caption: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, *values: object) -> None:
        """Adds what is not null, empty, or there already."""
        for value in values:
            clean = text(str(value)).strip() if value is not None else ""
            kept = self.properties.setdefault(name, []) if clean else []
            if clean and clean not in kept:
                kept.append(clean)

    def as_record(self) -> Record:
        """As it is written."""
        return {"id": self.id, "caption": self.caption, "schema": self.schema, "properties": self.properties}


@cache
def data() -> Mapping[str, Any]:
    """What `data/followthemoney.toml` says."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def schema_of(type: str) -> str:
    """The schema of an actor of this type; what nobody knows is a legal entity."""
    return str(data()["types"].get(type, {"schema": "LegalEntity"})["schema"])


def entity_id(id: str) -> str:
    """An actor's id as FollowTheMoney allows it: its own wherever it fits, so that lists of actors are known again."""
    return id if _ID.fullmatch(id) else f"actor-{content_id(id)}"


def article_id(doc: str) -> str:
    """The id of the article that a document becomes."""
    return f"article-{content_id(doc)}"


def entity_of(node: Node, facts: Mapping[str, Iterable[str]]) -> Entity:
    """The entity of an actor.

    Args:
        facts: what links say of the actor itself, by property.
    """
    id_, attributes = node
    name = text(str(attributes.get("label") or id_)).strip()[:LONGEST_NAME] or id_
    schema = schema_of(str(attributes.get("type", "")))
    entity = Entity(id=entity_id(id_), schema=schema, caption=name)
    entity.add("name", name)
    kind = Family.PERSON if schema == "Person" else Family.BODY
    for alias in attributes.get("aliases") or ():
        entity.add("weakAlias" if says_little(alias, name, kind) else "alias", alias[:LONGEST_NAME])
    entity.add("position" if schema == "Person" else "description", *(attributes.get("roles") or ()))
    entity.add("country", *countries(attributes.get("country")))
    entity.add("wikidataId", id_ if _WIKIDATA.fullmatch(id_) else None)
    _typed(entity, str(attributes.get("type", "")))
    for name_, values in sorted(facts.items()):
        entity.add(name_, *sorted(values))
    return entity


def article(document: Record) -> Entity:
    """The entity of a document; the hash stands in the notes, as Aleph's own hash is of the file."""
    title = document.get("title") or document.get("source") or document["id"]
    entity = Entity(id=article_id(document["id"]), schema="Article", caption=text(str(title))[:LONGEST_NAME])
    entity.add("title", document.get("title"))
    entity.add("name", entity.caption)
    entity.add("fileName", Path(document.get("source") or "").name)
    entity.add("author", document.get("author"))
    entity.add("publisher", document.get("outlet"))
    entity.add("publishedAt", *dates(document.get("published")))
    entity.add("sourceUrl", *urls(document.get("url")))
    entity.add("language", data()["languages"].get(document.get("language") or ""))
    entity.add("bodyText", document.get("text"))
    digest = document.get("sha256")
    entity.add("notes", f"Document {document['id']}" + (f", SHA-256 {digest}" if digest else ""))
    return entity


def documentation(article: str, actor: str) -> Entity:
    """What ties an article to an actor that it is evidence for."""
    entity = Entity(id=f"documentation-{content_id(article, actor)}", schema="Documentation", caption="evidence")
    entity.add("document", article)
    entity.add("entity", actor)
    entity.add("role", "evidence")
    return entity


def countries(code: object) -> list[str]:
    """A country's code as FollowTheMoney has it; none where it is no code."""
    return [code.lower()] if isinstance(code, str) and _COUNTRY.fullmatch(code) else []


def dates(*written: object) -> list[str]:
    """Those that are ISO 8601 dates, without the time of day."""
    return [d.strip().partition("T")[0] for d in written if isinstance(d, str) and period(d) and len(d) >= 4]


def urls(*written: object) -> list[str]:
    """Those that are addresses on the web."""
    return [url.strip() for url in written if isinstance(url, str) and _URL.fullmatch(url.strip())]


def _typed(entity: Entity, type: str) -> None:
    """Add to an entity the properties that follow from its schema and the actor's type."""
    if entity.schema == "Address":
        entity.add("full", entity.caption)
        entity.add("remarks", *entity.properties.pop("description", ()))
    elif entity.schema != "Person":
        entity.add("classification", type.replace("_", " "))
    entity.add("topics", data()["types"].get(type, {}).get("topic"))
