"""Removing documents from a store, with everything that only they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from graphbuild.core.errors import UsageError, did_you_mean
from graphbuild.core.records import Record
from graphbuild.store import Counts, Store, ontology_of
from graphbuild.workflow.build import corrections_for
from graphbuild.workflow.judge import judge_store
from graphbuild.workflow.outputs import GRAPHML, PAGE, Choice, draw


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """The result of a removal.

    Attributes:
        documents: the source of each document that was taken out, by its id.
        before, after: how much the store held and holds.
        notices: for each correction that does not apply any more, why.
        files: the names of the store and of the files that are drawn from it.
    """

    documents: dict[str, str]
    before: Counts
    after: Counts
    notices: tuple[str, ...]
    files: tuple[str, ...]

    def as_record(self) -> Record:
        """Return the JSON shape of `graphbuild remove --json`."""
        return {
            "removed": [{"id": id_, "source": source} for id_, source in self.documents.items()],
            "documents": self.after.documents,
            "actors": self.after.actors,
            "claims": self.after.claims,
            "actors_gone": self.before.actors - self.after.actors,
            "claims_gone": self.before.claims - self.after.claims,
            "notices": list(self.notices),
            "files": list(self.files),
        }


def remove(graph: str | Path, named: Iterable[str], corrections: str | Path | None = None) -> Removed:
    """Take documents out of a store and write again what was drawn from it.

    Args:
        graph: the store.
        named: ids or sources of documents.
        corrections: the corrections file; the one beside the store unless given.

    Raises:
        UsageError: no document has such an id or source; nothing is removed.
        DataError: the corrections are wrong.
        StoreError: the store cannot be written.
    """
    graph, corrections = Path(graph), Path(corrections) if corrections is not None else None
    judged = corrections_for(graph.parent, corrections)
    with Store.open(graph) as store:
        documents = _meant(store.sources(), list(named))
        before, words, drawn = store.counts(), ontology_of(store), Choice.of(store).beside(graph)
    with Store.write(graph) as store, store.transaction():
        store.remove(documents)
        notices = judge_store(store, words, judged)
    draw(graph, words, page=PAGE in drawn, graphml=GRAPHML in drawn)
    with Store.open(graph) as store:
        after = store.counts()
    files = (graph.name, *sorted(drawn))
    return Removed(documents=documents, before=before, after=after, notices=tuple(n.text for n in notices), files=files)


def _meant(sources: dict[str, str], named: list[str]) -> dict[str, str]:
    """Return the source of each document of these ids or sources, by its id; the source of many documents means all.

    Raises:
        UsageError: no document has such an id or source.
    """
    found: dict[str, str] = {}
    for text in named:
        ids = [text] if text in sources else [id_ for id_, source in sources.items() if source == text]
        if not ids:
            near = get_close_matches(text, sorted({*sources, *sources.values()}), n=3)
            hint = did_you_mean(near, "`graphbuild search` names the articles.")
            raise UsageError(f"There is no document {text!r} in the store.", hint=hint)
        found.update((id_, sources[id_]) for id_ in ids)
    return found
