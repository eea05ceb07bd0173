"""Sentences of a text without a language model: what is sent to a second reader before anything is parsed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from graphbuild.core.model import Span
from graphbuild.extraction.syntax.normalise import normalise, paragraphs

if TYPE_CHECKING:
    from spacy.language import Language


def split(text: str) -> Iterator[list[Span]]:
    """Yield the sentences of each paragraph of a text, by its final stops; abbreviations of the tokenizer are none.

    The parser may cut a sentence elsewhere; a span of one is found in the other by its offsets.
    """
    nlp = _splitter()
    for start, paragraph in paragraphs(normalise(text)):
        found = []
        for sentence in nlp(paragraph).sents:
            words = sentence.text.strip()
            if words:
                first = start + sentence.start_char + sentence.text.index(words)
                found.append(Span(first, first + len(words)))
        if found:
            yield found


@lru_cache(maxsize=1)
def _splitter() -> Language:
    """Return spaCy's English tokenizer with its rule for final stops."""
    from spacy.lang.en import English

    nlp = English()
    nlp.add_pipe("sentencizer")
    return nlp
