"""What a second reader is: an object that answers questions about sentences with links.

Other packages offer readers of their own under the entry point group `graphbuild.readers`: a callable without required
arguments that returns a `SecondReader`. `docs/second-reader.md` has a small one that works.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from graphbuild.core.errors import GraphbuildError, UsageError, did_you_mean
from graphbuild.core.second_reading import SaidActor

GROUP = "graphbuild.readers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation that a reader may answer with: how to say it, the types of its ends, and words that often say it."""

    id: str
    label: str
    inverse: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    symmetric: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Some sentences of one document, to be read.

    Attributes:
        sentences: by their number in the document, from 1; those that links may be found in.
        context: what stands before them, to know who is meant; no links are wanted from it.
        relations: what may be answered.
    """

    sentences: Mapping[int, str]
    context: tuple[str, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLink:
    """A link in an answer; all of it words, none of it believed. `sentence` is a number of the question."""

    subject: str
    relation: str
    object: str
    sentence: int
    status: str = "asserted"
    trigger: str = ""
    said_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reader answers: its links, and perhaps the actors with the words by which each is mentioned.

    Attributes:
        malformed: links that were in no form that can be read.
        requests, tokens_in, tokens_out: what the answer cost.
    """

    links: tuple[AnswerLink, ...] = ()
    actors: tuple[SaidActor, ...] = ()
    malformed: int = 0
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


class ReaderError(GraphbuildError):
    """A second reader gave no answer. Its message holds nothing that the reader said.

    Args:
        requests: how many were sent in vain.
    """

    def __init__(self, what: str, *, hint: str = "", requests: int = 0) -> None:
        """Create the error with its message, and what it cost."""
        super().__init__(what, hint=hint)
        self.requests = requests


class TooLongError(ReaderError):
    """An answer was cut off: fewer sentences at once may be answered whole."""


class GoneError(ReaderError):
    """The reader cannot be reached: asking it more is in vain."""


class RefusedError(ReaderError):
    """The reader does not take the request at all: a wrong key, address or model."""


@runtime_checkable
class SecondReader(Protocol):
    """Anything that reads. Called from several threads at once.

    Attributes:
        name: what claims say they were read by.
        version: with the name, what decides whether an earlier answer still stands.
        batch: characters of text that it can read at once.
        parallel: questions that it can answer at once.

    It may also have an attribute `sends_to`: the host that texts are sent to, empty where they stay on this machine.
    Reports then name it.
    """

    name: str
    version: str
    batch: int
    parallel: int

    def read(self, question: Question) -> Answer:
        """Return what is said in some sentences.

        Raises:
            ReaderError: there is no answer. The sentences are then read by the rules alone.
        """
        ...


def installed(name: str) -> SecondReader:
    """Return the reader that another package offers under a name.

    Raises:
        UsageError: there is none, or what it gives is no reader.
    """
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        raise UsageError(
            f"There is no reader {name!r}: it is no server's address, and no installed package has one of this name.",
            hint=did_you_mean(sorted(found), "A server's address begins with http:// or https://."),
        )
    reader = found[name].load()()
    if not isinstance(reader, SecondReader):
        raise UsageError(f"What the package {found[name].value!r} gives as reader {name!r} is none.")
    return reader
