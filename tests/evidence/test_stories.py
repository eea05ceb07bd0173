"""Stories: copies and light rewrites are one voice, other articles are not, in whatever order they come."""

from __future__ import annotations

import random
import struct
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Article, make_store

from graphbuild.core.model import ActorType, Claim, Evidence, ObservedActor, Span, Status
from graphbuild.evidence.citation import Citation, voices
from graphbuild.evidence.duplicates import Copy, _likeness, signature, stories
from graphbuild.graph.graph import load
from graphbuild.resolution.resolve import SAME_STORY, resolve

WIRE = (
    "Harbour police arrested the head of the dockers' union in Velde on Monday, two officials said. Mira Voss, who "
    "has led the union since 2014, was taken from her home before dawn. Her lawyer, Tomas Reld, called the arrest "
    "an outrage and said that she would not answer questions. The police gave no reason. The union, which speaks "
    "for nine thousand workers, called a strike for Thursday. Shipping firms have asked the government to step in "
    "before the weekend."
)
REWRITE = WIRE.replace("two officials said", "officials told the Velde Post").replace("before dawn", "early in the day")
OTHER = (
    "The council of the Isle voted on Friday to close the only ferry line to the mainland. Anna Holt, who chairs "
    "it, said that the money was gone. Fishermen blocked the pier in protest, and the mayor asked for talks in the "
    "coming week."
)


def copy(doc: str, text: str, published: str | None = None) -> Copy:
    return Copy(doc=doc, published=published, signature=signature(text))


def test_copies_and_light_rewrites_are_one_story_of_its_earliest_article() -> None:
    told = stories(
        [
            copy("b", WIRE, "2022-03-05"),
            copy("a", REWRITE, "2022-03-06"),
            copy("c", WIRE.upper(), None),
            copy("d", OTHER, "2022-03-01"),
        ]
    )
    assert told == {"a": "b", "b": "b", "c": "b"}


def test_what_a_paper_adds_does_not_matter_much() -> None:
    assert (
        len(stories([copy("a", WIRE), copy("b", f"{WIRE} The Post was first to report it, and has asked the firms.")]))
        == 2
    )


def test_articles_on_one_event_in_other_words_are_two() -> None:
    own = "A dawn raid in Velde ended with the union's leader in a cell. Her members answered with a strike call."
    assert stories([copy("a", WIRE), copy("b", own)]) == {}


def test_no_chains() -> None:
    """Each differs little from the next, and the last has nothing of the first."""
    words = [f"word{n}" for n in range(90)]
    texts = [" ".join(words[at : at + 60]) for at in (0, 12, 24)]
    told = stories([copy(name, text) for name, text in zip("abc", texts, strict=True)])
    assert told == {"a": "a", "b": "a"}


def test_the_same_on_every_machine() -> None:
    assert signature(WIRE)[:8].hex() == signature(WIRE.upper().replace(" ", "\n"))[:8].hex() == "386d80c0fb3f8cc0"
    assert len(signature(WIRE)) == 512


def test_one_sentence_is_nobodys_copy() -> None:
    assert signature("") == signature("Port police arrested Mira Voss.") == b""
    assert stories([copy("a", "Port police arrested Mira Voss."), copy("b", "Port police arrested Mira Voss.")]) == {}


@settings(max_examples=20, deadline=None)
@given(st.integers())
def test_the_order_does_not_matter(seed: int) -> None:
    copies = [copy(f"{n}", text) for n, text in enumerate([WIRE, OTHER, REWRITE, WIRE, OTHER])]
    told = stories(copies)
    random.Random(seed).shuffle(copies)
    assert stories(copies) == told


def citation(doc: str, outlet: str | None, story: str | None = None) -> Citation:
    span = Span(0, 1)
    claim = Claim(
        id=doc, subject="s", relation="leads", label="", object="o", status=Status.ASSERTED, rule="", confidence=1.0,
        evidence=Evidence(doc=doc, sentence=span, subject=span, trigger=span, object=span),
    )  # fmt: skip
    return Citation(claim=claim, outlet=outlet, story=story)


def test_voices() -> None:
    assert voices([]) == 0
    assert voices([citation("a", "Post"), citation("b", "Post"), citation("c", "Courier")]) == 2
    assert voices([citation("a", None), citation("b", None)]) == 2, "each speaks for itself"
    assert voices([citation("a", "Post", "a"), citation("b", "Courier", "a"), citation("c", "Gazette", "a")]) == 1
    assert voices([citation("a", "Post", "a"), citation("b", "Courier", "a"), citation("c", "Courier")]) == 1
    assert voices([citation("a", "Post", "a"), citation("b", "Isle"), citation("c", "Courier", "a")]) == 2


def test_a_story_that_three_papers_print_is_one_source(tmp_path: Path) -> None:
    papers = []
    for doc, outlet in (("d1", "Post"), ("d2", "Courier"), ("d3", "Gazette")):
        paper = Article(doc, WIRE, outlet=outlet)
        paper.actor("Harbour police", ActorType.SECURITY_FORCE)
        paper.actor("Mira Voss", ActorType.PERSON)
        paper.claim("Harbour police", "arrests", "Mira Voss", WIRE, "arrested")
        papers.append(paper.reading())
    graph = load(make_store(tmp_path / "graph.db", papers))
    [(_, _, edge)] = graph.edges(data=True)
    assert (edge["weight"], edge["n_documents"], edge["n_outlets"]) == (3, 3, 1)
    assert {item["story"] for item in edge["evidence"]} == {"d1"}


def test_the_unnamed_of_a_story_are_the_same_in_each_copy() -> None:
    def seen(doc: str, name: str, number: int = 0) -> ObservedActor:
        return ObservedActor(id=f"{doc}-{name}-{number}", doc=doc, name=name, type=ActorType.GROUP, named=False)

    told = {"d1": "d1", "d2": "d1"}
    actors = [seen("d1", "dockers"), seen("d2", "dockers"), seen("d3", "dockers")]
    found = resolve(actors, told)
    assert found.canonical["d1-dockers-0"] == found.canonical["d2-dockers-0"] != found.canonical["d3-dockers-0"]
    assert found.reasons["d2-dockers-0"] == SAME_STORY
    twice = resolve([*actors, seen("d2", "dockers", 1)], told)
    assert len(set(twice.canonical.values())) == 4, "nobody knows which of the two it is"


@settings(max_examples=50, deadline=None)
@given(
    pairs=st.lists(
        st.tuples(st.sampled_from([0, 1, 2**31 - 1, 2**31, 2**32 - 1, 7]), st.integers(0, 2**32 - 1), st.booleans()),
        min_size=128,
        max_size=128,
    )
)
def test_minima_are_compared_one_by_one(pairs: list[tuple[int, int, bool]]) -> None:
    one = [a for a, _, _ in pairs]
    other = [a if same else b for a, b, same in pairs]
    marks = [int.from_bytes(struct.pack("<128I", *side), "little") for side in (one, other)]
    assert _likeness(*marks) == sum(a == b for a, b in zip(one, other, strict=True)) / 128
