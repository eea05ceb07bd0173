"""FollowTheMoney: every entity is valid for the package that Aleph reads with, and says no more than the text."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import networkx
import pytest
from hostile import hostile_graph
from invented import Article, C, O, P, make_store, relations
from outside import missing

from graphbuild.core.model import ActorType, Status
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.exports import export
from graphbuild.exports.formats.ftm_entities import data
from graphbuild.graph.graph import load

Entity = dict[str, Any]
AGENCY, FIRM, PLACE = ActorType.GOVERNMENT, ActorType.COMPANY, ActorType.PLACE


@pytest.fixture(scope="module")
def model() -> Any:
    try:
        from followthemoney import model as found
    except ImportError:
        missing("pip install '.[readers]'")
    return found


def articles() -> Path | list[Any]:
    lines = [
        ("Ana Bell", P, "holds_office", "Norland", C, {"role": "prime minister"}),
        ("Ana Bell", P, "from", "Norland", C, {}),
        ("Ana Bell", P, "member_of", "Mill Board", O, {"date": "2020-06"}),
        ("Ana Bell", P, "leads", "Port Guild", O, {"status": Status.ENDED, "date": "2019"}),
        ("Ana Bell", P, "family_of", "Bo Tarn", P, {"role": "brother"}),
        ("Bo Tarn", P, "owns", "Tarn Ltd", FIRM, {}),
        ("Bo Tarn", P, "owns", "Mill Board", O, {}),
        ("Bo Tarn", P, "funds", "Mill Board", O, {"status": Status.ALLEGED, "attribution": "the Ministry"}),
        ("Cy Ode", P, "succeeded", "Bo Tarn", P, {}),
        ("Cy Ode", P, "employed_by", "Tarn Ltd", FIRM, {}),
        ("Ministry", AGENCY, "sanctions", "Tarn Ltd", FIRM, {}),
        ("Ministry", AGENCY, "convicts", "Cy Ode", P, {"date": "2021-05-26"}),
        ("Tarn Ltd", FIRM, "based_in", "Ode Bay", PLACE, {}),
        ("Cy Ode", P, "allied_with", "Dan Fry", P, {}),
        ("Dan Fry", P, "kills", "Eva Lund", P, {"status": Status.DENIED}),
        ("Dan Fry", P, "meets", "Eva Lund", P, {"status": Status.FUTURE}),
    ]
    text = " ".join(f"{s} {relation} {o}." for s, _, relation, o, _, _ in lines)
    a = Article("one", text, title="One", outlet="Post", published="2021-06-01", url="https://post.example/1")
    for subject, kind, relation, object_, other, fields in lines:
        for name, type_ in ((subject, kind), (object_, other)):
            a.actor(name, type_, country="NO" if type_ is C else None)
        relation_id = "met_with" if relation == "meets" else relation
        a.claim(subject, relation_id, object_, f"{subject} {relation} {object_}.", relation, **fields)
    return [a.reading()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("ftm") / "graph.db", articles())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def entities(store: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Entity]:
    return read(export(store, tmp_path_factory.mktemp("out") / "g.ftm.json", format="ftm").path)


def read(path: Path) -> list[Entity]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def of(entities: list[Entity], schema: str) -> list[dict[str, list[str]]]:
    return [entity["properties"] for entity in entities if entity["schema"] == schema]


def bare(value: str) -> str:
    """What cleaning in FollowTheMoney leaves alone: spaces, line ends and marks of direction it takes out or evens."""
    return "".join(c for c in value if c.isprintable() and not c.isspace())


def assert_valid(entities: list[Entity], model: Any) -> None:
    """Every property is known and valid, nothing required is missing, cleaning changes no words, ends exist and fit."""
    schemata = {entity["id"]: model.get(entity["schema"]) for entity in entities}
    for entity in entities:
        schema = model.get(entity["schema"])
        schema.validate(entity)
        assert set(entity["properties"]) <= set(schema.properties), entity
        assert set(schema.required) <= set(entity["properties"]), entity
        proxy = model.get_proxy(json.loads(json.dumps(entity)), cleaned=False)
        for name, values in entity["properties"].items():
            assert sorted(map(bare, proxy.get(name))) == sorted(map(bare, values)), (entity["schema"], name)
            property_ = schema.get(name)
            if property_.type.name == "entity":
                for value in values:
                    assert schemata[value].is_a(property_.range), (entity["schema"], name, value)


def test_every_entity_is_valid(entities: list[Entity], model: Any) -> None:
    assert_valid(entities, model)
    ids = Counter(entity["id"] for entity in entities)
    assert max(ids.values()) == 1


def test_hostile_texts_give_valid_entities(model: Any, tmp_path: Path) -> None:
    graph = hostile_graph(tmp_path)
    done = export(graph, tmp_path / "g.json", format="ftm")
    found = read(done.path)
    assert_valid(found, model)
    actors = {entity["id"] for entity in found} & set(graph)
    assert len(actors) == len(graph) == done.actors
    assert any("control characters" in notice for notice in done.notices)


def test_a_name_that_is_nothing_or_endless_is_still_valid(model: Any, tmp_path: Path) -> None:
    graph: networkx.MultiDiGraph = load(make_store(tmp_path / "graph.db"), status=EVERY_STATUS)
    first, second = sorted(graph)[:2]
    graph.nodes[first]["label"], graph.nodes[second]["label"] = "\x00", "x" * 5000
    assert_valid(read(export(graph, tmp_path / "g", format="ftm").path), model)


def test_facts_have_the_schema_that_the_relation_names(entities: list[Entity]) -> None:
    [member] = of(entities, "Membership")
    assert (member["member"], member["organization"], member["date"]) == (["p-ana-bell"], ["o-mill-board"], ["2020-06"])
    [leads] = of(entities, "Directorship")
    assert (leads["status"], leads["endDate"]) == (["ended"], ["2019"])
    [family] = of(entities, "Family")
    assert (family["person"], family["relative"], family["relationship"]) == (
        ["p-ana-bell"],
        ["p-bo-tarn"],
        ["brother"],
    )
    [owns] = of(entities, "Ownership")
    assert (owns["owner"], len(owns["asset"])) == (["p-bo-tarn"], 1)
    [succession] = of(entities, "Succession")
    assert (succession["predecessor"], succession["successor"]) == (["p-bo-tarn"], ["p-cy-ode"])
    assert len(of(entities, "Employment")) == len(of(entities, "Associate")) == 1


def test_what_does_not_fit_or_is_no_fact_is_an_unknown_link_that_says_so(entities: list[Entity]) -> None:
    roles = {(link["subject"][0], link["role"][0]) for link in of(entities, "UnknownLink")}
    assert ("p-bo-tarn", "owns") in roles, "what is owned is no company"
    assert ("p-bo-tarn", "alleged: funds") in roles
    assert ("p-dan-fry", "future: met with") in roles
    assert of(entities, "Payment") == [], "an alleged payment is none"
    assert not [role for _, role in roles if "kills" in role], "denied: left out unless asked for"
    [alleged] = [link for link in of(entities, "UnknownLink") if link["role"] == ["alleged: funds"]]
    assert "according to the Ministry" in alleged["summary"][0]


def test_what_is_denied_comes_when_asked_for(store: Path, tmp_path: Path) -> None:
    found = read(export(store, tmp_path / "g", format="ftm", status=["denied"]).path)
    assert [link["role"] for link in of(found, "UnknownLink")] == [["denied: kills"]]


def test_what_is_disputed_is_no_fact(tmp_path: Path) -> None:
    found = read(export(make_store(tmp_path / "graph.db"), tmp_path / "g", format="ftm").path)
    assert ["disputed: arrests"] in [link["role"] for link in of(found, "UnknownLink")]


def test_posts_cases_and_sanctions_stand_between(entities: list[Entity]) -> None:
    [held], [post] = of(entities, "Occupancy"), of(entities, "Position")
    assert (post["name"], post["country"], post["organization"]) == (["prime minister, Norland"], ["no"], ["c-norland"])
    assert (held["holder"], held["status"]) == (["p-ana-bell"], ["unknown"])
    [case] = of(entities, "CourtCase")
    assert case["name"] == ["Ministry convicts Cy Ode"]
    assert {party["role"][0] for party in of(entities, "CourtCaseParty")} == {"convicts", "convicted by"}
    [sanction] = of(entities, "Sanction")
    assert sanction["authority"] == ["Ministry"]


def test_actors_have_what_links_say_of_themselves(entities: list[Entity]) -> None:
    by_name = {entity["caption"]: entity for entity in entities}
    assert by_name["Ana Bell"]["properties"]["nationality"] == ["no"]
    assert by_name["Tarn Ltd"]["properties"]["address"] == ["Ode Bay"]
    assert by_name["Ode Bay"]["schema"] == "Address"
    assert (by_name["Ministry"]["schema"], by_name["Norland"]["schema"]) == ("PublicBody", "PublicBody")


def test_evidence_is_articles_and_documentation(entities: list[Entity]) -> None:
    [article] = of(entities, "Article")
    assert (article["title"], article["publisher"], article["publishedAt"]) == (["One"], ["Post"], ["2021-06-01"])
    assert article["bodyText"][0].startswith("Ana Bell")
    [id_] = [entity["id"] for entity in entities if entity["schema"] == "Article"]
    [member] = of(entities, "Membership")
    assert member["proof"] == [id_]
    assert member["description"] == ["“Ana Bell member_of Mill Board.” (One, Post, 2021-06-01)"]
    documented = {link["entity"][0] for link in of(entities, "Documentation")}
    assert {"p-ana-bell", "o-mill-board", "c-norland"} <= documented


def test_every_type_and_relation_is_provided_for(model: Any) -> None:
    assert set(data()["types"]) == set(map(str, ActorType))
    named = {schema for relation in relations().relations.values() for schema in relation.ftm}
    assert named - {"nationality", "address"} <= set(data()["links"])
    for kind in data()["types"].values():
        assert "topic" not in kind or model.get("Person").get("topics").type.validate(kind["topic"])
    for code in data()["languages"].values():
        assert model.get("Article").get("language").type.validate(code)
