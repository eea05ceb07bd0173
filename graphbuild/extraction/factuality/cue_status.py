"""The status that a cue gives to what it governs: negated, lasting, or said to be false."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.attribution import speakers
from graphbuild.extraction.factuality.markers import denies, marker, negation
from graphbuild.extraction.factuality.reported import told_after
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import cue_words, grammar
from graphbuild.knowledge.lexicon.cues import Cue
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
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
        told = cue.speech and cue.status is Status.ALLEGED and not cue.passive
        yield Standing(status=cue.status, cue=governor, speakers=by, prevents=prevents, told=told)


def lasting(governor: Token, cue: Cue, negated: Token | None) -> Standing:
    """Return the status under "stop", "end", "continue", "remain", which presuppose the event."""
    over = (cue.status is Status.ENDED) is (negated is None)
    return Standing(status=Status.ENDED if over else Status.ASSERTED, cue=governor, lasts=True)


def _undone(cue: Cue) -> Status:
    """Return the status under a negated cue: not denied is asserted, not said is open, not tried is denied."""
    if cue.status is Status.DENIED:
        return Status.ASSERTED
    return Status.HYPOTHETICAL if cue.speech else Status.DENIED


def shared(node: Token, first: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """Yield cues of the first verb that a second one shares: its modal, its "not" after "or", that it is a report."""
    if any(c.dep_ in grammar.SUBJECTS for c in node.children):
        cue = cue_words.governor(first, lexicon.cues)
        if cue is not None and cue.speech and not cue.nominal and negation(first) is None and told_after(node, first):
            yield from by_cue(first, cue, None)
        return
    own_auxiliary = any(c.dep_ == "aux" for c in node.children)
    either = any(c.dep_ == "cc" and c.lower_ in FUNCTION_WORDS.alternatives for c in first.children)
    for child in first.children:
        shared = child.dep_ == "mark" or (denies(child) and either) or (child.dep_ == "aux" and not own_auxiliary)
        hedge = child.i < first.i and child.dep_ == "advmod" and lexicon.cues.modifier(child) is Status.ALLEGED
        if child.i < node.i and (shared or hedge):
            yield from marker(child, lexicon.cues)
