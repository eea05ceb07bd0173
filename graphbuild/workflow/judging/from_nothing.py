"""Who is who in a store as a judging from nothing finds it, without what the store keeps of earlier ones."""

from __future__ import annotations

from graphbuild.evidence import duplicates
from graphbuild.knowledge.ontology import Ontology
from graphbuild.resolution import resolve
from graphbuild.resolution.corrections import Corrections, apply
from graphbuild.resolution.corrections.apply import Verdict
from graphbuild.resolution.corrections.overlay import Overlay
from graphbuild.store import Store
from graphbuild.workflow.judging.corrected import archive_of, noticed


def verdict_from_nothing(store: Store, relations: Ontology, corrections: Corrections | None) -> Verdict:
    """Return who is who, for all observed actors, under corrections; nothing is written.

    Args:
        store: open for reading or writing.
        relations: the relations that corrections may name.
        corrections: take precedence over what is judged here.

    Raises:
        DataError: the corrections contradict each other.
    """
    observed = list(store.observed())
    resolved = resolve.resolve(observed, duplicates.stories(store.copies()))
    if corrections is None or not corrections.entries:
        return Verdict(resolution=resolved, overlay=Overlay(), notices=frozenset(), awaited=())
    return noticed(store, apply.judge(corrections, observed, resolved, archive_of(store), relations), relations)
