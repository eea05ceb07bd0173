"""How well one name fits another, and how much else must agree before they are taken for one actor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Fit(IntEnum):
    """What it takes to merge: nothing more; one thing in common; several; or a person's word."""

    DOUBTFUL = 0
    UNSURE = 1
    LIKELY = 2
    SURE = 3

    def lowered(self) -> Fit:
        """One step less sure."""
        return Fit(max(self - 1, Fit.DOUBTFUL))


NEEDED = {Fit.SURE: 0.0, Fit.LIKELY: 1.0, Fit.UNSURE: 2.0, Fit.DOUBTFUL: float("inf")}
"""How much of the context must agree for a merge (see `Context.agreement`)."""

WORTH_ASKING = {Fit.SURE: 0.0, Fit.LIKELY: 0.0, Fit.UNSURE: 0.5, Fit.DOUBTFUL: 1.0}
"""How much of it must agree for the two to be listed as candidates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two names are alike. `short`: one of them says less than the other ("J. Smith"), so must be unique."""

    fit: Fit
    reason: str
    short: bool = False
