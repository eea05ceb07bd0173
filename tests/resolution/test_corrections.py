"""Corrections: what a person says stays said, in any order, and is undone by taking it out."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Article, O, P, make_store, readings, relations

from graphbuild.answers.links import answer
from graphbuild.core.errors import DataError, StoreError
from graphbuild.core.model import Mention, ObservedActor, Reading, Review, Span
from graphbuild.graph.filters import filters
from graphbuild.graph.graph import load
from graphbuild.graph.view import viewing
from graphbuild.resolution.corrections import Correction, Corrections, Overlay, overlay, parse
from graphbuild.resolution.corrections.apply import Verdict, judge
from graphbuild.resolution.corrections.editing import save, with_entry, without_entry, written
from graphbuild.resolution.corrections.merging import refuse_at_once
from graphbuild.resolution.corrections.splitting import Archive
from graphbuild.resolution.resolve import resolve
from graphbuild.store import Store
from graphbuild.workflow.judge import judge_store
from graphbuild.workflow.verify import check

FILE = Path("corrections.toml")
Entry = dict[str, Any]


def text_of(*entries: Entry) -> str:
    return "\n".join(map(written, entries))


def of(*entries: Entry) -> Corrections:
    return parse(text_of(*entries), FILE)


def merge(*actors: str, **fields: Any) -> Entry:
    return {"do": "merge", "actors": actors, **fields}


def apart(*actors: str, **fields: Any) -> Entry:
    return {"do": "apart", "actors": actors, **fields}


def link(do: str, subject: str, relation: str, object: str, **fields: Any) -> Entry:
    return {"do": do, "subject": subject, "relation": relation, "object": object, **fields}


def one(do: str, actor: str, **fields: Any) -> Entry:
    return {"do": do, "actor": actor, **fields}


def judged(entries: list[Entry], content: list[Reading] | None = None) -> Verdict:
    given_ = readings() if content is None else content
    by_doc: dict[str, tuple[Mention, ...]] = {r.document.id: r.mentions for r in given_}
    observed: list[ObservedActor] = [actor for r in given_ for actor in r.actors]
    archive = Archive(
        sources={r.document.id: r.document.source for r in given_}, mentions=lambda doc: by_doc.get(doc, ())
    )
    corrections = of(*entries)
    refuse_at_once(corrections)
    return judge(corrections, observed, resolve(observed), archive, relations())


def actor_of(verdict: Verdict, observed: str) -> str:
    return verdict.resolution.canonical[observed]


def notices(verdict: Verdict) -> list[str]:
    return [notice.text for notice in sorted(verdict.notices)]


class Corrected:
    """A store with corrections laid over it."""

    def __init__(self, path: Path) -> None:
        self.path = make_store(path)
        self.notices: list[str] = []

    def __call__(self, *entries: Entry) -> Corrected:
        with Store.write(self.path) as store:
            self.notices = [n.text for n in judge_store(store, relations(), of(*entries))]
        return self

    def content(self) -> list[object]:
        with Store.open(self.path) as store:
            assert check(store, relations()) == []
            said = [*store.actors(), *store.mentions(), *store.claims(), *store.judgements(), *store.names()]
            return [*said, store.overlay]

    def observations(self) -> list[object]:
        with Store.open(self.path) as store:
            return [store.reading(doc) for doc in sorted(store.doc_ids())]

    def edges(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        graph = load(self.path, min_confidence=0, open_claims=True)
        return {(s, k, o): data for s, o, k, data in graph.edges(keys=True, data=True)}


@pytest.fixture
def store(tmp_path: Path) -> Corrected:
    return Corrected(tmp_path / "graph.db")


class TestWhoIsWho:
    def test_merged_actors_are_one_under_the_name_and_the_id_given_first(self, store: Corrected) -> None:
        store(merge("Tomas Reld", "Jon Reld", name="T. J. Reld", who="Ana", why="one passport"))
        with Store.open(store.path) as opened:
            actor = opened.actor("p-tomas-reld")
            assert actor is not None
            assert (actor.name, actor.n_documents) == ("T. J. Reld", 3)
            assert {"Tomas Reld", "Jon Reld", "Reld"} <= set(actor.aliases)
            assert opened.actor("p-jon-reld") is None
            assert [a.id for a in opened.named("jon reld")] == ["p-tomas-reld"]
            reasons = {observed: reason for observed, _, reason in opened.judgements()}
        assert reasons["isle/Jon Reld"] == "merged by Ana: one passport"
        assert reasons["gazette/Tomas Reld"] == "same name; merged by Ana: one passport"
        assert ("p-tomas-reld", "member_of", "o-isle-choir") in store.edges()
        assert store.notices == []

    def test_observations_are_never_rewritten(self, store: Corrected) -> None:
        before = store.observations()
        store(
            merge("Tomas Reld", "Jon Reld"),
            one("split", "Mira Voss", documents=["gazette"], name="Mira Voss the younger"),
            one("reject", "Oren Dask"),
            link("reject", "Port police", "arrests", "Anna Holt"),
        )
        assert store.observations() == before

    def test_a_chain_of_merges(self) -> None:
        verdict = judged([merge("Tomas Reld", "Jon Reld"), merge("Jon Reld", "Ida Brok")])
        assert actor_of(verdict, "isle/Ida Brok") == actor_of(verdict, "courier/Tomas Reld") == "p-tomas-reld"

    def test_split_by_document(self, store: Corrected) -> None:
        store(one("split", "Mira Voss", documents=["gazette.txt"], name="Mira Voss the younger", who="Ana"))
        with Store.open(store.path) as opened:
            [younger] = opened.named("Mira Voss the younger")
            [elder] = [a for a in opened.named("Mira Voss") if a.id != younger.id]
            assert (younger.n_documents, elder.n_documents) == (1, 1)
            assert younger.id.startswith("p-mira-voss-the-younger-")
            reasons = {observed: reason for observed, _, reason in opened.judgements()}
            assert reasons["gazette/Mira Voss"] == "split off by Ana"
            assert reasons["courier/Mira Voss"] == "only mention"
        edges = store.edges()
        assert (younger.id, "leads", "o-harbour-union") in edges
        assert edges[elder.id, "leads", "o-harbour-union"]["weight"] == 1

    def test_split_by_mention(self, tmp_path: Path) -> None:
        text = "Ali Hassan leads the Mill Board. Ali Hassan leads the Isle Choir."
        a = Article("d", text)
        for name, kind in (("Ali Hassan", P), ("Mill Board", O), ("Isle Choir", O)):
            a.actor(name, kind)
        a.claim("Ali Hassan", "leads", "Mill Board", "Ali Hassan leads the Mill Board.", "leads")
        a.claim("Ali Hassan", "leads", "Isle Choir", "Ali Hassan leads the Isle Choir.", "leads")
        reading = a.reading()
        start = text.index("Ali Hassan", 1)
        first = reading.mentions[0]
        second = replace(first, span=Span(start, start + len("Ali Hassan")))
        path = make_store(tmp_path / "graph.db", [replace(reading, mentions=(*reading.mentions, second))])
        entry = one("split", "Ali Hassan", mentions=[f"d:{start}-{start + 4}"], name="Ali Hassan of the choir")
        with Store.write(path) as store:
            assert judge_store(store, relations(), of(entry)) == ()
        with Store.open(path) as store:
            [other] = store.named("Ali Hassan of the choir")
            assert (other.n_mentions, other.n_documents, other.type) == (1, 1, P)
            assert [m.span.start for m in store.mentions(actor=other.id)] == [start]
            assert [m.span.start for m in store.mentions(actor="p-ali-hassan")] == [0]
            assert {(c.subject, c.object) for c in store.claims()} == {
                ("p-ali-hassan", "o-mill-board"),
                (other.id, "o-isle-choir"),
            }
            assert [c.object for c in store.claims(actors={other.id})] == ["o-isle-choir"]
            assert [c.object for c in store.claims(actors={"p-ali-hassan"})] == ["o-mill-board"]
            assert check(store, relations()) == []

    def test_all_mentions_of_a_document_are_the_document(self) -> None:
        by_mention = judged([one("split", "Jon Reld", mentions=["isle:0-8"], name="Another")])
        by_document = judged([one("split", "Jon Reld", documents=["isle"], name="Another")])
        assert by_mention.resolution == by_document.resolution
        assert by_mention.overlay.moved == ()

    def test_a_split_takes_from_everything_that_is_merged(self) -> None:
        entries = [merge("Tomas Reld", "Jon Reld"), one("split", "Tomas Reld", documents=["isle"], name="Another")]
        assert actor_of(judged(entries), "isle/Jon Reld").startswith("p-another-")

    def test_names_that_are_held_for_one_are_kept_apart(self) -> None:
        observed = [
            ObservedActor(id=f"{d}/{name}", doc=d, name=name, type=O, named=True)
            for d, name in (("a", "Mill Board"), ("b", "The Mill-Board"), ("c", "Mill Bord"))
        ]
        resolved = resolve(observed)
        joined = type(resolved)(
            canonical=dict.fromkeys(resolved.canonical, "o-mill-board"), reasons=dict.fromkeys(resolved.reasons, "near")
        )
        archive = Archive(sources={}, mentions=lambda doc: ())
        verdict = judge(of(apart("Mill Board", "Mill Bord", who="Bo")), observed, joined, archive, relations())
        assert verdict.resolution.canonical == {
            "a/Mill Board": "o-mill-board",
            "b/The Mill-Board": "o-mill-board",
            "c/Mill Bord": "o-mill-bord",
        }
        assert verdict.resolution.reasons["c/Mill Bord"] == "kept apart by Bo"

    def test_rename_retype_and_alias(self, store: Corrected) -> None:
        store(
            one("rename", "Harbour Union", name="Dockers' Union"),
            one("retype", "Harbour Union", type="party"),
            one("alias", "Harbour Union", alias="the Dockers"),
        )
        with Store.open(store.path) as opened:
            [actor] = opened.named("the dockers")
        assert (actor.id, actor.name, actor.type) == ("o-harbour-union", "Dockers' Union", "party")
        assert actor.aliases == ("Harbour Union", "the Dockers")

    def test_a_name_that_an_entry_gives_may_be_used_by_others(self) -> None:
        entries = [one("rename", "Harbour Union", name="Dockers' Union"), one("retype", "dockers' union", type="party")]
        verdict = judged(entries)
        assert notices(verdict) == []
        assert verdict.overlay.looks["o-harbour-union"].type == "party"

    def test_the_id_counts_first_and_then_the_name(self) -> None:
        by_id = judged([one("rename", "whatever he typed", id="p-jon-reld", name="J.")])
        by_name = judged([one("rename", "Jon Reld", id="p-gone-since", name="J.")])
        assert by_id.overlay == by_name.overlay
        assert by_id.overlay.looks["p-jon-reld"].name == "J."

    def test_an_actor_that_is_none(self, store: Corrected) -> None:
        store(one("reject", "Port police"))
        with Store.open(store.path) as opened:
            assert opened.actor("o-port-police") is None
            assert list(opened.mentions(actor="o-port-police")) == []
            [claim] = [c for c in opened.claims() if c.relation == "funds"]
            assert (claim.attributed_to, claim.attribution) == (None, "Port police")
        assert not [key for key in store.edges() if "o-port-police" in key]
        store.content()


class TestLinks:
    def test_a_confirmed_link_says_so_everywhere(self, store: Corrected) -> None:
        store(link("confirm", "Port police", "arrests", "Mira Voss"))
        reviews = {key: data["review"] for key, data in store.edges().items()}
        assert reviews.pop(("o-port-police", "arrests", "p-mira-voss")) == "confirmed"
        assert set(reviews.values()) == {"auto"}
        for source in (store.path, load(store.path)):
            with viewing(source) as view:
                found = answer(view, "Mira Voss", filters()).links
            assert [x.relation for x in found if x.review is Review.CONFIRMED] == ["arrests"]

    def test_a_rejected_link_is_gone_and_no_other(self, store: Corrected) -> None:
        before = set(store.edges())
        store(link("reject", "Port police", "arrests", "Mira Voss"))
        assert before - set(store.edges()) == {("o-port-police", "arrests", "p-mira-voss")}

    def test_a_rejected_sentence_leaves_the_link_to_what_others_say(self, store: Corrected) -> None:
        key = ("p-mira-voss", "leads", "o-harbour-union")
        before = store.edges()
        store(link("reject", "Mira Voss", "leads", "Harbour Union", sentences=["courier:0-34"]))
        after = store.edges()
        assert store.notices == [] and set(after) == set(before)
        assert [item["doc"] for item in after[key]["evidence"]] == ["gazette"]
        assert [key for key in before if before[key] != after[key]] == [key]

    def test_a_link_goes_with_its_last_sentence_and_a_denial_remains(self, store: Corrected) -> None:
        store(link("reject", "Port police", "arrests", "Anna Holt", sentences=["gazette.txt:69-100"]))
        key = ("o-port-police", "arrests", "p-anna-holt")
        assert key not in store.edges(), "what remains is denied"
        denied = load(store.path, status=["denied"])
        assert denied.edges["o-port-police", "p-anna-holt", "arrests"]["weight"] == 1
        store(link("reject", "Mira Voss", "met_with", "Tomas Reld", sentences=["gazette:0-33"]))
        assert not [key for key in store.edges() if key[1] == "met_with"]

    @pytest.mark.parametrize(
        ("place", "said"),
        [("isle:0-39", "nothing of this link was read at isle:0-39"), ("gone:0-9", "the document 'gone' is not there")],
    )
    def test_a_sentence_that_says_nothing_of_the_link_is_reported(
        self, store: Corrected, place: str, said: str
    ) -> None:
        before = store.edges()
        store(link("reject", "Port police", "arrests", "Mira Voss", sentences=[place]))
        assert said in "".join(store.notices) and store.edges() == before

    @pytest.mark.parametrize("ends", [("Mira Voss", "Tomas Reld"), ("Tomas Reld", "Mira Voss")])
    def test_ends_of_a_symmetric_relation_come_in_any_order(self, store: Corrected, ends: tuple[str, str]) -> None:
        store(link("reject", ends[0], "met_with", ends[1]))
        assert store.notices == []
        assert not [key for key in store.edges() if key[1] == "met_with"]

    def test_an_open_link(self, store: Corrected) -> None:
        store(link("reject", "Mira Voss", "other:anger", "Tomas Reld"))
        assert store.notices == []
        assert ("p-mira-voss", "other:anger", "p-tomas-reld") not in store.edges()

    def test_an_added_link_has_its_source_and_no_evidence(self, store: Corrected) -> None:
        entry = link("add", "Jon Reld", "family_of", "Anna Holt", source="Register 7", role="cousin", date="2020-05")
        store(entry)
        edge = store.edges()["p-anna-holt", "family_of", "p-jon-reld"]
        assert edge["review"] == "confirmed"
        [record] = edge["evidence"]
        assert record["rule"] == "user"
        assert (record["attribution"], record["role"], record["date"]) == ("Register 7", "cousin", "2020-05")
        assert record["doc"] is None
        assert record["sentence_start"] is None
        store.content()

    def test_an_added_link_follows_its_ends(self, store: Corrected) -> None:
        store(link("add", "Jon Reld", "leads", "Isle Choir", source="x"), merge("Tomas Reld", "Jon Reld"))
        assert ("p-tomas-reld", "leads", "o-isle-choir") in store.edges()


NO_LONGER = [
    (merge("Mira Voss", "Nobody Known"), "there is no actor 'Nobody Known'"),
    (one("rename", "Reld", name="X"), "can be any of p-jon-reld, p-tomas-reld"),
    (merge("Mira Voss", "p-mira-voss"), "they are one actor (p-mira-voss) without it"),
    (link("confirm", "Mira Voss", "leads", "Isle Choir"), "there is no such link"),
    (link("reject", "Mira Voss", "leads", "Isle Choir"), "there is no such link"),
    (one("split", "Mira Voss", documents=["gone"], name="X"), "the document 'gone' is not there"),
    (one("split", "Mira Voss", documents=["isle"], name="X"), "the document 'isle' does not mention it"),
    (one("split", "Mira Voss", mentions=["isle:0-4"], name="X"), "not mentioned at isle:0-4"),
    (one("alias", "Mira Voss", alias="Anna Holt"), "a name of p-anna-holt too"),
]


@pytest.mark.parametrize(("entry", "said"), NO_LONGER)
def test_what_does_not_apply_is_told(store: Corrected, entry: Entry, said: str) -> None:
    store(one("rename", "Ida Brok", name="I. Brok"), entry)
    [text] = store.notices
    assert text.startswith("corrections.toml, entry 2 (line 6): ")
    assert said in text


CONTRADICTIONS = [
    ([merge("Mira Voss", "Anna Holt"), apart("Anna Holt", "Mira Voss")], "entry 1 (line 1) and entry 2 (line 5)"),
    ([merge("Mira Voss", "Anna Holt"), merge("Anna Holt", "Ida Brok"), apart("Ida Brok", "Mira Voss")], "through"),
    ([merge("Mira Voss", "p-anna-holt"), apart("Anna Holt", "Mira Voss")], "merges them"),
    ([merge("Mira Voss", "Anna Holt"), merge("Anna Holt", "Ida Brok"), merge("Ida Brok", "Mira Voss")], "circle"),
    ([one("alias", "Mira Voss", alias="M."), one("alias", "Ida Brok", alias="m.")], "alias of p-ida-brok and p-mira"),
    ([one("rename", "Mira Voss", name="M."), one("rename", "p-mira-voss", name="N.")], "the names 'M.' and 'N.'"),
    ([one("retype", "Mira Voss", type="party"), one("retype", "Mira Voss", type="group")], "'group' and 'party'"),
    (
        [link("confirm", "Mira Voss", "leads", "Harbour Union"), link("reject", "Mira Voss", "leads", "Harbour Union")],
        "but reject",
    ),
    ([link("add", "Mira Voss", "leads", "Isle Choir", source="x"), one("reject", "Isle Choir")], "but reject"),
    (
        [
            one("split", "Mira Voss", documents=["gazette"], name="X"),
            one("split", "Mira Voss", documents=["gazette"], name="Y"),
        ],
        "both take what gazette says",
    ),
    ([one("split", "Mira Voss", documents=["gazette"], name="X"), merge("X", "Mira Voss")], "what it is split from"),
]


@pytest.mark.parametrize(("entries", "said"), CONTRADICTIONS)
def test_contradictions_name_the_entries_and_change_nothing(store: Corrected, entries: list[Entry], said: str) -> None:
    before = store.content()
    with pytest.raises(DataError) as caught:
        store(*entries)
    assert caught.value.exit_code == 4
    assert "corrections.toml: entry " in caught.value.what
    assert said in caught.value.what
    assert store.content() == before


def test_contradictions_that_show_in_the_file_are_found_without_a_store() -> None:
    with pytest.raises(DataError, match="through others"):
        refuse_at_once(of(merge("A", "B"), merge("B", "C"), apart("C", "a")))
    refuse_at_once(of(merge("A", "B"), merge("B", "A"), merge("C", "D"), apart("A", "C")))


BROKEN = [
    ("[[correction]\n", "no TOML"),
    ("[[corection]]\ndo = 'merge'\n", "unknown key 'corection'"),
    ("correction = 1\n", "not a list"),
    ("correction = [1]\n", "entry 1: an entry is a table"),
    ("[[correction]]\nactors = ['a', 'b']\n", "entry 1 (line 1), do: it is missing"),
    ("\n[[correction]]\ndo = 'marge'\n", "entry 1 (line 2), do: unknown value 'marge'"),
    ("[[correction]]\ndo = 'merge'\nactors = ['a', 'b']\nactor = 'c'\n", "unknown key 'actor'"),
    ("[[correction]]\ndo = 'merge'\n", "actors: it is missing"),
    ("[[correction]]\ndo = 'merge'\nactors = ['a']\n", "two or more different actors"),
    ("[[correction]]\ndo = 'merge'\nactors = ['a', 'A']\n", "two or more different actors"),
    ("[[correction]]\ndo = 'merge'\nactors = ['a', 'b']\nids = ['x']\n", "1 ids for 2 actors"),
    ("[[correction]]\ndo = 'merge'\nactors = 'a'\n", "actors: this must be a list of texts"),
    ("[[correction]]\ndo = 'rename'\nactor = 'a'\nname = ' '\n", "name: this must be a text"),
    ("[[correction]]\ndo = 'retype'\nactor = 'a'\ntype = 'robot'\n", "type: unknown value 'robot'"),
    ("[[correction]]\ndo = 'split'\nactor = 'a'\nname = 'b'\n", "either documents or mentions"),
    ("[[correction]]\ndo = 'split'\nactor = 'a'\nname = 'b'\nmentions = ['d:5-2']\n", "'d:5-2' is not DOCUMENT"),
    ("[[correction]]\ndo = 'reject'\n", "either an actor, or subject"),
    ("[[correction]]\ndo = 'reject'\nsubject = 'a'\nobject = 'b'\n", "relation: it is missing"),
    ("[[correction]]\ndo = 'confirm'\nsubject = 'a'\nrelation = 'leads'\nobject = 'A'\n", "both ends are one actor"),
    ("[[correction]]\ndo = 'add'\nsubject = 'a'\nrelation = 'leads'\nobject = 'b'\n", "source: it is missing"),
    (
        "[[correction]]\ndo = 'add'\nsubject = 'a'\nrelation = 'leads'\nobject = 'b'\nsource = 's'\ndate = 'May'\n",
        "date: 'May' is not a date",
    ),
]


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_broken_file_says_where(text: str, said: str) -> None:
    with pytest.raises(DataError) as caught:
        parse(text, FILE)
    assert caught.value.what.startswith("corrections.toml: ")
    assert said in caught.value.what


@pytest.mark.parametrize("relation", ["led", "other", "other: "])
def test_an_unknown_relation(relation: str) -> None:
    with pytest.raises(DataError, match=r"entry 1 \(line 1\), relation"):
        judged([link("confirm", "Mira Voss", relation, "Harbour Union")])


def test_dates_may_be_written_as_toml_has_them() -> None:
    [entry] = parse("[[correction]]\ndo='rename'\nactor='a'\nname='b'\nwhen = 2022-03-04\n", FILE).entries
    assert entry.when == "2022-03-04"


class TestEditing:
    TEXT = (
        "# Ours.\n\n# Both lead it.\n[[correction]]\ndo = 'merge'  # sure\nactors = ['A', 'B']\n\n"
        "[[correction]]\ndo = 'rename'\nactor = 'C'\nname = 'D'\n\n# the end\n"
    )

    def test_an_entry_goes_with_its_comment_and_all_else_stays(self) -> None:
        second = self.TEXT.index("[[correction]]\ndo = 'r")
        assert without_entry(self.TEXT, FILE, 1) == "# Ours.\n\n" + self.TEXT[second:]
        assert without_entry(self.TEXT, FILE, 2).startswith(self.TEXT[:second].rstrip())

    def test_adding_keeps_what_is_there(self) -> None:
        text = with_entry(self.TEXT, FILE, one("alias", "A", alias='the "Ä"\\\n\u202e'))
        assert text.startswith(self.TEXT)
        assert parse(text, FILE).entries[-1].alias == 'the "Ä"\\\n\u202e'

    @pytest.mark.parametrize("number", [0, 3, -1])
    def test_no_such_entry(self, number: int) -> None:
        with pytest.raises(DataError, match=f"no entry {number}"):
            without_entry(self.TEXT, FILE, number)

    def test_a_file_written_otherwise_is_left_alone(self) -> None:
        text = "correction = [{do = 'rename', actor = 'a', name = 'b'}]\n"
        with pytest.raises(DataError, match="cannot be told"):
            without_entry(text, FILE, 1)
        with pytest.raises(DataError):
            with_entry(text, FILE, one("alias", "A", alias="b"))

    def test_a_file_that_cannot_be_written_stays(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="cannot be written"):
            save(tmp_path / "none" / "c.toml", "x")
        assert list(tmp_path.iterdir()) == []

    @given(st.text(min_size=1).filter(str.strip))
    @settings(max_examples=60, deadline=None)
    def test_any_text_comes_back(self, text: str) -> None:
        [entry] = parse(with_entry("", FILE, one("rename", text, name="n")), FILE).entries
        assert entry.actors[0].name == text


NAMES = ["Mira Voss", "Tomas Reld", "Jon Reld", "Anna Holt", "Ida Brok", "Harbour Union", "Isle Choir", "Reld", "X"]
names = st.sampled_from(NAMES)
pairs = st.lists(names, min_size=2, max_size=3, unique=True)
signed = st.fixed_dictionaries({}, optional={"who": st.sampled_from(["Ana", "Bo"]), "why": st.just("seen")})
DOCS = st.lists(st.sampled_from(["courier", "gazette.txt", "isle", "gone"]), min_size=1, max_size=2, unique=True)
MENTIONS = st.lists(st.sampled_from(["isle:0-4", "gazette:0-5", "courier:0-9"]), min_size=1, max_size=2, unique=True)


def built(make: Callable[..., Entry], *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Entry]:
    return st.tuples(st.tuples(*parts), signed).map(lambda drawn: {**make(*drawn[0]), **drawn[1]})


entry_strategy = st.one_of(
    built(lambda actors, name: merge(*actors, name=name), pairs, st.sampled_from([None, "Boss", "X"])),
    built(lambda actors: apart(*actors), pairs),
    built(lambda a, docs, n: one("split", a, documents=docs, name=n), names, DOCS, st.sampled_from(["X", "Y"])),
    built(lambda a, at, n: one("split", a, mentions=at, name=n), names, MENTIONS, st.sampled_from(["X", "Y"])),
    built(lambda a, n: one("rename", a, name=n), names, st.sampled_from(["Boss", "X", "Reld"])),
    built(lambda a, t: one("retype", a, type=t), names, st.sampled_from(["party", "person"])),
    built(lambda a, n: one("alias", a, alias=n), names, st.sampled_from(["Boss", "Q", "Reld"])),
    built(lambda a: one("reject", a), names),
    built(
        lambda do, ends, r: link(do, *(ends[0], r, ends[1]), **({"source": "s"} if do == "add" else {})),
        st.sampled_from(["confirm", "reject", "add"]),
        pairs,
        st.sampled_from(["leads", "met_with", "arrests", "other:anger"]),
    ),
    built(
        lambda ends, r, at: link("reject", ends[0], r, ends[1], sentences=at),
        pairs,
        st.sampled_from(["leads", "met_with", "arrests"]),
        st.lists(st.sampled_from(["courier:35-82", "gazette:0-33", "gone:0-9"]), min_size=1, max_size=2, unique=True),
    ),
)
entry_lists = st.lists(entry_strategy, min_size=1, max_size=6)


def outcome(entries: list[Entry]) -> object:
    """All that a graph is made from, or that they contradict each other."""
    try:
        verdict = judged(entries)
    except DataError:
        return "contradiction"
    return verdict.resolution, overlay.dump(verdict.overlay), {key for key, _ in verdict.awaited}


@given(entries=entry_lists, seed=st.integers(0, 99))
@settings(max_examples=200, deadline=None)
def test_the_order_of_corrections_does_not_matter(entries: list[Entry], seed: int) -> None:
    shuffled = random.Random(seed).sample(entries, len(entries))
    assert outcome(shuffled) == outcome(entries)


@given(entries=entry_lists)
@settings(max_examples=100, deadline=None)
def test_every_verdict_makes_a_sound_overlay(entries: list[Entry]) -> None:
    try:
        verdict = judged(entries)
    except DataError:
        return
    assert overlay.load(overlay.dump(verdict.overlay)) == verdict.overlay
    assert set(verdict.resolution.canonical) == {a.id for r in readings() for a in r.actors}
    assert all(verdict.resolution.reasons.values())


@given(entries=entry_lists, at=st.integers(0, 5), extra=entry_strategy)
@settings(max_examples=100, deadline=None)
def test_taking_an_entry_out_of_the_file_is_as_if_it_had_never_been(
    entries: list[Entry], at: int, extra: Entry
) -> None:
    at = min(at, len(entries))
    text = without_entry(text_of(*entries[:at], extra, *entries[at:]), FILE, at + 1)
    assert without_places(parse(text, FILE)) == without_places(of(*entries))


def without_places(corrections: Corrections) -> list[Correction]:
    return [replace(entry, number=0, line=None) for entry in corrections.entries]


@given(entries=st.lists(entry_strategy, min_size=1, max_size=4))
@settings(max_examples=15, deadline=None)
def test_a_store_keeps_every_promise_and_goes_back_to_what_it_was(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]
) -> None:
    store = Corrected(tmp_path_factory.mktemp("undo") / "graph.db")
    before = store.content()
    try:
        store(*entries)
    except DataError:
        pass
    else:
        corrected = store.content()
        assert store(*reversed(entries)).content() == corrected
    store()
    assert store.content() == before


def test_no_corrections_are_no_overlay(store: Corrected) -> None:
    with Store.open(store.path) as opened:
        assert opened.overlay == Overlay()
