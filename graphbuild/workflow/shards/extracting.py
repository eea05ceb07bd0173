"""Reading one part of the input into a file. Whoever is interrupted goes on where they were."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.core.errors import InputError
from graphbuild.core.model import Document, Failure, Reading, Remark, content_id
from graphbuild.documents import read_documents
from graphbuild.documents.sharing import WHOLE, Shard
from graphbuild.extraction import pipeline
from graphbuild.extraction.workers import Recipe, extract
from graphbuild.knowledge import gazetteer as gazetteers
from graphbuild.knowledge import ontology as ontologies
from graphbuild.knowledge.ontology import snapshot
from graphbuild.workflow.run import Listener
from graphbuild.workflow.second_reader import Second, opened
from graphbuild.workflow.second_report import SecondReport
from graphbuild.workflow.shards import part
from graphbuild.workflow.shards.part import Head

if TYPE_CHECKING:
    from graphbuild.second_reader.protocol import SecondReader

PIECE = 50
"""Documents in a piece: what an interruption can lose."""


@dataclass(slots=True, kw_only=True)
class PartReport:
    """What became of a part. Numbers of documents."""

    output: Path
    shard: str
    read: int = 0
    known: int = 0
    skipped: list[Failure] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    second: SecondReport | None = None

    def as_record(self) -> dict[str, Any]:
        """As a flat record for JSON."""
        return {
            "output": self.output.as_posix(),
            "shard": self.shard,
            "read": self.read,
            "known": self.known,
            "skipped": [{"source": failure.source, "reason": failure.reason} for failure in self.skipped],
            "remarks": [{"source": remark.source, "remark": remark.reason} for remark in self.remarks],
            "notices": self.notices,
            **({"second_reader": self.second.as_record()} if self.second is not None else {}),
        }


def extract_part(
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    shard: Shard = WHOLE,
    model: str | None = None,
    ontology: str | Path | None = None,
    actors: str | Path | None = None,
    workers: int | None = 1,
    reader: str | SecondReader | Second | None = None,
    learned: bool = False,
    listener: Listener = lambda _: None,
    **reading: Any,
) -> PartReport:
    """Reads one part of the input and writes what was read to a Parquet file, for `merge`.

    What is in the file already, or was read before an interruption, is not read again, unless the text or the
    way of reading has changed since.

    Args:
        inputs: files and folders: all of the input, named alike on every machine.
        output: the file; until it is complete, what is read lies in a folder beside it.
        shard: which part.
        model, ontology, actors, workers, reader: as for `building.update`; a reader's answers are kept beside the
            output.
        learned: read with the learned reader beside the rules.
        listener: told of each document read or known and each input skipped, as it happens.
        reading: `outlet`, `date`, `any_language`, `ocr`, `stdin`, as for `read_documents`.

    Raises:
        UsageError: pyarrow is not installed.
        DataError, ModelError, WorkerError: as for `building.update`.
        StoreError: the file cannot be written.
    """
    words = ontologies.load(Path(ontology) if ontology is not None else None)
    known = gazetteers.load(Path(actors)) if actors is not None else None
    second = opened(reader, Path(output).parent, words)
    way = pipeline.signature(words, model, known, learned=learned)
    way = way if second is None else second.way(way)
    head = Head(shard=str(shard), way=way, vocabulary=snapshot.dump(words))
    run = _Run(PartReport(output=Path(output), shard=str(shard)), head, listener)
    if known is not None and known.notice:
        run.report.notices.append(known.notice)
    recipe = Recipe(ontology=words, model=model, gazetteer=known, learned=learned)
    items = read_documents(inputs, shard=shard, **reading)
    told = run.report.notices.append
    extraction = extract if second is None else second.extraction(extract)
    with closing(extraction(run.new(items), recipe, workers=workers, told=told)) as found:
        while piece := list(islice(found, PIECE)):
            run.keep(piece)
    run.finish()
    if second is not None:
        run.report.second = second.report()
        run.report.notices += run.report.second.notices
    return run.report


class _Run:
    """One run of `extract_part`: its pieces lie beside the output until it is complete."""

    def __init__(self, report: PartReport, head: Head, listener: Listener) -> None:
        """Find the finished pieces of an earlier run that fit this one."""
        part.check_installed()
        self.report, self.head, self.listener = report, head, listener
        self.folder = report.output.with_name(f".{report.output.name}.pieces")
        pieces = [report.output, *sorted(self.folder.glob("*.parquet"))]
        self.pieces = [piece for piece in pieces if self._fits(piece)]
        self.there = {id_: digest for piece in self.pieces for id_, digest, found in _readings(piece) if _whole(found)}
        self.wanted: dict[str, str] = {}

    def _fits(self, piece: Path) -> bool:
        """Whether a piece of an earlier run was read in the way of this one."""
        try:
            return piece.exists() and part.head(piece) == self.head
        except InputError:
            return False

    def new(self, items: Iterable[Document | Failure]) -> Iterator[Document]:
        """The documents that have to be read."""
        for item in items:
            if isinstance(item, Failure):
                self._skip(item)
                continue
            self.wanted[item.id] = _digest(item)
            if self.there.get(item.id) == self.wanted[item.id]:
                self.report.known += 1
                self.listener(item)
            else:
                yield item

    def keep(self, outcomes: Iterable[Reading | Failure]) -> None:
        """Keeps what came of some documents in a piece of its own."""
        readings = []
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self._skip(outcome)
                continue
            self.report.read += 1
            self.listener(outcome)
            readings.append(outcome)
        if readings:
            self.folder.mkdir(exist_ok=True)
            piece = self.folder / f"{len(list(self.folder.iterdir())):06}.parquet"
            part.write(piece, self.head, readings)
            self.pieces.append(piece)

    def finish(self) -> None:
        """Puts the pieces together: what is in the input now, then what could not be read."""
        failures = sorted(set(self.report.skipped), key=lambda failure: (failure.source, failure.reason))
        part.write(self.report.output, self.head, chain(self._found(), failures))
        shutil.rmtree(self.folder, ignore_errors=True)

    def _found(self) -> Iterator[Reading]:
        """Yield the stored reading of each wanted document, once per document."""
        latest = {
            id_: at
            for at, piece in enumerate(self.pieces)
            for id_, digest, _ in _readings(piece)
            if self.wanted.get(id_) == digest
        }
        for at, piece in enumerate(self.pieces):
            for id_, _, reading in _readings(piece):
                if latest.get(id_) == at:  # what was read again is in a later piece
                    del latest[id_]
                    yield reading

    def _skip(self, failure: Failure) -> None:
        """Record a remark or a skipped input in the report and notify the listener."""
        if isinstance(failure, Remark):
            self.report.remarks.append(failure)
        else:
            self.report.skipped.append(failure)
        self.listener(failure)


def _readings(piece: Path) -> Iterator[tuple[str, str, Reading]]:
    """Id and digest of the documents of a piece, and what was read of them."""
    for outcome in part.outcomes(piece):
        if isinstance(outcome, Reading):
            yield outcome.document.id, _digest(outcome.document), outcome


def _whole(reading: Reading) -> bool:
    """Return False for a document of which a second reader did not answer everything: it is asked again."""
    return reading.heard is None or not reading.heard.unread


def _digest(document: Document) -> str:
    """Return the content hash of all fields of a document."""
    return content_id(*asdict(document).values())
