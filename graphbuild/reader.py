"""Reading one parsed document: mentions, coreference, events, claims, in that order, and every promise checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from spacy.tokens import Doc

from graphbuild import coreference, known, mending, mentions, observation
from graphbuild.chains import Chains
from graphbuild.circumstances import dates_of
from graphbuild.claims import find_claims
from graphbuild.dates import published_date
from graphbuild.errors import GraphbuildError
from graphbuild.event import Event, MentionIndex
from graphbuild.events import find_events, join_by_events
from graphbuild.evidence import verify
from graphbuild.frames import FrameIndex
from graphbuild.gazetteer import Gazetteer
from graphbuild.language import sentences_of
from graphbuild.locating import locate
from graphbuild.mention import TokenMention
from graphbuild.model import Document, Failure, ObservedActor, Reading
from graphbuild.ontology import Ontology
from graphbuild.setting import Setting
from graphbuild.word_lists import load_lexicon


class Reader:
    """Reads parsed documents with one ontology and perhaps a gazetteer. Pure: the same `Doc` gives the same reading."""

    def __init__(self, ontology: Ontology, gazetteer: Gazetteer | None = None) -> None:
        self.ontology = ontology
        self.gazetteer = gazetteer
        self.lexicon = load_lexicon()
        self.index = FrameIndex(
            ontology.frames(), self.lexicon, frozenset(r.id for r in ontology.relations.values() if r.symmetric)
        )

    def read(self, document: Document, doc: Doc) -> Reading | Failure:
        """One document's reading with every promise checked, or a failure where something of ours broke."""
        try:
            reading = self.interpret(document, doc, self.chains(doc))
            verify(reading)
        except (
            GraphbuildError,
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            return Failure(
                source=document.source, reason=f"could not be read; this is a defect of graphbuild: {error!r}"
            )
        return reading

    def chains(self, doc: Doc) -> Chains:
        """The mentions of a `Doc` and which of them are one actor. Mends its grammar first, in place."""
        mending.mend(doc, self.lexicon)
        return coreference.resolve(doc, self.mentions(doc), self.lexicon)

    def mentions(self, doc: Doc) -> list[TokenMention]:
        """The mentions of a `Doc`, those of the gazetteer's actors among them."""
        given = self.gazetteer
        overlay = partial(known.overlay, doc, gazetteer=given, lexicon=self.lexicon) if given is not None else None
        return mentions.find_mentions(doc, self.lexicon, overlay)

    def events(self, doc: Doc, chains: Chains) -> list[Event]:
        """The events of a `Doc`. May join an unnamed actor to a named one that shares its events."""
        events = find_events(doc, chains, self.index, self.ontology)
        if join_by_events(events, chains):
            events = find_events(doc, chains, self.index, self.ontology)
        return events

    def interpret(self, document: Document, doc: Doc, chains: Chains) -> Reading:
        """The reading of a document whose mentions are resolved."""
        events = self.events(doc, chains)
        actors = observation.observe(document.id, doc, document.text, chains, self.gazetteer)
        claims = tuple(find_claims(events, self.setting(document, doc, chains, actors)))
        return Reading(
            document=document,
            actors=tuple(locate(actors.values(), claims)),
            mentions=tuple(observation.mentions_of(document.id, doc, document.text, chains, actors)),
            claims=claims,
            sentences=tuple(sentences_of(doc)),
        )

    def setting(self, document: Document, doc: Doc, chains: Chains, actors: Mapping[int, ObservedActor]) -> Setting:
        """What the claims of a document need to know of it, its actors given by chain."""
        return Setting(
            doc_id=document.id,
            doc=doc,
            text=document.text,
            chains=chains,
            places=MentionIndex(chains),
            ids={chain: actor.id for chain, actor in actors.items()},
            names={chain: actor.name for chain, actor in actors.items()},
            ontology=self.ontology,
            lexicon=self.lexicon,
            published=published_date(document.published),
            dates=dates_of(doc),
        )
