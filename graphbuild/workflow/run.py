"""One run of a build: documents go into a store, and what was read, known and skipped is counted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

from graphbuild.core.errors import InputError, NothingReadError
from graphbuild.core.model import Document, Failure, Reading
from graphbuild.extraction.workers import Recipe, extract
from graphbuild.knowledge.gazetteer import Gazetteer
from graphbuild.knowledge.ontology import Ontology, snapshot
from graphbuild.resolution.corrections import Corrections
from graphbuild.resolution.corrections.notice import Notice
from graphbuild.store import Store
from graphbuild.workflow.judge import is_judged, judge_store, verdict
from graphbuild.workflow.outputs import GRAPHML, PAGE, STORE, draw
from graphbuild.workflow.report import BuildReport

NAMED = 5  # files that a notice names
BATCH = 50
"""Documents that are kept at once: what an interruption can lose."""

T = TypeVar("T")
Extraction: TypeAlias = Callable[..., Generator[Reading | Failure, None, None]]
Listener: TypeAlias = Callable[[Reading | Failure | Document], None]
"""Hears a reading for what was read, a failure for what was skipped, a document for what was there already."""


@dataclass(slots=True)
class _Tally:
    """What has happened so far."""

    read: int = 0
    known: int = 0
    reread: set[str] = field(default_factory=set)
    skipped: list[Failure] = field(default_factory=list)
    without_actors: list[str] = field(default_factory=list)
    notices: tuple[Notice, ...] = ()
    deaths: list[str] = field(default_factory=list)
    rewritten: list[tuple[str, str]] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        return bool(self.read or self.known or self.reread)


class Run:
    """One run of `update` or `gather`: what it was told, what it has read and what it skipped so far."""

    def __init__(
        self,
        words: Ontology,
        signature: str,
        model: str | None,
        strict: bool,
        listener: Listener | None,
        corrections: Corrections,
        known: Gazetteer | None = None,
        extraction: Extraction = extract,
    ) -> None:
        self.words = words
        self.extraction = extraction
        self.known = known
        self.signature = signature
        self.model = model
        self.strict = strict
        self.listener = listener or (lambda _: None)
        self.corrections = corrections
        self.tally = _Tally()
        self.outdated: set[str] = set()
        self.earlier: dict[str, str] = {}
        self.kept = False

    def first(self, items: Iterator[Failure | T]) -> T:
        """The first input that can be read. Nothing is written before there is one."""
        for item in items:
            if not isinstance(item, Failure):
                return item
            self._skip(item)
        raise self._nothing_read()

    def into(self, folder: Path, fill: Callable[[Store], None], *, fresh: bool, page: bool) -> BuildReport:
        """Fills the store of a folder, and draws what is drawn from it. A store that could not be begun is not left."""
        made = not (folder / STORE).exists()
        if self.corrections.entries and not made and not fresh:  # what contradicts itself is refused at once
            with Store.open(folder / STORE) as store:
                if not is_judged(store, self.words, self.corrections):
                    verdict(store, self.words, self.corrections)
        with Store.write(folder / STORE, fresh=fresh) as store:
            try:
                fill(store)
            except Exception:
                if made and not self.kept:
                    store.abandon()
                raise
        return self.drawn(folder, page=page)

    def read_into(self, store: Store, items: Iterable[Document | Failure]) -> None:
        """Reads what is new into the store, in batches, so that an interruption loses little."""
        recipe = Recipe(ontology=self.words, model=self.model, gazetteer=self.known)
        new = self._new(store, items)
        with closing(self.extraction(new, recipe, told=self.tally.deaths.append)) as outcomes:
            self._keep_all(store, outcomes)

    def take_into(self, store: Store, outcomes: Iterable[Reading | Failure]) -> None:
        """Takes what was read elsewhere into the store."""
        self._keep_all(store, (o for o in outcomes if isinstance(o, Failure) or self._is_new(store, o.document)))

    def _keep_all(self, store: Store, outcomes: Iterable[Reading | Failure]) -> None:
        batch: list[Reading] = []
        self.outdated = store.outdated(self.signature)
        self.earlier = {source: id_ for id_, source in store.sources().items() if not _is_table(source)}
        store.set_meta(snapshot.META_KEY, snapshot.dump(self.words))
        try:
            for outcome in outcomes:
                self._heard(outcome, batch)
                if len(batch) >= BATCH:
                    self._keep(store, batch)
        finally:
            self._keep(store, batch)
            self.tally.notices = judge_store(store, self.words, self.corrections)
        if not self.tally.anything:
            raise self._nothing_read()

    def drawn(self, folder: Path, *, page: bool) -> BuildReport:
        """Writes the files that are drawn from the store, and reports."""
        found = draw(folder / STORE, self.words, page=page)
        tally = self.tally
        return BuildReport(
            output=folder,
            files=(STORE, *([PAGE] if page else []), GRAPHML),
            unchanged=found.unchanged and not tally.read and not tally.reread,
            read=tally.read,
            known=tally.known,
            reread=len(tally.reread),
            outdated=len(self.outdated),
            skipped=tuple(tally.skipped),
            without_actors=tuple(tally.without_actors),
            corrections=len(self.corrections.entries),
            notices=(
                *tally.deaths,
                *(notice.text for notice in tally.notices),
                *_rewritten(tally.rewritten),
                *([found.unseen] if found.unseen else []),
            ),
            documents=found.documents,
            actors=found.actors,
            links=found.links,
            relations=found.relations,
            first=found.first,
        )

    def _new(self, store: Store, items: Iterable[Document | Failure]) -> Iterator[Document]:
        """The documents that have to be read; the others and the failures are noted."""
        for item in items:
            if isinstance(item, Failure):
                self._skip(item)
                continue
            if self._is_new(store, item):
                yield item

    def _is_new(self, store: Store, document: Document) -> bool:
        """Whether a document has to be read; notes it where it has not."""
        there = store.document(document.id)
        if there is not None and there.text != document.text:
            reason = f"Its id {document.id!r} has another text in {there.source} of the store: ids must differ."
            self._skip(Failure(source=document.source, reason=reason))
            return False
        if there == document and document.id not in self.outdated:
            self.tally.known += 1
            self.listener(document)
            return False
        if there is not None:
            self.tally.reread.add(document.id)
        elif document.source in self.earlier:
            self.tally.rewritten.append((document.source, self.earlier[document.source]))
        return True

    def _heard(self, outcome: Reading | Failure, batch: list[Reading]) -> None:
        if isinstance(outcome, Failure):
            self._skip(outcome)
            return
        self.outdated.discard(outcome.document.id)
        if outcome.document.id not in self.tally.reread:
            self.tally.read += 1
        if not outcome.actors:
            self.tally.without_actors.append(outcome.document.source)
        batch.append(outcome)
        self.listener(outcome)

    def _keep(self, store: Store, batch: list[Reading]) -> None:
        if not batch:
            return
        store.add(batch, way=self.signature)
        self.kept = True
        batch.clear()

    def _skip(self, failure: Failure) -> None:
        self.tally.skipped.append(failure)
        self.listener(failure)
        if self.strict:
            raise InputError(f"{failure.source}: {failure.reason}", hint="Without --strict the rest is read.")

    def _nothing_read(self) -> NothingReadError:
        n = len(self.tally.skipped)
        return NothingReadError(
            "Nothing could be read." if n != 1 else "The one input could not be read.",
            hint="`graphbuild build --help` says what can be given." if n else "The input holds no article.",
        )


def _is_table(source: str) -> bool:
    return source.lower().removesuffix(".gz").endswith((".jsonl", ".csv"))


def _rewritten(found: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What there is to say of files that the store knows with another text; nothing is lost, so both are kept."""
    for source, id_ in found[:NAMED]:
        yield f"{source} is in the store with another text too; `graphbuild remove {id_}` takes that one out."
    if len(found) > NAMED:
        yield f"So are {len(found) - NAMED} more files; the JSON Lines export has the ids of all documents."
