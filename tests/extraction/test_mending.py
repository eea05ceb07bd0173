"""Mending: who did it, where the parser takes the subject for another name, or the speaker for the doer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read
from spacy.language import Language
from spacy.tokens import Doc

from graphbuild.core.model import Status
from graphbuild.extraction.syntax.parse_repair import mend
from graphbuild.knowledge.lexicon.loading import load_lexicon


def subjects(doc: Doc) -> dict[str, str]:
    return {token.head.text: token.text for token in doc if token.dep_ in {"nsubj", "nsubjpass"}}


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("After meeting Clara Berg, Ruth Olsen denounced Chile.", "denounced", "Olsen"),
        ("Having met Ann Roe, Omar Bell denounced Chile.", "denounced", "Bell"),
        ("In a letter to Ann Roe, Omar Bell accused the Red Front of lying.", "accused", "Bell"),
        ("After talks with Omar Bell, Ann Roe left Chile.", "left", "Roe"),
        ("Asked about Ann Roe, Omar Bell praised the Red Front.", "praised", "Bell"),
        ("Since killing Omar Bell, the Red Front has attacked Peru.", "attacked", "Front"),
        ("Observers reported troops killed or arbitrarily detained Clara Berg.", "killed", "troops"),
        ("Soldiers beat Clara Berg, the Lantern Union was quoted by Radio Velde as saying.", "quoted", "Union"),
        ("Chile evacuates its staff as an airstrike kills a guard.", "kills", "airstrike"),
        ("Chile evacuates its staff as an airstrike kills a guard.", "evacuates", "Chile"),
        ("Police arrested Ann Roe and Omar Bell fled the country.", "fled", "Bell"),
        ("Suspected rebels attacked Omar Bell.", "attacked", "rebels"),
        ('"The army," said Bishop Aurelio Moro, "shelled Karsa for a week."', "shelled", "army"),
        ('"The army," said Bishop Aurelio Moro, "shelled Karsa for a week."', "said", "Moro"),
        ('"The rebels," Omar Bell told reporters, "killed nine men."', "killed", "rebels"),
        ('"The rebels," Omar Bell told reporters, "killed nine men."', "told", "Bell"),
    ],
)
def test_the_doer_is_who_the_words_say(nlp: Language, text: str, verb: str, subject: str) -> None:
    doc = nlp(text)
    mend(doc, load_lexicon())
    assert subjects(doc)[verb] == subject


@pytest.mark.parametrize(
    "text",
    [
        "Omar Bell, the minister, was arrested by police.",
        "Tomas Reld's brother, Omar Bell, leads the Red Front.",
        "The head of the Red Front, Omar Bell, was killed.",
        "In Karsa, the capital, police arrested Ann Roe.",
        "Police in Karsa, the capital, arrested Ann Roe.",
        "By arresting Omar Bell, the police angered Ann Roe.",
        '"The minister," Ann Roe said, "has never met Bell."',
        'Bell said the army had "shelled Karsa for a week".',
        "Police arrested Omar Bell, the minister, and freed Ann Roe.",
        "Police arrested Ann Roe and Omar Bell and charged them.",
        "Omar Bell met Ann Roe and is expected to meet the rebels.",
        "Omar Bell worked as a guard and killed Ann Roe.",
    ],
)
def test_what_is_right_is_not_touched(nlp: Language, text: str) -> None:
    doc = nlp(text)
    before = [(token.head.i, token.dep_) for token in doc]
    mend(doc, load_lexicon())
    assert [(token.head.i, token.dep_) for token in doc] == before


def test_mending_twice_is_mending_once(nlp: Language) -> None:
    doc = nlp("After meeting Clara Berg, Ruth Olsen denounced Chile.")
    mend(doc, load_lexicon())
    before = [(token.head.i, token.dep_) for token in doc]
    mend(doc, load_lexicon())
    assert [(token.head.i, token.dep_) for token in doc] == before


def test_no_wrong_arrow(read: Callable[..., Read]) -> None:
    found = read("After meeting Clara Berg, Ruth Olsen denounced Chile.").plain
    assert ("Ruth Olsen", "criticises", "Chile") in found
    assert not any((subject, relation) == ("Clara Berg", "criticises") for subject, relation, _ in found)
    found = read('"The army," said Bishop Aurelio Moro, "shelled Karsa for a week."').plain
    assert ("Aurelio Moro", "attacks", "Karsa") not in found


@pytest.mark.parametrize(
    "text",
    [
        "The movement accuses Moldovan soldiers and Kestrel Group mercenaries of killing nine civilians.",
        "Prosecutors suspect Ada Holt and Jonas Weld of killing nine civilians.",
        "There were reports soldiers looted the church and killed nine civilians.",
        "There are allegations the police killed nine civilians.",
    ],
)
def test_a_charge_or_a_report_is_no_fact(read: Callable[..., Read], text: str) -> None:
    killed = [claim for claim in read(text).reading.claims if claim.relation == "kills"]
    assert killed
    assert {claim.status for claim in killed} == {Status.ALLEGED}


@pytest.mark.parametrize(
    "text",
    ["Ada Holt read the reports that her office sent it.", "Nobody read the complaints the office receives in May."],
)
def test_what_describes_a_report_is_not_its_content(nlp: Language, text: str) -> None:
    doc = nlp(text)
    before = [(token.head.i, token.dep_) for token in doc]
    mend(doc, load_lexicon())
    assert [(token.head.i, token.dep_) for token in doc] == before


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "There were reports members of the Norland Army killed farmers.",
            ("members", "kills", "farmers", "alleged"),
        ),
        (
            "The ministry denied reports soldiers of the guard looted the church.",
            ("soldiers", "attacks", "church", "denied"),
        ),
    ],
)
def test_a_report_is_no_part_of_the_name_of_who_it_is_about(read, text: str, link: tuple[str, str, str, str]) -> None:
    assert link in read(text).links


def test_claims_before_a_noun_without_a_clause_stay_there(read) -> None:
    assert ("insurance claims managers", "met_with", "Ada Holt", "asserted") in read(
        "The insurance claims managers met Ada Holt."
    ).links
