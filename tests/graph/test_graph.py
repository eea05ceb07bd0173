"""The graph: its attributes, what a link's status and dispute come from, what is left out unless asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import Article, G, O, P, courier, make_store, readings

from graphbuild.core.errors import StoreError
from graphbuild.core.model import Status
from graphbuild.core.records import claim_of, claim_record
from graphbuild.evidence.citation import citation_of, cite
from graphbuild.evidence.link import EVERY_STATUS, gather
from graphbuild.graph.graph import build_graph, load
from graphbuild.knowledge import ontology
from graphbuild.knowledge.ontology import snapshot
from graphbuild.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "graph.db")


NODE = {"label", "type", "aliases", "roles", "country", "n_documents", "n_mentions"}
EDGE = {
    *("relation", "label", "inverse", "symmetric", "status", "disputed", "weight", "n_documents", "n_outlets"),
    *("date_from", "date_to", "spells"),
    *("first_date", "last_date", "confidence", "guess", "review", "read_by", "evidence"),
}


def test_nodes_and_edges_carry_what_is_promised(store: Path) -> None:
    graph = load(store)
    assert isinstance(graph, networkx.MultiDiGraph)
    assert all(set(data) == NODE for _, data in graph.nodes(data=True))
    assert all(set(data) == EDGE for *_, data in graph.edges(data=True))
    voss = graph.nodes["p-mira-voss"]
    assert (voss["label"], voss["type"], voss["roles"]) == ("Mira Voss", "person", ["union leader"])
    assert (voss["n_documents"], voss["n_mentions"]) == (2, 2)


def test_an_edge_takes_together_what_two_outlets_say(store: Path) -> None:
    edge = load(store).edges["p-mira-voss", "o-harbour-union", "leads"]
    assert (edge["weight"], edge["n_documents"], edge["n_outlets"]) == (2, 2, 2)
    assert (edge["label"], edge["inverse"], edge["symmetric"]) == ("leads", "led by", False)
    assert edge["confidence"] == 0.9
    best, second = edge["evidence"]
    assert best["sentence"] == "Mira Voss heads the Harbour Union."
    assert (best["outlet"], best["published"]) == ("Evening Gazette", "2022-04-01")
    assert second["sentence"] == "Mira Voss leads the Harbour Union."
    assert edge["first_date"] is None


def test_dates_are_those_of_the_events(store: Path) -> None:
    edge = load(store).edges["o-port-police", "p-mira-voss", "arrests"]
    assert (edge["first_date"], edge["last_date"]) == ("2022-03-03", "2022-03-03")


def test_an_end_in_another_sentence_is_shown_with_the_words_around_it(store: Path) -> None:
    edge = load(store).edges["o-port-police", "p-mira-voss", "arrests"]
    later = next(e for e in edge["evidence"] if e["sentence"].startswith("Her arrest"))
    context = later["context"]
    assert set(context) == {"subject"}
    text, start = context["subject"]["text"], context["subject"]["start"]
    assert text[later["subject_start"] - start : later["subject_end"] - start] == "Port police"
    assert courier().document.text[start : start + len(text)] == text
    assert "Her arrest" not in text, "the context ends with its line"


def test_left_out_unless_asked(store: Path) -> None:
    usual = load(store)
    assert not usual.has_node("p-oren-dask"), "below .5"
    assert not usual.has_node("p-ida-brok"), "hypothetical"
    assert not usual.has_edge("p-mira-voss", "p-tomas-reld", "other:anger"), "open"
    assert load(store, min_confidence=0.3).has_edge("p-oren-dask", "o-dask-foundation", "leads")
    assert load(store, status=["hypothetical"]).has_node("p-ida-brok")
    edge = load(store, open_claims=True).edges["p-mira-voss", "p-tomas-reld", "other:anger"]
    assert (edge["relation"], edge["label"]) == ("other", "anger")
    assert load(store, unlinked=True).has_node("p-oren-dask")


def test_the_status_is_the_strongest_and_a_denial_makes_it_disputed(store: Path) -> None:
    whole = load(store, status=EVERY_STATUS)
    edge = whole.edges["o-port-police", "p-anna-holt", "arrests"]
    assert (edge["status"], edge["disputed"], edge["weight"]) == ("asserted", True, 2)
    assert [e["status"] for e in edge["evidence"]] == ["asserted", "denied"]
    shown = load(store).edges["o-port-police", "p-anna-holt", "arrests"]
    assert (shown["disputed"], shown["weight"]) == (True, 1), "disputed though the denial is not shown"
    assert not whole.edges["p-mira-voss", "o-harbour-union", "leads"]["disputed"]


@pytest.mark.parametrize("other", [Status.FUTURE, Status.HYPOTHETICAL])
def test_what_may_come_is_not_disputed_by_a_denial(other: Status) -> None:
    a = Article("x", "Ana saw Bo. Ana never saw Bo.")
    a.actor("Ana", P)
    a.actor("Bo", P)
    a.claim("Ana", "met_with", "Bo", "Ana saw Bo.", "saw", status=other)
    a.claim("Ana", "met_with", "Bo", "Ana never saw Bo.", "saw", status=Status.DENIED)
    reading = a.reading()
    [link] = gather([cite(c, reading.document) for c in reading.claims], ontology.load())
    assert not link.disputed
    assert link.status is other


def test_documents_without_an_outlet_count_one_each() -> None:
    citations = []
    for doc, outlet in (("a", None), ("b", None), ("c", "Post"), ("d", "Post")):
        article = Article(doc, "Ana leads Bund.", outlet=outlet)
        article.actors = {}
        article.actor("Ana", P, id="ana")
        article.actor("Bund", O, id="bund")
        article.claim("Ana", "leads", "Bund", "Ana leads Bund.", "leads")
        citations.append(cite(article.claims[0], article.document))
    [link] = gather(citations, ontology.load())
    assert (link.n_documents, link.n_outlets) == (4, 3)


def test_the_same_claims_in_any_order_give_the_same_graph(store: Path) -> None:
    with Store.open(store) as opened:
        actors, claims, documents = list(opened.actors()), list(opened.claims()), list(opened.documents())
    words = ontology.load()
    expected = build_graph(actors, claims, documents, words, statuses=EVERY_STATUS)
    for seed in range(5):
        for content in (actors, claims, documents):
            random.Random(seed).shuffle(content)
        again = build_graph(actors, claims, documents, words, statuses=EVERY_STATUS)
        assert list(again.nodes(data=True)) == list(expected.nodes(data=True))
        assert list(again.edges(keys=True, data=True)) == list(expected.edges(keys=True, data=True))


def test_an_unknown_relation_keeps_its_own_label() -> None:
    a = Article("x", "Ana zaps Bo.")
    a.actor("Ana", P)
    a.actor("Bo", G)
    a.claim("Ana", "zaps", "Bo", "Ana zaps Bo.", "zaps", label="zaps at")
    reading = a.reading()
    [link] = gather([cite(c, reading.document) for c in reading.claims], ontology.load())
    assert (link.key, link.label) == ("zaps", "zaps at")


def test_a_claim_made_by_hand_needs_no_sentence() -> None:
    claim = courier().claims[0]
    record = {**claim_record(claim), "rule": "user"}
    bare = claim_of({**record, **{k: None for k in record if k.endswith(("_start", "_end"))}})
    assert bare.evidence is None
    [link] = gather([cite(bare, None)], ontology.load())
    assert (link.weight, link.n_documents, link.n_outlets) == (1, 0, 0)
    assert link.best.sentence is None


def everything() -> Iterator[tuple[object, object]]:
    for reading in readings():
        for claim in reading.claims:
            yield claim, reading.document


def test_records_lead_back_to_what_they_were_made_from() -> None:
    for claim, document in everything():
        assert claim_of(claim_record(claim)) == claim
        citation = cite(claim, document)
        assert citation_of(citation.as_record()) == citation


@given(st.text(max_size=400), st.data())
def test_the_words_around_an_end_are_always_words_of_the_text(text: str, data: st.DataObject) -> None:
    from graphbuild.core.model import Span
    from graphbuild.evidence.citation import CONTEXT_REACH, around

    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    context = around(Span(start, end), text)
    assert text[context.start : context.start + len(context.text)] == context.text
    assert context.start <= start
    assert context.start + len(context.text) >= end
    assert len(context.text) <= end - start + 2 * CONTEXT_REACH


def test_a_store_remembers_the_words_of_its_relations() -> None:
    words = ontology.load()
    again = snapshot.parse(snapshot.dump(words))
    assert list(again.relations) == list(words.relations)
    assert again.digest == words.digest
    for id, relation in words.relations.items():
        kept = again.relation(id)
        for name in ("label", "inverse", "family", "subject", "object", "symmetric", "is_a"):
            assert getattr(kept, name) == getattr(relation, name), (id, name)
        assert again.narrower(id) == words.narrower(id)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"relations": [{}], "digest": ""}'])
def test_a_damaged_list_of_relations_is_named(text: str) -> None:
    with pytest.raises(StoreError, match="damaged"):
        snapshot.parse(text)
