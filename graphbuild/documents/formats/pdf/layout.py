"""The reading order of a page: lines become blocks, and white space tells how the blocks follow each other.

The order of the file is not used: programs write tables, boxes and columns in any order. Columns are found by
recursive cuts along white space (the X-Y cut of Nagy and Seth 1984).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from graphbuild.documents.formats.pdf.fragments import Fragment

_LINE = 0.35  # of the height: pieces so close in height are in one line
_LEADING = 1.9  # of the height: lines further apart are in different blocks
_PITCH = 1.25  # of the distance of a block's lines: a larger one begins a paragraph
_SIZE = 0.15  # by how much the heights of the letters in a block may differ
_INDENT = 3.0  # of the height: how far a line of a block may begin to the right of it
_GUTTER = 0.45  # of the height: the least white space between columns
_CELL_WORDS = 5  # a table's cells have so many words at most, the middle one of them
_FEW_WORDS, _FILLED = 2, 0.8  # prose in narrow columns: more words a line, which fill so much of the column
_WIDE = 3  # columns of a table that parts a page
_ALIGNED = 0.6  # share of the pieces that stand in line with others in a table


@dataclass(slots=True)
class Block:
    """Lines that follow each other closely. `width` is that of its column."""

    lines: list[Fragment]
    width: float = 0.0
    row: bool = False

    @property
    def x0(self) -> float:
        """Its left edge."""
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(line.x1 for line in self.lines)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.lines[0].y + 0.75 * self.lines[0].height

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.lines[-1].y - 0.25 * self.lines[-1].height

    @property
    def height(self) -> float:
        """That of its letters."""
        return median(line.height for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether it is set in bold letters."""
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its lines; the cells of a row of a table parted by semicolons."""
        return ("; " if self.row else "\n").join(line.text for line in self.lines)


def blocks(fragments: Iterable[Fragment]) -> list[Block]:
    """The blocks of a page in reading order."""
    found = _grouped(sorted(fragments, key=lambda fragment: (-fragment.y, fragment.x0)))
    return _ordered(found) if found else []


def _grouped(fragments: Sequence[Fragment]) -> list[Block]:
    """Group lines that follow each other closely into blocks, from top to bottom."""
    done: list[Block] = []
    open_: list[Block] = []
    for number, line in enumerate(fragments):
        for block in [
            block for block in open_ if block.lines[-1].y - line.y > _LEADING * max(block.height, line.height)
        ]:
            open_.remove(block)
        above = [
            block
            for block in open_
            if _overlap(block.lines[-1], line) > 0 and block.lines[-1].y - line.y > _LINE * line.height
        ]
        beside = [
            other for other in _neighbours(fragments, number) if above and _overlap(_Range.of(above[0]), other) > 0
        ]
        if len(above) == 1 and not beside and _continues(above[0], line):
            above[0].lines.append(line)
            continue
        block = Block([line])
        done.append(block)
        open_.append(block)
    return done


def _neighbours(fragments: Sequence[Fragment], number: int) -> list[Fragment]:
    """The other pieces of the same line."""
    line = fragments[number]
    found = []
    for step in (-1, 1):
        place = number + step
        while 0 <= place < len(fragments) and abs(fragments[place].y - line.y) <= _LINE * line.height:
            found.append(fragments[place])
            place += step
    return found


@dataclass(frozen=True, slots=True)
class _Range:
    x0: float
    x1: float

    @classmethod
    def of(cls, block: Block) -> _Range:
        """Return the horizontal range of a block."""
        return cls(block.x0, block.x1)


def _overlap(one: Fragment | _Range, other: Fragment | _Range) -> float:
    """Return the width of the horizontal overlap of two ranges; negative if there is a gap."""
    return min(one.x1, other.x1) - max(one.x0, other.x0)


def _continues(block: Block, line: Fragment) -> bool:
    """Whether a line below a block is its next: of the same letters, at the same distance, not far to the right."""
    last = block.lines[-1]
    if abs(line.height - last.height) > _SIZE * last.height or line.bold != last.bold:
        return False
    if len(block.lines) > 1 and last.y - line.y > _PITCH * (block.lines[0].y - block.lines[-1].y) / (
        len(block.lines) - 1
    ):
        return False
    centred = abs((line.x0 + line.x1) - (last.x0 + last.x1)) < line.height
    return centred or -_INDENT * line.height <= line.x0 - block.x0 <= _INDENT * line.height


def _ordered(found: list[Block]) -> list[Block]:
    """Blocks in reading order: column after column where white space parts columns, else from top to bottom."""
    strips = _strips(found)
    parted = _around_tables(strips)
    if len(parted) > 1:
        return [block for part in parted for block in _ordered(part)]
    columns = _columns(found)
    if len(columns) > 1:
        table = _rows(found, columns)
        if table:
            return table
        return [block for column in columns for block in _ordered(column)]
    if len(strips) == 1:
        return _sized(sorted(found, key=lambda block: (-block.top, block.x0)))
    out: list[Block] = []
    group = strips[0]
    for strip in strips[1:]:
        joined = group + strip
        if len(_columns(joined)) > 1 and (len(_columns(group)) > 1 or len(_columns(strip)) > 1):
            group = joined
        else:
            out += _ordered(group)
            group = strip
    return out + _ordered(group)


def _around_tables(strips: Sequence[list[Block]]) -> list[list[Block]]:
    """A page parted into what is above, in and below its wide tables, as the white space in them may be a column's."""
    out: list[list[Block]] = []
    in_table = False
    for strip in strips:
        columns = _columns(strip)
        table = len(columns) >= _WIDE and bool(_rows(strip, columns))
        if not out or table or in_table:
            out.append([])
        out[-1] += strip
        in_table = table
    return out


def _sized(found: list[Block]) -> list[Block]:
    """Set the width of the column that some blocks stand in."""
    width = max(block.x1 for block in found) - min(block.x0 for block in found)
    for block in found:
        block.width = width
    return found


def _columns(found: Sequence[Block]) -> list[list[Block]]:
    """The blocks left and right of white space that runs from top to bottom between all of them."""
    height = median(block.height for block in found)
    out: list[list[Block]] = []
    edge = float("-inf")
    for block in sorted(found, key=lambda block: block.x0):
        if not out or block.x0 - edge > _GUTTER * height:
            out.append([])
        out[-1].append(block)
        edge = max(edge, block.x1)
    return out


def _strips(found: Sequence[Block]) -> list[list[Block]]:
    """The blocks above and below white space that runs from left to right between all of them."""
    out: list[list[Block]] = []
    edge = float("inf")
    for block in sorted(found, key=lambda block: -block.top):
        if not out or block.top < edge:
            out.append([])
        out[-1].append(block)
        edge = min(edge, block.bottom)
    return out


def _rows(found: Sequence[Block], columns: Sequence[Sequence[Block]]) -> list[Block]:
    """The rows of a table, each a block; none where the columns are prose."""
    pieces = sorted((line for block in found for line in block.lines), key=lambda line: (-line.y, line.x0))
    words = median(len(piece.text.split()) for piece in pieces)
    if words > _CELL_WORDS or (words > _FEW_WORDS and _fill(columns) > _FILLED):
        return []
    rows: list[list[Fragment]] = []
    for piece in pieces:
        if rows and abs(rows[-1][0].y - piece.y) <= _LINE * piece.height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    aligned = sum(len(row) for row in rows if len(row) > 1)
    if len(rows) < 2 or aligned < _ALIGNED * len(pieces):
        return []
    return [Block(sorted(row, key=lambda piece: piece.x0), row=True) for row in rows]


def _fill(columns: Sequence[Sequence[Block]]) -> float:
    """How much of its column the middle one of the lines fills."""
    shares = []
    for column in columns:
        width = max(block.x1 for block in column) - min(block.x0 for block in column)
        shares += [(line.x1 - line.x0) / (width or 1.0) for block in column for line in block.lines]
    return median(shares)
