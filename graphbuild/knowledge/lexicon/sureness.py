"""How surely the ends of claims are resolved: the share of right ones by kind of resolution, counted on texts.

The shares are counted by `benchmarks/sureness.py` and stored in `data/sureness.toml`. Each is drawn towards that of its
group (all pronouns, all descriptions), as if `PRIOR` more ends of the group's share had been seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphbuild.core.model import Resolved
from graphbuild.knowledge import data


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """The measured shares.

    Attributes:
        guess_below: an end whose kind has a lower share is a guess.
        shares: of right ends by kind of resolution, and by group of kinds, 0 to 1.
    """

    guess_below: float
    shares: Mapping[str, float]

    def of(self, kind: str) -> float:
        """Return the share of right ends of a kind; of its group if the kind was never seen.

        Args:
            kind: as `claims.end_resolution` names it.
        """
        share = self.shares.get(kind)
        return round(self.shares[group(kind)] if share is None else share, 2)

    def is_guess(self, ends: Resolved) -> bool:
        """Return True if an end was resolved less surely than the share below which it counts as a guess."""
        found = (end for end in (ends.subject, ends.object) if end is not None)
        return any(end.confidence < self.guess_below for end in found)


def group(kind: str) -> str:
    """Return the group of a kind: what stands before its colon."""
    return kind.partition(":")[0].partition(",")[0]


def read(table: Mapping[str, Any]) -> Sureness:
    """Return the shares from the parsed `data/sureness.toml`."""
    shares = {name: float(share) for part in ("groups", "kinds") for name, share in table[part].items()}
    return Sureness(guess_below=float(table["guess"]["below"]), shares=shares)


SURENESS = read(data.read("sureness"))
