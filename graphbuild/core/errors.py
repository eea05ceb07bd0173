"""What can go wrong, as one tree of exceptions.

    GraphbuildError                 (exit code 2)  anything this package raises on purpose
    ├── UsageError                  (2)  options that do not go together, an unknown relation, an impossible date
    ├── InputError                  (1)  one input cannot be read; the rest can
    ├── NothingReadError            (3)  no input could be read at all
    ├── DataError                   (4)  a bad ontology, corrections or gazetteer file
    ├── ModelError                  (5)  the language model is missing or unfit
    ├── StoreError                  (6)  the output cannot be used: locked, damaged, newer, read-only, disk full
    ├── UnknownActorError           (7)  no actor of that name, or several
    └── PromiseError                (70) a promise of ours was broken: a defect, never the user's fault

Each carries what happened and where, and what to do next, so that a caller can show all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


def did_you_mean(near: Sequence[str], otherwise: str = "") -> str:
    """The hint after a word that is not known: those that come near, else what to do instead."""
    return f"Did you mean {' or '.join(near)}?" if near else otherwise


class GraphbuildError(Exception):
    """Root of every error raised on purpose.

    Args:
        what: one sentence: what went wrong, with the file, entry or actor concerned.
        hint: what to do next, or nothing.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, what: str, *, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what}\n{self.hint}" if self.hint else self.what


class UsageError(GraphbuildError):
    """The call itself makes no sense: unknown relation, impossible date, contradictory options."""


class InputError(GraphbuildError):
    """One input cannot be read. A build names it and goes on with the rest."""

    exit_code = 1


class NothingReadError(GraphbuildError):
    """No input could be read at all."""

    exit_code = 3


class DataError(GraphbuildError):
    """A file that the user wrote (ontology, corrections, gazetteer) is wrong; says file, entry and key."""

    exit_code = 4


class ModelError(GraphbuildError):
    """The language model is missing, or lacks a parser or a recogniser; the hint is the line to type."""

    exit_code = 5


class StoreError(GraphbuildError):
    """The output or the store cannot be used; what was there before is untouched."""

    exit_code = 6


class UnknownActorError(GraphbuildError):
    """No actor of that name, or several of them.

    Args:
        candidates: the ids of the actors that come near, best first.
    """

    exit_code = 7

    def __init__(self, what: str, *, hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(what, hint=hint)
        self.candidates = candidates


class PromiseError(GraphbuildError):
    """A promise of this package is broken (a claim without its sentence, say). Always a defect of ours."""

    exit_code = 70
