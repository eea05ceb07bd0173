"""Places that are struck: the town of a building or spot that is the target, or the place of a strike without one.

"Shelled a hospital in Zaria" and "attacks in Zaria" are attacks on Zaria; a market or a school is no actor.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import of_types
from graphbuild.extraction.events.frames import Match
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology import TYPE_SETS, FrameKind

Side = tuple[int, ...]
FIGHTING = frozenset({ActorType.ARMED_GROUP, ActorType.SECURITY_FORCE, ActorType.COUNTRY})


def struck(context: DocumentContext, match: Match, near: Side, far: Side) -> Side:
    """Return the targets of an assault, with the places of those that are only buildings or spots without a name.

    Args:
        context: the document.
        match: the frame of the assault.
        near, far: the mentions on its two sides.
    """
    found = tuple(dict.fromkeys(j for i in far for j in _target(context, i)))
    blow = match.frame.kind is FrameKind.NOUN and match.frame.head in NOMINALIZATIONS.blows
    if found or match.far or not blow or not any(context.type_of(i) in FIGHTING for i in near):
        return found  # clerks on strike in Zaria attack nobody
    noun = context.doc[match.head]
    return _aimed_elsewhere(context, noun) or _scene(context, noun)


def _target(context: DocumentContext, i: int) -> Side:
    """Return the place of a building or spot, or the target itself."""
    m, token = context.mentions[i], context.head(i)
    lemma = token.lemma_.lower()
    named = context.named(i) or any(_name(c) for c in grammar.children(token, "compound", "nmod"))
    if m.kind is not MentionKind.NOMINAL or named:
        return (i,)
    if lemma in LOCATIONS.place_nouns:
        return _places(context, grammar.prepositional(token, "of")) or (i,)
    if context.type_of(i) is ActorType.PLACE or lemma in LOCATIONS.buildings:
        return _places(context, grammar.prepositional(token, *LOCATIONS.struck)) or (i,)
    return (i,)


def _name(word: Token) -> bool:
    """Whether a word before a building names it; a faith or a people does not ("a Shia mosque")."""
    return word.pos_ == "PROPN" and word.ent_type_ != "NORP"


def _aimed_elsewhere(context: DocumentContext, noun: Token) -> Side:
    """Return who is aimed at later in the sentence: "strikes in Zaria with jets against the Cedar Front" hit the front.

    What another deed is aimed at is no target of this one.
    """
    later = (
        t for t in context.doc[noun.i + 1 : noun.sent.end] if t.dep_ == "prep" and t.lower_ in FUNCTION_WORDS.aiming
    )
    own = (p for p in later if p.head.i == noun.i or not context.matches_at(p.head.i))
    aimed = ([t for p in grammar.children(prep, "pobj") for t in grammar.conjuncts(p)] for prep in own)
    sides = (context.mentions_of(tokens) for tokens in aimed)
    found = (tuple(i for i in side if context.type_of(i) not in TYPE_SETS["place"]) for side in sides)
    return next((side for side in found if side), ())


def _scene(context: DocumentContext, noun: Token) -> Side:
    """Return the place of a strike that has no target: "attacks in Zaria", "a strike killed two people in Zaria"."""
    verb = noun.head
    holders = [noun]
    if noun.dep_ in {"dobj", "nsubjpass"}:
        holders.append(verb)
    elif noun.dep_ == "nsubj" and verb.lemma_.lower() in NOMINALIZATIONS.harming:
        holders += [verb, *grammar.objects(verb)]
    found = next((p for h in holders if (p := _places(context, grammar.prepositional(h, *LOCATIONS.struck)))), ())
    if found or (harmed := _harmed_by(noun)) is None:
        return found
    return tuple(i for i in _places(context, grammar.prepositional(harmed, *LOCATIONS.struck)) if context.named(i))


def _harmed_by(noun: Token) -> Token | None:
    """Return the verb of those who were harmed in a strike: "killed in Zaria as a result of an air attack"."""
    node = noun
    for _ in range(control.MAX_DEPTH):
        if node.dep_ not in {"pobj", "prep", "pcomp"}:
            break
        node = node.head
        if node.lemma_.lower() in NOMINALIZATIONS.harming:
            return node if grammar.is_passive(node) else None
        if node.pos_ == "NOUN" and node.lemma_.lower() not in NOMINALIZATIONS.series:
            break
    return None


def _places(context: DocumentContext, tokens: Iterable[Token]) -> Side:
    """Return the places among what tokens refer to; of "Zaria, Kaduna, Nigeria" only the first."""
    found = of_types(context, context.mentions_of(tokens), TYPE_SETS["place"])
    joined = any(context.doc[max(context.mentions[i].start - 1, 0)].pos_ == "CCONJ" for i in found[1:])
    return found if joined else found[:1]
