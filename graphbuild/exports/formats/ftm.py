"""FollowTheMoney entities, one a line, as Aleph and nomenklatura load them. https://followthemoney.tech

An asserted or ended link becomes the schema that its relation names, where the ends fit it; everything else, and
whatever is only alleged, planned, possible, denied or disputed, an UnknownLink whose role says so ("alleged: funds"):
whoever sees a Membership in Aleph takes it for one. Each link cites its articles (`proof`), each article the actors
that it is evidence for (Documentation). Positions, court cases and sanctions, which are no entities here, are entities
there. What becomes what is data: `data/followthemoney.toml` and `ftm` in the file of relations.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from graphbuild.core.files import replacing
from graphbuild.exports.formats.ftm_entities import Entity, article, article_id, documentation, entity_id, entity_of
from graphbuild.exports.formats.ftm_links import Linking
from graphbuild.exports.report import Tally, counted
from graphbuild.exports.source import Edge, Source

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
NO_OFFSETS = "FollowTheMoney has no place for mentions, nor for where in a text a claim stands; jsonl has both."


def write(source: Source, path: Path, tally: Tally) -> None:
    """Writes the file; what FollowTheMoney cannot hold is taken down in the tally."""
    linking = Linking(ontology=source.ontology, types=source.types(), names=source.names())
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{_encode(entity.as_record())}\n" for entity in _entities(source, linking, tally))
    if linking.untyped:
        tally.say(
            f"Not stated as a fact, or disputed: {counted(linking.untyped, 'link')}, written as UnknownLink with a "
            'role that says so ("alleged: funds"), so that nobody takes it for a membership or a post.'
        )
    tally.say(NO_OFFSETS)


def _entities(source: Source, linking: Linking, tally: Tally) -> Iterator[Entity]:
    """Links, then the articles that they cite, then the actors: by then all is known that links say of these."""
    written: set[str] = set()
    countries = source.countries()
    for edge in source.edges():
        tally.links += 1
        tally.claims += len(edge[3].get("evidence", ()))
        tally.strip(edge[3])
        yield from _once(linking.entities(edge, countries), written)
        yield from _once(_documented(edge), written)
    for record in source.documents():
        tally.documents += 1
        tally.strip(record)
        yield article(record)
    for node in source.actors():
        tally.actors += 1
        tally.strip(node[1])
        yield entity_of(node, linking.facts.get(node[0], {}))


def _documented(edge: Edge) -> Iterator[Entity]:
    """Yield what links the ends of an edge to the articles that it cites."""
    docs = dict.fromkeys(cited["doc"] for cited in edge[3].get("evidence", ()) if cited.get("doc"))
    for doc in docs:
        for end in edge[:2]:
            yield documentation(article_id(doc), entity_id(end))


def _once(entities: Iterable[Entity], written: set[str]) -> Iterator[Entity]:
    """Those that may come up again, as posts and documentations, only the first time; links come once anyway."""
    for entity in entities:
        if entity.schema in ("Position", "Documentation"):
            if entity.id in written:
                continue
            written.add(entity.id)
        yield entity
