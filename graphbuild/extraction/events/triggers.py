"""Events of trigger words: the frames that fit, with the mentions that fill their two sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.pleonastic import means_event
from graphbuild.extraction.events.authorship import authors
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, of_types
from graphbuild.extraction.events.event_coreference import event_of_last_sentence
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.extraction.events.frames import Match
from graphbuild.extraction.events.role_sides import role_sides
from graphbuild.extraction.events.targets import struck
from graphbuild.extraction.events.wholes import WHOLES, one_whole
from graphbuild.extraction.syntax.inquiries import inquires
from graphbuild.extraction.syntax.mutual_events import other_side, sides_of
from graphbuild.extraction.syntax.shared_arguments import behind, carried_in, listed_with
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology import TYPE_SETS, Frame, FrameKind, Relation, Trait
from graphbuild.knowledge.ontology.structural import DEMANDS_OF

# Families in which a role noun alone ("killers of protesters") says no more than its own word.
DEEDS = frozenset({"force", "opposition", "help"})
# Frames whose list of participants does it together; the bearers of one role need not be linked to one another.
TOGETHER = frozenset({FrameKind.VERB, FrameKind.NOUN})
MOST_MUTUAL = 3
"""Members of a list of whom a mutual relation holds between each two."""
Side = tuple[int, ...]
"""The mentions on one side of an event."""


def trigger_events(context: DocumentContext) -> Iterator[Event]:
    """The events of all frames that fit and have an actor on one side at least."""
    for match in context.matches:
        event = _event(context, match)
        if event is not None:
            yield event


def charged_events(context: DocumentContext, known: Sequence[Event]) -> Iterator[Event]:
    """The offences that a legal event is about: "His arrest was linked to attacks on ..." makes him their agent.

    The legal event may be named by its noun or by "it"; the agent of the offence is the patient of the arrest, trial
    or sanction.

    Args:
        context: the document.
        known: the events found so far, the legal ones among them.
    """
    legal_relations = context.ontology.with_trait(Trait.LEGAL)
    about = EventIndex(e for e in known if e.relation in legal_relations and e.objects)
    for match in context.matches:
        event = _charged(context, match, about)
        if event is not None:
            yield event


def _event(context: DocumentContext, match: Match) -> Event | None:
    """The event of a match, or None if no mention fills either side."""
    frame = match.frame
    if frame.kind is FrameKind.NOUN and context.mention_index.inside_name(match.head):
        return None  # no exchange in "the London Stock Exchange"
    if frame.relation == DEMANDS_OF and inquires(context.doc[match.head]):
        return None  # a question is told to somebody (`speech_acts`)
    near, far = _arguments(context, match)
    if not near and not far:
        return None
    near, far = _divided(context, match, context.ontology.relation(frame.relation), near, far)
    if frame.kind is not FrameKind.ROLE:
        near, far = _with_listed(context, near, far), _with_listed(context, far, near)
        far = far or context.mentions_of(t for n in match.far if n.tag_ == "CD" for t in listed_with(n))
    subjects, objects = _sides(context, match, near, far)
    if not subjects and not objects:
        return None
    return Event(
        relation=frame.relation,
        rule=frame.rule,
        kind=frame.kind.value,
        trigger=match.trigger,
        head=match.head,
        subjects=subjects,
        objects=objects,
        role=_role_words(match) if frame.kind is FrameKind.ROLE else None,
        unsaid=_unsaid(match),
        deed=match.deed,
        on_place=bool(objects) and context.type_of(objects[0]) in TYPE_SETS["place"],
    )


def _arguments(context: DocumentContext, match: Match) -> tuple[Side, Side]:
    """The mentions on the near and the far side of a match, whatever their types."""
    near, far = context.mentions_of(match.near), context.mentions_of(match.far)
    if match.frame.kind is FrameKind.ROLE:
        near, far = role_sides(context, match, near, far)
    if not near and far and match.frame.kind is FrameKind.NOUN and _mutual(context, match):
        near = context.mentions_of(other_side(context.doc[match.head]))
    near = near or authors(context, match)
    if not far and Trait.STANCE in match.frame.traits:
        far = context.owners_of(match.far) or _behind(context, match, places=False)
    if Trait.ASSAULT in match.frame.traits and Trait.HARM not in match.frame.traits:
        far = struck(context, match, near, far) or of_types(
            context, _behind(context, match, places=True), TYPE_SETS["place"]
        )
        far += context.mentions_of(t for token in match.far for t in carried_in(token))
    return near, far


def _mutual(context: DocumentContext, match: Match) -> bool:
    """Whether neither end of a match comes first."""
    return context.ontology.relation(match.frame.relation).symmetric


def _behind(context: DocumentContext, match: Match, *, places: bool) -> Side:
    """The mentions behind objects that are no mentions themselves."""
    nouns = (n for n in match.far if n.pos_ == "NOUN" and not (places and _worded(n)))
    return context.mentions_of(t for noun in nouns for t in behind(noun, places=places))


def _worded(noun: Token) -> bool:
    """Whether a noun names what somebody says or decides: who attacks the proclamation of a border attacks no place."""
    return noun.lemma_.lower() in CONTROL_WORDS.utterances | NOMINALIZATIONS.doings


def _divided(context: DocumentContext, match: Match, relation: Relation, near: Side, far: Side) -> tuple[Side, Side]:
    """The two sides, where both arguments of a mutual relation are on one of them ("X and Y met")."""
    if not relation.symmetric:
        return near, far
    if match.frame.kind is FrameKind.ROLE and any(t.i == match.head for t in match.near) and not match.far:
        return _of_each_other(context, match, near)
    if match.frame.kind in TOGETHER and len(both := _sides_of(context, near, far)) > 1:
        return _among(context, both)
    # "X and Y planned attacks": on others
    together = Trait.JOINT not in match.frame.traits or match.frame.kind is not FrameKind.NOUN
    if not match.far and len(near) > 1 and together:
        return _among(context, near)
    if len(far) > 1 and _both_far(match):
        return _among(context, far)
    return near, far


def _sides_of(context: DocumentContext, near: Side, far: Side) -> Side:
    """The actors for which the one plural stands that fills a mutual event: "the ministers of X and Y met"."""
    if bool(near) == bool(far) or len(near + far) != 1:
        return ()
    return context.mentions_of(sides_of(context.head((near + far)[0])))


def _of_each_other(context: DocumentContext, match: Match, near: Side) -> tuple[Side, Side]:
    """The two sides of a mutual role whose bearers are listed after it: "the brothers X and Y".

    A noun with a preposition of its own names others' people: "the drivers X and Y" are not each other's.
    """
    named = tuple(i for i in near if context.mentions[i].head != match.head)
    if match.frame.words or len(named) < 2:
        return near, ()
    return named[:-1], named[1:]


def _among(context: DocumentContext, together: Side) -> tuple[Side, Side]:
    """The two sides of a mutual relation among those that one argument lists; `claims` pairs each two once.

    Of a long list only the first is surely linked to each of the others: it often has two parties and their members.
    """
    few = len(together) <= MOST_MUTUAL and all(context.mentions[i].kind is MentionKind.NAME for i in together)
    return (together[:-1] if few else together[:1]), together[1:]


def _with_listed(context: DocumentContext, side: Side, other: Side) -> Side:
    """A side with the members that are listed after its nouns, and their companions."""
    found = list(side)
    for i in side:
        listed = context.mentions_of(listed_with(context.doc[context.mentions[i].head]))
        found += [j for j in listed if j not in found and j not in other]
    return tuple(found)


def _both_far(match: Match) -> bool:
    """Whether the far side has both arguments: "peace talks between A and B", not "talks with A and B"."""
    if any(t.dep_ == "pobj" and t.head.lower_ == "between" for t in match.far[:1]):
        return True
    nobody = all(t.dep_ in {"amod", "compound", "nmod"} for t in match.near)
    return nobody and any(t.dep_ != "pobj" or t.head.lower_ in FUNCTION_WORDS.both_ends for t in match.far[:1])


def _sides(context: DocumentContext, match: Match, near: Side, far: Side) -> tuple[Side, Side]:
    """The subjects and objects: the two sides in the relation's order, without those whose type it does not take."""
    frame, relation = match.frame, context.ontology.relation(match.frame.relation)
    if frame.kind is FrameKind.ROLE and relation.family in DEEDS:
        near = tuple(i for i in near if _more_than_a_role(context, frame, i))
    subjects, objects = (far, near) if frame.inverse else (near, far)
    subjects = _of_one_kind(context, frame, of_types(context, subjects, frame.subject or relation.subjects))
    objects = of_types(context, objects, frame.object or relation.objects)
    if frame.certain:  # "Athletic hold Rovers": nobody is held by what only may be a force
        subjects = tuple(i for i in subjects if not frame.subject or context.type_of(i) in frame.subject)
        objects = tuple(i for i in objects if not frame.object or context.type_of(i) in frame.object)
    if Trait.OFFICE in frame.traits:  # a party's mayor belongs to it; the office is the town's
        objects = tuple(i for i in objects if context.type_of(i) is not ActorType.PARTY)
    if frame.relation in WHOLES:
        objects = tuple(i for i in objects if one_whole(context, i, subjects))
    return subjects, objects


def _more_than_a_role(context: DocumentContext, frame: Frame, i: int) -> bool:
    """Whether a role noun's bearer is known by more than it; "supporters of Bell" are a body of people."""
    body = Trait.STANCE in frame.traits and context.mentions[i].number == "plur"
    return context.named(i) or len(context.members(i)) > 1 or body


def _of_one_kind(context: DocumentContext, frame: Frame, subjects: Side) -> Side:
    """The people among leaders, if the first is one: "led by General Aun and the Amal Movement" coordinates higher."""
    if Trait.SINGLE_KIND not in frame.traits or not subjects:
        return subjects
    if context.type_of(subjects[0]) is not ActorType.PERSON:
        return subjects
    return tuple(i for i in subjects if context.type_of(i) is ActorType.PERSON)


def _role_words(match: Match) -> str:
    """The words that name a role, from the first to the last of its trigger."""
    doc = match.near[0].doc
    return str(doc[min(match.trigger) : max(match.trigger) + 1].text).lower()


def _unsaid(match: Match) -> bool:
    """Whether an argument may be given elsewhere: an event noun lacks one, or a passive its agent."""
    if match.frame.kind is FrameKind.NOUN:
        return not match.near or not match.far
    return match.frame.kind is FrameKind.VERB and not match.near


def _charged(context: DocumentContext, match: Match, about: EventIndex) -> Event | None:
    """The offence of one match, if its near side is a legal event with a patient."""
    if match.frame.kind is not FrameKind.NOUN or not match.far:
        return None
    if any(context.referential(i) for i in context.mentions_of(match.near)):
        return None
    for token in match.near:
        legal = _meant(context, token, about, match.head)
        if legal:
            patient = context.mentions[legal[-1].objects[0]]
            return _event(context, replace(match, near=(token.doc[patient.head],)))
    return None


def _meant(context: DocumentContext, token: Token, about: EventIndex, own: int) -> list[Event]:
    """The legal events that a noun heads or that "it" means, in text order; empty if none.

    Args:
        context: the document.
        token: the noun or pronoun.
        about: the legal events.
        own: the head of the offence, which is no legal event about itself.
    """
    same = about.between(token.i, token.i + 1) if token.i != own else []
    if same or not means_event(token):
        return same
    same = [e for e in about.between(token.sent.start, token.i) if e.head != own]
    return same or _taken_up(context, token, about, own) or event_of_last_sentence(context, token, about, own)


def _taken_up(context: DocumentContext, pronoun: Token, about: EventIndex, own: int) -> list[Event]:
    """The event that a bare "the arrest" before the pronoun refers to: the last of its relation before it."""
    for match in reversed(context.matches_between(pronoun.sent.start, pronoun.i)):
        if not match.near and not match.far:
            earlier = about.last_before(match.frame.relation, match.head, other_than=own)
            if earlier is not None:
                return [earlier]
    return []
