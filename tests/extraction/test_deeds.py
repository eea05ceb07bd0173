"""Deeds of force and law: who did them, to whom, how sure it is, and who had nothing to do with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

Reading = Callable[..., Read]

# (sentence, subject, relation, object, status)
TOLD = [
    # who stands behind a weapon or a deed
    ("Turkish jets bombed Hamas positions.", "Turkey", "attacks", "Hamas", "asserted"),
    ("A car bombing by the Taliban killed two farmers.", "Taliban", "kills", "two farmers", "asserted"),
    ("A missile fired by Hamas killed a farmer.", "Hamas", "kills", "farmer", "asserted"),
    ("Two soldiers were killed in a Taliban attack.", "Taliban", "kills", "Two soldiers", "asserted"),
    ("Jonas Weld fired the shots that killed Anna Holt.", "Jonas Weld", "kills", "Anna Holt", "asserted"),
    # the force that a noun names before its weapon, with what is said of it
    ("Saudi-led coalition jets bombed Breva.", "Saudi-led coalition", "attacks", "Breva", "asserted"),
    ("Rebel shelling killed two farmers.", "Rebel", "kills", "two farmers", "asserted"),
    ("Kurdish fighters were aided by coalition air strikes.", "coalition", "aids", "Kurdish fighters", "asserted"),
    # what follows the deed hangs elsewhere
    ("An attack by the Taliban on soldiers shook the camp.", "Taliban", "attacks", "soldiers", "asserted"),
    ("Clashes erupted between protesters and police.", "protesters", "fights", "police", "asserted"),
    ("Hamas staged attacks in which 20 people were killed.", "Hamas", "kills", "20 people", "asserted"),
    ("Soldiers launched an offensive to retake Kirkuk.", "Soldiers", "attacks", "Kirkuk", "asserted"),
    ("Soldiers took revenge on civilians.", "Soldiers", "attacks", "civilians", "asserted"),
    # a deed is no surer than whoever lays it at a door
    ("The Taliban claimed the bombings that killed two farmers.", "Taliban", "kills", "two farmers", "alleged"),
    ("Jonas Weld may have fired the shots that killed Anna Holt.", "Jonas Weld", "kills", "Anna Holt", "hypothetical"),
    ("Hamas did not launch the missile that killed a farmer.", "Hamas", "kills", "farmer", "denied"),
    # who is under it
    ("The town of Breva is under the control of Hamas.", "Hamas", "controls", "Breva", "asserted"),
    ("The town of Breva may have fallen under the control of Hamas.", "Hamas", "controls", "Breva", "hypothetical"),
    ("Jonas Weld is under investigation by the police.", "police", "investigates", "Jonas Weld", "asserted"),
    ("Jonas Weld was placed under sanctions by Brazil.", "Brazil", "sanctions", "Jonas Weld", "asserted"),
    ("The threat posed by Hamas to Brazil is growing.", "Hamas", "threatens", "Brazil", "asserted"),
    # a word that ends its abbreviation in a stop names its actor too
    ("U.S.-backed fighters left Kirkuk.", "United States", "supports", "U.S.-backed fighters", "asserted"),
    ("The U.K.-funded charity closed.", "United Kingdom", "funds", "U.K.-funded charity", "asserted"),
    # what is begun is the operation, not what it is to bring
    ("The Taliban began their offensive to retake Kirkuk.", "Taliban", "seizes", "Kirkuk", "future"),
    ("The Taliban began an operation to take Kirkuk.", "Taliban", "seizes", "Kirkuk", "future"),
    ("The Taliban began to arrest farmers.", "Taliban", "arrests", "farmers", "asserted"),
    # lifted, it is over; not lifted, it is still in force; and who imposed it is not who lifts it
    ("Brazil lifted sanctions on Peru.", "Brazil", "sanctions", "Peru", "ended"),
    ("Brazil refused to lift sanctions on Peru.", "Brazil", "sanctions", "Peru", "asserted"),
    ("Anna Holt urged Brazil to lift sanctions on Peru.", "Brazil", "sanctions", "Peru", "asserted"),
    ("Brazil will lift sanctions imposed on Peru by Anna Holt.", "Anna Holt", "sanctions", "Peru", "asserted"),
    # trial and punishment
    ("The court in Lima found the mayor guilty of fraud.", "court", "convicts", "mayor", "asserted"),
    ("Jonas Weld was shot to death by Anna Holt.", "Anna Holt", "kills", "Jonas Weld", "asserted"),
    ("Anna Holt fatally shot Jonas Weld.", "Anna Holt", "kills", "Jonas Weld", "asserted"),
    ("The hostages held by Hamas are well.", "Hamas", "abducts", "hostages", "asserted"),
    ("Jonas Weld is on trial for the murder of Anna Holt.", "Jonas Weld", "kills", "Anna Holt", "alleged"),
    ("The trial of Jonas Weld for the murder of Anna Holt began.", "Jonas Weld", "kills", "Anna Holt", "alleged"),
    ("Jonas Weld is serving ten years for the murder of Anna Holt.", "Jonas Weld", "kills", "Anna Holt", "asserted"),
]
SILENT = [
    ("The Defence Ministry announced the death of a soldier.", "kills"),
    ("The Warsaw bombing killed two farmers.", "kills"),
    ("The strike killed Anna Holt.", "kills"),
    ("Jonas Weld was shot and treated by a doctor.", "attacks"),
    ("Coalition talks in Breva ended on Monday.", "attacks"),
    ("Two soldiers were killed in an attack on the base.", "kills"),
    ("Brivo Steel launched an operation to take Norvia Mining.", "kills"),
    ("Police investigated the attack that killed Anna Holt.", "kills"),
    ("Anna Holt condemned the raid that killed Jonas Weld.", "kills"),
    ("Three policemen were injured in clashes with protesters.", "injures"),
    ("US-backed strikes killed Taliban fighters.", "kills"),
    ("Anti-Taliban operations killed two farmers.", "kills"),
    ("Jonas Weld received an award for his book about the murder of Anna Holt.", "kills"),
    ("Brazil beat Peru in the final.", "attacks"),
    ("Anna Holt attacked Jonas Weld over his speech.", "attacks"),
    ("The magazine interviewed Anna Holt.", "investigates"),
    ("The Guards took orders from Jonas Weld.", "seizes"),
    ("Anna Holt and Jonas Weld planned violence on Tuesday.", "fights"),
    ("Five Peruvians are fighting with Hamas.", "fights"),
    ("Anna Holt criticised an operation to kill Jonas Weld.", "kills"),
    ("A French prosecutor opened the file on Anna Holt.", "prosecutes"),
    ("Palestinian prisoners went home.", "arrests"),
    ("Anna Holt made a verbal attack on Jonas Weld.", "attacks"),
    ("Police carried out a raid on Brivo Steel.", "attacks"),
    ("Jonas Weld lost to Anna Holt in the election.", "surrenders_to"),
    ("The ministry ordered a new fleet of drones.", "orders"),
    ("Brazil took hasty action against the farmers.", "prosecutes"),
    ("Brazil struck U.S. targets.", "attacks"),
    ("The court cleared Anna Holt.", "seizes"),
    ("U.S.-led forces attacked Hamas.", "based_in"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target", "status"), TOLD)
def test_a_deed_has_its_doer_and_its_patient(
    read: Reading, text: str, subject: str, relation: str, target: str, status: str
) -> None:
    assert read(text).claim(subject, relation, target).status == status


@pytest.mark.parametrize(("text", "relation"), SILENT)
def test_nobody_becomes_the_doer_who_is_not_said_to_be(read: Reading, text: str, relation: str) -> None:
    assert [c for c in read(text).reading.claims if c.relation == relation] == []


def test_an_event_told_twice_is_no_surer_than_its_better_telling(read: Reading) -> None:
    text = "Tomas Reld was arrested in May. Jonas Weld is thought to have arrested Tomas Reld."
    assert {c.status for c in read(text).claims("Jonas Weld", "arrests", "Tomas Reld")} == {"alleged"}


def test_a_clash_between_two_has_no_third(read: Reading) -> None:
    found = read("The army killed ten farmers in clashes between Hamas and the police.").reading.claims
    assert len([c for c in found if c.relation == "fights"]) == 1


def test_the_dead_of_one_attack_are_not_those_of_another(read: Reading) -> None:
    text = "Gunmen of Hamas killed 15 civilians in Hebron on Friday. Elsewhere, 15 civilians were killed by a flood."
    assert len([c for c in read(text).reading.claims if c.relation == "kills"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The bombing that killed two farmers was claimed by Hamas.",
        "Hamas claimed the bombings that killed two farmers.",
    ],
)
def test_who_claims_a_deed_is_its_source(read: Reading, text: str) -> None:
    assert read(text).claim("Hamas", "kills", "two farmers").attribution == "Hamas"
