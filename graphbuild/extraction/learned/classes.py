"""The classes of the learned reader: relations with a direction, numbered as its model was trained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from graphbuild.core.model import ActorType, MentionKind

NONE = 0
"""The class of two actors that a sentence does not link."""


@dataclass(frozen=True, kw_only=True)
class Classes:
    """The numbers of everything that has a row in the model's tables.

    A pair's class is no link, or a relation and whether the first of the two mentions is its subject.

    Attributes:
        relations: the ids of the relations, in the order of the model.
        symmetric: those that have one class for both directions.
        types, kinds: types of actors and kinds of mentions.
    """

    relations: tuple[str, ...]
    symmetric: frozenset[str]
    types: tuple[ActorType, ...] = tuple(ActorType)
    kinds: tuple[MentionKind, ...] = tuple(MentionKind)

    @cached_property
    def all(self) -> tuple[tuple[str, bool] | None, ...]:
        """Each class by its number: None for no link, else the relation, and True if the first mention is subject."""
        ways = (((r, True),) if r in self.symmetric else ((r, True), (r, False)) for r in self.relations)
        return (None, *(way for both in ways for way in both))

    @cached_property
    def _numbers(self) -> dict[tuple[str, bool] | None, int]:
        """The number of each class."""
        return {way: number for number, way in enumerate(self.all)}

    def __len__(self) -> int:
        """Return the number of classes, no link among them."""
        return len(self.all)

    def number(self, relation: str, *, forward: bool) -> int | None:
        """Return the class of a relation; None for one that the model does not know.

        Args:
            relation: its id.
            forward: whether the first mention is the subject; without meaning for symmetric relations.
        """
        return self._numbers.get((relation, forward or relation in self.symmetric))

    def relation_number(self, relation: str) -> int | None:
        """Return the place of a relation in the model's order, or None."""
        return self._relation_numbers.get(relation)

    @cached_property
    def _relation_numbers(self) -> dict[str, int]:
        """The place of each relation."""
        return {relation: number for number, relation in enumerate(self.relations)}

    @property
    def n_frame_features(self) -> int:
        """How many features there are of trigger patterns: that one is there, and which mention is on which side."""
        return 5 * len(self.relations)

    def frame_features(self, relation: str, sides: tuple[bool, bool, bool, bool]) -> Iterator[int]:
        """Yield the numbers of the features of a trigger pattern that fits near a pair.

        Args:
            relation: the pattern's relation.
            sides: whether the first mention is its subject, its object; the second its subject, its object.
        """
        number = self._relation_numbers.get(relation)
        if number is not None:
            yield 5 * number
            yield from (5 * number + 1 + side for side, there in enumerate(sides) if there)
