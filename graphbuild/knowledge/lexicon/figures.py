"""Words by which force is known to be a figure of speech, as in games, or to be meant: `data/figures.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """Lemmas by which a passage is known to report a game, or force to be meant.

    Attributes:
        needed: different `words` of games that must stand within `reach` words of a claim.
        moves: what is no more than a move or a meeting in a game.
        confidence: the highest that a claim by a figure of speech has.
        ambiguous: of the moves, what needs a `serious` word within reach in any text of at least `short` words.
    """

    needed: int
    reach: int
    words: frozenset[str]
    moves: frozenset[str]
    confidence: float
    ambiguous: frozenset[str]
    short: int
    serious: frozenset[str]


FIGURES = word_table(FigureWords, "figures")
