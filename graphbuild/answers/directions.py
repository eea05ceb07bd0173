"""Links of an actor by what they are and which way they point: families of relations, in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphbuild.answers.links import Answer
from graphbuild.core.errors import UsageError, did_you_mean
from graphbuild.core.link_key import is_open, verb_of
from graphbuild.evidence.link import Link
from graphbuild.graph.filters import Filters
from graphbuild.graph.view import View
from graphbuild.graph.when import When
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


def pointing(answer: Answer, direction: str, when: When, limit: int | None = None) -> Answer:
    """Return the links of an answer that point to its actor (`in`) or from it (`out`), and those without direction.

    Args:
        answer: all links of the actor.
        direction: `in` or `out`.
        when: the time that was asked for.
        limit: at most so many.
    """
    kept = tuple(link for link in answer.links if points(link, answer.actor.id, direction))
    undated = None if answer.undated is None else when.undated(kept)
    return replace(answer, links=kept[:limit], total=len(kept), undated=undated)


def points(link: Link, actor: str, direction: str) -> bool:
    """Return whether a link points to (`in`) or from (`out`) an actor; one without direction does both."""
    return link.symmetric or actor == (link.object if direction == "in" else link.subject)


def tally(links: Iterable[Link], actor: str) -> dict[str, int]:
    """Return how many links there are by their words as the actor sees them ("accused by": 2), most first."""
    return _most_first(Counter(link.inverse if _turned(link, actor) else link.label for link in links))


def tally_of_all(view: View, actor: str, wanted: Filters) -> dict[str, int]:
    """Return the same of all links of an actor that pass, without reading their sentences."""
    found: Counter[str] = Counter()
    for subject, key, _, *_ in view.links(wanted).facts({actor}):
        found[_words(key, turned=subject != actor, view=view)] += 1
    return _most_first(found)


def _words(key: str, *, turned: bool, view: View) -> str:
    """Return the words for a relation from the side of its subject, or turned, of its object."""
    if is_open(key):
        return f"{verb_of(key)} (by)" if turned else verb_of(key) or key
    relation = view.ontology.relation(key)
    return relation.inverse if turned and not relation.symmetric else relation.label


def _turned(link: Link, actor: str) -> bool:
    """Return whether an actor is the object of a link that has a direction."""
    return link.object == actor and not link.symmetric


def _most_first(found: Mapping[str, int]) -> dict[str, int]:
    """Return counts in descending order, words in ascending order where they are equal."""
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
