"""The files that are drawn from a store, the page and the GraphML file: drawn again only where they changed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from graphbuild.core.errors import StoreError
from graphbuild.core.model import ActorType
from graphbuild.evidence.link import EVERY_STATUS, OPEN
from graphbuild.knowledge.ontology import Ontology
from graphbuild.store import Store

STORE, PAGE, GRAPHML = "graph.db", "graph.html", "graph.graphml"
META_KEY = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What was drawn.

    Attributes:
        documents, actors, links: how many there are (links as `load` shows them).
        relations: the number of links of each relation, most first.
        first: the name of an actor with many links, to try the commands on.
        unseen: what there is to say of actors that the page leaves out; empty where it shows all.
        unchanged: the files were there already, and are as they were.
    """

    documents: int
    actors: int
    links: int
    relations: dict[str, int]
    first: str | None
    unseen: str
    unchanged: bool = False


def draw(path: Path, words: Ontology, *, page: bool) -> Drawn:
    """Writes the files that are drawn from a store beside it, unless they are there and show what the store holds.

    Raises:
        StoreError: there is no usable store at the path, or the files cannot be written.
    """
    with Store.open(path) as store:
        state, earlier = store.state, store.get_meta(META_KEY)
    files = [GRAPHML, *([PAGE] if page else [])]
    if state is not None and earlier is not None and (still := _still(path, files, state, earlier)):
        return still
    drawn = _drawn(path, words, page=page)
    if state is not None:
        hashes = {name: _hash(path.with_name(name)) for name in files}
        _remember(path, {"state": state, "files": hashes, "drawn": _record(drawn)})
    return drawn


def _drawn(path: Path, words: Ontology, *, page: bool) -> Drawn:
    with Store.open(path) as store:
        unseen = _whole(store, path, words) if page else _link_by_link(store, path)
        return _figures(store, unseen)


def _whole(store: Store, path: Path, words: Ontology) -> str:
    """Draws the page, which needs the graph in memory, and writes the same graph as GraphML. Gives what is unseen."""
    from graphbuild.drawing.most_linked import left_out
    from graphbuild.exports.formats.graphml import write_graphml
    from graphbuild.graph.graph import stored_graph
    from graphbuild.page import write_page

    graph = stored_graph(store, statuses=EVERY_STATUS)
    write_graphml(graph, path.with_name(GRAPHML))
    write_page(graph, path.with_name(PAGE), ontology=words)
    return left_out(graph)


def _link_by_link(store: Store, path: Path) -> str:
    """Writes the GraphML file alone: the same to the byte, but of a store of any size."""
    from graphbuild.exports.formats.graphml import write
    from graphbuild.exports.report import Tally
    from graphbuild.exports.source import StoreSource
    from graphbuild.graph.filters import Filters

    source = StoreSource(store, Filters(statuses=EVERY_STATUS))
    write(source, path.with_name(GRAPHML), Tally(), placed=False)
    return ""


def _figures(store: Store, unseen: str) -> Drawn:
    relations: Counter[str] = Counter()
    degree: Counter[str] = Counter()
    for subject, key, object_, *_ in store.brief():
        if not key.startswith(f"{OPEN}:"):
            relations[key] += 1
            degree.update((subject, object_))
    counts = store.counts()
    return Drawn(
        documents=counts.documents,
        actors=counts.actors,
        links=relations.total(),
        relations=_most_first(relations),
        first=_most_linked_person(store, degree),
        unseen=unseen,
    )


def _record(drawn: Drawn) -> dict[str, Any]:
    return {key: value for key, value in asdict(drawn).items() if key != "unchanged"}


def _still(path: Path, files: list[str], state: str, record: str) -> Drawn | None:
    """What is kept of the last drawing, if it was of this state and nobody has touched its files since."""
    try:
        kept = json.loads(record)
        drawn = Drawn(**kept["drawn"], unchanged=True)
        same = kept["state"] == state and all(_hash(path.with_name(name)) == kept["files"][name] for name in files)
    except (ValueError, TypeError, KeyError):  # another version's, or of other files: drawn again
        return None
    return replace(drawn, relations=_most_first(drawn.relations)) if same else None


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _remember(path: Path, record: dict[str, Any]) -> None:
    """Keeps in the store what was drawn. Where somebody else is writing it by now, it is drawn again next time."""
    try:
        with Store.write(path) as store:
            store.set_meta(META_KEY, json.dumps(record, sort_keys=True))
    except StoreError:
        return


def _most_first(numbers: dict[str, int]) -> dict[str, int]:
    return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))


def _most_linked_person(store: Store, degree: Counter[str]) -> str | None:
    """The name to show the commands with: a person where there is one, as people ask for people."""
    kinds = store.kinds(degree)
    best = min(degree, key=lambda id_: (kinds[id_][0] is not ActorType.PERSON, -degree[id_], id_), default=None)
    actor = store.actor(best) if best is not None else None
    return actor.name if actor is not None else None
