"""The graph of a store without what is redacted, and the check that nothing of it is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphbuild.answers.subgraph import part
from graphbuild.core.errors import PromiseError
from graphbuild.graph.view import StoreView
from graphbuild.redaction.file import Redaction
from graphbuild.redaction.targets import Targets, targets_of
from graphbuild.redaction.terms import Terms
from graphbuild.redaction.view import RedactedView

if TYPE_CHECKING:
    import networkx

BLOT = "█████"
_NAMES = ("label", "aliases", "roles")
_SOURCES = ("title", "outlet", "published", "source")


def redacted(
    view: StoreView, redaction: Redaction, actors: Sequence[str] = (), *, depth: int = 1, **options: Any
) -> networkx.MultiDiGraph:
    """Return the part of a store's graph in which nothing of the redacted remains.

    Args:
        view: the store.
        redaction: what must be removed.
        actors, depth, options: as for `answers.subgraph.part`.

    Raises:
        DataError: the redaction names something unknown.
        UnknownActorError: no such actor, several, or a redacted one.
        UsageError: a filter that makes no sense.
    """
    secrets = targets_of(view, redaction)
    graph = _renamed(part(RedactedView(view, secrets), actors, depth=depth, **options), secrets)
    for _, data in graph.nodes(data=True):
        data.update({name: _masked(data.get(name), secrets.words) for name in _NAMES})
        data["label"] = data["label"] or BLOT
    for *_, data in graph.edges(data=True):
        data["evidence"] = [_masked_source(item, secrets) for item in data["evidence"]]
    _prove(graph, secrets.words)
    return graph


def _renamed(graph: networkx.MultiDiGraph, secrets: Targets) -> networkx.MultiDiGraph:
    """Return the graph with other ids where an id would reveal a name ("o-omar-bells-faction")."""
    import networkx

    told = sorted(node for node in graph if secrets.words.within(node))
    ids = {node: f"redacted-{at}" for at, node in enumerate(told, 1)}
    graph = networkx.relabel_nodes(graph, ids, copy=True)
    for *_, data in graph.edges(data=True):
        for item in data["evidence"]:
            for end in ("subject", "object", "attributed_to", "denied_by"):
                item[end] = ids.get(item.get(end), item.get(end))
    return graph


def _masked_source(item: Mapping[str, Any], secrets: Targets) -> dict[str, Any]:
    """Return a citation whose source reveals nothing: an address is removed whole, the rest is masked."""
    words = secrets.words
    kept = {name: _masked(item.get(name), words) for name in _SOURCES}
    if _in_title(item, secrets):  # "Commander walks free" mentions him without a name
        kept["title"] = BLOT
    told = kept["title"] != item.get("title") or words.within(item.get("url"))
    ids = {name: BLOT if words.within(item.get(name)) else item.get(name) for name in ("doc", "id")}
    story = item.get("story")
    hidden = story in secrets.documents or words.within(story)
    return {**item, **kept, **ids, "url": None if told else item.get("url"), "story": None if hidden else story}


def _in_title(item: Mapping[str, Any], secrets: Targets) -> bool:
    """Return True if a redacted actor is mentioned in the title, at the head of the article."""
    starts = secrets.places.get(str(item.get("doc")), ())
    return bool(starts) and starts[0] < len(item.get("title") or "")


def _masked(value: Any, words: Terms) -> Any:
    """Return a text, or a list of texts, with confidential words masked; other values unchanged."""
    if isinstance(value, str):
        return words.masked(value, BLOT)
    return [words.masked(text, BLOT) for text in value] if isinstance(value, list) else value


def _prove(graph: networkx.MultiDiGraph, words: Terms) -> None:
    """Raise PromiseError if a text anywhere in the graph still contains a confidential word."""
    held = [*graph.nodes, *(data for _, data in graph.nodes(data=True)), *(data for *_, data in graph.edges(data=True))]
    for text in _texts(held):
        if words.within(text):
            raise PromiseError("The redacted graph still holds redacted words.", hint="Nothing was written.")


def _texts(value: Any) -> list[str]:
    """Return all texts inside a value, at any depth."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _texts(inner)]
    return [text for inner in value for text in _texts(inner)] if isinstance(value, list | tuple) else []
