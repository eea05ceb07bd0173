"""Open events: whatever a verb that no trigger knows says between two actors, told with the verb's own words.

The verb reaches its object, or an actor behind it: "lifted the ban on Chad", "withdrew its peacekeepers from Rwanda",
"lifted the restrictions imposed on Bell". Where a pair is told by a trigger, nothing is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import Event, MentionIndex
from graphbuild.extraction.syntax import control, cue_words, grammar
from graphbuild.knowledge.ontology import TYPE_SETS

PREPOSITIONS = frozenset("on against to for with from over of toward towards at into upon about between among".split())
# These reach a country or a place only: what is done there is done to it.
WHERE = frozenset({"in", "throughout", "across", "within", "inside"})
EMPTY_VERBS = frozenset({"say", "be", "have"})
MAX_DEPTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Whom a verb reaches, and the words between them, the verb first."""

    words: tuple[Token, ...]
    objects: tuple[int, ...]


def open_events(doc: Doc, clusters: Clusters, places: MentionIndex, known: list[Event]) -> Iterator[Event]:
    """Every open event of a document, beside the events that triggers tell."""
    told = {(clusters.of(s), clusters.of(o)) for e in known for s in e.subjects for o in e.objects}
    taken = {t for e in known if e.subjects and e.objects for t in e.trigger}
    for verb in doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() in EMPTY_VERBS:
            continue
        cue = cue_words.governor(verb, clusters.lexicon.cues)
        if cue is not None and cue.passive and grammar.is_passive(verb):
            continue
        passive = grammar.is_passive(verb)
        subjects = places.standing_for(grammar.agents(verb) if passive else control.subjects(verb))
        if not subjects:
            continue
        for reached in _reached(verb, subjects, clusters, places, direct=verb.i not in taken):
            pairs = [(s, o) for s in subjects for o in reached.objects if (clusters.of(s), clusters.of(o)) not in told]
            if pairs:
                yield _open_event(verb, reached.words, pairs)


def _open_event(verb: Token, words: tuple[Token, ...], pairs: list[tuple[int, int]]) -> Event:
    return Event(
        relation="other",
        rule="other/verb" if len(words) < 3 else "other/verb and object",
        kind="other",
        trigger=tuple(w.i for w in words),
        head=verb.i,
        subjects=tuple(dict.fromkeys(s for s, _ in pairs)),
        objects=tuple(dict.fromkeys(o for _, o in pairs)),
        label=" ".join([verb.lemma_.lower(), *(w.lower_ for w in words[1:])]),
    )


def _reached(
    verb: Token, subjects: tuple[int, ...], clusters: Clusters, places: MentionIndex, *, direct: bool
) -> Iterator[Reached]:
    """The verb's object; and where that is no actor, or only the means of one, the actor behind it."""
    words = (verb, *grammar.children(verb, "prt"))
    if grammar.is_passive(verb):
        if direct:
            yield Reached(words=words, objects=places.standing_for(control.subjects(verb)))
        return
    nouns = grammar.objects(verb)
    objects = places.standing_for(nouns)
    if objects and direct:
        yield Reached(words=words, objects=objects)
    if (objects and any(clusters.named(i) for i in objects)) or not (objects or direct):
        return
    behind = _behind(verb, nouns, words, clusters, places)
    mere_places = all(clusters.type_of(i) is ActorType.PLACE for i in objects)
    if behind is not None and not mere_places:  # "withdrew troops from Rwanda": only a name stands behind the troops
        names = tuple(i for i in behind.objects if clusters.mentions[i].kind is MentionKind.NAME and i not in objects)
        behind = Reached(words=behind.words, objects=names) if names else None
    if behind is None and not objects and (owners := places.owners(nouns)):
        behind = Reached(words=(*words, *nouns[:1]), objects=owners)
    if behind is not None:
        yield behind


def _behind(
    verb: Token, nouns: list[Token], words: tuple[Token, ...], clusters: Clusters, places: MentionIndex
) -> Reached | None:
    """The first actor after a preposition on the verb, on its object, or on what hangs there."""
    for holder in (verb, *nouns):
        beside = nouns[:1] if holder.i == verb.i else [holder]
        found = _after_preposition(holder, (*words, *beside), clusters, places, bool(nouns), 0)
        if found is not None:
            return found
    return None


def _after_preposition(
    holder: Token, words: tuple[Token, ...], clusters: Clusters, places: MentionIndex, transitive: bool, depth: int
) -> Reached | None:
    """Down from a word over its prepositions ("on", "imposed on", "in aid to") to the first actor."""
    if depth > MAX_DEPTH:
        return None
    deeper: list[tuple[Token, Token]] = []
    for prep in grammar.children(holder, "prep", "dative"):
        wanted = prep.lower_ in PREPOSITIONS
        if not wanted and not (transitive and prep.lower_ in WHERE):
            continue
        inner = grammar.prepositional(holder, prep.lower_)
        found = places.standing_for(inner)
        if not wanted:
            found = tuple(i for i in found if clusters.type_of(i) in TYPE_SETS["place"])
        if found:
            return Reached(words=(*words, prep), objects=found)
        deeper += [(prep, noun) for noun in inner if noun.pos_ in {"NOUN", "PROPN"}]
    for clause in grammar.children(holder, "acl") if holder.pos_ == "NOUN" else ():
        if clause.tag_ == "VBN" and not grammar.agents(clause):
            deeper.append((clause, clause))
    for prep, noun in deeper:
        found_below = _after_preposition(noun, (*words, prep), clusters, places, transitive, depth + 1)
        if found_below is not None:
            return found_below
    return None
