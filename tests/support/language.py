"""Fixtures for tests of the extraction: the language model, loaded once a process, and parses written by hand.

The `conftest.py` of a folder imports those it needs. spaCy is imported when a fixture is used, so that a test that
needs none of them does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import pytest

from graphbuild.core.model import Claim, Document, ObservedActor, Reading, content_id
from graphbuild.knowledge import ontology

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from graphbuild.extraction.reader import Reader

Link = tuple[str, str, str, str]

# The universal part of speech that goes with a Penn tag; auxiliaries are told by their label.
POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "RB": "ADV", "DT": "DET", "IN": "ADP",
    "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "WP$": "DET", "CC": "CCONJ", "TO": "PART",
    "POS": "PART", "RP": "ADP", "CD": "NUM", ",": "PUNCT", ".": "PUNCT", "HYPH": "PUNCT",
    "-LRB-": "PUNCT", "-RRB-": "PUNCT",
}  # fmt: skip


@dataclass(frozen=True)
class Read:
    """A reading, with actors called by their names."""

    reading: Reading

    @cached_property
    def actors(self) -> dict[str, ObservedActor]:
        return {actor.name: actor for actor in self.reading.actors}

    @cached_property
    def names(self) -> dict[str, str]:
        return {actor.id: actor.name for actor in self.reading.actors}

    @cached_property
    def links(self) -> set[Link]:
        """(subject, relation, object, status) of every claim."""
        return {(*self.ends(c), c.status.value) for c in self.reading.claims}

    @cached_property
    def plain(self) -> set[tuple[str, str, str]]:
        """The links whatever their status."""
        return {link[:3] for link in self.links}

    def ends(self, claim: Claim) -> tuple[str, str, str]:
        return self.names[claim.subject], claim.relation, self.names[claim.object]

    def claims(self, subject: str, relation: str, object_: str) -> list[Claim]:
        return [c for c in self.reading.claims if self.ends(c) == (subject, relation, object_)]

    def claim(self, subject: str, relation: str, object_: str) -> Claim:
        """The only claim of this link."""
        found = self.claims(subject, relation, object_)
        assert len(found) == 1, (found, self.links)
        return found[0]

    def mentions(self, name: str) -> list[str]:
        """The words of all mentions of an actor, in text order."""
        actor = self.actors[name].id
        return [m.text for m in self.reading.mentions if m.actor == actor]

    def joins(self, name: str) -> list[str]:
        """The rules that tied mentions to an actor."""
        actor = self.actors[name].id
        return [m.join for m in self.reading.mentions if m.actor == actor and m.join]


@pytest.fixture(scope="session")
def nlp() -> Language:
    from graphbuild.extraction import pipeline

    return pipeline.load(None)  # which keeps it: the folders' conftest.py share one


@pytest.fixture(scope="session")
def reader() -> Reader:
    return _reader()


@cache
def _reader() -> Reader:
    from graphbuild.extraction.reader import Reader

    return Reader(ontology.load())


@pytest.fixture(scope="session")
def read(nlp: Language, reader: Reader) -> Callable[..., Read]:
    """Reads a text through the real model."""
    from graphbuild.extraction.syntax.parsing import parse

    def of(text: str, published: str | None = None) -> Read:
        document = Document(id=content_id(text), text=text, source="t.txt", sha256="", published=published)
        (parsed,) = parse(nlp, [document])
        found = reader.read(*parsed)
        assert isinstance(found, Reading), found
        return Read(found)

    return of


@pytest.fixture(scope="session")
def tree() -> Callable[..., Doc]:
    """A parse written by hand: one token a line, `word tag label head [lemma]`; the head is a word or its number."""
    import spacy
    from spacy.tokens import Doc, Span

    vocab = spacy.blank("en").vocab

    def build(text: str, *entities: tuple[str, str]) -> Doc:
        rows = [line.split() for line in text.strip().splitlines()]
        forms = [row[0] for row in rows]
        tags, labels = [row[1] for row in rows], [row[2] for row in rows]
        heads = [int(row[3]) if row[3].isdigit() else forms.index(row[3]) for row in rows]
        auxiliary = {"aux", "auxpass"}
        pos = ["AUX" if label in auxiliary else POS.get(tag, "VERB") for tag, label in zip(tags, labels, strict=True)]
        lemmas = [row[4] if len(row) > 4 else row[0].lower() for row in rows]
        doc = Doc(vocab, words=forms, tags=tags, pos=pos, deps=labels, heads=heads, lemmas=lemmas)
        ends = []
        for phrase, label in entities:
            size = len(phrase.split())
            start = next(i for i in range(len(doc)) if [t.text for t in doc[i : i + size]] == phrase.split())
            ends.append(Span(doc, start, start + size, label=label))
        doc.ents = tuple(ends)
        return doc

    return build
