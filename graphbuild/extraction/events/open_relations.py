"""Open relations (as in open information extraction): a verb without a trigger links two actors, in its own words.

The second actor is the verb's object or one in a phrase below it: "lifted the ban on Chad", "withdrew its peacekeepers
from Rwanda", "lifted the restrictions imposed on Bell". A pair that a trigger links gets no open relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.syntax import control, cue_words, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.ontology import TYPE_SETS
from graphbuild.knowledge.ontology.relation import OPEN

MAX_DEPTH = 3
"""Prepositions between the verb and an actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The second actors of an open relation.

    Attributes:
        words: the tokens from the verb to them, the verb first.
        objects: their mentions.
    """

    words: tuple[Token, ...]
    objects: tuple[int, ...]


def open_events(context: DocumentContext, known: list[Event]) -> Iterator[Event]:
    """The open relations of all verbs, for pairs that no known event links.

    Args:
        context: the document.
        known: the events found so far, merged.
    """
    linked = {(context.actor_of(s), context.actor_of(o)) for e in known for s in e.subjects for o in e.objects}
    taken = {t for e in known if e.subjects and e.objects for t in e.trigger}
    for verb in context.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() in FUNCTION_WORDS.empty_verbs:
            continue
        cue = cue_words.governor(verb, context.lexicon.cues)
        if cue is not None and cue.passive and grammar.is_passive(verb):
            continue
        passive = grammar.is_passive(verb)
        subjects = context.mentions_of(grammar.agents(verb) if passive else control.subjects(verb))
        if not subjects:
            continue
        for reached in _reached(context, verb, subjects, direct=verb.i not in taken):
            pairs = [
                (s, o)
                for s in subjects
                for o in reached.objects
                if (context.actor_of(s), context.actor_of(o)) not in linked
            ]
            if pairs:
                yield _open_event(verb, reached.words, pairs)


def _open_event(verb: Token, words: tuple[Token, ...], pairs: list[tuple[int, int]]) -> Event:
    """The event of a verb and of all pairs that it links."""
    return Event(
        relation=OPEN.id,
        rule="other/verb" if len(words) < 3 else "other/verb and object",
        kind="other",
        trigger=tuple(w.i for w in words),
        head=verb.i,
        subjects=tuple(dict.fromkeys(s for s, _ in pairs)),
        objects=tuple(dict.fromkeys(o for _, o in pairs)),
        label=" ".join([verb.lemma_.lower(), *(w.lower_ for w in words[1:])]),
    )


def _reached(context: DocumentContext, verb: Token, subjects: tuple[int, ...], *, direct: bool) -> Iterator[Reached]:
    """The verb's object; if that is no actor, or no named one, also the actor in a phrase below it."""
    words = (verb, *grammar.children(verb, "prt"))
    if grammar.is_passive(verb):
        if direct:
            yield Reached(words=words, objects=context.mentions_of(control.subjects(verb)))
        return
    nouns = grammar.objects(verb)
    objects = context.mentions_of(nouns)
    if objects and direct:
        yield Reached(words=words, objects=objects)
    if (objects and any(context.named(i) for i in objects)) or not (objects or direct):
        return
    behind = _behind(context, verb, nouns, words)
    mere_places = all(context.type_of(i) is ActorType.PLACE for i in objects)
    if behind is not None and not mere_places:  # "withdrew troops from Rwanda": only a name stands behind the troops
        names = tuple(i for i in behind.objects if context.mentions[i].kind is MentionKind.NAME and i not in objects)
        behind = Reached(words=behind.words, objects=names) if names else None
    if behind is None and not objects and (owners := context.owners_of(nouns)):
        behind = Reached(words=(*words, *nouns[:1]), objects=owners)
    if behind is not None:
        yield behind


def _behind(context: DocumentContext, verb: Token, nouns: list[Token], words: tuple[Token, ...]) -> Reached | None:
    """The first actor after a preposition of the verb, of its object, or below those."""
    for holder in (verb, *nouns):
        beside = nouns[:1] if holder.i == verb.i else [holder]
        found = _after_preposition(context, holder, (*words, *beside), bool(nouns), 0)
        if found is not None:
            return found
    return None


def _after_preposition(
    context: DocumentContext, holder: Token, words: tuple[Token, ...], transitive: bool, depth: int
) -> Reached | None:
    """The first actor below a word's prepositions ("on", "imposed on", "in aid to")."""
    if depth > MAX_DEPTH:
        return None
    deeper: list[tuple[Token, Token]] = []
    for prep in grammar.children(holder, "prep", "dative"):
        wanted = prep.lower_ in FUNCTION_WORDS.reaching
        if not wanted and not (transitive and prep.lower_ in FUNCTION_WORDS.reaching_places):
            continue
        inner = grammar.prepositional(holder, prep.lower_)
        found = context.mentions_of(inner)
        if not wanted:
            found = tuple(i for i in found if context.type_of(i) in TYPE_SETS["place"])
        if found:
            return Reached(words=(*words, prep), objects=found)
        deeper += [(prep, noun) for noun in inner if noun.pos_ in {"NOUN", "PROPN"}]
    for clause in grammar.children(holder, "acl") if holder.pos_ == "NOUN" else ():
        if clause.tag_ == "VBN" and not grammar.agents(clause):
            deeper.append((clause, clause))
    for prep, noun in deeper:
        found_below = _after_preposition(context, noun, (*words, prep), transitive, depth + 1)
        if found_below is not None:
            return found_below
    return None
