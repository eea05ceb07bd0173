"""From a text to a parse: nothing moves, whatever is normalised, and a wrong model is named."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from graphbuild.core.errors import ModelError
from graphbuild.core.model import Document
from graphbuild.extraction.syntax import model
from graphbuild.extraction.syntax.model import load_model
from graphbuild.extraction.syntax.normalise import MAX_PARAGRAPH, hard_wrapped, normalise, paragraphs
from graphbuild.extraction.syntax.parsing import join, parse, span_of, start_of

AWKWARD = "\u2018\u2019\u201c\u201d\u2013\u2014\u00a0\u200b\u00ad\ufeff\u2028\u2029\r\n\t\x00\x7f\u202eaZ .,ßİ\u0301😀"
texts = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=("Cs",))), max_size=120)
WRAPPED = """The soldiers who guard the northern gate of the
city said on Monday that they had seen nobody all
night, and that the lamps had burnt until the sun
came up."""


def document(text: str, id: str = "d") -> Document:
    return Document(id=id, text=text, source=f"{id}.txt", sha256="")


class TestNormalise:
    @given(texts)
    def test_one_character_for_one(self, text: str) -> None:
        assert len(normalise(text)) == len(text)

    @given(texts)
    def test_twice_is_once(self, text: str) -> None:
        assert normalise(normalise(text)) == normalise(text)

    @pytest.mark.parametrize(
        ("given", "seen"),
        [
            ("Reld\u2019s", "Reld's"),
            ("\u201cYes\u201d", '"Yes"'),
            ("a\u2014b\u2013c", "a-b-c"),
            ("a\u00a0b\u200bc\td", "a b c d"),
            ("a\r\nb\u2028c", "a\n\nb\nc"),
            ("a\u202eb\x00c", "a b c"),
            ("Zoë İz 中 😀", "Zoë İz 中 😀"),
        ],
    )
    def test_what_the_model_sees(self, given: str, seen: str) -> None:
        assert normalise(given) == seen


class TestParagraphs:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("", []),
            (" \n \n", []),
            ("One.", [(0, "One.")]),
            ("  One.  ", [(2, "One.")]),
            ("Head\n\nBody.", [(0, "Head"), (6, "Body.")]),
            ("Head\nBody.", [(0, "Head"), (5, "Body.")]),
            ("A\n \nB", [(0, "A"), (4, "B")]),
            ("\n\nA\n", [(2, "A")]),
        ],
    )
    def test_lines_and_blank_lines_part_them(self, text: str, found: list[tuple[int, str]]) -> None:
        assert list(paragraphs(text)) == found

    def test_hard_wrapped_lines_are_one(self) -> None:
        assert list(paragraphs(WRAPPED)) == [(0, WRAPPED.replace("\n", " "))]

    def test_a_hard_wrapped_block_keeps_its_offset(self) -> None:
        (_, _), (offset, words) = paragraphs(f"Title\n\n{WRAPPED}\n")
        assert (offset, words) == (7, WRAPPED.replace("\n", " "))

    @pytest.mark.parametrize(
        "block",
        [
            "One line only.",
            "Two lines that are long enough to be full ones\nand this is the second of them.",
            "Short\nlines\nof a list",
            "\n".join(["A line that is long enough and ends with a stop."] * 4),
            "\n".join(["word " * 30] * 3),
        ],
    )
    def test_not_hard_wrapped(self, block: str) -> None:
        assert not hard_wrapped(block)

    @given(texts)
    def test_each_lies_where_it_says(self, text: str) -> None:
        plain = normalise(text)
        end = 0
        for offset, words in paragraphs(plain):
            assert plain[offset : offset + len(words)].replace("\n", " ") == words
            assert words == words.strip()
            assert offset >= end
            end = offset + len(words)

    @given(texts)
    def test_no_letter_is_lost(self, text: str) -> None:
        plain = normalise(text)
        assert "".join("".join(words.split()) for _, words in paragraphs(plain)) == "".join(plain.split())

    @pytest.mark.parametrize("unit", ["One sentence here. ", "word ", "x"])
    def test_overlong_lines_are_cut(self, unit: str) -> None:
        text = (unit * (50_000 // len(unit))).strip()
        pieces = list(paragraphs(text))
        assert len(pieces) > 1
        assert max(len(words) for _, words in pieces) <= MAX_PARAGRAPH
        assert all(text[offset : offset + len(words)] == words for offset, words in pieces)
        assert sum(len("".join(words.split())) for _, words in pieces) == len("".join(text.split()))


class TestParse:
    @given(text=texts)
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_every_token_stands_where_it_says(self, nlp: Language, text: str) -> None:
        ((_, doc),) = parse(nlp, [document(text)])
        plain = normalise(text).replace("\n", " ")
        for token in doc:
            assert plain[start_of(token) : start_of(token) + len(token)] == token.text
        assert [start_of(t) for t in doc] == sorted(start_of(t) for t in doc)

    def test_spans_are_of_the_stored_text(self, nlp: Language) -> None:
        text = "\u201cReld\u2019s men\u201d\n\n  Soldiers\u00a0arrested Tomas Reld."
        ((_, doc),) = parse(nlp, [document(text)])
        (name,) = [e for e in doc.ents if e.text == "Tomas Reld"]
        assert span_of(name).of(text) == "Tomas Reld"

    def test_documents_come_back_in_order_with_what_is_theirs(self, nlp: Language) -> None:
        given = [document(f"Rebel number {n} fled.\n\nHe was {n}." * (n % 3), str(n)) for n in range(40)]
        back = list(parse(nlp, iter(given)))
        assert [d for d, _ in back] == given
        assert all(all(str(d.id) in t.text for t in doc if t.like_num) for d, doc in back)

    def test_headlines_are_sentences_of_their_own(self, nlp: Language) -> None:
        ((_, doc),) = parse(nlp, [document("Army takes town\n\nSoldiers arrested Tomas Reld.")])
        assert [s.text.strip() for s in doc.sents] == ["Army takes town", "Soldiers arrested Tomas Reld."]

    @pytest.mark.parametrize("text", ["", " \n ", "\u200b"])
    def test_no_text_gives_no_tokens(self, nlp: Language, text: str) -> None:
        ((_, doc),) = parse(nlp, [document(text)])
        assert [t for t in doc if not t.is_space] == []

    def test_a_doc_of_somebody_else_s_pipeline_keeps_its_own_offsets(self, nlp: Language) -> None:
        doc = nlp("Soldiers arrested Tomas Reld.")
        assert [start_of(t) for t in doc] == [t.idx for t in doc]

    def test_joined_docs_remember_their_starts(self, nlp: Language) -> None:
        joined = join([nlp("One two."), nlp("Three.")], [3, 20])
        assert [(t.text, start_of(t)) for t in joined] == [("One", 3), ("two", 7), (".", 10), ("Three", 20), (".", 25)]


class TestModel:
    def test_a_missing_model_is_named_with_what_to_do(self) -> None:
        with pytest.raises(ModelError, match="no_such_model") as caught:
            load_model("no_such_model")
        assert "pip install" in caught.value.hint
        assert caught.value.exit_code == 5

    def test_a_model_without_a_parser_is_refused(self, tmp_path: Path) -> None:
        blank = spacy.blank("en")
        blank.add_pipe("sentencizer")
        blank.to_disk(tmp_path / "blank")
        with pytest.raises(ModelError, match="no parser and no ner"):
            load_model(str(tmp_path / "blank"))

    @pytest.mark.parametrize("content", ["", "[nlp]\nlang = 3\n", "\x00"])
    def test_a_damaged_model_is_named(self, tmp_path: Path, content: str) -> None:
        folder = tmp_path / "damaged"
        folder.mkdir()
        (folder / "meta.json").write_text("{}")
        (folder / "config.cfg").write_text(content)
        with pytest.raises(ModelError):
            load_model(str(folder))

    def test_changed_weights_are_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = tmp_path / model.MODEL_FOLDER
        for name in model.MODEL_SHA256:
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_bytes(b"other")
        (tmp_path / "__init__.py").touch()
        spec = type("Spec", (), {"origin": str(tmp_path / "__init__.py")})
        monkeypatch.setattr(model.importlib.util, "find_spec", lambda _: spec)
        with pytest.raises(ModelError, match="not the one that was published") as caught:
            load_model()
        assert "--force-reinstall" in caught.value.hint

    def test_the_default_has_a_parser_and_a_recogniser(self, nlp: Language) -> None:
        assert {"parser", "ner"} <= set(nlp.pipe_names)
