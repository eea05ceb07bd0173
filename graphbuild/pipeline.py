"""Documents in, readings out: the whole of the extraction as one pure function that writes nothing.

The same function serves one process, a pool, or a cluster. A document that fails yields a `Failure` with its
reason, and the rest go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from graphbuild.errors import GraphbuildError
from graphbuild.evidence import verify
from graphbuild.model import Document, Failure, Reading
from graphbuild.ontology import Ontology

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from graphbuild.frames import FrameIndex
    from graphbuild.lexicon import Lexicon

VERSION = 1  # raised whenever the same text would be read differently


def signature(ontology: Ontology, model: str | None = None) -> str:
    """What a reading depends on besides the text: this code, the ontology, the lexicon, the language model."""
    from graphbuild.language import DEFAULT_MODEL
    from graphbuild.lexicon import load_lexicon
    from graphbuild.model import content_id

    return content_id(VERSION, ontology.digest, load_lexicon().digest, model or DEFAULT_MODEL)


def extract(documents: Iterable[Document], *, ontology: Ontology, model: str | None = None) -> Iterator[Reading | Failure]:
    """Reads documents, in order.

    Raises:
        ModelError: the language model is missing or unfit.
    """
    from graphbuild.language import parse

    reader = Reader(_model(model), ontology)
    for document, doc in parse(reader.nlp, documents):
        yield reader.read(document, doc)


@lru_cache(maxsize=2)
def _model(name: str | None) -> Language:
    from graphbuild.language import load_model

    return load_model(name)


class Reader:
    """Reads parsed documents with one model and one ontology."""

    def __init__(self, nlp: Language, ontology: Ontology) -> None:
        from graphbuild.frames import FrameIndex
        from graphbuild.lexicon import load_lexicon

        self.nlp = nlp
        self.ontology = ontology
        self.lexicon: Lexicon = load_lexicon().with_roles(ontology.frames())
        self.index: FrameIndex = FrameIndex(ontology.frames(), self.lexicon)

    def read(self, document: Document, doc: Doc) -> Reading | Failure:
        """One document's reading, with every promise checked; a failure where something of ours broke."""
        try:
            reading = self._read(document, doc)
            verify(reading)
        except (GraphbuildError, ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError) as error:
            return Failure(source=document.source, reason=f"could not be read (a defect of graphbuild): {error!r}")
        return reading

    def _read(self, document: Document, doc: Doc) -> Reading:
        from graphbuild import coreference, mentions, observation
        from graphbuild.claims import Setting, find_claims
        from graphbuild.dates import published_date
        from graphbuild.event import MentionIndex
        from graphbuild.events import find_events, join_by_events

        found = mentions.find_mentions(doc, self.lexicon)
        chains = coreference.resolve(doc, found, self.lexicon)
        events = find_events(doc, chains, self.index, self.ontology)
        if join_by_events(events, chains):
            events = find_events(doc, chains, self.index, self.ontology)
        actors = observation.observe(document.id, doc, document.text, chains)
        setting = Setting(
            doc_id=document.id, doc=doc, text=document.text, chains=chains, places=MentionIndex(chains),
            ids={chain: actor.id for chain, actor in actors.items()},
            names={chain: actor.name for chain, actor in actors.items()},
            ontology=self.ontology, lexicon=self.lexicon, published=published_date(document.published),
        )  # fmt: skip
        return Reading(
            document=document,
            actors=tuple(actors.values()),
            mentions=tuple(observation.mentions_of(document.id, doc, document.text, chains, actors)),
            claims=tuple(find_claims(events, setting)),
        )
