"""The context of an actor: which other actors, roles and countries are named in its documents.

Everything named in a document is context of everything else in it. What is named nearly everywhere does not count, nor
do countries and the media that reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from math import isqrt

from graphbuild.core.ids import Family, family
from graphbuild.core.model import ActorType, ObservedActor
from graphbuild.core.names import name_key
from graphbuild.resolution import person
from graphbuild.resolution.country import country
from graphbuild.resolution.spelling import sound, table

_SMALL_CORPUS = 25
_WEIGHTS = {Family.PERSON: 1.0, Family.BODY: 1.0, Family.LAND: 0.5}
_ROLE = 1.0
_SINGLE_WORD_ROLE = 0.5
_COUNTRY = 0.5
Token = tuple[Family, str]

_UNTOLD = frozenset({ActorType.COUNTRY, ActorType.MEDIA})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorContext:
    """The context of one actor: its documents, its neighbours in them, its roles and countries.

    `own` are the tokens under which the actor itself may occur among the neighbours in another document.
    """

    docs: Set[str]
    neighbours: Set[int]
    own: Set[int]
    roles: Set[str]
    countries: Set[str]

    @classmethod
    def nowhere(cls, members: Iterable[ObservedActor]) -> ActorContext:
        """Return the context of an actor that is never compared: its documents alone."""
        none: frozenset[int] = frozenset()
        docs = frozenset(actor.doc for actor in members)
        return cls(docs=docs, neighbours=none, own=none, roles=frozenset(), countries=frozenset())

    def joined(self, other: ActorContext) -> ActorContext:
        """Return the union of two contexts."""
        return ActorContext(
            docs=self.docs | other.docs,
            neighbours=self.neighbours | other.neighbours,
            own=self.own | other.own,
            roles=self.roles | other.roles,
            countries=self.countries | other.countries,
        )


class CorpusContext:
    """The neighbours that each document gives to what is named in it."""

    def __init__(self, actors: Iterable[ObservedActor] = ()) -> None:
        """Collect the neighbour tokens of each document, without those found in too many documents."""
        self._numbers: dict[Token, int] = {}
        self._weights: list[float] = []
        self._docs: dict[str, frozenset[int]] = {}
        docs = tokens_of(actors)
        spread = Counter(token for tokens in docs.values() for token in tokens)
        limit = most_documents(len(docs))
        self.add({doc: [t for t in tokens if spread[t] <= limit] for doc, tokens in docs.items()})

    def add(self, docs: Mapping[str, Iterable[Token]]) -> None:
        """Take in documents with their neighbour tokens, without those found in too many documents."""
        for doc, tokens in docs.items():
            self._docs[doc] = frozenset(map(self._number, tokens))

    def has(self, doc: str) -> bool:
        """Return True if the neighbours of a document are known."""
        return doc in self._docs

    def setting(self, actors: Iterable[ObservedActor]) -> ActorContext:
        """Return the context of these observations of one actor."""
        members = list(actors)
        docs = frozenset(actor.doc for actor in members)
        called = {token for name in {a.name for a in members} for token in _own_tokens(name)}
        own = frozenset(
            self._numbers[token] for token in called if token in self._numbers
        )  # unknown tokens are no neighbours
        return ActorContext(
            docs=docs,
            neighbours=frozenset().union(*(self._docs.get(doc, frozenset()) for doc in docs)),
            own=own,
            roles=frozenset(role for actor in members for role in actor.roles if _telling(role)),
            countries=frozenset(code for actor in members if (code := country(actor))),
        )

    def agreement(self, one: ActorContext, other: ActorContext) -> float:
        """Return how much two contexts agree.

        Each neighbour in common, and each role of several words in common, counts 1; lesser things count 0.5.
        """
        short, long = sorted((one.neighbours, other.neighbours), key=len)
        shared = sum(self._weights[n] for n in short if n in long and n not in one.own and n not in other.own)
        roles = sum(_ROLE if " " in role else _SINGLE_WORD_ROLE for role in one.roles & other.roles)
        return shared + roles + (_COUNTRY if one.countries & other.countries else 0.0)

    def _number(self, token: Token) -> int:
        """Return the number of a token, assigning one if it is new."""
        if token not in self._numbers:
            self._numbers[token] = len(self._weights)
            self._weights.append(_WEIGHTS[token[0]])
        return self._numbers[token]


def tokens_of(actors: Iterable[ObservedActor]) -> dict[str, set[Token]]:
    """Return the neighbour tokens of each document in which something is named that can be a neighbour."""
    docs: dict[str, set[Token]] = {}
    for actor in actors:
        if actor.named and actor.type not in _UNTOLD:
            docs.setdefault(actor.doc, set()).add(_token(actor))
    return docs


def most_documents(n_docs: int) -> int:
    """Return in how many of so many documents a neighbour may be found; one found in more says too little."""
    return max(_SMALL_CORPUS, isqrt(n_docs))


def _token(actor: ObservedActor) -> Token:
    """Return the token for a neighbour; of a person the surname, which most documents use."""
    family_ = family(actor.type)
    return (family_, _surname(actor.name) if family_ is Family.PERSON else name_key(actor.name))


@lru_cache(maxsize=1 << 16)
def _surname(name: str) -> str:
    """Return the sound key of the surname in a name; empty if the name has no words."""
    words = person.parse(name).words
    return sound(words[-1]) if words else ""


@lru_cache(maxsize=1 << 10)
def _own_tokens(name: str) -> frozenset[Token]:
    """Return the tokens for all names of an actor, under any family, so that it is not its own neighbour."""
    words = name_key(name).split()
    keys = {" ".join(words[i:]) for i in range(len(words))}
    surnames = {_surname(name), *map(sound, words)}
    return frozenset([*((kind, key) for kind in _WEIGHTS for key in keys), *((Family.PERSON, s) for s in surnames)])


def _telling(role: str) -> bool:
    """Return True if a role has a word that is neither vague nor an honorific."""
    words = role.lower().split()
    known = table()
    return bool(words) and not all(known.is_in("vague_roles", w) or known.is_in("honorifics", w) for w in words)
