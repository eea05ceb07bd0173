"""Asking a second reader about documents: several questions at once, each only once, in the documents' order.

What a reader does not answer is read by the rules alone. After a few failures in a row it counts as gone, and is asked
no more.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from graphbuild.core.model import Document, Refusal, Span
from graphbuild.core.second_reading import (
    MALFORMED,
    SENTENCE_UNKNOWN,
    AnsweredDocument,
    SaidActor,
    SaidLink,
    answered,
)
from graphbuild.knowledge.ontology import Ontology
from graphbuild.second_reader.answers import Answers, key_of
from graphbuild.second_reader.batches import Batch, batches, words_of
from graphbuild.second_reader.prompt import messages, relations_of
from graphbuild.second_reader.protocol import (
    Answer,
    GoneError,
    Question,
    ReaderError,
    RefusedError,
    SecondReader,
    TooLongError,
)

IN_A_ROW = 3
"""Questions without an answer after which a reader counts as gone."""
SPLITS = 2
"""How often a batch whose answer was cut off is halved."""
AHEAD = 2
"""Questions that may wait for each one that is asked."""
NAMED = 20
"""Documents without answers that are named."""


@dataclass(slots=True)
class Costs:
    """What was asked, and what it cost.

    Attributes:
        questions: batches of sentences. kept: those whose answer was there already.
        requests: requests that were sent, those sent again included.
        tokens_in, tokens_out: as the server counts them.
        failures: batches without an answer, by reason.
        alone: the sources of documents of which something was read by the rules alone.
    """

    questions: int = 0
    kept: int = 0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    alone: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """The answer to one batch; None and the reason if there is none."""

    batch: Batch
    answer: Answer | None


class Asking:
    """Asks one reader, and counts.

    Args:
        reader: who is asked.
        answers: what it answered before, and where its answers are kept.
        ontology: the relations that it may answer with.
    """

    def __init__(self, reader: SecondReader, answers: Answers, ontology: Ontology) -> None:
        """Prepare the relations that a reader is told of."""
        self.reader, self.answers, self.costs = reader, answers, Costs()
        self.gone = ""
        """Why it is asked no more; empty while it is."""
        self._relations = relations_of(ontology)
        self._lock, self._failed, self._heard = threading.Lock(), 0, False

    def documents(self, documents: Iterable[Document]) -> Generator[AnsweredDocument, None, None]:
        """Yield documents with the reader's answers, in their order.

        Raises:
            RefusedError: the reader takes no request at all.
            StoreError: its answers cannot be kept.
        """
        waiting: deque[tuple[Document, list[Future[list[_Part]]]]] = deque()
        pool = ThreadPoolExecutor(self.reader.parallel, thread_name_prefix="reader")
        try:
            for document in documents:
                asked = [
                    pool.submit(self._ask, document, batch, SPLITS) for batch in batches(document, self.reader.batch)
                ]
                waiting.append((document, asked))
                while waiting and self._enough(waiting):
                    yield self._gathered(*waiting.popleft())
            while waiting:
                yield self._gathered(*waiting.popleft())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def sizes(self, document: Document) -> list[tuple[bool, int]]:
        """Return for each batch of a document whether its answer is missing, and the characters of its question."""
        found = []
        for batch in batches(document, self.reader.batch):
            question = self._question(document, batch)
            missing = self.answers.get(key_of(self.reader, question)) is None
            found.append((missing, sum(len(message["content"]) for message in messages(question))))
        return found

    def _enough(self, waiting: deque[tuple[Document, list[Future[list[_Part]]]]]) -> bool:
        """Return True if the first document is answered, or enough questions wait."""
        if all(future.done() for future in waiting[0][1]):
            return True
        return sum(not future.done() for _, asked in waiting for future in asked) >= self.reader.parallel * AHEAD

    def _question(self, document: Document, batch: Batch) -> Question:
        """Return the question about a batch."""
        sentences = {number: words_of(document.text, span) for number, span in batch.sentences.items()}
        return Question(sentences=sentences, context=batch.context, relations=self._relations)

    def _ask(self, document: Document, batch: Batch, splits: int) -> list[_Part]:
        """Return the answer to a batch, or to its halves if it is cut off."""
        question = self._question(document, batch)
        key = key_of(self.reader, question)
        with self._lock:
            self.costs.questions += 1
            kept = self.answers.get(key)
            if kept is not None:
                self.costs.kept += 1
                return [_Part(batch, kept)]
        try:
            answer = self._read(question)
        except TooLongError as error:
            halves = batch.halves() if splits else None
            if halves is not None:
                with self._lock:
                    self.costs.requests += error.requests
                return [part for half in halves for part in self._ask(document, half, splits - 1)]
            return self._unanswered(batch, error)
        except ReaderError as error:
            return self._unanswered(batch, error)
        self.answers.put(key, self.reader, answer)
        with self._lock:
            self._failed, self._heard = 0, True
            self.costs.requests += answer.requests
            self.costs.tokens_in += answer.tokens_in
            self.costs.tokens_out += answer.tokens_out
        return [_Part(batch, answer)]

    def _read(self, question: Question) -> Answer:
        """Return a reader's answer, unless it is gone.

        Raises:
            ReaderError: there is none; also where a reader breaks its own promise.
        """
        if self.gone:
            raise GoneError(self.gone)
        try:
            answer = self.reader.read(question)
        except ReaderError:
            raise
        except Exception as error:  # whatever a plug-in does must not end the build
            raise ReaderError(f"it failed with {type(error).__name__}") from None
        if not isinstance(answer, Answer):
            raise ReaderError("it gave no answer of the agreed kind")
        return answer

    def _unanswered(self, batch: Batch, error: ReaderError) -> list[_Part]:
        """Count a batch without an answer; a reader that fails again and again is gone.

        Raises:
            RefusedError: the reader has never answered, and takes no request.
        """
        with self._lock:
            if isinstance(error, RefusedError) and not self._heard:
                raise error
            self.costs.requests += error.requests
            self.costs.failures[error.what] += 1
            self._failed += 1
            if not self.gone and (isinstance(error, (GoneError, RefusedError)) or self._failed >= IN_A_ROW):
                self.gone = error.what
        return [_Part(batch, None)]

    def _gathered(self, document: Document, asked: list[Future[list[_Part]]]) -> AnsweredDocument:
        """Return a document with the answers to all its batches."""
        parts = [part for future in asked for part in future.result()]
        links: list[SaidLink] = []
        refused: Counter[str] = Counter()
        actors: dict[str, SaidActor] = {}
        unread: list[Span] = []
        for part in parts:
            if part.answer is None:
                unread += part.batch.sentences.values()
                continue
            refused[MALFORMED] += part.answer.malformed
            for actor in part.answer.actors:
                actors[actor.name] = _joined(actors.get(actor.name), actor)
            for link in part.answer.links:
                span = part.batch.sentences.get(link.sentence)
                if span is None:
                    refused[SENTENCE_UNKNOWN] += 1
                else:
                    links.append(_said(link, span))
        if unread:
            self.costs.alone.append(document.source)
        return answered(
            document,
            reader=self.reader.name,
            actors=tuple(actors.values()),
            links=tuple(links),
            refused=tuple(Refusal(reason=reason, count=n) for reason, n in sorted((+refused).items())),
            unread=tuple(unread),
        )


def _said(link: object, span: Span) -> SaidLink:
    """Return a link of an answer with the place of its sentence."""
    parts = ("subject", "relation", "object", "status", "trigger", "said_by")
    return SaidLink(sentence=span, **{part: str(getattr(link, part) or "") for part in parts})


def _joined(one: SaidActor | None, other: SaidActor) -> SaidActor:
    """Return an actor with the mentions that two answers give it; the first answer's type stands."""
    if one is None:
        return other
    mentions = tuple(dict.fromkeys((*one.mentions, *other.mentions)))
    return SaidActor(name=one.name, type=one.type or other.type, mentions=mentions)
