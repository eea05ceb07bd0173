"""Building: articles become a store, a page and a GraphML file."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graphbuild.core.errors import NothingReadError, UsageError
from graphbuild.core.model import Failure, Reading
from graphbuild.documents import read_documents
from graphbuild.extraction.workers import extract
from graphbuild.knowledge import gazetteer
from graphbuild.knowledge import ontology as ontologies
from graphbuild.knowledge.ontology import Ontology
from graphbuild.resolution.corrections import Corrections, read
from graphbuild.resolution.corrections.file import FILE
from graphbuild.resolution.corrections.merging import refuse_at_once
from graphbuild.store import Store
from graphbuild.workflow.known import Comparison, KnownDocuments
from graphbuild.workflow.learned import wanted
from graphbuild.workflow.outputs import STORE, Choice
from graphbuild.workflow.report import BuildReport
from graphbuild.workflow.run import Extraction, Listener, Run, ignore
from graphbuild.workflow.second_reader import Second, count_questions, opened
from graphbuild.workflow.second_report import DryRun

if TYPE_CHECKING:
    import networkx

    from graphbuild.second_reader.protocol import SecondReader

DEFAULT_INPUT = "seeds"
DEFAULT_OUTPUT = "output"


def build(
    inputs: str | Path | Iterable[str | Path] = (DEFAULT_INPUT,),
    output: str | Path | None = None,
    **options: Any,
) -> networkx.MultiDiGraph:
    """Read articles and return the graph of the actors in them; keep it in a folder if one is named.

    Args:
        inputs: files and folders.
        output: a folder for `graph.db`, `graph.html` and `graph.graphml`; new documents are added to what
            is there.
        options: as for `update`.

    Returns:
        The graph of everything in the store, as `load` returns it. `graph.graph["report"]` is the
        `BuildReport`.

    Raises:
        NothingReadError: no input could be read.
        DataError: the ontology file or the file of actors is wrong.
        ModelError: the language model is missing.
        StoreError: the output cannot be used.
    """
    from graphbuild.graph.graph import load

    given = (inputs,) if isinstance(inputs, (str, Path)) else tuple(inputs)
    if output is not None:
        report = update(given, output, **options)
        graph = load(report.output / STORE)
    else:
        with tempfile.TemporaryDirectory(prefix="graphbuild-") as folder:
            report = update(given, folder, **{"page": False, **options})
            graph = load(report.output / STORE)
    graph.graph["report"] = report
    return graph


def update(
    inputs: Sequence[str | Path] = (),
    output: str | Path = DEFAULT_OUTPUT,
    *,
    fresh: bool = False,
    page: bool | None = None,
    graphml: bool | None = None,
    model: str | None = None,
    ontology: str | Path | None = None,
    actors: str | Path | None = None,
    outlet: str | None = None,
    date: str | None = None,
    any_language: bool = False,
    ocr: bool = False,
    corrections: str | Path | None = None,
    strict: bool = False,
    workers: int | None = 1,
    apart: bool = False,
    scheduler: str | None = None,
    reader: str | SecondReader | Second | None = None,
    learned: bool | None = None,
    stdin: BinaryIO | None = None,
    listener: Listener | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    note: str | None = None,
    only: Collection[str] | None = None,
) -> BuildReport:
    """Read articles into the store in `output`, and write the page and the GraphML file where they would change.

    Documents that are in the store already are not read again, unless the ontology, the model, the known actors, or
    the code and the libraries that read (`steps.READING`) have changed since.

    Args:
        inputs: files and folders, `-` for standard input; `seeds/` where none is named.
        output: the folder to write to; made where there is none.
        fresh: start anew; what is there is replaced when all is read.
        page: whether to write the page; as the last time where None, at first with it.
        graphml: whether to write the GraphML file, likewise. A file that is left out while an earlier one is there
            stays as it is.
        model: the name or path of a spaCy model.
        ontology: a file laid over the built-in ontology.
        corrections: a file of corrections; `corrections.toml` in `output` where there is one.
        actors: a file of actors that are known already, CSV or FollowTheMoney JSON lines.
        outlet, date: of documents that name none; a date is `YYYY-MM-DD`.
        any_language: read articles in other languages than English too.
        ocr: read scanned pages of PDF files by text recognition, with the tesseract that is installed.
        strict: stop at the first input that cannot be read.
        workers: processes to read with; as many as there are cores where None (but one where there is little to
            read). The result is the same.
        apart: unless `workers` says otherwise, read little text in another process too, so that its memory is free.
        scheduler: the address of the scheduler of a Dask cluster to read with instead; `local` for one on this
            machine.
        reader: a second reader that is asked too: the address of a server with a language model, the name of an
            installed reader, a reader, or a `Second` that says more. Its links are verified like any other.
        learned: read with the learned reader beside the rules; as the store was read last where None.
        stdin: read where an input is `-`.
        listener: called for each document read or there already and each input skipped, as it happens.
        title, subtitle, note: the heading of the page; those of the last build where None.
        only: of the files in `inputs`, only those with these paths; all where None.

    Raises:
        NothingReadError: no input could be read; nothing was written.
        InputError: with `strict`, an input could not be read.
        DataError: the ontology file, the file of actors or the corrections are wrong, or contradict each other.
        ModelError: the language model is missing.
        WorkerError: the worker processes cannot be started.
        UsageError: text recognition or a cluster is asked for and not installed.
        StoreError: the output cannot be used; what was there is as it was.
    """
    from graphbuild.extraction import pipeline

    folder = Path(output)
    words = ontologies.load(Path(ontology) if ontology is not None else None)
    known = gazetteer.load(Path(actors)) if actors is not None else None
    second, beside = opened(reader, folder, words), wanted(folder / STORE, learned, fresh=fresh)
    way = pipeline.signature(words, model, known, learned=beside)
    extraction = _extraction(workers, scheduler, apart)
    run = Run(
        words=words,
        way=way if second is None else second.way(way),
        corrections=corrections_for(folder, corrections),
        model=model,
        gazetteer=known,
        extraction=extraction if second is None else second.extraction(extraction),
        second=second,
        learned=beside,
        strict=strict,
        listener=listener or ignore,
        heading={"title": title, "subtitle": subtitle, "note": note},
    )
    items = read_documents(
        inputs or _default_input(),
        outlet=outlet,
        date=date,
        any_language=any_language,
        ocr=ocr,
        stdin=stdin,
        only=only,
    )
    first = run.first(items)
    fill = lambda store: run.read_into(store, chain([first], items))  # noqa: E731
    return run.into(folder, fill, fresh=fresh, wanted=Choice(page=page, graphml=graphml))


def dry_run(
    inputs: Sequence[str | Path] = (),
    output: str | Path = DEFAULT_OUTPUT,
    *,
    reader: str | SecondReader | Second,
    fresh: bool = False,
    model: str | None = None,
    ontology: str | Path | None = None,
    actors: str | Path | None = None,
    learned: bool | None = None,
    **reading: Any,
) -> DryRun:
    """Return what `update` would ask a second reader. Sends no text, reads no document with it and writes nothing.

    Args:
        inputs, output, fresh, model, ontology, actors, learned: as for `update`.
        reader: the second reader.
        reading: `outlet`, `date`, `any_language`, `ocr`, `stdin`, as for `read_documents`.

    Raises:
        UsageError, DataError, StoreError: as for `update`.
    """
    from graphbuild.extraction import pipeline

    folder = Path(output)
    words = ontologies.load(Path(ontology) if ontology is not None else None)
    known = gazetteer.load(Path(actors)) if actors is not None else None
    second = opened(reader, folder, words)
    if second is None:
        raise UsageError("No second reader is asked for.", hint="--reader URL")
    items = read_documents(inputs or _default_input(), **reading)
    documents = (item for item in items if not isinstance(item, Failure))
    try:
        if fresh or not (folder / STORE).exists():
            return count_questions(second, documents)
        with Store.open(folder / STORE) as store:
            beside = wanted(folder / STORE, learned, fresh=fresh)
            there = KnownDocuments(store, second.way(pipeline.signature(words, model, known, learned=beside)))
            again = {Comparison.NEW, Comparison.OUTDATED}
            return count_questions(second, (d for d in documents if there.compare(d).result in again))
    finally:
        second.close()


def _extraction(workers: int | None, scheduler: str | None, apart: bool) -> Extraction:
    """Return the function that reads: with processes of this machine, or on a cluster.

    Raises:
        UsageError: a cluster is asked for, and distributed is not installed.
    """
    if scheduler is None:
        return partial(extract, workers=workers, apart=apart)
    try:
        from graphbuild.extraction import dask_pool
    except ImportError:
        raise UsageError(
            "A cluster needs the package distributed, which is not installed.", hint="pip install 'graphbuild[dask]'"
        ) from None
    return partial(dask_pool.extract, scheduler=scheduler)


def gather(
    outcomes: Iterable[Reading | Failure],
    output: str | Path,
    *,
    way: str,
    words: Ontology,
    fresh: bool = False,
    page: bool | None = None,
    graphml: bool | None = None,
    corrections: str | Path | None = None,
    listener: Listener | None = None,
) -> BuildReport:
    """Do what `update` does, with documents that were read elsewhere.

    Args:
        outcomes: a reading for each document, or a failure.
        output, fresh, page, graphml, corrections, listener: as for `update`.
        way: how they were read (`pipeline.signature`).
        words: the relations that they were read with.

    Raises:
        NothingReadError: no document could be read; nothing was written.
        DataError, StoreError: as for `update`.
    """
    folder = Path(output)
    run = Run(words=words, way=way, corrections=corrections_for(folder, corrections), listener=listener or ignore)
    outcomes = iter(outcomes)
    first = run.first(outcomes)
    fill = lambda store: run.take_into(store, chain([first], outcomes))  # noqa: E731
    return run.into(folder, fill, fresh=fresh, wanted=Choice(page=page, graphml=graphml))


def _default_input() -> tuple[str]:
    """Return the folder that is read where no input is named.

    Raises:
        NothingReadError: there is no such folder.
    """
    if not Path(DEFAULT_INPUT).is_dir():
        raise NothingReadError(
            f"There is no folder {DEFAULT_INPUT}/ here, and no other input was named.",
            hint="Name the files or folders to read: `graphbuild build ARTICLE.txt FOLDER/`",
        )
    return (DEFAULT_INPUT,)


def corrections_for(folder: Path, named: str | Path | None = None) -> Corrections:
    """Return the corrections of the file that is named, else of the folder's own; none where that does not exist.

    Raises:
        DataError: the file is wrong, or contradicts itself.
    """
    path = folder / FILE if named is None else Path(named)
    if named is None and not path.exists():
        return Corrections(path=path)
    found = read(path)
    refuse_at_once(found)
    return found
