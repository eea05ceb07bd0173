"""Certainty of a match between two names, and how much context must agree before they are merged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Certainty(IntEnum):
    """What a merge needs: nothing more (SURE), one agreement (LIKELY), several (UNSURE), or a person (DOUBTFUL)."""

    DOUBTFUL = 0
    UNSURE = 1
    LIKELY = 2
    SURE = 3

    def lowered(self) -> Certainty:
        """Return the next lower certainty."""
        return Certainty(max(self - 1, Certainty.DOUBTFUL))


NEEDED = {Certainty.SURE: 0.0, Certainty.LIKELY: 1.0, Certainty.UNSURE: 2.0, Certainty.DOUBTFUL: float("inf")}
"""How much of the context must agree for a merge (see `CorpusContext.agreement`)."""

WORTH_ASKING = {Certainty.SURE: 0.0, Certainty.LIKELY: 0.0, Certainty.UNSURE: 0.5, Certainty.DOUBTFUL: 1.0}
"""How much of the context must agree for the two to be listed as candidates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two names match. `short`: one of them says less than the other ("J. Smith"), so it must be unambiguous."""

    certainty: Certainty
    reason: str
    short: bool = False
