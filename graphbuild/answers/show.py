"""Who an actor is: everything a store knows of one, on one sheet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphbuild.answers import profile
from graphbuild.answers.links import Answer, answer, link_record
from graphbuild.answers.profile import Join, NameSeen, Office
from graphbuild.core.model import Actor, Document
from graphbuild.core.records import Record, actor_record
from graphbuild.evidence.link import Link
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.view import StoreView
from graphbuild.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One actor: its names, offices and links, the documents that mention it, and why all this is one actor.

    `documents` has those that mention it most often first. `mention_joins` are the rules that tied mentions
    together within documents, `document_joins` the judgements across them; `corrections` is what people said.
    """

    answer: Answer
    documents: tuple[tuple[Document, int], ...]
    names: tuple[NameSeen, ...]
    offices: tuple[Office, ...]
    mention_joins: tuple[Join, ...]
    document_joins: tuple[Join, ...]
    corrections: tuple[str, ...]

    @property
    def actor(self) -> Actor:
        """Whose dossier this is."""
        return self.answer.actor

    @property
    def links(self) -> tuple[Link, ...]:
        """The actor's links, best first."""
        return self.answer.links

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild show --json`."""
        return {
            "actor": actor_record(self.actor),
            "names": [name.as_record() for name in self.names],
            "offices": [office.as_record(self.answer.actors[office.of]) for office in self.offices],
            "joins": {
                "mentions": [{"rule": join.rule, "n": join.n} for join in self.mention_joins],
                "documents": [{"rule": join.rule, "n": join.n} for join in self.document_joins],
                "corrections": list(self.corrections),
            },
            "documents": [
                {
                    "id": document.id,
                    "title": document.title,
                    "outlet": document.outlet,
                    "published": document.published,
                    "url": document.url,
                    "source": document.source,
                    "n_mentions": n,
                }
                for document, n in self.documents
            ],
            "links": [link_record(link, self.answer.actors) for link in self.links],
        }


def show(graph: str | Path, actor: str, **options: Any) -> Dossier:
    """The dossier of an actor: names, offices, documents, links, and why all this is one actor.

    Args:
        graph: the path of a `graph.db`.
        actor: an id, a name or an alias.
        options: as for `links`.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: an option that makes no sense.
        StoreError: there is no usable store at the path.
    """
    with Store.open(Path(graph)) as store:
        return dossier_of(StoreView(store), actor, filters(**options))


def dossier_of(view: StoreView, actor: str, wanted: Filters) -> Dossier:
    """The same of a store that is open."""
    found = answer(view, actor, wanted)
    id_ = found.actor.id
    mentions = list(view.store.mentions(actor=id_))
    ordered = sorted(Counter(mention.doc for mention in mentions).items(), key=lambda item: (-item[1], item[0]))
    documents = ((view.store.document(doc), n) for doc, n in ordered)
    look = view.store.overlay.looks.get(id_)
    moved = {moved.reason for moved in view.store.overlay.moved if moved.actor == id_}
    return Dossier(
        answer=found,
        documents=tuple((d, n) for d, n in documents if d is not None),
        names=profile.names_of(view.store, found.actor),
        offices=profile.offices(found.actor, found.links),
        mention_joins=profile.mention_joins(mentions),
        document_joins=profile.document_joins(view.store.reasons(id_)),
        corrections=tuple(sorted({*(look.reasons if look else ()), *moved})),
    )
