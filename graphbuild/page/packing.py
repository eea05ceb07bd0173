"""The page's data as they stand in the file: each sentence once, lists of records as tables, and compressed if large.

`unpacking.js` does the reverse in the browser, and `read` does it here, for tests and for whoever wants to look into
a page that was written.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Sequence
from typing import Any

Data = dict[str, Any]

SMALL = 400_000
"""Characters of JSON up to which a page is not compressed, so that it can be read in any editor."""

LEVEL = 6
"""Of compression: 9 takes three times as long for a file that is hardly smaller."""

NEAR = ("before", "after")
"""The sentences around a cited one, which may be cited themselves."""

_BLOCK = re.compile(
    r'<script type="(?:application/json|text/plain)" id="data"( data-packed)?>(.*?)</script>', re.DOTALL
)


def pack(content: Data) -> Data:
    """The same data with each sentence once and without the keys of each record; see `unpack`."""
    sentences: dict[str, int] = {"": 0}
    evidence = []
    links = []
    for link in content["links"]:
        evidence += [_packed(item, sentences) for item in link["evidence"]]
        links.append({**link, "evidence": len(link["evidence"])})
    tables = {"actors": _table(content["actors"]), "links": _table(links), "evidence": _table(evidence)}
    return {**content, **tables, "sentences": list(sentences)}


def _packed(item: Data, sentences: dict[str, int]) -> Data:
    """A piece of evidence with the number of its sentence, and the lengths of the sentence's pieces in UTF-16 units."""
    if "parts" in item:
        own = [text for text, roles in item["parts"] if not roles.endswith("=")]
        number = sentences.setdefault("".join(own), len(sentences))
        near = {key: sentences.setdefault(item[key], len(sentences)) for key in NEAR if key in item}
        cuts = [[text if roles.endswith("=") else _units(text), roles] for text, roles in item["parts"]]
        rest = {key: value for key, value in item.items() if key != "parts"}
        return {**rest, "sentence": number, "cuts": cuts, **near}
    places = ("sentence", *NEAR)  # as `read` leaves it with cuts
    return {**item, **{key: sentences.setdefault(item[key], len(sentences)) for key in places if key in item}}


def _units(text: str) -> int:
    """The length of a text as JavaScript counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _table(records: Sequence[Data]) -> Data:
    """Records as rows of values; a key that a record lacks is null there."""
    keys = sorted({key for record in records for key in record})
    return {"keys": keys, "rows": [[record.get(key) for key in keys] for record in records]}


def text(data: Data, *, plain: bool = False) -> tuple[str, bool]:
    """The data as text for the page, and whether that is compressed (zlib, base64) or JSON; JSON if `plain`."""
    whole = json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    if plain or len(whole) <= SMALL:
        return whole, False
    return base64.b64encode(zlib.compress(whole.encode("ascii"), LEVEL)).decode("ascii"), True


def read(html: str, *, cut: bool = True) -> Data:
    """The data of a page that was written, as `payload.build` made them.

    Args:
        html: the page.
        cut: cut the sentences into their `parts`; else each piece of evidence has its `sentence` whole and its `cuts`,
            which `pack` takes as well.

    Raises:
        ValueError: this is no page of graphbuild's.
    """
    found = _BLOCK.search(html)
    if found is None:
        raise ValueError("there is no data in this page")
    whole = zlib.decompress(base64.b64decode(found[2])).decode("ascii") if found[1] else found[2]
    return unpack(json.loads(whole), cut=cut)


def unpack(data: Data, *, cut: bool = True) -> Data:
    """The data as they were before `pack`; keys that a record lacked are null. `cut` as for `read`."""
    finish = _unpacked if cut else _whole
    evidence = iter(_records(data["evidence"], lambda item: finish(item, data["sentences"])))
    links = _records(
        data["links"], lambda link: {**link, "evidence": [next(evidence) for _ in range(link["evidence"])]}
    )
    kept = {key: value for key, value in data.items() if key not in ("evidence", "sentences")}
    return {**kept, "actors": _records(data["actors"], dict), "links": links}


def _records(table: Data, finish: Callable[[Data], Data]) -> list[Data]:
    """Return the finished records of a packed table."""
    return [finish(dict(zip(table["keys"], row, strict=True))) for row in table["rows"]]


def _whole(item: Data, sentences: Sequence[str]) -> Data:
    """Return a piece of evidence with the texts of its sentences in place of their numbers."""
    return {**item, **{key: sentences[item[key]] for key in ("sentence", *NEAR) if key in item}}


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
