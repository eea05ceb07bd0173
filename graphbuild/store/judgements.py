"""What is judged over all observations of a store, in the form in which the store keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphbuild.resolution.candidate import Candidate
from graphbuild.resolution.corrections.overlay import Overlay


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """Who is who, and everything else that is judged over all documents together.

    Attributes:
        actors: the actor's id of each observed actor, by observed id.
        reasons: why it is that actor, by observed id.
        candidates: pairs of actors that may be one.
        stories: the story of each document that shares one with others, by document id.
        overlay: what corrections say beside who is who.
        symmetric: the relations that have no direction.
        key: what the judging depended on besides the documents.
    """

    actors: Mapping[str, str]
    reasons: Mapping[str, str]
    candidates: Iterable[Candidate]
    stories: Mapping[str, str]
    overlay: Overlay
    symmetric: frozenset[str]
    key: str
