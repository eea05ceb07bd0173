"""The factuality of an event: its status, the cue that sets it, and its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graphbuild.core.model import Status

PRECEDENCE = (Status.DENIED, Status.HYPOTHETICAL, Status.FUTURE, Status.ALLEGED, Status.ENDED, Status.ASSERTED)
MARKERS = frozenset({"aux", "neg", "mark", "advmod", "det", "preconj"})
UNREAL = frozenset({Status.DENIED, Status.HYPOTHETICAL, Status.FUTURE})
STILL_OPEN = frozenset({Status.HYPOTHETICAL, Status.FUTURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The factuality of an event: status, token of the cue, and tokens of those who say so.

    Attributes:
        lasts: the cue presupposes that the event was so ("continue", "stop").
        prevents: the cue is itself an act that undoes the event ("prevent", "refuse").
        told: the cue is a word of saying or accusing, and the event is its content.
    """

    status: Status = Status.ASSERTED
    cue: Token | None = None
    speakers: tuple[Token, ...] = ()
    lasts: bool = False
    prevents: bool = False
    told: bool = False


def strongest(found: Sequence[Standing]) -> Standing:
    """Return the first in the fixed order; if it names no source, with the source of another one."""
    settled = _settled(list(found))
    if not settled:
        return Standing()
    best = min(settled, key=lambda s: PRECEDENCE.index(s.status))
    source = best if best.speakers else next((s for s in settled if s.speakers), best)
    cue = best.cue if not best.lasts or best.status is Status.ENDED else None
    return Standing(status=best.status, cue=cue, speakers=source.speakers)


def _settled(found: list[Standing]) -> list[Standing]:
    """Apply cues by scope.

    An aspectual verb ("stop", "continue") presupposes its event, so an unreal cue above it does not apply: "may stop
    supporting" is ASSERTED. What somebody "plans to prevent" is not prevented yet. Who writes "to say" that something
    happened, or is to be tried for it, is said to have done it: what is open is the saying, not the deed.
    """
    for standing in [s for s in found if s.told]:
        found = [s for s in found if s.status not in STILL_OPEN or not _governs(s, standing)]
    for standing in [s for s in found if s.lasts or s.prevents]:
        above = [s for s in found if s is not standing and s.status in UNREAL and _above(s, standing)]
        if above and standing.lasts:
            found = [s for s in found if s not in above and s is not standing]
        elif any(s.status is not Status.DENIED for s in above):
            found = [replace(s, status=Status.HYPOTHETICAL) if s is standing else s for s in found]
    return found


def _above(higher: Standing, lower: Standing) -> bool:
    """Return True if a cue is at or above the word of another cue."""
    if higher.cue is None or lower.cue is None:
        return False
    over = {lower.cue.i, *(a.i for a in lower.cue.ancestors)}
    return higher.cue.i in over or (higher.cue.dep_ in MARKERS and higher.cue.head.i in over)


def _governs(higher: Standing, lower: Standing) -> bool:
    """Return True if a cue is the word of another cue or stands above it as a word of its own, not as its modal."""
    if higher.cue is None or lower.cue is None:
        return False
    return higher.cue.i == lower.cue.i or lower.cue in higher.cue.subtree
