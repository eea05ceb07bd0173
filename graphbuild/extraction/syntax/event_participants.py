"""Participants of events named in phrases: "arrived for talks with", "strikes in support of", "launched a war against".

The subject of the sentence attends the occasion or holds the attitude, though no verb governs the noun directly. The
patient may be in a preposition that is attached to the verb, its clause, a participle or the first of several nouns.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.nominalizations import doers, taking_in
from graphbuild.extraction.syntax.weapons import wielders
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology import Frame, Trait


def attending(noun: Token, frame: Frame, lexicon: Lexicon) -> list[Token]:
    """Return the subject of the word to which an "in" or "at" phrase, or a phrase around a meeting, is attached."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.dep_ not in {"prep", "conj"}:
        return []
    if taking_in(prep) is not None:
        return []
    clash = Trait.FORCE in frame.traits and noun.lemma_.lower() in NOMINALIZATIONS.clashes
    fought = clash and prep.lower_ in FUNCTION_WORDS.within_events
    bare = prep.lower_ in {"in", "at"} and prep.i + 1 >= noun.left_edge.i and not grammar.children(noun, "det")
    attended = Trait.OCCASION in frame.traits and prep.lower_ in FUNCTION_WORDS.around_occasions
    if not (bare or fought or attended):
        return []
    holder = prep.head
    while holder.pos_ == "ADP" and holder.head.i != holder.i:
        holder = holder.head
    if fought and holder.lemma_.lower() in NOMINALIZATIONS.harming:
        return control.subjects(holder)  # "two soldiers were killed in a clash with rebels": they clashed
    if holder.pos_ in {"VERB", "AUX"}:
        found = grammar.agents(holder) if grammar.is_passive(holder) and bare else control.subjects(holder)
        found = [t for one in found for t in wielders(one, lexicon)[0]]  # "its strikes, carried out in support of"
        return found or (_said_more_of(holder, lexicon) if bare else [])
    return doers(holder, lexicon) if bare and holder.pos_ == "NOUN" else []


def _said_more_of(participle: Token, lexicon: Lexicon) -> list[Token]:
    """Return the agent of the noun that a participle modifies: "conducted strikes coordinated in support of"."""
    modifies = participle.dep_ == "acl" and participle.head.pos_ == "NOUN"
    return doers(participle.head, lexicon) if modifies else []


def targets(noun: Token, prepositions: tuple[str, ...], lexicon: Lexicon) -> list[Token]:
    """Return the patients in a preposition that is attached elsewhere: to the verb, its clause or its "by"."""
    aimed = [p for p in prepositions if p in FUNCTION_WORDS.aiming]
    head = noun.head
    carried = noun.dep_ in {"dobj", "nsubjpass"} and lexicon.is_light(head)
    if carried and (found := grammar.prepositional(head, *prepositions)):
        return found  # "launched an insurgency against"
    if noun.dep_ == "conj" and noun.head.dep_ == "dobj" and lexicon.is_light(noun.head.head):
        return grammar.prepositional(noun.head.head, *prepositions)  # "suspended aid and deals with"
    happens = noun.dep_ == "nsubj" and head.lemma_.lower() in NOMINALIZATIONS.happenings
    if happens and (found := grammar.prepositional(head, *aimed)):
        return found  # "clashes erupted between"
    if found := _shared(noun, prepositions) or _shared_with_next(noun, prepositions):
        return found
    if noun.lemma_.lower() in NOMINALIZATIONS.prompting:
        return _prompted(noun)
    if "against" in aimed and (taken := _to_be_taken(noun)):
        return taken
    for verb in grammar.children(noun, "acl", "relcl"):
        made = verb.lemma_.lower() in NOMINALIZATIONS.executing or (verb.tag_ == "VBN" and lexicon.is_light(verb))
        if made and (found := grammar.prepositional(verb, *prepositions)):
            return found  # "sanctions imposed on", "the threat posed by X to Y", "a deal reached with"
    for prep in grammar.preposition_tokens(noun, "by"):
        for agent in grammar.children(prep, "pobj"):
            if found := grammar.prepositional(agent, *aimed):
                return found
    return []


def _shared(noun: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Return the patients that the last of coordinated event nouns shares with the first ("killing and abuse of X")."""
    if noun.dep_ != "conj":
        return []
    first = noun.head
    while first.dep_ == "conj" and first.pos_ == "NOUN":
        first = first.head
    after = [p for p in grammar.preposition_tokens(first, *prepositions) if p.i > noun.i]
    return [t for p in after for c in grammar.children(p, "pobj") for t in grammar.conjuncts(grammar.antecedent(c))]


def _shared_with_next(noun: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Return the patients that an event noun shares with the next one ("the abduction and killing of X")."""
    if any(c.dep_ in {"prep", "poss", "relcl", "acl"} for c in noun.children if c.i > noun.i or c.dep_ == "poss"):
        return []
    for later in grammar.children(noun, "conj"):
        if later.pos_ == "NOUN" and not grammar.possessors(later):
            return grammar.prepositional(later, *prepositions) or _shared_with_next(later, prepositions)
    return []


def _prompted(noun: Token) -> list[Token]:
    """Return who acts because of a request: "at the request of X, Y left", "Y was freed by Z at the urging of X"."""
    prep = noun.head
    verb = prep.head
    if noun.dep_ != "pobj" or prep.lower_ not in FUNCTION_WORDS.prompted or verb.pos_ not in {"VERB", "AUX"}:
        return []
    return grammar.agents(verb) if grammar.is_passive(verb) else control.subjects(verb)


def _to_be_taken(noun: Token) -> list[Token]:
    """Return what an attack is meant to take: "launched an offensive to retake the city"."""
    if noun.lemma_.lower() not in NOMINALIZATIONS.offensives:
        return []
    holders_ = (noun, noun.head) if noun.dep_ == "dobj" else (noun,)
    aims = [
        v
        for h in holders_
        for v in grammar.children(h, "acl", "advcl", "relcl", "xcomp")
        if v.i > noun.i and v.tag_ == "VB"
    ]
    return [t for v in aims if v.lemma_.lower() in NOMINALIZATIONS.capturing for t in grammar.objects(v)]
