"""Stories: which articles tell one and the same, word for word or nearly, so that they count as one voice.

A wire report that ten papers print is one source, not ten. Articles are compared by the MinHash signatures of their
shingles (Broder 1997), made by rensa, and only where a band of them agrees (Leskovec, Rajaraman and Ullman, Mining of
Massive Datasets, 3.4): never all with all. As actors are, articles are tied to a centre, the earliest of them, and
never by chains: small changes could lead from any article to any other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from struct import Struct

LIKE = 0.5
"""The share of all shingles of two articles that both have, from which on they tell one story."""

_SIZE = 128  # minima in a signature: the likeness is known to within about .09 (two standard errors)
_ROWS = 3  # minima in a band: of articles that are alike by LIKE, 996 in 1,000 agree in one of the 42 bands
_SHINGLE = 3  # words; longer ones miss light rewrites, shorter ones are found everywhere
_FEWEST = 25  # words; of less nobody can say that it is a copy
_SEED = 1
_WORD = re.compile(r"\w+")
_FORM = Struct(f"<{_SIZE}I")
SIGNATURE_BYTES, BAND_BYTES = _SIZE * 4, _ROWS * 4
_HIGHEST = int.from_bytes(_FORM.pack(*[1 << 31] * _SIZE), "little")  # the highest bit of each minimum
_BELOW = int.from_bytes(_FORM.pack(*[(1 << 31) - 1] * _SIZE), "little")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article as far as stories go: its id, its date where it has one, and its signature."""

    doc: str
    published: str | None
    signature: bytes


def signature(text: str) -> bytes:
    """The signature of an article: 128 minima of 4 bytes. The same for the same words in any case and layout.

    Empty for a text of a few words: two people may well say the same in one sentence.
    """
    from rensa import RMinHash

    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST:
        return b""
    shingles = {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
    found = RMinHash(num_perm=_SIZE, seed=_SEED)
    found.update(sorted(shingles))
    return _FORM.pack(*found.digest())


def stories(copies: Iterable[Copy]) -> dict[str, str]:
    """The story of each article that shares one, as the id of its earliest article; others are left out.

    The same whatever the order in which they come; near-linear in their number.
    """
    centres: dict[str, int] = {}
    bands: defaultdict[tuple[int, bytes], list[str]] = defaultdict(list)
    told: dict[str, str] = {}
    for copy in sorted((copy for copy in copies if copy.signature), key=_earliest_first):
        mark = int.from_bytes(copy.signature, "little")
        near = {centre for band in _bands(copy.signature) for centre in bands.get(band, ())}
        likeness, centre = min(((-_likeness(mark, centres[c]), c) for c in near), default=(0.0, ""))
        if -likeness >= LIKE:
            told[copy.doc] = told[centre] = centre
            continue
        centres[copy.doc] = mark
        for band in _bands(copy.signature):
            bands[band].append(copy.doc)
    return told


def voices(articles: Iterable[tuple[str, str | None, str | None]]) -> int:
    """How many independent voices articles are, each given by its id, its outlet and its story where they are known.

    Articles of one outlet are one voice, and so are those that tell one story; an article of no known outlet speaks for
    itself.
    """
    voice_of: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for doc, outlet, story in articles:
        marks = {(what, name) for what, name in (("document", doc), ("outlet", outlet), ("story", story)) if name}
        voice = marks.union(*(voice_of.get(mark, ()) for mark in marks))
        voice_of.update(dict.fromkeys(voice, voice))
    return len({id(voice) for voice in voice_of.values()})


def _earliest_first(copy: Copy) -> tuple[bool, str, str]:
    """Return the sort key that puts the earliest copy first and undated ones last."""
    return copy.published is None, copy.published or "", copy.doc


def _bands(signature: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the bands of a signature with their offsets, for locality-sensitive hashing."""
    width = BAND_BYTES
    return ((at, signature[at : at + width]) for at in range(0, len(signature) - width + 1, width))


def _likeness(one: int, other: int) -> float:
    """The share of the minima that are the same in both; all at once, as parts of one large number.

    A minimum that differs carries over into its highest bit, or has that set already (Warren, Hacker's Delight, 6.1).
    """
    differing = one ^ other
    marked = (((differing & _BELOW) + _BELOW) | differing) & _HIGHEST
    return 1 - marked.bit_count() / _SIZE
