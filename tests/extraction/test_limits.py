"""What one document may cost: text that no parser was made for is read in pieces, or costs itself only."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TypeVar

import pytest

from graphbuild.core import timeouts
from graphbuild.core.model import Document, Failure, Reading
from graphbuild.documents import read_documents, reading
from graphbuild.extraction import pipeline
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.normalise import _pieces

T = TypeVar("T")


def busy(seconds: float) -> None:
    """Take so much time of the processor in this thread."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        with suppress(Exception):
            time.sleep(0)


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


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """Three documents, of which the second is never done."""
    whole = Reader.interpret

    def interpret(self: Reader, document: Document, *rest: object) -> Reading:
        while document.id == "1":
            with suppress(Exception):  # what is on the way must not swallow it
                busy(0.01)
        return whole(self, document, *rest)

    monkeypatch.setattr(Reader, "interpret", interpret)
    monkeypatch.setattr(pipeline, "SECONDS", 0.5)
    monkeypatch.setattr(pipeline, "SECONDS_A_WORD", 0.0)
    return [document(n, "Soldiers arrested Tomas Reld.") for n in "012"]


def test_a_document_that_takes_too_long_is_a_failure_and_the_rest_go_on(endless: list[Document]) -> None:
    found = list(pipeline.extract(endless))
    assert [type(one) for one in found] == [Reading, Failure, Reading]
    assert isinstance(found[1], Failure)
    assert found[1].source == "1.txt"
    assert "None of its 4 words was read" in found[1].reason
    assert "more than 0.5 seconds of processor time" in found[1].reason


def test_no_deadline_outlives_its_block() -> None:
    with timeouts.within(0.05):
        pass
    busy(0.1)


def wait_for_others() -> bool:
    with timeouts.within(0.05):
        time.sleep(0.3)  # as if other programs had the processor
    return True


def test_the_clock_does_not_count() -> None:
    assert wait_for_others()


def test_nor_in_a_thread() -> None:
    assert in_a_thread(wait_for_others)


def test_a_long_text_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    def within(seconds: float) -> AbstractContextManager[None]:
        given.append(seconds)
        return nullcontext()

    monkeypatch.setattr(pipeline, "within", within)
    list(pipeline.extract([document("x", "Soldiers arrested Tomas Reld. " * n) for n in (1, 2001)]))
    assert given[1] - given[0] == pytest.approx(2000 * 5 * pipeline.SECONDS_A_WORD)


def in_a_thread(work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def test_a_thread_has_a_deadline_too(endless: list[Document]) -> None:
    found = in_a_thread(lambda: list(pipeline.extract(endless)))
    assert [type(one) for one in found] == [Reading, Failure, Reading]


def test_a_thread_is_told_again_where_nobody_heard_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeouts, "AGAIN", 0.05)

    def deaf() -> int:
        told = 0
        with suppress(timeouts.TookTooLongError), timeouts.within(0.02):
            while told < 3:
                try:
                    busy(5)
                except timeouts.TookTooLongError:
                    told += 1
            busy(5)
        return told

    assert in_a_thread(deaf) == 3


def test_no_deadline_of_a_thread_outlives_its_block() -> None:
    """Blocks that end just when their time is over: each is interrupted inside or not at all."""

    def close() -> tuple[int, int]:
        late = 0
        for n in range(300):
            try:
                with timeouts.within(0.002):
                    busy(0.001 + n % 20 * 0.0001)
            except timeouts.TookTooLongError:
                late += 1
        busy(0.05)
        return late, sum(thread.name == "graphbuild-deadline" for thread in threading.enumerate())

    late, watching = in_a_thread(close)
    assert 0 < late < 300
    assert watching == 0, "who watched goes away"


def test_an_article_as_long_as_a_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST", 100)
    (tmp_path / "a.txt").write_text("Bell met Roe. " * 10)
    (tmp_path / "b.txt").write_text("Bell met Roe.")
    first, second = read_documents([tmp_path])
    assert isinstance(first, Failure)
    assert first.reason == "It is longer than 100 characters: split it."
    assert isinstance(second, Document)
