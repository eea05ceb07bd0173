"""Who an actor is: everything a store knows of one, on one sheet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graphbuild.link import Link
from graphbuild.model import Actor, Document
from graphbuild.query.filters import Filters
from graphbuild.query.links import Answer, answer, link_record
from graphbuild.query.view import StoreView
from graphbuild.records import Record, actor_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One actor: its links, and the documents that mention it, those that do so most often first."""

    answer: Answer
    documents: tuple[tuple[Document, int], ...]

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
            "actor": {**actor_record(self.actor), "country": self.actor.country},
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


def show(view: StoreView, actor: str, wanted: Filters) -> Dossier:
    """The dossier of an actor.

    Raises:
        UnknownActorError: no such actor, or several.
    """
    found = answer(view, actor, wanted)
    counted = Counter(mention.doc for mention in view.store.mentions(actor=found.actor.id))
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    documents = ((view.store.document(doc), n) for doc, n in ordered)
    return Dossier(answer=found, documents=tuple((d, n) for d, n in documents if d is not None))
