"""The content of a report, independent of its format: headings, statements, and the footnotes that prove them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from graphbuild.answers.links import heading_key
from graphbuild.answers.profile import role_of
from graphbuild.answers.show import Dossier
from graphbuild.answers.timeline import entries
from graphbuild.core.model import Actor, Document, Review, Status
from graphbuild.core.spells import in_words
from graphbuild.evidence.citation import Citation, place_of
from graphbuild.evidence.guesses import guess_words
from graphbuild.evidence.link import Link
from graphbuild.graph.view import StoreView

CITED = 5
"""Maximum number of footnotes of one statement; the statement gives the number of further sentences."""

METHOD = (
    "Each statement was read by a program out of the sentences in its footnotes, and no person has confirmed it unless "
    "it says so. Read the sentence, and the article round it, before you rely on it. “Alleged” means that the text "
    "itself leaves it to somebody else, or to doubt. “A guess” means that a pronoun or a description in the sentence "
    "was taken for this actor, and how often such are right. Independent sources are counted by outlet, and copies of "
    "one story as one. The SHA-256 is that of the file or text as it was read: it shows whether a copy is the same."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A sentence and its source. For a claim that a person added, only the number and `title`, its source, are set."""

    number: int
    sentence: str | None
    title: str | None
    outlet: str | None
    published: str | None
    page: int | None
    row: int | None
    source: str | None
    url: str | None
    sha256: str | None

    @property
    def where(self) -> str:
        """Return title, outlet, date, page, file and address in one line, without repetitions."""
        page = f"page {self.page}" if self.page else None
        parts = (self.title, self.outlet, self.published, page, place_of(self.source, self.row), self.url)
        return ", ".join(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A line of the report: its text, notes on status and sources, and the numbers of its footnotes."""

    text: str
    notes: str = ""
    proofs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Statements under a heading; `parts` are subsections."""

    title: str
    statements: tuple[Statement, ...] = ()
    parts: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A report: title, subtitle, sections, and all footnotes ordered by number."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]


def sheet_of(dossier: Dossier, view: StoreView) -> Sheet:
    """Return the report of a dossier."""
    notes = _Notes(view)
    actor = dossier.actor
    sections = (
        Section(title="Who this is", statements=tuple(_facts(dossier))),
        Section(title="Roles and offices", statements=tuple(_offices(dossier, notes))),
        Section(title="Links", parts=tuple(_links(dossier, notes))),
        Section(title="In the order of time", statements=tuple(_timeline(dossier, notes))),
        Section(title="Articles", statements=tuple(_articles(dossier))),
        Section(title="How to read this", statements=(Statement(text=METHOD),)),
    )
    size = f"{_count(len(dossier.links), 'link')}, {_count(len(dossier.documents), 'article')}"
    return Sheet(
        title=actor.name,
        subtitle=f"{_words(actor.type)}, {size}",
        sections=tuple(section for section in sections if section.statements or section.parts),
        footnotes=notes.all,
    )


class _Notes:
    """Numbers the cited sentences in the order in which they are first cited."""

    def __init__(self, view: StoreView) -> None:
        """Start with no footnotes; evidence is looked up in the store view."""
        self._view = view
        self._numbers: dict[tuple[object, ...], int] = {}
        self._made: list[Footnote] = []

    @property
    def all(self) -> tuple[Footnote, ...]:
        """Return all footnotes made so far, in order of their numbers."""
        return tuple(self._made)

    def numbers(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """Return the footnote numbers of the best of these citations, preferring different stories."""
        found = dict.fromkeys(self._number(citation) for citation in _distinct(citations))
        return tuple(sorted(list(found)[:CITED]))

    def _number(self, citation: Citation) -> int:
        """Return the footnote number of a citation; one sentence has one footnote."""
        evidence = citation.claim.evidence
        key = (evidence.doc, evidence.sentence) if evidence else (citation.claim.id,)
        if key not in self._numbers:
            self._numbers[key] = len(self._made) + 1
            self._made.append(self._footnote(citation))
        return self._numbers[key]

    def _footnote(self, citation: Citation) -> Footnote:
        """Return a new footnote for a citation."""
        document = self._view.store.document(citation.doc) if citation.doc else None
        by_hand = f"Added by hand: {citation.claim.attribution or 'no source given'}"
        return Footnote(
            number=len(self._made) + 1,
            sentence=citation.sentence,
            title=citation.called if document else by_hand,
            outlet=citation.outlet,
            published=citation.published,
            page=citation.page,
            row=citation.row,
            source=citation.source,
            url=citation.url,
            sha256=document.sha256 if document else None,
        )


def _distinct(citations: Iterable[Citation]) -> Iterator[Citation]:
    """Yield at most `CITED` citations: one for each story first, then more of the same."""
    seen: set[str] = set()
    fresh: list[Citation] = []
    rest: list[Citation] = []
    for citation in citations:
        (rest if citation.story and citation.story in seen else fresh).append(citation)
        seen |= {citation.story} if citation.story else set()
    yield from [*fresh, *rest][:CITED]


def _facts(dossier: Dossier) -> Iterator[Statement]:
    """Yield type, country, names and counts of the actor."""
    actor = dossier.actor
    others = [name.name for name in dossier.names if name.name != actor.name and not name.possible]
    possible = [name.name for name in dossier.names if name.possible]
    facts = {
        "Type": _words(actor.type),
        "Country": actor.country,
        "Also": "; ".join(others),
        "Possibly also": "; ".join(possible),
        "Described as": "; ".join(actor.roles),
        "Mentioned": f"{_count(actor.n_mentions, 'time')} in {_count(actor.n_documents, 'article')}",
        "Id": actor.id,
        "Corrections": "; ".join(dossier.corrections),
    }
    return (Statement(text=f"{name}: {value}") for name, value in facts.items() if value)


def _offices(dossier: Dossier, notes: _Notes) -> Iterator[Statement]:
    """Yield the offices and roles of the actor, with dates and evidence."""
    links = {(link.relation, link.label, link.object): link for link in dossier.links}
    for office in dossier.offices:
        of = dossier.answer.actors[office.of].name
        said = f"{office.role} of {of}" if office.role else f"{office.label} {of}"
        status = () if office.status == Status.ASSERTED else (office.status,)
        link = links[office.relation, office.label, office.of]
        proofs = [c for c in link.evidence if (role_of(c.claim), c.claim.status.value) == (office.role, office.status)]
        yield Statement(text=said, notes=", ".join((*status, *office.dates)), proofs=notes.numbers(proofs))


def _links(dossier: Dossier, notes: _Notes) -> Iterator[Section]:
    """Yield a section for each relation of the actor."""
    actor, actors = dossier.actor, dossier.answer.actors
    for _, group in groupby(dossier.links, key=lambda link: heading_key(link, actor.id)):
        links = list(group)
        turned = links[0].object == actor.id and not links[0].symmetric
        title = links[0].inverse if turned else links[0].label
        yield Section(
            title=title[:1].upper() + title[1:],
            statements=tuple(_statement(link, actors, notes) for link in links),
        )


def _timeline(dossier: Dossier, notes: _Notes) -> Iterator[Statement]:
    """Yield the dated links of the actor, in order of date."""
    for entry in entries(dossier.links):
        if entry.date is not None:
            said = _statement(entry.link, dossier.answer.actors, notes)
            when = in_words(entry.spell or entry.date) if entry.dated else f"{entry.date} (as reported)"
            yield replace(said, text=f"{when}: {said.text}")


def _articles(dossier: Dossier) -> Iterator[Statement]:
    """Yield a statement for each document, with its number of mentions and its SHA-256."""
    for document, n in dossier.documents:
        yield Statement(text=_article(document), notes=f"{_count(n, 'mention')}; SHA-256 {document.sha256}")


def _article(document: Document) -> str:
    """Return the title, outlet, date, URL and source of a document, without gaps or duplicates."""
    parts = (document.title or document.source, document.outlet, document.published, document.url, document.source)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _statement(link: Link, actors: Mapping[str, Actor], notes: _Notes) -> Statement:
    """Return the statement of a link."""
    arrow = "—" if link.symmetric else "→"
    return Statement(
        text=f"{_name(link.subject, actors)} —{link.label}{arrow} {_name(link.object, actors)}",
        notes=", ".join(_held(link, actors)),
        proofs=notes.numbers(link.evidence),
    )


def _held(link: Link, actors: Mapping[str, Actor]) -> Iterator[str]:
    """Yield notes on a link: a status other than asserted, and the number of sources."""
    claim = link.best.claim
    if link.status is not Status.ASSERTED:
        yield link.status.value
    who = claim.attribution or (_name(claim.attributed_to, actors) if claim.attributed_to else None)
    if claim.evidence and who:
        yield f"{'by' if link.status is Status.DENIED else 'says'} {who}"
    if denier := claim.denial or (_name(claim.denied_by, actors) if claim.denied_by else None):
        yield f"denied by {denier}"
    if claim.date or claim.date_text:
        yield claim.date or claim.date_text or ""
    ends = {"subject": _name(link.subject, actors), "object": _name(link.object, actors)}
    if guess := guess_words(link.best.as_record(), ends):
        yield guess
    if link.disputed:
        yield "disputed: denied elsewhere"
    if link.review is Review.CONFIRMED:
        yield "confirmed by a person"
    yield _count(link.n_outlets, "independent source") if link.n_documents else "added by hand"
    if link.weight > CITED:
        yield f"the best {CITED} of {link.weight} sentences"


def _name(actor_id: str, actors: Mapping[str, Actor]) -> str:
    """Return the name of an actor, or its id if the actor is unknown."""
    return actors[actor_id].name if actor_id in actors else actor_id


def _words(name: str) -> str:
    """Return an identifier with spaces instead of underscores."""
    return name.replace("_", " ")


def _count(n: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless the number is one."""
    return f"{n} {noun}{'' if n == 1 else 's'}"
