"""Importing pyvis without what only its own pages use, and what takes longer to import than all the rest of a page.

What is left out is imported when pyvis asks for it, as it does for somebody who uses pyvis beside graphbuild.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_UNUSED = ("networkx", "jsonpickle", "IPython.display")


class _Later(ModuleType):
    """A module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        """Return what the module has under a name; nothing of what Python asks of every module that it imports."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)

    def IFrame(self, *args: Any, **options: Any) -> Any:  # noqa: N802  the name is IPython's
        """Return the frame of IPython, which pyvis takes from its module at once."""
        return self.__getattr__("IFrame")(*args, **options)


@contextmanager
def _left_out() -> Iterator[None]:
    """Put a module that is imported later in the place of each that is not needed and not there; within the block."""
    gone = [name for name in _UNUSED if name not in sys.modules]
    sys.modules.update({name: _Later(name) for name in gone})
    try:
        yield
    finally:
        for name in gone:
            del sys.modules[name]


with warnings.catch_warnings(), _left_out():
    warnings.simplefilter("ignore", DeprecationWarning)  # of what pyvis uses, which is not in our hands
    import pyvis
    import pyvis.network

__all__ = ["pyvis"]
