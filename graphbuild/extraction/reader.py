"""Reading one parsed document: mentions, coreference, events, claims, in that order, and every promise checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from spacy.tokens import Doc

from graphbuild.core.errors import GraphbuildError
from graphbuild.core.invariants import verify
from graphbuild.core.model import Document, Failure, ObservedActor, Reading
from graphbuild.extraction.claims import observed_actors
from graphbuild.extraction.claims.claims import find_claims
from graphbuild.extraction.claims.context import Setting
from graphbuild.extraction.claims.date_phrases import published_date
from graphbuild.extraction.claims.place_countries import locate
from graphbuild.extraction.claims.time_place import dates_of
from graphbuild.extraction.coreference import sieves
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import Event, MentionIndex
from graphbuild.extraction.events.extraction import find_events, join_by_events
from graphbuild.extraction.events.frames import FrameIndex
from graphbuild.extraction.mentions import detection, gazetteer_names
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import parse_repair
from graphbuild.extraction.syntax.parsing import sentences_of
from graphbuild.knowledge.gazetteer import Gazetteer
from graphbuild.knowledge.lexicon.loading import load_lexicon
from graphbuild.knowledge.ontology import Ontology


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
            reading = self.interpret(document, doc, self.clusters(doc))
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

    def clusters(self, doc: Doc) -> Clusters:
        """The mentions of a `Doc` and which of them are one actor. Mends its grammar first, in place."""
        parse_repair.mend(doc, self.lexicon)
        return sieves.resolve(doc, self.mentions(doc), self.lexicon)

    def mentions(self, doc: Doc) -> list[TokenMention]:
        """The mentions of a `Doc`, those of the gazetteer's actors among them."""
        given = self.gazetteer
        overlay = (
            partial(gazetteer_names.overlay, doc, gazetteer=given, lexicon=self.lexicon) if given is not None else None
        )
        return detection.find_mentions(doc, self.lexicon, overlay)

    def events(self, doc: Doc, clusters: Clusters) -> list[Event]:
        """The events of a `Doc`. May join an unnamed actor to a named one that shares its events."""
        events = find_events(doc, clusters, self.index, self.ontology)
        if join_by_events(events, clusters):
            events = find_events(doc, clusters, self.index, self.ontology)
        return events

    def interpret(self, document: Document, doc: Doc, clusters: Clusters) -> Reading:
        """The reading of a document whose mentions are resolved."""
        events = self.events(doc, clusters)
        actors = observed_actors.observe(document.id, doc, document.text, clusters, self.gazetteer)
        claims = tuple(find_claims(events, self.setting(document, doc, clusters, actors)))
        return Reading(
            document=document,
            actors=tuple(locate(actors.values(), claims)),
            mentions=tuple(observed_actors.mentions_of(document.id, doc, document.text, clusters, actors)),
            claims=claims,
            sentences=tuple(sentences_of(doc)),
        )

    def setting(self, document: Document, doc: Doc, clusters: Clusters, actors: Mapping[int, ObservedActor]) -> Setting:
        """What the claims of a document need to know of it, its actors given by cluster."""
        return Setting(
            doc_id=document.id,
            doc=doc,
            text=document.text,
            clusters=clusters,
            places=MentionIndex(clusters),
            ids={cluster: actor.id for cluster, actor in actors.items()},
            names={cluster: actor.name for cluster, actor in actors.items()},
            ontology=self.ontology,
            lexicon=self.lexicon,
            published=published_date(document.published),
            dates=dates_of(doc),
        )
