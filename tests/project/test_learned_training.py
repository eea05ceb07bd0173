"""What the learned reader is trained on: annotated texts in each form, and the answers of their candidates."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from folders import ROOT

FOLDER = ROOT / "benchmarks" / "learned"
sys.path.append(str(FOLDER))

import annotations  # noqa: E402  from the folder above
import by_rules  # noqa: E402
import convert  # noqa: E402
import labels  # noqa: E402

TEXT = "Ada Holt joined Kestrel Mining. The engineer later sued Kestrel in Karvia."
ANN = """
# by nobody in particular
@holt | person | Ada Holt ; The engineer
@kestrel | company | Kestrel Mining ; Kestrel
S1 | holt | employed_by | kestrel | asserted | e | joined
S2 | holt | prosecutes | kestrel | asserted | e | sued | by=holt
S9 | holt | leads | kestrel | asserted | - | -
S2 | holt | leads | nobody | asserted | - | -
"""
ROW: dict[str, Any] = {"id": "gazette_1", "text": TEXT, "license": "CC BY 4.0"}


def test_statements_of_an_ann_file() -> None:
    found = annotations.from_ann(ANN, ROW)
    assert found.free and found.source == "gazette"
    assert [(link.relation, TEXT[link.start : link.end], link.trigger) for link in found.links] == [
        ("employed_by", "Ada Holt joined Kestrel Mining.", "joined"),
        ("prosecutes", "The engineer later sued Kestrel in Karvia.", "sued"),
    ]


@pytest.mark.parametrize(
    ("licence", "free"), [("public domain (US government work)", True), ("CC BY 3.0", True), ("CC BY-SA 4.0", False)]
)
def test_what_may_be_trained_on(licence: str, free: bool) -> None:
    assert annotations.from_ann(ANN, {**ROW, "license": licence}).free is free


def test_ann_files_find_their_texts(tmp_path: Path) -> None:
    (tmp_path / "gazette_1.ann").write_text(ANN, encoding="utf-8")
    (tmp_path / "lost.ann").write_text(ANN, encoding="utf-8")
    (tmp_path / "texts.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    assert [found.id for found in annotations.read_all([tmp_path])] == ["gazette_1"]


def test_candidates_get_their_answers_and_triggers() -> None:
    known = labels.classes()
    found = list(labels.labelled([annotations.from_ann(ANN, ROW)], known))
    first, second = found
    assert first.answers == (frozenset({known.number("employed_by", forward=True)}),)
    assert first.triggers == ((0, known.number("employed_by", forward=True), 2, 2),)
    linked = {known.all[c] for answer in second.answers for c in answer}
    assert linked == {("prosecutes", True)}  # "The engineer" is Holt by coreference or by the annotation's mentions


def test_what_the_rules_say_can_be_learned_from(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({**ROW, "text": "Ada Holt criticised Kestrel Mining."}) + "\n", encoding="utf-8")
    known = labels.classes()
    (found,) = by_rules.gathered(texts, known)
    criticises = known.number("criticises", forward=True)
    assert (found.free, found.source) == (True, "gazette")
    assert found.answers == (frozenset({criticises}),)
    assert found.triggers == ((0, criticises, 2, 2),)


def check(row: dict[str, Any], left: int, expected_left: int) -> None:
    assert left == expected_left
    (claim,) = row["claims"]
    assert (claim["subject"], claim["relation"], claim["object"]) == ("ada holt", "employed_by", "kestrel mining")
    assert claim["sentence"] == "Ada Holt joined Kestrel Mining."


def test_brat(tmp_path: Path) -> None:
    lines = ["T1\tperson 0 8\tAda Holt", "T2\tcompany 16 30\tKestrel Mining", "T3\tperson 32 44\tThe engineer"]
    lines += ["R1\temployed_by Arg1:T1 Arg2:T2", "R2\tdances_with Arg1:T1 Arg2:T2", "*\tEquiv T1 T3"]
    lines += ["A1\tStatus R1 alleged"]
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text("\n".join(lines), encoding="utf-8")
    row, left = convert.annotated(next(convert.brat(tmp_path)), "CC BY 4.0")
    check(row, left, 1)
    assert row["claims"][0]["status"] == "alleged"
    assert row["actors"][0]["mentions"] == ["Ada Holt", "The engineer"]


def test_label_studio(tmp_path: Path) -> None:
    def label(id_: str, start: int, end: int, type_: str) -> dict[str, Any]:
        return {"id": id_, "type": "labels", "value": {"start": start, "end": end, "labels": [type_]}}

    relation = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": ["employed_by"]}
    results = [label("a", 0, 8, "person"), label("b", 16, 30, "company"), relation]
    path = tmp_path / "export.json"
    path.write_text(json.dumps([{"id": 7, "data": {"text": TEXT}, "annotations": [{"result": results}]}]))
    check(*convert.annotated(next(convert.label_studio(path)), "CC BY 4.0"), 0)


def test_inception(tmp_path: Path) -> None:
    rows = ["#FORMAT=WebAnno TSV 3.3", "#T_SP=custom.Actor|type", "#T_RL=custom.Link|relation|BT_custom.Actor", ""]
    cells = [("Ada", 0, "person[1]", "_", "_"), ("Holt", 4, "person[1]", "_", "_"), ("joined", 9, "_", "_", "_")]
    cells += [("Kestrel", 16, "company[2]", "employed_by", "1-1[1_2]")]
    cells += [("Mining", 24, "company[2]", "_", "_"), (".", 30, "_", "_", "_")]
    rows += [
        f"1-{n}\t{at}-{at + len(word)}\t{word}\t{span}\t{relation}\t{source}"
        for n, (word, at, span, relation, source) in enumerate(cells, 1)
    ]
    path = tmp_path / "a.tsv"
    path.write_text("\n".join(rows), encoding="utf-8")
    check(*convert.annotated(next(convert.inception(path)), "CC BY 4.0"), 0)


def test_the_converter_is_a_program(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tperson 0 8\tAda Holt", encoding="utf-8")
    command = [sys.executable, str(FOLDER / "convert.py"), "brat", str(tmp_path), "--license", "CC BY 4.0"]
    done = subprocess.run([*command, "--output", str(tmp_path / "out.jsonl")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 texts, 0 links")


def test_reading_computes_what_was_trained(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    import export
    import network
    import tiny_model

    from graphbuild.extraction.learned.batches import batch_of
    from graphbuild.extraction.learned.encoder import token_states
    from graphbuild.extraction.learned.head import scored
    from graphbuild.extraction.learned.model import read_model

    known = labels.classes()
    read = [row.sentence for row in labels.labelled([annotations.from_ann(ANN, ROW)], known)]
    base = tiny_model.base(np.random.default_rng(1))
    net = network.Network(base, known, frozen=0, layers=1, seed=1).eval()
    for parameter in net.parameters():
        parameter.data = parameter.data.half().float() + 0.01
    batch = batch_of(read)
    with torch.no_grad():
        lower = network.lower_states(base, batch.pieces, batch.lengths, 0)
        vectors, _ = net.pairs(net.tokens(lower, batch), batch, torch.ones(len(batch.pairs)))
        wanted = torch.softmax(net.logits(vectors), 1).numpy()
    export.write(net, tmp_path / "model.npz", {})
    model = read_model(tmp_path / "model.npz", base)
    found = np.concatenate([s.probabilities for s in scored(model, read, token_states(model, read))])
    assert np.abs(found - wanted).max() < 0.01

    again = network.Network(base, known, frozen=0, layers=1, seed=2)
    export.go_on_from(again, export.learned(tmp_path / "model.npz")[1])
    for name, value in net.state_dict().items():
        assert torch.allclose(again.state_dict()[name], value, atol=0.01), name
