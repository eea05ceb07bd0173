"""The data files: the relations are those of the contract, and the word lists are clean."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graphbuild.core.model import ActorType, Status
from graphbuild.knowledge import data
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.metonymy import METONYMY
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.lexicon.speech import SPEECH
from graphbuild.knowledge.lexicon.transfers import TRANSFERS
from graphbuild.knowledge.lexicon.word_forms import WORD_FORMS
from graphbuild.knowledge.ontology import TYPE_SETS, FrameKind, Ontology, load, structural

DATA = Path(data.__file__).parent
# Plain word lists, one file and one constant of `knowledge.lexicon` each.
TABLES = {
    "function_words": FUNCTION_WORDS,
    "word_forms": WORD_FORMS,
    "control": CONTROL_WORDS,
    "nominalizations": NOMINALIZATIONS,
    "speech": SPEECH,
    "transfers": TRANSFERS,
    "locations": LOCATIONS,
    "metonymy": METONYMY,
    "reference": REFERENCE,
    "naming": NAMING,
}
FILES = (
    "countries", "regions", "nouns", "modifiers", "titles", "kin", "names", "organizations", "cues", "lemmas",
    *TABLES,
)  # fmt: skip

# id | label | inverse | subject | object | is_a; "=" as inverse: symmetric. P person, O body, C country, G group,
# L place, A actor.
CONTRACT = """
member_of|member of|has member|POGC|OG|
leads|leads|led by|PO|OCG|member_of
commands|commands|commanded by|PO|OG|leads
holds_office|holds office in|office held by|P|OL|member_of
speaks_for|speaks for|represented by|PO|A|
employed_by|employed by|employs|PG|OC|
founded|founded|founded by|POC|O|
part_of|part of|has part|OG|OCG|
splinter_of|split from|split into|OG|O|
succeeded|succeeded|succeeded by|PO|PO|
appointed|appointed|appointed by|A|P|
dismissed|dismissed|dismissed by|A|PO|
left|left|left by|POGC|OC|
aligned_with|aligned with|has aligned|A|A|
allied_with|allied with|=|A|A|
supports|supports|backed by|A|A|
funds|funds|funded by|A|A|supports
arms|arms|armed by|A|A|supports
controls|controls|controlled by|A|OGL|
cooperates_with|cooperates with|=|A|A|
aids|aids|aided by|A|A|supports
met_with|met with|=|A|A|
tells|told|told by|A|A|
mediates|mediates for|mediated by|A|A|
opposes|opposes|opposed by|A|A|
criticises|criticises|criticised by|A|A|opposes
accuses|accuses|accused by|A|A|
investigates|investigates|investigated by|A|A|
prosecutes|prosecutes|prosecuted by|A|A|
convicts|convicts|convicted by|A|A|prosecutes
acquits|acquits|acquitted by|A|A|
threatens|threatens|threatened by|A|A|
demands_of|demands of|demanded by|A|A|
orders|orders|ordered by|A|A|
sanctions|sanctions|sanctioned by|A|A|
expels|expels or bans|expelled or banned by|A|A|
arrests|arrests|arrested by|A|A|
abducts|abducts|abducted by|A|A|
attacks|attacks|attacked by|A|AL|
injures|injures|injured by|A|A|attacks
kills|kills|killed by|A|A|attacks
fights|fights|=|A|A|
seizes|seizes|seized by|A|AL|
releases|releases|released by|A|A|
protests_against|protests against|protested by|A|A|
surrenders_to|surrenders to|surrendered to by|A|A|
spies_on|spies on|spied on by|A|A|
owns|owns|owned by|A|O|
bribes|bribes|bribed by|A|A|
does_business_with|does business with|=|A|A|
family_of|family of|=|PG|PG|
associate_of|associate of|=|PG|PG|
from|from|origin of|PG|L|
based_in|based in|base of|OPG|L|
operates_in|operates in|area of|A|L|
located_in|located in|contains|L|L|
linked_to|linked to|=|A|A|
""".strip().splitlines()
LETTERS = {"P": "person", "O": "body", "C": "country", "G": "group", "L": "place", "A": "actor"}


@cache
def ontology() -> Ontology:
    return load()


@cache
def table(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def types(letters: str) -> frozenset[ActorType]:
    return frozenset().union(*(TYPE_SETS[LETTERS[letter]] for letter in letters))


@pytest.mark.parametrize("row", CONTRACT, ids=lambda row: row.split("|")[0])
def test_relations_are_those_of_the_contract(row: str) -> None:
    id, label, inverse, subject, object_, is_a = row.split("|")
    relation = ontology().relation(id)
    symmetric = inverse == "="
    assert (relation.label, relation.inverse) == (label, label if symmetric else inverse)
    assert relation.symmetric is symmetric
    assert relation.is_a == tuple(is_a.split())
    assert relation.subject == types(subject)
    assert relation.object == types(object_)


def test_there_are_no_others_and_the_order_is_kept() -> None:
    assert set(ontology().relations) == {row.split("|")[0] for row in CONTRACT}
    assert list(ontology().relations)[:2] == ["member_of", "leads"]


@pytest.mark.parametrize("id", list(load().relations))
def test_every_relation_has_an_example_in_its_own_words(id: str) -> None:
    example = ontology().relation(id).example
    assert example is not None
    assert example.subject in example.text
    assert example.object in example.text
    assert example.subject != example.object
    assert example.status in set(Status)


@pytest.mark.parametrize("id", list(load().relations))
def test_no_trigger_stands_twice(id: str) -> None:
    frames = ontology().relation(id).frames
    # One pattern may stand twice with different frames ("order" of own people, of armed groups).
    seen = Counter((f.kind, f.pattern, f.subject, f.object, f.only_object, f.not_object) for f in frames)
    assert [key for key, count in seen.items() if count > 1] == []
    assert len(frames) >= 10


def test_symmetric_relations_have_no_inverse_triggers() -> None:
    turned = [f.rule for f in ontology().frames() if f.inverse and ontology().relation(f.relation).symmetric]
    assert turned == []


def test_narrowed_types_lie_within_the_relation() -> None:
    outside = [
        f.rule
        for f in ontology().frames()
        if not f.subject <= ontology().relation(f.relation).subject
        or not (f.object <= ontology().relation(f.relation).object or f.only_object)
    ]
    assert outside == []


def test_roles_and_compounds_ask_for_no_oneself() -> None:
    for frame in ontology().frames():
        if frame.kind is not FrameKind.VERB:
            assert "oneself" not in frame.words


@pytest.mark.parametrize("name", FILES)
def test_files_are_read(name: str) -> None:
    assert table(name)


def test_wikidata_codes_look_like_codes() -> None:
    codes = [code for relation in ontology().relations.values() for code in relation.wikidata]
    assert codes
    assert all(code.removeprefix("^")[:1] == "P" and code.removeprefix("^")[1:].isdigit() for code in codes)


class TestCountries:
    def test_every_country_has_name_adjective_and_code(self) -> None:
        for code, entry in table("countries").items():
            assert code.isupper()
            assert len(code) == 2 or (len(code) == 3 and code.startswith("X"))
            assert entry["name"]
            assert entry["adjectives"], code

    def test_nearly_all_states_are_there(self) -> None:
        assert len([code for code in table("countries") if len(code) == 2]) >= 197
        assert {"XK", "TW", "PS", "EH", "VA", "XSU"} <= set(table("countries"))

    def test_no_name_belongs_to_two(self) -> None:
        names = Counter(
            name.lower() for entry in table("countries").values() for name in {entry["name"], *entry.get("aliases", ())}
        )
        assert [name for name, count in names.items() if count > 1] == []

    def test_no_adjective_belongs_to_two(self) -> None:
        words = Counter(word.lower() for entry in table("countries").values() for word in set(entry["adjectives"]))
        assert [word for word, count in words.items() if count > 1] == []

    def test_regions_lie_in_known_countries(self) -> None:
        for key, entry in table("regions").items():
            assert entry["name"], key
            assert entry.get("country", "IQ") in table("countries"), key

    def test_no_region_is_a_country(self) -> None:
        countries = {n for e in table("countries").values() for n in (e["name"], *e.get("aliases", ()))}
        regions = {n for e in table("regions").values() for n in (e["name"], *e.get("aliases", ()))}
        assert countries & regions == set()


class TestNouns:
    def test_types_are_types(self) -> None:
        for group in table("nouns")["noun"]:
            assert ActorType(group["singular"])
            assert ActorType(group["plural"])

    def test_no_noun_has_two_entries(self) -> None:
        words = Counter(word for group in table("nouns")["noun"] for word in group["words"])
        assert [word for word, count in words.items() if count > 1] == []

    def test_what_is_no_actor_is_not_listed_as_one(self) -> None:
        words = {word for group in table("nouns")["noun"] for word in group["words"]}
        assert words & set(table("nouns")["not_actor"]["words"]) == set()

    @pytest.mark.parametrize(
        ("noun", "singular", "plural"),
        [
            ("official", "person", "group"),
            ("militant", "person", "armed_group"),
            ("militia", "armed_group", "armed_group"),
            ("soldier", "person", "security_force"),
            ("police", "security_force", "security_force"),
            ("ministry", "government", "government"),
            ("newspaper", "media", "media"),
            ("company", "company", "company"),
            ("country", "country", "country"),
            ("village", "place", "place"),
        ],
    )
    def test_some_nouns(self, noun: str, singular: str, plural: str) -> None:
        [group] = [g for g in table("nouns")["noun"] if noun in g["words"]]
        assert (group["singular"], group["plural"]) == (singular, plural)

    def test_modifiers_decide_one_type_each(self) -> None:
        words = Counter(word for words in table("modifiers").values() for word in words)
        assert [word for word, count in words.items() if count > 1] == []
        assert all(ActorType(kind) for kind in table("modifiers"))

    def test_kin_words_tell_one_gender(self) -> None:
        assert set(table("kin")["male"]) & set(table("kin")["female"]) == set()


class TestNames:
    def test_first_names(self) -> None:
        male, female = table("names")["male"], table("names")["female"]
        assert len(male) >= 700
        assert len(female) >= 700
        assert set(male) & set(female) == set()
        assert len(set(male)) == len(male)
        assert len(set(female)) == len(female)

    def test_titles_stand_once(self) -> None:
        words = Counter(word for group in table("titles")["title"] for word in group["words"])
        assert [word for word, count in words.items() if count > 1] == []
        assert {g["kind"] for g in table("titles")["title"]} == {"honorific", "rank", "office", "role"}

    def test_known_names_have_one_type(self) -> None:
        names = Counter(
            name.lower().removeprefix("the ") for group in table("organizations")["known"] for name in group["names"]
        )
        assert [name for name, count in names.items() if count > 1] == []

    def test_deciding_words_have_one_type(self) -> None:
        words = Counter(word for group in table("organizations")["head"] for word in group["words"])
        assert [word for word, count in words.items() if count > 1] == []
        assert all(ActorType(g["type"]) for key in ("known", "head") for g in table("organizations")[key])


class TestCues:
    def test_every_cue_has_a_status(self) -> None:
        words_only = {"claimed", "open_ended", "views"}  # what they set is the engine's business
        for name, cue in ((n, c) for n, c in table("cues").items() if n not in words_only):
            statuses = cue.values() if name == "modals" else [cue["status"]]
            assert all(Status(status) for status in statuses), name

    def test_the_words_of_the_contract(self) -> None:
        cues = table("cues")
        assert cues["modals"]["could"] == "hypothetical"
        assert "deny" in cues["deny"]["verbs"]
        assert "if" in cues["conditionals"]["words"]
        assert {"plan", "vow", "agree"} <= set(cues["future"]["verbs"])
        assert {"try", "threaten", "demand"} <= set(cues["hypothetical"]["verbs"])


def plain(part: object) -> list[str]:
    """The words of all lists of a table, endings and codes left out."""
    if isinstance(part, dict):
        return [
            word for key, value in part.items() if key not in {"inflections", "unit_sizes"} for word in plain(value)
        ]
    return [word for word in part if isinstance(word, str)] if isinstance(part, list) else []


@pytest.mark.parametrize("name", TABLES)
def test_word_tables_say_what_each_list_means(name: str) -> None:
    """Above each list, or the group of lists that it belongs to, stands a comment."""
    text = (Path(data.__file__).parent / f"{name}.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    for key in table(name):
        at = next(n for n, line in enumerate(lines) if line.startswith((f"{key} = ", f"[{key}]")))
        while lines[at - 1] and not lines[at - 1].startswith("#"):
            at -= 1
        assert lines[at - 1].startswith("# "), key
        assert hasattr(TABLES[name], key)


def test_no_word_stands_twice_in_a_list() -> None:
    lists = [(n, key, words) for n in TABLES for key, words in table(n).items() if isinstance(words, list)]
    assert [(n, key) for n, key, words in lists if len(words) != len({str(word) for word in words})] == []


def test_rules_and_words_name_relations_that_are() -> None:
    rules = [value for name, value in vars(structural).items() if name.isupper()]
    said = [complement.relation for complement in SPEECH.complements.values()]
    posts = [*table("titles")["party_ranks"]["relations"], *set(table("titles")["ranks"]) - {"none"}]
    assert {*rules, *said, *TRANSFERS.given.values(), *posts} <= set(ontology().relations)
    assert {complement.of for complement in SPEECH.complements.values()} == {"object", "subject", "listener"}


def lemmas() -> list[tuple[str, str]]:
    """Every word that is looked up as a lower-case lemma, with its file."""
    nouns, titles = table("nouns"), table("titles")
    found = [("nouns", w) for group in nouns["noun"] for w in group["words"]]
    found += [("not_actor", w) for w in nouns["not_actor"]["words"]]
    found += [("titles", w) for group in titles["title"] for w in group["words"]]
    found += [("names", w) for words in table("names").values() for w in words]
    found += [("heads", w) for group in table("organizations")["head"] for w in group["words"]]
    found += [(f, w) for f in ("kin", "modifiers") for words in table(f).values() for w in words]
    found += [(name, w) for name in TABLES for w in plain(table(name))]
    lists = [words for part in table("cues").values() for words in part.values() if isinstance(words, list)]
    found += [("cues", w) for words in lists for w in words]
    return found


def test_lemmas_are_lower_case_and_trimmed() -> None:
    assert [(f, w) for f, w in lemmas() if w != w.lower().strip() or not w or "  " in w] == []
