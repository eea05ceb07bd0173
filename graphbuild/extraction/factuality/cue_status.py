"""The status that a cue gives to what it governs: negated, lasting, or said to be false."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.attribution import speakers
from graphbuild.extraction.factuality.value import Standing
from graphbuild.knowledge.lexicon.cues import Cue
from graphbuild.knowledge.lexicon.speech import SPEECH


def by_cue(governor: Token, cue: Cue, negated: Token | None) -> Iterator[Standing]:
    """Yield the status that a cue gives to what it takes, negated or not."""
    by = speakers(governor, cue)
    if (false := next((c for c in governor.children if c.lower_ in SPEECH.falsely), None)) is not None:
        yield Standing(status=Status.DENIED, cue=false)  # "was wrongly convicted of killing"
    elif cue.lasting:
        yield lasting(governor, cue, negated)
    elif negated is not None:
        yield Standing(status=_undone(cue), cue=negated, speakers=by)
    elif not cue.silent:
        prevents = cue.status is Status.DENIED and not cue.speech
        yield Standing(status=cue.status, cue=governor, speakers=by, prevents=prevents)


def lasting(governor: Token, cue: Cue, negated: Token | None) -> Standing:
    """Return the status under "stop", "end", "continue", "remain", which presuppose the event."""
    over = (cue.status is Status.ENDED) is (negated is None)
    return Standing(status=Status.ENDED if over else Status.ASSERTED, cue=governor, lasts=True)


def _undone(cue: Cue) -> Status:
    """Return the status under a negated cue: not denied is asserted, not said is open, not tried is denied."""
    if cue.status is Status.DENIED:
        return Status.ASSERTED
    return Status.HYPOTHETICAL if cue.speech else Status.DENIED
