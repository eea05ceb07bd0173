"""Output of a build while it runs: skipped inputs, and on a terminal a progress bar."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from graphbuild.cli.terminal import notice
from graphbuild.core.model import Document, Failure, Reading, Remark

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


LOADING = "Loading the language model ..."


class Progress:
    """Names each skipped input; on a terminal also counts documents and words and estimates the remaining time.

    Args:
        inputs: the inputs, to estimate the total.
    """

    def __init__(self, inputs: Sequence[str] = ()) -> None:
        """Set all counts to zero and start the clock."""
        self.read = self.known = self.words = 0
        self.start = time.monotonic()
        self._inputs = inputs
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        """Start the progress bar if standard error is a terminal."""
        if sys.stderr.isatty():
            from graphbuild.documents.counting import about

            self._bar = _bar(about(self._inputs))
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the progress bar."""
        self.clear()

    def __call__(self, outcome: Reading | Failure | Document) -> None:
        """Record the outcome of one document: read, skipped, or already in the store."""
        if isinstance(outcome, Remark):
            notice(f"{outcome.source}: {outcome.reason}")
            return
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
        """Return the progress in words."""
        if not (self.read or self.known):
            return LOADING
        speed = self.words / max(time.monotonic() - self.start, 1e-9)
        there = f", {self.known:,} there already" if self.known else ""
        return f"{self.read:,} read{there}; {speed:,.0f} words a second"

    def clear(self) -> None:
        """Remove the progress bar."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _bar(total: int | None) -> Bar:
    """Return a progress bar for this many bytes; without an end if None."""
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
