"""Many machines read what one would read: parts, in any order, give the graph of a single build."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from outputs import written

from graphbuild.cli import main
from graphbuild.core.errors import InputError, UsageError
from graphbuild.core.model import Document, Failure, Reading
from graphbuild.documents import read_documents
from graphbuild.documents.sharing import Shard
from graphbuild.extraction import pipeline
from graphbuild.workflow.build import update
from graphbuild.workflow.shards import extract_part, extracting, merge, part
from graphbuild.workflow.shards.codec import COLUMNS, outcome_of, row_of

PEOPLE = ("Ana Bell", "Bo Tarn", "Cy Ode", "Dora Ulm")
COUNT = 3


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of text, a table of rows, and a file that nothing can read."""
    folder = tmp_path_factory.mktemp("articles")
    for i, name in enumerate(PEOPLE * 2):
        text = f"Police in Varna arrested {name} on Monday, officials said. {name} leads the Kestrel Front."
        (folder / f"{i}.txt").write_text(f"{text} Nobody said more, article {i}.", encoding="utf-8")
    rows = [{"id": f"row-{i}", "text": f"{PEOPLE[i % 4]} met the Mill Board {i} times."} for i in range(8)]
    (folder / "table.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "{oh\n", encoding="utf-8")
    (folder / "letter.rtf").write_bytes(b"\x00\x01")
    return folder


@pytest.fixture(scope="module")
def parts(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("parts")
    paths = [folder / f"part-{number}.parquet" for number in range(1, COUNT + 1)]
    for number, path in enumerate(paths, 1):
        extract_part([articles], path, shard=Shard(number, COUNT))
    return paths


def ids(path: Path) -> list[str]:
    return [outcome.document.id for outcome in part.outcomes(path) if isinstance(outcome, Reading)]


def test_a_part_is_a_table_for_whoever_reads_parquet(parts: list[Path]) -> None:
    table = pyarrow.parquet.read_table(parts[0])
    assert tuple(table.column_names) == COLUMNS
    assert {row["id"] for row in table.to_pylist() if row["reason"] is None} == set(ids(parts[0]))


def test_every_article_is_in_one_part(articles: Path, parts: list[Path]) -> None:
    every = [item.id for item in read_documents([articles]) if isinstance(item, Document)]
    assert sorted(id_ for path in parts for id_ in ids(path)) == sorted(every)
    assert all(ids(path) for path in parts)


def test_merged_in_any_order_and_twice_it_is_what_one_machine_builds(
    articles: Path, parts: list[Path], tmp_path: Path
) -> None:
    one = update([articles], tmp_path / "one")
    many = merge([parts[2], parts[0], parts[1], parts[0]], tmp_path / "many")
    expected = written(tmp_path / "one")
    assert {"graph.html", "graph.graphml", "claims.jsonl"} <= set(expected)
    assert written(tmp_path / "many") == expected
    assert many.read == one.read == 16
    assert {f.source for f in many.skipped} == {f.source for f in one.skipped}
    again = merge(parts, tmp_path / "many")
    assert (again.read, again.known) == (0, 16)
    assert written(tmp_path / "many") == expected


def test_a_part_that_was_interrupted_goes_on(
    articles: Path, parts: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = tmp_path / "part.parquet", parts[0].read_bytes()
    monkeypatch.setattr(extracting, "PIECE", 2)
    read: list[str] = []

    def breaking(documents: Iterator[Document], *args: object, **options: object) -> Iterator[Reading | Failure]:
        for document in islice(documents, 3):
            read.append(document.id)
            yield from pipeline.extract([document])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(extracting, "extract", breaking)
        with pytest.raises(KeyboardInterrupt):
            extract_part([articles], path, shard=Shard(1, COUNT))
    assert not path.exists()
    report = extract_part([articles], path, shard=Shard(1, COUNT))
    assert (report.known, report.read) == (2, len(ids(path)) - 2)
    assert path.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [path]
    again = extract_part([articles], path, shard=Shard(1, COUNT))
    assert (again.known, again.read) == (len(ids(path)), 0)
    assert path.read_bytes() == whole


def test_what_has_changed_or_gone_is_not_kept(tmp_path: Path) -> None:
    folder, path = tmp_path / "in", tmp_path / "part.parquet"
    folder.mkdir()
    rows = [{"id": "a", "text": "Ana Bell leads the Mill Board."}, {"id": "b", "text": "Bo Tarn met Cy Ode."}]
    (folder / "t.jsonl").write_text("\n".join(map(json.dumps, rows)))
    extract_part([folder], path)
    (folder / "t.jsonl").write_text(json.dumps(rows[0] | {"text": "Cy Ode leads the Mill Board."}))
    report = extract_part([folder], path)
    [reading] = part.outcomes(path)
    assert isinstance(reading, Reading) and reading.document.text.startswith("Cy Ode")
    assert (report.read, report.known) == (1, 0)


def test_an_empty_part_is_a_part(articles: Path, tmp_path: Path) -> None:
    empty = next(s for s in (Shard(n, 900) for n in range(1, 901)) if not any(map(s.holds, names(articles))))
    extract_part([articles], tmp_path / "part.parquet", shard=empty)
    assert ids(tmp_path / "part.parquet") == []


def names(articles: Path) -> list[str]:
    """By what articles are shared out: the files by their paths as given, the rows by their ids."""
    return [*map(str, articles.iterdir()), *(f"row-{i}" for i in range(8))]


def test_missing_parts_are_named(parts: list[Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Of 3 parts 1 are missing: 2/3") as caught:
        merge([parts[0], parts[2]], tmp_path / "out")
    assert "--partial" in caught.value.hint
    assert not (tmp_path / "out").exists()
    report = merge([parts[0], parts[2]], tmp_path / "out", partial=True)
    assert report.read == len(ids(parts[0])) + len(ids(parts[2]))
    assert merge([parts[1]], tmp_path / "out", partial=True).documents == 16


def test_parts_that_do_not_belong_together_are_refused(articles: Path, parts: list[Path], tmp_path: Path) -> None:
    other, foreign = tmp_path / "other.parquet", tmp_path / "foreign.parquet"
    head = part.head(parts[1])
    part.write(other, part.Head(shard="2/3", way="another", vocabulary=head.vocabulary), [])
    with pytest.raises(InputError, match="another way"):
        merge([parts[0], other, parts[2]], tmp_path / "out")
    part.write(other, part.Head(shard="2/4", way=head.way, vocabulary=head.vocabulary), [])
    with pytest.raises(InputError, match="share the input differently"):
        merge([*parts, other], tmp_path / "out")
    part.write(other, part.Head(shard="2/3", way=head.way, vocabulary=head.vocabulary, format=99), [])
    with pytest.raises(InputError, match="format 99"):
        merge([*parts, other], tmp_path / "out")
    foreign.write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match="damaged"):
        merge([*parts, foreign], tmp_path / "out")
    with pytest.raises(InputError, match="There is no file"):
        merge([tmp_path / "gone.parquet"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError) as caught:
        extract_part([tmp_path], tmp_path / "part.parquet")
    assert caught.value.hint == "pip install 'graphbuild[parquet]'"


def test_a_row_keeps_everything(parts: list[Path]) -> None:
    readings = [outcome for path in parts for outcome in part.outcomes(path) if isinstance(outcome, Reading)]
    documents = [reading.document for reading in readings]
    assert readings == list(pipeline.extract(documents))
    assert any(reading.claims for reading in readings)


@given(st.text(), st.text())
def test_a_failure_keeps_its_words(source: str, reason: str) -> None:
    failure = Failure(source=source, reason=reason)
    assert outcome_of(row_of(failure)) == failure


def test_a_damaged_row_is_an_error() -> None:
    with pytest.raises(InputError):
        outcome_of({"reason": None})


@given(st.integers(1, 60), st.text(max_size=20))
def test_a_name_is_in_exactly_one_part(count: int, name: str) -> None:
    assert sum(Shard(number, count).holds(name) for number in range(1, count + 1)) == 1


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "1/0", "a/b", "1/3/4", "-1/3", ""])
def test_what_is_no_shard(text: str) -> None:
    with pytest.raises(UsageError, match="no shard"):
        Shard.parse(text)


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_the_commands(articles: Path, tmp_path: Path) -> None:
    said = run("extract", articles, "--shard", "1/1", "--output", tmp_path / "p.parquet", "--json")
    assert said.exit_code == 1  # the letter and a line of the table cannot be read
    assert json.loads(said.stdout)["read"] == 16
    assert "Already there" in run("extract", articles, "--output", tmp_path / "p.parquet").stdout
    merged = run("merge", tmp_path / "p.parquet", "--output", tmp_path / "out", "--no-page")
    assert merged.exit_code == 1 and "Documents read" in merged.stdout
    assert run("extract", articles, "--shard", "5/4", "--output", tmp_path / "q.parquet").exit_code == 2
    assert run("merge", tmp_path / "gone.parquet").exit_code == 1
