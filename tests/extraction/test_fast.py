"""The quickened model annotates as spaCy's own components do, whatever stands beside a text."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from quality.annotation import load
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_info

from graphbuild.core.model import Document, Reading
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax import fast
from graphbuild.extraction.syntax.fast import attributes, dozens, embedding, products, recogniser
from graphbuild.extraction.syntax.model import published_model
from graphbuild.extraction.syntax.normalise import normalise, paragraphs
from graphbuild.extraction.syntax.parsing import parse
from graphbuild.knowledge import ontology

TEXTS = [
    "There is a dispute between the Ministry of Trade and Mr. Orlo Venn, who 's been in Varna since May 3, 2019.",
    "He ain't gonna say, y'all. Let's go. There's nothin' they 've got ta do; it's Ana Bell's.",
    "KABUL (Reuters) - U.S.-led forces  killed nine members of the Kestrel Front near Lake Ohm on Tuesday.",
    "Short.",
    "Prime Minister Ana Bell of Norland met Gen. Tor Vik, the European Union and the Bank of Norland said",
    "   ",
]
OF_A_TOKEN = ("text", "tag_", "pos_", "lemma_", "dep_", "ent_type_", "ent_iob_", "is_sent_start")


@pytest.fixture(scope="module")
def plain() -> Language:
    """The default model as spaCy runs it."""
    return published_model()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Paragraphs of the articles of the quality gate, and sentences that the rules of two words apply to."""
    found = [piece for text in load() for _, piece in paragraphs(normalise(text.text))]
    return [*TEXTS, *found[-150:]]


def annotations(doc: Doc) -> list[tuple[Any, ...]]:
    return [(*(getattr(token, name) for name in OF_A_TOKEN), token.head.i) for token in doc]


def test_the_default_model_is_quickened_in_every_part(nlp: Language) -> None:
    assert isinstance(nlp.get_pipe("ner"), recogniser.Recogniser)
    assert isinstance(nlp.get_pipe("attribute_ruler"), attributes.Attributes)
    assert nlp.get_pipe("tok2vec").model.layers[0].name == "kept_vectors"
    assert type(nlp.get_pipe("parser").model.ops) is products.SteadyOps


def test_every_annotation_is_spacys(nlp: Language, plain: Language, texts: list[str]) -> None:
    ours = list(nlp.pipe(texts, batch_size=64))
    theirs = list(plain.pipe(texts, batch_size=16))
    assert sum(len(doc.ents) for doc in theirs) > 100
    different = [(a, b) for ours_, theirs_ in zip(ours, theirs, strict=True)
                 for a, b in zip(annotations(ours_), annotations(theirs_), strict=True) if a != b]  # fmt: skip
    assert different == []


def test_a_text_is_read_the_same_alone_and_among_others(nlp: Language, texts: list[str]) -> None:
    together = [annotations(doc) for doc in nlp.pipe(texts, batch_size=64)]
    assert [annotations(nlp(text)) for text in texts[:30]] == together[:30]
    backwards = [annotations(doc) for doc in nlp.pipe(texts[::-1], batch_size=7)]
    assert backwards[::-1] == together


def test_hardly_a_claim_differs_from_what_spacy_alone_would_give(nlp: Language, plain: Language) -> None:
    reader = Reader(ontology.load())
    articles = [Document(id=str(i), text=text.text, source="s", sha256="") for i, text in enumerate(load()[-150:])]

    def claims(model: Language) -> Iterator[tuple[str, str]]:
        for document, doc in parse(model, articles):
            reading = reader.read(document, doc)
            assert isinstance(reading, Reading)
            yield from ((document.id, claim.id) for claim in reading.claims)

    ours, theirs = set(claims(nlp)), set(claims(plain))
    assert len(theirs) > 50
    assert len(ours ^ theirs) <= len(theirs) / 200


def test_entities_that_were_set_before_are_kept(nlp: Language, plain: Language) -> None:
    for model in (nlp, plain):
        doc = model.make_doc("Orlo Venn met the Kestrel Front in Varna on Monday.")
        doc.set_ents([doc.char_span(18, 31, label="GPE")])
        for _, component in model.pipeline:
            doc = component(doc)
        assert ("Kestrel Front", "GPE") in [(ent.text, ent.label_) for ent in doc.ents]


def test_a_full_table_is_begun_anew(plain: Language) -> None:
    table, embed = embedding._Table(kept=5), plain.get_pipe("ner").model.layers[0].layers[0].layers[0]  # type: ignore[attr-defined]
    for text in ("Ana Bell met him.", "Tor Vik left the old town of Varna again.", "Ana Bell 's"):
        doc = plain.make_doc(text)
        assert np.allclose(table.look_up([doc], embed)[0], embed.predict([doc])[0], atol=1e-5)
        assert len(table.rows) <= max(5, len(doc))


WIDE = st.sampled_from([(64, 74), (96, 50), (96, 288), (288, 288), (384, 128), (768, 256)])
"""Shapes of right matrices as the models have them."""


@settings(max_examples=60, deadline=None)
@given(rows=st.integers(1, 400), start=st.integers(0, 100), shape=WIDE)
def test_a_row_of_a_product_does_not_depend_on_the_others(rows: int, start: int, shape: tuple[int, int]) -> None:
    draw = np.random.default_rng(rows)
    left, right = (draw.standard_normal(size).astype(np.float32) for size in ((500, shape[0]), shape))
    part = left[start : start + rows]
    assert (products.product(part, right) == products.product(left, right)[start : start + rows]).all()
    assert np.allclose(products.product(part, right), part @ right, atol=1e-3)
    order = draw.permutation(500)[:rows]
    assert (products.product(left[order], right) == products.product(left, right)[order]).all()


@settings(max_examples=60, deadline=None)
@given(few=st.integers(1, 60), others=st.integers(1, 300), shape=WIDE)
def test_a_row_in_a_half_of_a_dozen_is_rounded_by_its_half(few: int, others: int, shape: tuple[int, int]) -> None:
    draw = np.random.default_rng(few)
    left, right = (draw.standard_normal(size).astype(np.float32) for size in ((few, shape[0]), shape))
    more = draw.standard_normal((others, shape[0])).astype(np.float32)
    found = []
    for rows in (left, np.concatenate([left, more]), np.concatenate([more, left])):
        first = int((rows == left[0]).all(axis=1).argmax())
        places = np.abs(np.arange(len(rows)) - first)
        order = dozens.filled(places % 2 == 1)
        result = products.product_of_dozens(rows[np.minimum(order, len(rows) - 1)], right)
        at = np.empty(len(rows) + 1, dtype=np.int64)
        at[order] = np.arange(len(order))
        found.append(result[at[first : first + few]])
    assert (found[0] == found[1]).all() and (found[0] == found[2]).all()
    assert np.allclose(found[0], left @ right, atol=1e-3)


@settings(max_examples=100, deadline=None)
@given(second=st.lists(st.booleans(), max_size=200))
def test_each_row_stands_once_in_its_half_of_a_dozen(second: list[bool]) -> None:
    order = dozens.filled(np.array(second, dtype=np.bool_))
    assert len(order) % dozens.DOZEN == 0
    assert sorted(row for row in order.tolist() if row < len(second)) == list(range(len(second)))
    for place, row in enumerate(order.tolist()):
        assert row == len(second) or second[row] == (place % dozens.DOZEN >= dozens.HALF)


def test_rows_that_are_no_full_dozens_are_refused() -> None:
    with pytest.raises(ValueError, match="no full dozens"):
        products.product_of_dozens(np.ones((13, 8), dtype=np.float32), np.ones((8, 8), dtype=np.float32))


MODERN = {"Haswell", "Zen", "SkylakeX", "Cooperlake", "SapphireRapids"}
"""Kinds of processors that have the instructions of those before them."""


@pytest.mark.parametrize("kernels", ["Haswell", "SkylakeX", "Sandybridge"])
def test_no_row_depends_on_the_others_with_the_kernels_of_other_processors(kernels: str) -> None:
    here = {library.get("architecture") for library in threadpool_info()}
    if not here & MODERN or (kernels == "SkylakeX" and not here & (MODERN - {"Haswell", "Zen"})):
        pytest.skip("this processor cannot run them")
    chosen = "row_of_a_product or row_in_a_half or one_and_two_threads or does_not_depend_on_the_others"
    files = [__file__, str(Path(__file__).with_name("test_learned.py"))]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-k", chosen, *files]
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"OPENBLAS_CORETYPE": kernels}, check=False
    )
    assert done.returncode == 0, done.stdout


def test_components_of_another_make_are_left_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("PERSON")  # type: ignore[attr-defined]
    nlp.add_pipe("attribute_ruler").add([[{"TAG": "NN", "OP": "+"}]], {"POS": "NOUN"})  # type: ignore[attr-defined]
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    before = dict(nlp.pipeline)
    fast.quicken(nlp)
    assert before["ner"] is nlp.get_pipe("ner")
    assert before["attribute_ruler"] is nlp.get_pipe("attribute_ruler")
    assert before["lemmatizer"] is nlp.get_pipe("lemmatizer")
