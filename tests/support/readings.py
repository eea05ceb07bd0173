"""Readings made by hand for tests: short texts with invented people in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from graphbuild.core.model import (
    ActorType,
    Claim,
    Document,
    Evidence,
    Mention,
    MentionKind,
    ObservedActor,
    Reading,
    Span,
    Status,
    content_id,
)
from graphbuild.knowledge.ontology import Ontology, Relation


def relation(id_: str, *, symmetric: bool = False) -> Relation:
    return Relation(
        id=id_,
        label=id_,
        inverse=id_,
        family="test",
        subject=frozenset(ActorType),
        object=frozenset(ActorType),
        symmetric=symmetric,
    )


ONTOLOGY = Ontology(
    relations={r.id: r for r in (relation("arrests"), relation("allied_with", symmetric=True))},
    digest="test",
)


def document(doc: str, text: str, **fields: object) -> Document:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(Document(id=doc, text=text, source=f"{doc}.txt", sha256=sha256), **fields)


def observed(
    name: str, type_: ActorType = ActorType.PERSON, *, doc: str = "d1", named: bool = True, **fields: object
) -> ObservedActor:
    id_ = content_id(doc, name, type_, named)
    return replace(ObservedActor(id=id_, doc=doc, name=name, type=type_, named=named), **fields)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def reading(
    doc: str,
    subject: ObservedActor | str,
    verb: str,
    object_: ObservedActor | str,
    *,
    relation: str = "arrests",
    before: str = "",
    **fields: object,
) -> Reading:
    """`before` and one sentence, "<subject> <verb> <object>.", read as one claim and two mentions."""
    ends = tuple(replace(observed(e) if isinstance(e, str) else e, doc=doc) for e in (subject, object_))
    one, other = (replace(e, id=content_id(doc, e.name, e.type, e.named)) for e in ends)
    text = f"{before}{one.name} {verb} {other.name}."
    start = len(before)
    first = Span(start, start + len(one.name))
    trigger = Span(first.end + 1, first.end + 1 + len(verb))
    second = Span(trigger.end + 1, len(text) - 1)
    evidence = Evidence(doc=doc, sentence=Span(start, len(text)), subject=first, trigger=trigger, object=second)
    claim = Claim(
        id=content_id(doc, relation, start),
        subject=one.id,
        relation=relation,
        label=relation,
        object=other.id,
        status=Status.ASSERTED,
        rule=f"{relation}/verbs/{verb}",
        confidence=0.75,
        evidence=evidence,
    )
    mentions = tuple(
        Mention(doc=doc, span=s, text=s.of(text), actor=a.id, kind=MentionKind.NAME)
        for s, a in ((first, one), (second, other))
    )
    return Reading(
        document=document(doc, text),
        actors=(one, other),
        mentions=mentions,
        claims=(replace(claim, **fields),),
    )


# Control characters, text from right to left, emoji, marks on their own: all but lone surrogates.
hostile = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)
words = st.one_of(hostile, st.sampled_from(["", "'); DROP TABLE claim;--", "a\x00b", "x" * 3000, "ﷺ‮txet"]))


@st.composite
def readings(draw: st.DrawFn, doc: str) -> Reading:
    """Any reading that keeps its promises."""
    text = draw(hostile) + "|" + draw(hostile)
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
        lambda pair: Span(pair[0], max(pair[0] + 1, pair[1]))
    )
    names = draw(st.lists(hostile, min_size=2, max_size=4, unique=True))
    actors = tuple(
        ObservedActor(
            id=content_id(doc, index, name),
            doc=doc,
            name=name,
            type=draw(st.sampled_from(ActorType)),
            named=draw(st.booleans()),
            aliases=tuple(draw(st.lists(words, max_size=2))),
            roles=tuple(draw(st.lists(words, max_size=2))),
            country=draw(st.sampled_from([None, "IQ", "CO"])),
            known=draw(st.none() | st.sampled_from(["Q1", "p-ada-lindqvist"])),
        )
        for index, name in enumerate(names)
    )
    mentions = tuple(
        Mention(
            doc=doc,
            span=s,
            text=s.of(text),
            actor=draw(st.sampled_from(actors)).id,
            kind=draw(st.sampled_from(MentionKind)),
            join=draw(words),
        )
        for s in draw(st.lists(spans, max_size=3))
    )
    claims = tuple(_claim(draw, doc, text, actors, number) for number in range(draw(st.integers(0, 2))))
    fields = {f: draw(st.none() | words) for f in ("title", "url", "outlet", "author", "published")}
    pages = tuple(draw(st.lists(st.integers(0, len(text)), max_size=2)))
    return Reading(document=document(doc, text, pages=pages, **fields), actors=actors, mentions=mentions, claims=claims)


def _claim(draw: st.DrawFn, doc: str, text: str, actors: Iterable[ObservedActor], number: int) -> Claim:
    subject, object_ = draw(st.permutations([a.id for a in actors]))[:2]
    whole, start = Span(0, len(text)), draw(st.integers(0, len(text) - 1))
    said = {
        f: draw(st.none() | words) for f in ("cue", "attribution", "date", "date_text", "place", "place_text", "role")
    }
    return Claim(
        id=content_id(doc, number),
        subject=subject,
        relation=draw(st.sampled_from(["arrests", "allied_with", "other"])),
        label=draw(words),
        object=object_,
        status=draw(st.sampled_from(Status)),
        rule=draw(words),
        confidence=draw(st.floats(0, 1)),
        evidence=Evidence(
            doc=doc,
            sentence=whole,
            subject=Span(start, len(text)),
            trigger=Span(start, start + 1),
            object=whole,
        ),
        attributed_to=draw(st.none() | st.just(subject)),
        **said,
    )
