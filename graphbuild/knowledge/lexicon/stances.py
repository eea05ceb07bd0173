"""What an actor does against another without a verb of opposition: `data/stances.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWords:
    """Verbs of refusing, forbidding, and making. Lemmas.

    Attributes:
        refusing: verbs of refusing; withheld: what is refused.
        forbidding: verbs that forbid or defy when they are denied; permitting: those whose clause says what.
        towards: prepositions before whom something is withheld from.
        hindering: verbs of hindering somebody from something, and hindered: the prepositions before it.
        authoring: verbs whose subject is the author of their object.
    """

    refusing: frozenset[str]
    withheld: frozenset[str]
    forbidding: frozenset[str]
    permitting: frozenset[str]
    towards: tuple[str, ...]
    authoring: frozenset[str]
    hindering: frozenset[str]
    hindered: frozenset[str]


STANCES = word_table(StanceWords, "stances")
