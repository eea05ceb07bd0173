"""The targets of a redaction in one store: the actors and documents meant, and the words that name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from graphbuild.core.errors import DataError, UnknownActorError, did_you_mean
from graphbuild.core.model import Actor, ActorType, Document
from graphbuild.core.names import fold, name_key
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import StoreView
from graphbuild.redaction.file import Redaction
from graphbuild.redaction.terms import Terms
from graphbuild.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What must not be visible.

    Attributes:
        actors: ids.
        documents: ids, including those of redacted outlets.
        places: where redacted actors are mentioned: start offsets by document.
        words: their names, and all other words that would reveal them.
    """

    actors: frozenset[str]
    documents: frozenset[str]
    places: dict[str, tuple[int, ...]]
    words: Terms


def targets_of(view: StoreView, redaction: Redaction) -> Targets:
    """Return what the user's file means in this store.

    Raises:
        DataError: something it names is unknown. A spelling error must not reveal a secret.
    """
    actors = [_actor(view, text) for text in redaction.actors]
    documents = list(_documents(view.store, redaction))
    for quotation in redaction.quotations:
        if not any(fold(quotation) in fold(document.text) for document in view.store.documents()):
            raise DataError(f"No article has the words {quotation!r}.", hint="Quote them as the article has them.")
    mentions = [mention for actor in actors for mention in view.store.mentions(actor=actor.id)]
    places: dict[str, list[int]] = {}
    for mention in mentions:
        places.setdefault(mention.doc, []).append(mention.span.start)
    names = [name for actor in actors for name in _names(actor)]
    names += [mention.text for mention in mentions if mention.kind == "name"]
    told = [text for document in documents for text in (document.title, document.url, document.source) if text]
    return Targets(
        actors=frozenset(actor.id for actor in actors),
        documents=frozenset(document.id for document in documents),
        places={doc: tuple(sorted(starts)) for doc, starts in places.items()},
        words=Terms([*names, *told, *redaction.outlets, *redaction.quotations]),
    )


def _actor(view: StoreView, text: str) -> Actor:
    """Return the actor that the file names; raises DataError."""
    try:
        return find_actor(view, text)
    except UnknownActorError as error:
        raise DataError(f"The redaction names {text!r}: {error.what}", hint=error.hint) from None


def _names(actor: Actor) -> Iterable[str]:
    """Return the names of an actor; of a person also the last name alone."""
    yield from (actor.name, *actor.aliases)
    if actor.type is ActorType.PERSON and (words := name_key(actor.name).split()):
        yield words[-1]


def _documents(store: Store, redaction: Redaction) -> Iterable[Document]:
    """Return the documents that are named, and those of named outlets."""
    outlets = {fold(outlet) for outlet in redaction.outlets}
    wanted = {fold(text): text for text in redaction.documents}
    found: set[str] = set()
    known: set[str] = set()
    for document in store.documents():
        own = {fold(text) for text in (document.id, document.source, document.title, document.url) if text}
        outlet = fold(document.outlet or "")
        known |= {text for text in (document.source, document.title, document.outlet) if text}
        found |= own & wanted.keys() | {outlet}
        if own & wanted.keys() or (outlet and outlet in outlets):
            yield document
    for text in [*redaction.documents, *redaction.outlets]:
        if fold(text) not in found:
            near = get_close_matches(text, sorted(known), n=3)
            hint = did_you_mean(near, "`graphbuild search` names the articles.")
            raise DataError(f"The redaction names {text!r}, which no article is or has.", hint=hint)
