"""A thin alias is a candidate, not a fact: a name that documents mostly use for somebody else."""

from __future__ import annotations

import pytest
from readings import observed

from graphbuild.core.model import ActorType, ObservedActor
from graphbuild.resolution.resolve import resolve
from graphbuild.resolution.spelling import abbreviates

COMPANY = ActorType.COMPANY


def broadcaster(n_documents: int) -> list[ObservedActor]:
    """Return a broadcaster that as many documents name, each with the same regulator."""
    found = []
    for n in range(n_documents):
        found += [observed("Kestrel", doc=f"k{n}", type_=COMPANY), observed("Signal Board", doc=f"k{n}", type_=COMPANY)]
    return found


def show() -> list[ObservedActor]:
    """Return a programme which one document once calls by its broadcaster's name."""
    return [
        observed("Night Ferry Hour", doc="s", type_=COMPANY, aliases=("Kestrel",)),
        observed("Signal Board", doc="s", type_=COMPANY),
    ]


def test_one_document_does_not_rename_what_many_others_name() -> None:
    actors = [*broadcaster(8), *show()]
    resolved = resolve(actors)
    kestrel = {resolved.canonical[a.id] for a in actors if a.name == "Kestrel"}
    ferry = {resolved.canonical[a.id] for a in actors if a.name == "Night Ferry Hour"}
    assert not kestrel & ferry
    assert {frozenset((c.one, c.other)) for c in resolved.candidates} == {frozenset(kestrel | ferry)}


def test_a_name_that_no_more_documents_use_than_state_it_is_joined() -> None:
    actors = [*broadcaster(1), *show()]
    resolved = resolve(actors)
    assert len({resolved.canonical[a.id] for a in actors if a.name != "Signal Board"}) == 1


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("lib dems", "liberal democrat", True),
        ("democrats", "democrat", True),
        ("kestrel", "night ferry hour", False),
        ("dem lib", "liberal democrat", False),
    ],
)
def test_an_abbreviation_starts_like_the_words_in_order(short: str, long: str, fits: bool) -> None:
    assert abbreviates(short, long) is fits


def test_a_surname_is_not_the_bearers_whom_its_own_document_kept_apart_from_it() -> None:
    """ "Howard Brenn resigned. Mrs Brenn criticised the board": not he, though nobody else bears the name."""
    told = [observed("Howard Brenn"), observed("Brenn"), observed("Signal Board", type_=COMPANY)]
    again = [observed("Howard Brenn", doc="d2"), observed("Signal Board", doc="d2", type_=COMPANY)]
    resolved = resolve([*told, *again])
    assert resolved.canonical[told[0].id] == resolved.canonical[again[0].id] != resolved.canonical[told[1].id]


def test_a_ministry_without_its_country_is_not_that_of_the_document_that_calls_one_so() -> None:
    state = ActorType.GOVERNMENT
    told = observed("Norvian finance ministry", doc="d1", type_=state, aliases=("Finance Ministry",))
    other = [observed("Finance Ministry", doc=doc, type_=state) for doc in ("d2", "d3")]
    board = [observed("Signal Board", doc=doc, type_=COMPANY) for doc in ("d1", "d2", "d3")]
    rail = [observed("Selby Rail", doc=doc, type_=COMPANY) for doc in ("d1", "d2", "d3")]
    resolved = resolve([told, *other, *board, *rail])
    assert resolved.canonical[told.id] not in {resolved.canonical[actor.id] for actor in other}
