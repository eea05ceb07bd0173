"""How fast graphbuild reads, against spaCy alone and against textacy, on the same texts in one run.

    python -m benchmarks.speed ARTICLES.jsonl.gz --articles 500 --rounds 5 --growth 100 1000 10000 --output results

ARTICLES is whatever `graphbuild build` reads. Everything is measured in a process of its own, in turn, several times
over; the tables say the medians. Times are of the processor (user and system), so that other programs on the machine
disturb little; where several processes work, of the clock. Products of matrices have one thread on every side. The
memory is that of all processes together, at the most. Writes speed.md, speed.svg and speed.json. Needs the extra
[benchmarks]: pip install 'graphbuild[benchmarks]'
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from graphbuild.core.model import Document, Reading
from graphbuild.documents import read_documents
from graphbuild.extraction import pipeline
from graphbuild.extraction.learned.base import is_installed
from graphbuild.extraction.workers import cores
from graphbuild.workflow import build as building
from graphbuild.workflow.judge import judge_store
from graphbuild.workflow.run import BATCH

Figures = dict[str, Any]
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
BARE, EXTRACTION, LEARNED = "bare", "extraction", "learned"
BUILD, CORES, TRIPLES = "build", "cores", "triples"
SAID = {
    BARE: "spaCy alone: `nlp.pipe`, the same model and components",
    EXTRACTION: "graphbuild: extraction",
    LEARNED: "graphbuild: extraction with the learned reader",
    BUILD: "graphbuild: the whole build, with store and page",
    CORES: "graphbuild: the whole build, all cores, from the start of the processes",
    TRIPLES: "textacy: subject-verb-object triples",
}
COMMANDS = {
    "--help": (),
    "links": ("ACTOR",),
    "path": ("ACTOR", "OTHER"),
    "timeline": ("ACTOR",),
    "search": ("said",),
    "actors": (),
    "show": ("ACTOR",),
    "stats": (),
    "page": ("--output", "PAGE"),
    "check": (),
}


# What is measured, each in a process of its own.


def articles(path: str, n: int) -> list[Document]:
    return list(islice((item for item in read_documents([path]) if isinstance(item, Document)), n))


def words_in(documents: Iterable[Document]) -> int:
    return sum(len(document.text.split()) for document in documents)


@contextmanager
def timed(figures: Figures, name: str) -> Iterator[None]:
    """Adds the seconds of processor and clock that a block takes."""
    cpu, clock = time.process_time(), time.perf_counter()
    yield
    figures[f"{name}_cpu"] = figures.get(f"{name}_cpu", 0.0) + time.process_time() - cpu
    figures[f"{name}_clock"] = figures.get(f"{name}_clock", 0.0) + time.perf_counter() - clock


def bare(documents: list[Document], figures: Figures) -> None:
    from graphbuild.extraction.syntax.model import published_model

    nlp = published_model()
    list(nlp.pipe(document.text for document in documents[:5]))
    with timed(figures, BARE):
        for _ in nlp.pipe((document.text for document in documents), batch_size=16):
            pass


def triples(documents: list[Document], figures: Figures) -> None:
    from textacy.extract import subject_verb_object_triples

    from graphbuild.extraction.syntax.model import published_model

    nlp = published_model()
    list(nlp.pipe(document.text for document in documents[:5]))
    with timed(figures, TRIPLES):
        docs = nlp.pipe((document.text for document in documents), batch_size=16)
        figures["found"] = sum(1 for doc in docs for _ in subject_verb_object_triples(doc))


def extraction(documents: list[Document], figures: Figures, *, learned: bool = False) -> None:
    read = pipeline.extractor(learned=learned)
    list(read(documents[:5]))
    with timed(figures, LEARNED if learned else EXTRACTION):
        figures["found"] = sum(len(o.claims) for o in read(documents) if isinstance(o, Reading))


def built(documents: list[Document], figures: Figures, *, workers: int = 1) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "articles.jsonl"
        with table.open("w", encoding="utf-8") as file:
            for document in documents:
                row = {name: getattr(document, name) for name in ("id", "text", "title", "outlet", "published")}
                file.write(json.dumps({key: value for key, value in row.items() if value}) + "\n")
        if workers == 1:
            list(pipeline.extract(documents[:5]))
        with timed(figures, BUILD if workers == 1 else CORES):
            building.update([table], Path(folder) / "out", workers=workers)


def stages(documents: list[Document], figures: Figures) -> None:
    """The steps of a build one by one, on lots of 50 documents as a build has them."""
    from graphbuild.evidence.link import EVERY_STATUS
    from graphbuild.exports.formats.graphml import write_graphml
    from graphbuild.extraction.reader import Reader
    from graphbuild.extraction.syntax.parsing import parse
    from graphbuild.graph.graph import stored_graph
    from graphbuild.knowledge import ontology
    from graphbuild.page import write_page
    from graphbuild.store import Store

    with timed(figures, "load"):
        words = ontology.load()
        nlp, reader = pipeline.load(), Reader(words)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.db"
        with Store.write(path) as store:
            for start in range(0, len(documents), BATCH):
                with timed(figures, "parse"):
                    parsed = list(parse(nlp, documents[start : start + BATCH]))
                with timed(figures, "read"):
                    readings = [reader.read(document, doc) for document, doc in parsed]
                with timed(figures, "store"):
                    store.add(reading for reading in readings if isinstance(reading, Reading))
            with timed(figures, "resolve"):
                judge_store(store, words)
        with Store.open(path) as store, timed(figures, "graph"):
            counts = store.counts()
            graph = stored_graph(store, statuses=EVERY_STATUS)
        with timed(figures, "graphml"):
            write_graphml(graph, Path(folder) / "graph.graphml")
        with timed(figures, "page"):
            write_page(graph, Path(folder) / "graph.html", ontology=words)
        figures["store_mb"] = path.stat().st_size / 1e6
        figures["actors"], figures["links"] = counts.actors, graph.number_of_edges()


SUBJECTS: dict[str, Callable[[list[Document], Figures], None]] = {
    BARE: bare,
    EXTRACTION: extraction,
    LEARNED: lambda documents, figures: extraction(documents, figures, learned=True),
    BUILD: built,
    CORES: lambda documents, figures: built(documents, figures, workers=cores()),
    TRIPLES: triples,
    "stages": stages,
}


def measure(subject: str, path: str, n: int) -> None:
    """Measures one thing in this process and writes the figures as JSON."""
    documents = articles(path, n)
    figures: Figures = {"documents": len(documents), "words": words_in(documents)}
    SUBJECTS[subject](documents, figures)
    scale = 1e6 if sys.platform == "darwin" else 1e3
    own, largest = (
        resource.getrusage(who).ru_maxrss / scale for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    figures["memory_of_a_worker_mb"] = largest
    figures["memory_mb"] = own + (cores() * largest if subject == CORES else 0.0)
    print(json.dumps(figures))


# Running it.


def measured(subject: str, path: str, n: int) -> Figures:
    command = [sys.executable, "-m", "benchmarks.speed", "--measure", subject, path, "--articles", str(n)]
    environment = os.environ | ONE_THREAD | {"PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise SystemExit(f"{subject} failed:\n{done.stderr}")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    print(f"{subject} {n}: {figures}", file=sys.stderr)
    return figures


def side_by_side(path: str, n: int, rounds: int) -> dict[str, list[Figures]]:
    """Every subject once a round, so that what slows the machine slows all of them."""
    there = {TRIPLES: _has_textacy(), LEARNED: is_installed()}
    subjects = [subject for subject in SAID if there.get(subject, True)]
    found: dict[str, list[Figures]] = {subject: [] for subject in subjects}
    for _ in range(rounds):
        for subject in subjects:
            found[subject].append(measured(subject, path, n))
    return found


def _has_textacy() -> bool:
    from importlib.util import find_spec

    return find_spec("textacy") is not None


def start_up(path: str, rounds: int) -> dict[str, float]:
    """The least seconds of the clock that each command takes on a small store, beyond what Python itself takes."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        [document] = articles(path, 1)
        (out / "a.txt").write_text(document.text, encoding="utf-8")
        building.update([out / "a.txt"], out / "out")
        said = subprocess.run(_command("actors", "--json", out=out), capture_output=True, text=True, check=True)
        record = json.loads(said.stdout)
        names = [actor["id"] for actor in (record["actors"] if isinstance(record, dict) else record)]
        own = _least([sys.executable, "-c", "pass"], rounds)
        given = {"ACTOR": names[0], "OTHER": names[-1], "PAGE": str(out / "page.html")}
        found = {}
        for command, arguments in COMMANDS.items():
            full = [sys.executable, "-m", "graphbuild", "--help"]
            if command != "--help":
                full = _command(command, *(given.get(argument, argument) for argument in arguments), out=out)
            found[command] = _least(full, rounds) - own
        build = [sys.executable, "-m", "graphbuild", "build", str(out / "a.txt"), "--fresh", "--output"]
        found["build"] = _least([*build, str(out / "again")], min(rounds, 3)) - own
        return found


def _command(*args: str, out: Path) -> list[str]:
    return [sys.executable, "-m", "graphbuild", *args, "--graph", str(out / "out" / "graph.db")]


def _least(command: list[str], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return min(times)


# Telling it.


def speed(subject: str, runs: list[Figures]) -> float:
    """Words a second, the median of the runs: of the processor, with several processes of the clock."""
    clock = "clock" if subject == CORES else "cpu"
    return median(run["words"] / run[f"{subject}_{clock}"] for run in runs)


def ratio(subject: str, found: dict[str, list[Figures]]) -> float:
    """How fast something is beside spaCy alone: the median of the ratios within a round."""
    clock = "clock" if subject == CORES else "cpu"
    pairs = zip(found[subject], found[BARE], strict=True)
    return median(other[f"{BARE}_{clock}"] / run[f"{subject}_{clock}"] for run, other in pairs)


def _table(head: list[str], rows: list[list[str]]) -> str:
    align = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, align, *rows])


def told(results: dict[str, Any]) -> str:
    """The tables in Markdown."""
    found, growth, commands = results["side_by_side"], results["growth"], results["start_up"]
    first = found[BARE][0]
    rows = [
        [
            SAID[subject],
            f"{speed(subject, runs):,.0f}",
            f"{ratio(subject, found):.2f}",
            f"{median(run['memory_mb'] for run in runs):,.0f}",
        ]
        for subject, runs in found.items()
    ]
    parts = [
        f"{first['documents']:,} articles, {first['words']:,} words; medians of {len(found[BARE])} runs, "
        f"{results['cores']} cores.",
        _table(["", "words a second", "speed beside spaCy", "peak memory, MB"], rows),
    ]
    if growth:
        parts += ["Growth: seconds of the processor for each stage of a build.", _table(*_growth(growth))]
    if commands:
        rows = [[f"`{name}`", f"{seconds:.2f}"] for name, seconds in commands.items()]
        parts += ["Start-up: seconds beyond Python's own start, the least of several.", _table(["command", "s"], rows)]
    return "\n\n".join(parts) + "\n"


STAGES = ("load", "parse", "read", "store", "resolve", "graph", "graphml", "page")


def _growth(growth: list[Figures]) -> tuple[list[str], list[list[str]]]:
    rows = []
    for figures in growth:
        total = sum(figures[f"{stage}_cpu"] for stage in STAGES)
        rows.append(
            [
                f"{figures['documents']:,}",
                *(f"{figures[f'{stage}_cpu']:,.1f}" for stage in STAGES),
                f"{figures['words'] / total:,.0f}",
                f"{figures['memory_mb']:,.0f}",
                f"{figures['store_mb']:,.1f}",
                f"{figures['links']:,}",
            ]
        )
    return ["articles", *STAGES, "words a second", "peak MB", "store MB", "links"], rows


def draw(results: dict[str, Any], path: Path) -> None:
    """The chart: speeds beside spaCy's, and how the time of each stage grows."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "graphbuild"
    from matplotlib import pyplot

    found, growth = results["side_by_side"], results["growth"]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 3.6), layout="constrained")
    names = [SAID[subject].replace("`", "").replace(": ", ":\n") for subject in found]
    values = [ratio(subject, found) for subject in found]
    bars = left.barh(names[::-1], values[::-1], color="#3b6ea5")
    left.bar_label(bars, fmt="%.2f", padding=3)
    left.margins(x=0.12)
    left.axvline(1, color="#888888", linewidth=0.8)
    left.set_title("Speed beside spaCy alone")
    for stage in STAGES[1:]:
        sizes = [figures["documents"] for figures in growth]
        right.plot(sizes, [max(figures[f"{stage}_cpu"], 1e-3) for figures in growth], marker="o", label=stage)
    right.set(xscale="log", yscale="log", xlabel="articles", ylabel="seconds")
    right.set_title("Time of each stage")
    right.legend(fontsize=7)
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles_in", metavar="ARTICLES")
    parser.add_argument("--articles", type=int, default=300, help="articles to compare on")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", type=int, nargs="*", default=[100, 1000], help="numbers of articles")
    parser.add_argument("--output", type=Path, default=Path("speed"), help="folder for tables, chart and figures")
    parser.add_argument("--measure", choices=SUBJECTS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure, given.articles_in, given.articles)
        return
    results: dict[str, Any] = {
        "cores": cores(),
        "side_by_side": side_by_side(given.articles_in, given.articles, given.rounds),
        "growth": [measured("stages", given.articles_in, n) for n in given.growth],
        "start_up": start_up(given.articles_in, given.rounds + 2),
    }
    given.output.mkdir(parents=True, exist_ok=True)
    (given.output / "speed.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    (given.output / "speed.md").write_text(told(results), encoding="utf-8")
    draw(results, given.output / "speed.svg")
    print(told(results))


if __name__ == "__main__":
    main()
