"""Posts told by the words before, behind and beside a name: which body, which relation, and when nothing is told."""

from __future__ import annotations

import pytest

TOLD = [
    # body, post, name
    ("Brivo Steel economist Jonas Weld told reporters so.", "Jonas Weld", "employed_by", "Brivo Steel"),
    ("EU Trade Commissioner Anna Holt put on a brave face.", "Anna Holt", "holds_office", "EU"),
    ("Green Party co-leader Tomas Reld reported the threats.", "Tomas Reld", "leads", "Green Party"),
    ("Deutsche Bank heads Jonas Weld and Anna Holt are promoting a plan.", "Anna Holt", "leads", "Deutsche Bank"),
    ("Tory MP Jonas Weld defended the policy.", "Jonas Weld", "member_of", "Tory"),
    ("Republican Sen. Tomas Reld of Ohio opposed the bill.", "Tomas Reld", "member_of", "Republican"),
    ("Labour's Anna Holt said nothing.", "Anna Holt", "member_of", "Labour"),
    ("Liberal Tomas Reld won the seat.", "Tomas Reld", "member_of", "Liberal"),
    ("Dortmund keeper Tomas Reld was the best man of the match.", "Tomas Reld", "member_of", "Dortmund"),
    # the country behind the name
    ("Prime Minister Anna Holt of Norway told reporters to wait.", "Anna Holt", "holds_office", "Norway"),
    ("Senator Anna Holt from Oregon told reporters to wait.", "Anna Holt", "holds_office", "Oregon"),
    ("Senators Anna Holt of Utah and Jonas Weld of Maine voted against it.", "Jonas Weld", "holds_office", "Maine"),
    (
        "The bill was drafted by Senators Anna Holt of Utah, Karl Mint of Ohio, and Jonas Weld of Maine.",
        "Karl Mint",
        "holds_office",
        "Ohio",
    ),
    (
        "Presidents Anna Holt of Peru, Karl Mint of Kenya and Jonas Weld of Chile spoke.",
        "Karl Mint",
        "holds_office",
        "K",
    ),
    ("Four governors were fined, including Anna Holt of Utah.", "Anna Holt", "holds_office", "Utah"),
    # the counterpart of an official holds the same office elsewhere
    ("The minister met his Chilean counterpart Anna Holt in May.", "Anna Holt", "holds_office", "Chile"),
    ("The minister thanked his Chilean counterpart.", "Chilean counterpart", "holds_office", "Chile"),
    # an abbreviation of the body, an honorific or a military rank between the post and the name
    ("They met Cedar League (CDL) chairman Jonas Weld.", "Jonas Weld", "leads", "Cedar League"),
    ("They met Cedar League leader Dr. Jonas Weld.", "Jonas Weld", "leads", "Cedar League"),
    ("The Kenyan Defence Minister General Jonas Weld arrived.", "Jonas Weld", "holds_office", "Kenya"),
    # a title of two nouns, each of which is a post
    ("Cedar League Secretary General Jonas Weld spoke.", "Jonas Weld", "leads", "Cedar League"),
    ("Jonas Weld, inspector general of the Coast Guard, spoke.", "Jonas Weld", "leads", "Coast Guard"),
    # the body that a country owns
    (
        "The talks were led by Secretary of Norway's Supreme Security Council Jonas Weld.",
        "Jonas Weld",
        "leads",
        "Supreme Security Council",
    ),
    ("Minister of Trade and Industry of Norway Anna Holt resigned.", "Anna Holt", "holds_office", "Norway"),
    ("Anna Holt, a former culture minister in the Weld administration, won.", "Anna Holt", "holds_office", "Weld"),
    ("Norway's chief diplomat arrived in Peru.", "Norway's chief diplomat", "holds_office", "Norway"),
    # an envoy is of the country that sends them; only for want of it, of the host
    ("Norway's ambassador to Peru, Anna Holt, resigned.", "Anna Holt", "holds_office", "Norway"),
    ("Norwegian Ambassador to Peru Anna Holt resigned.", "Anna Holt", "holds_office", "Norway"),
    ("Anna Holt, the former ambassador to Peru, resigned.", "Anna Holt", "holds_office", "Peru"),
    # those who speak for others
    ("The lawyers argued on behalf of the miners before the court.", "lawyers", "speaks_for", "miners"),
    ("The league filed a complaint on Jonas Weld's behalf.", "league", "speaks_for", "Jonas Weld"),
    ("A delegation from the Rowan Trust arrived in Peru.", "delegation", "speaks_for", "Rowan Trust"),
    ("Negotiators from Norway and Peru failed to agree.", "Negotiators", "speaks_for", "Peru"),
    # those who fill posts, and empty them
    ("The council chooses the members of the board.", "council", "appointed", "members"),
    ("Parliament confirmed the minister.", "Parliament", "appointed", "minister"),
    ("The council removed ten governors from office.", "council", "dismissed", "governors"),
    ("The Plains Party formed a government in May.", "Plains Party", "founded", "government"),
    ("Anna Holt regained the presidency of Peru.", "Anna Holt", "holds_office", "Peru"),
    # an unknown name right before a post is that of a body or a place
    ("KelNews reporter Anna Holt was jailed.", "Anna Holt", "employed_by", "KelNews"),
    ("Police freed Apovelka mayor Tomas Reld.", "Tomas Reld", "holds_office", "Apovelka"),
    ("Several BQT officers were suspended.", "Several BQT officers", "member_of", "BQT"),
    # a public body that is only described
    ("The council barred former parliament speaker Jonas Weld.", "Jonas Weld", "leads", "parliament"),
    ("A judge freed former central bank governor Tomas Reld.", "Tomas Reld", "leads", "central bank"),
    # a post before the comma of a name, wherever the parser hung the name
    (
        "The assurance was given after a meeting with the head of the Norvian Commission, Tomas Ruel Barras.",
        "Tomas Ruel Barras",
        "leads",
        "Norvian Commission",
    ),
    (
        "Talks were held with the leader of the Labour Party, Anna Holt, on Friday.",
        "Anna Holt",
        "leads",
        "Labour Party",
    ),
    ("Anna Holt, secretary general of the Norvian Red Cross, resigned.", "Anna Holt", "leads", "Norvian Red Cross"),
    # who plays for a club
    ("Tomas Reld scored twice for Arsenal.", "Tomas Reld", "member_of", "Arsenal"),
    ("Tomas Reld signed for Arsenal in 2014.", "Tomas Reld", "member_of", "Arsenal"),
    # described, in brackets
    ("Tomas Reld, a Left party MP, called on the ministers to act.", "Tomas Reld", "member_of", "Left party"),
    ("Anna Holt (Labour) and Jonas Weld (Brivo Steel) spoke.", "Anna Holt", "member_of", "Labour"),
    ("Anna Holt, International President of the Cedar League, wrote a letter.", "Anna Holt", "leads", "Cedar League"),
    # a place of work behind a field of study
    (
        "Jonas Weld, professor of modern history at Hale University, agreed.",
        "Jonas Weld",
        "employed_by",
        "Hale University",
    ),
    ("Jonas Weld is an expert on rivers at Hale University.", "Jonas Weld", "employed_by", "Hale University"),
    # those whom a list names
    ("A judge sentenced ten CIA employees, including Jonas Weld.", "Jonas Weld", "employed_by", "CIA"),
    # elected, and on boards
    ("Anna Holt was elected to the Legislative Assembly of Norvia in 1999.", "Anna Holt", "member_of", "Assembly"),
    ("Anna Holt ran for the New Harbour Party in the 1974 election.", "Anna Holt", "member_of", "New Harbour Party"),
    ("Anna Holt served on the boards of the Rowan Trust and Brivo Steel.", "Anna Holt", "member_of", "Rowan Trust"),
    ("Anna Holt represents the Plains Party in the council.", "Anna Holt", "member_of", "Plains Party"),
    # a country in a body's name is not the seat
    ("Former Bank of Japan governor Haruo Miyata agreed.", "Haruo Miyata", "leads", "Bank of Japan"),
    ("Jonas Weld is the chief executive officer of Brivo Steel.", "Jonas Weld", "leads", "Brivo Steel"),
    # the mouth of a body, not of its country
    ("A Russian military spokesman denied it.", "Russian military spokesman", "speaks_for", "Russian military"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "object_"), TOLD)
def test_a_post_is_read_off_the_words_around_a_name(read, text: str, subject: str, relation: str, object_: str) -> None:
    links = read(text).plain
    assert any(s == subject and r == relation and object_ in o for s, r, o in links), links


# text, and relations of rank that must not be told of the two
UNTOLD = [
    ("Hamas critic Jonas Weld wrote a letter.", "Jonas Weld", "Hamas"),
    ("A Hamas-backed candidate, Jonas Weld, won.", "Jonas Weld", "Hamas"),
    ("Syria expert Anna Holt said nothing.", "Anna Holt", "Syria"),
    ("ITV's Jonas Weld programme was stopped.", "Jonas Weld", "ITV"),
    ("In Norway Anna Holt said nothing.", "Anna Holt", "Norway"),
    ("Voters elected Anna Holt to the Senate.", "Voters", "Senate"),
    ("Jonas Weld (Reuters, AFP, DPA) wrote this.", "Jonas Weld", "AFP"),
    ("Conservative activists met Anna Holt in Leeds.", "Anna Holt", "Conservative"),
    ("The accounting firm Anna Holt closed.", "Anna Holt", "accounting firm"),
    ("The Left party MP met Anna Holt.", "Anna Holt", "Left party"),
    ("After a letter to the head of the Norvian Commission, Anna Holt said nothing.", "Anna Holt", "Commission"),
    ("They met the head of the Norvian Commission, Anna Holt, Piers Lund and Karl Mint.", "Anna Holt", "Commission"),
    ("They wrote to the Cedar League (CDL) Jonas Weld.", "Jonas Weld", "Cedar League"),
    ("Head of Norway's Fishing Pact Jonas Weld spoke.", "Jonas Weld", "Norway"),
    ("Norway's ambassador to Peru, Anna Holt, resigned.", "Anna Holt", "Peru"),
    ("Minister of the Environment Anna Holt left Oslo.", "Anna Holt", "Environment"),
    ("A Norwegian diplomat spoke for an hour in Peru.", "Norwegian diplomat", "Peru"),
    ("Leader of the Velvet Revolution Anna Holt spoke.", "Anna Holt", "Revolution"),
    ("Tomas Reld signed for the parcel at the Brivo Club.", "Tomas Reld", "Brivo Club"),
]


@pytest.mark.parametrize(("text", "subject", "object_"), UNTOLD)
def test_words_that_tell_of_no_post_make_no_link(read, text: str, subject: str, object_: str) -> None:
    ranks = {"member_of", "leads", "holds_office", "employed_by", "speaks_for", "commands", "from"}
    links = {(s, r, o) for s, r, o in read(text).plain if r in ranks and s == subject and object_ in o}
    assert not links


def test_a_country_inside_a_bodys_name_is_not_the_seat_of_its_head(read) -> None:
    links = read("Former Bank of Japan governor Haruo Miyata agreed.").plain
    assert not {link for link in links if link[:2] == ("Haruo Miyata", "holds_office") and link[2] == "Japan"}


def test_those_who_choose_a_song_or_drop_a_claim_fill_and_empty_no_post(read) -> None:
    links = read("The council chose the song. The party formed a view. The council removed the chairs from the hall.")
    assert not {link for link in links.plain if link[1] in {"appointed", "founded", "dismissed"}}


def test_a_home_is_no_seat_of_an_office(read) -> None:
    links = read("Painters Anna Holt of Utah and Jonas Weld of Maine won prizes.").plain
    assert ("Jonas Weld", "from", "Maine") in links
    assert not {link for link in links if link[1] == "holds_office"}


def test_the_seat_of_an_office_is_told_once(read) -> None:
    links = read("Senator Anna Holt of Oregon voted against the bill.").plain
    assert {r for s, r, o in links if s == "Anna Holt" and o == "Oregon"} == {"holds_office"}


def test_a_party_word_and_the_partys_name_are_one_actor(read) -> None:
    found = read("The Republican Party lost. Republican Sen. Tomas Reld was angry. Republicans left.")
    parties = {a.name for a in found.reading.actors if a.type == "party"}
    assert parties == {"Republican Party"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Holt leads the Brivo Steel group. Brivo Steel was founded in May.", "Brivo Steel"),
        ("The Interax news agency reported it. Interax is owned by Anna Holt.", "Interax"),
    ],
)
def test_a_name_and_the_noun_of_its_kind_are_one_actor(read, text: str, name: str) -> None:
    assert [a for a in read(text).actors if name in a] == [name]


def test_a_part_is_not_the_whole_whose_name_it_bears(read) -> None:
    found = read("The Hamas wing met the Hamas leader.")
    assert "Hamas" in found.actors and "Hamas wing" not in [a for a in found.actors if a == "Hamas"]


def test_the_proof_of_an_office_is_the_name_beside_it(read) -> None:
    found = read("Norway's prime minister, Anna Holt, left.")
    (claim,) = found.claims("Anna Holt", "holds_office", "Norway")
    assert claim.evidence.subject.of("Norway's prime minister, Anna Holt, left.") == "Anna Holt"


@pytest.mark.parametrize(
    "text",
    [
        "The council dismissed Anna Holt, the head of the Rowan Trust said Friday.",
        "According to Anna Holt, the governor of Texas said that the road was closed.",
    ],
)
def test_the_subject_of_what_follows_is_no_apposition(read, text: str) -> None:
    assert not {link for link in read(text).plain if link[0] == "Anna Holt" and link[1] in {"leads", "holds_office"}}
