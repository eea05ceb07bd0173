"""The quality gate: what is read out of the annotated texts may not fall below the floors. See docs/quality.md."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from graphbuild.core.model import ActorType, Claim, ObservedActor, Reading, Status
from graphbuild.extraction.reader import Reader
from graphbuild.knowledge import ontology
from quality import gate
from quality.annotation import ANY, Text, load, parse_actor, parse_link
from quality.scoring import OPEN, Score, score

TEXTS = load()
SENTENCES = [text for text in TEXTS if not text.is_article]
ARTICLES = [text for text in TEXTS if text.is_article]


@pytest.fixture(scope="session")
def scores(nlp: Language, reader: Reader) -> dict[str, Score]:
    return gate.measure(TEXTS, nlp, reader)


def test_no_figure_is_below_its_floor(scores: dict[str, Score]) -> None:
    low = gate.below(gate.reached(scores), gate.load_floors())
    assert not low, "\n".join([*low, "what is not as annotated: python -m tests.quality"])


def test_every_figure_has_a_floor() -> None:
    assert {part: tuple(of) for part, of in gate.load_floors().items()} == gate.MEASURES


# The annotation itself.


def test_every_relation_has_at_least_four_sentences() -> None:
    counts = Counter(relation for t in SENTENCES for link in t.links for relation in link.relations)
    scarce = {r: counts[r] for r in ontology.load().relations if r != OPEN and counts[r] < 4}
    assert not scarce


def test_every_status_is_asked_for_in_sentences() -> None:
    counts = Counter(status for t in SENTENCES for link in t.links for status in link.statuses)
    assert not [status for status in Status if counts[status.value] < 5]


def test_at_least_one_sentence_in_eight_links_nobody() -> None:
    nothing = [t for t in SENTENCES if not t.links]
    assert len(SENTENCES) >= 320
    assert 8 * len(nothing) >= len(SENTENCES)


def test_the_articles_are_of_an_article_s_length() -> None:
    assert len(ARTICLES) >= 10
    assert not [t.file for t in ARTICLES if not 150 <= len(t.text.split()) <= 300]


def test_no_text_stands_twice() -> None:
    assert not [text for text, n in Counter(t.text for t in TEXTS).items() if n > 1]


def faults(text: Text, relations: set[str]) -> list[str]:
    """What is malformed in the annotation of a text, in words."""
    names = {name for actor in text.actors for name in actor.names}
    said = text.text.casefold()
    links = (*text.links, *text.also)
    return [
        *(f"no such relation: {link.line}" for link in links if not link.relations <= relations),
        *(f"no such status: {link.line}" for link in links if not link.statuses <= {*Status, ANY}),
        *(
            f"no such actor: {link.line}"
            for link in links
            if not {link.subject, link.object, link.by or link.subject} <= names
        ),
        *(f"no such type: {actor}" for actor in text.actors if not actor.types <= {*ActorType}),
        # A country may stand there as its adjective, or in capitals: "Peruvian" and "PERU" both begin like "Peru".
        *(f"not in the text: {a}" for a in text.actors if not any(n.casefold()[:4] in said for n in a.names)),
    ]


def test_the_annotation_is_well_formed() -> None:
    relations = set(ontology.load().relations)
    assert not {text.text: found for text in TEXTS if (found := faults(text, relations))}


def test_a_malformed_annotation_is_told() -> None:
    assert len(faults(text("Anna Holt | arests | Cedar Front | aserted"), {"arrests"})) == 2 + 3
    assert faults(text("Nobody | arrests | x"), {"arrests"})[0] == "no such actor: Nobody | arrests | x"


# The scorer: a text, what it says by hand, and what was read.

ANNA, FRONT, POLICE = "Anna Holt", "Cedar Front", "Police"


def text(*links: str, also: tuple[str, ...] = ()) -> Text:
    return Text(
        file="sentences/x.toml",
        text="x",
        links=tuple(map(parse_link, links)),
        also=tuple(map(parse_link, also)),
        actors=tuple(parse_actor(f"{name} | group") for name in (ANNA, FRONT, POLICE)),
    )


def reading(*lines: str, confidence: float = 0.9) -> Reading:
    """Claims written as `subject | relation | object | status`."""
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    names = sorted({name for s, _, o, *_ in rows for name in (s, o)})
    actors = tuple(ObservedActor(id=name, doc="d", name=name, type=ActorType.GROUP, named=True) for name in names)
    claims = tuple(
        Claim(
            id=str(i), subject=s, relation=r, label=r, object=o, status=Status(status), rule="", evidence=None,
            confidence=confidence,
        )
        for i, (s, r, o, status) in enumerate(rows)
    )  # fmt: skip
    return Reading(document=None, actors=actors, claims=claims)  # type: ignore[arg-type]


def shares(annotated: Text, read: Reading) -> dict[str, tuple[int, int]]:
    """Right and asked of each measure."""
    result = Score()
    score(annotated, read, {"met_with"}, result)
    measures = ("precision", "recall", "direction", "status")
    return {m: (result.right[m], result.asked[m]) for m in measures if result.asked[m]}


ARREST = f"{POLICE} | arrests | {ANNA}"


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ((f"{ARREST} | asserted",), {"precision": (1, 1), "recall": (1, 1), "direction": (1, 1), "status": (1, 1)}),
        ((f"{ARREST} | denied",), {"precision": (1, 1), "recall": (1, 1), "direction": (1, 1), "status": (0, 1)}),
        ((f"{ANNA} | arrests | {POLICE} | asserted",), {"precision": (0, 1), "recall": (0, 1), "direction": (0, 1)}),
        ((f"{FRONT} | arrests | {ANNA} | asserted",), {"precision": (0, 1), "recall": (0, 1)}),
        ((f"{POLICE} | kills | {ANNA} | asserted",), {"precision": (0, 1), "recall": (0, 1)}),
        ((f"{POLICE} | other | {ANNA} | asserted",), {"recall": (0, 1)}),
        ((), {"recall": (0, 1)}),
    ],
)  # fmt: skip
def test_a_claim_is_held_against_the_annotation(got: tuple[str, ...], expected: dict[str, tuple[int, int]]) -> None:
    assert shares(text(ARREST), reading(*got)) == expected


def test_a_claim_that_is_not_shown_counts_for_nothing() -> None:
    assert shares(text(ARREST), reading(f"{ARREST} | asserted", confidence=0.4)) == {"recall": (0, 1)}


def test_a_link_that_need_not_be_found_counts_neither_way_but_its_status_does() -> None:
    annotated = text(also=(ARREST,))
    assert shares(annotated, reading()) == {}
    assert shares(annotated, reading(f"{ARREST} | denied")) == {"direction": (1, 1), "status": (0, 1)}


def test_a_symmetric_link_has_no_direction() -> None:
    got = shares(text(f"{ANNA} | met_with | {FRONT}"), reading(f"{FRONT} | met_with | {ANNA} | asserted"))
    assert got == {"precision": (1, 1), "recall": (1, 1), "status": (1, 1)}


def test_two_links_that_differ_only_in_status_are_each_held_to_their_own() -> None:
    got = shares(text(ARREST, f"{ARREST} | denied"), reading(f"{ARREST} | asserted", f"{ARREST} | denied"))
    assert got["status"] == (2, 2)


@pytest.mark.parametrize(
    ("read", "found"),
    [("the Cedar Front", True), ("Cedar Front militia", True), ("Cedar", False), ("Front of the Cedar Coast", False)],
)
def test_names_match_without_article_and_with_a_few_words_more(read: str, found: bool) -> None:
    got = shares(text(f"{POLICE} | arrests | {FRONT}"), reading(f"{POLICE} | arrests | {read} | asserted"))
    assert got["recall"] == (int(found), 1)


# The floors.


def test_floors_rise_and_never_fall_unless_told() -> None:
    figures = {"sentences": {"precision": 0.9, "recall": 0.5}}
    floors = {"sentences": {"precision": 0.8, "recall": 0.6}}
    assert gate.raised(figures, floors) == {"sentences": {"precision": 0.9, "recall": 0.6}}
    assert gate.below(figures, floors) == ["sentences: recall is 0.500, its floor 0.600"]


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = {"sentences": {"precision": 0.9, "recall": 1.0}, "articles": {"status": 0.987}}
    gate.write_floors(floors, tmp_path / "floors.toml")
    assert gate.load_floors(tmp_path / "floors.toml") == floors


def test_a_figure_is_cut_never_rounded_up() -> None:
    almost = Score()
    for i in range(3000):
        almost.count(i > 0, "recall")
    assert gate.reached({"sentences": almost, "articles": Score()})["sentences"]["recall"] == 0.999
