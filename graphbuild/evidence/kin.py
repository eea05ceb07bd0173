"""Which articles may tell one story with given ones, directly or through others: only these are compared again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from graphbuild.evidence.duplicates import BAND_BYTES, SIGNATURE_BYTES

if TYPE_CHECKING:
    import numpy

Signed = tuple[str, bytes]
"""An article's id and signature."""

_LOT = 20_000
"""Signatures that are compared at once."""
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers that mix the three minima of a band; others would do as well."""


def kin(signed: Callable[[], Iterable[Signed]], seeds: Iterable[str]) -> set[str]:
    """Return the articles that share a band of their signatures with a seed, or with one that does, and so on.

    What is left out shares no band with what is returned, so that the stories of both can be found apart.

    Args:
        signed: yields all articles that have a signature; called once or more.
        seeds: ids of articles; those without a signature are ignored.
    """
    import numpy

    found, before = set(seeds), -1
    known = numpy.empty(0, dtype=numpy.uint64)
    while len(found) > before:
        before = len(found)
        if not known.size:
            known = _values(item for item in signed() if item[0] in found)
        reached = {doc for docs, bands in _lots(signed()) for doc in _sharing(docs, bands, known)}
        new = reached - found
        if not new:
            break
        found |= new
        known = numpy.union1d(known, _values(item for item in signed() if item[0] in new))
    return found


def _values(signed: Iterable[Signed]) -> numpy.ndarray:
    """Return the distinct bands of articles as numbers of 64 bits, sorted."""
    import numpy

    parts = [numpy.unique(bands) for _, bands in _lots(signed)]
    return numpy.unique(numpy.concatenate(parts)) if parts else numpy.empty(0, dtype=numpy.uint64)


def _sharing(docs: list[str], bands: numpy.ndarray, known: numpy.ndarray) -> Iterator[str]:
    """Yield the articles of a lot with one of these bands."""
    import numpy

    if known.size:
        rows = numpy.isin(bands, known).any(axis=1)
        yield from (docs[at] for at in numpy.flatnonzero(rows))


def _lots(signed: Iterable[Signed]) -> Iterator[tuple[list[str], numpy.ndarray]]:
    """Yield articles in lots: their ids, and their bands as numbers, an array of articles by bands."""
    import numpy

    rest = iter(signed)
    n_bands, width = SIGNATURE_BYTES // BAND_BYTES, BAND_BYTES // 4
    while lot := list(islice(rest, _LOT)):
        minima = numpy.frombuffer(b"".join(signature for _, signature in lot), dtype="<u4")
        minima = minima.reshape(len(lot), -1)[:, : n_bands * width].reshape(len(lot), n_bands, width)
        mixed = (minima.astype(numpy.uint64) * numpy.array(_MULTIPLIERS, dtype=numpy.uint64)).sum(axis=2)
        places = numpy.arange(1, n_bands + 1, dtype=numpy.uint64) * numpy.uint64(0x2545F4914F6CDD1D)
        yield [doc for doc, _ in lot], mixed ^ places
