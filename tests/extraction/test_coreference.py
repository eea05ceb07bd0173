"""Which mentions are one actor: what each sieve joins, and what it must leave apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphbuild.extraction.coreference.surnames import name_words
from graphbuild.extraction.mentions.name_forms import fits_acronym
from tests.support.language import Read

# text, an actor's name, all its mentions, the rule of the last join
JOINED = [
    ("Tomas Reld met Anna Holt. Later Tomas Reld left.", "Tomas Reld", ["Tomas Reld", "Tomas Reld"], "same name"),
    (
        "Iraq released Tomas Reld. Iraqi officials praised Chad. Iraqis protested.",
        "Iraq",
        ["Iraq", "Iraqi", "Iraqis"],
        "country",
    ),
    (
        "U.S. forces attacked the rebels. American officials praised US troops.",
        "United States",
        ["U.S.", "American", "US"],
        "country",
    ),
    (
        "The Norvia Liberation Front (NLF) attacked soldiers. The NLF also met Chad.",
        "Norvia Liberation Front",
        ["Norvia Liberation Front", "NLF", "NLF"],
        "same name",
    ),
    (
        "The Norvia Liberation Front attacked soldiers. NLF fighters fled.",
        "Norvia Liberation Front",
        ["Norvia Liberation Front", "NLF"],
        "acronym",
    ),
    (
        'Marlon Vasquez, alias "Fantasma", was arrested by police.',
        "Marlon Vasquez",
        ["Marlon Vasquez", "Fantasma"],
        "alias",
    ),
    ("Anna Holt, also known as Red Ana, was arrested by police.", "Anna Holt", ["Anna Holt", "Red Ana"], "alias"),
    ("The city of Kerbala is in Iraq. Soldiers attacked Kerbala.", "Kerbala", ["city", "Kerbala", "Kerbala"], ""),
    ("Tomas Reld met Anna Holt. Reld then left.", "Tomas Reld", ["Tomas Reld", "Reld"], "part of the name"),
    (
        "Mustafa al-Karimi met Anna Holt. Karimi then left.",
        "Mustafa al-Karimi",
        ["Mustafa al-Karimi", "Karimi"],
        "part of the name",
    ),
    (
        "Tomas Reld, a militia commander, met Anna Holt.",
        "Tomas Reld",
        ["Tomas Reld", "militia commander"],
        "apposition",
    ),
    ("Tomas Reld is a lawyer.", "Tomas Reld", ["Tomas Reld", "lawyer"], "copula"),
    (
        "Prime Minister Anna Holt met Tomas Reld. The prime minister left.",
        "Anna Holt",
        ["Anna Holt", "prime minister"],
        "title",
    ),
    ("The government of Brazil fell. Brazil voted.", "Brazil", ["government", "Brazil", "Brazil"], ""),
    ("Three gunmen attacked the bank. The gunmen fled.", "Three gunmen", ["Three gunmen", "gunmen"], ""),
    ("The Cedar Front attacked the army. The group fled.", "Cedar Front", ["Cedar Front", "group"], "description"),
    (
        "Brivo Steel Inc hired Anna Holt. The company paid her.",
        "Brivo Steel Inc",
        ["Brivo Steel Inc", "company"],
        "description with a word of the name",
    ),
    ("Tomas Reld met Anna Holt. He praised her.", "Tomas Reld", ["Tomas Reld", "He"], "pronoun"),
    ("Anna Holt met Tomas Reld. She praised him.", "Anna Holt", ["Anna Holt", "She"], "pronoun"),
    ("Tomas Reld said he supports the Cedar Front.", "Tomas Reld", ["Tomas Reld", "he"], "pronoun"),
    ("Tomas Reld shot himself.", "Tomas Reld", ["Tomas Reld", "himself"], "pronoun"),
    ("In his speech, Tomas Reld praised Anna Holt.", "Tomas Reld", ["his", "Tomas Reld"], "pronoun"),
    ('"I support the Cedar Front," said Tomas Reld.', "Tomas Reld", ["I", "Tomas Reld"], "pronoun"),
]


@pytest.mark.parametrize(("text", "name", "mentions", "rule"), JOINED, ids=[case[0] for case in JOINED])
def test_one_actor(read, text: str, name: str, mentions: list[str], rule: str) -> None:
    found = read(text)
    assert found.mentions(name) == mentions
    if rule:
        assert found.joins(name)[-1].split(":")[0] == rule


# text, and names of actors that must each be an actor of their own
APART = [
    ("Maria Vell met Peter Vell. She left.", ["Maria Vell", "Peter Vell"]),
    ("Tomas Reld met his brother Jonas Reld.", ["Tomas Reld", "Jonas Reld"]),
    ("John Marr met John Telt. Marr left. Telt stayed.", ["John Marr", "John Telt"]),
    ("Anna Holt's brother was arrested by police. Anna Holt left.", ["Anna Holt", "Anna Holt's brother"]),
    ("Anna Holt and her husband Tomas Reld met Jonas Weld.", ["Anna Holt", "Tomas Reld", "Jonas Weld"]),
    ("Brivo Steel Inc met Norvia Steel Inc.", ["Brivo Steel Inc", "Norvia Steel Inc."]),
    ("Brivo Steel sued Norvia Mining. Brivo Steel paid Norvia Mining.", ["Brivo Steel", "Norvia Mining"]),
    ("German police met Anna Holt. French police met Jonas Weld.", ["German police", "French police"]),
    ("The Brazilian president met the Chilean president.", ["Brazilian president", "Chilean president"]),
    ("President Anna Holt met the president of Chad.", ["Anna Holt", "president"]),
    ("Tomas Reld, Anna Holt and Jonas Weld met.", ["Tomas Reld", "Anna Holt", "Jonas Weld"]),
    ("Deputy Governor Anna Holt met Tomas Reld. The governor left.", ["Anna Holt", "Tomas Reld", "governor"]),
    ("Shadow Home Secretary Anna Holt left. The home secretary stayed.", ["Anna Holt", "home secretary"]),
    ("South Korea met North Korea.", ["South Korea", "North Korea"]),
    ("Prime Minister Anna Holt met President Tomas Reld. The president left.", ["Anna Holt", "Tomas Reld"]),
    ('"We will fight the Cedar Front," Tomas Reld said.', ["Cedar Front", "Tomas Reld"]),
    ('"I met Anna Holt," Jonas Weld said.', ["Anna Holt", "Jonas Weld"]),
    ('Jonas Weld called "Anna Holt" a hero.', ["Jonas Weld", "Anna Holt"]),
    ("Tomas Reld is not a lawyer. The lawyer met Anna Holt.", ["Tomas Reld", "lawyer"]),
]


@pytest.mark.parametrize(("text", "names"), APART, ids=[case[0] for case in APART])
def test_two_actors(read, text: str, names: list[str]) -> None:
    assert set(names) <= set(read(text).actors)


def test_two_unnamed_men_stay_two(read) -> None:
    found = read("A man was arrested by police. Another man was killed by soldiers.")
    assert [a.name for a in found.reading.actors].count("man") == 2


@pytest.mark.parametrize(
    ("text", "pronoun", "not_of"),
    [
        ("Anna Holt met the lawyer. He left.", "He", "Anna Holt"),
        ("Mr Reld met Anna Holt. She left.", "She", "Reld"),
        ("Mrs Reld met the lawyer. He left.", "He", "Reld"),
        ("Brivo Steel Inc hired Anna Holt. It paid well.", "It", "Anna Holt"),
        ("It is clear that the Cedar Front met Anna Holt.", "It", "Cedar Front"),
        ("Tomas Reld praised him.", "him", "Tomas Reld"),
        ("Tomas Reld attacked his brother.", "his", "Tomas Reld's brother"),
        ("Iraqi police met Anna Holt. It rained.", "It", "Iraq"),
    ],
)
def test_a_pronoun_stands_for_nobody_who_does_not_agree(read, text: str, pronoun: str, not_of: str) -> None:
    assert pronoun not in read(text).mentions(not_of)


def test_he_and_she_are_told_apart_by_name_and_title(read) -> None:
    found = read("Mr Tomas Reld met Mrs Anna Holt. He praised the army. She praised the police.")
    assert {("Tomas Reld", "supports", "army"), ("Anna Holt", "supports", "police")} <= found.plain


def test_the_company_is_the_nearer_one(read) -> None:
    found = read(
        "Brivo Steel Inc was founded by Anna Holt. Norvia Mining Inc is in Chad. The company fired Jonas Weld."
    )
    assert "company" in found.mentions("Norvia Mining Inc")


def test_the_kin_of_somebody_is_somebody_else(read) -> None:
    found = read("Soldiers killed Tomas Reld's brother.")
    assert found.plain >= {("Soldiers", "kills", "Tomas Reld's brother")}
    assert ("Soldiers", "kills", "Tomas Reld") not in found.plain


def test_an_unnamed_person_who_shares_two_fates_is_the_named_one(read) -> None:
    found = read(
        "A militia commander arrested in May has been released by Chad.\n\n"
        "Soldiers arrested Tomas Reld on May 3. On Friday, Chad released Tomas Reld."
    )
    assert "militia commander" in found.mentions("Tomas Reld")


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("PMF", "Popular Mobilisation Forces", True),
        ("P.M.F.", "Popular Mobilisation Forces", True),
        ("NLF", "Norvia Liberation Front", True),
        ("BON", "Bank of Norvia", True),
        ("BN", "Bank of Norvia", True),
        ("NLA", "Norvia Liberation Front", False),
        ("N", "Norvia", False),
        ("LF", "Norvia Liberation Front", False),
    ],
)
def test_acronyms(short: str, name: str, fits: bool) -> None:
    assert fits_acronym(short, name) is fits


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mustafa al-Karimi", ["mustafa", "karimi"]),
        ("Anna-Maria Holt", ["anna", "maria", "holt"]),
        ("al-El", ["al", "el"]),
    ],
)
def test_a_name_in_comparable_words(name: str, words: list[str]) -> None:
    assert name_words(name) == words


# Descriptions of somebody else than the one named before, each with its words in the text.
APART = [
    ("Police arrested and released Tomas Reld. Another man was arrested by police. Police released the man.", "man"),
    ("Tomas Reld resigned on Monday. The other politician stayed. He criticised Chad.", "other politician"),
    ("Tomas Reld resigned on Monday. The second man stayed.", "second man"),
    ("Tomas Reld resigned on Monday. Each man was fined.", "man"),
    ("The Kovar Militia attacked Oslo. The other militia fled.", "other militia"),
    ("The Kovar Militia attacked Oslo. The rival militia fled.", "rival militia"),
    ("Prime Minister Tomas Reld met reporters. The other prime minister left.", "other prime minister"),
]


@pytest.mark.parametrize(("text", "words"), APART)
def test_another_one_is_none_of_those_before(read: Callable[[str], Read], text: str, words: str) -> None:
    assert words in read(text).mentions(words)


def test_the_other_one_is_the_one_introduced_as_another(read: Callable[[str], Read]) -> None:
    found = read("Police arrested a militia leader. Another leader fled. The other leader was killed by soldiers.")
    assert found.mentions("other leader") == ["leader", "other leader"]
