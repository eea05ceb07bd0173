"""What tells one link from all others: its two ends and the key of its relation."""

from __future__ import annotations

from typing import NamedTuple

from graphbuild.core.model import Claim

OPEN = "other"
"""The relation of open claims, which say something that no relation of the ontology names."""

_SEPARATOR = ":"


class LinkKey(NamedTuple):
    """Subject id, relation key and object id of a link.

    The relation key is the relation's id, or `other:LEMMA` for an open link: the verb tells parallel open links apart.
    """

    subject: str
    key: str
    object: str

    @classmethod
    def of(cls, claim: Claim) -> LinkKey:
        """The link that a claim belongs to."""
        return cls(claim.subject, relation_key(claim.relation, claim.label), claim.object)

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of both ends in ascending order, whichever is the subject."""
        return min(self.subject, self.object), max(self.subject, self.object)

    @property
    def is_open(self) -> bool:
        """Whether no relation of the ontology names the link."""
        return is_open(self.key)

    @property
    def relation(self) -> str:
        """The id of the relation."""
        return relation_of(self.key)


def relation_key(relation: str, label: str) -> str:
    """The relation key of claims of a relation with this label, see `LinkKey`."""
    return f"{OPEN}{_SEPARATOR}{label}" if relation == OPEN else relation


def relation_of(key: str) -> str:
    """The id of the relation that a relation key stands for."""
    return key.partition(_SEPARATOR)[0]


def verb_of(key: str) -> str:
    """The verb of an open relation key; empty for any other."""
    return key.partition(_SEPARATOR)[2]


def is_open(key: str) -> bool:
    """Whether a relation key is that of an open link."""
    return relation_of(key) == OPEN


def relation_key_sql(relation: str, label: str) -> str:
    """The SQL expression that computes `relation_key` from two columns."""
    return f"CASE {relation} WHEN '{OPEN}' THEN '{OPEN}{_SEPARATOR}' || {label} ELSE {relation} END"


def is_open_sql(column: str) -> str:
    """The SQL condition that computes `is_open` from the column of a relation key."""
    return f"({column} = '{OPEN}' OR {column} LIKE '{OPEN}{_SEPARATOR}%')"
