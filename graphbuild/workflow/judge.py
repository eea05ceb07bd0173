"""Judging a store: who is who, which articles tell one story, and what corrections say of both.

Judgements are made over all documents together and laid over what was read in each. Where the same code has judged the
same documents with the same relations and corrections before, nothing is done.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from heapq import merge
from itertools import groupby

from graphbuild.core import steps
from graphbuild.core.model import Actor, ObservedActor, content_id
from graphbuild.knowledge.ontology import Ontology
from graphbuild.resolution.corrections import Corrections
from graphbuild.resolution.corrections.apply import Verdict
from graphbuild.resolution.corrections.notice import Notice
from graphbuild.resolution.describe import describe
from graphbuild.resolution.resolve import Resolution
from graphbuild.store import Store
from graphbuild.store.connection import understood
from graphbuild.workflow.judging.anew import resolve_anew
from graphbuild.workflow.judging.changes import note_changes
from graphbuild.workflow.judging.corrected import candidates, centres_of, corrected, symmetric_of, uncorrected
from graphbuild.workflow.judging.derived import keep_judgements
from graphbuild.workflow.judging.from_nothing import verdict_from_nothing
from graphbuild.workflow.judging.resolver import update_resolution
from graphbuild.workflow.judging.stories import Retold, update_stories

NOTICES = "notices"
"""The meta key of the corrections that did not apply when the store was judged last."""

RESOLVED = "resolved"
"""The meta key of what who is who depended on besides the documents, before corrections."""

CORRECTED = "corrected"
"""The meta key of the actors that corrections were about when the store was judged last, as they are without them."""

_ANEW_FROM = 0.25
"""The share of documents that have changed from which on judging all anew costs less."""


def judge_store(
    store: Store,
    relations: Ontology,
    corrections: Corrections | None = None,
    *,
    before_commit: Callable[[], None] | None = None,
) -> tuple[Notice, ...]:
    """Judge a store, and keep the judgements with the actors, names and links that follow from them.

    Only what documents that have changed since, and corrections, can concern is judged again; the result is the same as
    if all had been.

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
        found = judge_again(store, relations, corrections)
        notices = tuple(sorted(found.notices))
        store.set_meta(NOTICES, json.dumps([[notice.number, notice.text] for notice in notices]))
        store.settle_judging(_key(relations, corrections))
        if before_commit is not None:
            before_commit()
    return notices


def judge_again(store: Store, relations: Ontology, corrections: Corrections | None) -> Verdict:
    """Judge a store within a transaction, and return what corrections make of the actors that they name."""
    docs = store.touched("doc")
    resolved = _resolved_key(relations)
    anew = store.sign_documents() or store.get_meta(RESOLVED) != resolved or _is_much(store, len(docs))
    retold = Retold(docs=frozenset(), stories={}, changed=frozenset())
    centres: set[int] = set()
    if anew:
        centres = resolve_anew(store)
    elif docs:
        retold = update_stories(store, docs, store.touched("story"))
        centres = update_resolution(store, docs, retold)
    found = corrected(store, relations, corrections)
    former = json.loads(store.get_meta(CORRECTED) or "[]")
    plain = uncorrected(store, centres | centres_of(store, former))
    judged = _joined(plain.resolution) | _joined(found.resolution)
    affected = keep_judgements(store, judged, found.overlay, {*docs, *retold.changed})
    named = store.actors_before(found.resolution.canonical)
    keys = {RESOLVED: resolved, CORRECTED: json.dumps(sorted(named))}
    store.keep_judging(found.overlay, symmetric_of(relations), keys)
    actors = None if anew else affected.actors
    store.replace_actors(actors, describe_actors(store, actors))
    store.replace_candidates(candidates(store, found, corrections))
    store.replace_links(None if anew else affected.pairs)
    note_changes(store, actors, None if anew else affected.pairs)
    return found


def is_judged(store: Store, relations: Ontology, corrections: Corrections | None = None) -> bool:
    """Return whether `judge_store` would change nothing."""
    return not store.pending and store.judged_by == _key(relations, corrections)


def verdict(store: Store, relations: Ontology, corrections: Corrections | None) -> Verdict:
    """Return what corrections make of the actors that they name; nothing is written.

    Args:
        store: open for reading or writing.
        relations: the relations that corrections may name.
        corrections: take precedence over what is judged here.

    Raises:
        DataError: the corrections contradict each other.
    """
    if not store.pending and store.get_meta(RESOLVED) == _resolved_key(relations):
        return corrected(store, relations, corrections)
    return verdict_from_nothing(store, relations, corrections)


def describe_actors(store: Store, actors: Collection[str] | None = None) -> Iterator[Actor]:
    """Yield the actors as the judgements of a store make them out of the observations, by id.

    Args:
        store: judged.
        actors: only these.
    """
    overlay = store.overlay
    mentions: Counter[str] = store.mention_counts(actors)
    mentions.update(moved.actor for moved in overlay.moved)
    mentions.subtract(moved.source for moved in overlay.moved)
    judged = ((actor, overlay.remaining(member)) for actor, member in store.judged_observations(actors))
    parts = (part for part in overlay.parts if actors is None or part[0] in actors)
    for actor, group in groupby(merge(judged, parts, key=_actor), key=_actor):
        if actor not in overlay.rejected:
            yield overlay.dressed(describe(actor, [member for _, member in group], n_mentions=mentions[actor]))


def _is_much(store: Store, n_docs: int) -> bool:
    """Return whether so many documents have changed that judging all anew costs less."""
    return n_docs > _ANEW_FROM * len(store.doc_ids())


def _joined(resolution: Resolution) -> dict[str, tuple[str, str]]:
    """Return the actor's id and the reason of each observed actor."""
    return {id_: (actor, resolution.reasons[id_]) for id_, actor in resolution.canonical.items()}


def _resolved_key(relations: Ontology) -> str:
    """Return a hash of what who is who depends on besides the documents, before corrections."""
    return content_id(steps.JUDGING.key(), relations.digest, length=64)


def _key(relations: Ontology, corrections: Corrections | None) -> str:
    """Return a hash of what the judgements depend on besides the documents."""
    entries = repr(corrections) if corrections is not None and corrections.entries else ""
    return content_id(steps.JUDGING.key(), relations.digest, entries, length=64)


def _kept_notices(store: Store) -> tuple[Notice, ...]:
    """Return the notices of the last judging."""
    with understood(store.path):
        return tuple(Notice(number, text) for number, text in json.loads(store.get_meta(NOTICES) or "[]"))


def _actor(item: tuple[str, ObservedActor]) -> str:
    """Return the actor id of a pair."""
    return item[0]
