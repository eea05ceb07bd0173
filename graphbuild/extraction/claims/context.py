"""What the claims of a document need to know of it, once its actors are known."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property

from spacy.tokens import Token

from graphbuild.core.model import MentionKind, ObservedActor
from graphbuild.extraction.claims.date_phrases import published_date
from graphbuild.extraction.claims.dates.report_years import report_years
from graphbuild.extraction.claims.dates.spans import time_phrases
from graphbuild.extraction.claims.dates.time_phrase import TimePhrase
from graphbuild.extraction.claims.dates.told import dates_told
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.factuality.denials import denials
from graphbuild.extraction.factuality.denying import Denial
from graphbuild.extraction.factuality.voices import Voice, voices


@dataclass(frozen=True, kw_only=True)
class ClaimContext(DocumentContext):
    """A document's context with its actors and dates.

    Attributes:
        actors: the observed actors by the number of their cluster; a cluster of pronouns alone has none.
        day: when the document was published, if that is known to the day.
        dates: the date phrases of each sentence by its first token; no ages.
    """

    actors: Mapping[int, ObservedActor]
    day: date | None
    dates: Mapping[int, tuple[TimePhrase, ...]]

    @classmethod
    def of(cls, context: DocumentContext, actors: Mapping[int, ObservedActor]) -> ClaimContext:
        """Make the context of a document's claims.

        Args:
            context: the document.
            actors: what is observed of its actors, by the number of their cluster.
        """
        known = {field.name: getattr(context, field.name) for field in fields(DocumentContext)}
        published = published_date(context.document.published)
        day = published.date() if published is not None else None
        names = {m.head for m in context.mentions}
        names |= {t for m in context.mentions if m.kind is MentionKind.NAME for t in range(m.start, m.end)}
        dates = time_phrases(context.doc, day, years=report_years(context.document), names=names)
        return cls(**known, actors=actors, day=day, dates=dates)

    def actor(self, mention: int) -> ObservedActor | None:
        """The observed actor of a mention; None for a pronoun whose antecedent was not found."""
        return self.actors.get(self.actor_of(mention))

    @cached_property
    def cluster_of(self) -> Mapping[str, int]:
        """The number of the cluster of each observed actor, by its id."""
        return {actor.id: number for number, actor in self.actors.items()}

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """The stretches of the document in somebody else's words."""
        return voices(self)

    @cached_property
    def denials(self) -> tuple[Denial, ...]:
        """The denials of what stands beside them."""
        return denials(self.doc, self.lexicon)

    def voices_over(self, token: int) -> list[Voice]:
        """The voices that a token stands in, in the order of `voices`."""
        return self._voices.get(token, [])

    @cached_property
    def _voices(self) -> Mapping[int, list[Voice]]:
        """The voices over each token."""
        found: dict[int, list[Voice]] = defaultdict(list)
        for voice in self.voices:
            for token in range(voice.start, voice.end):
                found[token].append(voice)
        return found

    def denials_near(self, token: Token) -> tuple[Denial, ...]:
        """The denials whose verb stands in a token's sentence or in the next one, in text order."""
        sentence = token.sent
        end = self.doc[sentence.end].sent.end if sentence.end < len(self.doc) else sentence.end
        first, last = (bisect_left(self.denials, at, key=lambda denial: denial.verb.i) for at in (sentence.start, end))
        return self.denials[first:last]

    def told_before(self, sentence: int) -> str | None:
        """The date that the sentences before one told of last; None where none did.

        Args:
            sentence: its first token.
        """
        starts, told = self._told
        at = bisect_left(starts, sentence)
        return told[at - 1] if at else None

    @cached_property
    def _told(self) -> tuple[list[int], list[str | None]]:
        """The first tokens of the sentences with date phrases, and the date told last up to the end of each."""
        return dates_told(self.dates, self.day)
