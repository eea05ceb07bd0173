"""Speech, help and what lies behind an object: who is asked, accused, helped or threatened, and who is not."""

from __future__ import annotations

import pytest

Case = tuple[str, tuple[str, str, str]]

SPEECH: list[Case] = [
    ("Tomas Reld said the Cedar Front must disarm.", ("Tomas Reld", "demands_of", "Cedar Front")),
    ('"Brazil should free the activists," said Anna Holt.', ("Anna Holt", "demands_of", "Brazil")),
    ("Anna Holt said that Norway needs to act.", ("Anna Holt", "demands_of", "Norway")),
    ("Anna Holt repeated calls for the governor to resign.", ("Anna Holt", "demands_of", "governor")),
    ("Anna Holt pressed for Norway to free the activists.", ("Anna Holt", "demands_of", "Norway")),
    ("Chad reiterated its demand that Mali withdraw.", ("Chad", "demands_of", "Mali")),
    ("Anna Holt alleged that Tomas Reld had burned the church.", ("Anna Holt", "accuses", "Tomas Reld")),
    ("Anna Holt said Norway was responsible for the massacre.", ("Anna Holt", "accuses", "Norway")),
    ("Anna Holt said Norway was to blame.", ("Anna Holt", "accuses", "Norway")),
    ("Anna Holt said Tomas Reld was naive.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Anna Holt called Tomas Reld a coward.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Anna Holt described Tomas Reld as reckless.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Anna Holt said the government had misled them.", ("Anna Holt", "criticises", "government")),
    ("Soldiers told the villagers to leave.", ("Soldiers", "demands_of", "villagers")),
    ("Norway advised Chad to release the activists.", ("Norway", "demands_of", "Chad")),
    ("Anna Holt said Tomas Reld had done nothing.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("The Cedar Front hit back with Anna Holt accusing Tomas Reld of fraud.", ("Anna Holt", "accuses", "Tomas Reld")),
    ("Chad threatened to close the border with Mali.", ("Chad", "threatens", "Mali")),
]
NOT_SPEECH: list[Case] = [
    ("Anna Holt said voters will have to wait.", ("Anna Holt", "demands_of", "voters")),
    ("Anna Holt said Norway was responsible for security.", ("Anna Holt", "accuses", "Norway")),
    ("Anna Holt said Tomas Reld was not naive.", ("Anna Holt", "criticises", "Tomas Reld")),
    (
        "The Cedar Front hit back with Anna Holt accusing Tomas Reld of fraud.",
        ("Cedar Front", "accuses", "Tomas Reld"),
    ),
    ("Brivo Steel advised Harlow Bank last year.", ("Brivo Steel", "demands_of", "Harlow Bank")),
    ("Brivo Steel advised Harlow Bank on Monday.", ("Brivo Steel", "tells", "Harlow Bank")),
    ("Norway should act, Anna Holt argued.", ("Anna Holt", "demands_of", "Norway")),
    ("Anna Holt said Norway must be told.", ("Anna Holt", "demands_of", "Norway")),
    ("Anna Holt said Tomas Reld was a doctor.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Anna Holt, a film critic of the Lakeside Courier, left.", ("Anna Holt", "criticises", "Lakeside Courier")),
]
GIVING: list[Case] = [
    ("Norway gave the rebels weapons.", ("Norway", "arms", "rebels")),
    ("Norway will provide $20 million in new assistance to the Cedar Front.", ("Norway", "funds", "Cedar Front")),
    ("With support from Norway, the Cedar Front is building schools.", ("Norway", "supports", "Cedar Front")),
    ("Norway sent food and medicine to the villagers.", ("Norway", "aids", "villagers")),
    ("Norway helped the villagers rebuild their homes.", ("Norway", "aids", "villagers")),
]
NOT_GIVING: list[Case] = [
    ("Norway gave a warning to the Cedar Front.", ("Norway", "aids", "Cedar Front")),
    ("Without support from Norway, the Cedar Front is doomed.", ("Norway", "supports", "Cedar Front")),
    ("Norway gave money to build a road in Chad.", ("Norway", "funds", "Chad")),
]
BEHIND: list[Case] = [
    ("Chad condemned the threats made by Mali.", ("Chad", "criticises", "Mali")),
    ("Anna Holt rejected a proposal from Norway.", ("Anna Holt", "opposes", "Norway")),
    ("Anna Holt derided Norwegian claims.", ("Anna Holt", "criticises", "Norway")),
    ("Students protested Anna Holt's decision.", ("Students", "protests_against", "Anna Holt")),
    ("Chad waived the fees charged to Brivo Steel.", ("Chad", "other", "Brivo Steel")),
    ("Chad recalled its diplomats from Mali.", ("Chad", "other", "Mali")),
    ("Chad opened its borders to refugees.", ("Chad", "other", "refugees")),
    ("Anna Holt will meet her counterpart Tomas Reld.", ("Anna Holt", "met_with", "Tomas Reld")),
    ("Anna Holt issued a statement condemning Norway.", ("Anna Holt", "criticises", "Norway")),
]
NOT_BEHIND: list[Case] = [
    ("Anna Holt opposed the Norway deal.", ("Anna Holt", "opposes", "Norway")),
    ("Chad declared a state of siege.", ("Chad", "other", "state")),
]
OCCASIONS: list[Case] = [
    ("Anna Holt arrived in Geneva for talks with Tomas Reld.", ("Anna Holt", "met_with", "Tomas Reld")),
    ("Anna Holt left after a meeting with Tomas Reld.", ("Anna Holt", "met_with", "Tomas Reld")),
    (
        "Norwegian forces conducted strikes in support of the Cedar Front.",
        ("Norwegian forces", "supports", "Cedar Front"),
    ),
    ("In an interview with Reuters, Anna Holt said the dam was safe.", ("Anna Holt", "tells", "Reuters")),
    ("Reuters quoted Anna Holt as saying the dam was safe.", ("Anna Holt", "tells", "Reuters")),
    ("Anna Holt said in a letter to Tomas Reld that she was ill.", ("Anna Holt", "tells", "Tomas Reld")),
    ("Anna Holt and Tomas Reld discussed the price of grain.", ("Anna Holt", "met_with", "Tomas Reld")),
    ("Norway has been in touch with the rebels.", ("Norway", "met_with", "rebels")),
    ("Rebels, assisted by Russian air strikes, fled.", ("Russia", "aids", "Rebels")),
    ("Soldiers and allied militias fled.", ("Soldiers", "allied_with", "allied militias")),
    ("Jordan and Norway agreed on a truce.", ("Jordan", "cooperates_with", "Norway")),
]
NOT_OCCASIONS: list[Case] = [
    ("Anna Holt voiced her opposition to the dam.", ("Anna Holt", "member_of", "Anna Holt's opposition")),
    ("Reuters quoted Anna Holt as saying the dam was safe.", ("Reuters", "tells", "Anna Holt")),
    ("Talks with Norway and Chad collapsed.", ("Norway", "met_with", "Chad")),
    ("Soldiers and other militias fled.", ("Soldiers", "allied_with", "other militias")),
    ("Jordan and Norway agreed to lift the ban.", ("Jordan", "cooperates_with", "Norway")),
    ("Jordan and Norway suspended aid and weapons deals with Mali.", ("Jordan", "cooperates_with", "Norway")),
    ("Norwegian troops took part in the exercise of the Cedar Front.", ("Norwegian troops", "aids", "exercise")),
]


@pytest.mark.parametrize(("text", "link"), [*SPEECH, *GIVING, *BEHIND, *OCCASIONS])
def test_who_is_spoken_of_helped_or_reached(read, text: str, link: tuple[str, str, str]) -> None:
    assert link in read(text).plain


@pytest.mark.parametrize(("text", "link"), [*NOT_SPEECH, *NOT_GIVING, *NOT_BEHIND, *NOT_OCCASIONS])
def test_what_only_looks_like_it(read, text: str, link: tuple[str, str, str]) -> None:
    assert link not in read(text).plain
