"""Web pages, PDF, Word files and letters: what is taken out of them, and what a hostile one can do."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from written import LETTER, PAGE, pdf, with_part, word

from graphbuild import read_documents
from graphbuild.core.errors import InputError
from graphbuild.core.model import Document, Failure, Remark
from graphbuild.documents import language
from graphbuild.documents.article import Extract
from graphbuild.documents.formats import sandbox
from graphbuild.documents.formats.pdf import document as pdf_document


def extract_pdf(data: bytes) -> Extract:
    (found,) = pdf_document.extract(data)
    return found


def read(folder: Path, name: str, data: bytes, **options: bool) -> Document | Failure:
    path = folder / name
    path.write_bytes(data)
    (found,) = (item for item in read_documents([path], **options) if not isinstance(item, Remark))
    return found


def document(folder: Path, name: str, data: bytes) -> Document:
    found = read(folder, name, data)
    assert isinstance(found, Document), found
    return found


def reason(folder: Path, name: str, data: bytes) -> str:
    found = read(folder, name, data)
    assert isinstance(found, Failure), found
    return found.reason


class TestWebPages:
    def test_main_text_and_what_the_page_says_of_itself(self, tmp_path: Path) -> None:
        found = document(tmp_path, "page.html", PAGE.encode())
        assert found.text.split("\n\n") == [
            "Guards take Velde",
            "The Blue Guard took the town of Velde on Tuesday, officials said, after a week of fighting in which many "
            "died.",
            "General Omar Bell, who commands the garrison, was arrested near the bridge. He had led it for years.",
        ]
        assert (found.title, found.outlet, found.author) == ("Guards take Velde", "Velde Post", "Ann Roe")
        assert (found.published, found.url) == ("2022-03-04", "https://post.example/velde")

    def test_packed_and_by_its_other_ending(self, tmp_path: Path) -> None:
        assert document(tmp_path, "page.HTM.gz", gzip.compress(PAGE.encode())).outlet == "Velde Post"

    def test_the_file_beside_it_wins(self, tmp_path: Path) -> None:
        (tmp_path / "page.meta.json").write_text('{"outlet": "The Isle", "published": "2022-03-05"}')
        found = document(tmp_path, "page.html", PAGE.encode())
        assert (found.outlet, found.published, found.author) == ("The Isle", "2022-03-05", "Ann Roe")

    def test_a_page_without_an_article(self, tmp_path: Path) -> None:
        assert "No article was found" in reason(tmp_path, "page.html", b"<html><body></body></html>")

    def test_ten_thousand_nested_tags(self, tmp_path: Path) -> None:
        found = read(tmp_path, "page.html", b"<div>" * 10_000 + b"<p>Bell met Roe in Velde.</p>" + b"</div>" * 10_000)
        assert isinstance(found, Failure) or "Bell met Roe" in found.text


class TestPdf:
    def test_lines_become_paragraphs_and_pages_are_counted(self, tmp_path: Path) -> None:
        first = [(50, 700, "General Omar Bell commands"), (50, 687, "the garrison of Velde.")]
        pages = [first, [(50, 700, "He fled.")]]
        found = document(tmp_path, "report.pdf", pdf(pages, title="Report", author="Ann Roe"))
        assert found.text == "General Omar Bell commands the garrison of Velde.\n\nHe fled."
        assert [found.text[start:][:4] for start in found.pages] == ["Gene", "He f"]
        assert (found.title, found.author, found.published) == ("Report", "Ann Roe", None)

    def test_a_sentence_that_runs_over_the_end_of_a_page(self) -> None:
        found = extract_pdf(pdf([[(50, 700, "Bell was arrested by")], [(50, 700, "the guards.")]]))
        assert found.text == "Bell was arrested by the guards."
        assert found.text[found.pages[1] :] == "the guards."

    def test_running_heads_and_page_numbers_go(self) -> None:
        pages = [
            [(50, 800, f"Velde Post, page {n}"), (50, 600, f"Fact {word} stands."), (290, 30, str(n))]
            for n, word in enumerate(["one", "two", "three", "four"], 1)
        ]
        found = extract_pdf(pdf(pages))
        assert found.text == "\n\n".join(f"Fact {word} stands." for word in ("one", "two", "three", "four"))

    def test_what_stands_once_at_the_top_is_no_running_head(self) -> None:
        assert "Guards take Velde" in extract_pdf(pdf([[(50, 800, "Guards take Velde"), (50, 600, "Bell fled.")]])).text

    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            (("The mili-", "tants fled."), "The militants fled."),
            (("Militants fled. Mili-", "tants fled Iran."), "Militants fled. Militants fled Iran."),
            (("Iran helped the Iran-", "backed guards."), "Iran helped the Iran-backed guards."),
            (("A well-known man. A well-", "known man."), "A well-known man. A well-known man."),
            (("An anti-", "government group."), "An anti-government group."),
            (("Roe met Smith-", "Jones there."), "Roe met Smith-Jones there."),
        ],
    )
    def test_words_broken_at_the_end_of_a_line(self, lines: tuple[str, str], text: str) -> None:
        (first, second) = lines
        assert extract_pdf(pdf([[(50, 700, first), (50, 687, second)]])).text == text

    def test_a_scan_and_a_broken_file(self, tmp_path: Path) -> None:
        assert "scanned" in reason(tmp_path, "scan.pdf", pdf([[]]))
        assert "damaged" in reason(tmp_path, "cut.pdf", b"%PDF-1.4\nnothing")

    def test_a_page_tree_that_holds_itself(self, tmp_path: Path) -> None:
        looped = pdf([[(50, 700, "Bell fled.")]]).replace(b"/Kids [3 0 R]", b"/Kids [4 0 R]")
        found = read(tmp_path, "loop.pdf", looped)  # a reader may find the page all the same
        assert isinstance(found, Failure) or found.text == "Bell fled."


class TestWordFiles:
    def test_paragraphs_and_tables_in_order(self, tmp_path: Path) -> None:
        rows = [["Blue Guard", "500 men"], ["Red Front", ""]]
        found = document(tmp_path, "note.docx", word("Bell fled.", rows, "He was caught.", title="Note", author="Roe"))
        assert found.text.split("\n\n") == ["Bell fled.", "Blue Guard; 500 men", "Red Front", "He was caught."]
        assert (found.title, found.author, found.published) == ("Note", "Roe", None)

    def test_an_empty_or_broken_one(self, tmp_path: Path) -> None:
        assert "no text" in reason(tmp_path, "empty.docx", word())
        assert "not a Word file" in reason(tmp_path, "broken.docx", b"PK\x03\x04 and no more")

    def test_a_bomb_is_refused_before_it_is_unpacked(self, tmp_path: Path) -> None:
        bomb = with_part(word("x"), "word/document.xml", b" " * 60_000_000)
        assert len(bomb) < 200_000
        assert "longer than 50 million" in reason(tmp_path, "bomb.docx", bomb)

    @pytest.mark.parametrize("entity", ['"lol"', f'SYSTEM "{Path(__file__).as_uri()}"'])
    def test_entities_are_not_expanded(self, tmp_path: Path, entity: str) -> None:
        laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        said = "<w:body><w:p><w:r><w:t>Bell &e11; fled</w:t></w:r></w:p></w:body>"
        xml = f'<!DOCTYPE x [<!ENTITY e0 {entity}>{laughs}]><w:document xmlns:w="{space}">{said}</w:document>'
        found = read(tmp_path, "laughs.docx", with_part(word("x"), "word/document.xml", xml.encode()))
        assert isinstance(found, Failure) or ("lol" not in found.text and "hostile one can do" not in found.text)


class TestLetters:
    def test_own_words_subject_sender_and_day(self, tmp_path: Path) -> None:
        found = document(tmp_path, "letter.eml", LETTER)
        assert found.text.strip() == "General Omar Bell commands the garrison."
        assert (found.title, found.author, found.published) == ("Guards take Vélde", "Ann Roe", "2022-03-04")

    def test_a_letter_in_html(self, tmp_path: Path) -> None:
        letter = b"Subject: News\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
        assert "Omar Bell" in document(tmp_path, "letter.eml", letter).text

    def test_no_letter(self, tmp_path: Path) -> None:
        assert isinstance(read(tmp_path, "letter.eml", b"\x00\x01"), Failure)


class TestLimits:
    def test_a_file_that_takes_too_long_costs_itself_only(self) -> None:
        list(sandbox.extract("eml", LETTER))
        sandbox._idle[-1].send_signal(signal.SIGSTOP)  # a parser that never ends
        with pytest.raises(InputError, match=r"longer than 0\.1 seconds"):
            list(sandbox.extract("pdf", pdf([[(50, 700, "Bell fled.")]]), seconds=0.1))
        (found,) = sandbox.extract("pdf", pdf([[(50, 700, "Bell fled.")]]))
        assert isinstance(found, Extract)
        assert found.text == "Bell fled."

    def test_a_reader_that_dies_is_started_anew(self) -> None:
        list(sandbox.extract("eml", LETTER))
        sandbox._idle[-1].kill()
        sandbox._idle[-1].wait()
        (found,) = sandbox.extract("eml", LETTER)
        assert isinstance(found, Extract)
        assert "Bell" in found.text

    def test_two_files_may_be_read_at_once(self, tmp_path: Path) -> None:
        box = b"".join(b"From a@b.c Fri Mar  4 23:30:00 2022\r\n" + LETTER + b"\r\n" for _ in range(3))
        first, second = sandbox.extract("mbox", box), sandbox.extract("mbox", box)
        pairs = list(zip(first, second, strict=True))
        assert [one for one, _ in pairs] == [other for _, other in pairs]
        assert len(pairs) == 3

    def test_who_wants_no_more_leaves_no_reader_behind(self) -> None:
        box = b"".join(b"From a@b.c Fri Mar  4 23:30:00 2022\r\n" + LETTER + b"\r\n" for _ in range(3))
        parts = sandbox.extract("mbox", box)
        next(parts)
        idle = list(sandbox._idle)
        parts.close()
        assert sandbox._idle == idle


class TestLanguages:
    SPANISH = (
        "Los hombres armados se reunieron el martes con el comandante de la milicia, que fue detenido por las fuerzas "
        "de seguridad tras los ataques de la semana pasada contra la base, dijeron las autoridades."
    )

    def test_another_language_is_named_and_skipped(self, tmp_path: Path) -> None:
        found = reason(tmp_path, "a.txt", self.SPANISH.encode())
        assert found == "It is in Spanish (es), and only English is read; --any-language reads it all the same."

    def test_unless_it_is_asked_for(self, tmp_path: Path) -> None:
        found = read(tmp_path, "a.txt", self.SPANISH.encode(), any_language=True)
        assert isinstance(found, Document)
        assert found.language == "es"

    def test_a_row_says_its_language(self, tmp_path: Path) -> None:
        rows = [
            '{"id": "a", "text": "Bell met Roe.", "language": "fr"}',
            '{"id": "b", "text": "x", "language": "en-GB"}',
        ]
        (tmp_path / "rows.jsonl").write_text("\n".join(rows))
        first, second = read_documents([tmp_path / "rows.jsonl"])
        assert isinstance(first, Failure)
        assert "French (fr)" in first.reason
        assert isinstance(second, Document)
        assert second.language == "en"

    @pytest.mark.parametrize(
        "text", ["Bell.", "GUARDS TAKE VELDE; BELL FLEES", "Omar Bell, Ann Roe, Hassan al-Velde", "Zoë Bell fled."]
    )
    def test_short_text_counts_as_english(self, text: str) -> None:
        assert language.language_of(text) == "en"

    def test_another_script_is_not_english(self) -> None:
        assert language.language_of("Глава совета встретился с командиром отряда в понедельник.") != "en"


def test_a_word_that_a_page_parts_unseen_is_one_word(tmp_path: Path) -> None:
    marked = PAGE.replace("garrison", "garri\u00adson").replace("Omar Bell", "Om\u200bar\u2060 \ufeffBe\u200dll")
    assert "General Omar Bell, who commands the garrison" in document(tmp_path, "a.html", marked.encode()).text
    assert document(tmp_path, "b.txt", "Om\u00adar fled.".encode()).text == "Omar fled."
    assert "Omar fled" in document(tmp_path, "c.docx", word("Om\u00adar fled.")).text
    family = "Omar \U0001f468\u200d\U0001f469 fled."
    assert document(tmp_path, "d.txt", family.encode()).text == family


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no such clock")
def test_a_reader_whose_build_was_killed_ends_itself() -> None:
    code = (
        "from graphbuild.documents.formats import child\n"
        "child.limit, child.extract = lambda ocr: 0.05, lambda *_: __import__('time').sleep(60)\n"
        "child.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"3\npdf1\nx", capture_output=True, timeout=30, check=False
    )
    assert done.returncode == -signal.SIGALRM
