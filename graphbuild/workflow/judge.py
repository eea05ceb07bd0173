"""Judging a store: who is who, which articles tell one story, and what corrections say of both.

Judgements are made over all documents together and laid over what was read in each. Where the same code has judged the
same documents with the same relations and corrections before, nothing is done.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from heapq import merge
from itertools import groupby

from graphbuild.core import steps
from graphbuild.core.link_key import LinkKey
from graphbuild.core.model import Actor, Claim, Mention, ObservedActor, content_id
from graphbuild.evidence import duplicates
from graphbuild.knowledge.ontology import Ontology
from graphbuild.resolution import resolve
from graphbuild.resolution.corrections import Corrections, apply
from graphbuild.resolution.corrections.apply import Verdict
from graphbuild.resolution.corrections.notice import Notice
from graphbuild.resolution.corrections.overlay import Overlay
from graphbuild.resolution.corrections.splitting import Archive
from graphbuild.resolution.describe import describe
from graphbuild.store import Store
from graphbuild.store.claims import ordered
from graphbuild.store.connection import understood
from graphbuild.store.judgements import Judgements

NOTICES = "notices"
"""The meta key of the corrections that did not apply when the store was judged last."""


def judge_store(
    store: Store,
    relations: Ontology,
    corrections: Corrections | None = None,
    *,
    before_commit: Callable[[], None] | None = None,
) -> tuple[Notice, ...]:
    """Judge a store, and keep the judgements with the actors, names and links that follow from them.

    Args:
        store: open for writing.
        relations: says which relations are symmetric, and which ones corrections may name.
        corrections: take precedence over what is judged here.
        before_commit: called before anything is final; where it raises, the store stays as it was.

    Returns:
        A notice for each correction that does not apply, by the number of its entry.

    Raises:
        DataError: the corrections contradict each other; the judgements stay as they were.
        StoreError: the store cannot be written.
    """
    if is_judged(store, relations, corrections):
        if before_commit is not None:
            before_commit()
        return _kept_notices(store)
    with store.transaction():
        store.sign_documents()
        stories = duplicates.stories(store.copies())
        found = verdict(store, relations, corrections, stories)
        notices = tuple(sorted(found.notices))
        judgements = Judgements(
            actors=found.resolution.canonical,
            reasons=found.resolution.reasons,
            candidates=found.resolution.candidates,
            stories=stories,
            overlay=found.overlay,
            symmetric=_symmetric(relations),
            key=_key(relations, corrections),
        )
        store.replace_judgements(judgements, lambda: describe_actors(store))
        store.set_meta(NOTICES, json.dumps([[notice.number, notice.text] for notice in notices]))
        if before_commit is not None:
            before_commit()
    return notices


def is_judged(store: Store, relations: Ontology, corrections: Corrections | None = None) -> bool:
    """Return whether `judge_store` would change nothing."""
    return not store.pending and store.judged_by == _key(relations, corrections)


def verdict(
    store: Store, relations: Ontology, corrections: Corrections | None, stories: Mapping[str, str] | None = None
) -> Verdict:
    """Return who is who under these corrections; nothing is written.

    Args:
        store: open for reading or writing.
        relations: the relations that corrections may name.
        corrections: take precedence over what is judged here.
        stories: the story of each document that shares one, where they are known already.

    Raises:
        DataError: the corrections contradict each other.
    """
    observed = list(store.observed())
    stories = stories if stories is not None else duplicates.stories(store.copies())
    resolved = resolve.resolve(observed, stories)
    if corrections is None or not corrections.entries:
        return Verdict(resolution=resolved, overlay=Overlay(), notices=frozenset(), awaited=())
    archive = Archive(sources=store.sources(), mentions=lambda doc: _mentions(store, doc))
    found = apply.judge(corrections, observed, resolved, archive, relations)
    read = [(LinkKey.of(claim), claim) for claim in _corrected_claims(store, found, _symmetric(relations))]
    links = {key for key, _ in read}
    missing = {notice for key, notice in found.awaited if key not in links}
    missing |= {
        notice
        for struck, notice in found.awaited_claims
        if struck.key in links and not any(struck.hits(claim) for _, claim in read)
    }
    return replace(found, notices=found.notices | missing, awaited=(), awaited_claims=())


def describe_actors(store: Store) -> Iterator[Actor]:
    """Yield the actors as the judgements of a store make them out of the observations, by id."""
    overlay = store.overlay
    mentions: Counter[str] = store.mention_counts()
    mentions.update(moved.actor for moved in overlay.moved)
    mentions.subtract(moved.source for moved in overlay.moved)
    judged = ((actor, overlay.remaining(member)) for actor, member in store.judged_observations())
    for actor, group in groupby(merge(judged, overlay.parts, key=_actor), key=_actor):
        if actor not in overlay.rejected:
            yield overlay.dressed(describe(actor, [member for _, member in group], n_mentions=mentions[actor]))


def _key(relations: Ontology, corrections: Corrections | None) -> str:
    """Return a hash of what the judgements depend on besides the documents."""
    entries = repr(corrections) if corrections is not None and corrections.entries else ""
    return content_id(steps.JUDGING.key(), relations.digest, entries, length=64)


def _symmetric(relations: Ontology) -> frozenset[str]:
    """Return the ids of the relations without a direction."""
    return frozenset(id_ for id_, relation in relations.relations.items() if relation.symmetric)


def _kept_notices(store: Store) -> tuple[Notice, ...]:
    """Return the notices of the last judging."""
    with understood(store.path):
        return tuple(Notice(number, text) for number, text in json.loads(store.get_meta(NOTICES) or "[]"))


def _mentions(store: Store, doc: str) -> tuple[Mention, ...]:
    """Return the mentions in a document with observed ids; none where there is no such document."""
    reading = store.reading(doc)
    return reading.mentions if reading is not None else ()


def _corrected_claims(store: Store, found: Verdict, symmetric: frozenset[str]) -> Iterator[Claim]:
    """Yield the claims of actors in whose links corrections await a claim, as they will be read under the verdict."""
    yield from found.overlay.added
    actors = found.overlay.with_sources({key[0] for key, _ in found.awaited})
    canonical = found.resolution.canonical
    for claim in store.observed_claims(id_ for id_, actor in canonical.items() if actor in actors):
        judged = replace(claim, subject=canonical[claim.subject], object=canonical[claim.object])
        yield ordered(found.overlay.claim(judged), symmetric)


def _actor(item: tuple[str, ObservedActor]) -> str:
    """Return the actor id of a pair."""
    return item[0]
