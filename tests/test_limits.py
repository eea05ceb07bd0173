"""What one document may cost: text that no parser was made for is read in pieces, or costs itself only."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from graphbuild import deadline, pipeline
from graphbuild.documents import read_documents, reading
from graphbuild.language import _pieces
from graphbuild.model import Document, Failure, Reading
from graphbuild.reader import Reader


def document(id: str, text: str) -> Document:
    return Document(id=id, text=text, source=f"{id}.txt", sha256="")


@pytest.mark.parametrize("word", ["(", "a/", "a.", "\u0301", "\U0001f468\u200d", "--", "'s"])
def test_an_endless_word_is_cut(word: str) -> None:
    text = word * 3000 + " met Ann Roe. " + word * 400
    pieces = list(_pieces(7, text))
    assert "".join(piece for _, piece in pieces).replace(" ", "") == text.replace(" ", "")
    assert all(text.startswith(piece, offset - 7) for offset, piece in pieces), "offsets stay true"
    assert max(len(word) for _, piece in pieces for word in piece.split()) <= 500


def test_a_paragraph_of_plain_words_is_one_piece() -> None:
    text = "Ann Roe met Omar Bell at https://post.example/" + "x" * 400 + " on Tuesday."
    assert list(_pieces(0, text)) == [(0, text)]


@pytest.mark.parametrize(
    "text",
    ["(" * 10_000, "http://" + "a/" * 5_000, "a" * 1_000_000, "<<" * 5_000, "e" + "\u0301" * 50_000],
    ids=["brackets", "slashes", "one word", "signs", "accents"],
)
def test_hostile_text_is_read_in_seconds_and_what_follows_too(text: str) -> None:
    start = time.process_time()
    found = list(pipeline.extract([document("x", text), document("y", "Soldiers arrested Tomas Reld.")]))
    assert time.process_time() - start < 60
    assert isinstance(found[-1], Reading)
    assert len(found[-1].claims) == 1


def test_a_document_that_takes_too_long_is_a_failure_and_the_rest_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Reader.interpret

    def endless(self: Reader, document: Document, *rest: object) -> Reading:
        while document.id == "1":
            with suppress(Exception):  # what is on the way must not swallow it
                time.sleep(0.01)
        return whole(self, document, *rest)

    monkeypatch.setattr(Reader, "interpret", endless)
    monkeypatch.setattr(pipeline, "SECONDS", 0.5)
    found = list(pipeline.extract([document(n, "Soldiers arrested Tomas Reld.") for n in "012"]))
    assert [type(one) for one in found] == [Reading, Failure, Reading]
    assert isinstance(found[1], Failure)
    assert found[1].source == "1.txt"
    assert "longer than 0.5 seconds" in found[1].reason


def test_no_deadline_outlives_its_block() -> None:
    with deadline.within(0.05):
        pass
    time.sleep(0.1)


def test_an_article_as_long_as_a_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 100)
    (tmp_path / "a.txt").write_text("Bell met Roe. " * 10)
    (tmp_path / "b.txt").write_text("Bell met Roe.")
    first, second = read_documents([tmp_path])
    assert isinstance(first, Failure)
    assert first.reason == "It is longer than 100 characters: split it."
    assert isinstance(second, Document)
