"""What a second reader did in a build, or would be asked in one."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from graphbuild.core.records import Record

NAMED = 5
"""Documents that a notice names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReport:
    """What a second reader did in a build.

    Attributes:
        reader: its name. gone: why it was asked no more, or an empty text.
        sent_to: the host, not this machine, that texts were sent to now; empty if none were.
        questions, kept: batches of sentences, and those whose answer was there already.
        requests, tokens_in, tokens_out: what was sent now, and its cost as the server counts it.
        said: links that it gave; agreed, alone: claims that it made surer, and claims of its own.
        refused: links that became no claim, by reason. failures: batches without an answer, by reason.
        read_alone: the sources of documents of which something was read by the rules alone.
    """

    reader: str
    gone: str
    sent_to: str
    questions: int
    kept: int
    requests: int
    tokens_in: int
    tokens_out: int
    said: int
    agreed: int
    alone: int
    refused: dict[str, int]
    failures: dict[str, int]
    read_alone: tuple[str, ...]

    def as_record(self) -> Record:
        """Return the JSON shape of `second_reader` in the report of a build."""
        return {
            "reader": self.reader,
            "gone": self.gone or None,
            "sent_to": self.sent_to or None,
            "questions": self.questions,
            "kept": self.kept,
            "requests": self.requests,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "said": self.said,
            "agreed": self.agreed,
            "alone": self.alone,
            "refused": self.refused,
            "failures": self.failures,
            "read_alone": list(self.read_alone),
        }

    @property
    def notices(self) -> tuple[str, ...]:
        """What a user has to know: that texts left this machine, or that the rules read some documents alone."""
        return (*self._sent, *self._failed)

    @property
    def _sent(self) -> tuple[str, ...]:
        """That texts left this machine."""
        if not self.sent_to:
            return ()
        return (f"Texts of articles were sent to {self.sent_to}, and whoever runs it can read them.",)

    @property
    def _failed(self) -> tuple[str, ...]:
        """That the reader failed, and which documents the rules read alone."""
        if not self.read_alone:
            return ()
        why = "; ".join(f"{n} x {reason}" for reason, n in self.failures.items())
        some = ", ".join(self.read_alone[:NAMED])
        more = f" and {len(self.read_alone) - NAMED} more" if len(self.read_alone) > NAMED else ""
        gone = " It was asked no more." if self.gone else ""
        return (
            f"The second reader did not answer everything ({why}).{gone} Read by the rules alone, in whole or in part: "
            f"{some}{more}. The next build asks again.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What a build would ask a second reader.

    Attributes:
        documents: those that it would read. questions: batches of their sentences.
        kept: questions that were answered before; the others would be `requests`.
        tokens: about how many would be sent, by the number of characters.
    """

    reader: str
    documents: int
    questions: int
    kept: int
    requests: int
    tokens: int

    def as_record(self) -> Record:
        """Return the JSON shape of `graphbuild build --dry-run --json`."""
        return asdict(self)
