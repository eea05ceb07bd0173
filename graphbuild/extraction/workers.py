"""Reading with several processes: the same readings in the same order as one process gives.

Documents go out in small lots and readings of a few kilobytes come back; spaCy's documents never leave their process.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import partial
from itertools import chain
from multiprocessing.connection import Connection
from typing import Any

from graphbuild.core.model import Document
from graphbuild.extraction.process_pool import Outcome, ProcessPool, Told
from graphbuild.knowledge.gazetteer import Gazetteer
from graphbuild.knowledge.ontology import Ontology

SMALL = 200_000
"""Characters that one process has read by the time that others would have loaded their models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a reading depends on besides the text. Can be sent to another process or machine.

    `learned`: the learned reader reads beside the rules.
    """

    ontology: Ontology | None = None
    model: str | None = None
    gazetteer: Gazetteer | None = None
    learned: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """The arguments of `pipeline.extract`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def cores() -> int:
    """The processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def extract(
    documents: Iterable[Document],
    recipe: Recipe,
    *,
    workers: int | None = None,
    apart: bool = False,
    told: Told = lambda _: None,
) -> Generator[Outcome, None, None]:
    """Reads documents with several processes, in order. Close it to stop them before its end.

    Args:
        documents: read as they are needed, a few lots ahead.
        recipe: how to read them.
        workers: processes; as many as there are cores where None. One process reads by itself what it has
            read by the time that others would be ready.
        apart: have little text read in another process too, whose memory is free again when all is read.
        told: hears of a worker that died.

    Raises:
        ModelError: the language model is missing or unfit.
        WorkerError: the processes cannot be started.
    """
    wanted = cores() if workers is None else workers
    documents = iter(documents)
    apart = apart and workers is None
    first = list(_some(documents)) if wanted > 1 or apart else []
    everything = chain(first, documents)
    if sum(len(document.text) for document in first) < SMALL:
        wanted = 1
    if wanted > 1 or (apart and first):
        yield from ProcessPool(wanted, partial(work, recipe=recipe), told).readings(everything)
    else:
        yield from read_here(everything, recipe)


def read_here(documents: Iterable[Document], recipe: Recipe) -> Iterator[Outcome]:
    """Reads documents in this process: the pure function that every worker runs."""
    from graphbuild.extraction import pipeline

    return pipeline.extract(documents, **recipe.options)


def _some(documents: Iterator[Document]) -> Iterator[Document]:
    """The first documents, until it is known whether there are many."""
    seen = 0
    while seen < SMALL:
        document = next(documents, None)
        if document is None:
            return
        seen += len(document.text)
        yield document


def work(pipe: Connection, recipe: Recipe) -> None:
    """What a worker process does: reads the lots that it is sent until there is nobody left to send any."""
    from graphbuild.extraction import pipeline
    from graphbuild.extraction.syntax import lean_spacy

    if recipe.model is None:
        lean_spacy.leave_out()
    try:
        read = pipeline.extractor(**recipe.options)
        pipe.send("ready")
        while True:
            pipe.send(list(read(pipe.recv())))
    except (EOFError, OSError):
        return
    except MemoryError:
        raise SystemExit(1) from None  # as if the system had ended it: what it had is tried again, one by one
    except Exception as error:
        pipe.send(error)
