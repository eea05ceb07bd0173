"""Confidence of claims that were read twice: `data/agreement.toml`.

The silence of a good reader tells much, that of one which hardly reads (a small model, one that is asked in a language
it does not know) tells nothing. Which of the two it is shows in each document by what it confirms of the rules' claims.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table

LOWEST, HIGHEST = 0.05, 0.98
STEEPEST = 50.0
"""Logarithm of odds beyond which they are certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What agreement and silence of a second reader are worth. Shares are from 0 to 1.

    Attributes:
        both, alone: share of right claims that both found; that the reader alone found.
        referring, reversed: the latter where coreference gives an end; where grammar gives the other direction.
        confirms, errs: share of the rules' right and wrong claims that a good reader says too.
        idle: the same share of either for a reader that hardly reads.
        doubt: how likely a reader is one of those, before anything is known of it.
    """

    both: float
    alone: float
    referring: float
    reversed: float
    confirms: float
    errs: float
    idle: float
    doubt: float

    def trust(self, claims: Iterable[tuple[float, bool]]) -> float:
        """Return how likely a reader is a good one by what it said of one document, 0 to 1.

        Args:
            claims: of each claim of the rules, how sure it is by itself, and whether the reader says it too.
        """
        odds = math.log(1 / self.doubt - 1)
        for sure, said in claims:
            good = sure * self.confirms + (1 - sure) * self.errs
            odds += math.log(good / self.idle if said else (1 - good) / (1 - self.idle))
        return 1 / (1 + math.exp(-min(max(odds, -STEEPEST), STEEPEST)))

    def unconfirmed(self, confidence: float, trust: float) -> float:
        """Return how sure a claim of the rules is that the reader did not say.

        Args:
            confidence: how sure it is by itself.
            trust: how likely the reader is a good one.
        """
        silent = trust * (1 - self.confirms) + (1 - trust) * (1 - self.idle)
        right = confidence * silent
        wrong = (1 - confidence) * (trust * (1 - self.errs) + (1 - trust) * (1 - self.idle))
        return round(min(max(right / (right + wrong), LOWEST), HIGHEST), 2)


AGREEMENT = word_table(Agreement, "agreement")
