"""Pairs of actors that are perhaps one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Candidate:
    """Two actors that may be one, undecided: their ids in order, a score (0 to 1), and why."""

    one: str
    other: str
    score: float
    why: str
