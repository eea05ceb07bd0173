"""A build on an existing output writes byte for byte what a build from nothing writes, in any order of input."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import invented
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild import pipeline
from graphbuild.building import update
from graphbuild.exports import export
from graphbuild.model import Document, content_id
from graphbuild.removing import remove

PEOPLE, BODIES = ("Ana Bell", "Bo Tarn", "Cy Ode"), ("Mill Board", "Isle Choir", "Port Guild")
STORY = "The meeting was held behind closed doors on Tuesday, and nobody who was there wanted to say what it was about"

sentences = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(BODIES)).map(
    lambda ends: f"{ends[0]} leads the {ends[1]}."
)
articles = st.fixed_dictionaries(
    {
        "text": st.lists(sentences, min_size=1, max_size=3, unique=True).map(" ".join),
        "copied": st.booleans(),
        "outlet": st.sampled_from([None, "Post", "Courier"]),
        "published": st.sampled_from([None, "2022-03-04", "2021-01-01"]),
    }
)
states = st.dictionaries(st.sampled_from("abcdef"), articles, min_size=1, max_size=6)


def table(folder: Path, state: dict[str, dict[str, object]], order: list[str]) -> list[Path]:
    """The articles of a state as files of one row each, in this order. The id of an article is told by its text too."""
    files = []
    for name in sorted(state, key=order.index):
        row = {key: value for key, value in state[name].items() if key != "copied"}
        text = f"{STORY}. {row['text']}" if state[name]["copied"] else row["text"]
        id_ = f"{name}-{content_id(text)}"  # the same sentences in another order are another text
        path = folder / f"{name}.jsonl"
        path.write_text(json.dumps(row | {"text": text, "id": id_}), encoding="utf-8")
        files.append(path)
    return files


def ids(files: list[Path]) -> set[str]:
    return {json.loads(path.read_text(encoding="utf-8"))["id"] for path in files}


def written(out: Path) -> dict[str, bytes]:
    """The bytes of every file but the store's, and of all that is exported."""
    rows = export(out / "graph.db", out / "rows", format="jsonl").path
    found = {path.name: path.read_bytes() for folder in (out, rows) for path in folder.iterdir() if path.is_file()}
    del found["graph.db"]
    return found


@settings(max_examples=12, deadline=None)
@given(
    history=st.lists(states, min_size=1, max_size=3),
    last=states,
    orders=st.lists(st.permutations("abcdef"), min_size=5, max_size=5),
)
def test_whatever_was_built_before(
    history: list[dict[str, dict[str, object]]], last: dict[str, dict[str, object]], orders: list[list[str]]
) -> None:
    """Documents are added, changed (text, outlet, date) and removed on the way."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name:
        patch.setattr(pipeline, "extract", invented.extract)
        patch.setattr(pipeline, "signature", lambda *_: "one")
        folder = Path(name)
        there: set[str] = set()
        for state, order in zip([*history, last], orders, strict=False):
            files = table(folder, state, order)
            update(files, folder / "living", page=False)
            there |= ids(files)
        if gone := sorted(there - ids(files)):
            remove(folder / "living" / "graph.db", gone)
        update(table(folder, last, orders[-1]), folder / "anew", page=False)
        assert written(folder / "living") == written(folder / "anew")


def test_the_page_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_: "one")
    for n, name in enumerate("abc"):
        (tmp_path / f"{name}.txt").write_text(f"{PEOPLE[n]} leads the {BODIES[n]}. {PEOPLE[n]} leads the Hill Club.")
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    for given_ in (files[:1], files[1:], files[::-1]):
        update(given_, tmp_path / "living")
    remove(tmp_path / "living" / "graph.db", ["b.txt"])
    update([files[2], files[0]], tmp_path / "anew")
    found = written(tmp_path / "living")
    assert "graph.html" in found
    assert found == written(tmp_path / "anew")


def test_documents_differ_where_they_should() -> None:
    """So that the property does not hold because all articles are the same."""
    [one, other] = invented.extract(
        [
            Document(id=i, text=f"{p} leads the Mill Board.", source="s", sha256="0" * 64)
            for i, p in enumerate(PEOPLE[:2])
        ]
    )
    assert one.claims != other.claims


TOLD = {
    "a": "Soldiers arrested Tomas Reld in Velde. Reld, who leads the Harbour Union, denied the charges.",
    "b": "Tomas Reld met Mira Voss of the Harbour Union on Monday. Voss funds the Isle Choir, police said.",
    "c": "Iran-backed militias killed three Iraqi officials near Basra. The militias deny it.",
    "d": "The Harbour Union (HU) accused Velde of bribery. The HU is allied with the Isle Choir.",
    "e": "Mira Voss, the director of Voss Shipping, was questioned by police. She allegedly paid Tomas Reld.",
}


def test_with_the_language_model_too(tmp_path: Path, nlp: object) -> None:
    """The model reads articles a few at a time: which ones come together must not matter."""
    for name, text in TOLD.items():
        (tmp_path / f"{name}.txt").write_text(text)
    files = {name: tmp_path / f"{name}.txt" for name in TOLD}
    for given_ in ("c", "eb", "bcda"):
        update([files[name] for name in given_], tmp_path / "living")
    update([files[name] for name in "abcde"], tmp_path / "anew")
    update([files[name] for name in "edcba"], tmp_path / "backwards")
    found = written(tmp_path / "living")
    assert found["claims.jsonl"].count(b"\n") >= 5
    assert found == written(tmp_path / "anew") == written(tmp_path / "backwards")
