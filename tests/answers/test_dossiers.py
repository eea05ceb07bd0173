"""Dossiers to file: every statement proved by footnotes, hostile text harmless, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Article, O, P, make_store
from markdown_it import MarkdownIt

import graphbuild
from graphbuild.answers.dossiers import dump, write_dossier
from graphbuild.answers.dossiers.content import CITED, Sheet, sheet_of
from graphbuild.answers.dossiers.markdown import escape, plain
from graphbuild.answers.show import dossier_of
from graphbuild.core.errors import StoreError, UnknownActorError, UsageError
from graphbuild.graph.filters import filters
from graphbuild.graph.view import StoreView
from graphbuild.store import Store

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = "Ed <b>Bad</b> [x](javascript:alert(1)) `c` *i* & <script> \u202egnp\u2066"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("dossiers") / "graph.db")


def sheet(store: Path, actor: str) -> Sheet:
    with Store.open(store) as opened:
        view = StoreView(opened)
        return sheet_of(dossier_of(view, actor, filters()), view)


def word_parts(content: bytes) -> tuple[ElementTree.Element, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text, notes = (archive.read(f"word/{name}.xml") for name in ("document", "footnotes"))
    return ElementTree.fromstring(text), ElementTree.fromstring(notes)


def words(element: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


def test_every_link_is_proved_by_its_sentences(store: Path) -> None:
    made = sheet(store, "Mira Voss")
    links = next(section for section in made.sections if section.title == "Links")
    said = {statement.text: statement for part in links.parts for statement in part.statements}
    assert set(said) == {
        "Mira Voss —leads→ Harbour Union",
        "Port police —arrests→ Mira Voss",
        "Mira Voss —met with— Tomas Reld",
    }
    notes = {note.number: note for note in made.footnotes}
    leads = said["Mira Voss —leads→ Harbour Union"]
    assert leads.notes == "2 independent sources"
    assert {notes[n].sentence for n in leads.proofs} == {
        "Mira Voss leads the Harbour Union.",
        "Mira Voss heads the Harbour Union.",
    }
    assert list(notes) == list(range(1, len(notes) + 1))


def test_a_footnote_names_article_outlet_date_and_digest(store: Path) -> None:
    made = sheet(store, "Anna Holt")
    [note] = [note for note in made.footnotes if note.sentence == "Anna Holt is the sister of Tomas Reld."]
    assert (note.title, note.outlet, note.published, note.page) == ("The sister", "Evening Gazette", "2022-04-01", None)
    with Store.open(store) as opened:
        text = next(document.text for document in opened.documents() if document.id == "gazette")
    assert note.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert note.sha256 in dump(made, "md").decode()


def test_how_a_link_is_held_stands_beside_it(store: Path) -> None:
    text = dump(sheet(store, "Harbour Union"), "md").decode()
    assert "Tomas Reld —funds→ Harbour Union (alleged, says Port police, 1 independent source)[^" in text
    assert "(disputed: denied elsewhere, " in dump(sheet(store, "Anna Holt"), "md").decode()


def test_the_page_of_a_footnote(tmp_path: Path) -> None:
    a = Article("p", "Nothing here.\nAna Bell leads the Mill Board.", pages=(0, 14), title="Minutes")
    a.actor("Ana Bell", P)
    a.actor("Mill Board", O)
    a.claim("Ana Bell", "leads", "Mill Board", "Ana Bell leads the Mill Board.", "leads")
    [note] = sheet(make_store(tmp_path / "graph.db", [a.reading()]), "Ana Bell").footnotes
    assert note.page == 2
    assert note.where == "Minutes, page 2, p.txt"


def test_a_statement_does_not_drown_in_footnotes(tmp_path: Path) -> None:
    sentences = [f"Ana Bell leads the Mill Board in week {n}." for n in range(9)]
    a = Article("many", " ".join(sentences))
    a.actor("Ana Bell", P)
    a.actor("Mill Board", O)
    for sentence in sentences:
        a.claim("Ana Bell", "leads", "Mill Board", sentence, "leads")
    made = sheet(make_store(tmp_path / "graph.db", [a.reading()]), "Ana Bell")
    assert len(made.footnotes) == CITED
    assert f"the best {CITED} of 9 sentences" in dump(made, "md").decode()


def test_time_runs_forward(store: Path) -> None:
    [told] = [s for s in sheet(store, "Mira Voss").sections if s.title == "In the order of time"]
    assert [statement.text.partition(":")[0] for statement in told.statements] == [
        "2021",
        "2022-03-03",
        "2022-03-05 (as reported)",
        "2022-03-05 (as reported)",
        "2022-04-01 (as reported)",
    ]


@pytest.mark.parametrize("format", ["md", "docx"])
def test_the_same_bytes_each_time(store: Path, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_dossier(store, "Mira Voss", tmp_path / f"one.{format}", format=format).read_bytes()
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    again = write_dossier(store, "Mira Voss", tmp_path / f"two.{format}", format=format).read_bytes()
    assert first == again
    assert len(first) > 1000


def test_word_opens_it_with_its_footnotes(store: Path) -> None:
    made = sheet(store, "Mira Voss")
    content = dump(made, "docx")
    document = docx.Document(io.BytesIO(content))
    shown = [paragraph.text for paragraph in document.paragraphs]
    assert shown[0] == "Mira Voss"
    assert any(line.startswith("Port police —arrests→ Mira Voss (2022-03-03") for line in shown)
    text, notes = word_parts(content)
    referred = [mark.get(f"{W}id") for mark in text.iter(f"{W}footnoteReference")]
    assert referred == [str(note.number) for note in made.footnotes], "each once, in the order of the text"
    kept = {note.get(f"{W}id"): words(note) for note in notes.iter(f"{W}footnote")}
    assert set(kept) == {"-1", "0", *referred}
    assert all((note.sentence or "") in kept[str(note.number)] for note in made.footnotes)
    assert all((note.sha256 or "") in kept[str(note.number)] for note in made.footnotes)


def test_hostile_text_is_only_shown(tmp_path: Path) -> None:
    a = Article(
        "h", f"{HOSTILE} leads the Mill Board.\x07", title=f"# T\r\n{HOSTILE}", outlet="![x](http://e.example/x)"
    )
    a.actor(HOSTILE, P)
    a.actor("Mill Board", O)
    a.claim(HOSTILE, "leads", "Mill Board", f"{HOSTILE} leads the Mill Board.", "leads")
    made = sheet(make_store(tmp_path / "graph.db", [a.reading()]), "Mill Board")
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(dump(made, "md").decode())
    tags = set(re.findall(r"<(/?\w+)", rendered))
    assert tags <= {f"{slash}{tag}" for slash in ("", "/") for tag in ("h1", "h2", "h3", "p", "ul", "li", "code")}
    assert "\u202e" not in rendered
    assert "\x07" not in rendered
    text, _ = word_parts(dump(made, "docx"))
    assert "<script>" in words(text), "shown as it stands"


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_escaped_text_shows_as_it_stands(text: str) -> None:
    escaped = escape(text)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    shown = [child for block in parser.parse(f"- {escaped}") for child in block.children or ()]
    assert all(child.type in ("text", "text_special") for child in shown)
    assert "".join(child.content for child in shown) == plain(text)


def test_what_goes_wrong_is_named(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_dossier(store, "Mira Voss", tmp_path / "x.pdf", format="pdf")
    with pytest.raises(UnknownActorError):
        write_dossier(store, "Nobody Known", tmp_path / "x.md")
    with pytest.raises(StoreError):
        write_dossier(store, "Mira Voss", tmp_path / "none" / "x.md")
    assert list(tmp_path.iterdir()) == []


def test_the_face_has_it(store: Path, tmp_path: Path) -> None:
    written = graphbuild.write_dossier(store, "voss", tmp_path / "v.md")
    assert written.read_text(encoding="utf-8").startswith("# Mira Voss\n")
