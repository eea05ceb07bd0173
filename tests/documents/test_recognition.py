"""Text recognition: scanned pages of PDF files are read where it is asked for, with tesseract installed."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from written import pdf

from graphbuild import build, read_documents
from graphbuild.core.errors import UsageError
from graphbuild.core.model import Document, Failure, Remark
from graphbuild.documents.formats.pdf import recognition

INSTALLED = shutil.which("tesseract") is not None and find_spec("pytesseract") is not None
needs_tesseract = pytest.mark.skipif(not INSTALLED, reason="tesseract or pytesseract is not installed")

FIRST = ("The police arrested Omar Bell in the port", "of Velde on Monday. A court in the town has", "sentenced Hugo")
SECOND = ("Marr to two years. He denied all of it.",)


def scanned(*pages: Sequence[str]) -> bytes:
    """A PDF of A4 pages that are pictures of some lines."""
    import pypdfium2

    lines = [[(60, 700 - 20 * n, line) for n, line in enumerate(page)] for page in pages]
    pictures = [page.render(scale=300 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(pdf(lines))]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=300)
    return out.getvalue()


def read(folder: Path, data: bytes, *, ocr: bool = True) -> list[Document | Failure]:
    (folder / "scan.pdf").write_bytes(data)
    return list(read_documents([folder / "scan.pdf"], ocr=ocr))


@needs_tesseract
class TestScannedPages:
    def test_their_text_in_reading_order_and_the_remark(self, tmp_path: Path) -> None:
        import pytesseract

        remark, document = read(tmp_path, scanned(FIRST, SECOND))
        assert isinstance(document, Document)
        assert " ".join(document.text.split()) == " ".join(FIRST + SECOND)
        assert document.text[document.pages[1] :].startswith("Marr to two years.")
        assert isinstance(remark, Remark)
        assert remark.reason.startswith("Pages 1, 2 were read by text recognition (tesseract ")
        assert str(pytesseract.get_tesseract_version()) in remark.reason

    def test_twice_the_same(self, tmp_path: Path) -> None:
        data = scanned(FIRST, SECOND)
        assert read(tmp_path, data) == read(tmp_path, data)

    def test_only_where_it_is_asked_for(self, tmp_path: Path) -> None:
        (failure,) = read(tmp_path, scanned(FIRST), ocr=False)
        assert isinstance(failure, Failure)
        assert "scanned" in failure.reason
        assert "--ocr" in failure.reason
        assert isinstance(read(tmp_path, scanned(FIRST))[-1], Document)
        assert isinstance(read(tmp_path, scanned(FIRST), ocr=False)[0], Failure)

    def test_pages_with_text_are_left_as_they_are(self, tmp_path: Path) -> None:
        data = pdf([[(50, 700, "Bell fled.")]])
        assert read(tmp_path, data) == read(tmp_path, data, ocr=False)

    def test_an_empty_page_is_named(self, tmp_path: Path) -> None:
        (failure,) = read(tmp_path, scanned(()))
        assert isinstance(failure, Failure)
        assert failure.reason == "The PDF is scanned, and text recognition found no text in it."

    def test_a_page_that_takes_too_long_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from graphbuild.documents.formats.pdf import document

        monkeypatch.setattr(recognition, "SECONDS", 0.01)
        token = recognition.wanted.set(True)
        try:
            with pytest.raises(Exception, match="took longer than"):
                list(document.extract(scanned(FIRST)))
        finally:
            recognition.wanted.reset(token)

    def test_a_link_with_its_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "scan.pdf").write_bytes(scanned(FIRST[:2]))
        graph = build(tmp_path / "scan.pdf", ocr=True)
        found = {(graph.nodes[end]["label"], link["relation"]): link for _, end, link in graph.edges(data=True)}
        (evidence,) = found["Omar Bell", "arrests"]["evidence"]
        assert evidence["sentence"] == "The police arrested Omar Bell in the port of Velde on Monday."
        assert evidence["page"] == 1


class TestWhatIsMissing:
    @pytest.mark.parametrize(("package", "program"), [(None, "/bin/tesseract"), (object(), None)])
    def test_it_is_named_with_how_to_install_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: object, program: str | None
    ) -> None:
        monkeypatch.setattr(recognition, "find_spec", lambda name: package)
        monkeypatch.setattr(shutil, "which", lambda name: program)
        with pytest.raises(UsageError) as caught:
            list(read_documents([tmp_path], ocr=True))
        assert ("pytesseract" in caught.value.what) is (package is None)
        assert "graphbuild[ocr]" in str(caught.value)
        assert "apt install tesseract-ocr" in str(caught.value)
