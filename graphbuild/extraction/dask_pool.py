"""Reading on a Dask cluster: the same pure function that one process runs, on lots of documents.

Dask gives what a dead worker had to another one. A lot that kills several of them is read again one document at a time,
and a document that does so is a failure. Needs the package distributed.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import Any

from distributed import Client, Future, KilledWorker, LocalCluster, Worker, WorkerPlugin

from graphbuild.core.errors import GraphbuildError, UsageError
from graphbuild.core.model import Document, Failure
from graphbuild.extraction import pipeline
from graphbuild.extraction.process_pool import LOTS_AHEAD, Outcome, Told, WorkerError, lots
from graphbuild.extraction.workers import Recipe, cores
from graphbuild.knowledge.ontology import load as built_in

LOCAL = "local"
"""The address that stands for a cluster on this machine, one process for each core."""
WAITING = "30s"
"""How long the scheduler may take to answer."""

_recipes: dict[str, Recipe] = {}
_extractors: dict[str, pipeline.Extractor] = {}
_one_at_a_time = threading.Lock()


def extract(
    documents: Iterable[Document], recipe: Recipe, *, scheduler: str, told: Told = lambda _: None
) -> Generator[Outcome, None, None]:
    """Reads documents on a cluster, in order.

    Args:
        documents: read as they are needed, a few lots ahead.
        recipe: how to read them.
        scheduler: the address of the cluster's scheduler, or `local`.
        told: hears of documents that killed workers.

    Raises:
        ModelError: the language model is missing on a worker.
        UsageError: a worker has another version of graphbuild or of a library.
        WorkerError: the scheduler does not answer, or its workers cannot read.
    """
    way = _way(recipe)
    with _client(scheduler) as client:
        client.register_plugin(_Recipe(way, recipe))
        waiting = lots(documents)
        under_way: deque[tuple[list[Document], Future]] = deque()
        while True:
            ahead = max(1, len(client.nthreads())) * LOTS_AHEAD
            for lot in islice(waiting, max(0, ahead - len(under_way))):
                under_way.append((lot, _sent(client, way, lot)))
            if not under_way:
                return
            lot, future = under_way.popleft()
            yield from _outcomes(client, way, lot, future, told)


def _outcomes(client: Client, way: str, lot: list[Document], future: Future, told: Told) -> Iterator[Outcome]:
    """Yield the outcomes of a lot; if it killed workers, its documents are tried one by one."""
    try:
        yield from future.result()
    except KilledWorker:
        if len(lot) == 1:
            yield Failure(source=lot[0].source, reason="the processes that read it died. Too little memory for it?")
            return
        told(f"Worker processes died; the {len(lot)} documents they had were tried again.")
        for document in lot:
            yield from _outcomes(client, way, [document], _sent(client, way, [document]), told)
    except GraphbuildError:
        raise
    except Exception as error:
        raise WorkerError(f"A worker of the cluster cannot read: {error!r}", hint=HINT) from error


HINT = "Every worker needs this version of graphbuild, of its libraries and of its language model."


def _sent(client: Client, way: str, lot: list[Document]) -> Future:
    """Submit a lot of documents to the cluster and return its future."""
    return client.submit(read_lot, way, lot, pure=False)


def read_lot(way: str, lot: list[Document]) -> list[Outcome]:
    """What a worker does: reads a lot by the recipe that was registered for this way of reading."""
    with _one_at_a_time:  # a worker may have several threads, and the language model is one
        if way not in _extractors:
            recipe = _recipes[way]
            if _way(recipe) != way:
                what = "A worker of the cluster has another version of graphbuild, or of a library that it reads with."
                raise UsageError(what, hint=HINT)
            _extractors[way] = pipeline.extractor(**recipe.options)
        return list(_extractors[way](lot))


class _Recipe(WorkerPlugin):  # type: ignore[misc]  # distributed has no types
    """Brings the recipe to every worker once, those that come later too."""

    def __init__(self, way: str, recipe: Recipe) -> None:
        """Store the recipe under its signature."""
        self.name = f"graphbuild-{way}"
        self.way, self.recipe = way, recipe

    def setup(self, worker: Worker) -> None:
        """Called on each worker."""
        _recipes[self.way] = self.recipe


def _way(recipe: Recipe) -> str:
    """Return the signature of a recipe, which also covers the installed versions."""
    ontology = recipe.ontology or built_in()
    return pipeline.signature(ontology, recipe.model, recipe.gazetteer, learned=recipe.learned)


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    """Yield a client of the scheduler, or of a new local cluster; raises WorkerError if none answers."""
    with ExitStack() as stack:
        try:
            address: Any = scheduler
            if scheduler == LOCAL:
                cluster = LocalCluster(n_workers=cores(), threads_per_worker=1, dashboard_address="127.0.0.1:0")
                address = stack.enter_context(cluster)
            client = stack.enter_context(Client(address, timeout=WAITING, set_as_default=False))
        except (OSError, ValueError) as error:
            raise WorkerError(
                f"The scheduler {scheduler} does not answer: {error}",
                hint="Start one with `dask scheduler`, its workers with `dask worker ADDRESS --nthreads 1`; or "
                "--scheduler local.",
            ) from error
        yield client
