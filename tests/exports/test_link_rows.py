"""Links that are made from the rows of a store are those that its claims make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from invented import Article, G, O, P, courier, gazette, isle, make_store

from graphbuild.core.model import EndResolution, Reading, Resolved, Status
from graphbuild.evidence.attributes import EDGE, READ_BY
from graphbuild.evidence.link import EVERY_STATUS, SHOWN
from graphbuild.exports.sanitize import scalars
from graphbuild.exports.source import Edge, sourced
from graphbuild.exports.store_source import StoreSource

FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"min_confidence": 0.0, "open_claims": True},
    {"min_confidence": 0.85},
    {"relation": ["arrests"]},
    {"relation": ["member_of"], "status": ["asserted", "denied"]},
)


def bulletin() -> Reading:
    """Ends that are pronouns, a symmetric relation whose ends come in the other order, pages, dates, readers."""
    told = "Zeno Aster founded the Pier Guild. He met Anna Holt on 4 May 2020. "
    a = Article("bulletin", f"{told}The gang attacked Zeno Aster, and he & it “talked”.\nAnna Holt met Zeno Aster.")
    a.document = a.document.__class__(
        **{name: getattr(a.document, name) for name in ("id", "text", "source", "sha256")},
        pages=(0, len(told)),
        row=7,
    )
    a.actor("Zeno Aster", P)
    a.actor("Pier Guild", O)
    a.actor("Anna Holt", P)
    a.actor("The gang", G, named=False)
    a.claim("Zeno Aster", "leads", "Pier Guild", "Zeno Aster founded the Pier Guild.", "founded", rule="learned/leads")
    a.claim(
        "Zeno Aster",
        "met_with",
        "Anna Holt",
        "He met Anna Holt on 4 May 2020.",
        "met",
        words=("^Zeno Aster", None),
        resolved=Resolved(subject=EndResolution(rule="pronoun", confidence=0.91)),
        date="2020-05-04",
        date_from="2020-05-04",
        date_to="2020-05-04",
        date_basis="text",
        spells=("2020-05-04/2020-05-04",),
        guess=True,
    )
    attack = "The gang attacked Zeno Aster, and he & it “talked”."
    a.claim("The gang", "attacks", "Zeno Aster", attack, "attacked", date_from="2019", date_basis="text")
    a.claim("Anna Holt", "met_with", "Zeno Aster", "Anna Holt met Zeno Aster.", "met", status=Status.DENIED)
    return a.reading()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store") / "graph.db", (courier(), gazette(), isle(), bulletin()))


def ways(source: object, *, quoted: bool = False) -> tuple[list[Edge], list[Edge]]:
    """The links from the claims in full, and as an export reads them."""
    assert isinstance(source, StoreSource)
    return list(source._from_claims()), list(source.edges(quoted=quoted))


@pytest.mark.parametrize("n", [1, 10_000])
@pytest.mark.parametrize("statuses", [EVERY_STATUS, SHOWN], ids=["all", "shown"])
@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_rows_give_what_claims_give(
    store: Path, filters: dict[str, Any], statuses: frozenset[Status], n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphbuild.exports.link_rows.CLAIMS_AT_ONCE", n)
    with sourced(store, filters, statuses=statuses) as source:
        claims, rows = ways(source)
    assert repr(claims) == repr(rows)  # the order of all attributes too
    assert claims


def test_what_is_asked_of_the_rows_is_there(store: Path) -> None:
    """Else the comparison above would show nothing."""
    with sourced(store, FILTERS[1]) as source:
        links = list(source.edges())
    cited = [record for *_, data in links for record in data["evidence"]]
    assert {"pronoun"} == {how["rule"] for record in cited for how in (record["resolved"] or {}).values()}
    assert any(record["context"] for record in cited)
    assert {record["page"] for record in cited} == {None, 1, 2}
    assert any(len(data["evidence"]) > 1 for *_, data in links)
    assert any(data["symmetric"] for *_, data in links)
    assert any(data["spells"] for *_, data in links)
    assert all(list(data)[: len(EDGE.columns) + 1] == [*EDGE.columns, READ_BY] for *_, data in links)


def test_a_quotation_is_that_of_the_whole_citation(store: Path) -> None:
    with sourced(store, FILTERS[1]) as source:
        claims, rows = ways(source, quoted=True)
    assert [scalars(edge[3]) for edge in claims] == [scalars(edge[3]) for edge in rows]
    counted = [[len(edge[3]["evidence"]) for edge in edges] for edges in (claims, rows)]
    assert counted[0] == counted[1]


def test_documents_and_counts_are_known_afterwards(store: Path) -> None:
    with sourced(store, {}) as source:
        n = sum(len(data["evidence"]) for *_, data in source.edges(quoted=True))
        assert source.heard == n
        assert [record["id"] for record in source.documents()] == ["bulletin", "courier", "gazette", "isle"]


def test_only_links_on_which_claims_must_be_asked_are_read_from_claims(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(self: StoreSource) -> None:
        raise AssertionError("claims were made")

    monkeypatch.setattr(StoreSource, "_from_claims", never)
    with sourced(store, {}) as source:
        assert list(source.edges())
    with sourced(store, {"since": "2021"}) as source, pytest.raises(AssertionError, match="claims were made"):
        list(source.edges())
