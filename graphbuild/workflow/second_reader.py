"""A second reader in a build: opened as the user asks for it, asked about each document that is read, and reported."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.core import steps
from graphbuild.core.errors import UsageError
from graphbuild.core.model import Document, Failure, Heard, Reading, content_id
from graphbuild.knowledge.ontology import Ontology
from graphbuild.workflow.second_report import DryRun, SecondReport

if TYPE_CHECKING:
    from graphbuild.second_reader.asking import Asking
    from graphbuild.second_reader.protocol import SecondReader

ANSWERS = "answers.jsonl"
"""The file beside a store that keeps a reader's answers."""
INSTALL = "pip install 'graphbuild[llm]'"
CHARACTERS_A_TOKEN = 4

Extraction = Callable[..., Generator[Reading | Failure, None, None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """A second reader as a user asks for it.

    Attributes:
        reader: the address of a server, the name of an installed reader, or a reader itself; where None, what the
            environment or the configuration file says, else only kept answers.
        model: the name of the model; of several readers in the kept answers, whose are read.
        answers: the file of answers; beside the store where None.
        timeout: seconds for an answer. parallel: questions at once.
        send_text_to: a host, not this machine, to which texts may be sent.
    """

    reader: str | SecondReader | None = None
    model: str | None = None
    answers: str | Path | None = None
    timeout: float | None = None
    parallel: int | None = None
    send_text_to: str | None = None


@dataclass(slots=True)
class SecondRun:
    """A second reader during one run.

    Attributes:
        asking: who is asked, what was answered, what it cost.
        heard: what became of the answers.
        closing: what to call at the end.
    """

    asking: Asking
    close: Callable[[], None]
    said: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def way(self, signature: str) -> str:
        """Return how documents are read with it, from how the rules read them."""
        reader = self.asking.reader
        return content_id(signature, reader.name, reader.version, steps.ASKING.key())

    def extraction(self, extract: Extraction) -> Extraction:
        """Return the extraction of a run: the reader is asked first, and its answers go with each document."""

        def read(documents: Iterable[Document], *args: Any, **options: Any) -> Generator[Reading | Failure, None, None]:
            """Yield what comes of the documents and their answers."""
            asked = self.asking.documents(documents)
            try:
                with closing(extract(asked, *args, **options)) as outcomes:
                    for outcome in outcomes:
                        if isinstance(outcome, Reading) and outcome.heard is not None:
                            self.count(outcome.heard)
                        yield outcome
            finally:
                self.close()
                asked.close()

        return read

    def count(self, heard: Heard) -> None:
        """Add up what became of the answers to one document."""
        self.said.update(said=heard.said, agreed=heard.agreed, alone=heard.alone)
        self.refused.update({refusal.reason: refusal.count for refusal in heard.refused})

    def report(self) -> SecondReport:
        """Return what the reader did."""
        costs = self.asking.costs
        return SecondReport(
            reader=self.asking.reader.name,
            gone=self.asking.gone,
            sent_to=getattr(self.asking.reader, "sends_to", "") if costs.questions > costs.kept else "",
            questions=costs.questions,
            kept=costs.kept,
            requests=costs.requests,
            tokens_in=costs.tokens_in,
            tokens_out=costs.tokens_out,
            said=self.said["said"],
            agreed=self.said["agreed"],
            alone=self.said["alone"],
            refused=dict(sorted(self.refused.items())),
            failures=dict(sorted(costs.failures.items())),
            read_alone=tuple(costs.alone),
        )


def count_questions(run: SecondRun, documents: Iterable[Document]) -> DryRun:
    """Return what a second reader would be asked about documents; nothing is sent.

    Args:
        run: the reader.
        documents: those that a build would read.
    """
    number = questions = kept = characters = 0
    for document in documents:
        number += 1
        for missing, size in run.asking.sizes(document):
            questions += 1
            kept += 0 if missing else 1
            characters += size if missing else 0
    return DryRun(
        reader=run.asking.reader.name,
        documents=number,
        questions=questions,
        kept=kept,
        requests=questions - kept,
        tokens=characters // CHARACTERS_A_TOKEN,
    )


def opened(second: str | SecondReader | Second | None, folder: Path, words: Ontology) -> SecondRun | None:
    """Return the second reader that a user asks for, ready to be asked; None if none is asked for.

    Args:
        second: what is asked for; an address, a name or a reader alone will do.
        folder: where its answers are kept.
        words: the relations that it may answer with.

    Raises:
        UsageError: there is no such reader, its packages are missing, or texts may not be sent there.
        DataError: the configuration file or the file of answers is wrong.
        RefusedError: the server refuses.
    """
    if second is None:
        return None
    asked = second if isinstance(second, Second) else Second(reader=second)
    from graphbuild.second_reader.answers import Answers
    from graphbuild.second_reader.asking import Asking

    reader = _reader(asked)
    if reader is None and asked.answers is None:
        return None
    answers = Answers(Path(asked.answers) if asked.answers is not None else folder / ANSWERS)
    found = reader if reader is not None else _recorded(asked, answers)
    return SecondRun(Asking(found, answers, words), getattr(found, "close", _nothing))


@contextmanager
def asked_once(second: Second | None, words: Ontology) -> Iterator[Callable[[Document], Document]]:
    """Yield what asks a second reader about one document and keeps none of its answers; without one, what asks nobody.

    Args:
        second: what a user asks for.
        words: the relations that it may answer with.

    Raises:
        UsageError, DataError, RefusedError: as `opened`.
    """
    with tempfile.TemporaryDirectory(prefix="graphbuild-") as folder:
        run = opened(second, Path(folder), words)
        try:
            yield (lambda document: document) if run is None else (lambda d: next(run.asking.documents([d])))
        finally:
            if run is not None:
                run.close()


def _nothing() -> None:
    """Close nothing."""


def _reader(asked: Second) -> SecondReader | None:
    """Return the reader that is named, here or in the environment or the configuration file; None if none is."""
    from graphbuild.second_reader import protocol
    from graphbuild.second_reader.settings import Settings, consent, settings

    if asked.reader is not None and not isinstance(asked.reader, str):
        if not isinstance(asked.reader, protocol.SecondReader):
            raise UsageError("A reader has a name, a version, a batch, a parallel and a method read.")
        return asked.reader
    if asked.reader is None and asked.answers is not None:
        return None
    found = settings(asked.reader, model=asked.model, timeout=asked.timeout, parallel=asked.parallel)
    if isinstance(found, Settings):
        consent(found, asked.send_text_to)
        return _chat(found)
    return protocol.installed(found) if found is not None else None


def _chat(found: Any) -> SecondReader:
    """Return the reader of a server; raises UsageError if its packages are missing."""
    try:
        from graphbuild.second_reader.chat import ChatReader
    except ImportError as error:
        raise UsageError(
            f"A reader on a server needs the package {error.name}, which is not installed.", hint=INSTALL
        ) from None
    return ChatReader(found)


def _recorded(asked: Second, answers: Any) -> SecondReader:
    """Return the reader whose answers are kept; raises UsageError if there are none, or those of several."""
    from graphbuild.second_reader.answers import Recorded
    from graphbuild.second_reader.settings import BATCH

    names = [reader for reader in answers.readers if asked.model in (None, reader[0])]
    if len(names) != 1:
        there = ", ".join(sorted({name for name, _ in answers.readers})) or "none"
        raise UsageError(
            f"The file of answers has no single reader{f' {asked.model}' if asked.model else ''}; it has: {there}.",
            hint="Name one of them with --reader-model.",
        )
    name, version = names[0]
    return Recorded(name, version, BATCH)
