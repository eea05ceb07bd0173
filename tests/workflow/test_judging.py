"""Judging only what has changed gives what judging from nothing gives, after any history of changes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import ONTOLOGY, observed, reading

from graphbuild.core.errors import DataError
from graphbuild.core.model import ActorType, ObservedActor, Reading, Span
from graphbuild.resolution.corrections import Corrections, parse
from graphbuild.resolution.corrections.editing import written
from graphbuild.store import Store
from graphbuild.workflow import judge
from graphbuild.workflow.judge import judge_store
from graphbuild.workflow.judging.anew import judged_from_nothing
from graphbuild.workflow.verify import check

P, O, C, L, G, F = (  # noqa: E741
    ActorType.PERSON,
    ActorType.ORGANIZATION,
    ActorType.COUNTRY,
    ActorType.PLACE,
    ActorType.GOVERNMENT,
    ActorType.COMPANY,
)
# Names that may mean one another: by spelling, initials, short forms, acronyms, surnames; and common ones.
NAMES = (
    *((P, name) for name in ("John Smith", "J. Smith", "Smith", "Ana Tellaby", "Anna Tellaby", "Ana B. Tellaby")),
    *((P, name) for name in ("Tellaby", "Tellabie", "Rob Brandvold", "Robert Brandvold", "R. Brandvold", "Brandvold")),
    *((P, name) for name in ("Faris bin Tamim", "Tamim Faris", "Ali Hassan")),
    *((O, name) for name in ("Vintra Rovers", "Rovers", "Port Guild", "Port Guild of Vintra", "PGV", "The Guild")),
    *((F, name) for name in ("Harrow Mining Ltd", "Harrow Mining", "Mining", "Harow Mining")),
    *((G, name) for name in ("Interior Ministry", "Ministry of Harbours")),
    *((L, name) for name in ("Port Vintra", "Vintra")),
    *((C, name) for name in ("Sweden", "Norway", "Vintra")),
)
COUNTRIES = (None, None, None, "SE", "NO")
TABLES = {
    "judgement": "SELECT observed, actor, reason FROM judgement ORDER BY 1",
    "candidate": "SELECT * FROM candidate ORDER BY 1, 2",
    "actor": "SELECT * FROM actor ORDER BY id",
    "name": "SELECT * FROM name ORDER BY 1, 2, 3",
    "link": "SELECT * FROM link ORDER BY 1, 2, 3",
    "degree": "SELECT * FROM degree ORDER BY 1",
    "kind": "SELECT * FROM kind ORDER BY 1, 2",
    "copy": "SELECT doc, story FROM copy ORDER BY 1",
    "meta": "SELECT key, value FROM meta WHERE key NOT IN ('corrected') ORDER BY 1",
}
COPIED = "The meeting was held behind closed doors on Tuesday and nobody who was there wanted to say what it was about"


def article(number: int, chance: random.Random) -> Reading:
    """An article of one claim, with some more actors, some of whom have aliases, roles or a country."""
    doc = f"d{number}"
    first, second, *others = chance.sample(NAMES, chance.randint(2, 5))
    copied = f"{COPIED} of {'all' if chance.random() < 0.5 else 'it all'}. " if chance.random() < 0.3 else ""
    relation, verb = chance.choice([("arrests", "arrested"), ("allied_with", "joined")])
    fields = {"published": chance.choice([None, "2022-03-04", "2021-01-01"]), "outlet": chance.choice([None, "Post"])}
    one, other = actor(*first, doc, chance), actor(*second, doc, chance)
    made = reading(doc, one, verb, other, relation=relation, before=copied)
    more = [actor(*each, doc, chance) for each in others]
    return replace(
        made,
        document=replace(made.document, **fields),
        actors=(*made.actors, *(each for each in more if each.id not in {a.id for a in made.actors})),
        sentences=(Span(0, len(made.document.text)),),
    )


def actor(type_: ActorType, name: str, doc: str, chance: random.Random) -> ObservedActor:
    country = {"Sweden": "SE", "Norway": "NO"}.get(name) or chance.choice(COUNTRIES)
    aliases = (chance.choice(NAMES)[1],) if chance.random() < 0.2 else ()
    roles = (chance.choice(["harbour master", "chair"]),) if type_ is P and chance.random() < 0.3 else ()
    named = type_ is not O or chance.random() < 0.8
    known = "n-1" if chance.random() < 0.03 else None
    return replace(
        observed(name, type_, doc=doc, named=named), country=country, aliases=aliases, roles=roles, known=known
    )


def some_corrections(store: Store, chance: random.Random) -> Corrections:
    """Up to three entries about actors that there are, or were."""
    names = sorted({each.name for each in store.actors()} | {"Nobody", "Somebody"})
    entries = []
    for _ in range(chance.randint(0, 3)):
        one, other = chance.sample(names, 2)
        doc = chance.choice(sorted(store.doc_ids()) or ["d0"])
        entries.append(
            chance.choice(
                [
                    {"do": "merge", "actors": [one, other]},
                    {"do": "apart", "actors": [one, other]},
                    {"do": "rename", "actor": one, "name": "Cy Ode"},
                    {"do": "alias", "actor": one, "alias": "Smith"},
                    {"do": "reject", "actor": one},
                    {"do": "split", "actor": one, "name": "Bo Tarn", "documents": [doc]},
                    {"do": "reject", "subject": one, "relation": "arrests", "object": other},
                    {
                        "do": "reject",
                        "subject": one,
                        "relation": "arrests",
                        "object": other,
                        "sentences": [f"{doc}:0-9"],
                    },
                    {"do": "add", "subject": one, "relation": "arrests", "object": other, "source": "a call"},
                ]
            )
        )
    return parse("\n".join(map(written, entries)), Path("c.toml"))


def tables(store: Store) -> dict[str, object]:
    found: dict[str, object] = {name: list(store._rows(query)) for name, query in TABLES.items()}
    return found | {"resolution": sorted(store.comparable(), key=repr)}


def history(seed: int, steps: int) -> Iterator[tuple[dict[str, Reading], random.Random]]:
    """States of a store, each some articles more, fewer and changed than the one before."""
    chance = random.Random(seed)
    there: dict[str, Reading] = {}
    for _ in range(steps):
        for number in chance.sample(range(40), chance.randint(0, 6)):
            one = article(number, chance)
            there[one.document.id] = one
        for doc in chance.sample(sorted(there), min(len(there), chance.randint(0, 3))):
            del there[doc]
        yield dict(there), chance


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1 << 30))
def test_any_history_ends_as_a_build_from_nothing(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch, Store.write(folder / "living.db") as living:
        patch.setattr(judge, "_ANEW_FROM", 2.0)  # else so small stores would be judged anew
        for state, chance in history(seed, steps=6):
            living.remove(living.doc_ids() - state.keys())
            living.add(state.values())
            corrections = some_corrections(living, chance)
            try:
                judge_store(living, ONTOLOGY, corrections)
            except DataError:
                corrections = Corrections(path=Path("c.toml"))
                judge_store(living, ONTOLOGY, corrections)
            with Store.write(folder / "fresh.db", fresh=True) as fresh:
                fresh.add(state.values())
                judge_store(fresh, ONTOLOGY, corrections)
                assert tables(living) == tables(fresh)
        assert set(living.comparable()) == set(judged_from_nothing(living).comparable())
        assert check(living, ONTOLOGY) == []


def test_only_what_a_change_can_concern_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three hundred people of other names are left alone when an article on one more is added."""
    with Store.write(tmp_path / "graph.db") as store:
        people = [(f"{'abcdefghij'[n % 10].upper()}x{n}ana Kor{n}vold", f"d{n}") for n in range(300)]
        store.add(reading(doc, name, "arrested", f"Body{doc} Zum{doc}") for name, doc in people)
        judge_store(store, ONTOLOGY)
        judged: list[int] = []
        put = Store.put_clusters
        monkeypatch.setattr(Store, "put_clusters", lambda self, found: (judged.append(len(found)), put(self, found)))
        store.add([reading("new", people[7][0], "arrested", "Ada Lindqvist")])
        judge_store(store, ONTOLOGY)
    assert judged == [2]


def test_candidates_stay_when_another_actor_is_corrected(tmp_path: Path) -> None:
    with Store.write(tmp_path / "graph.db") as store:
        store.add([reading("d1", "Otto Brandvold", "arrested", "Ada Lindqvist")])
        store.add([reading("d2", "O. Brandvold", "arrested", "Cy Ode")])
        judge_store(store, ONTOLOGY)
        [before] = store.candidates()
        renamed = parse(written({"do": "rename", "actor": "Cy Ode", "name": "Cyril Ode"}), Path("c.toml"))
        judge_store(store, ONTOLOGY, renamed)
        assert [before] == list(store.candidates())
        apart = parse(written({"do": "apart", "actors": ["Otto Brandvold", "O. Brandvold"]}), Path("c.toml"))
        judge_store(store, ONTOLOGY, apart)
        assert [*store.candidates()] == []
