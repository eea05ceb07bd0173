"""Time and place of an event: the date and the place phrase that belong to its trigger.

The parser attaches the last phrase of a sentence to whatever stands before it. A phrase belongs to the event if the
words between allow it: no clause of its own, no other event ("arrested over a robbery in 2015").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind, Status
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.claims.date_phrases import resolve_date
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.ontology import Trait

PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
MAX_STEPS = 5
"""Steps up the parse from a date to its event."""


def when(context: ClaimContext, event: Event, how: Standing) -> tuple[str | None, str | None]:
    """The date of an event.

    Args:
        context: the document with its dates.
        event: one of its events.
        how: its factuality; a date of the future is resolved ahead.

    Returns:
        the date as ISO 8601 and in the text's words; of a period the words alone; None twice if there is none.
    """
    if event.kind in {"compounds", "structure"}:
        return None, None
    entity = _date(context, context.doc[event.head])
    if entity is None:
        return None, None
    stretch = _stretch(context, entity)
    if stretch is not None:
        return None, context.words(stretch.start, stretch.end)
    return resolve_date(entity.text, context.published, ahead=how.status is Status.FUTURE), entity.text


def _date(context: ClaimContext, head: Token) -> TokenSpan | None:
    """The date phrase that belongs to a word: the nearest in the tree."""
    dated = [
        (d, abs(e.start - head.i), e)
        for e in context.dates.get(head.sent.start, ())
        if (d := _distance(context, e.root, head)) is not None
    ]
    return min(dated, key=lambda d: d[:2])[2] if dated else None


def _stretch(context: ClaimContext, entity: TokenSpan) -> TokenSpan | None:
    """The span of a period ("from 2014 to 2016", "between March and May", "in 2014 and 2016"); None for one date."""
    phrase = entity.root.head if entity.root.dep_ in {"pobj", "conj"} else entity.root
    below = _below(phrase)
    inside = [
        e for e in context.entities(entity.root.sent.start) if e.label_ == "DATE" and any(t.i in below for t in e)
    ]
    others = [e for e in inside if e.start != entity.start]
    joined = entity.root.dep_ == "conj" or any(c.dep_ == "conj" and c.ent_type_ == "DATE" for c in entity.root.children)
    if not (joined or (others and phrase.lower_ in {"from", "between"}) or entity.text.lower().startswith("between")):
        return None
    spanned = [entity, *others]
    first, last = min(e.start for e in spanned), max(e.end for e in spanned)
    first = first - 1 if first > 0 and phrase.i == first - 1 and phrase.lower_ in {"from", "between"} else first
    return entity.doc[first:last]


def _below(token: Token) -> set[int]:
    """The tokens of a subtree."""
    return {t.i for t in token.subtree}


def _distance(context: ClaimContext, date: Token, head: Token) -> int | None:
    """The steps up the parse from a date to an event's head; None if the date is below another verb or event."""
    holder = _after_relative_clause(date)
    if holder is not None:
        return 2 if holder.i == head.i else None
    steps, node = 0, date
    while steps < MAX_STEPS:
        if node.i == head.i:
            return steps
        if _shares(node, head):
            return steps + 1
        if (
            node.head.i == node.i
            or (node.i != date.i and node.pos_ in {"VERB", "AUX"})
            or _elsewhen(context, node, date)
        ):
            return None
        node = node.head
        steps += 1
    return None


def _elsewhen(context: ClaimContext, node: Token, date: Token) -> bool:
    """Whether a noun on the way is another event: "arrested over a robbery in 2015", wherever "in" is attached."""
    if node.i == date.i and date.dep_ == "pobj" and date.head.lower_ == "in" and date.head.i > 0:
        before = date.head.nbor(-1)
        return before.i > node.head.head.i and _elsewhen(context, before, date)
    if node.i == date.i or node.dep_ != "pobj" or node.pos_ != "NOUN":
        return False
    return node.head.lower_ in LOCATIONS.elsewhen and context.mention_at(node) is None


def _shares(verb: Token, head: Token) -> bool:
    """Whether a second verb shares the date that opens the clause: "On Monday soldiers arrested X and killed Y"."""
    return head.dep_ == "conj" and head.head.i == verb.i and head.pos_ == "VERB" and _opens(verb, head)


def _opens(verb: Token, head: Token) -> bool:
    """Whether a date stands before the subject of the first verb, and none after the second."""
    if any(c.dep_ in grammar.SUBJECTS for c in head.children) or any(t.ent_type_ == "DATE" for t in _after(head)):
        return False
    subject = next((c for c in verb.children if c.dep_ in grammar.SUBJECTS), None)
    return subject is not None and any(t.ent_type_ == "DATE" for c in verb.lefts for t in c.subtree if c.i < subject.i)


def _after(head: Token) -> list[Token]:
    """The tokens of a subtree that come after its head."""
    return [t for t in head.subtree if t.i > head.i]


def _after_relative_clause(word: Token) -> Token | None:
    """The verb of the main clause, if a phrase follows a relative clause's comma; None otherwise.

    "Arrested Muslih, who is from Kerbala, on May 26": the date is that of the arrest.
    """
    phrase = word.head if word.dep_ == "pobj" else word
    if phrase.i == 0 or phrase.nbor(-1).text != ",":
        return None
    for ancestor in phrase.ancestors:
        if ancestor.dep_ == "relcl":
            return grammar.clause(ancestor.head)
    return None


def where(context: ClaimContext, event: Event, subject: int, target: int) -> tuple[str | None, str | None]:
    """The place of an event.

    Args:
        context: the document with its actors.
        event: one of its events.
        subject, target: the mentions of the claim; neither is its place.

    Returns:
        the place's name and the text's words ("Anbar province"), a name before a description; None twice if there is
        none.
    """
    ends = {context.actor_of(subject), context.actor_of(target)}
    spare: tuple[str | None, str | None] = (None, None)
    for token in _spots(context, event, subject, target):
        mention = context.mention_at(token)
        if mention is None or context.actor_of(mention) in ends or context.type_of(mention) not in PLACES:
            continue
        tokens, place = context.mentions[mention], context.actor(mention)
        found = place.name if place is not None else None, context.words(tokens.start, tokens.end)
        if tokens.kind is MentionKind.NAME:
            return found
        spare = spare if spare[0] is not None else found
    return spare


def _spots(context: ClaimContext, event: Event, subject: int, target: int) -> Iterator[Token]:
    """The nouns of the place phrases that may belong to the event, nearest first."""
    head = context.doc[event.head]
    yield from _in_phrases(head)
    relation = context.ontology.relation(event.relation)
    if event.kind in {"verbs", "nouns"} and (relation.family == "force" or Trait.BODILY in relation.traits):
        for end in (target, subject):
            noun = context.doc[context.mentions[end].head]
            if noun.sent.start == head.sent.start and noun.i != head.i and _named_after(noun):
                yield from _in_phrases(noun)
    for clause in grammar.children(head, "advcl"):
        if clause.lemma_ in LOCATIONS.speaking and clause.tag_ == "VBG" and clause.i < head.i:
            yield from _in_phrases(clause)
    yield from _beside_date(context, head)
    late = (t for t in head.sent if t.lower_ in LOCATIONS.scene and t.dep_ == "prep")
    yield from (p for t in late for p in grammar.children(t, "pobj") if _after_relative_clause(p) == head)


def _beside_date(context: ClaimContext, head: Token) -> Iterator[Token]:
    """The place directly before the event's date, wherever it is attached: "in Lima on 12 February"."""
    date = _date(context, head)
    if date is None:
        return
    first = date.start - 1 if date.start > 0 and date[0].nbor(-1).lower_ in {"on", "in"} else date.start
    if first <= head.sent.start:
        return
    place = next(
        (e for e in context.entities(head.sent.start) if e.end == first and e.label_ in {"GPE", "LOC", "FAC"}), None
    )
    if place is not None and place.start > head.i and place[0].nbor(-1).lower_ in LOCATIONS.scene:
        yield place.root


def _named_after(noun: Token) -> bool:
    """Whether a phrase after an argument may be the event's place: after an apposition it belongs to that."""
    return noun.dep_ not in {"appos", "poss", "compound"}


def _in_phrases(token: Token, depth: int = 0) -> Iterator[Token]:
    """The nouns below a word's prepositions of place; of a spot without a name also the place that it is in."""
    for preposition in grammar.preposition_tokens(token, *LOCATIONS.by_spot):
        for noun in grammar.children(preposition, "pobj"):
            if preposition.lower_ in LOCATIONS.scene:
                yield noun
            if depth < 2 and noun.pos_ == "NOUN":
                yield from _in_phrases(noun, depth + 1)
                if noun.lemma_.lower() in LOCATIONS.parts:
                    yield from grammar.prepositional(noun, "of")
