"""Judgments told over several sentences: who judged, and whom.

"The High Court convicted Bell. Two other defendants were acquitted": by that court. "Bell was sentenced to two years.
In May the appeals court upheld the verdict": the one against Bell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, of_types
from graphbuild.extraction.events.event_coreference import agentless, sentence_before
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.speech import SPEECH
from graphbuild.knowledge.ontology import Trait
from graphbuild.knowledge.ontology.structural import CONVICTS

CHAIN = 4
"""Judgments in a row that may be told after the court was named."""
WINDOW = 2
"""Sentences that "the verdict" looks back for the accused."""


def with_judges(context: DocumentContext, events: Sequence[Event]) -> list[Event]:
    """The events; a judgment without a judge is that of the court which judged others just before.

    "The High Court convicted Bell, while Weld was acquitted. Holt received a sentence of two years."

    Args:
        context: the document.
        events: all found so far, in any order.
    """
    found = list(events)
    for _ in range(CHAIN):
        deeds = EventIndex(e for e in found if e.subjects and _by_court(context, e))
        named = [_with_judge(context, e, deeds) if agentless(e) else e for e in found]
        if all(one is other for one, other in zip(found, named, strict=True)):
            break
        found = named
    return found


def _by_court(context: DocumentContext, event: Event) -> bool:
    """Whether a court does what an event tells."""
    return all(_is_court(context.head(i)) for i in event.subjects)


def _is_court(noun: Token) -> bool:
    """Whether a noun names who judges."""
    return noun.lemma_.lower() in NOMINALIZATIONS.judges


def _with_judge(context: DocumentContext, event: Event, deeds: EventIndex) -> Event:
    """The event with the court that announces it, or the only one that judged in its sentence or the one before."""
    verb = context.doc[event.head]
    if not _judges(verb):
        return event
    if courts := _announcing(context, verb):
        return replace(event, subjects=courts)
    if not _told_as_next(verb):
        return event
    own = deeds.between(verb.sent.start, verb.sent.end)
    before = sentence_before(verb)
    meant = [e for e in own if e.head < verb.i and _judges(context.doc[e.head])] if own else []
    if not own and before is not None and len(_courts(context, *before)) < 2:
        meant = deeds.between(*before)
    courts_of = {tuple(sorted({context.actor_of(i) for i in e.subjects})) for e in meant}
    if len(courts_of) != 1 or len({context.actor_of(i) for e in own for i in e.subjects}) > 1:
        return event
    return replace(event, subjects=meant[0].subjects, completed=True, deed=meant[0].head)


def _courts(context: DocumentContext, start: int, end: int) -> set[int]:
    """The courts that are named between two tokens."""
    named = (context.mention_at(t) for t in context.doc[start:end] if _is_court(t))
    return {context.actor_of(i) for i in named if i is not None}


def _judges(verb: Token) -> bool:
    """Whether a verb names what a court does to somebody: "was convicted", "received a sentence"."""
    return verb.lemma_.lower() in NOMINALIZATIONS.judging or _punished(verb)


def _punished(verb: Token) -> bool:
    """Whether an active verb says that its subject is punished: "received a sentence"."""
    return verb.lemma_.lower() in NOMINALIZATIONS.suffering and any(
        c.lemma_.lower() in NOMINALIZATIONS.penalties for c in grammar.children(verb, "dobj")
    )


def _told_as_next(verb: Token) -> bool:
    """Whether a verb tells what happened next: not "Bell, convicted in 2020", nor "had been convicted before"."""
    if not (grammar.is_passive(verb) or _punished(verb)) or verb.dep_ not in {"ROOT", "conj", "advcl", "ccomp"}:
        return False
    if verb.dep_ == "advcl" and not any(c.lower_ in FUNCTION_WORDS.meanwhile for c in verb.children):
        return False
    return not any(c.lower_ in NOMINALIZATIONS.told_before for c in verb.children)


def _announcing(context: DocumentContext, verb: Token) -> tuple[int, ...]:
    """The court that announces a judgment: "The judiciary announced that Bell had been sentenced"."""
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in SPEECH.performing:
        return ()
    return context.mentions_of(t for t in control.subjects(verb.head) if _is_court(t))


def judgment_events(context: DocumentContext, known: Sequence[Event]) -> list[Event]:
    """The judgments whose verb does not name both sides: "received a sentence", "upheld the verdict".

    Who receives a sentence has a judge that another sentence may name (`with_judges`). "The verdict" and "the charges"
    are about those who were judged or charged before.

    Args:
        context: the document.
        known: the events found so far.
    """
    legal = context.ontology.with_trait(Trait.LEGAL)
    told = EventIndex(e for e in known if e.objects and e.relation in legal)
    found: list[Event] = []
    for verb in context.doc:
        if verb.pos_ != "VERB":
            continue
        if _punished(verb):
            event = _event(context, CONVICTS, (), context.mentions_of(control.subjects(verb)), (verb,))
            found += [event] if event is not None else []
        for relation, words in NOMINALIZATIONS.rulings.items():
            if verb.lemma_.lower() not in words["verbs"] or grammar.is_passive(verb):
                continue
            judges = context.mentions_of(control.subjects(verb))
            for noun in grammar.children(verb, "dobj") if judges else ():
                if noun.lemma_.lower() in words["nouns"] and _refers_back(noun):
                    event = _event(context, relation, judges, _accused(context, verb, told, judges), (verb, noun))
                    found += [event] if event is not None and event.subjects else []
    return found


def _event(
    context: DocumentContext,
    relation: str,
    judges: tuple[int, ...],
    judged: tuple[int, ...],
    trigger: tuple[Token, ...],
) -> Event | None:
    """The event of a judgment; None if the ontology lacks the relation or nobody is judged."""
    known = context.ontology.relations.get(relation)
    judged = of_types(context, judged, known.objects) if known is not None else ()
    if known is None or not judged:
        return None
    words = " ".join(t.lemma_.lower() for t in trigger)
    return Event(
        relation=relation,
        rule=f"{relation}/verbs/{words} + case",
        kind="verbs",
        trigger=tuple(t.i for t in trigger),
        head=trigger[0].i,
        subjects=of_types(context, judges, known.subjects),
        objects=judged,
        completed=bool(judges),
    )


def _accused(context: DocumentContext, verb: Token, told: EventIndex, judges: tuple[int, ...]) -> tuple[int, ...]:
    """Those whom the last sentence with a legal act before a verb says it was done to."""
    start, own = verb.sent.start, {context.actor_of(i) for i in judges}
    for _ in range(WINDOW + 1):
        last = told.between(start, verb.i)
        accused = tuple(dict.fromkeys(i for e in last for i in e.objects if context.actor_of(i) not in own))
        if accused or start == 0:
            return accused
        start = context.doc[start - 1].sent.start
    return ()


def _refers_back(noun: Token) -> bool:
    """Whether a noun names a case that was told before: "the verdict", not "the charges against Bell"."""
    if grammar.possessors(noun) or any(c.dep_ in {"prep", "acl", "relcl"} for c in noun.children):
        return False
    return any(c.lower_ in FUNCTION_WORDS.definite_or_plural for c in grammar.children(noun, "det"))
