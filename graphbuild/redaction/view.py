"""A view of a store without the claims that would reveal what is redacted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from graphbuild.core.link_key import LinkKey
from graphbuild.core.model import Actor, Claim, Span
from graphbuild.core.names import fold
from graphbuild.core.records import CLAIM, RESOLVED
from graphbuild.evidence.citation import Citation
from graphbuild.evidence.summary import Origin
from graphbuild.graph.view import ClaimView, StoreView
from graphbuild.redaction.targets import Targets

_IDS = frozenset({"id", "doc", "subject", "object", "attributed_to", "denied_by"})
_CODES = _IDS | {"relation", "rule", "date", "place", *RESOLVED}
_WORDS = tuple(name for name, column in CLAIM.columns.items() if column.kind is str and name not in _CODES)
"""The fields of a claim that hold words of the document; a new text field is taken for one."""


class RedactedView(ClaimView):
    """A `graph.view.View` of a store in which no claim mentions what is redacted."""

    def __init__(self, view: StoreView, secrets: Targets) -> None:
        """Wrap a view of a store to hide what the targets cover."""
        self.view = view
        self.secrets = secrets
        self.ontology = view.ontology

    def confirmed(self, link: LinkKey) -> bool:
        """As the store."""
        return self.view.confirmed(link)

    def disputed(self, link: LinkKey) -> bool:
        """As the store."""
        return self.view.disputed(link)

    def origins(self, docs: Collection[str] | None = None) -> Mapping[str, Origin]:
        """As the store."""
        return self.view.origins(docs)

    def outlets(self) -> Collection[str]:
        """Return the outlets without redacted ones."""
        return [outlet for outlet in self.view.outlets() if not self.secrets.words.within(outlet)]

    def claims(self, actors: Collection[str] | None, *, leading: bool = False) -> Iterator[Claim]:
        """Yield the claims whose ends, document, sentence and words are all visible."""
        return (claim for claim in self.view.claims(actors, leading=leading) if self._seen(claim))

    def cite(self, claim: Claim) -> Citation:
        """Return the citation of a claim as the store has it."""
        return self.view.cite(claim)

    def actor(self, actor_id: str) -> Actor | None:
        """Return an actor as the visible documents know it; None if it is redacted."""
        actor = self.view.actor(actor_id) if actor_id not in self.secrets.actors else None
        return actor if actor is None or not self.secrets.documents else self._known(actor)

    def actor_ids(self) -> Iterator[str]:
        """As the store, without the redacted."""
        return (id_ for id_ in self.view.actor_ids() if id_ not in self.secrets.actors)

    def named(self, text: str) -> list[Actor]:
        """Return the actors of a name, without redacted ones."""
        found = (self.actor(actor.id) for actor in self.view.named(text))
        return [actor for actor in found if actor is not None]

    def names(self, words: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """Yield names and actor ids, without redacted actors."""
        return ((name, id_) for name, id_ in self.view.names(words) if id_ not in self.secrets.actors)

    def folded(self) -> str:
        """Return the folded names, without redacted actors."""
        return "\n".join(fold(name) for name, _ in self.names())

    def _seen(self, claim: Claim) -> bool:
        """Return True if nothing of a claim and its citation is redacted."""
        hidden = self.secrets
        if {claim.subject, claim.object, claim.attributed_to, claim.denied_by} & hidden.actors:
            return False
        record = CLAIM.record(claim)
        if any(hidden.words.within(record[name]) for name in _WORDS):
            return False
        evidence = claim.evidence
        if evidence is None:
            return True
        spans = (evidence.sentence, evidence.subject, evidence.trigger, evidence.object)
        if evidence.doc in hidden.documents or any(self._spoken_of(evidence.doc, span) for span in spans):
            return False
        citation = self.view.cite(claim)
        return not any(hidden.words.within(text) for text in (citation.sentence, *_around(citation)))

    def _spoken_of(self, doc: str, span: Span) -> bool:
        """Return True if a redacted actor is mentioned in the span, by any words."""
        starts = self.secrets.places.get(doc, ())
        at = bisect_left(starts, span.start)
        return at < len(starts) and starts[at] < span.end

    def _known(self, actor: Actor) -> Actor:
        """Return the actor with only those names and roles that visible documents give."""
        mentions = [m for m in self.view.store.mentions(actor=actor.id) if m.doc not in self.secrets.documents]
        docs = sorted({mention.doc for mention in mentions})
        said = {fold(mention.text): mention.text for mention in reversed(mentions) if mention.kind == "name"}
        names = [name for name in (actor.name, *actor.aliases) if fold(name) in said]
        texts = [fold(document.text) for doc in docs if (document := self.view.store.document(doc)) is not None]
        first = names[0] if names else next(iter(sorted(said.values())), "")
        return replace(
            actor,
            name=first or (actor.name if not said and mentions else ""),
            aliases=tuple(name for name in names if name != first),
            roles=tuple(role for role in actor.roles if any(fold(role) in text for text in texts)),
            n_documents=len(docs),
            n_mentions=len(mentions),
        )


def _around(citation: Citation) -> Iterator[str]:
    """Yield the context texts of a citation."""
    return (context.text for context in citation.context.values())
