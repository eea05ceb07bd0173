"""OLE compound files and letters of Outlook, written by hand ([MS-CFB], [MS-OXMSG])."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
Tree: TypeAlias = "Mapping[str, bytes | Tree]"


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    children: list[int] = field(default_factory=list)
    start: int = 0


def compound(tree: Tree) -> bytes:
    """A compound file with streams (bytes) in storages (mappings)."""
    entries = [_Entry("Root Entry", 5)]
    _grow(entries, 0, tree)
    small, links = bytearray(), []
    for entry in entries:
        if entry.kind == 2 and len(entry.data) < CUTOFF:
            first = len(links)
            count = -(-len(entry.data) // SMALL)
            entry.start = first if count else END
            links += [first + n + 1 for n in range(count - 1)] + [END] * bool(count)
            small += entry.data.ljust(count * SMALL, b"\0")
    entries[0].data = bytes(small)
    sectors: list[bytes] = []
    table: list[int] = []

    def put(data: bytes) -> int:
        first, count = len(sectors), -(-len(data) // SECTOR)
        sectors.extend(data[n * SECTOR : (n + 1) * SECTOR].ljust(SECTOR, b"\0") for n in range(count))
        table.extend([first + n + 1 for n in range(count - 1)] + [END] * bool(count))
        return first if count else END

    for entry in entries:
        if entry.kind == 5 or (entry.kind == 2 and len(entry.data) >= CUTOFF):
            entry.start = put(entry.data)
    short = put(struct.pack(f"<{len(links)}I", *links).ljust(-(-len(links) * 4 // SECTOR) * SECTOR, b"\xff"))
    folder = put(b"".join(_directory(entries, n) for n in range(len(entries))))
    count = -(-(len(table) + 8) // 128)
    fats = list(range(len(sectors), len(sectors) + count))
    table += [FAT] * count
    table += [FREE] * (count * 128 - len(table))
    sectors += [struct.pack("<128I", *table[n * 128 : (n + 1) * 128]) for n in range(count)]
    head = struct.pack(
        "<8s16s5H6x4I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, count, folder, 0
    )
    head += struct.pack("<I4I", CUTOFF, short, -(-len(links) * 4 // SECTOR), END, 0)
    return head + struct.pack("<109I", *(fats + [FREE] * (109 - count))) + b"".join(sectors)


def _grow(entries: list[_Entry], parent: int, tree: Tree) -> None:
    for name, held in tree.items():
        entries[parent].children.append(len(entries))
        is_stream = isinstance(held, bytes)
        entries.append(_Entry(name, 2 if is_stream else 1, held if isinstance(held, bytes) else b""))
        if not isinstance(held, bytes):
            _grow(entries, len(entries) - 1, held)


def _directory(entries: list[_Entry], number: int) -> bytes:
    """An entry of the directory. The children of a storage form a tree that leans to the right."""
    entry = entries[number]
    siblings = next((other.children for other in entries if number in other.children), [])
    ordered = sorted(siblings, key=lambda n: (len(entries[n].name), entries[n].name.upper()))
    after = ordered[ordered.index(number) + 1 :] if ordered else []
    below = sorted(entry.children, key=lambda n: (len(entries[n].name), entries[n].name.upper()))
    name = entry.name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<3I", NONE, after[0] if after else NONE, below[0] if below else NONE)
    size = len(entry.data)
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB", len(name), entry.kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", entry.start, size)
    )


def outlook(
    attachments: Mapping[str, bytes | Tree] | None = None, *, headers: str = "", rtf: bytes = b"", **texts: str
) -> bytes:
    """A letter of Outlook; `texts` are its `subject`, `body` and `sender`, `rtf` is a body of compressed RTF.

    An attachment is the bytes of a file, or a letter as `letter_within` gives it.
    """
    return compound(_letter(attachments or {}, headers=headers, rtf=rtf, head=32, **texts))


def letter_within(attachments: Mapping[str, bytes | Tree] | None = None, *, headers: str = "", **texts: str) -> Tree:
    """A letter that is attached to another."""
    return _letter(attachments or {}, headers=headers, rtf=b"", head=24, **texts)


def _letter(files: Mapping[str, bytes | Tree], *, headers: str, rtf: bytes, head: int, **texts: str) -> Tree:
    tags = {"subject": 0x0037, "body": 0x1000, "sender": 0x0C1A, "headers": 0x007D}
    texts = {**texts, "headers": headers}
    held: dict[str, bytes | Tree] = {
        f"__substg1.0_{tags[name]:04X}001F": text.encode("utf-16-le") for name, text in texts.items() if text
    }
    properties = [(tags[name], 0x1F, len(text) * 2 + 2) for name, text in texts.items() if text]
    if rtf:
        held["__substg1.0_10090102"] = rtf
        properties.append((0x1009, 0x102, len(rtf)))
    held["__properties_version1.0"] = struct.pack("<8x4I8x", 0, len(files), 0, len(files))[:head] + _properties(
        properties
    )
    for number, (name, data) in enumerate(files.items()):
        held[f"__attach_version1.0_#{number:08X}"] = {
            ("__substg1.0_37010102" if isinstance(data, bytes) else "__substg1.0_3701000D"): data,
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__properties_version1.0": bytes(8)
            + _properties(
                [_data(data), (0x3707, 0x1F, len(name) * 2 + 2), (0x3705, 3, 1 if isinstance(data, bytes) else 5)]
            ),
        }
    return held


def _data(data: bytes | Tree) -> tuple[int, int, int]:
    return (0x3701, 0x102, len(data)) if isinstance(data, bytes) else (0x3701, 0x0D, 0)


def _properties(found: list[tuple[int, int, int]]) -> bytes:
    return b"".join(struct.pack("<HHIII", kind, tag, 6, size, 0) for tag, kind, size in found)
