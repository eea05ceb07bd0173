"""How an event is held: as so, as over, as said, planned, possible or denied; by which word, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graphbuild.core.model import Status

PRECEDENCE = (Status.DENIED, Status.HYPOTHETICAL, Status.FUTURE, Status.ALLEGED, Status.ENDED, Status.ASSERTED)
MARKERS = frozenset({"aux", "neg", "mark", "advmod", "det", "preconj"})
UNREAL = frozenset({Status.DENIED, Status.HYPOTHETICAL, Status.FUTURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an event is held: its status, the token of the cue, and the tokens of those who say so.

    Attributes:
        lasts: the cue takes for granted that the event was so ("continue", "stop").
        prevents: the cue is itself a deed that undoes the event ("prevent", "refuse").
    """

    status: Status = Status.ASSERTED
    cue: Token | None = None
    speakers: tuple[Token, ...] = ()
    lasts: bool = False
    prevents: bool = False


def strongest(found: Sequence[Standing]) -> Standing:
    """The first in the fixed order, with the source of another one where it names none itself."""
    settled = _settled(list(found))
    if not settled:
        return Standing()
    best = min(settled, key=lambda s: PRECEDENCE.index(s.status))
    source = best if best.speakers else next((s for s in settled if s.speakers), best)
    cue = best.cue if not best.lasts or best.status is Status.ENDED else None
    return Standing(status=best.status, cue=cue, speakers=source.speakers)


def _settled(found: list[Standing]) -> list[Standing]:
    """What is left when each cue is heard in its own place.

    Who "may stop supporting" somebody supports them, and so does who "vows to continue"; what one "plans to prevent"
    is not prevented yet.
    """
    for standing in [s for s in found if s.lasts or s.prevents]:
        above = [s for s in found if s is not standing and s.status in UNREAL and _above(s, standing)]
        if above and standing.lasts:
            found = [s for s in found if s not in above and s is not standing]
        elif any(s.status is not Status.DENIED for s in above):
            found = [replace(s, status=Status.HYPOTHETICAL) if s is standing else s for s in found]
    return found


def _above(higher: Standing, lower: Standing) -> bool:
    """Whether a cue stands at or over another cue's word."""
    if higher.cue is None or lower.cue is None:
        return False
    over = {lower.cue.i, *(a.i for a in lower.cue.ancestors)}
    return higher.cue.i in over or (higher.cue.dep_ in MARKERS and higher.cue.head.i in over)
