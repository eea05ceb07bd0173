"""What was seen in a sentence and why, or why nothing came of it."""

from __future__ import annotations

import json

import pytest

from graphbuild.explain import Explanation, explain
from graphbuild.ontology import load


def of(text: str) -> Explanation:
    return explain(text, load())


def test_mentions_events_and_claims_with_their_rules() -> None:
    lines = str(of("Soldiers arrested Tomas Reld. He left.")).splitlines()
    assert "  Soldiers  (nominal, security_force)" in lines
    assert "  He  (pronoun, person)  = Tomas Reld, pronoun: agreement" in lines
    assert any(line.startswith("  arrests/verbs/arrest  “arrested”: Soldiers → Tomas Reld") for line in lines)
    assert "  Soldiers —arrests→ Tomas Reld  [asserted]" in lines
    assert any(line.startswith("    rule arrests/verbs/arrest, confidence 0.") for line in lines)


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("Soldiers did not arrest Tomas Reld.", "[denied, cue “not”]"),
        ("According to police, Tomas Reld killed Anna Holt.", "[alleged, cue “According”, said by police]"),
        ("Soldiers arrested Tomas Reld on Monday.", "[asserted, Monday]"),
    ],
)
def test_the_status_of_a_claim_in_words(text: str, tail: str) -> None:
    assert tail in str(of(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Tomas Reld was arrested.", "its subject is not said"),
        ("Soldiers arrested three tables.", "its object is not said"),
        ("Tomas Reld shot himself.", "both ends are one actor"),
        ("He arrested Tomas Reld.", "a pronoun stands for nobody"),
    ],
)
def test_why_an_event_gives_no_claim(text: str, why: str) -> None:
    found = of(text)
    assert found.reading.claims == ()
    assert any(why in event[-1] for event in found.events)
    assert f"no claim: {why}" in str(found)


def test_nothing_seen() -> None:
    text = str(of("It rained."))
    assert "Mentions: none." in text
    assert "Events: none." in text
    assert "Claims: none." in text


def test_the_record_is_plain_json() -> None:
    found = of("Soldiers arrested Tomas Reld on Monday.")
    record = json.loads(json.dumps(found.as_record()))
    assert set(record) == {"text", "mentions", "events", "claims"}
    assert record["mentions"][0] == {
        "text": "Soldiers",
        "kind": "nominal",
        "type": "security_force",
        "actor": "Soldiers",
        "join": "",
    }
    event = next(e for e in record["events"] if e["rule"] == "arrests/verbs/arrest")
    assert event == {
        "rule": "arrests/verbs/arrest",
        "trigger": "arrested",
        "subjects": ["Soldiers"],
        "objects": ["Tomas Reld"],
        "no_claim": "",
    }
    (claim,) = record["claims"]
    assert (claim["relation"], claim["trigger_start"], claim["date_text"]) == ("arrests", 9, "Monday")


def test_it_reads_as_extraction_does(read) -> None:
    text = "Soldiers arrested Tomas Reld. His arrest angered Anna Holt, who leads the Cedar Front."
    claims = [(c.relation, c.status, c.rule, c.evidence.trigger) for c in of(text).reading.claims if c.evidence]
    assert claims == [(c.relation, c.status, c.rule, c.evidence.trigger) for c in read(text).reading.claims]
