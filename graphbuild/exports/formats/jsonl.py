"""JSON Lines: the whole store as four files, one object a line, whatever the status or confidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.core.files import replacing_folder
from graphbuild.core.records import Record, actor_record, document_record

if TYPE_CHECKING:
    from graphbuild.store import Store

FILES = ("documents.jsonl", "actors.jsonl", "mentions.jsonl", "claims.jsonl")


def write_jsonl(store: Store, path: Path) -> None:
    """Writes the folder `path`, streaming; an earlier export there is replaced whole.

    Raises:
        StoreError: it cannot be written, or `path` holds other files.
    """
    with replacing_folder(path, files=FILES) as folder:
        for name, records in zip(FILES, _tables(store), strict=True):
            _write(folder / name, records)


def _tables(store: Store) -> Iterator[Iterable[Record]]:
    """Yield the records of each file."""
    yield map(document_record, store.documents())
    yield map(actor_record, store.actors())
    yield store.mention_records()
    yield store.claim_records()


def _write(path: Path, records: Iterable[Record]) -> None:
    """Write records as JSON, one a line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    # A lone surrogate becomes \udc80, which is how JSON itself escapes it.
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.writelines(encode(record) + "\n" for record in records)
