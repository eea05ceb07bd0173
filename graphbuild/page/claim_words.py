"""What the page says of a claim beside its sentence: its status, who read it, and how its ends were resolved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphbuild.core.model import Status
from graphbuild.core.second_reading import ReadBy, read_by
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


def readers(evidence: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return who read the claims of a link, as `read_by`; nothing where the built-in rules alone did.

    Args:
        evidence: the records of its citations.
    """
    found = sorted({read_by(str(item.get("rule") or "")) for item in evidence})
    return {"read_by": [one.value for one in found]} if set(found) - {ReadBy.RULES} else {}


def reader_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return who read one claim, as `read_by`; nothing where the built-in rules alone did."""
    found = read_by(str(item.get("rule") or ""))
    return {} if found is ReadBy.RULES else {"read_by": found.value}


def status_words(item: Mapping[str, Any]) -> str:
    """A claim's status in words, with who says so and the words that show it."""
    status = styles.status_of(item.get("status"))
    text = styles.STATUSES[status].words
    if who := str(item.get("attribution") or "").strip():
        text += f" by {who}" if status is Status.DENIED else f", according to {who}"
    if denier := str(item.get("denial") or "").strip():
        text += f", denied by {denier}"
    if cue := str(item.get("cue") or "").strip():
        text += f" (“{cue}”)"
    return text


def names_in(actor: Mapping[str, Any], words: str) -> bool:
    """Whether these words are the actor's name, or hold it, or are a part of it."""
    said = _worded(words)
    return any(said in name or name in said for name in map(_worded, (actor["label"], *actor["aliases"])))


def _worded(text: str) -> str:
    """The words of a text between spaces, so that "he" is not found in "the"."""
    words = re.findall(r"\w+", text.casefold())
    return f" {' '.join(words)} " if words else f" {text} "
