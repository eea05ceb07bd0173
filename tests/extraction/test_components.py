"""The extraction as spaCy components in somebody else's pipeline."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from graphbuild.core.errors import GraphbuildError
from graphbuild.core.model import Claim, ObservedActor
from graphbuild.extraction import components

NAMES = ("graphbuild_mentions", "graphbuild_coreference", "graphbuild_claims")
TEXT = "Soldiers arrested Tomas Reld, who leads the Cedar Front. He was released by a court."


@pytest.fixture(scope="module")
def pipeline(nlp: Language) -> Language:
    own = type(nlp)(nlp.vocab)
    for name in nlp.pipe_names:
        own.add_pipe(name, source=nlp)
    for name in NAMES:
        own.add_pipe(name)
    return own


def links(doc: Doc) -> set[tuple[str, str, str]]:
    names = {actor.id: actor.name for actor in doc._.actors}
    return {(names[c.subject], c.relation, names[c.object]) for c in doc._.claims}


@pytest.mark.parametrize("name", NAMES)
def test_they_are_found_without_importing_graphbuild(name: str) -> None:
    (entry,) = entry_points(group="spacy_factories", name=name)
    assert entry.load() is getattr(components, f"create_{name.removeprefix('graphbuild_')}")


def test_results_on_the_doc(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    assert all(isinstance(actor, ObservedActor) for actor in doc._.actors)
    assert all(isinstance(claim, Claim) for claim in doc._.claims)
    assert links(doc) == {
        ("Soldiers", "arrests", "Tomas Reld"),
        ("Tomas Reld", "leads", "Cedar Front"),
        ("court", "releases", "Tomas Reld"),
    }


def test_they_read_as_graphbuild_does(pipeline: Language, read) -> None:
    assert links(pipeline(TEXT)) == read(TEXT).plain


def test_offsets_are_of_the_doc_s_text(pipeline: Language) -> None:
    doc = pipeline("Hello.\n\n" + TEXT)
    claim = next(c for c in doc._.claims if c.relation == "arrests")
    assert claim.evidence is not None
    assert claim.evidence.subject.of(doc.text) == "Soldiers"
    assert claim.evidence.trigger.of(doc.text) == "arrested"


def test_a_doc_survives_its_bytes(pipeline: Language) -> None:
    doc = pipeline(TEXT)
    back = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert back._.actors == doc._.actors
    assert back._.claims == doc._.claims
    assert back._.claims


def test_pipe_gives_what_single_calls_give(pipeline: Language) -> None:
    given = [TEXT, "It rained.", "", "Rebels attacked the army."]
    assert [d._.claims for d in pipeline.pipe(given, batch_size=2)] == [pipeline(t)._.claims for t in given]


def test_a_doc_that_did_not_go_through_has_none(pipeline: Language) -> None:
    doc = Doc(pipeline.vocab, words=["Soldiers"])
    assert (doc._.actors, doc._.claims) == ((), ())


def test_the_actors_of_a_file_are_known(nlp: Language, tmp_path: Path) -> None:
    actors = tmp_path / "actors.csv"
    actors.write_text("id,name,type,aliases\nQ1,Cedar Front,armed_group,the Woodmen\n", encoding="utf-8")
    own = type(nlp)(nlp.vocab)
    for name in nlp.pipe_names:
        own.add_pipe(name, source=nlp)
    for name in NAMES:
        own.add_pipe(name, config={"actors": str(actors)} if name == NAMES[0] else {})
    doc = own("The Woodmen attacked soldiers on Monday.")
    (front,) = [actor for actor in doc._.actors if actor.known == "Q1"]
    assert (front.name, front.type) == ("Cedar Front", "armed_group")
    assert ("Cedar Front", "attacks", "soldiers") in links(doc)


def test_a_broken_file_is_told_where_it_is_named(nlp: Language, tmp_path: Path) -> None:
    own = type(nlp)(nlp.vocab)
    with pytest.raises(GraphbuildError):
        own.add_pipe(NAMES[0], config={"actors": str(tmp_path / "none.csv")})
