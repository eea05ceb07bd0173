"""Whether a state is over: "led it until 2019", "had been the leader", "served as governor"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.claims.context import Setting
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.value import Standing
from graphbuild.knowledge.lexicon.lexicon import Lexicon

LASTING = frozenset({"rank", "help", "place", "business"})
STATES = frozenset({"opposes", "sanctions"})


def ended(event: Event, how: Standing, setting: Setting) -> Standing:
    """A state that lasted "until 2019" is over; a deed of the past is not ("had previously arrested").

    A noun may name what lasts: "lifted the ban", "ended the war".
    """
    lasting = setting.ontology.relation(event.relation).family in LASTING or event.relation in STATES
    if how.status is Status.ENDED and not lasting and event.kind != "nouns":
        return Standing(speakers=how.speakers)
    if how.status is not Status.ASSERTED or not lasting:
        return how
    head = setting.doc[event.head]
    before = None
    if event.kind == "roles":
        before = _held_before(head)
    elif event.kind == "nouns":
        before = _parted_with(head, setting.lexicon)
    if before is not None:
        return Standing(status=Status.ENDED, cue=before, speakers=how.speakers)
    over = next((c for c in _at_clause(head) if c.dep_ == "prep" and _over(c)), None)
    return Standing(status=Status.ENDED, cue=over, speakers=how.speakers) if over is not None else how


def _at_clause(token: Token) -> Iterator[Token]:
    """The dependents of an event's word, and of the copula that it is said with."""
    yield from token.children
    if token.dep_ == "attr":
        yield from token.head.children
    elif token.dep_ == "pobj" and token.head.lower_ == "as":
        yield from token.head.head.children


def _held_before(noun: Token) -> Token | None:
    """The word by which a post lies before what the text tells of: "had been the leader", "served as governor"."""
    copula = noun.head
    if noun.dep_ == "pobj" and copula.lower_ == "as":
        verb = copula.head
        return verb if verb.lemma_ == "serve" and verb.tag_ == "VBD" else None
    if noun.dep_ != "attr":
        return None
    verbs = [copula, copula.head] if copula.dep_ == "conj" else [copula]
    return next((c for v in verbs for c in v.children if c.dep_ == "aux" and c.lower_ in {"had", "'d"}), None)


def _parted_with(noun: Token, lexicon: Lexicon) -> Token | None:
    """The verb by which what was held is given away: "sold her stake", "his shares were handed over"."""
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.tag_ not in {"VBD", "VBN"}:
        return None
    words = [verb.lemma_.lower(), *(c.lower_ for c in verb.children if c.dep_ == "prt")]
    return verb if " ".join(words) in lexicon.parting else None


def _over(preposition: Token) -> bool:
    """Whether a phrase names when a state ended: "until 2019", "from 2010 to 2015", "between 2010 and 2015"."""
    dates = [t for t in preposition.subtree if t.ent_type_ == "DATE" and any(c.isdigit() for c in t.text)]
    if preposition.lower_ in {"until", "till"}:
        return any(t.ent_type_ == "DATE" for t in preposition.subtree)
    words = {t.lower_ for t in preposition.subtree}
    spans = {"from": {"to", "until", "till", "through"}, "between": {"and"}}
    return len(dates) > 1 and bool(words & spans.get(preposition.lower_, set()))
