"""Holds what was read out of the annotated texts against what a person says is in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphbuild.core.model import Claim, Reading

from .annotation import ANY, Link, Text

# Claims below this are kept but shown nowhere, so they are not held against the reader, nor in its favour.
SHOWN = 0.5
OPEN = "other"
ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as annotated; `what` is missed, wrong, or the measure that it fails."""

    what: str
    relation: str
    text: Text
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.what:<11} {self.expected or '-'}  ->  {self.got or '-'}\n{'':<11} {self.file}: {self.sentence}"

    @property
    def file(self) -> str:
        return self.text.file

    @property
    def sentence(self) -> str:
        """The text, or of an article only its file."""
        return "" if self.text.is_article else self.text.text


@dataclass(slots=True)
class Score:
    """Right answers and answers asked for, by measure (and by relation), with everything that was not right."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def count(self, right: bool, *measures: str) -> None:
        for measure in measures:
            self.asked[measure] += 1
            self.right[measure] += right

    def share(self, measure: str) -> float:
        """Right answers as a share of those asked for; 1 where none was."""
        return self.right[measure] / self.asked[measure] if self.asked[measure] else 1.0


class Matcher:
    """Who of the annotated actors each actor of a reading is, and which links its claims are."""

    def __init__(self, text: Text, reading: Reading, symmetric: Iterable[str]) -> None:
        self.text = text
        self.symmetric = frozenset(symmetric)
        spoken: dict[str, set[str]] = {actor.id: {actor.name, *actor.aliases} for actor in reading.actors}
        for mention in reading.mentions:
            spoken[mention.actor].add(mention.text)
        self.names = {actor.id: actor.name for actor in reading.actors}
        self.who = {id_: self._annotated(names) for id_, names in spoken.items()}

    def _annotated(self, spoken: set[str]) -> frozenset[str]:
        """The names of the annotated actor that goes by one of these; else of any whose name is nearly one of them."""
        given = {_plain(name) for name in spoken}
        exact = [a.names for a in self.text.actors if given & {_plain(name) for name in a.names}]
        near = [a.names for a in self.text.actors if any(_near(g, _plain(n)) for g in given for n in a.names)]
        return frozenset(name for names in exact or near for name in names)

    def is_end(self, actor: str, name: str) -> bool:
        return name in self.who[actor]

    def joins(self, claim: Claim, link: Link, *, turned: bool = False) -> bool:
        """Whether a claim has the ends of a link (the wrong way round where `turned`) and one of its relations."""
        if claim.relation not in link.relations:
            return False
        subject, object_ = (link.object, link.subject) if turned else (link.subject, link.object)
        if self.is_end(claim.subject, subject) and self.is_end(claim.object, object_):
            return True
        return not turned and claim.relation in self.symmetric and self.joins(claim, link, turned=True)

    def link_of(self, claim: Claim) -> Link | None:
        """The annotated link that a claim is; where there are several, one whose status is the claim's."""
        found = [link for link in (*self.text.links, *self.text.also) if self.joins(claim, link)]
        return next((link for link in found if link.allows(claim.status.value)), found[0] if found else None)

    def shown(self, claim: Claim) -> str:
        """The claim as a line of the annotation."""
        by = f" | by: {self.names[claim.attributed_to]}" if claim.attributed_to else ""
        ends = f"{self.names[claim.subject]} | {claim.relation} | {self.names[claim.object]}"
        return f"{ends} | {claim.status.value}{by} ({claim.rule})"


def score(text: Text, reading: Reading, symmetric: Iterable[str], into: Score) -> None:
    """Adds one text's reading to a score."""
    matcher = Matcher(text, reading, symmetric)
    claims = distinct(reading.claims)
    matched = [(claim, matcher.link_of(claim)) for claim in claims]
    for claim, link in matched:
        _score_claim(matcher, claim, link, into)
    for link in text.links:
        found = any(matcher.joins(claim, link) for claim in claims)
        relation = min(link.relations)
        into.count(found, "recall", f"recall:{relation}")
        if not found:
            into.findings.append(Finding(what="missed", relation=relation, text=text, expected=link.line, got=""))
    if text.is_article:
        _score_actors(matcher, reading, into)


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that are shown, each said once: the surest of those that say the same in the same status."""
    best: dict[tuple[str, str, str, str], Claim] = {}
    for claim in claims:
        if claim.confidence < SHOWN or claim.relation == OPEN:
            continue
        key = (claim.subject, claim.relation, claim.object, claim.status.value)
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    return list(best.values())


def _score_claim(matcher: Matcher, claim: Claim, link: Link | None, into: Score) -> None:
    """Precision, direction and status of one claim."""

    def note(what: str, expected: str) -> None:
        into.findings.append(
            Finding(what=what, relation=claim.relation, text=matcher.text, expected=expected, got=matcher.shown(claim))
        )

    if link is None:
        turned = next((k for k in matcher.text.links if matcher.joins(claim, k, turned=True)), None)
        into.count(False, "precision", f"precision:{claim.relation}")
        if turned is not None:
            into.count(False, "direction")
        note("direction" if turned else "wrong", turned.line if turned else "")
        return
    if link in matcher.text.links:
        into.count(True, "precision", f"precision:{claim.relation}")
    if claim.relation not in matcher.symmetric:
        into.count(True, "direction")
    if ANY not in link.statuses:
        right = link.allows(claim.status.value)
        into.count(right, "status")
        if not right:
            note("status", link.line)
    for what, asked, right in _details(matcher, claim, link):
        if asked and link.allows(claim.status.value):
            into.count(right, what)
            if not right:
                note(what, link.line)


def _details(matcher: Matcher, claim: Claim, link: Link) -> list[tuple[str, bool, bool]]:
    """What is asked of a claim beyond its ends and status, and whether it is right."""
    by, where = claim.attributed_to, claim.place_text or ""
    return [
        ("cue", link.cue, bool(claim.cue)),
        ("attribution", link.by is not None, by is not None and matcher.is_end(by, link.by or "")),
        ("date", link.date is not None, claim.date == link.date),
        ("date", link.when is not None, f"{claim.date_from or ''}..{claim.date_to or ''}" == link.when),
        ("date", link.basis is not None, (claim.date_basis or "none") == link.basis),
        ("place", link.place is not None, link.place is not None and link.place in where),
    ]


def _score_actors(matcher: Matcher, reading: Reading, into: Score) -> None:
    """Whether the annotated actors of an article were found, and their types."""
    for actor in matcher.text.actors:
        found = [a for a in reading.actors if actor.names[0] in matcher.who[a.id]]
        right = any(a.type.value in actor.types for a in found)
        into.count(bool(found), "actors")
        if found:
            into.count(right, "types")
        if not right:
            line = f"{actor.names[0]} | {'/'.join(sorted(actor.types))}"
            got = "; ".join(f"{a.name} | {a.type.value}" for a in found)
            into.findings.append(
                Finding(what="type" if found else "actor", relation="", text=matcher.text, expected=line, got=got)
            )


def _plain(name: str) -> str:
    """A name in lower case without its article."""
    name = name.casefold()
    return next((name.removeprefix(article) for article in ARTICLES if name.startswith(article)), name)


def _near(one: str, other: str) -> bool:
    """Whether one name is the other with some words more at an end ("nurses", "two nurses"), at most as many again."""
    short, long = sorted((one, other), key=len)
    whole = long.startswith(f"{short} ") or long.endswith(f" {short}")
    return whole and 2 * len(short) >= len(long)
