"""Who does it to whom: the same link in every construction, and never the other way round."""

from __future__ import annotations

import pytest

from graphbuild.knowledge.ontology import load

Case = tuple[str, str, str, str]

ACTIVE = [
    ("Soldiers arrested Tomas Reld.", "Soldiers", "arrests", "Tomas Reld"),
    ("Gunmen kidnapped Tomas Reld.", "Gunmen", "abducts", "Tomas Reld"),
    ("Rebels killed Tomas Reld.", "Rebels", "kills", "Tomas Reld"),
    ("Rebels wounded Tomas Reld.", "Rebels", "injures", "Tomas Reld"),
    ("Rebels attacked the army.", "Rebels", "attacks", "army"),
    ("Police released Tomas Reld.", "Police", "releases", "Tomas Reld"),
    ("Police questioned Tomas Reld.", "Police", "investigates", "Tomas Reld"),
    ("Prosecutors charged Tomas Reld with fraud.", "Prosecutors", "prosecutes", "Tomas Reld"),
    ("The court sentenced Tomas Reld to death.", "court", "convicts", "Tomas Reld"),
    ("Anna Holt pardoned Tomas Reld.", "Anna Holt", "acquits", "Tomas Reld"),
    ("Anna Holt blamed Tomas Reld for the fire.", "Anna Holt", "accuses", "Tomas Reld"),
    ("Anna Holt criticised Tomas Reld.", "Anna Holt", "criticises", "Tomas Reld"),
    ("Anna Holt praised Tomas Reld.", "Anna Holt", "supports", "Tomas Reld"),
    ("Brazil sanctioned Tomas Reld.", "Brazil", "sanctions", "Tomas Reld"),
    ("Brazil deported Tomas Reld.", "Brazil", "expels", "Tomas Reld"),
    ("Anna Holt sacked Tomas Reld.", "Anna Holt", "dismissed", "Tomas Reld"),
    ("President Anna Holt appointed Tomas Reld.", "Anna Holt", "appointed", "Tomas Reld"),
    ("Tomas Reld succeeded Anna Holt.", "Tomas Reld", "succeeded", "Anna Holt"),
    ("Tomas Reld leads the Cedar Front.", "Tomas Reld", "leads", "Cedar Front"),
    ("Tomas Reld commands the Cedar Front.", "Tomas Reld", "commands", "Cedar Front"),
    ("Tomas Reld founded the Cedar Front.", "Tomas Reld", "founded", "Cedar Front"),
    ("Tomas Reld joined the Cedar Front.", "Tomas Reld", "member_of", "Cedar Front"),
    ("Tomas Reld resigned from the Cedar Front.", "Tomas Reld", "left", "Cedar Front"),
    ("Tomas Reld works for Brivo Steel.", "Tomas Reld", "employed_by", "Brivo Steel"),
    ("Brazil funds the Cedar Front.", "Brazil", "funds", "Cedar Front"),
    ("Brazil armed the rebels.", "Brazil", "arms", "rebels"),
    ("Brazil supplied rifles to the rebels.", "Brazil", "arms", "rebels"),
    ("Brazil controls the Cedar Front.", "Brazil", "controls", "Cedar Front"),
    ("Tomas Reld bribed Jonas Weld.", "Tomas Reld", "bribes", "Jonas Weld"),
    ("Police spied on the activists.", "Police", "spies_on", "activists"),
    ("The rebels surrendered to the army.", "rebels", "surrenders_to", "army"),
    ("The militia threatened the activists.", "militia", "threatens", "activists"),
    ("The militia warned the government.", "militia", "threatens", "government"),
    ("The army captured the city of Kerbala.", "army", "seizes", "Kerbala"),
    ("Protesters marched against the government of Brazil.", "Protesters", "protests_against", "Brazil"),
    ("Anna Holt urged the rebels to leave.", "Anna Holt", "demands_of", "rebels"),
    ("Soldiers rescued Anna Holt.", "Soldiers", "aids", "Anna Holt"),
    ("Tomas Reld opposes Anna Holt.", "Tomas Reld", "opposes", "Anna Holt"),
    ("Brivo Steel acquired Norvia Mining Corp.", "Brivo Steel", "owns", "Norvia Mining Corp."),
]
PASSIVE = [
    ("Tomas Reld was arrested by soldiers.", "soldiers", "arrests", "Tomas Reld"),
    ("Tomas Reld has been detained by police.", "police", "arrests", "Tomas Reld"),
    ("Tomas Reld is being questioned by police.", "police", "investigates", "Tomas Reld"),
    ("Tomas Reld was shot dead by rebels.", "rebels", "kills", "Tomas Reld"),
    ("Tomas Reld was killed in an attack by rebels.", "rebels", "kills", "Tomas Reld"),
    ("The village was attacked by rebels.", "rebels", "attacks", "village"),
    ("The activists were beaten by soldiers.", "soldiers", "attacks", "activists"),
    ("The activists were threatened by the militia.", "militia", "threatens", "activists"),
    ("The hostages were freed by soldiers.", "soldiers", "releases", "hostages"),
    ("Tomas Reld was indicted by prosecutors.", "prosecutors", "prosecutes", "Tomas Reld"),
    ("Tomas Reld was criticised by Anna Holt.", "Anna Holt", "criticises", "Tomas Reld"),
    ("Tomas Reld was sacked by Anna Holt.", "Anna Holt", "dismissed", "Tomas Reld"),
    ("Tomas Reld was named governor by the president.", "president", "appointed", "Tomas Reld"),
    ("Tomas Reld was succeeded by Jonas Weld.", "Jonas Weld", "succeeded", "Tomas Reld"),
    ("Tomas Reld was sanctioned by Brazil.", "Brazil", "sanctions", "Tomas Reld"),
    ("Tomas Reld was deported by Brazil.", "Brazil", "expels", "Tomas Reld"),
    ("The Cedar Front is led by Tomas Reld.", "Tomas Reld", "leads", "Cedar Front"),
    ("The Cedar Front was founded by Tomas Reld.", "Tomas Reld", "founded", "Cedar Front"),
    ("The Cedar Front is funded by Brazil.", "Brazil", "funds", "Cedar Front"),
    ("The Cedar Front is backed by Brazil.", "Brazil", "supports", "Cedar Front"),
    ("The militia was armed by Brazil.", "Brazil", "arms", "militia"),
    ("The rebels were trained by Brazil.", "Brazil", "arms", "rebels"),
    ("The rebels are equipped by Brazil.", "Brazil", "arms", "rebels"),
    ("The militia is controlled by Brazil.", "Brazil", "controls", "militia"),
    ("The activists were protected by soldiers.", "soldiers", "aids", "activists"),
    ("The company is owned by Tomas Reld.", "Tomas Reld", "owns", "company"),
    ("The lawyer was bribed by Tomas Reld.", "Tomas Reld", "bribes", "lawyer"),
    ("The rebels were joined by Tomas Reld.", "Tomas Reld", "member_of", "rebels"),
    ("The town was captured by rebels.", "rebels", "seizes", "town"),
    ("The journalist was spied on by police.", "police", "spies_on", "journalist"),
    ("The journalist was shot at by soldiers.", "soldiers", "attacks", "journalist"),
]
NOUNS = [
    ("The arrest of the lawyer by soldiers angered Anna Holt.", "soldiers", "arrests", "lawyer"),
    ("The arrest of Tomas Reld by soldiers angered Anna Holt.", "soldiers", "arrests", "Tomas Reld"),
    ("The release of Tomas Reld by the army angered Anna Holt.", "army", "releases", "Tomas Reld"),
    ("The army's arrest of Tomas Reld angered Anna Holt.", "army", "arrests", "Tomas Reld"),
    ("Tomas Reld's release by the army angered Anna Holt.", "army", "releases", "Tomas Reld"),
    ("The assassination of the governor by rebels angered Anna Holt.", "rebels", "kills", "governor"),
    ("The kidnapping of two lawyers by gunmen angered Anna Holt.", "gunmen", "abducts", "two lawyers"),
    ("The army's bombing of the rebels angered Anna Holt.", "army", "attacks", "rebels"),
    ("The attack on the army by the rebels angered Anna Holt.", "rebels", "attacks", "army"),
    ("The rebels launched an attack against the army.", "rebels", "attacks", "army"),
    ("The rebels staged attacks on soldiers.", "rebels", "attacks", "soldiers"),
    ("The army carried out an attack on the rebels.", "army", "attacks", "rebels"),
    ("The army made an arrest of Tomas Reld.", "army", "arrests", "Tomas Reld"),
]
ROLES = [
    ("Tomas Reld is the leader of the Cedar Front.", "Tomas Reld", "leads", "Cedar Front"),
    ("Cedar Front leader Tomas Reld met Anna Holt.", "Tomas Reld", "leads", "Cedar Front"),
    ("The leader of the Cedar Front, Tomas Reld, met Anna Holt.", "Tomas Reld", "leads", "Cedar Front"),
    ("Tomas Reld, founder of the Cedar Front, met Anna Holt.", "Tomas Reld", "founded", "Cedar Front"),
    ("Tomas Reld is a spokesman for the Cedar Front.", "Tomas Reld", "speaks_for", "Cedar Front"),
    ("Tomas Reld is a native of Brazil.", "Tomas Reld", "from", "Brazil"),
    ("The Cedar Front is a wing of the Norvia Workers' Party.", "Cedar Front", "part_of", "Norvia Workers' Party"),
    ("The Cedar Front is a proxy of Brazil.", "Brazil", "controls", "Cedar Front"),
    ("Tomas Reld is loyal to Anna Holt.", "Tomas Reld", "aligned_with", "Anna Holt"),
]
COMPOUNDS = [
    ("Iran-backed militias attacked the army.", "Iran", "supports", "Iran-backed militias"),
    ("Russian-backed rebels attacked the army.", "Russia", "supports", "Russian-backed rebels"),
    ("The Chinese-funded militia attacked the army.", "China", "funds", "Chinese-funded militia"),
    ("Turkey-aligned factions attacked the army.", "Turkey-aligned factions", "aligned_with", "Turkey"),
    ("Pro-Russian fighters attacked the army.", "Pro-Russian fighters", "aligned_with", "Russia"),
    ("Iran-backed militias and parties met the army.", "Iran", "supports", "parties"),
]
CLAUSES = [
    ("Tomas Reld, arrested by soldiers, met Anna Holt.", "soldiers", "arrests", "Tomas Reld"),
    ("Tomas Reld, who was arrested by soldiers, met Anna Holt.", "soldiers", "arrests", "Tomas Reld"),
    ("Tomas Reld, whom soldiers arrested, met Anna Holt.", "soldiers", "arrests", "Tomas Reld"),
    ("The man arrested by soldiers met Anna Holt.", "soldiers", "arrests", "man"),
    ("The soldiers who arrested Tomas Reld met Anna Holt.", "soldiers", "arrests", "Tomas Reld"),
    ("The Cedar Front, led by Tomas Reld, attacked the army.", "Tomas Reld", "leads", "Cedar Front"),
    ("The Cedar Front, which is led by Tomas Reld, attacked the army.", "Tomas Reld", "leads", "Cedar Front"),
    ("The rebels, backed by Brazil, attacked the army.", "Brazil", "supports", "rebels"),
    ("Police, backed by soldiers, arrested Tomas Reld.", "soldiers", "supports", "Police"),
    ("The rebels marched on the city, attacking the army.", "rebels", "attacks", "army"),
    ("Police praised the soldiers who arrested the rebels.", "soldiers", "arrests", "rebels"),
    ("The rebels that the army attacked fled.", "army", "attacks", "rebels"),
]
COORDINATED = [
    ("Rebels attacked the army and the police.", "Rebels", "attacks", "police"),
    ("The army and the police attacked the rebels.", "police", "attacks", "rebels"),
    ("Anna Holt and Tomas Reld lead the Cedar Front.", "Tomas Reld", "leads", "Cedar Front"),
    ("Tomas Reld leads the Cedar Front and supports Anna Holt.", "Tomas Reld", "supports", "Anna Holt"),
    ("Tomas Reld leads the Cedar Front and was arrested by police.", "police", "arrests", "Tomas Reld"),
    ("The militia kidnapped and tortured the activists.", "militia", "abducts", "activists"),
    ("The militia kidnapped and tortured the activists.", "militia", "injures", "activists"),
    ("The governor was attacked by rebels and gunmen.", "gunmen", "attacks", "governor"),
]
SYMMETRIC = [
    ("Tomas Reld met Anna Holt.", "met_with"),
    ("Tomas Reld and Anna Holt met in Mali.", "met_with"),
    ("Tomas Reld held talks with Anna Holt.", "met_with"),
    ("The meeting between Tomas Reld and Anna Holt lasted an hour.", "met_with"),
    ("Tomas Reld married Anna Holt.", "family_of"),
    ("Tomas Reld is the brother of Anna Holt.", "family_of"),
    ("Anna Holt's brother Tomas Reld left.", "family_of"),
    ("Tomas Reld is an aide to Anna Holt.", "associate_of"),
    ("Tomas Reld clashed with Anna Holt.", "fights"),
    ("Tomas Reld is an ally of Anna Holt.", "allied_with"),
]


@pytest.mark.parametrize(
    "case", [*ACTIVE, *PASSIVE, *NOUNS, *ROLES, *COMPOUNDS, *CLAUSES, *COORDINATED], ids=lambda case: case[0]
)
def test_the_one_who_acts_is_the_subject(read, case: Case) -> None:
    text, subject, relation, object_ = case
    found = read(text)
    assert (subject, relation, object_, "asserted") in found.links
    assert (object_, relation, subject) not in found.plain


@pytest.mark.parametrize(("text", "relation"), SYMMETRIC)
def test_a_symmetric_link_is_told_once(read, text: str, relation: str) -> None:
    assert load().relation(relation).symmetric
    told = [c for c in read(text).reading.claims if c.relation == relation]
    assert len(told) == 1
    assert {read(text).names[end] for end in (told[0].subject, told[0].object)} == {"Tomas Reld", "Anna Holt"}


@pytest.mark.parametrize(
    "text",
    [
        "Tomas Reld was arrested.",
        "The arrest of Tomas Reld angered people.",
        "Police made arrests.",
        "The militia was armed.",
        "Tomas Reld fights corruption.",
    ],
)
def test_an_end_that_is_not_said_gives_no_link(read, text: str) -> None:
    assert read(text).links == set()


@pytest.mark.parametrize(
    "text", ["Pro-Russian fighters attacked the army.", "Pro-Iran politicians left.", "Anti-Russian fighters left."]
)
def test_who_is_for_or_against_a_country_is_not_from_there(read, text: str) -> None:
    assert not [link for link in read(text).links if link[1] in {"from", "based_in"}]


def test_an_arrest_told_elsewhere_names_who_made_it(read) -> None:
    found = read("Soldiers detained Tomas Reld on Monday. His arrest angered Anna Holt.")
    assert len(found.claims("Soldiers", "arrests", "Tomas Reld")) == 2


def test_a_deed_is_completed_only_by_a_deed_of_its_kind(read) -> None:
    found = read("Soldiers detained Tomas Reld on Monday. His release on Friday angered Anna Holt.")
    assert ("Soldiers", "arrests", "Tomas Reld") in found.plain
    assert ("Soldiers", "releases", "Tomas Reld") not in found.plain


def test_another_kind_of_deed_does_not_stand_in_the_way(read) -> None:
    found = read(
        "The court freed Tomas Reld. Soldiers had detained Tomas Reld on Monday. His arrest angered Anna Holt."
    )
    assert len(found.claims("Soldiers", "arrests", "Tomas Reld")) == 2


def test_a_deed_that_two_may_have_done_is_left_open(read) -> None:
    found = read(
        "Soldiers detained Tomas Reld on Monday. Police detained Tomas Reld on Friday. His arrest angered Anna Holt."
    )
    assert len([c for c in found.reading.claims if c.relation == "arrests"]) == 2


def test_an_open_verb_keeps_its_direction(read) -> None:
    found = read("Anna Holt was photographed by Tomas Reld.")
    (claim,) = found.reading.claims
    assert (found.ends(claim), claim.label) == (("Tomas Reld", "other", "Anna Holt"), "photograph")


def test_who_links_two_is_none_of_them(read) -> None:
    found = read("Prosecutors linked Omar Bell to the Red Front.")
    assert found.links == {("Omar Bell", "linked_to", "Red Front", "alleged")}
    (claim,) = found.reading.claims
    assert claim.attribution == "Prosecutors"
    assert read("Guards tied Omar Bell to Ann Roe's fence.").plain.isdisjoint({("Guards", "linked_to", "Omar Bell")})
    assert ("Omar Bell", "linked_to", "Red Front", "asserted") in read("Omar Bell is linked to the Red Front.").links


def test_nobody_alleges_his_own_deeds(read) -> None:
    found = read("Soldiers reached Karsa. Rights Watch alleged they had tortured Omar Bell after capturing him.")
    assert not any(subject == "Rights Watch" and relation != "tells" for subject, relation, _ in found.plain)


def test_money_offered_for_a_thing_funds_nobody(read) -> None:
    found = read("Kestrel Bank has offered $1bn for the Harbour Stock Exchange. Iran paid $1bn to the Red Front.").plain
    assert not any(object_ == "Harbour Stock Exchange" and relation != "other" for _, relation, object_ in found)
    assert ("Iran", "funds", "Red Front") in found


def test_a_state_is_not_from_itself(read) -> None:
    assert read("He has won in the US. The UK is next.").plain == set()


def test_two_whom_a_pronoun_means_stand_at_either_end_of_a_claim_of_their_own(read) -> None:
    found = read("Aldo Renn and Ina Brink hosted a dinner, their first appearance since announcing their engagement.")
    told = [claim for claim in found.reading.claims if claim.label == "announce engagement"]
    assert len({(claim.subject, claim.object) for claim in told}) == len({claim.id for claim in told}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holt condemned anti-Norland policies.",
        "Ada Holt pledged to curb anti-Norland attacks.",
        "Ada Holt rejected anti-Norland propaganda.",
    ],
)
def test_what_is_done_against_somebody_is_not_theirs(read, text: str) -> None:
    assert not {link for link in read(text).plain if link[0] == "Ada Holt"}


def test_what_somebody_does_is_theirs(read) -> None:
    assert ("Ada Holt", "criticises", "Norland") in read("Ada Holt condemned Norland policies.").plain


@pytest.mark.parametrize(
    ("text", "killer"),
    [
        (
            "The Velde Tribunal sentenced Jose Tadi to 18 years in prison and a fine of one million crowns for the "
            "2016 killing of Ada Holt.",
            {"Jose Tadi"},
        ),
        ("Prosecutors sought Tadi's arrest in connection with the killing of Ada Holt.", {"Tadi"}),
        ("Ada Weld condemned Tadi's role in the killing of Ada Holt.", {"Tadi"}),
    ],
)
def test_who_judges_a_deed_has_not_done_it(read, text: str, killer: set[str]) -> None:
    assert {link[0] for link in read(text).plain if link[1] == "kills"} == killer


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (
            "A court sentenced Jose Tadi to a year in prison for beating, spitting on, and intimidating Ada Holt.",
            ("Jose Tadi", "threatens", "Ada Holt"),
        ),
        (
            "The regional court gave Jose Tadi a suspended sentence for an arson attack on the Red Camp.",
            ("Jose Tadi", "attacks", "Red Camp"),
        ),
        (
            "In May the Velde Commission reported government disarmament forces, consisting of two units, used "
            "heavy guns against villagers, killing 85.",
            ("government disarmament forces", "kills", "85"),
        ),
    ],
)
def test_who_judges_or_reports_harm_has_not_done_it(read, text: str, link: tuple[str, str, str]) -> None:
    found = {one for one in read(text).plain if one[1] == link[1]}
    assert found == {link}


@pytest.mark.parametrize(
    "text",
    [
        "In July, Human Rights Watch documented summary executions of at least eight suspects.",
        "State prosecutors executed 18 arrest warrants in the Allende massacre.",
        "The Velde High Court struck down the Widows Act.",
    ],
)
def test_who_documents_or_prosecutes_harm_has_not_done_it(read, text: str) -> None:
    assert "kills" not in {link[1] for link in read(text).plain}
