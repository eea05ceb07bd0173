"""How the ends of claims were resolved, for the page: a mark at the sentence, and what its filter asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphbuild.drawing import styles
from graphbuild.evidence.guesses import any_names_both_ends, names_both_ends, resolved_words


def resolution(item: Mapping[str, Any], subject: str, target: str) -> dict[str, Any]:
    """Return how the ends of one claim were resolved: nothing where the words of its sentence say who they are.

    Args:
        item: the record of its citation.
        subject, target: the names of its ends.

    Returns:
        `how`, in words; `guess` and `unnamed` only where they are true.
    """
    found: dict[str, Any] = {}
    if words := resolved_words(item, {"subject": subject, "object": target}):
        found["how"] = words
    if item.get("guess"):
        found["guess"] = True
    if not names_both_ends(item):
        found["unnamed"] = True
    return found


def resolution_of_link(attributes: Mapping[str, Any], evidence: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the same of a link: `guess` if its best claim is one, `unnamed` if no sentence shown names both ends.

    Args:
        attributes: of its edge.
        evidence: the records of its citations; those that only deny it count where nothing else is there.
    """
    shown = [item for item in evidence if styles.STATUSES[styles.status_of(item.get("status"))].shown]
    found = {}
    if attributes.get("guess"):
        found["guess"] = True
    if not any_names_both_ends(shown or evidence):
        found["unnamed"] = True
    return found
