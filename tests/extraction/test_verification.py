"""Nothing that a second reader says becomes a claim unless the text bears it out, word by word."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from language import Read

from graphbuild.core.invariants import verify
from graphbuild.core.model import ActorType, Claim, Document, Reading, Span, Status, content_id
from graphbuild.core.second_reading import (
    AnsweredDocument,
    ReadBy,
    SaidActor,
    SaidLink,
    answered,
    joint_rule,
    read_by,
    reader_rule,
)
from graphbuild.extraction import pipeline
from graphbuild.extraction.syntax.splitting import split

TEXT = (
    "Soldiers arrested Tomas Reld in Velde on Monday. The Cedar Front denied killing Ana Bell. "
    "Omar Tarn, who leads the Cedar Front, was mourned by the Kestrel company. "
    "The dockers of Velde gave bread to Mira Voss. He was freed by a judge. "
    "Mayor Ida Brok said Jon Holt might bribe the harbour guards."
)
ACTORS = (
    SaidActor(name="Soldiers", type="security_force", mentions=("Soldiers",)),
    SaidActor(name="dockers", type="group", mentions=("The dockers of Velde",)),
    SaidActor(name="Kestrel", type="company", mentions=("the Kestrel company",)),
    SaidActor(name="harbour guards", type="security_force", mentions=("the harbour guards",)),
)
SENTENCES = [span for paragraph in split(TEXT) for span in paragraph]
Said = tuple[str, str, str, str]


def link(subject: str, relation: str, object_: str, trigger: str, at: int, **rest: Any) -> SaidLink:
    fields = {"status": "asserted", **rest}
    return SaidLink(
        subject=subject, relation=relation, object=object_, trigger=trigger, sentence=SENTENCES[at], **fields
    )


def document(*links: SaidLink, unread: tuple[Span, ...] = (), actors: tuple[SaidActor, ...] = ACTORS) -> Document:
    plain = Document(id=content_id(TEXT), text=TEXT, source="a.txt", sha256="")
    return answered(plain, reader="fake-1", links=links, actors=actors, unread=unread)


@cache
def extractor() -> Callable[..., Any]:
    return pipeline.extractor()


def reading(*links: SaidLink, **rest: Any) -> Reading:
    [found] = extractor()([document(*links, **rest)])
    assert isinstance(found, Reading), found
    return found


@cache
def alone() -> Reading:
    [found] = extractor()([Document(id=content_id(TEXT), text=TEXT, source="a.txt", sha256="")])
    assert isinstance(found, Reading)
    return found


def refused(found: Reading) -> dict[str, int]:
    assert found.heard is not None
    return {refusal.reason: refusal.count for refusal in found.heard.refused}


def words(claim: Claim) -> tuple[str, str, str, str]:
    evidence = claim.evidence
    assert evidence is not None
    return tuple(span.of(TEXT) for span in (evidence.sentence, evidence.subject, evidence.trigger, evidence.object))  # type: ignore[return-value]


def test_a_link_that_no_pattern_knows_becomes_a_claim_with_its_spans() -> None:
    found = reading(link("dockers", "aids", "Mira Voss", "gave bread to", 3))
    [claim] = [c for c in found.claims if read_by(c.rule) is ReadBy.READER]
    assert words(claim) == (
        "The dockers of Velde gave bread to Mira Voss.",
        "dockers",
        "gave bread to",
        "Mira Voss",
    )
    assert (claim.rule, claim.relation, claim.status) == ("reader/fake-1", "aids", Status.ASSERTED)
    assert claim.confidence >= 0.5
    assert found.document == alone().document
    assert type(found.document) is Document
    verify(found)


def test_what_both_read_is_one_claim_and_surer() -> None:
    found = reading(link("Soldiers", "arrests", "Tomas Reld", "arrested", 0))
    [claim] = Read(found).claims("Soldiers", "arrests", "Tomas Reld")
    [before] = Read(alone()).claims("Soldiers", "arrests", "Tomas Reld")
    assert claim.rule == f"{before.rule} & reader/fake-1"
    assert claim.confidence > before.confidence
    assert (claim.id, claim.date_text, claim.evidence) == (before.id, before.date_text, before.evidence)
    assert found.heard is not None
    assert (found.heard.said, found.heard.agreed, found.heard.alone) == (1, 1, 0)


def test_what_a_good_reader_does_not_say_is_less_sure_and_what_it_did_not_read_stays() -> None:
    by_both = link("Soldiers", "arrests", "Tomas Reld", "arrested", 0)
    [leads] = Read(reading(by_both)).claims("Omar Tarn", "leads", "Cedar Front")
    [before] = Read(alone()).claims("Omar Tarn", "leads", "Cedar Front")
    [unread] = Read(reading(by_both, unread=(SENTENCES[2],))).claims("Omar Tarn", "leads", "Cedar Front")
    assert leads.confidence < before.confidence
    assert unread == before


def test_a_reader_of_silence_takes_little_away() -> None:
    """Who confirms nothing of many claims hardly reads, and its silence says nothing of them."""
    text = " ".join(f"Soldiers arrested {name}." for name in ("Tomas Reld", "Ana Bell", "Omar Tarn", "Mira Voss")) * 3
    plain = Document(id="d", text=text, source="a.txt", sha256="")
    before, after = extractor()([plain, answered(plain, reader="small")])
    assert isinstance(before, Reading)
    assert isinstance(after, Reading)
    for one, other in zip(before.claims, after.claims, strict=True):
        assert other.confidence >= one.confidence - 0.03


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (link("The Moon", "commands", "Tomas Reld", "arrested", 0), "subject not in the sentence"),
        (link("Soldiers", "arrests", "The Sun", "arrested", 0), "object not in the sentence"),
        (link("Soldiers", "arrests", "Ana Bell", "arrested", 0), "object not in the sentence"),
        (link("Soldiers", "arrests", "Tomas Reld", "imprisoned", 0), "trigger not in the sentence"),
        (link("Soldiers", "eats", "Tomas Reld", "arrested", 0), "unknown relation"),
        (link("Soldiers", "other", "Tomas Reld", "arrested", 0), "unknown relation"),
        (link("Soldiers", "arrests", "Tomas Reld", "arrested", 0, status="sure"), "unknown status"),
        (link("Tomas Reld", "arrests", "Reld", "arrested", 0), "both ends are one actor"),
        (link("Soldiers", "arrests", "Monday", "arrested", 0), "an end of no known type"),
        (link("Velde", "arrests", "Tomas Reld", "arrested", 0), "types that the relation does not take"),
        (link("Soldiers", "arrests", ".", "arrested", 0), "object not in the sentence"),
        (link("x" * 5_000, "arrests", "Tomas Reld", "arrested", 0), "subject not in the sentence"),
    ],
)
def test_what_the_text_does_not_bear_out_is_refused_with_its_reason(said: SaidLink, reason: str) -> None:
    found = reading(said)
    assert refused(found) == {reason: 1}
    assert {c.id for c in found.claims} == {c.id for c in alone().claims}


def test_our_cue_over_the_trigger_wins_against_plain_fact() -> None:
    found = Read(reading(link("Cedar Front", "kills", "Ana Bell", "killing", 1)))
    assert {c.status for c in found.claims("Cedar Front", "kills", "Ana Bell")} == {Status.DENIED}
    found = Read(reading(link("Jon Holt", "bribes", "harbour guards", "bribe", 5)))
    [claim] = found.claims("Jon Holt", "bribes", "harbour guards")
    assert claim.status in {Status.HYPOTHETICAL, Status.ALLEGED}
    assert claim.cue


def test_a_doubt_that_only_the_reader_sees_is_kept() -> None:
    said = link("dockers", "aids", "Mira Voss", "gave bread to", 3, status="alleged", said_by="Mira Voss")
    [claim] = [c for c in reading(said).claims if read_by(c.rule) is ReadBy.READER]
    assert (claim.status, claim.attribution) == (Status.ALLEGED, "Mira Voss")


def test_a_wrong_direction_is_kept_apart_and_not_shown_unasked() -> None:
    found = Read(reading(link("Tomas Reld", "arrests", "Soldiers", "arrested", 0)))
    [wrong] = found.claims("Tomas Reld", "arrests", "Soldiers")
    [right] = found.claims("Soldiers", "arrests", "Tomas Reld")
    assert wrong.confidence < 0.5
    assert read_by(wrong.rule) is ReadBy.READER
    assert read_by(right.rule) is ReadBy.RULES


def test_a_close_spelling_will_do_and_a_less_close_one_will_not() -> None:
    assert Read(reading(link("Omar Tarn", "leads", "Ceddar Front", "leads", 2))).plain == Read(alone()).plain
    assert refused(reading(link("Omar Tarn", "leads", "Cadre Frond", "leads", 2))) == {"object not in the sentence": 1}


def test_an_end_that_only_coreference_gives_is_hardly_believed() -> None:
    found = reading(link("judge", "releases", "Tomas Reld", "freed", 4))
    fresh = [c for c in found.claims if read_by(c.rule) is ReadBy.READER]
    assert all(c.confidence < 0.5 for c in fresh if c.evidence is not None and c.evidence.object.of(TEXT) == "He")


def test_a_trigger_in_several_words_is_found_in_their_order() -> None:
    found = reading(link("dockers", "aids", "Mira Voss", "gave to", 3))
    [claim] = [c for c in found.claims if read_by(c.rule) is ReadBy.READER]
    assert words(claim)[2] == "gave bread to"


def test_names_of_rules_say_who_read_and_hold_nothing_hostile() -> None:
    hostile = reader_rule("</script>\x1b[2J\n../../x")
    assert set("<>\x1b\n/ ").isdisjoint(hostile.removeprefix("reader/"))
    assert read_by(hostile) is ReadBy.READER
    assert read_by(joint_rule("arrests/verbs/arrest", "meta/x")) is ReadBy.BOTH
    assert read_by("reader/verbs/read") is ReadBy.RULES  # a user's own relation of that name
    assert read_by("user") is ReadBy.USER
    assert reader_rule("") == "reader/unnamed"


ANY_WORDS = st.one_of(
    st.sampled_from(["Soldiers", "Tomas Reld", "Velde", "He", "the Cedar Front", "Monday", ".", "", "<b>", "\x1b[0m"]),
    st.text(max_size=12),
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 40)).map(lambda s: TEXT[s[0] : s[0] + s[1]]),
)
ANY_SPAN = st.one_of(
    st.sampled_from(SENTENCES),
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda s: Span(min(s), max(s))),
)
ANY_LINK = st.builds(
    SaidLink,
    subject=ANY_WORDS,
    relation=st.one_of(st.sampled_from(["arrests", "kills", "leads", "from", "met_with", "located_in"]), ANY_WORDS),
    object=ANY_WORDS,
    status=st.one_of(st.sampled_from([*Status]), ANY_WORDS),
    sentence=ANY_SPAN,
    trigger=ANY_WORDS,
    said_by=ANY_WORDS,
)
ANY_ACTOR = st.builds(
    SaidActor,
    name=ANY_WORDS,
    type=st.one_of(st.sampled_from([*ActorType]), ANY_WORDS),
    mentions=st.lists(ANY_WORDS, max_size=4).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANY_LINK, max_size=6), st.lists(ANY_ACTOR, max_size=4), st.lists(ANY_SPAN, max_size=2))
def test_whatever_a_reader_answers_no_claim_is_without_its_spans(
    links: list[SaidLink], actors: list[SaidActor], unread: list[Span]
) -> None:
    found = reading(*links, actors=tuple(actors), unread=tuple(unread))
    verify(found)
    known = {(s.start, s.end) for s in found.sentences}
    for claim in found.claims:
        assert claim.evidence is not None
        assert (claim.evidence.sentence.start, claim.evidence.sentence.end) in known
    assert found.heard is not None
    assert found.heard.alone <= len(links)
    kept = {(c.subject, c.relation, c.object) for c in found.claims}
    assert {(c.subject, c.relation, c.object) for c in alone().claims} <= kept, "nothing of the rules is dropped"


def test_an_answered_document_is_not_kept_as_such() -> None:
    assert isinstance(document(), AnsweredDocument)
    assert type(document().plain) is Document  # type: ignore[attr-defined]
