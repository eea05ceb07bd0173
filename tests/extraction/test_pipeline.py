"""Documents in, readings out: in order, and one that breaks does not stop the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from graphbuild.core.errors import ModelError
from graphbuild.core.model import Document, Failure, Reading
from graphbuild.extraction.pipeline import extract, signature
from graphbuild.extraction.reader import Reader
from graphbuild.knowledge import ontology


def document(id: str, text: str) -> Document:
    return Document(id=id, text=text, source=f"{id}.txt", sha256="")


def documents(count: int = 5) -> list[Document]:
    return [document(str(n), f"Soldiers arrested Tomas Reld {n} times.") for n in range(count)]


def test_readings_come_in_order() -> None:
    given = documents(40)
    assert [r.document for r in extract(given) if isinstance(r, Reading)] == given


def test_nothing_in_nothing_out() -> None:
    assert list(extract([])) == []


def test_documents_are_taken_a_few_at_a_time() -> None:
    taken = 0

    def source() -> Iterator[Document]:
        nonlocal taken
        for n in range(1000):
            taken += 1
            yield document(str(n), "Soldiers arrested Tomas Reld.")

    readings = extract(source())
    assert isinstance(next(readings), Reading)
    assert taken < 100


@pytest.mark.parametrize("error", [ValueError("odd"), KeyError("x"), RecursionError(), TypeError(), IndexError()])
def test_a_document_that_breaks_is_a_failure_and_the_rest_go_on(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    whole = Reader.interpret

    def broken(self: Reader, document: Document, *rest: object) -> Reading:
        if document.id == "2":
            raise error
        return whole(self, document, *rest)

    monkeypatch.setattr(Reader, "interpret", broken)
    found = list(extract(documents()))
    assert [type(r) for r in found] == [Reading, Reading, Failure, Reading, Reading]
    assert found[2].source == "2.txt"
    assert "defect of graphbuild" in found[2].reason


def test_a_broken_promise_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        Reader, "interpret", lambda _, document, *__: SimpleNamespace(reading=Reading(document=document))
    )
    good, bad = extract([document("1", "Soldiers."), document("", "Soldiers.")])
    assert isinstance(good, Reading)
    assert isinstance(bad, Failure)
    assert "no id" in bad.reason


def test_a_text_that_cannot_be_encoded_does_not_stop_the_rest() -> None:
    bad, good = extract([document("1", "Soldiers arrested \ud800."), document("2", "Soldiers arrested Tomas Reld.")])
    assert isinstance(bad, Failure)
    assert isinstance(good, Reading)
    assert good.claims


def test_an_interruption_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(Reader, "interpret", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(extract(documents()))


def test_a_user_s_own_words_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[arrests]\nverbs = ["frogmarch"]\n', encoding="utf-8")
    text = [document("1", "Soldiers frogmarched Tomas Reld.")]
    (plain,), (own,) = extract(text), extract(text, ontology=ontology.load(path))
    assert {c.relation for c in plain.claims} == {"other"}
    assert {c.relation for c in own.claims} == {"arrests"}


def test_the_signature_is_that_of_words_and_model(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[arrests]\nverbs = ["frogmarch"]\n', encoding="utf-8")
    built_in, own = ontology.load(), ontology.load(path)
    assert signature(built_in) == signature(ontology.load())
    assert len({signature(built_in), signature(own), signature(built_in, "other_model")}) == 3


def test_the_default_model_by_name_is_the_default() -> None:
    assert signature(ontology.load(), "en_core_web_md") == signature(ontology.load())


def test_a_missing_model_stops_before_the_first_document() -> None:
    with pytest.raises(ModelError):
        next(extract(documents(), model="no_such_model"))


def test_the_model_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    list(extract(documents(1)))
    monkeypatch.setattr("graphbuild.extraction.syntax.model.spacy.load", lambda *_: pytest.fail("loaded again"))
    assert [type(r) for r in extract(documents(1))] == [Reading]
