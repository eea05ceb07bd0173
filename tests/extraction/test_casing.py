"""Text in capitals is read like the same text in ordinary letters, and everything else is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.extraction.syntax.truecasing import Casing
from graphbuild.knowledge.lexicon.loading import load_lexicon


@pytest.fixture(scope="module")
def casing(nlp) -> Casing:
    return Casing(nlp, load_lexicon())


def restored(casing: Casing, *texts: str) -> list[str]:
    return [text for _, text in casing.restored([(0, text) for text in texts])]


@pytest.mark.parametrize(
    ("loud", "plain"),
    [
        ("IRAQI FORCES ARREST KARIM DAOUD IN BAGHDAD", "Iraqi forces arrest Karim Daoud in Baghdad"),
        ("U.S. TROOPS KILL FIVE ISIS FIGHTERS NEAR MOSUL", "U.S. troops kill five ISIS fighters near Mosul"),
        ("POLICE DETAIN WRITER MEHMET VAROL OVER LINKS TO PKK", "Police detain writer Mehmet Varol over links to PKK"),
        ("THE MILITIA'S CHIEF, ABU AL-HARITH, FLED.", "The militia's chief, Abu al-Harith, fled."),
        ("IRAN-BACKED FIGHTERS ATTACKED SOLDIERS IN JULY.", "Iran-backed fighters attacked soldiers in July."),
        ("JOHN BAKER WAS KILLED IN CHICAGO, REUTERS SAID.", "John Baker was killed in Chicago, Reuters said."),
        ("JOHN BAKER LEFT THE ARMY. BAKER SUED IT.", "John Baker left the army. Baker sued it."),
        ("THE UNITED NATIONS BLAMED THE TIMES IT LIVED IN.", "The United Nations blamed the times it lived in."),
    ],
)
def test_capitals_are_taken_back(casing: Casing, loud: str, plain: str) -> None:
    assert restored(casing, loud) == [plain]


@pytest.mark.parametrize(
    "text",
    [
        "ISIS, PMF, SDF and YPG fighters signed.",
        "FOUR GROUPS",
        "PMF SDF YPG PKK",
        "ISIS - PMF - SDF - YPG",
        "BASRA (Reuters) - The army left on Monday.",
        'He read "THE END OF THE AFFAIR" to the soldiers of the PMF and the army.',
        "Karim Daoud Left Basra On Monday with the help of the army.",
        "",
        "...",
    ],
)
def test_other_text_is_left_alone(casing: Casing, text: str) -> None:
    assert restored(casing, text) == [text]


@pytest.mark.parametrize(
    ("titled", "plain"),
    [
        ("The Army Arrests Karim Daoud In Basra", "The Army arrests Karim Daoud in Basra"),
        ("Norway Armed Reed Brigade, Says Minister", "Norway armed Reed Brigade, says Minister"),
        ("Security Forces Kill Karim Daoud", "Security Forces kill Karim Daoud"),
        ("Mayor: Cedar Bank Was Robbed By Karim Daoud", "Mayor: Cedar Bank was robbed by Karim Daoud"),
    ],
)
def test_verbs_and_small_words_of_headlines_are_written_small(casing: Casing, titled: str, plain: str) -> None:
    assert restored(casing, titled) == [plain]


def test_the_rest_of_the_document_tells_how_a_word_is_written(casing: Casing) -> None:
    headline = "ARMY BLAMES SWORD FOR THE ATTACK ON GREEN"
    body = "The army said on Monday that the group Sword had attacked a man called Green."
    assert restored(casing, headline, body) == ["Army blames Sword for the attack on Green", body]
    assert restored(casing, headline) == ["Army blames sword for the attack on green"]


def test_only_the_sentence_in_capitals_is_changed(casing: Casing) -> None:
    text = "ARMY ARRESTS KARIM DAOUD IN BASRA. The PMF said so."
    assert restored(casing, text) == ["Army arrests Karim Daoud in Basra. The PMF said so."]


@given(st.text(alphabet=st.sampled_from("THE ARMY'S FIRST MAN.,-\nİßŐﬁǅ1") | st.characters(exclude_categories=("Cs",))))
def test_every_letter_keeps_its_place(casing: Casing, text: str) -> None:
    (changed,) = restored(casing, "THE ARMY ARRESTS HIM. " + text)
    assert changed.casefold() == ("the army arrests him. " + text).casefold() or len(changed) == len(text) + 22


STORY = (
    "Iraqi forces arrested Karim Daoud in Basra on Monday. Daoud leads the Cedar Front, a militia. "
    "Prime Minister Anna Holt accused Iran of attacking soldiers. She met Tomas Reld in Oslo."
)


def test_the_same_links_are_read_from_capitals(read) -> None:
    plain, loud = read(STORY), read(STORY.upper())
    links = {(c.relation, c.evidence.subject, c.evidence.object) for c in plain.reading.claims}
    assert len(links) > 3
    kept = links & {(c.relation, c.evidence.subject, c.evidence.object) for c in loud.reading.claims}
    assert len(kept) >= 0.8 * len(links)


def test_mentions_and_evidence_show_the_text_as_it_is(read) -> None:
    found = read(STORY.upper())
    assert {"KARIM DAOUD", "ANNA HOLT"} <= {m.text for m in found.reading.mentions}
    assert {"Karim Daoud", "Anna Holt"} <= set(found.actors)
    for claim in found.reading.claims:
        assert claim.evidence.sentence.of(STORY.upper()).isupper()


def test_a_model_without_a_lemmatiser_will_do() -> None:
    import spacy

    bare = Casing(spacy.blank("en"), load_lexicon())
    (text,) = restored(bare, "THE POLICE OF IRAQ ARRESTED THE SOLDIERS IN THE TOWN")
    assert "Iraq" in text and "police" in text and "soldiers" in text
