"""What the model's probabilities are worth: `data/learned.toml`, measured on texts that it was not trained on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table

CERTAIN = 1e-4
"""Probabilities nearer to 0 or 1 count as this near."""
LOWEST, HIGHEST = 0.05, 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A logistic curve from what the model says to how often that was right (Platt scaling).

    Attributes:
        slope: factor of the log-odds of a link's class.
        pointed: factor of the logarithm of the probability of its trigger.
        offset: what is added. families: the same for each family of relations.
        threshold: the least confidence of a claim. least: the least probability that is looked at.
    """

    slope: float
    pointed: float
    offset: float
    families: Mapping[str, float]
    threshold: float
    least: float

    def confidence(self, probability: float, pointed: float, family: str) -> float:
        """Return how often such a link was right, from 0 to 1, in hundredths.

        Args:
            probability: of its class.
            pointed: of its trigger.
            family: of its relation.
        """
        p = min(max(probability, CERTAIN), 1 - CERTAIN)
        odds = self.slope * math.log(p / (1 - p)) + self.pointed * math.log(max(pointed, CERTAIN))
        odds += self.offset + self.families.get(family, 0.0)
        return round(min(max(1 / (1 + math.exp(-odds)), LOWEST), HIGHEST), 2)


CALIBRATION = word_table(Calibration, "learned")
