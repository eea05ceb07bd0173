"""The files that are drawn from a store, the page and the GraphML file: each drawn again only where it would change."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.core import steps
from graphbuild.core.errors import StoreError
from graphbuild.core.link_key import is_open
from graphbuild.core.model import ActorType, content_id
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.knowledge.ontology import Ontology
from graphbuild.store import Store
from graphbuild.workflow.heading import heading_of

if TYPE_CHECKING:
    from graphbuild.exports.source import Source

STORE, PAGE, GRAPHML = "graph.db", "graph.html", "graph.graphml"
META_KEY = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What was drawn.

    Attributes:
        documents, actors, links: how many there are (links as `load` shows them).
        linked_actors: how many actors have such a link.
        relations: the number of links of each relation, most first.
        first: the name of an actor with many links, to try the commands on.
        unseen: a notice on actors that the page leaves out; empty where it shows all, or was not asked for.
        unchanged: the files were there already, and are as they were.
    """

    documents: int
    actors: int
    links: int
    linked_actors: int
    relations: dict[str, int]
    first: str | None
    unseen: str
    unchanged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What the store keeps of the last drawing.

    Attributes:
        state: of the store, as the figures have it.
        keys: by file, what it was drawn from (`_key`).
        hashes: by file, the SHA-256 of its bytes.
        figures: the fields of `Drawn`, without `unchanged`; `unseen` is that of the last page.
    """

    state: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str | None] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)


def draw(path: Path, words: Ontology, *, page: bool, graphml: bool = True) -> Drawn:
    """Write the files that are drawn from a store beside it, each unless it is there and shows what the store holds.

    Args:
        path: the store.
        words: the relations that the page explains.
        page: also write the page.
        graphml: also write the GraphML file.

    Raises:
        StoreError: there is no usable store at the path, or the files cannot be written.
    """
    files = {**({GRAPHML: steps.GRAPHML} if graphml else {}), **({PAGE: steps.PAGE} if page else {})}
    with Store.open(path) as store:
        state, record = store.state, _parsed(store.get_meta(META_KEY))
        heading = {PAGE: heading_of(store).dump()}
        keys = {n: content_id(state, step.key(), heading.get(n, ""), length=64) for n, step in files.items()}
        outdated = {name for name in files if state is None or not _is_current(path, name, keys[name], record)}
        if not outdated and record.state == state and (kept := _kept(record)):
            return kept if page else replace(kept, unseen="")
        drawn = _drawn(store, path, words, outdated or set(files), unseen=record.figures.get("unseen", ""))
    if state is not None:
        hashes = {name: _hash(path.with_name(name)) for name in files}
        all_keys, all_hashes = record.keys | keys, record.hashes | hashes
        _remember(path, _Record(state=state, keys=all_keys, hashes=all_hashes, figures=_figures_of(drawn)))
    return drawn if page else replace(drawn, unseen="")


def beside(path: Path) -> tuple[str, ...]:
    """Return the names of the files that were drawn from a store and are there, so that they have to be kept right."""
    return tuple(name for name in (PAGE, GRAPHML) if path.with_name(name).exists())


def _drawn(store: Store, path: Path, words: Ontology, files: set[str], *, unseen: str) -> Drawn:
    """Write some of the files. `unseen` is the notice of the page that is there."""
    if PAGE in files:
        unseen = _write_page(store, path, words, graphml=GRAPHML in files)
    elif GRAPHML in files:
        _write_graphml_alone(store, path)
    return _figures(store, unseen)


def _write_page(store: Store, path: Path, words: Ontology, *, graphml: bool) -> str:
    """Write the page, which needs the graph in memory, and if asked for the same graph as GraphML.

    Returns:
        The notice on actors that the page leaves out.
    """
    from graphbuild.answers.background import background
    from graphbuild.drawing.most_linked import left_out
    from graphbuild.exports.columns import EDGE, NODE
    from graphbuild.exports.graph_source import GraphSource
    from graphbuild.graph.graph import stored_graph
    from graphbuild.graph.view import StoreView
    from graphbuild.page import write_page

    graph = stored_graph(store, statuses=EVERY_STATUS)
    if graphml:
        source = GraphSource(graph)
        source.node_columns, source.edge_columns = dict(NODE), dict(EDGE)  # those of a store, also where one is empty
        _write_graphml(source, path)
    more = background(StoreView(store), graph)
    write_page(graph, path.with_name(PAGE), ontology=words, background=more, **asdict(heading_of(store)))
    return left_out(graph)


def _write_graphml_alone(store: Store, path: Path) -> None:
    """Write the GraphML file without the graph in memory: the same to the byte, but of a store of any size."""
    from graphbuild.exports.store_source import StoreSource
    from graphbuild.graph.filters import Filters

    _write_graphml(StoreSource(store, Filters(statuses=EVERY_STATUS)), path)


def _write_graphml(source: Source, path: Path) -> None:
    """Write the GraphML file beside a store."""
    from graphbuild.exports.formats.graphml import write
    from graphbuild.exports.report import Tally

    write(source, path.with_name(GRAPHML), Tally(), placed=False)


def _figures(store: Store, unseen: str) -> Drawn:
    """Return the figures of a store, with the notice of its page."""
    relations: Counter[str] = Counter()
    degree: Counter[str] = Counter()
    for link in store.link_facts():
        if not is_open(link.key):
            relations[link.key] += 1
            degree.update((link.subject, link.object))
    counts = store.counts()
    return Drawn(
        documents=counts.documents,
        actors=counts.actors,
        links=relations.total(),
        linked_actors=len(degree),
        relations=_most_first(relations),
        first=_most_linked_person(store, degree),
        unseen=unseen,
    )


def _figures_of(drawn: Drawn) -> dict[str, Any]:
    """Return the fields of a drawing that its record keeps."""
    return {key: value for key, value in asdict(drawn).items() if key != "unchanged"}


def _is_current(path: Path, name: str, key: str, record: _Record) -> bool:
    """Return whether a file was drawn from this state by this code, and nobody has changed it since."""
    kept = record.hashes.get(name)
    return record.keys.get(name) == key and kept is not None and kept == _hash(path.with_name(name))


def _parsed(text: str | None) -> _Record:
    """Return the record of the last drawing; an empty one where another version kept another one, or it is damaged."""
    try:
        record = _Record(**json.loads(text or "{}"))
    except (ValueError, TypeError):
        return _Record()
    parts = (record.keys, record.hashes, record.figures)
    return record if all(isinstance(part, dict) for part in parts) else _Record()


def _kept(record: _Record) -> Drawn | None:
    """Return what the last drawing came to, from its record; None where that is incomplete."""
    try:
        kept = Drawn(**record.figures, unchanged=True)
        return replace(kept, relations=_most_first(kept.relations))
    except (TypeError, AttributeError):
        return None


def _hash(path: Path) -> str | None:
    """Return the SHA-256 of a file; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _remember(path: Path, record: _Record) -> None:
    """Keep in the store what was drawn; where another process is writing it by now, all is drawn again next time."""
    try:
        with Store.write(path) as store:
            store.set_meta(META_KEY, json.dumps(asdict(record), sort_keys=True))
    except StoreError:
        return


def _most_first(numbers: dict[str, int]) -> dict[str, int]:
    """Return numbers by name in descending order, names in ascending order where they are equal."""
    return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))


def _most_linked_person(store: Store, degree: Counter[str]) -> str | None:
    """Return the name to show the commands with: a person where there is one, as people ask for people."""
    kinds = store.kinds(degree)
    best = min(degree, key=lambda id_: (kinds[id_][0] is not ActorType.PERSON, -degree[id_], id_), default=None)
    actor = store.actor(best) if best is not None else None
    return actor.name if actor is not None else None
