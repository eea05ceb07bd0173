"""Verifying a store: whether everything in it is what it has to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from graphbuild.core import invariants
from graphbuild.core.errors import StoreError, UsageError
from graphbuild.core.model import Actor, Reading
from graphbuild.evidence.duplicates import signature as signature_of
from graphbuild.evidence.duplicates import stories
from graphbuild.store import Store
from graphbuild.store.connection import understood
from graphbuild.store.digest import digest_of
from graphbuild.store.figures import Tally
from graphbuild.store.rows import name_rows
from graphbuild.workflow.judge import describe_actors

if TYPE_CHECKING:
    from graphbuild.knowledge.ontology import Ontology

Part: TypeAlias = Callable[["Store", "Ontology"], Iterator["Fault"]]
"""One part of the check: yields the faults of one kind."""

_SHA256 = re.compile("[0-9a-f]{64}")


class FaultKind(StrEnum):
    """What a fault is in."""

    FILE = "file"
    DOCUMENT = "document"
    READING = "reading"
    RELATION = "relation"
    JUDGEMENT = "judgement"
    ACTOR = "actor"
    NAME = "name"
    COUNT = "count"
    LINK = "link"
    SYMMETRY = "symmetry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing in a store that is not what it has to be.

    Attributes:
        kind: what it is in.
        where: the id of the document, claim or actor, or the path of the file.
        what: what is wrong, as a sentence without its subject.
    """

    kind: FaultKind
    where: str
    what: str


def check(store: Store, ontology: Ontology) -> list[Fault]:
    """Return all faults of a store; none where all is well. Reads all of it.

    Spans lie in their texts and hold the words they should, each claim has its sentence, ids lead somewhere,
    every observed actor is judged, actors and their counts follow from the observations, symmetric relations
    have their ends in order.
    """
    damage = _damage(store)
    if damage:  # what else there is to say about a damaged file is not reliable
        return damage
    parts: tuple[Part, ...] = (_readings, _strays, _sentences, _relations)
    if store.has_links:  # else nothing is judged yet, or in a store of an older form, that could be verified
        parts += (_judgements, _actors, _links, _summaries, _figures, _stories, _resolution)
    faults: list[Fault] = []
    for part in parts:
        try:
            with understood(store.path):
                faults += part(store, ontology)
        except StoreError as error:  # a row that cannot be understood ends its part, and the others go on
            faults.append(Fault(kind=FaultKind.FILE, where=str(store.path), what=error.what))
    return list(dict.fromkeys(faults))


def _damage(store: Store) -> list[Fault]:
    """Return what SQLite finds wrong with the file."""
    try:
        lines = store.damage()
    except StoreError as error:
        lines = [error.what]
    return [Fault(kind=FaultKind.FILE, where=str(store.path), what=line) for line in lines]


def _readings(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield faults of what was read in each document."""
    owners: dict[str, str] = {}
    for doc in sorted(store.doc_ids()):
        try:
            with understood(store.path):
                yield from _reading(store, doc, owners)
        except StoreError as error:
            yield Fault(kind=FaultKind.READING, where=doc, what=error.what)


def _reading(store: Store, doc: str, owners: dict[str, str]) -> Iterator[Fault]:
    """Yield faults of what was read in one document. `owners` has the document of each claim id seen so far."""
    reading = store.reading(doc)
    if reading is None:
        return
    yield from _marks(store, reading)
    if not _SHA256.fullmatch(reading.document.sha256):
        yield Fault(kind=FaultKind.DOCUMENT, where=doc, what="its sha256 is none")
    row = reading.document.row
    if row is not None and not (isinstance(row, int) and row > 0):
        yield Fault(kind=FaultKind.DOCUMENT, where=doc, what="its row is none of a table")
    for what in invariants.faults(reading):
        yield Fault(kind=FaultKind.READING, where=doc, what=what)
    for claim in reading.claims:
        other = owners.setdefault(claim.id, doc)
        if other != doc:
            yield Fault(kind=FaultKind.READING, where=doc, what=f"claim {claim.id!r} is in {other!r} too")


def _marks(store: Store, reading: Reading) -> Iterator[Fault]:
    """Yield faults of the digest of a reading and of the signature of its text."""
    doc = reading.document.id
    digest, signature = store.marks(doc)
    if digest is not None and digest != digest_of(reading):
        yield Fault(kind=FaultKind.READING, where=doc, what="what was read in it has been changed since")
    if signature is None:
        yield Fault(kind=FaultKind.DOCUMENT, where=doc, what="it has no signature")
    elif signature != signature_of(reading.document.text):
        yield Fault(kind=FaultKind.DOCUMENT, where=doc, what="its signature is not that of its text")


def _strays(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield rows whose document is missing."""
    for doc, table in store.strays():
        yield Fault(kind=FaultKind.DOCUMENT, where=doc, what=f"it is gone, but rows of it are left ({table})")


def _sentences(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield sentences that the full-text index does not hold as they stand."""
    for doc, what in store.unindexed():
        yield Fault(kind=FaultKind.DOCUMENT, where=doc, what=what)


def _stories(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield documents whose story is not the one that their signatures make."""
    kept, told = store.stories(), stories(store.copies())
    for doc in sorted(kept.keys() | told.keys()):
        if kept.get(doc) != told.get(doc):
            what = f"its story is {kept.get(doc)!r}, but should be {told.get(doc)!r}"
            yield Fault(kind=FaultKind.DOCUMENT, where=doc, what=what)


def _summaries(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield summaries of links that are not what the claims make them."""
    if not store.has_links:
        return
    kept = (("is kept", link) for link in store.links())
    made = (("should be", link) for link in store.summarized())
    both = merge(kept, made, key=lambda item: item[1].link_key)
    for (subject, key, object_), group in groupby(both, key=lambda item: item[1].link_key):
        found = dict(group)
        is_, should = found.get("is kept"), found.get("should be")
        if is_ != should:
            what = f"it is kept as {is_ or 'nothing'}, but the claims make it {should or 'none'}"
            yield Fault(kind=FaultKind.LINK, where=f"{subject} {key} {object_}", what=what)


def _figures(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield figures of links that are not what the links make them."""
    made = Tally(store.counted_links())
    kinds = ({" ".join(kind): n for kind, n in found.items()} for found in (store.kept_kinds(), made.kinds))
    yield from _miscounts("links of this kind", *kinds)
    yield from _miscounts("degree", store.kept_degrees(), made.degrees())


def _miscounts(what: str, kept: Mapping[str, object], made: Mapping[str, object]) -> Iterator[Fault]:
    """Yield what is counted otherwise than it should be."""
    for key in sorted(kept.keys() | made.keys()):
        is_, should = kept.get(key), made.get(key)
        if is_ != should:
            text = f"its {what}: kept is {is_ or 'nothing'}, but the links make it {should or 'none'}"
            yield Fault(kind=FaultKind.COUNT, where=key, what=text)


def _relations(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield relations that the ontology does not have."""
    for relation in sorted(store.relations()):
        try:
            ontology.relation(relation)
        except UsageError:
            yield Fault(kind=FaultKind.RELATION, where=relation, what="no such relation in the ontology")


def _judgements(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield judgements and candidates of actors that do not exist, and observed actors without a judgement."""
    observed = {actor.id for actor in store.observed()}
    actors = {actor.id for actor in store.actors()} | set(store.overlay.rejected)
    judged: set[str] = set()
    for id_, actor, reason in store.judgements():
        judged.add(id_)
        if id_ not in observed:
            yield Fault(kind=FaultKind.JUDGEMENT, where=id_, what="it judges an observed actor that is not there")
        if actor not in actors:
            yield Fault(kind=FaultKind.JUDGEMENT, where=id_, what=f"its actor {actor!r} is not there")
        if not reason:
            yield Fault(kind=FaultKind.JUDGEMENT, where=id_, what="it has no reason")
    for candidate in store.candidates():
        for end in (candidate.one, candidate.other):
            if end not in actors:
                yield Fault(kind=FaultKind.JUDGEMENT, where=end, what="it is a candidate, but no such actor is there")
    for id_ in sorted(observed - judged):
        yield Fault(kind=FaultKind.JUDGEMENT, where=id_, what="the observed actor is not judged")


def _resolution(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield what the store keeps of how it was judged who is who, where a judging from nothing finds otherwise."""
    from graphbuild.workflow.judging.anew import judged_from_nothing

    kept, made = set(store.comparable()), set(judged_from_nothing(store).comparable())
    for row in sorted(kept ^ made, key=repr):
        what = "is kept" if row in kept else "is missing"
        text = f"a judging from nothing differs: {row[0]} {row[2:]!r} {what}"
        yield Fault(kind=FaultKind.JUDGEMENT, where=str(row[1]), what=text)


def _actors(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield actors and names that are not what the judged observations make them."""
    kept = {actor.id: actor for actor in store.actors()}
    made = {actor.id: actor for actor in describe_actors(store)}
    for id_ in sorted(kept.keys() - made.keys()):
        yield Fault(kind=FaultKind.ACTOR, where=id_, what="no document shows it")
    for id_, actor in made.items():
        if id_ in kept:
            yield from _differences(kept[id_], actor)
    names = {row for actor in kept.values() for row in name_rows(actor)}
    for key, actor_id, name in sorted(names ^ set(store.name_rows())):
        what = "does not lead to it" if (key, actor_id, name) in names else "leads to it, but is not its name"
        yield Fault(kind=FaultKind.NAME, where=actor_id, what=f"{name!r} {what}")


def _differences(kept: Actor, made: Actor) -> Iterator[Fault]:
    """Yield the fields in which an actor differs from what the observations make it."""
    for field in fields(Actor):
        is_, should = getattr(kept, field.name), getattr(made, field.name)
        if is_ != should:
            kind = FaultKind.COUNT if isinstance(should, int) else FaultKind.ACTOR
            yield Fault(kind=kind, where=kept.id, what=f"its {field.name} is {is_!r}, but should be {should!r}")


def _links(store: Store, ontology: Ontology) -> Iterator[Fault]:
    """Yield claims whose actors are missing, or whose ends are not in the order of a symmetric relation."""
    symmetric = {id_ for id_, relation in ontology.relations.items() if relation.symmetric}
    actors = {actor.id for actor in store.actors()}
    for claim in store.claims():
        ends = (claim.subject, claim.object, claim.attributed_to, claim.denied_by)
        missing = [end for end in ends if end is not None and end not in actors]
        for end in missing:
            yield Fault(kind=FaultKind.ACTOR, where=claim.id, what=f"its actor {end!r} is not there")
        if claim.relation in symmetric and claim.subject > claim.object:
            what = "its relation has no direction, but its ends are not in order: build again with this ontology"
            yield Fault(kind=FaultKind.SYMMETRY, where=claim.id, what=what)
