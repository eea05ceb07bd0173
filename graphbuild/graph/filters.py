"""Which claims an answer takes into account."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from graphbuild.core.errors import UsageError, did_you_mean
from graphbuild.core.link_key import OPEN, is_open, relation_of
from graphbuild.core.model import Claim, Review, Status
from graphbuild.core.names import fold
from graphbuild.core.periods import Period, asked_period
from graphbuild.core.second_reading import ReadBy, read_by
from graphbuild.evidence.citation import Citation
from graphbuild.evidence.link import MIN_CONFIDENCE, SHOWN, Link, gather
from graphbuild.evidence.summary import ClaimFacts, LinkSummary, summaries
from graphbuild.graph.when import HAPPENED, REPORTED, When
from graphbuild.knowledge.ontology import Ontology

if TYPE_CHECKING:
    from graphbuild.graph.view import View

T = TypeVar("T", bound=LinkSummary)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to leave out.

    Attributes:
        relations: only these, and the narrower ones of each; all where empty.
        statuses: only claims held like this.
        since, until: only what happened or held (where the text dates it; else: was published) in these days or
            between them. What has neither date stays.
        as_of: only what was so on that day: states that had begun and had not ended, deeds that had been done.
        reported: these go by the day of the article alone; `as_of` is then what was known on that day.
        dated: only what has a date.
        outlets: only what these outlets print.
        min_confidence: only claims at least this sure.
        open_claims: also what no relation of the ontology names.
        named_ends: only claims whose sentence itself says who both ends are: no pronoun, no "the group".
        read_by: only claims that these read; all where empty.
    """

    relations: frozenset[str] = frozenset()
    statuses: frozenset[Status] = SHOWN
    since: Period | None = None
    until: Period | None = None
    as_of: Period | None = None
    reported: bool = False
    dated: bool = False
    outlets: frozenset[str] = frozenset()
    min_confidence: float = MIN_CONFIDENCE
    open_claims: bool = False
    named_ends: bool = False
    read_by: frozenset[ReadBy] = frozenset()

    @property
    def usual(self) -> bool:
        """Whether the summaries that a store keeps answer what is asked, of whatever relation."""
        return self.statuses == SHOWN and self.min_confidence == MIN_CONFIDENCE and not self.asks_for_claims

    @property
    def unasked(self) -> bool:
        """Whether all links pass that are shown unless asked otherwise, and no others."""
        return self.usual and not self.relations and not self.open_claims

    def relation_filter(self, view: View) -> Callable[[str, str], bool]:
        """What says of a relation key and an object's id whether such links pass, as far as the relation goes."""
        if not self.relations:
            return lambda key, object_: self.open_claims or not is_open(key)
        wider = self._wider(view.ontology)

        def passes(key: str, object_: str) -> bool:
            """Return True if a relation key with this object is one of the relations asked for."""
            relation = relation_of(key)
            asked = wider.get(relation, frozenset())
            return relation in asked or any(_is_case_of(object_, wide, view) for wide in asked)

        return passes

    def links(
        self,
        view: View,
        actors: Collection[str] | None = None,
        *,
        ends: Collection[str] | None = None,
        leading: bool = False,
    ) -> list[Link]:
        """The links with one of these actors at an end (all links: null) that pass, ordered by their ends.

        Args:
            ends: only links with both ends among these.
            leading: only links whose subject is one of the actors.
        """
        claims = self._fitting(view, actors, leading=leading)
        if ends is not None:
            claims = (claim for claim in claims if claim.subject in ends and claim.object in ends)
        found = gather(self._citations(view, claims), view.ontology, statuses=self.statuses)
        return [_reviewed(_with_dispute(link, view), view) for link in found]

    def summaries(
        self, view: View, actors: Collection[str] | None = None, *, leading: bool = False
    ) -> Iterator[LinkSummary]:
        """The summaries of those links. Much faster: articles are only read where a filter asks it."""
        said: Iterable[ClaimFacts]
        if actors is None and not self.asks_for_claims:
            passes = self.relation_filter(view)
            sure = (claim for claim in view.claim_facts() if claim.confidence >= self.min_confidence)
            said, docs = (claim for claim in sure if passes(claim.key, claim.object)), None
        else:
            said = sorted(map(ClaimFacts.of, self._heard(view, actors, leading=leading)), key=attrgetter("link_key"))
            docs = {claim.doc for claim in said if claim.doc}
        return (_with_dispute(link, view) for link in summaries(said, view.origins(docs), statuses=self.statuses))

    def _heard(self, view: View, actors: Collection[str] | None, *, leading: bool) -> Iterator[Claim]:
        """The claims of every status that pass otherwise."""
        claims = self._fitting(view, actors, leading=leading)
        if self.asks_for_sources:
            return (citation.claim for citation in self._citations(view, claims))
        return claims

    def claims(self, view: View, actors: Collection[str] | None = None) -> Iterator[Claim]:
        """The claims that those links would rest on. Much faster: articles are only read where a filter asks it."""
        claims = (claim for claim in self._fitting(view, actors) if claim.status in self.statuses)
        if self.asks_for_sources:
            return (citation.claim for citation in self._citations(view, claims))
        return claims

    @property
    def asks_for_sources(self) -> bool:
        """Whether claims are left out because of when or by whom they were printed."""
        return bool(self.when or self.outlets)

    @property
    def when(self) -> When:
        """The time that is asked for."""
        return When(since=self.since, until=self.until, as_of=self.as_of, reported=self.reported, dated=self.dated)

    @property
    def asks_for_claims(self) -> bool:
        """Whether claims are left out because of what the summaries of a store do not say."""
        return self.asks_for_sources or self.named_ends or bool(self.read_by)

    def _fitting(self, view: View, actors: Collection[str] | None, *, leading: bool = False) -> Iterator[Claim]:
        """Return the claims that pass the relation and confidence filters; raises UsageError for an unknown outlet."""
        for outlet in sorted(self.outlets):
            _known(outlet, view)
        passes = self.relation_filter(view)
        sure = (claim for claim in view.claims(actors, leading=leading) if claim.confidence >= self.min_confidence)
        sure = (claim for claim in sure if claim.named_ends or not self.named_ends)
        read = (claim for claim in sure if not self.read_by or read_by(claim.rule) in self.read_by)
        return (claim for claim in read if passes(claim.relation, claim.object))

    def _citations(self, view: View, claims: Iterable[Claim]) -> Iterator[Citation]:
        """Yield the citations of claims that pass the date and outlet filters."""
        when, words = self.when, view.ontology
        cited = map(view.cite, claims)
        return (c for c in cited if (not when or when.passes(c, words)) and self._in_outlet(c))

    def _wider(self, ontology: Ontology) -> dict[str, frozenset[str]]:
        """Each relation that will do, with the relations that were asked for and take it in."""
        asked: dict[str, set[str]] = {}
        for wide in self.relations:
            for narrow in ontology.narrower(wide):
                asked.setdefault(narrow, set()).add(wide)
        return {narrow: frozenset(wide) for narrow, wide in asked.items()}

    def _in_outlet(self, citation: Citation) -> bool:
        """Return True if the outlet of a citation passes the filters."""
        return not self.outlets or fold(citation.outlet or "") in self.outlets


def filters(
    *,
    relation: Iterable[str] = (),
    status: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    dates: str = HAPPENED,
    dated: bool = False,
    source: Iterable[str] = (),
    min_confidence: float = MIN_CONFIDENCE,
    open_claims: bool = False,
    named_ends: bool = False,
    read_by: Iterable[str] = (),
) -> Filters:
    """Filters from what a user writes: names of relations and statuses, ISO dates, outlets in any case.

    Raises:
        UsageError: an unknown status, something that is no date, a confidence outside 0 to 1.
    """
    if dates not in (HAPPENED, REPORTED):
        raise UsageError(f"There are no dates {dates!r}.", hint=f"The dates are: {HAPPENED}, {REPORTED}.")
    if not 0 <= min_confidence <= 1:
        raise UsageError(f"A confidence is from 0 to 1, not {min_confidence}.")
    first, last = asked_period(since) if since else None, asked_period(until) if until else None
    if first and last and first.first > last.last:
        raise UsageError(f"Nothing lies between {since} and {until}.", hint="The earlier date is for since.")
    named = _one_or_more(relation)
    return Filters(
        relations=frozenset(named),
        statuses=frozenset(map(_status, _one_or_more(status))) or SHOWN,
        since=first,
        until=last,
        as_of=asked_period(as_of) if as_of else None,
        reported=dates == REPORTED,
        dated=dated,
        outlets=frozenset(map(fold, _one_or_more(source))),
        min_confidence=min_confidence,
        open_claims=open_claims or OPEN in named,
        named_ends=named_ends,
        read_by=frozenset(map(_reading, _one_or_more(read_by))),
    )


def _one_or_more(values: Iterable[str]) -> tuple[str, ...]:
    """Return values as a tuple; a single string is one value."""
    return (values,) if isinstance(values, str) else tuple(values)


def _status(text: str) -> Status:
    """Return the status that a text names; raises UsageError."""
    try:
        return Status(text)
    except ValueError:
        raise UsageError(f"There is no status {text!r}.", hint=f"The statuses are: {', '.join(Status)}.") from None


def _reading(text: str) -> ReadBy:
    """Return the way of reading that a text names; raises UsageError."""
    try:
        return ReadBy(text)
    except ValueError:
        raise UsageError(f"Nothing is read by {text!r}.", hint=f"It is one of: {', '.join(ReadBy)}.") from None


def _known(outlet: str, view: View) -> None:
    """Raises where no document is of this outlet: silence would look as if it told nothing."""
    there = {fold(name): name for name in view.outlets()}
    if outlet in there:
        return
    near = [there[name] for name in get_close_matches(outlet, sorted(there), n=3)]
    near += [name for key, name in sorted(there.items()) if outlet in key and name not in near][:3]
    otherwise = "`graphbuild stats` counts the documents of each outlet."
    if not there:
        otherwise = (
            "No document says which outlet it is from: `graphbuild build --outlet NAME` says it for a folder of them."
        )
    raise UsageError(f"No document is from an outlet {outlet!r}.", hint=did_you_mean(near, otherwise))


def _is_case_of(object_: str, wide: str, view: View) -> bool:
    """Whether a narrower claim is one of the wider relation too: a country's minister is no member of it."""
    end = view.actor(object_)
    return end is None or end.type in view.ontology.relation(wide).object


def _reviewed(link: Link, view: View) -> Link:
    """Return the link, marked as confirmed if the view has it confirmed."""
    return replace(link, review=Review.CONFIRMED) if view.confirmed(link.link_key) else link


def _with_dispute(link: T, view: View) -> T:
    """Return the link, marked as disputed if the view has it disputed."""
    return link if link.disputed or not view.disputed(link.link_key) else replace(link, disputed=True)
