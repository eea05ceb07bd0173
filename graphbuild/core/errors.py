"""The exceptions of graphbuild, as one tree.

    GraphbuildError                 (exit code 2)  any error raised on purpose
    ├── UsageError                  (2)  contradictory options, an unknown relation, an impossible date
    ├── InputError                  (1)  one input cannot be read; the others can
    ├── NothingReadError            (3)  no input could be read at all
    ├── DataError                   (4)  a bad ontology, corrections or gazetteer file
    ├── ModelError                  (5)  the language model is missing or unsuitable
    ├── StoreError                  (6)  the output cannot be used: locked, damaged, newer, read-only, disk full
    │   └── StoreBusyError          (6)  another process is writing it
    ├── UnknownActorError           (7)  no actor of that name, or several
    └── PromiseError                (70) a guarantee of graphbuild was broken: a defect, never the user's fault

Each carries what happened, where, and what to do next, so that a caller can show all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


def did_you_mean(near: Sequence[str], otherwise: str = "") -> str:
    """Return the hint for an unknown word: the similar known words, or else `otherwise`."""
    return f"Did you mean {' or '.join(near)}?" if near else otherwise


class GraphbuildError(Exception):
    """Root of all errors raised on purpose.

    Args:
        what: one sentence that says what went wrong, with the file, entry or actor concerned.
        hint: what to do next, or an empty string.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, what: str, *, hint: str = "") -> None:
        """Create the error with its message and an optional hint."""
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        """Return the message, followed by the hint on its own line if there is one."""
        return f"{self.what}\n{self.hint}" if self.hint else self.what


class UsageError(GraphbuildError):
    """The call makes no sense: unknown relation, impossible date, contradictory options."""


class InputError(GraphbuildError):
    """One input cannot be read. A build names it and continues with the others."""

    exit_code = 1


class NothingReadError(GraphbuildError):
    """No input could be read at all."""

    exit_code = 3


class DataError(GraphbuildError):
    """A file that the user wrote (ontology, corrections, gazetteer) is wrong. Names file, entry and key."""

    exit_code = 4


class ModelError(GraphbuildError):
    """The language model is missing, or lacks a parser or entity recogniser. The hint is the command to install it."""

    exit_code = 5


class StoreError(GraphbuildError):
    """The output or the store cannot be used. What was there before is unchanged."""

    exit_code = 6


class StoreBusyError(StoreError):
    """Another process is writing the store: it can be written when that one is done."""


class UnknownActorError(GraphbuildError):
    """No actor has that name, or several do.

    Args:
        candidates: ids of actors with a similar name, best first.
    """

    exit_code = 7

    def __init__(self, what: str, *, hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        """Create the error with its message, an optional hint and the candidates."""
        super().__init__(what, hint=hint)
        self.candidates = candidates


class PromiseError(GraphbuildError):
    """A guarantee of graphbuild is broken, such as a claim without its sentence. Always a defect of graphbuild."""

    exit_code = 70
