from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import hostile, observed

from graphbuild.model import ActorType, ObservedActor
from graphbuild.names import fold, name_key, slug
from graphbuild.resolution import COUNTRY_CODE, ONLY_MENTION, SAME_NAME, describe, resolve

PERSON, COUNTRY, PLACE = ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE


def ids(*actors: ObservedActor) -> list[str]:
    resolved = resolve(actors)
    return [resolved.canonical[actor.id] for actor in actors]


def one_actor(*actors: ObservedActor) -> bool:
    return len(set(ids(*actors))) == 1


class TestNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Mira Castellan", "MIRA  castellan"),
            ("Zoë Ångström", "Zoe Angstrom"),
            ("Søren Łysak", "Soren Lysak"),
            ("Sheila O’Dowd", "Sheila O'Dowd"),
            ("Sheila O’Dowd", "Sheila ODowd"),
            ("Faris al-Tamimi", "Faris al Tamimi"),
            ("Faris al‑Tamimi", "Faris al-Tamimi"),
            ("the Velde Port Board", "Velde Port Board"),
            ("J. R. Castellan", "J R Castellan"),
            ("Brandvold & Sons", "Brandvold and Sons"),
            ("ﬁne Straße", "fine strasse"),
            ("ᴬda ŉord", "ada nord"),
        ],
    )
    def test_spellings_of_one_name_have_one_key(self, one: str, other: str) -> None:
        assert name_key(one) == name_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Mira Castellan", "Mira Castellano"),
            ("Faris al-Tamimi", "Faris Tamimi"),
            ("Port Board 1", "Port Board 2"),
            ("Мира", "Мара"),
            ("Theo", "o"),
        ],
    )
    def test_different_names_have_different_keys(self, one: str, other: str) -> None:
        assert name_key(one) != name_key(other)

    def test_article_alone_is_a_name(self) -> None:
        assert name_key("The The") == "the"
        assert name_key("The") == "the"

    def test_folding_keeps_accents(self) -> None:
        assert fold("  ZOË  O’Dowd ") == "zoë o'dowd"
        assert fold("Zoe") != fold("Zoë")
        assert fold("e\u0308") == fold("ë")

    @pytest.mark.parametrize(
        ("key", "expected"),
        [("mira castellan", "mira-castellan"), ("unit 8200", "unit-8200")],
    )
    def test_plain_key_is_its_own_slug(self, key: str, expected: str) -> None:
        assert slug(key) == expected

    @pytest.mark.parametrize("key", ["мира", "мира castellan", "a" * 200, ""])
    def test_other_keys_get_a_hash(self, key: str) -> None:
        head, _, suffix = slug(key).rpartition("-")
        assert head
        assert head.isascii()
        assert len(suffix) == 6
        assert len(slug(key)) <= 70

    @settings(max_examples=100, deadline=None)
    @given(one=hostile, other=hostile)
    def test_slugs_differ_where_keys_do_and_are_safe_in_a_path(self, one: str, other: str) -> None:
        a, b = slug(name_key(one)), slug(name_key(other))
        assert (a == b) == (name_key(one) == name_key(other))
        assert set(a) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")

    @settings(max_examples=100, deadline=None)
    @given(name=hostile)
    def test_key_of_a_key_is_that_key(self, name: str) -> None:
        key = name_key(name)
        assert name_key(key) == key or key.startswith("the ")


class TestWhoIsOne:
    def test_same_name_in_two_documents(self) -> None:
        one, other = observed("Mira Castellan"), observed("mira CASTELLAN", doc="d2")
        resolved = resolve([one, other])
        assert set(resolved.canonical.values()) == {"p-mira-castellan"}
        assert set(resolved.reasons.values()) == {SAME_NAME}

    def test_single_one_says_so(self) -> None:
        (reason,) = resolve([observed("Mira Castellan")]).reasons.values()
        assert reason == ONLY_MENTION

    def test_bare_surname_stays_with_its_document(self) -> None:
        first, second = ids(observed("Castellan"), observed("Castellan", doc="d2"))
        assert first != second
        assert first.startswith("p-castellan-")

    def test_single_word_is_enough_for_a_body(self) -> None:
        assert one_actor(
            observed("Interpol", ActorType.ORGANIZATION), observed("Interpol", ActorType.GOVERNMENT, doc="d2")
        )

    def test_unnamed_actors_stay_with_their_documents(self) -> None:
        actors = [observed("security forces", ActorType.SECURITY_FORCE, named=False, doc=d) for d in ("d1", "d2")]
        first, second = ids(*actors)
        assert first != second
        assert first.startswith("o-security-forces-")

    def test_unnamed_actors_of_one_name_in_one_document_stay_apart(self) -> None:
        one = observed("militiamen", ActorType.GROUP, named=False)
        assert not one_actor(one, replace(one, id="other"))

    @pytest.mark.parametrize(
        ("one", "other"), [(PERSON, ActorType.COMPANY), (PERSON, PLACE), (ActorType.COMPANY, PLACE)]
    )
    def test_families_stay_apart(self, one: ActorType, other: ActorType) -> None:
        first, second = ids(observed("Port Velde", one), observed("Port Velde", other, doc="d2"))
        assert first != second

    @pytest.mark.parametrize("other", [ActorType.PARTY, ActorType.GROUP, ActorType.ARMED_GROUP])
    def test_bodies_may_differ_in_type(self, other: ActorType) -> None:
        assert one_actor(observed("Velde Front", ActorType.ORGANIZATION), observed("Velde Front", other, doc="d2"))

    def test_country_is_known_by_its_code(self) -> None:
        actors = [
            observed("Qasria", COUNTRY, country="QZ"),
            observed("Republic of Qasria", COUNTRY, country="QZ", doc="d2"),
            observed("Qasria", COUNTRY, country="QZ", doc="d3"),
        ]
        resolved = resolve(actors)
        assert set(resolved.canonical.values()) == {"c-qasria"}
        assert set(resolved.reasons.values()) == {COUNTRY_CODE}

    def test_place_of_a_countrys_name_is_that_country(self) -> None:
        actors = [observed("Qasria", PLACE), observed("Qasria", COUNTRY, country="QZ", doc="d2")]
        resolved = resolve(actors)
        assert set(resolved.canonical.values()) == {"c-qasria"}
        assert resolved.reasons[actors[0].id] == SAME_NAME

    def test_place_of_that_name_in_another_country_is_not(self) -> None:
        actors = [observed("Qasria", PLACE, country="VV"), observed("Qasria", COUNTRY, country="QZ", doc="d2")]
        assert ids(*actors) == ["l-qasria", "c-qasria"]

    @pytest.mark.parametrize("kind", [ActorType.GOVERNMENT, ActorType.SECURITY_FORCE, PLACE])
    def test_ministries_of_two_countries_stay_apart(self, kind: ActorType) -> None:
        of_one, of_other, of_none = (
            observed("Interior Ministry", kind, country=country, doc=doc)
            for country, doc in (("QZ", "d1"), ("VV", "d2"), (None, "d3"))
        )
        assert len(set(ids(of_one, of_other, of_none))) == 3
        assert one_actor(of_one, of_none)
        assert one_actor(of_one, replace(of_one, id="again", doc="d4"))

    def test_country_of_a_person_or_company_does_not_matter(self) -> None:
        for kind in (PERSON, ActorType.COMPANY):
            one, other = (observed("Brandvold Sons", kind, country=c, doc=c) for c in ("QZ", "VV"))
            assert one_actor(one, other)

    def test_name_without_letters_is_nobody_else(self) -> None:
        first, second = ids(observed("!!", ActorType.COMPANY), observed("??", ActorType.COMPANY, doc="d2"))
        assert first != second
        assert first.startswith("o-x-")

    def test_names_in_another_script_have_ids_of_their_own(self) -> None:
        first, second, third = ids(
            observed("Мира Кастель"), observed("Мара Кастель", doc="d2"), observed("МИРА КАСТЕЛЬ", doc="d3")
        )
        assert first == third != second
        assert first.isascii()


def actor_strategy() -> st.SearchStrategy[ObservedActor]:
    return st.builds(
        ObservedActor,
        id=st.uuids().map(str),
        doc=st.sampled_from(["d1", "d2", "d3"]),
        name=st.sampled_from(["Port Velde", "port velde", "Velde", "The Velde", "Vélde", "!", "Порт"]),
        type=st.sampled_from(ActorType),
        named=st.booleans(),
        aliases=st.lists(st.sampled_from(["PV", "Velde"]), max_size=2).map(tuple),
        country=st.sampled_from([None, "QZ", "VV"]),
    )


class TestAnyActors:
    @settings(max_examples=80, deadline=None)
    @given(actors=st.lists(actor_strategy(), max_size=12, unique_by=lambda a: a.id), data=st.data())
    def test_order_does_not_matter(self, actors: list[ObservedActor], data: st.DataObject) -> None:
        shuffled = data.draw(st.permutations(actors))
        one, other = resolve(actors), resolve(shuffled)
        assert one == other
        assert list(one.canonical) == list(other.canonical)
        if actors:
            assert describe("x", actors) == describe("x", shuffled)

    @settings(max_examples=80, deadline=None)
    @given(actors=st.lists(actor_strategy(), max_size=12, unique_by=lambda a: a.id))
    def test_every_actor_is_judged_and_families_never_mix(self, actors: list[ObservedActor]) -> None:
        resolved = resolve(actors)
        assert set(resolved.canonical) == set(resolved.reasons) == {actor.id for actor in actors}
        members: dict[str, list[ObservedActor]] = {}
        for actor in actors:
            members.setdefault(resolved.canonical[actor.id], []).append(actor)
        for id_, group in members.items():
            assert len({(a.type is PERSON, a.type in (PLACE, COUNTRY)) for a in group}) == 1
            assert len(group) == 1 or all(a.named or a.country for a in group), id_


class TestDescription:
    def test_name_is_the_most_frequent_then_the_longest_then_the_first(self) -> None:
        def name(*names: str) -> str:
            return describe("x", [observed(n, doc=f"d{i}") for i, n in enumerate(names)]).name

        assert name("Mira B. Castellan", "Mira Castellan", "Mira Castellan") == "Mira Castellan"
        assert name("Mira Castellan", "Mira B. Castellan") == "Mira B. Castellan"
        assert name("Mirb Castellan", "Mira Castellan") == "Mira Castellan"

    def test_type_is_the_commonest_then_the_first(self) -> None:
        def kind(*types: ActorType) -> ActorType:
            return describe("x", [observed("Velde", t, doc=f"d{i}") for i, t in enumerate(types)]).type

        assert kind(ActorType.PARTY, ActorType.COMPANY, ActorType.COMPANY) is ActorType.COMPANY
        assert kind(ActorType.COMPANY, ActorType.PARTY) is ActorType.PARTY
        assert kind(PLACE, PLACE, COUNTRY) is COUNTRY

    def test_everything_else_is_gathered(self) -> None:
        actor = describe(
            "p-x",
            [
                observed("Mira Castellan", aliases=("MC", "Castellan"), roles=("judge",), country="QZ"),
                observed("Mira Castellan", doc="d2", roles=("chair", "judge"), country="VV"),
                observed("Mira B. Castellan", doc="d2", aliases=("MC",), country="VV"),
            ],
            n_mentions=7,
        )
        assert actor.id == "p-x"
        assert actor.aliases == ("Castellan", "MC", "Mira B. Castellan")
        assert actor.roles == ("chair", "judge")
        assert actor.country == "VV"
        assert (actor.n_documents, actor.n_mentions) == (2, 7)
