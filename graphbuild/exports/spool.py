"""The second half of a file, written first: links are read before actors, but every reader wants actors first."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

ENCODING = "utf-8"


class Halves:
    """Collects the lines of the second half beside the target, and puts them behind the first."""

    def __init__(self, path: Path, later: Path) -> None:
        """Set the target file and the temporary file of the second half."""
        self._path, self._later = path, later

    def second(self, lines: Iterable[str]) -> None:
        """Writes the lines of the second half. Called first."""
        with _opened(self._later, "w") as file:
            file.writelines(f"{line}\n" for line in lines)

    def first(self, lines: Iterable[str], *, last: Iterable[str] = ()) -> None:
        """Writes the lines of the first half, then the second, then the last lines."""
        with _opened(self._path, "w") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            with self._later.open("rb") as later:
                shutil.copyfileobj(later, file.buffer, 1 << 20)
            file.writelines(f"{line}\n" for line in last)


@contextmanager
def halves(path: Path) -> Iterator[Halves]:
    """Both halves of the file at `path`; nothing else is left when the block ends."""
    later = path.with_name(f"{path.name}-later")
    try:
        yield Halves(path, later)
    finally:
        later.unlink(missing_ok=True)


def _opened(path: Path, mode: str) -> TextIO:
    """Return the file at a path, opened as text."""
    # A lone surrogate becomes \udc80, as JSON escapes it; all other formats have cleaned theirs away before.
    return path.open(mode, encoding=ENCODING, errors="backslashreplace", newline="\n")  # type: ignore[return-value]
