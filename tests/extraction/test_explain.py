"""What was seen in a sentence and why, or why nothing came of it."""

from __future__ import annotations

import json
import re

import pytest

from graphbuild.core.errors import UsageError
from graphbuild.extraction.explain import Explanation, explain
from graphbuild.knowledge.ontology import load


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
    assert any(why in event.no_claim for event in found.events)
    assert f"no claim: {why}" in str(found)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Soldiers did not arrest Tomas Reld.", "denied because “not” stands at “arrest”"),
        ("Soldiers tried to arrest Tomas Reld.", "hypothetical because “tried” stands over “arrest”"),
        ("Soldiers might try to arrest Tomas Reld.", "hypothetical because “might” stands at “try”, over “arrest”"),
        ("Soldiers came to arrest Tomas Reld.", "future because of “arrest” itself"),
        ("Did soldiers arrest Tomas Reld?", "hypothetical because the sentence asks"),
        ("Tomas Reld no longer leads the Cedar Front.", "ended because “longer” stands at “leads”"),
    ],
)
def test_why_a_claim_has_its_status(text: str, because: str) -> None:
    assert f"    {because}" in str(of(text)).splitlines()


def test_what_is_so_needs_no_reason() -> None:
    assert "because" not in str(of("Soldiers arrested Tomas Reld."))


@pytest.mark.parametrize(
    ("text", "names", "reason"),
    [
        (
            "Jonas Weld met Anna Holt after police arrested Tomas Reld.",
            ("Weld", "Reld"),
            "“met” (met_with/verbs/meet) has as its subject: Jonas Weld; as its object: Anna Holt.",
        ),
        (
            "Tomas Reld sang for the voters of Anna Holt.",
            ("Tomas Reld", "Anna Holt"),
            "On the way between them stand “sang” … “voters”; none of these is a trigger of the ontology there.",
        ),
        (
            "Police arrested Tomas Reld. Anna Holt left.",
            ("Tomas Reld", "Anna Holt"),
            "No sentence speaks of both, and no event told twice has one of them in each telling.",
        ),
        (
            "Lima met Anna Holt.",
            ("Lima", "Anna Holt"),
            "“met” (met_with/verbs/meet) takes no place as its subject, and “Lima” is one",
        ),
    ],
)
def test_what_was_missing_between_two_actors(text: str, names: tuple[str, str], reason: str) -> None:
    found = explain(text, load(), between=names)
    assert found.between is not None
    assert any(why.startswith(reason) for why in found.between.missing), found.between.missing
    assert reason in str(found)
    assert found.as_record()["between"]["missing"] == list(found.between.missing)


def test_between_two_actors_who_are_linked() -> None:
    found = explain("Soldiers arrested Tomas Reld.", load(), between=("reld", "soldiers"))
    assert found.between is not None
    assert found.between.missing == ()
    assert found.between.claims == found.reading.claims
    assert str(found).splitlines()[-1] == "Between Tomas Reld and Soldiers: 1 claim, arrests."


@pytest.mark.parametrize(
    ("names", "what"),
    [(("Weld", "Reld"), "Nobody in the text is called 'Weld'."), (("Tomas Reld", "Reld"), "are one actor here")],
)
def test_between_takes_two_actors_of_the_text(names: tuple[str, str], what: str) -> None:
    with pytest.raises(UsageError, match=re.escape(what)):
        explain("Soldiers arrested Tomas Reld.", load(), between=names)


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
        "status": "asserted",
        "because": "",
        "no_claim": "",
    }
    (claim,) = record["claims"]
    assert (claim["relation"], claim["trigger_start"], claim["date_text"]) == ("arrests", 9, "Monday")


def test_it_reads_as_extraction_does(read) -> None:
    text = "Soldiers arrested Tomas Reld. His arrest angered Anna Holt, who leads the Cedar Front."
    claims = [(c.relation, c.status, c.rule, c.evidence.trigger) for c in of(text).reading.claims if c.evidence]
    assert claims == [(c.relation, c.status, c.rule, c.evidence.trigger) for c in read(text).reading.claims]
