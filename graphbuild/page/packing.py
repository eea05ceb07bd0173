"""The page's data as they stand in the file: each sentence once, lists of records as tables, and compressed if large.

`unpacking.js` does the reverse in the browser, and `read` does it here, for tests and for whoever wants to look into
a page that was written.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

Data = dict[str, Any]

SMALL = 400_000
"""Characters of JSON up to which a page is not compressed, so that it can be read in any editor."""

LEVEL = 6
"""Of compression: 9 takes three times as long for a file that is hardly smaller."""

AT_ONCE = 1_000
"""Items of a long list that are written at once."""

NEAR = ("before", "after")
"""The sentences around a cited one, which may be cited themselves."""

_BLOCK = re.compile(
    r'<script type="(?:application/json|text/plain)" id="data"( data-packed)?>(.*?)</script>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Kept:
    """The evidence of a link as it stood on an earlier page, taken over without being unpacked.

    Attributes:
        keys: of the columns.
        rows: a piece of evidence each; changed when they are packed again.
        sentences: of the earlier page, by the numbers that the rows have.
        optional: the columns that records lack where nothing is to be said.
    """

    keys: tuple[str, ...]
    rows: Sequence[list[Any]]
    sentences: Sequence[str]
    optional: Collection[str] = ()

    def __len__(self) -> int:
        """Return the number of pieces of evidence."""
        return len(self.rows)

    def column(self, key: str) -> list[Any]:
        """Return a column, a value for each piece of evidence."""
        at = self.keys.index(key)
        return [row[at] for row in self.rows]


@lru_cache(maxsize=8)
def _of_sentences(keys: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places of the columns that are numbers of sentences, among these."""
    return tuple(keys.index(key) for key in ("sentence", *NEAR) if key in keys)


def pack(content: Data) -> Data:
    """The same data with each sentence once and without the keys of each record; see `unpack`.

    Args:
        content: as `payload.build` makes it. The evidence of links may be `Kept`, of one earlier page.
    """
    sentences: dict[str, int] = {"": 0}
    kept: list[list[Any]] = []
    own: Sequence[str] = ()
    again: dict[int, int] = {}
    optional: Collection[str] = ()
    evidence: list[Data | list[Any]] = []
    for link in content["links"]:
        found = link["evidence"]
        if isinstance(found, Kept):
            own, optional = found.keys, found.optional
            _number_again(found, sentences, again)
            kept += found.rows
            evidence += found.rows
        else:
            evidence += [_packed(item, sentences) for item in found]
    held = (key for at, key in enumerate(own) if key not in optional or any(row[at] is not None for row in kept))
    keys = sorted({*held, *(key for item in evidence if isinstance(item, dict) for key in item)})
    places = [own.index(key) if key in own else None for key in keys]
    rows = [_row(item, keys, places) for item in evidence] if list(own) != keys or len(kept) < len(evidence) else kept
    tables = {"actors": _table(content["actors"]), "links": _table(content["links"], counted="evidence")}
    return {**content, **tables, "evidence": {"keys": keys, "rows": rows}, "sentences": list(sentences)}


def _number_again(kept: Kept, sentences: dict[str, int], again: dict[int, int]) -> None:
    """Give the sentences of kept evidence the numbers that they have now, by their old ones in `again`."""
    columns = _of_sentences(kept.keys)
    for row in kept.rows:
        for at in columns:
            old = row[at]
            if (new := again.get(old)) is None:
                new = again[old] = sentences.setdefault(kept.sentences[old], len(sentences))
            row[at] = new


def _row(item: Data | list[Any], keys: Sequence[str], places: Sequence[int | None]) -> list[Any]:
    """Return a piece of evidence as a row of these columns, of which kept ones stand at these places."""
    if isinstance(item, dict):
        return [item.get(key) for key in keys]
    return [item[at] if at is not None else None for at in places]


def _packed(item: Data, sentences: dict[str, int]) -> Data:
    """A piece of evidence with the number of its sentence, and the lengths of the sentence's pieces in UTF-16 units."""
    own = [text for text, roles in item["parts"] if not roles.endswith("=")]
    number = sentences.setdefault("".join(own), len(sentences))
    near = {key: sentences.setdefault(item[key], len(sentences)) for key in NEAR if key in item}
    cuts = [[text if roles.endswith("=") else _units(text), roles] for text, roles in item["parts"]]
    rest = {key: value for key, value in item.items() if key != "parts"}
    return {**rest, "sentence": number, "cuts": cuts, **near}


def _units(text: str) -> int:
    """The length of a text as JavaScript counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _table(records: Sequence[Data], *, counted: str = "") -> Data:
    """Records as rows of values; a key that a record lacks is null there, and of one key only the length is given."""
    keys = sorted({key for record in records for key in record})
    rows: list[list[Any]] = [list(map(record.get, keys)) for record in records]
    if counted in keys:
        at = keys.index(counted)
        for row in rows:
            row[at] = len(row[at])
    return {"keys": keys, "rows": rows}


def text(data: Data, *, plain: bool = False) -> tuple[str, bool]:
    """The data as text for the page, and whether that is compressed (zlib, base64) or JSON; JSON if `plain`."""
    parts, length = [], 0
    pieces = _pieces(data)
    for piece in pieces:
        parts.append(piece)
        length += len(piece)
        if length > SMALL and not plain:
            return _compressed(chain(parts, pieces)), True
    return "".join(parts), False


def _compressed(pieces: Iterable[str]) -> str:
    """Return the text of these pieces, compressed, without ever holding all of it."""
    packer = zlib.compressobj(LEVEL)
    found = [packer.compress(piece.encode("ascii")) for piece in pieces]
    return base64.b64encode(b"".join([*found, packer.flush()])).decode("ascii")


def _pieces(data: Data) -> Iterator[str]:
    """Yield the data as JSON, long lists piece by piece."""
    between = "{"
    for key, value in data.items():
        yield f"{between}{_json(key)}:"
        between = ","
        if isinstance(value, dict) and "rows" in value:
            yield f'{{"keys":{_json(value["keys"])},"rows":'
            yield from _list(value["rows"])
            yield "}"
        elif isinstance(value, list):
            yield from _list(value)
        else:
            yield _json(value)
    yield "}"


def _list(items: Sequence[Any]) -> Iterator[str]:
    """Yield a list as JSON, some items at a time."""
    yield "["
    for at in range(0, len(items), AT_ONCE):
        yield f"{',' if at else ''}{_json(items[at : at + AT_ONCE])[1:-1]}"
    yield "]"


def _json(value: Any) -> str:
    """Return a value as JSON in ASCII, without spaces."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def read(html: str) -> Data:
    """The data of a page that was written, as `payload.build` made them.

    Raises:
        ValueError: this is no page of graphbuild's.
    """
    return unpack(read_packed(html))


def read_packed(html: str) -> Data:
    """The data of a page that was written, as `pack` made them.

    Raises:
        ValueError: this is no page of graphbuild's.
    """
    found = _BLOCK.search(html)
    if found is None:
        raise ValueError("there is no data in this page")
    packed, block = found.groups()
    return json.loads(zlib.decompress(base64.b64decode(block)) if packed else block)  # type: ignore[no-any-return]


def unpack(data: Data) -> Data:
    """The data as they were before `pack`; keys that a record lacked are null."""
    evidence = iter(_records(data["evidence"], lambda item: _unpacked(item, data["sentences"])))
    links = _records(
        data["links"], lambda link: {**link, "evidence": [next(evidence) for _ in range(link["evidence"])]}
    )
    kept = {key: value for key, value in data.items() if key not in ("evidence", "sentences")}
    return {**kept, "actors": _records(data["actors"], dict), "links": links}


def _records(table: Data, finish: Callable[[Data], Data]) -> list[Data]:
    """Return the finished records of a packed table."""
    return [finish(dict(zip(table["keys"], row, strict=True))) for row in table["rows"]]


def _unpacked(item: Data, sentences: Sequence[str]) -> Data:
    """Return a piece of evidence with the pieces of its sentence."""
    sentence = sentences[item["sentence"]].encode("utf-16-le", "surrogatepass")
    parts, at = [], 0
    for length, roles in item["cuts"]:
        if isinstance(length, str):
            parts.append([length, roles])
            continue
        parts.append([sentence[2 * at : 2 * (at + length)].decode("utf-16-le", "surrogatepass"), roles])
        at += length
    near = {key: sentences[item[key]] for key in NEAR if key in item}
    return {**{key: value for key, value in item.items() if key not in ("sentence", "cuts")}, **near, "parts": parts}
