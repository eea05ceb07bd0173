"""What the claims of a document need to know of it, once its actors are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property

from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ObservedActor
from graphbuild.extraction.claims.date_phrases import dates_of, published_date
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.factuality.denials import Denial, denials
from graphbuild.extraction.factuality.voices import Voice, voices


@dataclass(frozen=True, kw_only=True)
class ClaimContext(DocumentContext):
    """A document's context with its actors and dates.

    Attributes:
        actors: the observed actors by the number of their cluster; a cluster of pronouns alone has none.
        published: when the document was published, if that is known.
        dates: the date phrases of each sentence by its first token; no durations and ages.
    """

    actors: Mapping[int, ObservedActor]
    published: datetime | None
    dates: Mapping[int, tuple[TokenSpan, ...]]

    @classmethod
    def of(cls, context: DocumentContext, actors: Mapping[int, ObservedActor]) -> ClaimContext:
        """Make the context of a document's claims.

        Args:
            context: the document.
            actors: what is observed of its actors, by the number of their cluster.
        """
        known = {field.name: getattr(context, field.name) for field in fields(DocumentContext)}
        published = published_date(context.document.published)
        return cls(**known, actors=actors, published=published, dates=dates_of(context.doc))

    def actor(self, mention: int) -> ObservedActor | None:
        """The observed actor of a mention; None for a pronoun whose antecedent was not found."""
        return self.actors.get(self.actor_of(mention))

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """The stretches of the document in somebody else's words."""
        return voices(self)

    @cached_property
    def denials(self) -> tuple[Denial, ...]:
        """The denials of what stands before them."""
        return denials(self.doc, self.lexicon)
