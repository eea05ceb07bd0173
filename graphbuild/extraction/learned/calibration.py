"""What the model's probabilities are worth: `data/learned.toml`, measured on texts that it was not trained on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphbuild.extraction.learned.proposal import Opinion
from graphbuild.knowledge.lexicon.word_table import word_table

CERTAIN = 1e-4
"""Probabilities nearer to 0 or 1 count as this near."""
LOWEST, HIGHEST = 0.05, 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Two logistic curves from what the model says to how often that was right (Platt scaling).

    The curves say how often a link is in the annotation of its text; annotators leave out what a reader finds right, so
    that the confidence lies between how often readers find such links right that are not in it and that are.

    Attributes:
        slope: factor of the log-odds of a link's class.
        pointed: factor of the logarithm of the probability of its trigger.
        offset: what is added. families, relations, marks: the same for its family, its relation and each of its marks.
        threshold: the least confidence of a claim. least: the least probability that is looked at.
        own, same, linked, agreed: of claims of the rules: factors of the log-odds of their own confidence, of the
            probability of their link, and of that of any link of the two, and what is added.
        learned, rules: how often readers find right what is not annotated, and what is.
    """

    slope: float
    pointed: float
    offset: float
    families: Mapping[str, float]
    relations: Mapping[str, float]
    marks: Mapping[str, float]
    threshold: float
    least: float
    own: float
    same: float
    linked: float
    agreed: float
    learned: tuple[float, float]
    rules: tuple[float, float]

    def confidence(
        self, probability: float, pointed: float, relation: tuple[str, str], marks: Iterable[str] = ()
    ) -> float:
        """Return how often such a link was right, from 0 to 1, in hundredths.

        Args:
            probability: of its class.
            pointed: of its trigger.
            relation: its relation and the family of that.
            marks: what the parse says of it.
        """
        odds = self.slope * log_odds(probability) + self.pointed * math.log(max(pointed, CERTAIN))
        odds += self.relations.get(relation[0], 0.0) + self.families.get(relation[1], 0.0)
        odds += sum(self.marks.get(mark, 0.0) for mark in marks)
        return _between(self.learned, odds + self.offset)

    def weighed(self, confidence: float, opinion: Opinion) -> float:
        """Return how often a claim of the rules was right, in view of what the model thinks of it.

        Args:
            confidence: by its rule alone.
            opinion: the model's probabilities.
        """
        odds = self.own * log_odds(confidence) + self.same * log_odds(opinion.same)
        return _between(self.rules, odds + self.linked * log_odds(opinion.linked) + self.agreed)


def log_odds(share: float) -> float:
    """Return the logarithm of the odds of a probability."""
    p = min(max(share, CERTAIN), 1 - CERTAIN)
    return math.log(p / (1 - p))


def _between(shares: tuple[float, float], odds: float) -> float:
    """Return a confidence in hundredths from the logarithm of the odds that a link is annotated."""
    unannotated, annotated = shares
    share = unannotated + (annotated - unannotated) / (1 + math.exp(-odds))
    return round(min(max(share, LOWEST), HIGHEST), 2)


CALIBRATION = word_table(Calibration, "learned")
