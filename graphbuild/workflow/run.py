"""One run of a build: documents go into a store, and what was read, known and skipped is counted."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

from graphbuild.core.errors import InputError, NothingReadError
from graphbuild.core.model import Document, Failure, Reading, Remark, content_id
from graphbuild.extraction.workers import Recipe, extract
from graphbuild.knowledge.gazetteer import Gazetteer
from graphbuild.knowledge.ontology import Ontology, snapshot
from graphbuild.resolution.corrections import Corrections
from graphbuild.resolution.corrections.notice import Notice
from graphbuild.store import Store
from graphbuild.workflow import heading
from graphbuild.workflow.judge import is_judged, judge_store, verdict
from graphbuild.workflow.known import Comparison, KnownDocuments
from graphbuild.workflow.learned import remember
from graphbuild.workflow.outputs import GRAPHML, PAGE, STORE, Choice, draw
from graphbuild.workflow.report import BuildReport, rewritten
from graphbuild.workflow.second_reader import SecondRun

BATCH = 50
"""Documents that are kept together: what an interruption can lose."""

UNFINISHED = "unfinished"
"""How documents were read of which a second reader did not answer everything."""

T = TypeVar("T")
Extraction: TypeAlias = Callable[..., Generator[Reading | Failure, None, None]]
Listener: TypeAlias = Callable[[Reading | Failure | Document], None]
"""Called with a reading for what was read, a failure for what was skipped, a document for what was there already."""


def ignore(_: Reading | Failure | Document) -> None:
    """Listen to nothing."""


@dataclass(slots=True)
class _Tally:
    """What has happened so far.

    Attributes:
        read, known, outdated: numbers of documents, as in `BuildReport`.
        reread: the ids of documents that were there and were read again.
        deaths: a notice for each worker process that died.
        rewritten: source and earlier id of each file that the store knows with another text.
    """

    read: int = 0
    known: int = 0
    outdated: int = 0
    reread: set[str] = field(default_factory=set)
    skipped: list[Failure] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    without_actors: list[str] = field(default_factory=list)
    notices: tuple[Notice, ...] = ()
    deaths: list[str] = field(default_factory=list)
    rewritten: list[tuple[str, str]] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether any document could be read or was known."""
        return bool(self.read or self.known or self.reread)


@dataclass(slots=True, kw_only=True)
class Run:
    """One run of `update` or `gather`: its options, and what it has done so far.

    Attributes:
        words: the relations.
        way: how documents are read (`pipeline.signature`).
        corrections: laid over what is judged.
        model, gazetteer, extraction: what to read with; not needed where documents were read elsewhere.
        second: a second reader that is asked too.
        learned: the learned reader reads beside the rules.
        strict: stop at the first input that cannot be read.
        listener: called for each document as it passes.
        heading: the texts of the page's heading that change, by name.
    """

    words: Ontology
    way: str
    corrections: Corrections
    model: str | None = None
    gazetteer: Gazetteer | None = None
    extraction: Extraction = extract
    second: SecondRun | None = None
    learned: bool = False
    strict: bool = False
    listener: Listener = ignore
    heading: Mapping[str, str | None] = field(default_factory=dict)
    tally: _Tally = field(default_factory=_Tally, init=False)
    kept: bool = field(default=False, init=False)

    def first(self, items: Iterator[Failure | T]) -> T:
        """Return the first item that is no failure. Nothing is written before there is one.

        Raises:
            NothingReadError: all items are failures.
            InputError: with `strict`, the first one is.
        """
        for item in items:
            if not isinstance(item, Failure):
                return item
            self._skip(item)
        raise self._nothing_read()

    def into(self, folder: Path, fill: Callable[[Store], None], *, fresh: bool, wanted: Choice) -> BuildReport:
        """Fill the store of a folder, and write what is drawn from it. A store that was begun in vain is removed.

        Args:
            folder: where the store is, or will be.
            fill: adds documents to the store, and judges it: `read_into` or `take_into`.
            fresh: replace the store by a new one.
            wanted: which files are drawn; the store keeps what was said.
        """
        made = not (folder / STORE).exists()
        if self.corrections.entries and not made and not fresh:
            self._refuse_contradictions(folder / STORE)
        with Store.write(folder / STORE, fresh=fresh) as store:
            try:
                fill(store)
            except Exception:
                if made and not self.kept:
                    store.abandon()
                raise
            store.set_meta(heading.META_KEY, heading.heading_of(store).changed(**self.heading).dump())
            wanted = wanted.remembered(store)
        return self._report(folder, wanted.files)

    def read_into(self, store: Store, items: Iterable[Document | Failure]) -> None:
        """Read what is new into the store, in batches, so that an interruption loses little; then judge it."""
        known = KnownDocuments(store, self.way)
        recipe = Recipe(ontology=self.words, model=self.model, gazetteer=self.gazetteer, learned=self.learned)
        remember(store, self.learned)
        documents = self._to_read(known, items)
        with closing(self.extraction(documents, recipe, told=self.tally.deaths.append)) as outcomes:
            self._keep_all(store, known, outcomes)

    def take_into(self, store: Store, outcomes: Iterable[Reading | Failure]) -> None:
        """Take what was read elsewhere into the store, as far as it is new; then judge it."""
        known = KnownDocuments(store, self.way)
        new = (item for item in outcomes if isinstance(item, Failure) or self._is_to_read(known, item.document))
        self._keep_all(store, known, new)

    def _refuse_contradictions(self, path: Path) -> None:
        """Judge with the corrections and keep nothing, so that corrections that fail do so before anything is read.

        Raises:
            DataError: the corrections contradict each other.
        """
        with Store.open(path) as store:
            if not is_judged(store, self.words, self.corrections):
                verdict(store, self.words, self.corrections)

    def _to_read(self, known: KnownDocuments, items: Iterable[Document | Failure]) -> Iterator[Document]:
        """Yield the documents that have to be read; count and report all others as they pass.

        The extraction takes them one after another, while earlier ones are read and kept.
        """
        for item in items:
            if isinstance(item, Failure):
                self._skip(item)
            elif self._is_to_read(known, item):
                yield item

    def _is_to_read(self, known: KnownDocuments, document: Document) -> bool:
        """Return whether a document has to be read. Counts it, and reports it where it has not."""
        compared = known.compare(document)
        match compared.result:
            case Comparison.CONFLICT:
                where = f"{compared.source} of the store"
                reason = f"Its id {document.id!r} has another text in {where}: ids must differ."
                self._skip(Failure(source=document.source, reason=reason))
                return False
            case Comparison.SAME:
                self.tally.known += 1
                self.listener(document)
                return False
            case Comparison.OUTDATED:
                self.tally.reread.add(document.id)
            case Comparison.NEW:
                if compared.earlier is not None:
                    self.tally.rewritten.append((document.source, compared.earlier))
        return True

    def _keep_all(self, store: Store, known: KnownDocuments, outcomes: Iterable[Reading | Failure]) -> None:
        """Keep what was read, batch by batch, and judge the store, also where reading is interrupted.

        Raises:
            NothingReadError: no document was read, and none was known.
        """
        batch: list[Reading] = []
        store.set_meta(snapshot.META_KEY, snapshot.dump(self.words))
        try:
            for outcome in outcomes:
                if isinstance(outcome, Failure):
                    self._skip(outcome)
                    continue
                known.outdated.discard(outcome.document.id)
                self._count(outcome)
                batch.append(outcome)
                if len(batch) >= BATCH:
                    self._keep(store, batch)
        finally:
            self._keep(store, batch)
            store.move(known.moved)
            self.tally.notices = judge_store(store, self.words, self.corrections)
        self.tally.outdated = len(known.outdated)
        if not self.tally.anything:
            raise self._nothing_read()

    def _count(self, reading: Reading) -> None:
        """Count and report a document that was read."""
        if reading.document.id not in self.tally.reread:
            self.tally.read += 1
        if not reading.actors:
            self.tally.without_actors.append(_place(reading.document))
        self.listener(reading)

    def _keep(self, store: Store, batch: list[Reading]) -> None:
        """Add a batch to the store, and empty it."""
        if not batch:
            return
        whole = [reading for reading in batch if reading.heard is None or not reading.heard.unread]
        store.add(whole, way=self.way)
        if len(whole) < len(batch):  # what a second reader did not answer is asked again next time
            store.add([r for r in batch if r.heard is not None and r.heard.unread], way=UNFINISHED)
        self.kept = True
        batch.clear()

    def _skip(self, failure: Failure) -> None:
        """Count and report an input that was skipped; a remark on one that was read is only passed on.

        Raises:
            InputError: the run is strict.
        """
        if isinstance(failure, Remark):
            self.tally.remarks.append(failure)
            self.listener(failure)
            return
        self.tally.skipped.append(failure)
        self.listener(failure)
        if self.strict:
            raise InputError(f"{failure.source}: {failure.reason}", hint="Without --strict the rest is read.")

    def _nothing_read(self) -> NothingReadError:
        """Return the error of a run in which nothing could be read."""
        n = len(self.tally.skipped)
        return NothingReadError(
            "Nothing could be read." if n != 1 else "The one input could not be read.",
            hint="`graphbuild build --help` says what can be given." if n else "The input holds no article.",
        )

    def _report(self, folder: Path, files: tuple[str, ...]) -> BuildReport:
        """Write these files, which are drawn from the store, and return the report of the run."""
        found = draw(folder / STORE, self.words, page=PAGE in files, graphml=GRAPHML in files)
        tally, second = self.tally, self.second.report() if self.second is not None else None
        return BuildReport(
            output=folder,
            files=(STORE, *files),
            unchanged=found.unchanged and not tally.read and not tally.reread,
            read=tally.read,
            known=tally.known,
            reread=len(tally.reread),
            outdated=tally.outdated,
            skipped=tuple(tally.skipped),
            remarks=tuple(tally.remarks),
            without_actors=tuple(tally.without_actors),
            corrections=len(self.corrections.entries),
            notices=(
                *tally.deaths,
                *(notice.text for notice in tally.notices),
                *rewritten(tally.rewritten),
                *(second.notices if second is not None else ()),
                *([found.unseen] if found.unseen else []),
                *([self.gazetteer.notice] if self.gazetteer is not None and self.gazetteer.notice else []),
            ),
            documents=found.documents,
            actors=found.actors,
            links=found.links,
            linked_actors=found.linked_actors,
            relations=found.relations,
            first=found.first,
            second=second,
        )


def _place(document: Document) -> str:
    """Return where a document comes from: its source, and in a table its own id there, where it has one."""
    given = document.id != content_id(document.text, document.source)
    return f"{document.source}, {document.id}" if given else document.source
