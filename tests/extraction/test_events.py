"""Events of a document: found by independent rules, merged, completed; and the trace that shows every step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from graphbuild.core.model import ActorType, Document
from graphbuild.extraction.events.extraction import RULES
from graphbuild.extraction.events.merging import most_specific
from graphbuild.extraction.events.place_relations import ROWS, TABLE, Construction, relation_to_place
from graphbuild.extraction.reader import Reader, Trace
from graphbuild.extraction.syntax.parsing import parse


@pytest.fixture(scope="module")
def traced(nlp: Language, reader: Reader) -> Callable[[str], Trace]:
    def of(text: str) -> Trace:
        return reader.trace(*next(parse(nlp, [Document(id="d", text=text, source="t", sha256="")])))

    return of


@pytest.mark.parametrize(
    ("rule", "text", "relation"),
    [
        ("trigger words", "Soldiers arrested Tomas Reld.", "arrests"),
        ("structures", "Iraqi soldiers left.", "from"),
        ("stances towards the government", "The government fled. Antigovernment militias cheered.", "opposes"),
        ("positions", "Gazprom CEO Anna Holt left.", "leads"),
        ("speech acts", "Tomas Reld said Anna Holt must resign.", "demands_of"),
        ("indirect demands", "Tomas Reld stressed the need for Anna Holt to resign.", "demands_of"),
        ("refusals", "Norway refused to recognise the Cedar Front.", "opposes"),
        ("each other", "Norway and Chad accused each other of fraud.", "accuses"),
        ("transfers", "Norway gave weapons to the Cedar Front.", "arms"),
        ("sales", "The sale of Tern Lines to Cedar Holdings was signed.", "owns"),
        ("mediation", "Talks between Norway and Chile were brokered by Peru.", "mediates"),
    ],
)
def test_each_rule_finds_its_events_by_itself(
    traced: Callable[[str], Trace], rule: str, text: str, relation: str
) -> None:
    context = traced(text).context
    assert relation in {event.relation for event in RULES[rule](context)}


def test_every_rule_is_tried_above() -> None:
    marks = test_each_rule_finds_its_events_by_itself.pytestmark  # type: ignore[attr-defined]
    assert {row[0] for row in marks[0].args[1]} == set(RULES)


def test_a_trace_holds_every_step_of_the_reading(traced: Callable[[str], Trace]) -> None:
    trace = traced("Soldiers did not arrest Tomas Reld. He left.")
    assert [m.start for m in trace.mentions] == sorted(m.start for m in trace.mentions)
    assert trace.clusters.members(1) == [1, 2]
    assert "arrests" in {match.frame.relation for match in trace.matches}
    (arrest,) = (read for read in trace.events if read.event.relation == "arrests")
    assert arrest.claims == trace.claims == trace.reading.claims
    assert str(arrest.standing.cue) == "not"
    assert len(arrest.marks) == len(arrest.claims)


def test_an_event_that_is_completed_names_the_one_it_was_completed_from(traced: Callable[[str], Trace]) -> None:
    trace = traced("Soldiers arrested Tomas Reld on Monday. His arrest angered the town.")
    completed = [read.event for read in trace.events if read.event.completed]
    assert [event.relation for event in completed] == ["arrests"]
    (told,) = (r.event for r in trace.events if r.event.relation == "arrests" and not r.event.completed)
    assert completed[0].deed == told.head
    assert completed[0].subjects == told.subjects


def test_merging_keeps_the_most_specific_and_is_stable(traced: Callable[[str], Trace]) -> None:
    trace = traced("Prosecutors dropped charges against Tomas Reld. Gazprom CEO Anna Holt met Tomas Reld in Varna.")
    events = [read.event for read in trace.events]
    assert most_specific(trace.context, events) == events
    assert most_specific(trace.context, [*events, *events]) == events


def test_entities_are_those_of_their_sentence(traced: Callable[[str], Trace]) -> None:
    context = traced("Soldiers arrested Tomas Reld on Monday.\n\nAnna Holt left Oslo. Nobody came.").context
    for sentence in context.doc.sents:
        assert [(e.start, e.end) for e in context.entities(sentence.start)] == [(e.start, e.end) for e in sentence.ents]


def test_the_first_row_of_the_table_counts() -> None:
    assert relation_to_place(Construction.GENITIVE, ActorType.ARMED_GROUP) == "part_of"
    assert relation_to_place(Construction.GENITIVE, ActorType.ARMED_GROUP, ActorType.PLACE) == "based_in"
    assert relation_to_place(Construction.NEAR, ActorType.PLACE, ActorType.PLACE) is None
    assert all(any(TABLE[row[0], a, p] == row[3] for a in row[1] for p in row[2]) for row in ROWS)


@pytest.mark.parametrize(("word", "expected"), [("throughout", Construction.IN), ("of", Construction.OF), ("on", None)])
def test_the_construction_of_a_preposition(word: str, expected: Construction | None) -> None:
    assert Construction.of_preposition(word) is expected
