"""Feeds broken and hostile files of every format to the reader, and counts what becomes of them.

    python benchmarks/fuzz.py [INPUTS] [SEED] [SECONDS]

Real files of each format are mutated at random: bytes flipped, stretches cut out, doubled, swapped between files,
numbers and lengths exchanged, markup nested ten thousand deep. Each must become documents that can be stored, or a
failure with its reason, within its time; nothing else may happen: no exception, no word on the network, no file
outside. With SECONDS it ends after that time. Prints counts as JSON; exits with 1 where a promise was broken.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from compound import outlook  # noqa: E402
from written import LETTER, PAGE, odt, pdf, record, with_part, word, workbook  # noqa: E402

from graphbuild.core.model import Document, Failure  # noqa: E402
from graphbuild.documents import read_documents  # noqa: E402
from graphbuild.documents.formats import sandbox  # noqa: E402

SLOW = 20.0
"""Seconds for one small file that are too many."""
TEXT = "General Omar Bell commands the garrison of Velde.\n\nHe was arrested on Tuesday, officials said.\n" * 3
ROWS = "".join(
    json.dumps({"id": f"r{n}", "text": f"Bell met Roe {n} times.", "outlet": "Post"}) + "\n" for n in range(4)
)
TABLE = 'id,text,outlet\na,"Bell met Roe, and left.",Post\nb,"=cmd|calc",Post\nc,Roe fled.,Post\n'
MULTIPART = (
    b"From: Ann Roe <ann@post.example>\r\nSubject: Velde\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/alternative; boundary="xx"\r\n\r\n--xx\r\nContent-Type: text/plain; charset=utf-8\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\nQmVsbCBjb21tYW5kcyB0aGUgZ2Fycmlzb24u\r\n--xx\r\n"
    b"Content-Type: text/html\r\n\r\n<p>Bell commands the garrison.</p>\r\n--xx--\r\n"
)
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", "\u202e".encode(), "\u200d".encode(), b"\r\n\r\n", b"-1",
    b"99999999999999999999", b"</script>", b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"&a;&a;&a;", b"%PDF-1.4",
    b"/Count 999999999", b"/Parent 1 0 R", b"<< ", b" >>", b"endstream", b"PK\x03\x04", b"\x1f\x8b", b'"', b"\n", b",",
    b"{", b"[", b"=?utf-8?q?", b"charset=", b"boundary=", b"<table>", b"<img src=http://tracker.example/x>",
)  # fmt: skip
RICH = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 A;}}{\info{\title T}}Bell {\deleted x}{\v y}"
    r"fled\'e9\u8217?{\footnote z}{\f1\'c1}\par\trowd a\cell b\cell\row{\*\shpinst{\shptxt Roe.\par}}{\pict\bin4 abcd}}"
)
BOMB = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("j"))
) + b'<!ENTITY z SYSTEM "file:///etc/passwd">]><w>&i;&z;</w>'  # fmt: skip


def seeds() -> dict[str, list[bytes]]:
    """Real files, by the ending of their names."""
    page, letter = PAGE.encode(), LETTER
    book = pdf(
        [[(50, 700, "General Bell fled."), (50, 680, "Roe led the gar-"), (50, 660, "rison.")]] * 3, title="Velde"
    )
    file = word("General Bell fled.", [["Bell", "Roe"], ["led", "met"]], title="Velde", author="Ann Roe")
    return {
        "txt": [TEXT.encode(), TEXT.encode("utf-16"), b"(" * 3000, b"caf\xe9 in Velde, said Bell. " * 9],
        "md": [b"# Velde\n\n" + TEXT.encode()],
        "jsonl": [ROWS.encode(), b'{"text": ' * 2000],
        "csv": [TABLE.encode(), TABLE.replace(",", ";").encode()],
        "html": [page, b"<div>" * 10_000 + b"Bell met Roe." + b"</div>" * 10_000, BOMB],
        "pdf": [book, book.replace(b"/Kids [", b"/Kids [7 0 R ")],
        "docx": [file, with_part(file, "word/document.xml", BOMB), with_part(file, "docProps/core.xml", BOMB)],
        "eml": [letter, MULTIPART],
        "mbox": [b"From a@b.example Fri Mar  4 23:30:00 2022\n" + letter + b"\n" + MULTIPART],
        "msg": [outlook({"a.pdf": book}, subject="Velde", body="Bell fled.", sender="Ann Roe")],
        "rtf": [RICH.encode()],
        "odt": [odt("<text:h>Velde</text:h><text:p>Bell <text:span>fled</text:span>.</text:p>" * 3)],
        "xlsx": [workbook({"News": [["text", "date"], ["Bell fled.", "2022-03-04"]] * 3, "Sums": [["n"], [4]]})],
        "json": [b"[" + ROWS.replace("\n", ",").rstrip(",").encode() + b"]", b"[" * 5000],
        "mhtml": [b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nSnapshot-Content-Location: x\r\n\r\n" + page],
        "warc": [record("text/html", "https://post.example/1", page) + record("application/pdf", "x", book)],
        "txt.gz": [gzip.compress(TEXT.encode())],
        "jsonl.gz": [gzip.compress(ROWS.encode())],
        "pdf.gz": [gzip.compress(book)],
        "html.gz": [gzip.compress(page)],
    }


def mutated(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """The same bytes, harmed a few times."""
    harms: tuple[Callable[[bytearray, random.Random, list[bytes]], None], ...] = (
        _flip, _cut, _double, _insert, _swap, _number, _truncate,
    )  # fmt: skip
    out = bytearray(data)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 9))):
        if out:
            chance.choice(harms)(out, chance, others)
    return bytes(out)


def _harmed(ending: str, data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A file harmed from outside; what is packed also from inside, as else only the unpacking would be tried."""
    if chance.random() < 0.5 and ending == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = chance.choice(("word/document.xml", "word/document.xml", "docProps/core.xml", "[Content_Types].xml"))
            content = archive.read(part)
        return with_part(data, part, mutated(content, chance, others))
    if chance.random() < 0.5 and ending.endswith(".gz"):
        return gzip.compress(mutated(gzip.decompress(data), chance, others))
    return mutated(data, chance, others)


def _place(out: bytearray, chance: random.Random, most: int = 64) -> slice:
    at = chance.randrange(len(out))
    return slice(at, at + chance.randint(1, most))


def _flip(out: bytearray, chance: random.Random, _: list[bytes]) -> None:
    for _n in range(chance.randint(1, 8)):
        out[chance.randrange(len(out))] = chance.randrange(256)


def _cut(out: bytearray, chance: random.Random, _: list[bytes]) -> None:
    del out[_place(out, chance, max(len(out) // 4, 1))]


def _double(out: bytearray, chance: random.Random, _: list[bytes]) -> None:
    place = _place(out, chance)
    out[place] = bytes(out[place]) * chance.choice((2, 3, 50, 400))


def _insert(out: bytearray, chance: random.Random, _: list[bytes]) -> None:
    at = chance.randrange(len(out))
    out[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 300))


def _swap(out: bytearray, chance: random.Random, others: list[bytes]) -> None:
    other = bytearray(chance.choice(others))
    out[_place(out, chance)] = other[_place(other, chance, 500)]


def _number(out: bytearray, chance: random.Random, _: list[bytes]) -> None:
    digits = [at for at, byte in enumerate(out[:20_000]) if 48 <= byte < 58]
    if digits:
        at = chance.choice(digits)
        out[at : at + 1] = chance.choice((b"0", b"-1", b"9" * 20, b"4294967296", b"1e308"))


def _truncate(out: bytearray, chance: random.Random, _: list[bytes]) -> None:
    del out[chance.randrange(len(out)) :]


def faults(item: object) -> list[str]:
    """What is wrong with what the reader gave."""
    if isinstance(item, Failure):
        return [] if item.reason.strip() else ["a failure without a reason"]
    if not isinstance(item, Document):
        return [f"neither document nor failure: {item!r}"]
    try:
        "\n".join(filter(None, (item.text, item.title, item.author, item.outlet, item.published, item.url))).encode()
    except UnicodeEncodeError:
        return ["a text that no file can hold"]
    said = [] if "root:" not in item.text else ["a file outside was read"]
    starts = list(item.pages)
    if starts != sorted(starts) or any(start > len(item.text) for start in starts):
        said.append("pages beyond the text")
    return said + ([] if item.text.strip() else ["an empty document"])


def harness(inputs: int, seed: int, seconds: float = float("inf")) -> dict[str, object]:
    """Reads so many harmed files; gives the counts of what became of them."""
    chance, real = random.Random(seed), seeds()
    every = [data for files in real.values() for data in files]
    counts: dict[str, Counter[str]] = {ending: Counter() for ending in real}
    broken: list[str] = []
    slowest, start, done = (0.0, ""), time.monotonic(), 0
    with tempfile.TemporaryDirectory() as name:
        while done < inputs and time.monotonic() - start < seconds:
            ending = list(real)[done % len(real)]
            data = _harmed(ending, chance.choice(real[ending]), chance, every)
            path = Path(name) / f"x.{ending}"
            path.write_bytes(data)
            began, children = time.monotonic(), set(sandbox._idle)
            wrong, kinds = _read(path, chance)
            spent = time.monotonic() - began
            slowest = max(slowest, (spent, f"{ending} {done}"))
            counts[ending].update(kinds)
            counts[ending]["inputs"] += 1
            if children - set(sandbox._idle):
                counts[ending]["readers lost"] += 1
            broken += [f"{ending} {done}: {what}" for what in wrong]
            if spent > SLOW:
                broken.append(f"{ending} {done}: took {spent:.0f} seconds")
            done += 1
    total = sum(counts.values(), Counter[str]())
    shown = {ending: dict(sorted(found.items())) for ending, found in counts.items()}
    return {
        "inputs": done, "total": dict(sorted(total.items())), "formats": shown,
        "slowest": f"{slowest[0]:.1f} seconds ({slowest[1]})", "seconds": round(time.monotonic() - start),
        "broken": broken,
    }  # fmt: skip


def _read(path: Path, chance: random.Random) -> tuple[list[str], list[str]]:
    """What is wrong with what a file became, and what it became."""
    wrong: list[str] = []
    kinds: list[str] = []
    try:
        for item in read_documents([path], any_language=chance.random() < 0.5):
            wrong += faults(item)
            kinds.append("documents" if isinstance(item, Document) else "failures")
    except Exception as error:  # whatever it is, it must not come
        wrong.append(f"{type(error).__name__}: {error}")
    return wrong, kinds or ["nothing"]


def main() -> int:
    """Runs the harness and prints what it saw, as JSON."""
    inputs, seed, seconds = (*map(int, sys.argv[1:4]), *(10_000, 1, 10**9)[len(sys.argv[1:4]) :])
    found = harness(inputs, seed, seconds)
    print(json.dumps(found, indent=2))
    return bool(found["broken"])


if __name__ == "__main__":
    sys.exit(main())
