"""Denials behind a statement: "..., a charge it denies", "He denies the allegation".

Such a denial puts what was stated before it in doubt: it is alleged, not a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from spacy.tokens import Doc, Token

from graphbuild.core.model import Status
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.markers import negation
from graphbuild.extraction.factuality.presupposition import presupposed
from graphbuild.extraction.syntax import control, cue_words, grammar
from graphbuild.knowledge.lexicon.cues import Cues
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.speech import SPEECH
from graphbuild.knowledge.ontology import Trait

DEEDS = frozenset({"force", "help", "business", "weak"})
"""Families of what a suspect may deny without naming it."""
CONTENT = frozenset({"acl", "relcl"})


class Reach(Enum):
    """What a denial is about."""

    CLAUSE = 1
    """The clause to which it is attached: "..., which he denies"."""
    STATEMENT = 2
    """What was said before, whoever did it: "The ministry denied it"."""
    DEED = 3
    """What the denier is said to have done: "denied any wrongdoing"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A verb by which somebody denies what stands before it."""

    verb: Token
    deniers: tuple[Token, ...]
    reach: Reach


def denials(doc: Doc, lexicon: Lexicon) -> tuple[Denial, ...]:
    """Return the denials of a document that name no deed of their own, in text order.

    Args:
        doc: the parsed document.
        lexicon: the word lists.
    """
    found = ((token, _reach(token, lexicon.cues)) for token in doc if token.pos_ in {"VERB", "AUX"})
    return tuple(Denial(verb=v, deniers=tuple(_deniers(v)), reach=reach) for v, reach in found if reach is not None)


def denied_behind(context: DocumentContext, event: Event, known: tuple[Denial, ...]) -> Iterator[Denial]:
    """Yield the denials in the rest of an event's sentence or in the next one that are about the event.

    Args:
        context: the document.
        event: one of its events.
        known: the denials in the event's sentence and in the next one.
    """
    if presupposed(context.doc[event.head], event.kind):
        return
    sentence = context.doc[event.head].sent
    after = context.doc[sentence.end].sent.end if sentence.end < len(context.doc) else sentence.end
    for denial in known:
        inside = denial.verb.is_ancestor(context.doc[event.head])  # "his lawyer denied it": he is the lawyer
        if (
            event.head < denial.verb.i < after
            and (not inside or denial.reach is Reach.CLAUSE)
            and _about(context, event, denial)
        ):
            yield denial


def _about(context: DocumentContext, event: Event, denial: Denial) -> bool:
    """Whether a denial is about an event that stands before it."""
    relation = context.ontology.relation(event.relation)
    deniers = {context.actor_of(i) for i in context.mentions_of(denial.deniers)}
    doers = {context.actor_of(i) for i in event.subjects}
    if denial.reach is Reach.DEED:
        return bool(deniers & doers) and relation.family in DEEDS and Trait.OCCASION not in relation.traits
    if deniers & doers:
        return True
    legal = Trait.LEGAL in relation.traits and Trait.VIOLENT not in relation.traits
    return relation.family in DEEDS and not legal and Trait.OCCASION not in relation.traits


def _deniers(verb: Token) -> list[Token]:
    """Return the tokens of those who deny: the agents of a passive verb, otherwise its subjects."""
    return grammar.agents(verb) if grammar.is_passive(verb) else control.subjects(verb)


def _reach(verb: Token, cues: Cues) -> Reach | None:
    """Return what a verb denies of the text before it, or None if it denies nothing or names a deed itself."""
    if negation(verb) is not None:
        return None
    cue = cue_words.governor(verb, cues)
    denies = cue is not None and cue.status is Status.DENIED and cue.speech
    if not denies and not _calls_untrue(verb, cues):
        return None
    if any(c.dep_ in {"ccomp", "xcomp", "pcomp"} for c in verb.children) and denies:
        return None
    if verb.dep_ in CONTENT and (reach := _of_relative(verb)) is not None:
        return reach
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "nsubj", "oprd", "ccomp"}]
    if denies and not any(c.dep_ in {"dobj", "nsubjpass", "prep"} for c in verb.children):
        return Reach.STATEMENT if verb.lemma_ in SPEECH.denying_bare and not grammar.is_passive(verb) else None
    if denies:
        objects = [c for c in objects if c.dep_ in {"dobj", "nsubjpass"}]
    else:
        objects = [n for c in objects if c.dep_ != "nsubj" for n in (c, *grammar.children(c, "nsubj"))]
    return next((reach for c in objects if (reach := _anaphor(c)) is not None), None)


def _of_relative(verb: Token) -> Reach | None:
    """Return the reach of a relative clause: "a charge (that) it denies", ", which it denies"."""
    noun = verb.head
    which = any(c.lower_ in SPEECH.clause_relatives and c.i < verb.i for c in verb.subtree)
    comma = any(t.text in {",", "-", "("} for t in verb.doc[max(noun.i, verb.left_edge.i - 2) : verb.left_edge.i + 1])
    if noun.lemma_.lower() in SPEECH.denied_statements | SPEECH.denied_deeds:
        return Reach.CLAUSE
    return Reach.CLAUSE if which and comma else None


def _calls_untrue(verb: Token, cues: Cues) -> bool:
    """Whether a verb of naming calls something untrue: "called the claims baseless", "described them as false"."""
    if verb.lemma_.lower() not in SPEECH.naming:
        return False
    untrue = (cues.governors.get(("adjective", t.lower_), ()) for t in verb.subtree if t.i > verb.i)
    return any(cue.status is Status.DENIED for found in untrue for cue in found)


def _anaphor(noun: Token) -> Reach | None:
    """Return the reach of the object of a denial: a pronoun, a statement or a deed with no content of its own."""
    if noun.lower_ in SPEECH.denied_pronouns and noun.pos_ in {"PRON", "DET"}:
        return Reach.STATEMENT
    content = any(c.dep_ in CONTENT or (c.dep_ == "prep" and c.lower_ in SPEECH.content_words) for c in noun.children)
    if noun.lemma_.lower() in SPEECH.denied_statements:
        if content:
            return None
        every = any(c.lower_ in SPEECH.sweeping for c in noun.children)
        return Reach.DEED if every or noun.lemma_.lower() in SPEECH.charges else Reach.STATEMENT
    if noun.lemma_.lower() in SPEECH.denied_deeds:
        own = [p for c in grammar.children(noun, "prep") for p in grammar.children(c, "pobj", "pcomp")]
        if not any(p.pos_ == "VERB" or any(c.dep_ == "prep" for c in p.children) or p.pos_ == "PROPN" for p in own):
            return Reach.DEED
    return None
