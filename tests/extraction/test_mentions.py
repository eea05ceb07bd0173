"""Where a text mentions an actor: names, descriptions, pronouns, with exact spans and types."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from graphbuild.core.model import ActorType
from graphbuild.extraction.mentions.detection import find_mentions
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.knowledge.lexicon.loading import load_lexicon


def seen(doc: Doc) -> dict[str, TokenMention]:
    return {m.tokens(doc).text: m for m in find_mentions(doc, load_lexicon())}


class TestHandBuilt:
    def test_a_recognised_name(self, tree) -> None:
        doc = tree(
            """
            Tomas NNP compound Reld
            Reld NNP nsubj left
            left VBD ROOT left leave
            """,
            ("Tomas Reld", "PERSON"),
        )
        (mention,) = find_mentions(doc, load_lexicon())
        assert (mention.start, mention.end, mention.head) == (0, 2, 1)
        assert (mention.kind, mention.type, mention.number) == ("name", ActorType.PERSON, "sing")

    def test_the_title_is_no_part_of_the_name(self, tree) -> None:
        doc = tree(
            """
            Prime NNP compound Minister
            Minister NNP compound Holt
            Anna NNP compound Holt
            Holt NNP nsubj left
            left VBD ROOT left leave
            """,
            ("Prime Minister Anna Holt", "PERSON"),
        )
        mention = seen(doc)["Anna Holt"]
        assert (mention.title, mention.type) == ("Prime Minister", ActorType.PERSON)

    def test_a_name_the_recogniser_missed(self, tree) -> None:
        doc = tree("""
        the DT det Forces
        Popular NNP compound Forces
        Cedar NNP compound Forces
        Forces NNPS nsubj left
        left VBD ROOT left leave
        """)
        assert seen(doc)["Popular Cedar Forces"].type in {ActorType.ARMED_GROUP, ActorType.SECURITY_FORCE}

    def test_names_in_brackets_are_apart(self, tree) -> None:
        doc = tree(
            """
            Cedar NNP compound Front
            Front NNP nsubj left
            ( -LRB- punct Front
            CF NNP appos Front
            ) -RRB- punct Front
            left VBD ROOT left leave
            """,
            ("Cedar Front ( CF", "ORG"),
        )
        assert set(seen(doc)) == {"Cedar Front", "CF"}

    def test_a_description_begins_at_its_first_modifier(self, tree) -> None:
        doc = tree("""
        the DT det militiamen
        heavily RB advmod armed
        armed JJ amod militiamen
        militiamen NNS nsubj left militiaman
        of IN prep militiamen
        Basra NNP pobj of
        left VBD ROOT left leave
        """)
        mention = seen(doc)["heavily armed militiamen"]
        assert (mention.kind, mention.number, mention.definite, mention.head) == ("nominal", "plur", True, 3)

    @pytest.mark.parametrize("word", ["mostly", "only", "even", "including"])
    def test_an_adverb_that_only_weighs_is_left_out(self, tree, word: str) -> None:
        doc = tree(f"""
        {word} RB advmod armed
        armed JJ amod rebels
        rebels NNS nsubj left rebel
        left VBD ROOT left leave
        """)
        assert "armed rebels" in seen(doc)

    def test_no_soldier_is_nobody(self, tree) -> None:
        doc = tree("""
        no DT det soldier
        soldier NN nsubj left
        left VBD ROOT left leave
        """)
        assert seen(doc) == {}

    def test_a_thing_is_nobody(self, tree) -> None:
        doc = tree("""
        the DT det table
        table NN nsubj left
        left VBD ROOT left leave
        """)
        assert seen(doc) == {}

    @pytest.mark.parametrize(
        ("word", "tag", "number", "gender"),
        [
            ("he", "PRP", "sing", "m"),
            ("her", "PRP$", "sing", "f"),
            ("it", "PRP", "sing", "n"),
            ("they", "PRP", "plur", "c"),
        ],
    )
    def test_pronouns(self, tree, word: str, tag: str, number: str, gender: str) -> None:
        doc = tree(f"""
        {word} {tag} nsubj left
        left VBD ROOT left leave
        """)
        mention = seen(doc)[word]
        assert (mention.kind, mention.number, mention.gender) == ("pronoun", number, gender)

    def test_the_it_of_there_is_nobody(self, tree) -> None:
        doc = tree("""
        it PRP expl rained
        rained VBD ROOT rained rain
        """)
        assert seen(doc) == {}

    def test_capital_us_is_no_pronoun(self, tree) -> None:
        doc = tree("""
        US PRP nsubj left
        left VBD ROOT left leave
        """)
        assert "pronoun" not in {m.kind for m in seen(doc).values()}


# text, mention's words, kind, type of its actor
FOUND = [
    ("Prime Minister Mustafa al-Karimi left.", "Mustafa al-Karimi", "name", "person"),
    ("Dr. Anna Holt met Mr Tomas Reld.", "Anna Holt", "name", "person"),
    ("Dr. Anna Holt met Mr Tomas Reld.", "Tomas Reld", "name", "person"),
    ("The Norvia Liberation Front attacked soldiers.", "Norvia Liberation Front", "name", "armed_group"),
    ("The Norvia Workers' Party left.", "Norvia Workers' Party", "name", "party"),
    ("Tomas Reld joined the Ministry of Defence.", "Ministry of Defence", "name", "government"),
    ("The Bank of Norvia sued Tomas Reld.", "Bank of Norvia", "name", "company"),
    ("Brivo Steel Inc hired Anna Holt.", "Brivo Steel Inc", "name", "company"),
    ("Anna Holt told Reuters.", "Reuters", "name", "media"),
    ("Hamas attacked soldiers.", "Hamas", "name", "armed_group"),
    ("Anna Holt left Kerbala.", "Kerbala", "name", "place"),
    ("Anna Holt left Brazil.", "Brazil", "name", "country"),
    ("Iraqi officials left.", "Iraqi", "name", "country"),
    ("Iraqi officials left.", "Iraqi officials", "nominal", "group"),
    ("Iran-backed militias left.", "Iran", "name", "country"),
    ("Iran-backed militias left.", "Iran-backed militias", "nominal", "armed_group"),
    ("Five Paraguayans were arrested by police.", "Five Paraguayans", "nominal", "group"),
    ("Five Paraguayans were arrested by police.", "Paraguayans", "name", "country"),
    ("Nine alleged members of the Cedar Front left.", "Nine alleged members", "nominal", "group"),
    ("Two relatives of Tomas Reld left.", "Two relatives", "nominal", "group"),
    ("The heavily armed militiamen left.", "heavily armed militiamen", "nominal", "armed_group"),
    ("A Colombian lawyer left.", "Colombian lawyer", "nominal", "person"),
    ("U.S. forces left.", "U.S. forces", "nominal", "security_force"),
    ("U.S. forces left.", "U.S.", "name", "country"),
    ("The police left.", "police", "nominal", "security_force"),
    ("The company hired Anna Holt.", "company", "nominal", "company"),
    ("Anna Holt said she left.", "she", "pronoun", "person"),
    ("The court sentenced Tomas Reld to death.", "court", "nominal", "government"),
    ("The newspaper quoted Anna Holt.", "newspaper", "nominal", "media"),
]


@pytest.mark.parametrize(("text", "words", "kind", "type"), FOUND, ids=[f"{c[1]} in {c[0]}" for c in FOUND])
def test_found(read, text: str, words: str, kind: str, type: str) -> None:
    found = read(text).reading
    types = {a.id: a.type.value for a in found.actors}
    assert (words, kind, type) in {(m.text, m.kind.value, types[m.actor]) for m in found.mentions}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The table was in the room.", None),
        ("It rained on Monday in May.", None),
        ("Anna Holt left on Monday.", "Monday"),
        ("Anna Holt paid $5 million.", "$5 million"),
        ("Anna Holt said no soldier left.", "soldier"),
        ("The talks in opposition to Anna Holt failed.", "opposition"),
        ("Prime Minister Anna Holt left.", "Prime Minister Anna Holt"),
        ("The militia commander Tomas Reld left.", "The militia commander"),
    ],
)
def test_not_found(read, text: str, words: str | None) -> None:
    mentions = [m.text for m in read(text).reading.mentions]
    assert mentions == [] if words is None else words not in mentions


def test_spans_are_of_the_text_as_it_was_given(read) -> None:
    text = "“Yes,” said Anna\u00a0Holt’s\u2014old—friend, the “militia” commander.\n\n\u200bTomas Reld left."
    for mention in read(text).reading.mentions:
        assert mention.span.of(text) == mention.text
        assert mention.text == mention.text.strip()


def test_no_two_mentions_have_one_span(read) -> None:
    text = (
        "Iraqi Prime Minister Anna Holt met U.S. Central Command commander Tomas Reld and five Iraqis of the "
        "Norvia Liberation Front (NLF), an Iran-backed militia."
    )
    spans = [(m.span, m.kind) for m in read(text).reading.mentions]
    assert len(spans) == len(set(spans))


def test_roles_are_kept(read) -> None:
    found = read("Prime Minister Anna Holt met rebel leader Tomas Reld.")
    assert found.actors["Anna Holt"].roles == ("prime minister",)
    assert found.actors["Tomas Reld"].roles == ("rebel leader",)


def test_an_actor_without_a_name_is_shown_with_its_owner(read) -> None:
    found = read("Tomas Reld leads his own faction.")
    assert "Tomas Reld's faction" in found.actors
    assert not found.actors["Tomas Reld's faction"].named


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("A bomb killed five people in Sarvand, Iraq, on Monday.", "Sarvand", "IQ"),
        ("Police in the Iraqi city of Kandil arrested Karim Daoud.", "Kandil", "IQ"),
        ("Rebels attacked the Nigerian town of Kandil.", "Kandil", "NG"),
        ("Syria's Idlib province was bombed.", "Idlib", "SY"),
        ("Fighting broke out in Tripoli, Lebanon.", "Tripoli", "LB"),
        ("Anna Holt flew to Paris.", "Paris", "FR"),
        ("Anna Holt was born in Birmingham, Alabama.", "Birmingham", "US"),
        ("Anna Holt flew to Georgetown.", "Georgetown", None),
        ("Anna Holt flew to Birmingham.", "Birmingham", None),
        ("Anna Holt of Iraq flew to Birmingham and praised Iran.", "Birmingham", None),
    ],
)
def test_a_place_has_its_country(read, text: str, place: str, code: str | None) -> None:
    assert read(text).actors[place].country == code


def test_a_country_has_its_code(read) -> None:
    assert read("Iraqi officials left.").actors["Iraq"].country == "IQ"


@pytest.mark.parametrize("party", ["D-Mich.", "R-Texas", "D-N.Y."])
def test_party_and_state_after_a_legislators_name_are_no_actor(read, party: str) -> None:
    actors = read(f"Rep. Alan Borg ({party}) accused the Treasury of waste on Monday.").actors
    assert "Alan Borg" in actors
    assert not [name for name in actors if name.startswith(party[:2])]


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("Standard and Poor's Corp downgraded Harlow Steel.", "Standard and Poor's Corp", ActorType.COMPANY),
        ("Moody's has sued Harlow Steel.", "Moody's", ActorType.COMPANY),
        ("Tomas Reld bought Cable and Wireless Plc in May.", "Cable and Wireless Plc", ActorType.COMPANY),
        ("Harlow Steel hired Goldman, Sachs and Co on Monday.", "Goldman, Sachs and Co", ActorType.COMPANY),
        ("Marks & Spencer sued Tomas Reld.", "Marks & Spencer", ActorType.COMPANY),
    ],
)
def test_a_well_known_name_is_taken_whole(read, text: str, name: str, type: ActorType) -> None:
    actors = read(text).actors
    assert actors[name].type is type
    assert not set(actors) & {"Standard", "Poor's Corp", "Poor", "Moody", "Cable", "Wireless Plc", "Goldman", "Spencer"}


def test_two_that_are_named_together_stay_two(read) -> None:
    assert {"Harlow Steel", "Boeing"} <= set(read("Harlow Steel and Boeing sued Tomas Reld.").actors)


@pytest.mark.parametrize(
    ("text", "name", "type"),
    [
        ("Australian exports of wheat to China fell.", "Australia", ActorType.COUNTRY),
        ("Anna Holt owns The Australian.", "Australian", ActorType.MEDIA),
        ("The Australian government criticised China.", "Australia", ActorType.COUNTRY),
    ],
)
def test_a_countrys_adjective_is_a_newspaper_only_by_its_article(read, text: str, name: str, type: ActorType) -> None:
    assert read(text).actors[name].type is type


@pytest.mark.parametrize("piece", ["Co", "Ltd", "Inc.", "P"])
def test_what_is_left_of_a_name_that_was_cut_is_no_actor(read, piece: str) -> None:
    assert piece not in read(f"Anna Holt said {piece} had met Tomas Reld.").actors


@pytest.mark.parametrize("text", ["Harlow Steel Corp <HSC.N> sued Tomas Reld.", "Tomas Reld sued Harlow Steel Corp>."])
def test_the_signs_around_a_name_are_no_part_of_it(read, text: str) -> None:
    actors = read(text).actors
    assert "Harlow Steel Corp" in actors
    assert not [name for name in actors if set(name) & set("<>")]


@pytest.mark.parametrize("words", ["cost base", "political base", "growth area", "export market"])
def test_what_is_called_like_a_place_and_is_none(read, words: str) -> None:
    text = f"Harlow Steel Corp reduced its {words} last year. Troops guard the base."
    assert [m.text for m in read(text).reading.mentions if m.text.endswith(("base", "area", "market"))] == ["base"]


def test_exile_is_nobody_and_an_exile_is_somebody(read) -> None:
    texts = [m.text for m in read("Anna Holt lives in self-imposed exile. Tomas Reld met an exile.").reading.mentions]
    assert [text for text in texts if "exile" in text] == ["exile"]


def test_a_word_for_a_body_with_a_capital_does_not_name_it(read) -> None:
    actors = read("The Commission criticised Anna Holt on Monday. Tomas Reld leads the Commission of Harbours.").actors
    assert all(actor.named == (name != "Commission") for name, actor in actors.items())


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Harlow Steel is based in Fresno, Calif.", "California", "Calif"),
        ("Anna Holt was born in Reno, Nev., and lives in Nevada.", "Nevada", "Nev."),
    ],
)
def test_a_state_that_is_shortened_is_that_state(read, text: str, name: str, alias: str) -> None:
    [state] = [actor for actor in read(text).actors.values() if actor.name == name]
    assert state.type is ActorType.PLACE
    assert any(alias in known for known in state.aliases)


def test_a_state_of_a_federation_is_a_place(read) -> None:
    actors = read("Anna Holt works only in New York state. She was born in New York.").actors
    assert {actor.type for name, actor in actors.items() if name.startswith("New York")} == {ActorType.PLACE}


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("Harlow Corp sold the company's unit to Tomas Reld.", ActorType.COMPANY),
        ("Anna Holt leads a unit of Harlow Corp.", ActorType.COMPANY),
        ("Anna Holt leads a unit of the army.", ActorType.ARMED_GROUP),
    ],
)
def test_a_companys_unit_is_no_armed_group(read, text: str, type: ActorType) -> None:
    assert [a.type for name, a in read(text).actors.items() if "unit" in (name, *a.aliases) or "unit" in name] == [type]
