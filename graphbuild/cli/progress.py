"""What a build says while it runs: what is skipped, and on a terminal how far it has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from graphbuild.cli.terminal import notice
from graphbuild.core.model import Document, Failure, Reading

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


LOADING = "Loading the language model ..."


class Progress:
    """Names each input that is skipped; on a terminal counts documents and words, and says how long it still takes.

    Args:
        inputs: what is read, to know how much there is of it.
    """

    def __init__(self, inputs: Sequence[str] = ()) -> None:
        self.read = self.known = self.words = 0
        self.start = time.monotonic()
        self._inputs = inputs
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from graphbuild.documents.counting import about

            self._bar = _bar(about(self._inputs))
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def __call__(self, outcome: Reading | Failure | Document) -> None:
        """Hears what became of one document: read, skipped, or there already."""
        if isinstance(outcome, Failure):
            notice(f"Skipped {outcome.source}: {outcome.reason}")
        elif isinstance(outcome, Document):
            self.known += 1
        else:
            self.read += 1
            self.words += len(outcome.document.text.split())
        if self._bar is not None:
            [task] = self._bar.task_ids
            self._bar.update(task, advance=1, description=self.said)

    @property
    def said(self) -> str:
        """How far it has come, in words."""
        if not (self.read or self.known):
            return LOADING
        speed = self.words / max(time.monotonic() - self.start, 1e-9)
        there = f", {self.known:,} there already" if self.known else ""
        return f"{self.read:,} read{there}; {speed:,.0f} words a second"

    def clear(self) -> None:
        """Takes what was shown away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _bar(total: int | None) -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("left", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
    bar.add_task(LOADING, total=total)
    return bar
