"""Series of people, posts before names, cut names and acronyms, and event nouns that take up what was told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

Reading = Callable[..., Read]

# (text, subject, relation, object, status)
TOLD = [
    # every member of a series has the part of the first
    ("The court acquitted Pavel Grigo, Abra Desta, and Gregor Petran.", "court", "acquits", "Abra Desta", "asserted"),
    (
        "Soldiers killed Pavel Grigo, Vlad Jurat, Daniel Shibe, and Abra Desta in Velde.",
        "Soldiers",
        "kills",
        "Vlad Jurat",
        "asserted",
    ),
    (
        "The union apologized to Habtam Ayal, Yeshi Assefa, Alexa Rosko, and Atnaf Berhan.",
        "union",
        "tells",
        "Yeshi Assefa",
        "asserted",
    ),
    # a list belongs to those of whom it names some, whatever stands between
    (
        "Prosecutors charged several associates of the Velde Foundation who resided outside the country, "
        "including Leon Volko, Ivan Zhdan, and Lyubov Sobo.",
        "Prosecutors",
        "prosecutes",
        "Ivan Zhdan",
        "asserted",
    ),
    (
        "Authorities arrested senior officials of the party the week following the March 20 election, "
        "including Jean Ngou, Jacques Bana, and Raymond Ebon.",
        "Authorities",
        "arrests",
        "Jacques Bana",
        "asserted",
    ),
    # the name has the place of the post before it
    (
        "Vladimir Reld had talks with Minister of Defence of Belarus Viktor Khrenov.",
        "Vladimir Reld",
        "met_with",
        "Viktor Khrenov",
        "asserted",
    ),
    (
        "Prime Minister of Italy Bruno Conti and President of France Emil Marchand signed a deal with Omar Bell.",
        "Bruno Conti",
        "cooperates_with",
        "Omar Bell",
        "asserted",
    ),
    # names that were cut, and acronyms that are tagged as common nouns
    (
        "Kushnir approached bank president Dimitri Simes for help. Simes advised the Velde Council.",
        "Kushnir",
        "demands_of",
        "Dimitri Simes",
        "asserted",
    ),
    (
        "On Monday the UPF arrested the student Anna Holt without a warrant.",
        "UPF",
        "arrests",
        "Anna Holt",
        "asserted",
    ),
    ("Police detained RTKG journalist Tanja Sukovic.", "Tanja Sukovic", "employed_by", "RTKG", "asserted"),
    (
        "Social Christian Party leader Roberto Enrique joined the talks.",
        "Roberto Enrique",
        "leads",
        "Social Christian Party",
        "asserted",
    ),
    ("Police killed nine al-Shabaab militants.", "nine al-Shabaab militants", "member_of", "al-Shabaab", "asserted"),
    (
        "Soldiers killed a man and injured several others.",
        "Soldiers",
        "injures",
        "several others",
        "asserted",
    ),
    # who has ties, and who owns what a compound says
    (
        "Several groups with ties to Hezbollah were active in Peru.",
        "Several groups",
        "linked_to",
        "Hezbollah",
        "asserted",
    ),
    ("State-owned media reported the visit.", "State", "owns", "State-owned media", "asserted"),
    # the doer of what is judged, and the victim of the deed that a definite noun takes up
    (
        "The army arrested two clerks in Velde. The Lantern Union condemned the arrests.",
        "Lantern Union",
        "criticises",
        "army",
        "asserted",
    ),
    (
        "The High Court convicted Piet Marsh of fraud. His lawyer Omar Bell appealed the verdict.",
        "Omar Bell",
        "opposes",
        "High Court",
        "asserted",
    ),
    (
        "Omar Bell was killed in May. Prosecutors charged Jan Velde with the murder.",
        "Jan Velde",
        "kills",
        "Omar Bell",
        "alleged",
    ),
    # whom strikes in a place are aimed at, and where a force sits
    (
        "The army conducted eight strikes in Zaria using aircraft and drones against Hezbollah.",
        "army",
        "attacks",
        "Hezbollah",
        "asserted",
    ),
    ("The Israeli Air Force bombed the port.", "Israeli Air Force", "based_in", "Israel", "asserted"),
]

# (text, subject, relation, object): what must not be read
UNTOLD = [
    # a threat is no deed that a noun takes up
    (
        "The army threatened to arrest two clerks. The Lantern Union condemned the arrests.",
        "Lantern Union",
        "criticises",
        "army",
    ),
    # of two deeds before it, a noun takes up neither
    (
        "The army arrested two clerks. Rebels arrested Anna Holt. The Lantern Union condemned the arrests.",
        "Lantern Union",
        "criticises",
        "army",
    ),
    (
        "Omar Bell was killed in May. Ruth Olsen was killed in June. Prosecutors charged Jan Velde with the murder.",
        "Jan Velde",
        "kills",
        "Ruth Olsen",
    ),
    # an apposition is no member of a series, and has no part of its own
    ("Police arrested Omar Bell, brother of Jan Holt, and freed Ruth Olsen.", "Police", "arrests", "Jan Holt"),
    # what another deed is aimed at
    (
        "The army conducted strikes in Zaria and welcomed an attack by Norway on Hezbollah.",
        "army",
        "attacks",
        "Hezbollah",
    ),
    # a word of a company's name is no statement
    ("American Express opened an office in Velde.", "American Express", "based_in", "United States"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "object_", "status"), TOLD)
def test_told(read: Reading, text: str, subject: str, relation: str, object_: str, status: str) -> None:
    found = read(text)
    assert (subject, relation, object_, status) in found.links


@pytest.mark.parametrize(("text", "subject", "relation", "object_"), UNTOLD)
def test_not_told(read: Reading, text: str, subject: str, relation: str, object_: str) -> None:
    assert (subject, relation, object_) not in read(text).plain


@pytest.mark.parametrize("text", ["The CEO met Anna Holt.", "Police said the DNA of the man was known to Anna Holt."])
def test_a_common_word_in_capitals_is_no_name(read: Reading, text: str) -> None:
    assert not {name for name in read(text).names.values() if name.isupper()} - {"CEO"}
