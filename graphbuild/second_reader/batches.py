"""Sharing a document out into questions: whole paragraphs, with enough of what stands before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.core.model import Document, Span
from graphbuild.extraction.syntax.normalise import normalise
from graphbuild.extraction.syntax.splitting import split

CONTEXT = 3
"""Sentences before a batch that it is told: who "he" and "the group" are mostly stands there."""
LONGEST = 2_000
"""Characters of a sentence that is sent; a longer one is a table or a list."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences that are asked together, by their number in the document, and the sentences before them."""

    sentences: dict[int, Span]
    context: tuple[str, ...]

    def halves(self) -> tuple[Batch, Batch] | None:
        """Return the batch in two parts; None if it is one sentence."""
        numbers = sorted(self.sentences)
        if len(numbers) < 2:
            return None
        cut = len(numbers) // 2
        first, second = ({n: self.sentences[n] for n in part} for part in (numbers[:cut], numbers[cut:]))
        return Batch(first, self.context), Batch(second, self.context)


def words_of(text: str, span: Span) -> str:
    """Return a sentence on one line, without characters that hide or move others."""
    return " ".join(normalise(span.of(text)).split())


def batches(document: Document, size: int) -> Iterator[Batch]:
    """Yield the batches of a document; none for a document without sentences.

    Args:
        document: its text is cut by final stops, without a language model.
        size: the most characters of a batch; a single sentence may be longer.
    """
    text, number, before = document.text, 0, ([document.title] if document.title else [])
    batch: dict[int, Span] = {}
    length, context = 0, tuple(before)
    for paragraph in split(text):
        kept = [span for span in paragraph if span.end - span.start <= LONGEST]
        for piece in _pieces(kept, size):
            weight = sum(span.end - span.start for span in piece)
            if batch and length + weight > size:
                yield Batch(batch, context)
                context = tuple([*before, *(words_of(text, span) for span in batch.values())][-CONTEXT:])
                batch, length = {}, 0
            batch |= dict(enumerate(piece, start=number + 1))
            number, length = number + len(piece), length + weight
    if batch:
        yield Batch(batch, context)


def _pieces(paragraph: Sequence[Span], size: int) -> Iterator[list[Span]]:
    """Yield a paragraph whole, or if it is too long in as few parts as will do."""
    piece: list[Span] = []
    for span in paragraph:
        if piece and span.end - piece[0].start > size:
            yield piece
            piece = []
        piece.append(span)
    if piece:
        yield piece
