"""From the blocks of pages to one text: running heads go, lines are joined, and sentences go on over breaks."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graphbuild.documents.article import unbroken
from graphbuild.documents.decoding import LIMIT, too_long
from graphbuild.documents.formats.pdf.layout import Block

_MARGIN = 0.12  # of a page's height, at its top and bottom: where running heads stand
_REPEATED = 3  # pages on which a line of the margin has to come to be a running head
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]\n\s*(\w+)")
_WORD = re.compile(r"\w+(?:-\w+)*")
_OPEN = re.compile(r"[\w,;\u2013\u2014\u2010\u00ad-]$")
_SMALL = 0.93  # of the height of most letters: footnotes are set smaller
_FULL = 0.75  # of a column's width: a last line shorter than that ends its paragraph


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or what of it stands on one page or in one column.

    Attributes:
        edge: whether it stands in the page's margin.
        small: whether it is a footnote.
        full: whether its last line fills the column, so that a sentence may go on after it.
    """

    text: str
    edge: bool = False
    small: bool = False
    full: bool = False
    style: tuple[int, bool] = (0, False)


def pieces(page: Sequence[Block], size: tuple[float, float], usual: float) -> list[Piece]:
    """The pieces of a page in reading order.

    Args:
        size: the lower and upper edge of the page.
        usual: the height of most letters in the document.
    """
    low, high = size
    margin = _MARGIN * (high - low)
    return [
        Piece(
            text=unbroken(block.text),
            edge=block.top <= low + margin or block.bottom >= high - margin,
            small=block.height < _SMALL * usual,
            full=not block.row and block.lines[-1].x1 - block.x0 >= _FULL * (block.width or block.x1 - block.x0),
            style=(round(block.height), block.bold),
        )
        for block in page
    ]


def usual_height(pages: Sequence[Sequence[Block]]) -> float:
    """The height of most letters."""
    counts = Counter[float]()
    for page in pages:
        for block in page:
            counts[round(block.height, 1)] += len(block.text)
    return counts.most_common(1)[0][0] if counts else 1.0


def without_heads(pages: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Pages without what stands in the margin of many of them, but for its number: titles, dates, page numbers."""
    often = Counter(key for page in pages for key in {_key(piece) for piece in page if piece.edge})
    few = min(_REPEATED, max(2, len(pages)))
    return [
        [piece for piece in page if not (piece.edge and (often[_key(piece)] >= few or not _key(piece)))]
        for page in pages
    ]


def _key(piece: Piece) -> str:
    """A line of the margin without its numbers; empty for a bare page number."""
    return " ".join(_NUMBERS.sub("", piece.text).replace("page", "").replace("Page", "").split()).strip("-–—|. /")


def joined(pages: Sequence[Sequence[Piece]]) -> tuple[str, tuple[int, ...]]:
    """One text, and the offset at which each page begins. A sentence may run over the end of a column or page."""
    placed = _notes_before([(number, piece) for number, page in enumerate(pages) for piece in page])
    whole = _HYPHEN.sub(" ", "\n".join(piece.text for _, piece in placed))  # the parts of a broken word are no words
    words = frozenset(_WORD.findall(whole))
    out: list[str] = []
    starts: dict[int, int] = {}
    length = 0
    for n, (page, piece) in enumerate(placed):
        text = _paragraph(piece.text, words)
        before = placed[n - 1][1] if n else None
        gap = "\n\n" if before else ""
        if before and _runs_on(before, piece):
            gap, text = _over(out, text, words)
            length = sum(map(len, out)) if gap == "" else length
        starts.setdefault(page, length + len(gap))
        out += [gap, text]
        length += len(gap) + len(text)
        if length > LIMIT:
            raise too_long()
    return "".join(out), _all_starts(starts, len(pages), length)


def _notes_before(placed: list[tuple[int, Piece]]) -> list[tuple[int, Piece]]:
    """Footnotes between two parts of one sentence come before its paragraph, where they cut nothing."""
    out: list[tuple[int, Piece]] = []
    unfinished: int | None = None
    for page, piece in placed:
        if piece.small and unfinished is not None:
            out.insert(unfinished, (page, piece))
            unfinished += 1
            continue
        if not piece.small:
            unfinished = len(out) if _is_open(piece) else None
        out.append((page, piece))
    return out


def _is_open(piece: Piece) -> bool:
    """Whether a piece may continue: its last line fills the column and does not end a sentence."""
    return piece.full and bool(_OPEN.search(piece.text))


def _runs_on(before: Piece, after: Piece) -> bool:
    """Whether a sentence goes on after a break: it has not ended, and what follows is set in the same letters."""
    lower = bool(_OPEN.search(before.text)) and after.text[:1].islower()
    return lower or (_is_open(before) and before.style == after.style and not before.small)


def _over(out: list[str], text: str, words: frozenset[str]) -> tuple[str, str]:
    """The gap to a text that goes on, and that text; a word broken at the break is mended, in `out` too."""
    tail = out[-1].rpartition(" ")[2]
    first, _, rest = text.partition(" ")
    mended = _HYPHEN.sub(lambda match: _mended(match, words), f"{tail}\n{first}")
    if "\n" in mended:
        return " ", text
    out[-1] = out[-1][: len(out[-1]) - len(tail)]
    return "", f"{mended} {rest}".rstrip()


def _all_starts(starts: dict[int, int], count: int, length: int) -> tuple[int, ...]:
    """Where each page begins; one without text begins where the next does."""
    out: list[int] = []
    following = length
    for page in reversed(range(count)):
        following = min(starts.get(page, following), following)
        out.append(following)
    return tuple(reversed(out))


def _paragraph(block: str, words: frozenset[str]) -> str:
    """Return a block as one line of text, with words hyphenated at line ends rejoined."""
    return " ".join(_HYPHEN.sub(lambda match: _mended(match, words), block).split())


@cache
def _own_hyphens() -> dict[str, list[str]]:
    """Return the first and last parts of words that keep their hyphen at a line break, from `hyphens.toml`."""
    return tomllib.loads(files("graphbuild.documents.formats.pdf").joinpath("hyphens.toml").read_text("utf-8"))


def _mended(match: re.Match[str], words: frozenset[str]) -> str:
    """A word broken at the end of a line: its hyphen goes, unless it is the word's own.

    The rest of the text decides where it can: "Iran-backed" or "Iran" stand there, or "militants" does.
    """
    first, rest = match.groups()
    whole, compound = first + rest, f"{first}-{rest}"
    if whole in words or not (rest[0].islower() or compound in words):
        return whole if whole in words else compound
    own = _own_hyphens()
    named = first[0].isupper() and first in words
    kept = first.lower() in own["first"] or rest.lower() in own["second"]
    return compound if compound in words or named or first.isdigit() or kept else whole
