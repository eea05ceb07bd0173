"""Termination: the signs that a state has ended ("led it until 2019", "had been the leader", "served as governor")."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.claims.timing import ending
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.markers import negation
from graphbuild.extraction.factuality.status import standing
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.transfers import TRANSFERS
from graphbuild.knowledge.ontology import Trait
from graphbuild.knowledge.ontology.structural import COOPERATES, OWNS


def ended(context: ClaimContext, event: Event, how: Standing) -> Standing:
    """The factuality of an event, ENDED if it is a state that is over; an act of the past is not ("had arrested").

    A noun may name the state: "lifted the ban", "ended the war".

    Args:
        context: the document.
        event: one of its events.
        how: its factuality as its governors set it.
    """
    if _under_way(context, event, how):
        return Standing(speakers=how.speakers)
    lasting = context.ontology.relation(event.relation).lasts
    occasion = Trait.OCCASION in context.ontology.relation(event.relation).traits
    if not occasion and (fallen := _failed(event, context.doc[event.head])) is not None:
        return Standing(status=Status.DENIED, cue=fallen, speakers=how.speakers)
    if event.relation == OWNS and event.kind == "verbs" and context.doc[event.head].lemma_.lower() in TRANSFERS.selling:
        return _given_away(context, event, how)
    momentary = Trait.MOMENTARY in context.ontology.relation(event.relation).traits
    if how.status is Status.ENDED and (momentary or not lasting) and event.kind != "nouns":
        return Standing(speakers=how.speakers)
    if how.status is Status.DENIED and lasting and _cut(context, event, how):
        return Standing(status=Status.ENDED, cue=how.cue, speakers=how.speakers)
    head = context.doc[event.head]
    if how.status is not Status.ASSERTED or momentary or not lasting or negation(head) is not None:
        return how
    before = _ceased(head)
    if before is not None:
        return Standing(status=Status.ENDED, cue=before, speakers=how.speakers)
    if event.kind == "verbs" and context.ontology.relation(event.relation).family == "rank":
        before = _had(head) if head.lemma_.lower() in NOMINALIZATIONS.serving else None
    elif event.kind == "roles":
        before = _held_before(head) or _unseated(head)
    elif event.kind == "nouns":
        before = _parted_with(head, context.lexicon) or (None if occasion else _expired(head))
    if before is not None:
        return Standing(status=Status.ENDED, cue=before, speakers=how.speakers)
    over = ending(context, event)
    return Standing(status=Status.ENDED, cue=over, speakers=how.speakers) if over is not None else how


def lifted(context: ClaimContext, noun: Token) -> Standing | None:
    """The factuality of a measure that is lifted, or None if it is not the object of lifting.

    It has ended if it was lifted; if the lifting is refused, asked for or planned, it is still in force.

    Args:
        context: the document.
        noun: the measure.
    """
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_.lower() not in NOMINALIZATIONS.lifting:
        return None
    done = standing(context.doc, verb.i, "verbs", context.lexicon)
    if done.status in {Status.ASSERTED, Status.ALLEGED}:
        return Standing(status=Status.ENDED, cue=verb, speakers=done.speakers)
    return Standing()


def _failed(event: Event, noun: Token) -> Token | None:
    """The verb by which the event that a noun names came to nothing ("the sale fell through"), or None."""
    verb = noun.head
    if event.kind != "nouns" or noun.dep_ != "nsubj" or verb.tag_ not in {"VBD", "VBN", "VBZ"}:
        return None
    words = {verb.lemma_.lower(), *(f"{verb.lemma_.lower()} {c.lower_}" for c in verb.children if c.i > verb.i)}
    bare = not any(c.dep_ in {"dobj", "xcomp", "ccomp", "neg"} for c in verb.children)
    return verb if bare and words & NOMINALIZATIONS.failing else None


def _given_away(context: ClaimContext, event: Event, how: Standing) -> Standing:
    """The factuality of owning what its owner sells: over once it is sold, so as long as that is only to come.

    For the buyer it is as the sale is.
    """
    verb = context.doc[event.head]
    sellers = grammar.agents(verb) if grammar.is_passive(verb) else control.subjects(verb)
    if not set(context.mentions_of(sellers)) & set(event.subjects):
        return how
    if how.status is Status.ASSERTED:
        return Standing(status=Status.ENDED, cue=verb, speakers=how.speakers)
    return how if how.status is Status.ALLEGED else Standing(speakers=how.speakers)


def _cut(context: ClaimContext, event: Event, how: Standing) -> bool:
    """Whether what goes on is cancelled ("its funding"), not an occasion or what was only planned ("a visit")."""
    if how.cue is None or event.kind != "nouns" or context.doc[event.head].lemma_ in NOMINALIZATIONS.beginnings:
        return False
    lemma = how.cue.lemma_.lower()
    phrases = {lemma, *(f"{lemma} {c.lower_}" for c in how.cue.children if c.dep_ == "prt")}
    if not phrases & NOMINALIZATIONS.cutting:
        return False
    noun, cues = context.doc[event.head], context.lexicon.cues
    planned = any(cues.modifier(c) in {Status.FUTURE, Status.HYPOTHETICAL} for c in noun.children)
    direct = noun.head.i == how.cue.i and noun.dep_ in {"dobj", "nsubjpass"}
    return direct and not planned and Trait.OCCASION not in context.ontology.relation(event.relation).traits


def _under_way(context: ClaimContext, event: Event, how: Standing) -> bool:
    """Whether what is discussed is there already ("discussed their relations"), or is done by agreeing to it."""
    if how.cue is not None and how.status is Status.FUTURE and event.relation == COOPERATES:
        return how.cue.lemma_.lower() in NOMINALIZATIONS.agreeing
    if event.kind != "nouns" or how.cue is None or how.status is not Status.HYPOTHETICAL:
        return False
    noun, verb = context.doc[event.head], how.cue
    if noun.head.i != verb.i or noun.dep_ not in {"dobj", "nsubjpass"}:
        return False
    relation = context.ontology.relation(event.relation)
    state = relation.family == "weak" or (relation.lasts and Trait.MOMENTARY not in relation.traits)
    new = any(c.lower_ in FUNCTION_WORDS.unspecific_determiners for c in noun.children)
    return state and not new and verb.lemma_.lower() in NOMINALIZATIONS.discussing


def _had(verb: Token) -> Token | None:
    """The auxiliary that puts a verb before something else in the past, or None."""
    return next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in {"had", "'d"}), None)


def _ceased(head: Token) -> Token | None:
    """The word that sets an end to a state of the past, or None.

    "Was its chairman until he was dismissed", "before joining us, she served on it".
    """
    verb = head if head.pos_ in {"VERB", "AUX"} else head.head
    if (other := _earlier(head, verb)) is not None:
        return other
    if verb.tag_ not in {"VBD", "VBN"} and _had(verb) is None:
        return None
    for child in verb.children:
        if child.i < head.i:
            continue
        if child.dep_ == "prep" and child.lower_ in FUNCTION_WORDS.until:
            return child if any(c.pos_ == "NOUN" and not c.ent_type_ for c in grammar.children(child, "pobj")) else None
        if child.dep_ == "advcl" and any(c.tag_ == "VBD" for c in (child, *child.children)):
            until = next((c for c in child.children if c.lower_ in FUNCTION_WORDS.until), None)
            if until is not None:
                return until
    return None


def _earlier(head: Token, verb: Token) -> Token | None:
    """The word by which a state was so before something else of the past ("before joining us, she served on it")."""
    if verb.tag_ != "VBD" or (head.i != verb.i and head.dep_ != "attr"):
        return None
    for child in (c for c in grammar.children(verb, "prep") if c.i < verb.i):
        word = next((t for t in (child, *child.children) if t.lower_ in FUNCTION_WORDS.earlier), None)
        if word is not None and any(t.dep_ == "pcomp" and t.tag_ == "VBG" for t in child.subtree):
            return word
    return None


def _done(verb: Token) -> bool:
    """Whether a verb tells of something that was done."""
    return verb.tag_ in {"VBD", "VBN", "VBZ"} and not any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children)


def _unseated(noun: Token) -> Token | None:
    """The verb by which those who have a post lose it ("the council dismissed its directors"), or None."""
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_.lower() not in NOMINALIZATIONS.unseating:
        return None
    done = _done(verb)
    away = grammar.prepositional(verb, "from")
    return verb if done and all(t.lemma_.lower() in NOMINALIZATIONS.posts for t in away) else None


def _held_before(noun: Token) -> Token | None:
    """The word that puts a position in the past ("had been the leader", "served as governor"), or None."""
    copula = noun.head
    if noun.dep_ == "pobj" and copula.lower_ == "as":
        verb = copula.head
        if verb.lemma_.lower() in NOMINALIZATIONS.spells and verb.pos_ == "NOUN":
            return verb  # "during her time as chair"
        if verb.lemma_.lower() in NOMINALIZATIONS.posts and verb.dep_ == "pobj":
            loses = verb.head.head  # "was relieved of her duties as chair"
            return loses if loses.lemma_.lower() in NOMINALIZATIONS.unseating and _done(loses) else None
        if verb.lemma_ == "serve" and verb.tag_ == "VBD":
            return verb
        return _had(verb) if verb.lemma_.lower() in NOMINALIZATIONS.serving else None
    if noun.dep_ == "dobj" and copula.tag_ == "VBD" and copula.lemma_ in NOMINALIZATIONS.having:
        return next((t for t in copula.subtree if t.lower_ in FUNCTION_WORDS.until and t.i > noun.i), None)
    if noun.dep_ != "attr":
        return None
    verbs = [copula, copula.head] if copula.dep_ == "conj" else [copula]
    return next((had for v in verbs if (had := _had(v)) is not None), None) or _meanwhile(copula)


def _meanwhile(copula: Token) -> Token | None:
    """The past copula of a clause that dates something else ("took bribes while she was head of"), or None."""
    dates = copula.dep_ == "advcl" and copula.tag_ == "VBD"
    return copula if dates and any(c.lower_ in FUNCTION_WORDS.meanwhile for c in copula.children) else None


def _expired(noun: Token) -> Token | None:
    """The verb by which what a noun names is over ("its support ended", "the funding has dried up"), or None."""
    verb = noun.head
    done = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.lemma_ in NOMINALIZATIONS.having for c in verb.children))
    begun = noun.lemma_.lower() in NOMINALIZATIONS.beginnings
    whole = (
        done
        and not begun
        and noun.dep_ == "nsubj"
        and not any(c.dep_ in {"dobj", "xcomp", "neg"} for c in verb.children)
    )
    return verb if whole and verb.lemma_.lower() in NOMINALIZATIONS.expiring else None


def _parted_with(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb by which a possession is given away ("sold her stake", "his shares were handed over"), or None."""
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.tag_ not in {"VBD", "VBN"}:
        return None
    words = [verb.lemma_.lower(), *(c.lower_ for c in verb.children if c.dep_ == "prt")]
    return verb if " ".join(words) in NOMINALIZATIONS.parting else None
