"""Every field of the nouns reaches every form in which they are written, and comes back from it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import readings

from graphbuild.core.link_key import LinkKey
from graphbuild.core.model import (
    Actor,
    ActorType,
    Claim,
    Document,
    EndResolution,
    Evidence,
    Heard,
    Mention,
    MentionKind,
    ObservedActor,
    Reading,
    Refusal,
    Resolved,
    Review,
    Span,
    Status,
)
from graphbuild.core.records import (
    ACTOR,
    CLAIM,
    DOCUMENT,
    MENTION,
    RESOLVED,
    SPANS,
    Form,
    claim_of,
    claim_record,
    flat_claim,
    from_nested,
    nested,
)
from graphbuild.evidence.attributes import actor_of, edge_attributes, node_attributes
from graphbuild.evidence.citation import citation_of, cite
from graphbuild.evidence.link import gather
from graphbuild.evidence.summary import LinkSummary
from graphbuild.exports import columns, tables
from graphbuild.knowledge import ontology
from graphbuild.page import payload
from graphbuild.resolution.corrections.overlay import Look, Moved, Overlay, Struck, dump, load
from graphbuild.store import rows
from graphbuild.store.schema import STATEMENTS, VERSION
from graphbuild.workflow.shards import codec


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    by: str
    time: Time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedClaim(Claim):
    """A claim with fields that no form has ever heard of."""

    check: Check = Check(by="Dee", time=Time(last="2021"))
    time: Time | None = None
    resolved_by: str | None = None
    sure: bool = False
    hours: tuple[int, ...] = ()


TEXT = "Ana Bell leads Mill Board."
EVIDENCE = Evidence(doc="d", sentence=Span(0, 26), subject=Span(0, 8), trigger=Span(9, 14), object=Span(15, 25))
CLAIMED = Claim(
    id="c1",
    subject="p-ana",
    relation="leads",
    label="leads",
    object="o-mill",
    status=Status.ALLEGED,
    rule="leads/verbs/lead",
    confidence=0.75,
    evidence=EVIDENCE,
    cue="reportedly",
    attributed_to="p-bo",
    attribution="Bo Cole",
    denied_by="p-ana",
    denial="Ana Bell",
    date="2020",
    date_text="last year",
    place="g-vell",
    place_text="in Velland",
    role="chair",
    date_from="2019",
    date_to="2023",
    date_basis="text",
    spells=("2019/2019", "2023/2023"),
    resolved=Resolved(
        subject=EndResolution(rule="pronoun: same sentence, one candidate", confidence=0.9),
        object=EndResolution(rule="apposition", confidence=0.8),
    ),
    guess=True,
)
DOCUMENTED = Document(
    id="d",
    text=TEXT,
    source="d.txt",
    sha256="0" * 64,
    title="A title",
    url="https://example.org/d",
    outlet="Courier",
    author="C. Dee",
    published="2021-02-03",
    language="fr",
    pages=(0, 9),
    row=7,
)
NAMED = Actor(
    id="p-ana",
    name="Ana Bell",
    type=ActorType.PERSON,
    aliases=("Bell", "A. Bell"),
    roles=("chair",),
    country="VL",
    n_documents=3,
    n_mentions=7,
)
MENTIONED = Mention(doc="d", span=Span(0, 8), text="Ana Bell", actor="p-ana", kind=MentionKind.PRONOUN, join="name")
OBSERVED = ObservedActor(
    id="d/ana",
    doc="d",
    name="Ana Bell",
    type=ActorType.PERSON,
    named=True,
    aliases=("Bell",),
    roles=("chair",),
    country="VL",
    known="Q1",
)
SUMMED = LinkSummary(
    subject="a",
    key="other:anger",
    object="b",
    status=Status.ENDED,
    disputed=True,
    weight=2,
    n_documents=2,
    n_outlets=1,
    first_date="2020",
    last_date="2021",
    confidence=0.5,
    latest=737_000,
    guess=True,
    claims=("c1", "c2"),
    date_from="2020",
    date_to="2021",
    spells=("2020/2020", "2021/2021"),
)
DATED = DatedClaim(
    **{field.name: getattr(CLAIMED, field.name) for field in fields(Claim)},
    time=Time(first="2020-01", last=None),
    resolved_by="until",
    sure=True,
    hours=(1, 2),
)


NOUNS = [CLAIMED, DOCUMENTED, NAMED, MENTIONED, OBSERVED, SUMMED]


def _name(value: object) -> str:
    return type(value).__name__


@pytest.mark.parametrize("noun", NOUNS, ids=_name)
def test_the_samples_leave_no_field_at_its_default(noun: Any) -> None:
    """Else a form could lose a field, and its default would hide that."""
    assert not [f.name for f in fields(noun) if getattr(noun, f.name) in (f.default, None, False, 0, "", ())]


@pytest.mark.parametrize(
    ("form", "noun"),
    [
        (CLAIM, CLAIMED),
        (DOCUMENT, DOCUMENTED),
        (ACTOR, NAMED),
        (Form(Mention), MENTIONED),
        (Form(ObservedActor), OBSERVED),
        (Form(LinkSummary), SUMMED),
        (Form(DatedClaim, first=("id", "doc"), last=SPANS), DATED),
    ],
    ids=_name,
)
def test_a_flat_record_keeps_every_field(form: Form[Any], noun: Any) -> None:
    record = form.record(noun)
    assert list(record) == list(form.columns)
    assert form.noun(json.loads(json.dumps(record))) == noun
    assert form.noun({**record, "more": 1}) == noun


@pytest.mark.parametrize("ends", [CLAIMED.resolved, None, Resolved(object=EndResolution(rule="r", confidence=0.5))])
def test_the_json_of_a_claim_nests_how_its_ends_were_resolved(ends: Resolved | None) -> None:
    claim = replace(CLAIMED, resolved=ends)
    record = json.loads(json.dumps(claim_record(claim)))
    told = {end: how for end in ("subject", "object") if ends and (how := getattr(ends, end))}
    assert (record["resolved"] or {}).keys() == told.keys()
    assert (record["resolved"] is None) == (ends is None)
    assert claim_of(record) == claim
    assert {name: flat_claim(record)[name] for name in CLAIM.columns} == CLAIM.record(claim)


def test_a_mention_record_leaves_out_only_the_rule_that_joined_it() -> None:
    assert set(Form(Mention).columns) - set(MENTION.columns) == {"join"}
    assert MENTION.noun(MENTION.record(MENTIONED)) == replace(MENTIONED, join="")


def test_what_may_be_null_comes_back_as_null() -> None:
    by_hand = replace(DATED, evidence=None, time=None, resolved=None)
    form = Form(DatedClaim)
    record = form.record(by_hand)
    assert {record[name] for name in ("doc", *SPANS, "time_first", "time_last")} == {None}
    assert form.noun(record) == by_hand
    assert from_nested(DatedClaim, json.loads(json.dumps(nested(by_hand)))) == by_hand


def test_a_field_that_a_record_lacks_gets_its_default() -> None:
    """A record that an earlier version wrote can be read."""
    record = CLAIM.record(CLAIMED)
    assert Form(DatedClaim).noun(record) == DatedClaim(**{f.name: getattr(CLAIMED, f.name) for f in fields(Claim)})
    assert from_nested(DatedClaim, nested(CLAIMED)).time is None
    with pytest.raises(TypeError):
        CLAIM.noun({name: value for name, value in record.items() if name != "rule"})


@pytest.mark.parametrize("noun", [DATED, *NOUNS], ids=_name)
def test_a_nested_record_keeps_every_field(noun: Any) -> None:
    assert from_nested(type(noun), json.loads(json.dumps(nested(noun)))) == noun


@pytest.mark.parametrize(
    ("table", "noun"),
    [
        (rows.DOCUMENTS, DOCUMENTED),
        (rows.OBSERVATIONS, OBSERVED),
        (rows.MENTIONS, MENTIONED),
        (rows.CLAIMS, CLAIMED),
        (rows.ACTORS, NAMED),
        (rows.LINKS, SUMMED),
        (rows.Table(Form(DatedClaim, last=SPANS, scalars=rows.SQL)), DATED),
    ],
    ids=_name,
)
def test_a_row_keeps_every_field(table: rows.Table[Any], noun: Any) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE TABLE t ({table.definition()})")
        db.execute(rows.insertion("t", table.columns), table.row(noun))
        [row] = db.execute(f"SELECT {rows.columns(table.columns)} FROM t")
    assert table.noun(row) == noun


def test_the_form_of_the_tables_is_counted() -> None:
    """Raise `schema.VERSION` with every change of the tables, also by a new field: older stores lack the column."""
    digest = hashlib.sha256("\n".join(STATEMENTS).encode()).hexdigest()
    assert (VERSION, digest[:12]) == (8, "9cde7e5c263a")


def test_a_part_of_a_reading_keeps_every_field() -> None:
    reading = Reading(
        document=DOCUMENTED,
        sentences=(EVIDENCE.sentence,),
        actors=(OBSERVED,),
        mentions=(MENTIONED,),
        claims=(CLAIMED, replace(CLAIMED, evidence=None)),
        heard=Heard(reader="m", said=3, agreed=1, refused=(Refusal(reason="said twice", count=1),), unread=2),
    )
    assert codec.outcome_of(codec.row_of(reading)) == reading
    assert set(codec.COLUMNS) == {*DOCUMENT.columns, "sentences", "actors", "mentions", "claims", "heard", "reason"}


def test_corrections_keep_every_field_of_what_they_add() -> None:
    overlay = Overlay(
        looks={"p-ana": Look(name="Ana", type=ActorType.GROUP, aliases=("B",), reasons=("r",))},
        moved=(Moved(doc="d", span=Span(0, 8), source="a", actor="b", reason="r"),),
        parts=(("p-ana", OBSERVED),),
        confirmed={LinkKey("a", "leads", "b"): "r"},
        struck=(Struck(LinkKey("a", "leads", "b"), "d", Span(0, 40), "r"),),
        added=(replace(CLAIMED, evidence=None),),
    )
    assert load(dump(overlay)) == overlay


def test_a_node_keeps_every_field_of_an_actor() -> None:
    assert actor_of("p-ana", node_attributes(NAMED)) == NAMED
    assert set(columns.NODE) - set(columns.MEASURES) == set(node_attributes(NAMED))
    shown = payload.actor_data("p-ana", node_attributes(NAMED))
    assert all(shown[name] == value for name, value in ACTOR.record(NAMED).items() if name != "name")


def test_an_edge_keeps_every_field_of_its_claims() -> None:
    [link] = gather([cite(CLAIMED, DOCUMENTED)], ontology.load())
    attributes = edge_attributes(link)
    assert set(columns.EDGE) - set(columns.CODES) == set(attributes) - {"evidence"}
    assert attributes["review"] == Review.AUTO.value
    assert citation_of(attributes["evidence"][0]) == cite(CLAIMED, DOCUMENTED)


def test_tables_have_every_field_of_claims_and_documents() -> None:
    assert set(tables.CLAIM) > set(CLAIM.columns)
    assert {*tables.DOCUMENT, "text", "pages"} == set(DOCUMENT.columns)


def test_the_page_shows_every_word_of_a_claim() -> None:
    """All fields of a claim but those that the page has by other means, each with the reason."""
    by_other_means = {
        "id": "a number of the page's own",
        "doc": "the documents are listed once",
        **dict.fromkeys(("subject", "object", "relation"), "they are the link's"),
        **dict.fromkeys(("label", "status", "confidence"), "shown by name"),
        **dict.fromkeys(("attributed_to", "attribution", "denied_by", "denial"), "in the words for the status"),
        "place": "`place_text` is shown",
        "spells": "given as a list",
        **dict.fromkeys(("guess", *RESOLVED), "in words: how the ends were resolved"),
        **dict.fromkeys(SPANS, "the sentence comes in pieces"),
    }
    assert {*payload.SAID} == {*CLAIM.columns, "page"} - set(by_other_means)


@given(readings("d1"))
def test_any_reading_comes_back(reading: Reading) -> None:
    assert from_nested(Reading, nested(reading)) == reading
    for claim in reading.claims:
        assert CLAIM.noun(CLAIM.record(claim)) == claim
        assert rows.claim(rows.claim_row(claim, "d1")) == claim
    for mention in reading.mentions:
        assert rows.mention(rows.mention_row(mention)) == mention
    for actor in reading.actors:
        assert rows.observed(rows.observed_row(actor)) == actor


@given(st.text(max_size=8), st.sampled_from(["leads", "other"]))
def test_a_link_key_tells_its_relation(label: str, relation: str) -> None:
    key = LinkKey.of(replace(CLAIMED, relation=relation, label=label))
    assert (key.relation, key.is_open) == (relation, relation == "other")
    assert key.key == ("other:" + label if relation == "other" else "leads")
