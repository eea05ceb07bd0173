"""Documents in, readings out: the whole of the extraction as one pure function that writes nothing.

The same function serves one process, a pool, or a cluster. A document that fails yields a `Failure` with its
reason, and the rest go on. spaCy is imported when the first document is read, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from graphbuild.core import steps
from graphbuild.core.model import Document, Failure, Reading, content_id
from graphbuild.core.timeouts import TookTooLongError, within
from graphbuild.knowledge.gazetteer import Gazetteer
from graphbuild.knowledge.ontology import Ontology
from graphbuild.knowledge.ontology import load as built_in

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from graphbuild.extraction.reader import Reader

Extractor: TypeAlias = Callable[[Iterable[Document]], Iterator[Reading | Failure]]
SECONDS, SECONDS_A_WORD = 120.0, 0.001
"""Processor time that the search for actors and links in one parsed document may take: ten times what is usual."""


def signature(
    ontology: Ontology, model: str | None = None, gazetteer: Gazetteer | None = None, *, learned: bool = False
) -> str:
    """Return a hash of everything but the text that a reading depends on.

    That is the code and data of this package that read, the libraries it reads with, the ontology, the model and the
    gazetteer. Loads neither spaCy nor the model.

    Args:
        ontology: the relations.
        model: the name or path of a spaCy pipeline; the pinned default where None.
        gazetteer: actors that are known already.
        learned: with the learned reader beside the rules.
    """
    from graphbuild.extraction.syntax.default_model import model_key

    known = gazetteer.digest if gazetteer is not None else None
    beside = ("learned",) if learned else ()
    return content_id(steps.READING.key(), ontology.digest, model_key(model), known, *beside)


def extract(
    documents: Iterable[Document],
    *,
    ontology: Ontology | None = None,
    model: str | None = None,
    gazetteer: Gazetteer | None = None,
    learned: bool = False,
) -> Iterator[Reading | Failure]:
    """Reads documents, in order.

    Args:
        documents: read one after another, a few at a time.
        ontology: the built-in one where None.
        model: the name or path of a spaCy pipeline; the pinned default where None.
        gazetteer: actors that are known already (`gazetteer.load`).
        learned: read with the learned reader beside the rules.

    Raises:
        ModelError: the language model is missing or unfit, or the learned reader's base encoder is.
    """
    documents = iter(documents)
    first = next(documents, None)
    if first is None:  # the model need not be loaded
        return
    read = extractor(ontology=ontology, model=model, gazetteer=gazetteer, learned=learned)
    yield from read(chain([first], documents))


def extractor(
    *,
    ontology: Ontology | None = None,
    model: str | None = None,
    gazetteer: Gazetteer | None = None,
    learned: bool = False,
) -> Extractor:
    """The function that reads documents, its model and its rules loaded; for whoever reads many small lots.

    Args and raises: as `extract`.
    """
    nlp, reader = load(model), reader_of(ontology or built_in(), gazetteer, learned=learned)
    from graphbuild.extraction.syntax.parsing import parse  # imports spaCy, which `load` does in its own way

    def read(documents: Iterable[Document]) -> Iterator[Reading | Failure]:
        """Yield the reading or failure of each document."""
        for document, doc in parse(nlp, documents):
            yield _read(reader, document, doc)

    return read


def reader_of(ontology: Ontology, gazetteer: Gazetteer | None = None, *, learned: bool = False) -> Reader:
    """The reader of parsed documents, with the learned one beside its rules if that is asked for.

    Args:
        ontology: the relations.
        gazetteer: actors that are known already.
        learned: read with the learned reader too.

    Raises:
        ModelError: the learned reader's base encoder is missing.
    """
    from graphbuild.extraction.reader import Reader

    if not learned:
        return Reader(ontology, gazetteer)
    from graphbuild.extraction.learned.model import load_model
    from graphbuild.extraction.learned.proposals import LearnedProposer

    return Reader(ontology, gazetteer, LearnedProposer(load_model()))


def _read(reader: Reader, document: Document, doc: Doc) -> Reading | Failure:
    """Return the reading of a parsed document, or a failure if it takes too much of the processor's time."""
    limit = SECONDS + SECONDS_A_WORD * len(doc)
    try:
        with within(limit):
            return reader.read(document, doc)
    except TookTooLongError:
        words = len(document.text.split())
        reason = (
            f"None of its {words:,} words was read: the search for actors and links in them took more than {limit:.3g} "
            "seconds of processor time. Split it, or leave out what is no prose."
        )
        return Failure(source=document.source, reason=reason)


def load(model: str | None = None) -> Language:
    """The language model, loaded once a process.

    Raises:
        ModelError: it is missing or unfit.
    """
    from graphbuild.extraction.syntax.default_model import DEFAULT_MODEL

    return _loaded(model or DEFAULT_MODEL)


@lru_cache(maxsize=2)
def _loaded(model: str) -> Language:
    """Return a language model, cached by its name."""
    from graphbuild.extraction.syntax.lean_spacy import import_leanly

    import_leanly()
    from graphbuild.extraction.syntax.model import load_model

    return load_model(model)
