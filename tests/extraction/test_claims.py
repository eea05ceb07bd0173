"""What every claim carries: a sentence, its trigger and both ends as real spans, an id that stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from graphbuild.core.invariants import faults, verify
from graphbuild.core.model import Document, Reading, content_id
from graphbuild.extraction.claims.distinct import distinct
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import parse

TEXTS = [
    "Soldiers arrested Tomas Reld on May 26.",
    "Tomas Reld, who leads the Cedar Front, was arrested by police and later released by a court.",
    "Soldiers arrested Tomas Reld. His arrest angered Anna Holt.",
    "Army takes town\n\nSoldiers captured the city of Kerbala on Monday.\n\nThe rebels fled.",
    "“Rebels killed my brother,” said Anna Holt. She blamed the Cedar Front.",
    "Iran-backed militias and parties attacked U.S. forces in Iraq.",
    "Iraqi Prime Minister Anna Holt met Turkish officials in Baghdad, Iraq.",
    "The Norvia Liberation Front (NLF) split from the Norvia Workers' Party. The NLF is led by Tomas Reld.",
    "Brivo Steel Inc acquired Norvia Mining Corp. The company is owned by Tomas Reld.",
    "Tomas Reld's brother Jonas Reld, a lawyer, is accused of bribing two officials.",
    "Reuters reported that Chad and Mali signed an agreement.",
    "Anna Holt and Tomas Reld met. They praised the army.",
    "The group said it carried out the attack on soldiers. It threatened the government.",
    "Police raided the home of Tomas Reld and arrested nine alleged members of the Cedar Front.",
    "In 2014, President Anna Holt appointed Tomas Reld governor of Anbar; he resigned in 2016.",
    "Gazprom chief executive Tomas Reld told reporters that Russia funds the project.",
    "A court in Mali convicted Tomas Reld of killing Anna Holt, a journalist for Reuters.",
    "Five Paraguayans were arrested by Brazilian police near Asuncion.",
    'Marlon Vasquez, alias "Fantasma", commands the Red Delta gang.',
    "The U.N. accused the army\u2014and the militia\u2014of attacks on villagers.",
    "Is the Cedar Front backed by Iran?\nAnna Holt asked.",
    "Hamas\u00a0fighters clashed\u200b with soldiers; Israel\u2019s army killed three militants.",
    "Protesters marched against the government. Police beat them. Tomas Reld denied ordering it.",
    "Tomas Reld (Green Party) and Anna Holt (Blue Party) will meet on Friday.",
    "The arrest of Tomas Reld by soldiers, the killing of Anna Holt and the release of two men were reported.",
    "Jonas Weld is an aide to Anna Holt, the sister of Tomas Reld and a friend of Chad's president.",
    "MILITIA ATTACKS ARMY BASE",
    "Rebels Attack Army Base In Northern Mali",
    "Tomas Reld\n12 May 2020\n\nBy Anna Holt, Reuters\n\nSoldiers killed rebels.",
    "- Soldiers killed rebels\n- Rebels killed soldiers\n- Reld leads the Cedar Front",
    "He was arrested by them after she told him about it.",
    "Tomas Reld shot himself. Anna Holt hurt herself.",
    "Tomas Reld Tomas Reld Tomas Reld arrested arrested arrested",
    "The Iraqi government's efforts to rein in militias aligned with Iran failed, Western diplomats said.",
    "Soldiers arrested A, B and C; D, E and F were arrested by police.",
    "https://example.org/soldiers-arrest-reld @reld #arrest Soldiers arrested Tomas Reld \U0001f600!",
    "Tomas Reld, Anna Holt, Jonas Weld, Ida Brok, Oren Dask and Mira Voss founded, lead and fund the Cedar Front.",
    "Soldiers of the army of the government of Iraq attacked fighters of a wing of the Cedar Front.",
    "(Soldiers arrested Tomas Reld.) [Police released him.] {Anna Holt} \"met\" 'Jonas Weld'.",
    "The mayor of Kerbala, the governor of Anbar and the president of Chad met the king of Jordan.",
]

HEAP = [
    *"Tomas Reld Anna Holt soldiers rebels Iraq Iran-backed police arrested killed by of the who his said was".split(),
    *(".", ",", "\n\n", "\n", '"', "“", "’s", "—", "(", ")", "\u00a0", "\x00", "😀"),
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_promise_of_a_reading_is_kept(read, text: str) -> None:
    reading = read(text).reading
    verify(reading)
    assert list(faults(reading)) == []


@pytest.mark.parametrize("text", TEXTS)
def test_the_evidence_is_where_it_says(read, text: str) -> None:
    found = read(text)
    spans = {(m.span, m.actor) for m in found.reading.mentions}
    for claim in found.reading.claims:
        at = claim.evidence
        assert at is not None
        assert at.trigger.within(at.sentence)
        assert any(end.within(at.sentence) for end in (at.subject, at.object))
        assert (at.subject, claim.subject) in spans
        assert (at.object, claim.object) in spans
        assert at.sentence.of(text) == at.sentence.of(text).strip()
        assert 0 <= claim.confidence <= 1


@pytest.mark.parametrize("text", TEXTS)
def test_two_readings_are_equal(read, text: str) -> None:
    assert read(text) == read(text)


def test_a_reading_does_not_depend_on_its_neighbours(nlp: Language, reader: Reader, read) -> None:
    documents = [Document(id=content_id(t), text=t, source="t.txt", sha256="") for t in TEXTS]
    together = [reader.read(*parsed) for parsed in parse(nlp, documents)]
    assert together == [read(t).reading for t in TEXTS]


def test_there_is_something_to_test(read) -> None:
    assert sum(len(read(t).reading.claims) for t in TEXTS) > 80


def test_ids_are_of_the_document_and_the_place(read) -> None:
    one, two = (read(f"{start}Soldiers arrested Tomas Reld.").reading.claims[0] for start in ("", "Hello. "))
    assert one.id != two.id
    assert one.subject != two.subject


def test_a_claim_is_told_once_for_each_place(read) -> None:
    found = read("Soldiers arrested Tomas Reld. Soldiers arrested Tomas Reld.")
    ids = [c.id for c in found.reading.claims]
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize(
    "text",
    ["", " \n\n ", "It rained.", "The table was in the room.", "On Monday in May it was cold.", "1 2 3", "?!"],
)
def test_no_actor_no_claim(read, text: str) -> None:
    assert read(text).reading.claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers arrested Tomas Reld.",
        "Tomas Reld, Soldiers said, was shot. Soldiers arrested him.",
        "Army news\n\n  Soldiers\u00a0arrested\tTomas Reld.",
        "\u201cSoldiers arrested Tomas Reld,\u201d said Anna Holt.",
    ],
)
def test_the_words_of_a_claim(read, text: str) -> None:
    (claim,) = read(text).claims("Soldiers", "arrests", "Tomas Reld")
    assert claim.evidence is not None
    assert claim.evidence.trigger.of(text) == "arrested"
    assert claim.evidence.subject.of(text) == "Soldiers"
    assert claim.evidence.object.of(text) in {"Tomas Reld", "him"}
    assert "arrested" in claim.evidence.sentence.of(text)


def test_a_headline_is_no_part_of_the_sentence_below(read) -> None:
    text = "Army news\n\nSoldiers arrested Tomas Reld.\n\nMore to come"
    (claim,) = read(text).reading.claims
    assert claim.evidence is not None
    assert claim.evidence.sentence.of(text) == "Soldiers arrested Tomas Reld."


def test_an_end_from_another_sentence_lies_there(read) -> None:
    text = "Soldiers arrested Tomas Reld. His arrest angered Anna Holt."
    told = read(text).claims("Soldiers", "arrests", "Tomas Reld")
    completed = next(c for c in told if c.evidence is not None and c.evidence.trigger.of(text) == "arrest")
    plain = next(c for c in told if c is not completed)
    assert completed.evidence is not None
    assert completed.evidence.sentence.of(text) == "His arrest angered Anna Holt."
    assert completed.evidence.subject.of(text) == "Soldiers"
    assert completed.confidence < plain.confidence


def test_rank_and_kinship_are_kept_as_role(read) -> None:
    found = read("Tomas Reld, the spokesman for the Cedar Front, is the brother of Anna Holt.")
    assert {c.relation: c.role for c in found.reading.claims} == {"speaks_for": "spokesman", "family_of": "brother"}


def test_an_office_names_its_country_only_when_the_text_does(read) -> None:
    found = read("Prime Minister Anna Holt met Tomas Reld in Chad.")
    assert "holds_office" not in {c.relation for c in found.reading.claims}
    assert found.actors["Anna Holt"].roles == ("prime minister",)
    claim = read("Iraqi Prime Minister Anna Holt met Tomas Reld.").claim("Anna Holt", "holds_office", "Iraq")
    assert claim.role == "prime minister"


def test_an_open_claim_keeps_the_verb(read) -> None:
    claim = read("Tomas Reld photographed Anna Holt.").claim("Tomas Reld", "other", "Anna Holt")
    assert (claim.label, claim.confidence < 0.8) == ("photograph", True)


@given(st.lists(st.sampled_from(HEAP), max_size=30).map(" ".join))
@example("Soldiers , killed .\n\n said his")
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_heap_of_words_is_read_with_every_promise_kept(nlp: Language, reader: Reader, text: str) -> None:
    document = Document(id="heap", text=text, source="heap.txt", sha256="")
    (parsed,) = parse(nlp, [document])
    reading = reader.read(*parsed)
    assert isinstance(reading, Reading), reading


@pytest.mark.parametrize(
    "text", ["Norland issued a ban from Peru.", "Officials urged caution against the rebels.", "An order fell."]
)
def test_a_phrase_that_is_a_cue_as_a_verb_is_read_as_a_noun_too(read, text: str) -> None:
    assert read(text).reading.document.text == text


def test_two_claims_of_the_same_words_but_other_actors_have_two_ids(nlp: Language, reader: Reader) -> None:
    text = "Soldiers freed a Moldovan and a Danish citizen."
    document = Document(id="d", text=text, source="d.txt", sha256="")
    _, doc = next(parse(nlp, [document]))
    reading = reader.read(document, doc)
    assert isinstance(reading, Reading)
    claim = reading.claims[0]
    country = next(mention for mention in reading.mentions if mention.text == "Danish")
    other = replace(claim, object=country.actor)  # the same words read as another actor
    found = distinct([claim, other, claim])
    assert [c.object for c in found] == [claim.object, other.object]
    assert found[0].id == claim.id
    assert found[1].id != claim.id
    assert distinct([claim, other]) == found
