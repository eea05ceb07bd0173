"""Importing spaCy without what the default model does not use, in processes that are graphbuild's own.

Beside its own code spaCy imports its command line (with an HTTP client and a template engine), and every framework for
neural networks that is installed: PyTorch alone takes some seconds. A program that uses this package as a library may
want them later, so that only the command line asks for this, and its worker processes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

FRAMEWORKS = ("torch", "cupy", "tensorflow", "mxnet")
"""What thinc, spaCy's library for neural networks, imports where it is installed, for models that need it."""
_COMMAND_LINE = "spacy.cli.info"
"""The module by which `spacy` imports all of its command line."""

_wanted = False


def leave_out() -> None:
    """Let this process import spaCy leanly from now on. Only for processes that will read with the default model."""
    global _wanted
    _wanted = True


def import_leanly() -> None:
    """Import spaCy, without what was to be left out; does nothing if nothing was, or if spaCy is there already."""
    if _wanted and "spacy" not in sys.modules:
        with _absent():
            import spacy  # noqa: F401


@contextmanager
def _absent() -> Iterator[None]:
    """Make the frameworks seem absent, and the command line of spaCy empty; only within the block."""
    gone = [name for name in FRAMEWORKS if name not in sys.modules]
    command_line = ModuleType(_COMMAND_LINE)
    command_line.info = None  # type: ignore[attr-defined]
    sys.modules.update(dict.fromkeys(gone))  # type: ignore[arg-type]  # an import of what is None fails as if not there
    sys.modules[_COMMAND_LINE] = command_line
    try:
        yield
    finally:
        for name in (*gone, _COMMAND_LINE):
            sys.modules.pop(name, None)
