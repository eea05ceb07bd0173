"""The extraction as spaCy components, for any spaCy user's own pipeline.

    nlp.add_pipe("graphbuild_mentions")
    nlp.add_pipe("graphbuild_coreference")
    nlp.add_pipe("graphbuild_claims")
    doc = nlp("Police arrested Karim Daoud, who leads the Cedar Front.")
    doc._.actors, doc._.claims

Actors that are known already come from a file (docs/actors-file.md), named once, where mentions are found:
`nlp.add_pipe("graphbuild_mentions", config={"actors": "actors.csv"})`.

What a component finds is kept in `doc.user_data` as plain lists, so that a `Doc` can still be serialised and travel
between processes; `doc._` gives the dataclasses of `graphbuild.core.model`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from graphbuild.core.model import Claim, Document, ObservedActor, content_id
from graphbuild.core.records import from_nested, nested
from graphbuild.extraction.coreference import sieves
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax import parse_repair
from graphbuild.knowledge import ontology
from graphbuild.knowledge.gazetteer import load as load_gazetteer
from graphbuild.knowledge.lexicon.loading import load_lexicon

MENTIONS, CLUSTERS, READING = "graphbuild_mentions", "graphbuild_clusters", "graphbuild_reading"
KNOWN = "graphbuild_actors_file"


@lru_cache(maxsize=4)
def _reader(actors: str | None) -> Reader:
    """The reader that knows the actors of a file; each process loads it once."""
    return Reader(ontology.load(), load_gazetteer(Path(actors)) if actors is not None else None)


@dataclass(frozen=True, slots=True)
class FindMentions:
    """Keeps the mentions of a parsed `Doc`, whose grammar it mends first where it is sure of a mistake.

    `actors`: a file of actors that are known already, or None.
    """

    actors: str | None = None

    def __call__(self, doc: Doc) -> Doc:
        """The same `Doc`."""
        parse_repair.mend(doc, _reader(self.actors).lexicon)
        found = _reader(self.actors).mentions(doc)
        doc.user_data[MENTIONS] = nested(tuple(found))
        doc.user_data[KNOWN] = self.actors
        return doc


def resolve_mentions(doc: Doc) -> Doc:
    """Keeps which mentions are one actor."""
    found = sieves.resolve(doc, _mentions(doc), load_lexicon())
    doc.user_data[CLUSTERS] = [[found.of(i), found.joins.get(i, "")] for i in range(len(found.mentions))]
    return doc


def find_claims(doc: Doc) -> Doc:
    """Keeps the actors and the claims."""
    text = doc.text
    document = Document(id=content_id(text), text=text, source="doc", sha256="")
    reading = _reader(doc.user_data.get(KNOWN)).interpret(document, doc, _clusters(doc)).reading
    doc.user_data[READING] = {"actors": nested(reading.actors), "claims": nested(reading.claims)}
    return doc


def _mentions(doc: Doc) -> list[TokenMention]:
    """Return the mentions that the first component left in a document."""
    return [from_nested(TokenMention, mention) for mention in doc.user_data.get(MENTIONS, ())]


def _clusters(doc: Doc) -> Clusters:
    """Return the clusters that the second component left in a document."""
    clusters = Clusters(doc, _mentions(doc), load_lexicon())
    for i, (cluster, rule) in enumerate(doc.user_data.get(CLUSTERS, ())):
        clusters.join(i, cluster, rule)
    return clusters


def actors(doc: Doc) -> tuple[ObservedActor, ...]:
    """The actors of a `Doc` that went through the components; none otherwise."""
    return tuple(from_nested(ObservedActor, actor) for actor in doc.user_data.get(READING, {}).get("actors", ()))


def claims(doc: Doc) -> tuple[Claim, ...]:
    """The claims of a `Doc` that went through the components; none otherwise."""
    return tuple(from_nested(Claim, claim) for claim in doc.user_data.get(READING, {}).get("claims", ()))


@Language.factory("graphbuild_mentions", requires=["token.dep", "doc.ents"], default_config={"actors": None})
def create_mentions(nlp: Language, name: str, actors: str | None) -> Any:
    """The component that finds mentions.

    Args:
        nlp: the pipeline.
        name: what it is called there.
        actors: a file of actors that are known already, as `graphbuild build --actors` takes it.

    Raises:
        GraphbuildError: the file is not there, or its lines are not right.
    """
    _reader(actors)  # now, not at the first text: a broken file is told where it is named
    return FindMentions(actors)


@Language.factory("graphbuild_coreference")
def create_coreference(nlp: Language, name: str) -> Any:
    """The component that tells which mentions are one actor."""
    return resolve_mentions


@Language.factory("graphbuild_claims", assigns=["doc._.actors", "doc._.claims"])
def create_claims(nlp: Language, name: str) -> Any:
    """The component that finds events and reads claims off them."""
    return find_claims


for _name, _getter in (("actors", actors), ("claims", claims)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, getter=_getter)
