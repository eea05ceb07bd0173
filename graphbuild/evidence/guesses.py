"""Guesses in words: who a pronoun or description of a sentence was taken for, by which kind of resolution, how surely.

Works on records (`Citation.as_record`), because a graph that was read from a file holds nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphbuild.core.model import IN_SENTENCE

ENDS = ("subject", "object")


def guess_words(record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what is guessed in a claim, in words; empty for a claim of which no end is a guess.

    Example: `a guess: “he” is Ana Bell (pronoun: previous sentence, several candidates; 70 % of such are right)`

    Args:
        record: a citation's record.
        names: the names of the two ends by `subject` and `object`.
    """
    return f"a guess: {resolved_words(record, names)}" if record.get("guess") else ""


def resolved_words(record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return how the ends of a claim were resolved, in words; empty if the words of both say who they are.

    Args:
        record: a citation's record.
        names: the names of the two ends by `subject` and `object`.
    """
    ends = record.get("resolved") or {}
    return "; ".join(_end(record, end, ends[end], names.get(end, "")) for end in ENDS if ends.get(end))


def names_both_ends(record: Mapping[str, Any]) -> bool:
    """Return True if the sentence of a claim itself says who both ends are, as `Claim.named_ends`."""
    ends = (record.get("resolved") or {}).values()
    return all(end is None or end.get("rule") in IN_SENTENCE for end in ends)


def any_names_both_ends(records: Iterable[Mapping[str, Any]]) -> bool:
    """Return True if one of these claims has a sentence that says who both ends are; also if there is no claim."""
    found = list(records)
    return not found or any(map(names_both_ends, found))


def _end(record: Mapping[str, Any], end: str, how: Mapping[str, Any], name: str) -> str:
    """Return how one end was resolved, in words."""
    words = _words(record, end)
    said = f"“{words}” is {name}" if words else f"{end} is {name}"
    return f"{said} ({how.get('rule')}; {float(how.get('confidence') or 0):.0%} of such are right)".replace("%", " %")


def _words(record: Mapping[str, Any], end: str) -> str:
    """Return the words of an end in its sentence; empty if it stands elsewhere."""
    base, start, stop = (record.get(key) for key in ("sentence_start", f"{end}_start", f"{end}_end"))
    sentence = str(record.get("sentence") or "")
    if not (isinstance(base, int) and isinstance(start, int) and isinstance(stop, int)):
        return ""
    if not base <= start < stop <= base + len(sentence):
        return ""
    return sentence[start - base : stop - base]
