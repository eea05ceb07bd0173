"""How the ends of a claim were resolved to their actors: the kind of resolution, with its measured sureness.

A name in the sentence says itself who is meant, and so does a description of an actor that the text never names. Every
other end (a pronoun, a description of somebody named elsewhere, a capital for its state, an argument taken from
another sentence) has a kind. `benchmarks/sureness.py` counts how often each kind is right.
"""

from __future__ import annotations

from bisect import bisect_left

from graphbuild.core.model import ActorType, EndResolution, MentionKind, Resolved
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.sureness import SURENESS

GRAMMAR = frozenset({"apposition", "copula", "kind noun", "place noun"})
"""Joins by the grammar of one sentence."""
OWN_KINDS = {
    "pronoun: speaker": "pronoun: speaker",
    "pronoun: reflexive": "pronoun: reflexive",
    "pronoun: both of a pair": "pronoun: both of a pair",
    "pronoun: all of a list": "pronoun: all of a list",
    "pronoun: spoken of": "pronoun: spoken of in the quotation",
    "repeated description": "description: repeated",
    "government of the country": "description: government of the country",
    "capital of the country": "description: capital of the country",
    "shared events": "description: shared events",
}
COUNTED_KINDS = {
    "description with a word of the name": "description: word of the name",
    "description": "description",
    "title": "description: title",
}


def resolved_ends(context: ClaimContext, event: Event, subject: int, target: int) -> Resolved | None:
    """Return how the two ends of a claim were resolved, or None if the words of both say who they are.

    Args:
        context: the document.
        event: the event that the claim is read from.
        subject, target: the mentions that are its ends.
    """
    kinds = [_kind_in_event(context, event, end) for end in (subject, target)]
    if kinds == [None, None]:
        return None
    of_subject, of_object = (
        None if kind is None else EndResolution(rule=kind, confidence=SURENESS.of(kind)) for kind in kinds
    )
    return Resolved(subject=of_subject, object=of_object)


def _kind_in_event(context: ClaimContext, event: Event, end: int) -> str | None:
    """Return the kind of resolution of an end; one that was taken from another sentence has a kind of its own."""
    if event.completed and context.clusters.sentence_of(end) != context.clusters.sentence[event.head]:
        return "argument from another sentence"
    return kind_of(context, end)


def kind_of(context: ClaimContext, end: int) -> str | None:
    """Return the kind of resolution of a mention, or None if its own words say who it is.

    Args:
        context: the document.
        end: a mention of it.
    """
    mention, clusters = context.mentions[end], context.clusters
    join = clusters.joins.get(end, "")
    if mention.kind is MentionKind.NAME:
        capital = mention.country is not None and context.lexicon.capital_of(context.text(end)) == mention.country
        return "capital for its state" if capital and context.type_of(end) is ActorType.COUNTRY else None
    if mention.kind is MentionKind.NOMINAL and _by_grammar(context, end):
        return "apposition"
    if join == "government of the country" and _says_country(context, end):
        return None
    if join in OWN_KINDS:
        return OWN_KINDS[join]
    if join in COUNTED_KINDS:
        return f"{COUNTED_KINDS[join]}, {_count(clusters.candidates.get(end, 1))}"
    if mention.kind is MentionKind.PRONOUN and _between_two(context, end):
        return "pronoun: same sentence, between two people"
    if mention.kind is MentionKind.PRONOUN:
        return f"pronoun: {_distance(context, end)}, {_count(clusters.candidates.get(end, 1))}"
    return "description: named elsewhere" if clusters.named(end) else None


def _between_two(context: ClaimContext, end: int) -> bool:
    """Return True if a pronoun may be another person of its sentence: "Mr A said Mr B had complained he ..."."""
    mention, clusters = context.mentions[end], context.clusters
    token, here = clusters.head(end), clusters.sentence_of(end)
    if mention.number == "plur" or mention.gender not in {"m", "f"} or token.dep_ == "poss":
        return False
    told, before = clusters.genders(end), [i for i in clusters.in_sentence(here) if i < end]
    if not any(context.same_actor(i, end) for i in before):
        return False
    others = (i for i in before if context.mentions[i].number == "sing" and not clusters.is_copy(i))
    return any(not (genders := clusters.genders(i)) or genders & told for i in others if _is_other(context, i, end))


def _is_other(context: ClaimContext, i: int, end: int) -> bool:
    """Return True if a mention before a pronoun is another named person, outside the pronoun's own clause."""
    clause = grammar.clause(context.head(i)).i == grammar.clause(context.head(end)).i
    person = context.type_of(i) is ActorType.PERSON and context.named(i)
    return person and not clause and not context.same_actor(i, end)


def _by_grammar(context: ClaimContext, end: int) -> bool:
    """Return True if the grammar of the sentence joins a description and a name ("the colonel, Ana Reyes")."""
    clusters = context.clusters
    here = clusters.sentence_of(end)
    own = clusters.joins.get(end) in GRAMMAR
    beside = (i for i in clusters.in_sentence(here) if context.mentions[i].kind is MentionKind.NAME)
    return any(context.same_actor(i, end) and (own or clusters.joins.get(i) in GRAMMAR) for i in beside)


def _says_country(context: ClaimContext, end: int) -> bool:
    """Return True if a description of a government names its country ("the Norwegian government")."""
    head = context.head(end)
    beside = [*head.children, *grammar.prepositional(head, "of")]
    return any(context.mentions[i].country for token in beside if (i := context.mention_at(token)) is not None)


def _count(candidates: int) -> str:
    """Return in words whether there was a choice between candidates."""
    return "one candidate" if candidates <= 1 else "several candidates"


def _distance(context: ClaimContext, pronoun: int) -> str:
    """Return in words where the nearest mention before a pronoun that is none itself stands."""
    clusters = context.clusters
    members, here = clusters.members(pronoun), clusters.sentence_of(pronoun)
    beside = (i for i in clusters.in_sentence(here) if context.same_actor(i, pronoun))
    if any(context.mentions[i].kind is not MentionKind.PRONOUN for i in beside):
        return "same sentence"
    earlier = range(bisect_left(members, pronoun) - 1, -1, -1)
    before = next((n for n in earlier if context.mentions[members[n]].kind is not MentionKind.PRONOUN), None)
    near = before is not None and here - clusters.sentence_of(members[before]) == 1
    return "previous sentence" if near else "farther back"
