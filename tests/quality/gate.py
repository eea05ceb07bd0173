"""Reading the annotated texts, and the floors beneath which the figures must not fall."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from math import floor
from pathlib import Path

from spacy.language import Language

from graphbuild.core.model import Document, Reading
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import parse

from .annotation import HERE, Text
from .scoring import Score, score

FLOORS = HERE / "floors.toml"
# The figures that have a floor, in the order of the file.
MEASURES = {
    "sentences": ("precision", "recall", "direction", "status", "cue", "attribution", "date", "place"),
    "articles": (
        "precision", "recall", "direction", "status", "cue", "attribution", "date", "place", "actors", "types",
    ),
}  # fmt: skip
HEAD = """\
# The least that is allowed: tests/quality/test_quality.py fails below these figures. Never edited by hand:
#     python -m tests.quality --raise-floors
# writes what is reached now and lowers nothing; lowering takes --lower-floors and a reason in the commit.
"""

Floors = dict[str, dict[str, float]]


def measure(texts: Sequence[Text], nlp: Language, reader: Reader) -> dict[str, Score]:
    """Reads every text once; the scores of the sentences and of the articles."""
    documents = [
        Document(id=str(i), text=text.text, source=text.file, sha256="", published=text.published)
        for i, text in enumerate(texts)
    ]
    symmetric = [r.id for r in reader.ontology.relations.values() if r.symmetric]
    scores = {part: Score() for part in MEASURES}
    for text, (document, doc) in zip(texts, parse(nlp, documents), strict=True):
        reading = reader.read(document, doc)
        assert isinstance(reading, Reading), (text.text, reading)
        score(text, reading, symmetric, scores["articles" if text.is_article else "sentences"])
    return scores


def reached(scores: dict[str, Score]) -> Floors:
    """The figures as they may stand in the file: cut, never rounded up, to a tenth of a percent."""
    return {part: {m: floor(scores[part].share(m) * 1000) / 1000 for m in MEASURES[part]} for part in MEASURES}


def load_floors(path: Path = FLOORS) -> Floors:
    return tomllib.loads(path.read_text("utf-8"))


def below(figures: Floors, floors: Floors) -> list[str]:
    """Each figure that is below its floor, in words."""
    return [
        f"{part}: {measure} is {figures[part][measure]:.3f}, its floor {least:.3f}"
        for part, of in floors.items()
        for measure, least in of.items()
        if figures[part][measure] < least
    ]


def raised(figures: Floors, floors: Floors) -> Floors:
    """The floors, each lifted to its figure where that is higher."""
    return {
        part: {measure: max(value, floors.get(part, {}).get(measure, 0.0)) for measure, value in of.items()}
        for part, of in figures.items()
    }


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    parts = [
        f"[{part}]\n" + "".join(f"{measure} = {value:.3f}\n" for measure, value in of.items())
        for part, of in floors.items()
    ]
    path.write_text(HEAD + "\n" + "\n".join(parts), "utf-8")
