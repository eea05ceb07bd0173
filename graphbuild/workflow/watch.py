"""Watching a folder: what is in it is read, then what arrives, batch by batch, each as `update` reads it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from graphbuild.core.errors import NothingReadError, StoreBusyError, UsageError
from graphbuild.core.model import Document, Failure, Reading, Remark
from graphbuild.core.records import Record
from graphbuild.documents.article import sidecar
from graphbuild.documents.finding import WRITTEN, Source, find, path_of
from graphbuild.store import Store
from graphbuild.workflow.build import update
from graphbuild.workflow.outputs import STORE
from graphbuild.workflow.report import BuildReport
from graphbuild.workflow.run import Listener, ignore
from graphbuild.workflow.second_reader import ANSWERS

if TYPE_CHECKING:
    from threading import Event

SETTLED = 1.0
"""Seconds that the size and the time of change of a file stay the same before it is read."""
TICK = 500
"""Milliseconds after which files that are still being written are looked at again."""
ROUNDS = 120
"""Quiet ticks after which the whole folder is looked at again, for file systems that do not tell of every change."""

Print = tuple[int, ...]
"""Size and time of change of a file, and of the file beside it that describes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What came of files that were read together.

    Attributes:
        report: of the build; None where no file of the batch could be read, so that nothing was written.
        skipped: inputs that could not be read, each with its reason.
        remarks: what was left out of inputs that were read.
        vanished: sources of files that are gone from the folder; what was read from them stays in the store.
        busy: another process is writing the store, so that the files wait; nothing was read.
    """

    report: BuildReport | None = None
    skipped: tuple[Failure, ...] = ()
    remarks: tuple[Remark, ...] = ()
    vanished: tuple[str, ...] = ()
    busy: bool = False

    def as_record(self) -> Record:
        """Return the JSON shape of a line of `graphbuild watch --json`; the figures are null where nothing was read."""
        report = self.report
        return {
            "read": report.read if report is not None else 0,
            "reread": report.reread if report is not None else 0,
            "known": report.known if report is not None else 0,
            "skipped": [{"source": f.source, "reason": f.reason} for f in self.skipped],
            "remarks": [{"source": f.source, "remark": f.reason} for f in self.remarks],
            "vanished": list(self.vanished),
            "busy": self.busy,
            "notices": list(report.notices) if report is not None else [],
            "documents": report.documents if report is not None else None,
            "actors": report.actors if report is not None else None,
            "links": report.links if report is not None else None,
        }


def watch(
    folder: str | Path,
    output: str | Path,
    changes: Iterable[Collection[object]],
    *,
    clock: Callable[[], float] = time.monotonic,
    listener: Listener | None = None,
    **options: Any,
) -> Iterator[Batch]:
    """Read a folder into the store in `output`, then what arrives in it; yield each batch when it is written.

    Only files that have settled are read: those whose size and time of change stay the same for `SETTLED` seconds. A
    file gives the same documents as in a build of the whole folder. Files that vanish stay in the store. While another
    process writes the store, files wait.

    Args:
        folder: what to watch, with its sub-folders.
        output: the folder to write to; where it lies in `folder`, nothing in it is read.
        changes: what changed since the last time, as often as the folder is to be looked at; an empty one makes only
            files that had not settled be looked at (`changes_in`). The watch ends with it.
        clock: tells the time in seconds.
        listener: as for `update`.
        options: as for `update`.

    Raises:
        NothingReadError: there is no such folder.
        DataError, ModelError, StoreError: as for `update`.
    """
    if not Path(folder).is_dir():
        raise NothingReadError(f"There is no folder {folder}.", hint="Name the folder in which files arrive.")
    return _batches(_Folder(Path(folder), Path(output), clock), changes, listener or ignore, options)


def _batches(
    watched: _Folder, changes: Iterable[Collection[object]], listener: Listener, options: dict[str, Any]
) -> Iterator[Batch]:
    """Yield each batch of a watch; the first look is at the whole folder."""
    quiet, busy = 0, False
    for changed in changes:
        ready = watched.look(whole=bool(changed) or quiet % ROUNDS == 0)
        quiet = 1 if changed else quiet + 1
        try:
            batch = _read(watched, ready, listener, options)
        except StoreBusyError:
            if not busy:
                yield Batch(busy=True)
            busy = True
            continue
        busy = False
        watched.done(ready)
        if ready or batch.vanished:
            yield batch


def changes_in(folder: str | Path, output: str | Path, stop: Event | None = None) -> Iterator[Collection[object]]:
    """Return what changes in a folder from now on, without end unless `stop` is set; empty when nothing does.

    Args:
        folder: what to watch, with its sub-folders.
        output: where changes do not count.
        stop: ends the iteration when it is set.

    Raises:
        UsageError: watchfiles is not installed.
    """
    try:
        import watchfiles
    except ImportError:
        raise UsageError(
            "To watch a folder needs the package watchfiles, which is not installed.",
            hint="pip install 'graphbuild[watch]'",
        ) from None
    own = _Own(Path(folder), Path(output))
    return watchfiles.watch(
        folder,
        watch_filter=lambda _, path: not own.holds(path),
        stop_event=stop,
        rust_timeout=TICK,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )


def _read(watched: _Folder, ready: Collection[str], listener: Listener, options: dict[str, Any]) -> Batch:
    """Read files that have settled, if there are any, and return what came of them and which others have vanished.

    Raises:
        StoreBusyError: another process writes the store; nothing was read.
    """
    failures: list[Failure] = []

    def listen(item: Reading | Failure | Document) -> None:
        """Keep what was skipped, which no report tells where all of it was."""
        if isinstance(item, Failure):
            failures.append(item)
        listener(item)

    report = None
    if ready:
        try:
            report = update([watched.path], watched.output, only=ready, listener=listen, **options)
        except NothingReadError:
            report = None  # all were skipped, which the batch says
    return Batch(
        report=report,
        skipped=tuple(f for f in failures if not isinstance(f, Remark)),
        remarks=tuple(f for f in failures if isinstance(f, Remark)),
        vanished=watched.vanished(),
    )


class _Own:
    """Tells which files a build writes, or its user for it, so that they are no articles."""

    def __init__(self, folder: Path, output: Path) -> None:
        """Remember where the outputs are: in a folder of their own, or beside the articles."""
        self._output = output.resolve()
        self._beside = self._output == folder.resolve()
        self._inside = not self._beside and self._output.is_relative_to(folder.resolve())

    def holds(self, path: str) -> bool:
        """Return whether a file is no article because of what it is or where it lies."""
        if not self._beside and not self._inside:
            return False
        parent = Path(path).parent.resolve()
        if self._inside:
            return (parent / Path(path).name).is_relative_to(self._output)
        return parent == self._output and Path(path).name.lstrip(".").startswith((*WRITTEN, ANSWERS))


@dataclass(slots=True)
class _Folder:
    """What is known of the files of a folder.

    Attributes:
        path: the folder.
        output: where its store is.
        clock: tells the time in seconds.
        waiting: files that have not settled, or whose reading has not succeeded: how they look, and since when.
        handled: files that were read or skipped: how they looked.
        names: the sources that documents of these files have, by path.
    """

    path: Path
    output: Path
    clock: Callable[[], float]
    waiting: dict[str, tuple[Print, float]] = field(default_factory=dict)
    handled: dict[str, Print] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)

    def look(self, *, whole: bool) -> set[str]:
        """Look at all files, or only at those that wait; return those that have settled and are to be read."""
        if whole:
            self.names |= self._found()
        prints = {path: look for path in (self.names if whole else self.waiting) if (look := _look(path)) is not None}
        self.waiting = {path: since for path, since in self.waiting.items() if path in prints}
        now = self.clock()
        for path, look in prints.items():
            if self.handled.get(path) == look:
                self.waiting.pop(path, None)
            elif path not in self.waiting or self.waiting[path][0] != look:
                self.waiting[path] = look, now
        if whole:
            self._forget(self.names.keys() - prints.keys())
        return {path for path, (_, since) in self.waiting.items() if now - since >= SETTLED}

    def done(self, paths: Collection[str]) -> None:
        """Note that these files were read or skipped, as they looked before."""
        for path in paths:
            self.handled[path] = self.waiting.pop(path)[0]

    def vanished(self) -> tuple[str, ...]:
        """Return the sources in the store whose files have vanished since they were read; each is told once."""
        gone, self._gone = self._gone, set()
        if not gone or not (self.output / STORE).exists():
            return ()
        with Store.open(self.output / STORE) as store:
            sources = set(store.sources().values())
        return tuple(sorted(source for source in sources if gone & {source, *map(str, PurePosixPath(source).parents)}))

    def _forget(self, paths: Collection[str]) -> None:
        """Forget files that have vanished, but for the names of those that were read or skipped."""
        for path in paths:
            name = self.names.pop(path)
            if self.handled.pop(path, None) is not None:
                self._gone.add(name)

    def _found(self) -> dict[str, str]:
        """Return the names of all files in the folder that are not our own, by path, also of those that are not read.

        An empty folder is no failure here: files may still arrive.
        """
        own, top = _Own(self.path, self.output), str(self.path)
        names = {path_of(item): item.name if isinstance(item, Source) else "" for item in find(self.path)}
        if os.access(self.path, os.R_OK | os.X_OK):
            names.pop(top, None)
        return {path: name for path, name in names.items() if not own.holds(path)}


def _look(path: str) -> Print | None:
    """Return size and time of change of a file and of the one that describes it; None where it is gone."""
    found: list[int] = []
    for each in (Path(path), sidecar(Path(path))):
        try:
            stat = each.lstat() if not each.exists() else each.stat()
        except OSError:
            if not found:
                return None
            continue
        found += [stat.st_size, stat.st_mtime_ns]
    return tuple(found)
