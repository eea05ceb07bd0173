"""One whole build of a newsroom's folder, with hostile files among it, while every way to the network is shut."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from folders import ROOT
from written import PAGE, pdf, with_part, word

from graphbuild import read_documents
from graphbuild.core.model import Document, Failure
from graphbuild.store import Store, ontology_of
from graphbuild.workflow.verify import check

GUARD = """
import os, sys

WAYS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
        "socket.gethostbyaddr", "urllib.Request", "http.client.connect", "ftplib.connect"}

def refuse(event, args):
    if event in WAYS:
        with open(os.environ["ATTEMPTS"], "a") as file:
            file.write(f"{event} {args[1:]!r} in {sys.argv[:1]}\\n")
        raise OSError(f"The network is shut: {event}")

sys.addaudithook(refuse)
with open(os.environ["GUARDED"], "a") as file:
    file.write(f"{os.getpid()}\\n")
"""
SECRET = "Zacharias Quorn"
MET = "Soldiers arrested {} in Velde."
PEOPLE = {
    "txt": "Tomas Reld", "md": "Ana Bell", "html": "Omar Tarn", "pdf": "Mira Voss", "docx": "Oren Dask",
    "eml": "Ida Brok", "jsonl": "Jon Holt", "csv": "Carl Odell", "txt.gz": "Nils Fenn",
}  # fmt: skip
WEB = "http://tracker.example"
REMOTE = (
    f'<link rel="stylesheet" href="{WEB}/a.css"><script src="{WEB}/b.js"></script><meta http-equiv="refresh" '
    f'content="0; url={WEB}/c"><base href="{WEB}/"><iframe src="{WEB}/d"></iframe><img src="{WEB}/e.png">'
)
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def entities(secret: Path, body: str) -> str:
    """A document type that asks for a file, for an address, and for a billion laughs."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))
    asked = f'<!ENTITY % p SYSTEM "{WEB}/p.dtd"> %p; <!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY w SYSTEM "{WEB}/w">'
    return f'<!DOCTYPE x SYSTEM "{WEB}/x.dtd" [{asked}<!ENTITY l0 "ha">{laughs}]>{body}'


def ordinary(folder: Path) -> None:
    """One article of each kind, some of which ask for things on the network."""
    said = {kind: f"General notice.\n\n{MET.format(name)}" for kind, name in PEOPLE.items()}
    for kind in ("txt", "md"):
        (folder / f"story.{kind}").write_text(said[kind])
    (folder / "story.txt.gz").write_bytes(gzip.compress(said["txt.gz"].encode()))
    page = PAGE.replace("<body>", f"<body>{REMOTE}").replace("He had led", f"{MET.format(PEOPLE['html'])} He had led")
    (folder / "page.html").write_text(page)
    report = pdf([[(50, 700, MET.format(PEOPLE["pdf"]))]])
    action = f"/Type /Catalog /OpenAction << /S /URI /URI ({WEB}) >>".encode()
    (folder / "report.pdf").write_bytes(report.replace(b"/Type /Catalog", action))
    (folder / "note.docx").write_bytes(word(MET.format(PEOPLE["docx"])))
    (folder / "letter.eml").write_text(
        "From: Ann Roe <ann@post.example>\nSubject: News\nContent-Type: text/html; charset=utf-8\n\n"
        + PAGE.replace("<body>", f"<body>{REMOTE}").replace("He had led", f"{MET.format(PEOPLE['eml'])} He had led")
    )
    (folder / "rows.jsonl").write_text(json.dumps({"id": "r", "text": said["jsonl"], "url": WEB}))
    (folder / "rows.csv").write_text(f'id,text\nc,"{said["csv"]}"\n')


def hostile(folder: Path, secret: Path) -> None:
    """What somebody might send who wants to harm the reader."""
    texts = {
        "bidi": MET.format("\u202eAda Lint\u202c") + " \u2067Ben Moor\u2069 fled.",
        "joiners": MET.format("Da\u200bn Hu\u00adme\u200d"),
        "control": MET.format("Eva\x07 Gill\x1b[31m"),
        "tags": MET.format('Finn "href" Moss') + " </script><script>alert(1)</script> <img src=x onerror=alert(2)>",
        "line\nSkipped all": MET.format("Gus Penn"),
        "long": "word " * 800_001,
        "formula": "=cmd|' /C calc'!A0 met Hal Stone.",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "one-line.txt").write_text("a" * 999_000 + f" {MET.format('Ivo Ray')}")
    (folder / "surrogate.jsonl").write_text('{"id": "s", "text": "Soldiers arrested Jan \\ud800Kerr in Velde."}')
    (folder / "nested.html").write_text("<div>" * 10_000 + f"<p>{MET.format('Kai Lund')}</p>" + "</div>" * 10_000)
    (folder / "entities.xhtml").write_text(
        entities(secret, f"<html><body><article><p>{MET.format('Leo Marr')} &f; &w; &l10;</p></article></body></html>")
    )
    inside = (
        f'<w:document xmlns:w="{SPACE}"><w:body><w:p><w:r><w:t>Bell &f; &l10;</w:t></w:r></w:p></w:body></w:document>'
    )
    (folder / "entities.docx").write_bytes(with_part(word("x"), "word/document.xml", entities(secret, inside).encode()))
    (folder / "bomb.docx").write_bytes(with_part(word("x"), "word/document.xml", b" " * 60_000_000))
    looped = pdf([[(50, 700, "Bell fled.")]])
    (folder / "loop.pdf").write_bytes(looped.replace(b"/Kids [3 0 R]", b"/Kids [4 0 R]"))
    (folder / "loop2.pdf").write_bytes(
        looped.replace(b"trailer << ", b"trailer << /Prev %d " % looped.index(b"xref\n"))
    )
    (folder / "out.txt").symlink_to(secret)
    (folder / "away").symlink_to(secret.parent, target_is_directory=True)


@dataclass(frozen=True)
class Built:
    """What a build said and left."""

    out: Path
    attempts: str
    guarded: int
    code: int
    report: dict[str, object]
    stderr: str
    texts: dict[str, str]


@pytest.fixture(scope="module")
def guard(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Python where every process, and each one that it starts, has the network shut."""
    folder = tmp_path_factory.mktemp("guard")
    (folder / "sitecustomize.py").write_text(GUARD)

    def run(log: Path, *args: str) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join([str(folder), str(ROOT)])
        places = {"PYTHONPATH": paths, "ATTEMPTS": str(log / "attempts"), "GUARDED": str(log / "guarded")}
        return subprocess.run(
            [sys.executable, *args], env={**os.environ, **places}, capture_output=True, encoding="utf-8", check=False
        )

    return run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, guard: Callable[..., subprocess.CompletedProcess[str]]) -> Built:
    top = tmp_path_factory.mktemp("newsroom")
    inbox, private = top / "inbox", top / "private"
    inbox.mkdir()
    private.mkdir()
    (private / "secret.txt").write_text(MET.format(SECRET))
    ordinary(inbox)
    hostile(inbox, private / "secret.txt")
    out = top / "out"
    run = guard(top, "-m", "graphbuild", "build", str(inbox), "--output", str(out), "--json")
    rows = guard(
        top,
        "-m",
        "graphbuild",
        "export",
        "--graph",
        str(out / "graph.db"),
        "--format",
        "jsonl",
        "--output",
        str(top / "rows"),
    )
    assert rows.returncode == 0, rows.stderr
    assert run.stdout, run.stderr
    files = [*(path for path in out.iterdir() if path.suffix in (".html", ".graphml")), *(top / "rows").iterdir()]
    attempts = top / "attempts"
    return Built(
        out=out,
        attempts=attempts.read_text() if attempts.exists() else "",
        guarded=len((top / "guarded").read_text().splitlines()),
        code=run.returncode,
        report=json.loads(run.stdout),
        stderr=run.stderr,
        texts={path.name: path.read_text(encoding="utf-8") for path in files},
    )


def test_the_guard_sees_a_connection_also_of_a_process_that_was_started(
    tmp_path: Path, guard: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    tries = "import socket; socket.create_connection(('127.0.0.1', 9))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-P', '-c', {tries!r}])"
    guard(tmp_path, "-c", code)
    assert "socket.getaddrinfo" in (tmp_path / "attempts").read_text()


def test_a_build_never_asks_the_network_for_anything(built: Built) -> None:
    assert built.attempts == ""
    assert built.guarded >= 3, "the build, the process that reads foreign formats, and the export were watched"


@pytest.mark.parametrize("kind", PEOPLE)
def test_every_kind_of_article_was_read(built: Built, kind: str) -> None:
    with Store.open(built.out / "graph.db") as store:
        [actor] = store.named(PEOPLE[kind])
        assert [claim.relation for claim in store.claims(actors=[actor.id])].count("arrests") == 1


def test_what_is_hostile_costs_itself_only(built: Built) -> None:
    assert built.code == 1
    skipped = {Path(one["source"]).name: one["reason"] for one in built.report["skipped"]}  # type: ignore[attr-defined]
    assert "leads out of the folder" in skipped.pop("out.txt")
    assert "leads out of the folder" in skipped.pop("away")
    assert "longer than 4,000,000" in skipped.pop("long.txt")
    assert "longer than 50 million" in skipped.pop("bomb.docx")
    assert set(skipped) <= {"nested.html", "entities.docx", "entities.xhtml", "loop.pdf", "loop2.pdf"}
    assert all(reason.endswith(".") for reason in skipped.values())
    assert "Traceback" not in built.stderr
    assert not [line for line in built.stderr.splitlines() if line.startswith("Skipped all")]


def test_nothing_outside_of_the_folder_was_read(built: Built) -> None:
    assert not [name for name, text in built.texts.items() if SECRET in text or "hahahaha" in text]


def test_the_store_keeps_every_promise(built: Built) -> None:
    with Store.open(built.out / "graph.db") as store:
        assert check(store, ontology_of(store)) == []


@pytest.mark.parametrize("name", ["Ada Lint", "Dan Hume", "Gus Penn", "Ivo Ray"])
def test_names_are_found_under_marks_that_nobody_sees(built: Built, name: str) -> None:
    with Store.open(built.out / "graph.db") as store:
        assert [actor.name for actor in store.named(name)] == [name]


def test_no_page_holds_marks_that_turn_the_writing_or_markup_of_an_article(built: Built) -> None:
    page = built.texts["graph.html"]
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert not set(page) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x07\x1b")
    assert not set(built.texts["graph.graphml"]) & set("\x07\x1b")


@pytest.mark.parametrize("loop", [b"/Prev", b"/Parent", b"form"])
def test_pdfs_that_lead_in_circles_end(tmp_path: Path, loop: bytes) -> None:
    data = pdf([[(50, 700, "Bell fled.")]])
    if loop == b"/Prev":
        data = data.replace(b"trailer << ", b"trailer << /Prev %d " % data.index(b"xref\n"))
    elif loop == b"/Parent":
        data = data.replace(b"/Type /Pages", b"/Type /Pages /Parent 4 0 R")
    else:
        data = data.replace(b"/Font << /F1 1 0 R >>", b"/Font << /F1 1 0 R >> /XObject << /X 3 0 R >>").replace(
            b"(Bell fled.) Tj ", b"(Bell fled.) Tj /X Do "
        )
    (tmp_path / "a.pdf").write_bytes(data)
    [found] = read_documents([tmp_path / "a.pdf"])
    assert isinstance(found, (Document, Failure))
    if isinstance(found, Document):
        assert found.text == "Bell fled."
