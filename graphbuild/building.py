"""Building: articles in; a store, a page and a GraphML file out."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias, TypeVar

from graphbuild import gazetteer, vocabulary
from graphbuild import ontology as ontologies
from graphbuild.corrections import Corrections, read
from graphbuild.corrections.file import FILE
from graphbuild.corrections.joining import refuse_at_once
from graphbuild.corrections.notice import Notice
from graphbuild.documents import read_documents
from graphbuild.errors import InputError, NothingReadError, UsageError
from graphbuild.gazetteer import Gazetteer
from graphbuild.link import EVERY_STATUS, SHOWN
from graphbuild.model import Document, Failure, Reading
from graphbuild.ontology import Ontology
from graphbuild.report import BuildReport
from graphbuild.store import Counts, Store
from graphbuild.workers import Recipe, extract

if TYPE_CHECKING:
    import networkx

DEFAULT_INPUT = "seeds"
DEFAULT_OUTPUT = "output"
STORE, PAGE, GRAPHML = "graph.db", "graph.html", "graph.graphml"
NAMED = 5  # files that a notice names
BATCH = 50
"""Documents that are kept at once: what an interruption can lose."""

T = TypeVar("T")
Extraction: TypeAlias = Callable[..., Generator[Reading | Failure, None, None]]
Listener: TypeAlias = Callable[[Reading | Failure | Document], None]
"""Hears a reading for what was read, a failure for what was skipped, a document for what was there already."""


@dataclass(slots=True)
class _Tally:
    """What has happened so far."""

    read: int = 0
    known: int = 0
    reread: set[str] = field(default_factory=set)
    skipped: list[Failure] = field(default_factory=list)
    without_actors: list[str] = field(default_factory=list)
    notices: tuple[Notice, ...] = ()
    deaths: list[str] = field(default_factory=list)
    rewritten: list[tuple[str, str]] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        return bool(self.read or self.known or self.reread)


def build(
    inputs: str | Path | Iterable[str | Path] = (DEFAULT_INPUT,),
    output: str | Path | None = None,
    **options: Any,
) -> networkx.MultiDiGraph:
    """Reads articles and gives the graph of the actors in them; keeps it in a folder if one is named.

    Args:
        inputs: files and folders.
        output: a folder for `graph.db`, `graph.html` and `graph.graphml`; new documents are added to what
            is there.
        options: as for `building.update`.

    Returns:
        The graph of everything in the store, as `load` returns it. `graph.graph["report"]` is the
        `BuildReport`.

    Raises:
        NothingReadError: no input could be read.
        DataError: the ontology file or the file of actors is wrong.
        ModelError: the language model is missing.
        StoreError: the output cannot be used.
    """
    from graphbuild.graph import load

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
    page: bool = True,
    model: str | None = None,
    ontology: str | Path | None = None,
    actors: str | Path | None = None,
    outlet: str | None = None,
    date: str | None = None,
    any_language: bool = False,
    corrections: str | Path | None = None,
    strict: bool = False,
    workers: int | None = 1,
    scheduler: str | None = None,
    stdin: BinaryIO | None = None,
    listener: Listener | None = None,
) -> BuildReport:
    """Reads articles into the store in `output` and draws the page and the GraphML file anew.

    Documents that are in the store already are not read again, unless the ontology, the model, the
    known actors or this package's way of reading changed since.

    Args:
        inputs: files and folders, `-` for standard input; `seeds/` where none is named.
        output: the folder to write to; made where there is none.
        fresh: start anew; what is there is replaced when all is read.
        page: also draw the page.
        model: the name or path of a spaCy model.
        ontology: a file laid over the built-in ontology.
        corrections: a file of corrections, laid over what is read; `corrections.toml` in `output` where
            there is one.
        actors: a file of actors that are known already, CSV or FollowTheMoney JSON lines.
        outlet, date: of documents that name none.
        any_language: read articles in other languages than English too.
        strict: stop at the first input that cannot be read.
        workers: processes to read with; as many as there are cores where None (but one where there is little to
            read). The result is the same.
        scheduler: the address of a Dask cluster's scheduler to read with instead; `local` for one on this machine.
        listener: told of each document read or there already and each input skipped, as it happens.

    Raises:
        NothingReadError: no input could be read; nothing was written.
        InputError: with `strict`, an input could not be read.
        DataError: the ontology file, the file of actors or the corrections are wrong, or contradict each other.
        ModelError: the language model is missing.
        WorkerError: the worker processes cannot be started.
        StoreError: the output cannot be used; what was there is as it was.
    """
    from graphbuild import pipeline

    folder = Path(output)
    words = ontologies.load(Path(ontology) if ontology is not None else None)
    known = gazetteer.load(Path(actors)) if actors is not None else None
    signature = pipeline.signature(words, model, known)
    judged = corrections_for(folder, corrections)
    build_ = _Build(words, signature, model, strict, listener, judged, known, _extraction(workers, scheduler))
    items = read_documents(inputs or _default_input(), outlet=outlet, date=date, any_language=any_language, stdin=stdin)
    first = build_.first(items)
    return build_.into(folder, lambda store: build_.read_into(store, chain([first], items)), fresh=fresh, page=page)


def _extraction(workers: int | None, scheduler: str | None) -> Extraction:
    if scheduler is None:
        return partial(extract, workers=workers)
    try:
        from graphbuild import cluster
    except ImportError:
        raise UsageError(
            "A cluster needs the package distributed, which is not installed.", hint="pip install 'graphbuild[dask]'"
        ) from None
    return partial(cluster.extract, scheduler=scheduler)


def gather(
    outcomes: Iterable[Reading | Failure],
    output: str | Path,
    *,
    way: str,
    words: Ontology,
    fresh: bool = False,
    page: bool = True,
    corrections: str | Path | None = None,
    listener: Listener | None = None,
) -> BuildReport:
    """As `update`, from documents that were read elsewhere.

    Args:
        outcomes: what came of the documents.
        output, fresh, page, corrections, listener: as for `update`.
        way: how they were read (`pipeline.signature`).
        words: the relations that they were read with.

    Raises:
        NothingReadError: no document could be read; nothing was written.
        DataError, StoreError: as for `update`.
    """
    folder = Path(output)
    build_ = _Build(words, way, None, False, listener, corrections_for(folder, corrections))
    outcomes = iter(outcomes)
    first = build_.first(outcomes)
    return build_.into(folder, lambda store: build_.take_into(store, chain([first], outcomes)), fresh=fresh, page=page)


def _default_input() -> tuple[str]:
    if not Path(DEFAULT_INPUT).is_dir():
        raise NothingReadError(
            f"There is no folder {DEFAULT_INPUT}/ here, and no other input was named.",
            hint="Name the files or folders to read: `graphbuild build ARTICLE.txt FOLDER/`",
        )
    return (DEFAULT_INPUT,)


def corrections_for(folder: Path, named: str | Path | None = None) -> Corrections:
    """The corrections in the file that is named, else in the folder's own; none where there is no such file.

    Raises:
        DataError: the file is wrong, or contradicts itself.
    """
    path = folder / FILE if named is None else Path(named)
    if named is None and not path.exists():
        return Corrections(path=path)
    found = read(path)
    refuse_at_once(found)
    return found


class _Build:
    """One run of `update`."""

    def __init__(
        self,
        words: Ontology,
        signature: str,
        model: str | None,
        strict: bool,
        listener: Listener | None,
        corrections: Corrections,
        known: Gazetteer | None = None,
        extraction: Extraction = extract,
    ) -> None:
        self.words = words
        self.extraction = extraction
        self.known = known
        self.signature = signature
        self.model = model
        self.strict = strict
        self.listener = listener or (lambda _: None)
        self.corrections = corrections
        self.tally = _Tally()
        self.outdated: set[str] = set()
        self.earlier: dict[str, str] = {}
        self.kept = False

    def first(self, items: Iterator[Failure | T]) -> T:
        """The first input that can be read. Nothing is written before there is one."""
        for item in items:
            if not isinstance(item, Failure):
                return item
            self._skip(item)
        raise self._nothing_read()

    def into(self, folder: Path, fill: Callable[[Store], None], *, fresh: bool, page: bool) -> BuildReport:
        """Fills the store of a folder, and draws what is drawn from it. A store that could not be begun is not left."""
        made = not (folder / STORE).exists()
        if self.corrections.entries and not made and not fresh:  # what contradicts itself is refused at once
            with Store.open(folder / STORE) as store:
                store.judged(self.words, self.corrections)
        with Store.write(folder / STORE, fresh=fresh) as store:
            try:
                fill(store)
            except Exception:
                if made and not self.kept:
                    store.abandon()
                raise
        return self.drawn(folder, page=page)

    def read_into(self, store: Store, items: Iterable[Document | Failure]) -> None:
        """Reads what is new into the store, in batches, so that an interruption loses little."""
        recipe = Recipe(ontology=self.words, model=self.model, gazetteer=self.known)
        new = self._new(store, items)
        with closing(self.extraction(new, recipe, told=self.tally.deaths.append)) as outcomes:
            self._keep_all(store, outcomes)

    def take_into(self, store: Store, outcomes: Iterable[Reading | Failure]) -> None:
        """Takes what was read elsewhere into the store."""
        self._keep_all(store, (o for o in outcomes if isinstance(o, Failure) or self._is_new(store, o.document)))

    def _keep_all(self, store: Store, outcomes: Iterable[Reading | Failure]) -> None:
        batch: list[Reading] = []
        self.outdated = store.read_otherwise(self.signature)
        self.earlier = {source: id_ for id_, source in store.sources().items() if not _is_table(source)}
        store.set_meta(vocabulary.META_KEY, vocabulary.dump(self.words))
        try:
            for outcome in outcomes:
                self._heard(outcome, batch)
                if len(batch) >= BATCH:
                    self._keep(store, batch)
        finally:
            self._keep(store, batch)
            self.tally.notices = store.resolve(self.words, self.corrections)
        if not self.tally.anything:
            raise self._nothing_read()

    def drawn(self, folder: Path, *, page: bool) -> BuildReport:
        """Writes the files that are drawn from the store, and reports."""
        from graphbuild.page.most_linked import left_out

        graph, counts = draw(folder / STORE, self.words, page=page)
        unseen = left_out(graph) if page else ""
        shown = [(s, o, d) for s, o, d in graph.edges(data=True) if d["status"] in SHOWN]
        relations = Counter(d["relation"] for _, _, d in shown)
        tally = self.tally
        return BuildReport(
            output=folder,
            files=(STORE, *([PAGE] if page else []), GRAPHML),
            read=tally.read,
            known=tally.known,
            reread=len(tally.reread),
            outdated=len(self.outdated),
            skipped=tuple(tally.skipped),
            without_actors=tuple(tally.without_actors),
            corrections=len(self.corrections.entries),
            notices=(
                *tally.deaths,
                *(notice.text for notice in tally.notices),
                *_rewritten(tally.rewritten),
                *([unseen] if unseen else []),
            ),
            documents=counts.documents,
            actors=counts.actors,
            links=len(shown),
            relations=dict(sorted(relations.items(), key=lambda item: (-item[1], item[0]))),
            first=_most_linked_person(graph, [end for s, o, _ in shown for end in (s, o)]),
        )

    def _new(self, store: Store, items: Iterable[Document | Failure]) -> Iterator[Document]:
        """The documents that have to be read; the others and the failures are noted."""
        for item in items:
            if isinstance(item, Failure):
                self._skip(item)
                continue
            if self._is_new(store, item):
                yield item

    def _is_new(self, store: Store, document: Document) -> bool:
        """Whether a document has to be read; notes it where it has not."""
        there = store.document(document.id)
        if there is not None and there.text != document.text:
            reason = f"Its id {document.id!r} has another text in {there.source} of the store: ids must differ."
            self._skip(Failure(source=document.source, reason=reason))
            return False
        if there == document and document.id not in self.outdated:
            self.tally.known += 1
            self.listener(document)
            return False
        if there is not None:
            self.tally.reread.add(document.id)
        elif document.source in self.earlier:
            self.tally.rewritten.append((document.source, self.earlier[document.source]))
        return True

    def _heard(self, outcome: Reading | Failure, batch: list[Reading]) -> None:
        if isinstance(outcome, Failure):
            self._skip(outcome)
            return
        self.outdated.discard(outcome.document.id)
        if outcome.document.id not in self.tally.reread:
            self.tally.read += 1
        if not outcome.actors:
            self.tally.without_actors.append(outcome.document.source)
        batch.append(outcome)
        self.listener(outcome)

    def _keep(self, store: Store, batch: list[Reading]) -> None:
        store.add(batch, way=self.signature)
        self.kept = self.kept or bool(batch)
        batch.clear()

    def _skip(self, failure: Failure) -> None:
        self.tally.skipped.append(failure)
        self.listener(failure)
        if self.strict:
            raise InputError(f"{failure.source}: {failure.reason}", hint="Without --strict the rest is read.")

    def _nothing_read(self) -> NothingReadError:
        n = len(self.tally.skipped)
        return NothingReadError(
            "Nothing could be read." if n != 1 else "The one input could not be read.",
            hint="`graphbuild build --help` says what can be given." if n else "The input holds no article.",
        )


def draw(path: Path, words: Ontology, *, page: bool) -> tuple[networkx.MultiDiGraph, Counts]:
    """Writes the files that are drawn from a store beside it; gives the graph in them and what the store holds."""
    from graphbuild.exports.graphml import write_graphml
    from graphbuild.graph import stored_graph

    with Store.open(path) as store:
        graph = stored_graph(store, statuses=EVERY_STATUS)
        counts = store.counts()
    write_graphml(graph, path.with_name(GRAPHML))
    if page:
        from graphbuild.page import write_page

        write_page(graph, path.with_name(PAGE), ontology=words)
    return graph, counts


def _is_table(source: str) -> bool:
    return source.lower().removesuffix(".gz").endswith((".jsonl", ".csv"))


def _rewritten(found: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What there is to say of files that the store knows with another text; nothing is lost, so both are kept."""
    for source, id_ in found[:NAMED]:
        yield f"{source} is in the store with another text too; `graphbuild remove {id_}` takes that one out."
    if len(found) > NAMED:
        yield f"So are {len(found) - NAMED} more files; the JSON Lines export has the ids of all documents."


def _most_linked_person(graph: networkx.MultiDiGraph, ends: list[str]) -> str | None:
    """The name to show the commands with: a person where there is one, as people ask for people."""
    degree = Counter(ends)
    if not degree:
        return None
    best = min(degree, key=lambda n: (graph.nodes[n]["type"] != "person", -degree[n], str(n)))
    name: str = graph.nodes[best]["label"]
    return name
