"""Words of games and sport, where force is a figure of speech: `data/games.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class GameWords:
    """Lemmas by which a passage is known to report a game, and what is meant as a move there.

    Attributes:
        needed: different `words` that must stand within `reach` words of a claim.
        confidence: the highest that a claim by one of the `moves` has then.
    """

    needed: int
    reach: int
    words: frozenset[str]
    moves: frozenset[str]
    confidence: float


GAMES = word_table(GameWords, "games")
