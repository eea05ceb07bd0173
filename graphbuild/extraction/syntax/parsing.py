"""Parsing of a document's text to a spaCy `Doc`.

The paragraphs of a document are parsed separately, since headlines and captions have no final stop, and joined into one
`Doc` that knows the offset of each token in the stored text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, TypeVar

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import Document, Span
from graphbuild.extraction.syntax.normalise import normalise, paragraphs
from graphbuild.extraction.syntax.truecasing import Casing
from graphbuild.knowledge.lexicon.loading import load_lexicon

OFFSETS = "graphbuild_offsets"
T = TypeVar("T")
BATCH_CHARACTERS, BATCH_PARAGRAPHS = 20_000, 64
"""Size of a batch for the model, in characters and in paragraphs: more takes memory, less takes time."""
_NOTHING: Any = np.zeros((0,), dtype=np.float32)
JOINED = [ORTH, SPACY, TAG, POS, LEMMA, DEP, HEAD, SENT_START, ENT_IOB, ENT_TYPE]


def parse(nlp: Language, documents: Iterable[Document]) -> Iterator[tuple[Document, Doc]]:
    """Yield each document with its parsed `Doc`, in order; batches span documents.

    A document without text gives an empty `Doc`.
    """
    casing = Casing(nlp, load_lexicon())
    pieces = (
        (piece, (number, document, offset))
        for number, document in enumerate(documents)
        for offset, piece in (casing.restored(paragraphs(normalise(document.text))) or [(0, "")])
    )
    parsed = (item for batch in _batches(pieces) for item in nlp.pipe(batch, as_tuples=True, batch_size=len(batch)))
    for _, group in groupby(parsed, key=lambda item: item[1][0]):
        docs, contexts = [], []
        for doc, context in group:
            doc.tensor = _NOTHING  # a third of a long document's memory, which nothing reads
            docs.append(doc)
            contexts.append(context)
        document, whole = contexts[0][1], join(docs, [offset for _, _, offset in contexts])
        del docs, doc, contexts  # or the paragraphs stay in memory as long as the document is read
        yield document, whole


def _batches(pieces: Iterable[tuple[str, T]]) -> Iterator[list[tuple[str, T]]]:
    """Yield texts in batches of similar total length."""
    batch: list[tuple[str, T]] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece[0])
        if size >= BATCH_CHARACTERS or len(batch) >= BATCH_PARAGRAPHS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def join(docs: list[Doc], starts: list[int]) -> Doc:
    """Return the paragraphs of a document as one `Doc`, with the offset of each token in the document's text."""
    filled = [(doc, start) for doc, start in zip(docs, starts, strict=True) if len(doc)]
    whole = _joined([doc for doc, _ in filled]) if len(filled) > 1 else (filled[0][0] if filled else docs[0])
    places = [doc.to_array([IDX]).astype(np.int64) + start for doc, start in filled]
    whole.user_data[OFFSETS] = tuple(np.concatenate(places).tolist()) if places else ()
    return whole


def _joined(docs: list[Doc]) -> Doc:
    """Return what `Doc.from_docs` returns, as far as it is needed here, in half the time."""
    rows = [doc.to_array(JOINED) for doc in docs]
    for part in rows[:-1]:
        if not docs[0].vocab[int(part[-1, 0])].is_space:
            part[-1, 1] = True
    table = np.concatenate(rows)
    strings = docs[0].vocab.strings
    orths, spaces = table[:, 0].tolist(), table[:, 1].astype(bool).tolist()
    whole = Doc(docs[0].vocab, words=[strings[orth] for orth in orths], spaces=spaces)
    annotations: Any = table[:, 2:]
    whole.from_array(JOINED[2:], annotations)
    return whole


def start_of(token: Token) -> int:
    """Return the offset of a token in the document's text."""
    offsets = token.doc.user_data.get(OFFSETS)
    return int(offsets[token.i]) if offsets else token.idx


def sentences_of(doc: Doc) -> Iterator[Span]:
    """Yield the spans of the sentences in the document's text, in order; those of white space alone are left out."""
    return (sentence_of(sent) for sent in doc.sents if sent.text.strip())


def sentence_of(sent: TokenSpan) -> Span:
    """Return the span of a sentence in the document's text, without white space at its ends."""
    first, last = sent.start, sent.end - 1
    while first < last and sent.doc[first].is_space:
        first += 1
    while first < last and sent.doc[last].is_space:
        last -= 1
    return span_of(sent.doc[first : last + 1])


def span_of(tokens: TokenSpan) -> Span:
    """Return the span of tokens in the document's text."""
    last = tokens[-1]
    return Span(start_of(tokens[0]), start_of(last) + len(last))
