"""Sharing the input among machines: which of them reads an article depends on the article's name alone."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Self

from graphbuild.core.errors import UsageError

_SHARD = re.compile(r"(\d{1,9})/(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` of `count` parts of about the same size, counted from 1."""

    number: int = 1
    count: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """The shard that is written "3/16".

        Raises:
            UsageError: it is written otherwise, or there is no such part.
        """
        match = _SHARD.fullmatch(text.strip())
        if match is None or not 1 <= int(match[1]) <= int(match[2]):
            raise UsageError(f"{text!r} is no shard.", hint="The third of sixteen is written 3/16, the last 16/16.")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        """Return the shard as text in the form "3/16"."""
        return f"{self.number}/{self.count}"

    def holds(self, name: str) -> bool:
        """Whether an article of this name is in this part: the same on every machine."""
        if self.count == 1:
            return True
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1


WHOLE = Shard()
