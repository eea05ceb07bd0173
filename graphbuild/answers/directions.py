"""Links of an actor by what they are and which way they point: families of relations, in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphbuild.answers.links import Answer
from graphbuild.core.errors import UsageError, did_you_mean
from graphbuild.knowledge.ontology import Ontology


def relations_of(families: Iterable[str], ontology: Ontology) -> list[str]:
    """Return the relations of these families, by id.

    Raises:
        UsageError: the ontology has no such family.
    """
    known = sorted({relation.family for relation in ontology.relations.values()})
    for family in families:
        if family not in known:
            near = [name for name in known if name.startswith(family[:3])]
            raise UsageError(
                f"There is no family {family!r}.", hint=did_you_mean(near, f"The families are: {', '.join(known)}.")
            )
    wanted = set(families)
    return sorted(name for name, relation in ontology.relations.items() if relation.family in wanted)


def pointing(answer: Answer, direction: str, limit: int | None = None) -> Answer:
    """Return the links of an answer that point to its actor (`in`) or from it (`out`), and those without direction.

    Args:
        answer: all links of the actor.
        direction: `in` or `out`.
        limit: at most so many.
    """
    actor = answer.actor.id
    kept = tuple(
        link for link in answer.links if link.symmetric or actor == (link.object if direction == "in" else link.subject)
    )
    return replace(answer, links=kept[:limit], total=len(kept))
