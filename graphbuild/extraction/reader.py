"""Reading one parsed document: mentions, coreference, events, claims, in that order, with every invariant checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from spacy.tokens import Doc

from graphbuild.core.errors import GraphbuildError
from graphbuild.core.invariants import verify
from graphbuild.core.model import Claim, Document, Failure, Reading
from graphbuild.core.second_reading import AnsweredDocument
from graphbuild.extraction.claims.claims import ReadEvent, read_event
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.claims.distinct import distinct
from graphbuild.extraction.claims.observed_actors import mentions_of, observe
from graphbuild.extraction.claims.place_countries import locate
from graphbuild.extraction.coreference import sieves
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.coreference.mention_index import MentionIndex
from graphbuild.extraction.events.completion import join_by_events
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.events.extraction import find_events
from graphbuild.extraction.events.frame_index import FrameIndex
from graphbuild.extraction.events.frames import Match
from graphbuild.extraction.learned.proposal import Beside, Proposer
from graphbuild.extraction.mentions import detection, gazetteer_names
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import parse_repair
from graphbuild.extraction.syntax.parsing import sentences_of
from graphbuild.extraction.verification.second_reading import SecondReading
from graphbuild.knowledge.gazetteer import Gazetteer
from graphbuild.knowledge.lexicon.loading import load_lexicon
from graphbuild.knowledge.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Every step of one reading, for those who want to know how it came about.

    Attributes:
        context: the document with its mentions, clusters, matches of trigger patterns, actors and dates.
        events: its events in text order, each with its factuality and claims.
        reading: the result.
        beside: what a learned reader found beside the rules.
    """

    context: ClaimContext
    events: tuple[ReadEvent, ...]
    reading: Reading
    beside: Beside

    @property
    def mentions(self) -> tuple[TokenMention, ...]:
        """All mentions in text order."""
        return tuple(self.context.mentions)

    @property
    def clusters(self) -> Clusters:
        """Which mentions are one actor."""
        return self.context.clusters

    @property
    def matches(self) -> tuple[Match, ...]:
        """The trigger patterns that fit, in text order of their triggers."""
        return self.context.matches

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the reading."""
        return self.reading.claims


class Reader:
    """Reads parsed documents with one ontology and perhaps a gazetteer. Pure: the same `Doc` gives the same reading."""

    def __init__(
        self, ontology: Ontology, gazetteer: Gazetteer | None = None, proposer: Proposer | None = None
    ) -> None:
        """Load the lexicon and index the frames of the ontology.

        Args:
            ontology: the relations.
            gazetteer: actors that are known already.
            proposer: finds links beside the rules.
        """
        self.ontology = ontology
        self.proposer = proposer
        self.gazetteer = gazetteer
        self.lexicon = load_lexicon()
        self.index = FrameIndex(
            ontology.frames(), self.lexicon, frozenset(r.id for r in ontology.relations.values() if r.symmetric)
        )

    def read(self, document: Document, doc: Doc) -> Reading | Failure:
        """Read one document.

        Args:
            document: as stored.
            doc: its parse, whose grammar is repaired in place.

        Returns:
            the reading with every invariant checked, or a failure where something of ours broke.
        """
        try:
            reading = self.trace(document, doc).reading
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

    def trace(self, document: Document, doc: Doc) -> Trace:
        """Read one document and keep every step.

        Args:
            document: as stored.
            doc: its parse, whose grammar is repaired in place.
        """
        if isinstance(document, AnsweredDocument):
            return self.interpret(document.plain, doc, self.clusters(doc), document)
        return self.interpret(document, doc, self.clusters(doc))

    def clusters(self, doc: Doc) -> Clusters:
        """Find the mentions of a `Doc` and which of them are one actor. Repairs its grammar first, in place."""
        parse_repair.mend(doc, self.lexicon)
        return sieves.resolve(doc, self.mentions(doc), self.lexicon)

    def mentions(self, doc: Doc) -> list[TokenMention]:
        """Find the mentions of a `Doc`, those of the gazetteer's actors among them."""
        given = self.gazetteer
        overlay = (
            partial(gazetteer_names.overlay, doc, gazetteer=given, lexicon=self.lexicon) if given is not None else None
        )
        return detection.find_mentions(doc, self.lexicon, overlay)

    def interpret(
        self, document: Document, doc: Doc, clusters: Clusters, answers: AnsweredDocument | None = None
    ) -> Trace:
        """Read a document whose mentions are resolved.

        Args:
            document: as stored.
            doc: its parse.
            clusters: its mentions; an unnamed actor may be joined to a named one that shares its events.
            answers: what a second reader says of it, if one was asked.
        """
        context, events = self._events(document, doc, clusters)
        beside = self.proposer.beside(context, events) if self.proposer is not None else Beside(proposals=())
        second = SecondReading.of(context, answers, events) if answers is not None else None
        actors = observe(context, self.gazetteer)
        known = ClaimContext.of(context, actors)
        read = tuple(beside.weighed(known, read_event(known, event)) for event in events)
        read += tuple(proposal.read(known) for proposal in beside.proposals)
        claims, heard = tuple(distinct(claim for event in read for claim in event.claims)), None
        mentions = mentions_of(context, actors)
        if second is not None:
            claims, heard = second.joined(known, claims)
            mentions.sort(key=lambda mention: mention.span)
            read = (*read, *second.read(known))
        reading = Reading(
            document=document,
            actors=tuple(locate(actors.values(), claims)),
            mentions=tuple(mentions),
            claims=claims,
            sentences=tuple(sentences_of(doc)),
            heard=heard,
        )
        return Trace(context=known, events=read, reading=reading, beside=beside)

    def _events(self, document: Document, doc: Doc, clusters: Clusters) -> tuple[DocumentContext, list[Event]]:
        """The context of a document and its events; they are found again if they showed two actors to be one."""
        context = DocumentContext(
            document=document,
            doc=doc,
            mentions=clusters.mentions,
            clusters=clusters,
            mention_index=MentionIndex(clusters),
            matches=tuple(self.index.matches(doc)),
            lexicon=self.lexicon,
            ontology=self.ontology,
        )
        events = find_events(context)
        if join_by_events(events, clusters, self.ontology):
            context = replace(context)  # nothing that is cached may be older than the join
            events = find_events(context)
        return context, events
