"""A citation: one claim together with the sentence it stands in and the article that prints it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from graphbuild.core.model import Claim, Document, Span
from graphbuild.core.records import Form, Record, claim_of, claim_record
from graphbuild.evidence import duplicates
from graphbuild.evidence.summary import Origin

CONTEXT_REACH = 160
"""How many characters of its paragraph are shown on either side of an end that stands in another sentence."""

NO_STORIES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The words around an end outside the cited sentence; `start` is their offset in the document."""

    text: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A claim and what a reader needs to see of its source. All but the claim is null for a claim made by
    hand.

    `context` has an entry (`subject` or `object`) for each end that lies outside the sentence. `page` counts from 1,
    in documents that have pages, `row` is that of the table in which the document stands. `story` is the same for all
    articles that tell one story in the same words.
    """

    claim: Claim
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    page: int | None = None
    row: int | None = None
    story: str | None = None
    sentence: str | None = None
    context: Mapping[str, Context] = field(default_factory=dict)

    @property
    def doc(self) -> str | None:
        """The id of the cited document."""
        return self.claim.evidence.doc if self.claim.evidence else None

    @property
    def called(self) -> str | None:
        """What the cited document is called: its title, else its file, of a table with the row."""
        return self.title or place_of(self.source, self.row)

    @property
    def origin(self) -> Origin:
        """What the cited document counts for."""
        return Origin(self.outlet, self.story, self.published)

    def as_record(self) -> Record:
        """Flat: the source, the sentence, every field of the claim, and the contexts."""
        claim = claim_record(self.claim)
        return {
            "doc": claim.pop("doc"),
            **SOURCE.record(self),
            **claim,
            "context": {end: {"text": c.text, "start": c.start} for end, c in self.context.items()},
        }


SOURCE = Form(Citation, without=("claim", "context"))
"""What a citation says of its source, the sentence last; its claim and the contexts have records of their own."""


def cite(claim: Claim, document: Document | None, stories: Mapping[str, str] = NO_STORIES) -> Citation:
    """The citation of a claim, its sentence cut out of the document; a bare one without evidence.

    Args:
        claim: what is cited.
        document: the one it stands in.
        stories: of the documents that share one with others, by their ids.
    """
    evidence = claim.evidence
    if evidence is None or document is None:
        return Citation(claim=claim)
    ends = {"subject": evidence.subject, "object": evidence.object}
    outside = {name: span for name, span in ends.items() if not span.within(evidence.sentence)}
    return Citation(
        claim=claim,
        title=document.title,
        outlet=document.outlet,
        published=document.published,
        url=document.url,
        source=document.source,
        page=bisect_right(document.pages, evidence.sentence.start) or None,
        row=document.row,
        story=stories.get(document.id),
        sentence=evidence.sentence.of(document.text),
        context={name: around(span, document.text) for name, span in outside.items()},
    )


def citation_of(record: Mapping[str, Any]) -> Citation:
    """The citation that `as_record` was made from."""
    return Citation(
        claim=claim_of(record),
        context={end: Context(**c) for end, c in record.get("context", {}).items()},
        **{name: record.get(name) for name in SOURCE.columns},
    )


def place_of(source: str | None, row: int | None) -> str | None:
    """A document's file, with the row where that is a table."""
    return f"{source}, row {row}" if source and row else source


def voices(citations: Iterable[Citation]) -> int:
    """How many independent voices there are: articles of one outlet are one, and so are those that tell one story.

    An article of no known outlet speaks for itself. What a person added by hand is not counted.
    """
    return duplicates.voices((c.doc, c.outlet, c.story) for c in citations if c.doc)


def around(span: Span, text: str) -> Context:
    """The span with what surrounds it in its own line, cut at spaces."""
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - CONTEXT_REACH)
    line_end = text.find("\n", span.end)
    last = min(len(text) if line_end < 0 else line_end, span.end + CONTEXT_REACH)
    if first > 0 and text[first - 1] not in "\n ":
        first = text.find(" ", first, span.start) + 1 or span.start
    if last < len(text) and text[last] not in "\n ":
        cut = text.rfind(" ", span.end, last)
        last = cut if cut >= 0 else span.end
    return Context(text=text[first:last], start=first)
