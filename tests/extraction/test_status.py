"""Is it so, was it so, who says so: every row of the contract's table of statuses, in other words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

KILLS = ("Tomas Reld", "kills", "Anna Holt")
ARRESTS = ("Police", "arrests", "Tomas Reld")
TAKEN = ("police", "arrests", "Tomas Reld")
MEETS = ("Tomas Reld", "met_with", "Anna Holt")
LEADS = ("Tomas Reld", "leads", "Cedar Front")
FREES = ("rebels", "releases", "Anna Holt")

ASSERTED = {
    "Police arrested Tomas Reld.": ARRESTS,
    "Tomas Reld was arrested by police.": TAKEN,
    "Police arrested Tomas Reld last May.": ARRESTS,
    "Police arrested Tomas Reld in 2019.": ARRESTS,
    "Police had previously arrested Tomas Reld.": ARRESTS,
    "Tomas Reld killed Anna Holt in June.": KILLS,
    "Tomas Reld was the leader of the Cedar Front.": LEADS,
    "The arrest of the lawyer by soldiers angered Anna Holt.": ("soldiers", "arrests", "lawyer"),
    "The arrest of Tomas Reld by soldiers angered Anna Holt.": ("soldiers", "arrests", "Tomas Reld"),
    "The army announced the arrest of Tomas Reld by police.": TAKEN,
    "The army's arrest of Tomas Reld angered Anna Holt.": ("army", "arrests", "Tomas Reld"),
    "Anna Holt welcomed the army's arrest of Tomas Reld.": ("army", "arrests", "Tomas Reld"),
    "Anna Holt did not criticise the army's arrest of Tomas Reld.": ("army", "arrests", "Tomas Reld"),
    "The militia, which the army attacked, did not flee.": ("army", "attacks", "militia"),
    "Tomas Reld, who leads the Cedar Front, denied killing Anna Holt.": LEADS,
    "Cedar Front leader Tomas Reld denied killing Anna Holt.": LEADS,
    "Iran-backed militias could attack the army.": ("Iran", "supports", "Iran-backed militias"),
    "Tomas Reld, who killed Anna Holt, could be released by the army.": KILLS,
    "After police arrested Tomas Reld, Anna Holt vowed to meet Jonas Weld.": TAKEN,
    "Tomas Reld did not deny killing Anna Holt.": KILLS,
}
DENIED = {
    "Police did not arrest Tomas Reld.": ARRESTS,
    "Police didn't arrest Tomas Reld.": ARRESTS,
    "Police have not arrested Tomas Reld.": ARRESTS,
    "Police never arrested Tomas Reld.": ARRESTS,
    "Police failed to arrest Tomas Reld.": ARRESTS,
    "Police refused to arrest Tomas Reld.": ARRESTS,
    "Police declined to arrest Tomas Reld.": ARRESTS,
    "Police were unable to arrest Tomas Reld.": ARRESTS,
    "Police could not arrest Tomas Reld.": ARRESTS,
    "Police will not arrest Tomas Reld.": ARRESTS,
    "Tomas Reld was never arrested by police.": TAKEN,
    "Tomas Reld was not arrested by police.": TAKEN,
    "Neither soldiers nor police arrested Tomas Reld.": TAKEN,
    "The army failed in its attempt to kill Tomas Reld.": ("army", "kills", "Tomas Reld"),
    "The army prevented rebels from killing Anna Holt.": ("rebels", "kills", "Anna Holt"),
    "Tomas Reld did not try to kill Anna Holt.": KILLS,
    "Tomas Reld is not a member of the Cedar Front.": ("Tomas Reld", "member_of", "Cedar Front"),
    "Tomas Reld was never the leader of the Cedar Front.": LEADS,
    "Tomas Reld did not arrest or kill Anna Holt.": KILLS,
    "A planned meeting between Tomas Reld and Anna Holt was cancelled.": MEETS,
}
CLEARED = {
    "A court cleared Tomas Reld of killing Anna Holt.": "court",
    "A judge acquitted Tomas Reld of killing Anna Holt.": "judge",
    "Tomas Reld was acquitted by a court of killing Anna Holt.": "court",
}
CONVICTED = {
    "A court convicted Tomas Reld of killing Anna Holt.": "court",
    "A court in Mali convicted Tomas Reld of killing Anna Holt.": "court",
    "Tomas Reld, who was convicted by a court of killing Anna Holt, left Mali.": "court",
}
OWN_DENIAL = [
    "Tomas Reld denied killing Anna Holt.",
    "Tomas Reld denied having killed Anna Holt.",
    "Tomas Reld has denied that he killed Anna Holt.",
    "Tomas Reld denied any involvement in the killing of Anna Holt.",
    "Tomas Reld refuted claims that he killed Anna Holt.",
    "Tomas Reld rejected accusations that he had killed Anna Holt.",
]
ALLEGED = {
    "Tomas Reld allegedly killed Anna Holt.": KILLS,
    "Tomas Reld reportedly killed Anna Holt.": KILLS,
    "Tomas Reld apparently killed Anna Holt.": KILLS,
    "Tomas Reld is suspected of killing Anna Holt.": KILLS,
    "Tomas Reld is accused of killing Anna Holt.": KILLS,
    "Tomas Reld was charged with killing Anna Holt.": KILLS,
    "Tomas Reld was arrested for killing Anna Holt.": KILLS,
    "Tomas Reld was arrested on suspicion of killing Anna Holt.": KILLS,
    "Tomas Reld is believed to have killed Anna Holt.": KILLS,
    "Tomas Reld is said to have killed Anna Holt.": KILLS,
    "Tomas Reld is alleged to have killed Anna Holt.": KILLS,
    "It is alleged that Tomas Reld killed Anna Holt.": KILLS,
    "Tomas Reld was linked to the killing of Anna Holt.": KILLS,
    "Tomas Reld is seen as a supporter of the Cedar Front.": ("Tomas Reld", "supports", "Cedar Front"),
    "Tomas Reld is regarded as a supporter of the Cedar Front.": ("Tomas Reld", "supports", "Cedar Front"),
    "Tomas Reld is considered close to the Cedar Front.": ("Tomas Reld", "aligned_with", "Cedar Front"),
    "Tomas Reld is thought to control the Cedar Front.": ("Tomas Reld", "controls", "Cedar Front"),
    "Tomas Reld appears to support the Cedar Front.": ("Tomas Reld", "supports", "Cedar Front"),
    "Tomas Reld is said to lead the Cedar Front.": LEADS,
    "The alleged leader of the Cedar Front, Tomas Reld, was arrested by police.": LEADS,
    "Police arrested a suspected member of the Cedar Front.": ("suspected member", "member_of", "Cedar Front"),
    "The Cedar Front claimed the attack on the army.": ("Cedar Front", "attacks", "army"),
    "The Cedar Front claimed responsibility for the attack on the army.": ("Cedar Front", "attacks", "army"),
}
SAID = {
    "The army said it killed Tomas Reld.": (("army", "kills", "Tomas Reld"), "army"),
    "The army said that rebels killed Anna Holt.": (("rebels", "kills", "Anna Holt"), "army"),
    "According to police, Tomas Reld killed Anna Holt.": (KILLS, "police"),
    "Tomas Reld killed Anna Holt, according to police.": (KILLS, "police"),
    "Tomas Reld killed Anna Holt, police said.": (KILLS, "police"),
    "Tomas Reld killed Anna Holt, an official said.": (KILLS, "official"),
    "Tomas Reld killed Anna Holt, said Jonas Weld.": (KILLS, "Jonas Weld"),
    "Tomas Reld killed Anna Holt, Jonas Weld told Reuters.": (KILLS, "Jonas Weld"),
    '"Tomas Reld killed Anna Holt," said Jonas Weld.': (KILLS, "Jonas Weld"),
    '"Tomas Reld killed Anna Holt," Jonas Weld said.': (KILLS, "Jonas Weld"),
    "Police say Tomas Reld killed Anna Holt.": (KILLS, "Police"),
    "Jonas Weld told Reuters that Tomas Reld killed Anna Holt.": (KILLS, "Jonas Weld"),
    "Jonas Weld claims that Tomas Reld killed Anna Holt.": (KILLS, "Jonas Weld"),
    "Officials alleged that Tomas Reld had killed Anna Holt.": (KILLS, "Officials"),
    "Analysts believe that Tomas Reld killed Anna Holt.": (KILLS, "Analysts"),
    "Jonas Weld suspects that Tomas Reld killed Anna Holt.": (KILLS, "Jonas Weld"),
    "Prosecutors accused Tomas Reld of killing Anna Holt.": (KILLS, "Prosecutors"),
    "Tomas Reld was accused by prosecutors of killing Anna Holt.": (KILLS, "prosecutors"),
    "Prosecutors charged Tomas Reld with killing Anna Holt.": (KILLS, "Prosecutors"),
    "Police arrested Tomas Reld for killing Anna Holt.": (KILLS, "Police"),
    "Police arrested Tomas Reld on suspicion of killing Anna Holt.": (KILLS, "Police"),
    "Tomas Reld is seen by diplomats as an ally of the Cedar Front.": (
        ("Tomas Reld", "allied_with", "Cedar Front"),
        "diplomats",
    ),
}
HYPOTHETICAL = {
    "Tomas Reld tried to kill Anna Holt.": KILLS,
    "Tomas Reld attempted to kill Anna Holt.": KILLS,
    "Tomas Reld made an attempt to kill Anna Holt.": KILLS,
    "Tomas Reld sought to kill Anna Holt.": KILLS,
    "Tomas Reld wants to kill Anna Holt.": KILLS,
    "Tomas Reld hoped to meet Anna Holt.": MEETS,
    "Tomas Reld offered to meet Anna Holt.": MEETS,
    "Tomas Reld could kill Anna Holt.": KILLS,
    "Tomas Reld may kill Anna Holt.": KILLS,
    "Tomas Reld might kill Anna Holt.": KILLS,
    "Tomas Reld would kill Anna Holt.": KILLS,
    "Tomas Reld is able to kill Anna Holt.": KILLS,
    "If Tomas Reld kills Anna Holt, the army will leave.": KILLS,
    "Unless rebels release Anna Holt, the talks will end.": FREES,
    "Police asked whether Tomas Reld had killed Anna Holt.": KILLS,
    "Tomas Reld threatened to kill Anna Holt.": KILLS,
    "Jonas Weld demanded that the rebels release Anna Holt.": FREES,
    "Jonas Weld ordered the rebels to release Anna Holt.": FREES,
    "Jonas Weld urged the rebels to release Anna Holt.": FREES,
    "Jonas Weld asked the rebels to release Anna Holt.": FREES,
    "Jonas Weld called on the rebels to release Anna Holt.": FREES,
    "The rebels were urged by Jonas Weld to release Anna Holt.": FREES,
    "Is the Cedar Front backed by the army? asked Anna Holt.": ("army", "supports", "Cedar Front"),
    "Did Tomas Reld kill Anna Holt?": KILLS,
    "Does Tomas Reld lead the Cedar Front?": LEADS,
}
FUTURE = {
    "Tomas Reld plans to meet Anna Holt.": MEETS,
    "Tomas Reld vowed to meet Anna Holt.": MEETS,
    "Tomas Reld promised to meet Anna Holt.": MEETS,
    "Tomas Reld is set to meet Anna Holt.": MEETS,
    "Tomas Reld will meet Anna Holt.": MEETS,
    "Tomas Reld is to meet Anna Holt.": MEETS,
    "Tomas Reld agreed to meet Anna Holt.": MEETS,
    "Tomas Reld is going to meet Anna Holt.": MEETS,
    "Tomas Reld is expected to meet Anna Holt.": MEETS,
    "Tomas Reld reportedly plans to meet Anna Holt.": MEETS,
    "Tomas Reld intends to lead the Cedar Front.": LEADS,
    "Prosecutors accused the militia of planning an attack on the army.": ("militia", "attacks", "army"),
    "Prosecutors accused the general of planning to kill Anna Holt.": ("general", "kills", "Anna Holt"),
}
ENDED = {
    "Tomas Reld, a former commander of the Cedar Front, met Anna Holt.": ("Tomas Reld", "commands", "Cedar Front"),
    "Tomas Reld is a former member of the Cedar Front.": ("Tomas Reld", "member_of", "Cedar Front"),
    "Tomas Reld was once a member of the Cedar Front.": ("Tomas Reld", "member_of", "Cedar Front"),
    "The former head of the Cedar Front, Tomas Reld, met Anna Holt.": LEADS,
    "Former Cedar Front leader Tomas Reld met Anna Holt.": LEADS,
    "Tomas Reld no longer leads the Cedar Front.": LEADS,
    "Tomas Reld previously led the Cedar Front.": LEADS,
    "Tomas Reld led the Cedar Front until 2019.": LEADS,
    "Tomas Reld used to lead the Cedar Front.": LEADS,
    "Tomas Reld, an ex-member of the Cedar Front, met Anna Holt.": ("Tomas Reld", "member_of", "Cedar Front"),
    "Tomas Reld stopped supporting the Cedar Front.": ("Tomas Reld", "supports", "Cedar Front"),
}


def cases(table: dict[str, tuple[str, str, str]], status: str) -> list[tuple[str, tuple[str, str, str], str]]:
    return [(text, link, status) for text, link in table.items()]


@pytest.mark.parametrize(
    ("text", "link", "status"),
    [
        *cases(ASSERTED, "asserted"),
        *cases(DENIED, "denied"),
        *cases(ALLEGED, "alleged"),
        *cases(HYPOTHETICAL, "hypothetical"),
        *cases(FUTURE, "future"),
        *cases(ENDED, "ended"),
    ],
)
def test_status(read, text: str, link: tuple[str, str, str], status: str) -> None:
    found = read(text)
    assert [c.status.value for c in found.claims(*link)] == [status], found.links


@pytest.mark.parametrize("text", OWN_DENIAL)
def test_a_denial_is_the_denier_s(read, text: str) -> None:
    found = read(text)
    claim = found.claim(*KILLS)
    assert (claim.status, found.names[claim.attributed_to], claim.attribution) == ("denied", "Tomas Reld", "Tomas Reld")


def test_somebody_else_may_deny_it(read) -> None:
    found = read("Jonas Weld denied that Tomas Reld killed Anna Holt.")
    claim = found.claim(*KILLS)
    assert (claim.status, claim.attribution) == ("denied", "Jonas Weld")


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_is_the_speaker_s(read, text: str) -> None:
    link, source = SAID[text]
    found = read(text)
    claim = found.claim(*link)
    assert claim.status == "alleged"
    assert claim.attribution == source
    assert found.names[claim.attributed_to] == source


def test_a_source_that_is_no_actor_keeps_its_words(read) -> None:
    claim = read("According to two documents, Tomas Reld killed Anna Holt.").claim(*KILLS)
    assert (claim.status, claim.attributed_to, claim.attribution) == ("alleged", None, "two documents")


def test_several_sources_are_kept_in_their_words(read) -> None:
    claim = read("Tomas Reld is seen by Western and some Chilean diplomats as an ally of the Cedar Front.").claim(
        "Tomas Reld", "allied_with", "Cedar Front"
    )
    assert claim.attribution == "Western and some Chilean diplomats"


@pytest.mark.parametrize("text", CONVICTED)
def test_a_conviction(read, text: str) -> None:
    found = read(text)
    deed = found.claim(*KILLS)
    assert (deed.status, deed.cue) == ("asserted", "convicted")
    assert (CONVICTED[text], "convicts", "Tomas Reld", "asserted") in found.links


def test_a_conviction_without_a_court(read) -> None:
    found = read("Tomas Reld was convicted of killing Anna Holt.")
    assert found.links == {(*KILLS, "asserted")}
    assert found.claim(*KILLS).cue == "convicted"


@pytest.mark.parametrize("text", CLEARED)
def test_an_acquittal(read, text: str) -> None:
    found = read(text)
    assert found.links == {(CLEARED[text], "acquits", "Tomas Reld", "asserted"), (*KILLS, "denied")}


def test_an_acquittal_without_a_court(read) -> None:
    assert read("Tomas Reld was cleared of killing Anna Holt.").links == {(*KILLS, "denied")}


def test_a_court_that_convicts_has_killed_nobody(read) -> None:
    found = read("A court convicted Tomas Reld in the killing of Anna Holt.")
    assert ("court", "convicts", "Tomas Reld") in found.plain
    assert ("court", "kills", "Anna Holt") not in found.plain


def test_police_who_suspect_somebody_have_killed_nobody(read) -> None:
    found = read("Police arrested Tomas Reld on suspicion of killing Anna Holt.")
    assert ("Police", "kills", "Anna Holt") not in found.plain


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Tomas Reld threatened to kill Anna Holt.", ("Tomas Reld", "threatens", "Anna Holt")),
        ("The militia threatened to attack the army.", ("militia", "threatens", "army")),
        ("Jonas Weld demanded that the rebels release Anna Holt.", ("Jonas Weld", "demands_of", "rebels")),
        ("Jonas Weld urged the rebels to release Anna Holt.", ("Jonas Weld", "demands_of", "rebels")),
        ("Jonas Weld called on the rebels to release Anna Holt.", ("Jonas Weld", "demands_of", "rebels")),
        ("Jonas Weld accused Tomas Reld of killing Anna Holt.", ("Jonas Weld", "accuses", "Tomas Reld")),
        ("Jonas Weld accused Tomas Reld of planning to kill Anna Holt.", ("Jonas Weld", "accuses", "Tomas Reld")),
        ("Tomas Reld was accused by prosecutors of killing Anna Holt.", ("prosecutors", "accuses", "Tomas Reld")),
        ("Jonas Weld told Reuters that Tomas Reld killed Anna Holt.", ("Jonas Weld", "tells", "Reuters")),
        ("Tomas Reld killed Anna Holt, Jonas Weld told Reuters.", ("Jonas Weld", "tells", "Reuters")),
    ],
)
def test_the_act_of_speech_is_asserted(read, text: str, link: tuple[str, str, str]) -> None:
    assert (*link, "asserted") in read(text).links


def test_an_order_to_one_s_own_people(read) -> None:
    found = read("The general ordered his soldiers to release Anna Holt.")
    assert {link[3] for link in found.links if link[1] == "orders"} == {"asserted"}
    assert {link[3] for link in found.links if link[1] == "releases"} == {"hypothetical"}


def test_who_asks_for_a_release_releases_nobody(read) -> None:
    found = read("Tomas Reld, whose release was demanded by Anna Holt, is in prison.")
    assert not [c for c in found.reading.claims if c.relation == "releases"]


def test_who_calls_for_a_release_releases_nobody(read) -> None:
    found = read("Jonas Weld called on the rebels to release Anna Holt.")
    assert ("Jonas Weld", "releases", "Anna Holt") not in found.plain


@pytest.mark.parametrize(
    "text",
    [
        "There is no evidence that Tomas Reld killed Anna Holt.",
        "Police did not say that Tomas Reld killed Anna Holt.",
        "Nobody believes that Tomas Reld killed Anna Holt.",
        "It is not true that Tomas Reld killed Anna Holt.",
    ],
)
def test_what_nobody_says_is_not_asserted(read, text: str) -> None:
    assert (*KILLS, "asserted") not in read(text).links


@pytest.mark.parametrize(
    "text",
    [
        "Without arresting Tomas Reld, police left.",
        "Instead of arresting Tomas Reld, police left.",
        "Soldiers almost arrested Tomas Reld.",
        "Tomas Reld was nearly arrested by soldiers.",
        "Tomas Reld was arrested by soldiers, not by police.",
    ],
)
def test_what_did_not_happen_is_not_asserted(read, text: str) -> None:
    arrests = {link for link in read(text).links if link[1] == "arrests" and link[3] == "asserted"}
    assert arrests <= ({("soldiers", "arrests", "Tomas Reld", "asserted")} if "not by" in text else set())


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Tomas Reld tried to kill Anna Holt.", "tried"),
        ("Tomas Reld allegedly killed Anna Holt.", "allegedly"),
        ("Tomas Reld denied killing Anna Holt.", "denied"),
        ("If Tomas Reld kills Anna Holt, the army will leave.", "If"),
        ("Tomas Reld never killed Anna Holt.", "never"),
        ("Did Tomas Reld kill Anna Holt?", "?"),
    ],
)
def test_the_cue_keeps_the_words(read, text: str, cue: str) -> None:
    assert read(text).claim(*KILLS).cue == cue


def test_what_is_so_has_no_cue(read) -> None:
    claim = read("Tomas Reld killed Anna Holt.").claim(*KILLS)
    assert (claim.cue, claim.attribution, claim.attributed_to) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army said it did not kill Tomas Reld.", "denied"),
        ("The army would kill Tomas Reld.", "hypothetical"),
        ("The army said it would kill Tomas Reld.", "future"),  # what was said is "we will"
        ("The army said it will kill Tomas Reld.", "future"),
        ("The army reportedly failed to kill Tomas Reld.", "denied"),
    ],
)
def test_of_several_the_first_in_the_fixed_order_wins(read, text: str, status: str) -> None:
    assert read(text).claim("army", "kills", "Tomas Reld").status == status


def test_a_speaker_is_kept_beside_a_stronger_cue(read) -> None:
    claim = read("The army said it would kill Tomas Reld.").claim("army", "kills", "Tomas Reld")
    assert claim.attribution == "army"


def test_only_the_verb_s_own_clause_is_touched(read) -> None:
    found = read("Police arrested Tomas Reld, but soldiers did not arrest Anna Holt.")
    assert (*ARRESTS, "asserted") in found.links
    assert ("soldiers", "arrests", "Anna Holt", "denied") in found.links


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Brivo Bank has no ties to the Cedar Front.", ("Brivo Bank", "linked_to", "Cedar Front", "denied")),
        ("Brivo Bank has ties to the Cedar Front.", ("Brivo Bank", "linked_to", "Cedar Front", "asserted")),
        ("Neither Chad nor Mali backed Anna Holt.", ("Chad", "supports", "Anna Holt", "denied")),
        ("Neither Chad nor Mali met or backed Anna Holt.", ("Mali", "supports", "Anna Holt", "denied")),
        ("Not only Chad but Mali backed Anna Holt.", ("Mali", "supports", "Anna Holt", "asserted")),
        ("A jury found Tomas Reld not guilty.", ("jury", "acquits", "Tomas Reld", "asserted")),
        ("The court found the officer guilty of murder.", ("court", "convicts", "officer", "asserted")),
        ("A jury found Tomas Reld guilty of killing Anna Holt.", ("Tomas Reld", "kills", "Anna Holt", "asserted")),
    ],
)
def test_a_word_beside_the_verb_denies(read: Callable[..., Read], text: str, link: tuple[str, str, str, str]) -> None:
    assert link in read(text).links


def test_found_guilty_is_kept_as_the_cue(read: Callable[..., Read]) -> None:
    claim = read("A jury found Tomas Reld guilty of killing Anna Holt.").claim("Tomas Reld", "kills", "Anna Holt")
    assert claim.cue == "guilty"


def test_who_is_found_not_guilty_is_not_convicted(read: Callable[..., Read]) -> None:
    assert "convicts" not in {relation for _, relation, *_ in read("A jury found Tomas Reld not guilty.").links}


def test_what_stands_before_all_words_of_a_post_holds_for_it(read) -> None:
    assert ("Clara Berg", "employed_by", "Kestrel Energy", "ended") in read(
        "Former Kestrel Energy engineer Clara Berg wrote a novel."
    ).links
    found = read("Former soldier Omar Bell leads the Red Front.")
    assert ("Omar Bell", "leads", "Red Front", "asserted") in found.links


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Anna Holt sold her stake in Brivo Steel.", "ended"),
        ("Anna Holt handed over her entire stake in Brivo Steel to Tomas Reld.", "ended"),
        ("Anna Holt has transferred her controlling stake in Brivo Steel to a partner.", "ended"),
        ("Anna Holt increased her stake in Brivo Steel.", "asserted"),
        ("Anna Holt sold part of her stake in Brivo Steel.", "asserted"),
    ],
)
def test_what_was_given_away_was_held_before(read: Callable[..., Read], text: str, status: str) -> None:
    assert ("Anna Holt", "owns", "Brivo Steel", status) in read(text).links
