"""Parsing of trigger patterns into frames: `crack down on`, `accuse _ of`, `S-backed`."""

from __future__ import annotations

import re
from collections.abc import Collection

from graphbuild.core.model import ActorType
from graphbuild.knowledge.ontology.relation import Frame, FrameKind
from graphbuild.knowledge.ontology.traits import Trait

INVERSE = "<"
EXCEPT = "!"
SLOT = "_"
_LEMMA = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_COMPOUND = re.compile(r"(?P<end>[SO])-(?P<participle>[a-z]+)|(?P<prefix>[a-z]+)-O")


class PatternError(ValueError):
    """A pattern does not follow the notation. The text says why."""


def parse(
    pattern: str,
    *,
    relation: str,
    kind: FrameKind,
    subject: Collection[ActorType] = (),
    object: Collection[ActorType] = (),
    only_object: Collection[str] = (),
    not_object: Collection[str] = (),
    not_subject: Collection[str] = (),
    certain: bool = False,
    traits: Collection[Trait] = (),
) -> Frame:
    """Parse one pattern into a frame. Types and lemmas of the arguments, and the relation's traits, are passed through.

    Raises:
        PatternError: the pattern does not follow the notation.
    """
    read = _compound if kind is FrameKind.COMPOUND else _phrase
    head, words, unless, inverse = read(pattern)
    return Frame(
        relation=relation,
        kind=kind,
        pattern=pattern,
        head=head,
        words=words,
        unless=unless,
        inverse=inverse,
        subject=frozenset(subject),
        object=frozenset(object),
        only_object=frozenset(only_object),
        not_object=frozenset(not_object),
        not_subject=frozenset(not_subject),
        certain=certain,
        traits=frozenset(traits),
    )


def is_lemma(word: str) -> bool:
    """Return True if this is one word in lower case, as patterns and word lists need it."""
    return _LEMMA.fullmatch(word) is not None


def _phrase(pattern: str) -> tuple[str, tuple[str, ...], frozenset[str], bool]:
    """Parse a pattern of words.

    Returns:
        Head lemma, further words, excluded lemmas, and whether subject and object are exchanged.
    """
    inverse = pattern.startswith(INVERSE)
    parts = pattern.removeprefix(INVERSE).split()
    if not parts:
        raise PatternError("it has no words")
    head, *rest = parts
    if not is_lemma(head):
        raise PatternError(f"it must begin with one word in lower case, not {head!r}")
    words = tuple(part for part in rest if not part.startswith(EXCEPT))
    unless = frozenset(part.removeprefix(EXCEPT) for part in rest if part.startswith(EXCEPT))
    for word in [*unless, *(w for part in words if part != SLOT for w in part.split("|"))]:
        if not is_lemma(word):
            raise PatternError(f"{word!r} is neither a word in lower case nor '_'")
    if words.count(SLOT) > 2 or (words.count(SLOT) == 2 and not (words[0] == words[-1] == SLOT and len(words) > 2)):
        raise PatternError("it has more than one slot '_', and not one at each end, as in 'link _ to _'")
    return head, words, unless, inverse


def _compound(pattern: str) -> tuple[str, tuple[str, ...], frozenset[str], bool]:
    """Parse a compound such as "S-backed"; returns the same as `_phrase`."""
    match = _COMPOUND.fullmatch(pattern)
    if match is None:
        raise PatternError("a compound is written like S-backed, O-aligned or pro-O")
    if match["prefix"]:
        return match["prefix"], ("O",), frozenset(), False
    return match["participle"], (match["end"],), frozenset(), match["end"] == "S"
