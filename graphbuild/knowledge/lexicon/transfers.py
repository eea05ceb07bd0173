"""Who hands what to whom: `data/transfers.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferWords:
    """Verbs of giving, and what is given. Lemmas.

    Attributes:
        receiving: verbs by which the subject has or gets it, with their preposition; under: prepositions that say so.
        sales, selling: nouns and verbs of selling; sale_verbs: those whose subject owned what it sells.
        givers, receivers: prepositions before them; bidden: before who gets what money buys.
        stakes: parts of a company that are sold.
        buying: verbs whose goods come "from" a seller.
        given: for each noun of what is given, the relation that giving it is.
    """

    verbs: frozenset[str]
    bids: frozenset[str]
    money: frozenset[str]
    receiving: frozenset[str]
    under: frozenset[str]
    amounts: frozenset[str]
    sales: frozenset[str]
    selling: frozenset[str]
    sale_verbs: frozenset[str]
    buying: frozenset[str]
    stakes: frozenset[str]
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    bidden: tuple[str, ...]
    given: Mapping[str, str]

    def relation_of(self, word: str, lemma: str) -> str | None:
        """Return the relation by which a noun is handed over, or None; arms are weapons, an arm of a firm is none.

        Args:
            word: as written, in lower case.
            lemma: its dictionary form.
        """
        return self.given.get(word) or self.given.get(lemma)


TRANSFERS = word_table(
    TransferWords,
    "transfers",
    given=lambda things: {noun: relation for relation, nouns in things.items() for noun in nouns},
)
