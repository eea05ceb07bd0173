"""What a change costs in a store that is there already: CPU seconds and peak memory, beside another checkout.

    python -m benchmarks.growth [PART] --sizes 1000 5000 --new TEN.jsonl --against ../other-checkout --output growth

PART is a file of `graphbuild extract`, whose first documents make the stores; without one, made-up articles do
(`benchmarks/synthetic.py`). Everything runs as a command in a process of its own, for one checkout after the other, so
that what slows the machine slows both; times are of the processor, user and system. Stores are kept in the folder and
used again. Writes growth.json and growth.md there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parents[1]
WAIT = 0.2
"""Seconds between two looks at the memory of all processes."""
PER_DOCUMENT = 3
"""Claims in a made-up article, as in a short news report."""
TEXTS = "Ana Tellaby of the Vintra Choir arrested Otto Brandvold {n} days after the {n}. Harrow Guild sued Bo Tarn{n}."
ROWS = {
    "ten": "ten articles into the store",
    "ten, no page": "ten articles into the store, without a page",
    "correct": "one correction: a merge of two",
    "remove": "remove one article",
    "nothing": "nothing new",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one command took.

    Attributes:
        what: which command, a key of `ROWS`. checkout: of which code. size: documents in the store.
        seconds: of the processor. peak_mb: of the largest process. disk_mb: of the store afterwards.
        together_mb: the most that all processes had at once, pages that they share counted once; 0 where the system
            does not tell.
    """

    what: str
    checkout: str
    size: int
    seconds: float
    peak_mb: float
    together_mb: float
    disk_mb: float


def seed(given: Path | None, size: int, folder: Path) -> Path:
    """A part with the first documents of another, or with made-up ones."""
    path = folder / f"seed-{size}.parquet"
    if not path.exists():  # in another process: what runs a command lends it its own peak memory
        process = get_context("spawn").Process(target=write_seed, args=(given, size, path))
        process.start()
        process.join()
    return path


def write_seed(given: Path | None, size: int, path: Path) -> None:
    """Writes that part."""
    from benchmarks.synthetic import readings
    from graphbuild.core.model import Reading
    from graphbuild.knowledge import ontology
    from graphbuild.knowledge.ontology import snapshot
    from graphbuild.workflow.shards import part

    if given is None:
        head = part.Head(shard="1/1", way="synthetic", vocabulary=snapshot.dump(ontology.load()))
        part.write(path, head, islice(readings(size * PER_DOCUMENT * 2, per_document=PER_DOCUMENT), size))
        return
    found = (outcome for outcome in part.outcomes(given) if isinstance(outcome, Reading))
    part.write(path, part.head(given), islice(found, size))


def run(checkout: Path, *words: str) -> tuple[float, float, float]:
    """Runs a command of a checkout; returns seconds of the processor, and the peak memory of one process and of all."""
    environment = os.environ | {"PYTHONPATH": str(checkout), "PYTHONWARNINGS": "ignore"}
    environment.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # what is installed is compiled, and so is this after its first run
    process = subprocess.Popen(
        [sys.executable, "-m", "graphbuild", *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=checkout,
    )
    together, ended = [0.0], Event()
    watching = Thread(target=_watch, args=(process.pid, together, ended))
    watching.start()
    _, status, usage = os.wait4(process.pid, 0)
    ended.set()
    watching.join()
    if status:
        said = process.stderr.read().decode() if process.stderr else ""
        raise SystemExit(f"graphbuild {' '.join(words)} failed:\n{said}")
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale, max(together)


def _watch(pid: int, together: list[float], ended: Event) -> None:
    """Notes again and again how much memory a process and those that it has started have together."""
    while not ended.wait(WAIT):
        together[0] = max(together[0], sum(map(_memory, _family(pid))))


def _family(pid: int) -> Iterator[int]:
    """A process and all that it has started; itself alone where the system does not tell."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _memory(pid: int) -> float:
    """MB that a process has, of pages shared with others its part; 0 where it is gone or the system does not tell."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def store(checkout: Path, name: str, size: int, given: Path | None, folder: Path, *, page: bool) -> Path:
    """A folder with a store of so many documents as this checkout builds it; built once."""
    path = folder / f"{name}-{size}{'' if page else '-no-page'}"
    if not (path / "done").exists():
        shutil.rmtree(path, ignore_errors=True)
        run(checkout, "merge", str(seed(given, size, folder)), "--output", str(path), *([] if page else ["--no-page"]))
        (path / "done").touch()
    return path


def two_actors(graph: Path) -> list[str]:
    """The names of two actors of middling frequency, to be merged."""
    import sqlite3

    with sqlite3.connect(f"file:{graph}?mode=ro", uri=True) as db:
        query = "SELECT name FROM actor WHERE type = 'company' AND n_documents > 1 ORDER BY n_documents, id LIMIT 2"
        return [name for (name,) in db.execute(query)]


def measured(checkout: Path, name: str, size: int, given: argparse.Namespace) -> Iterator[Measured]:
    """Every change of a store of one size, each on a copy of the same store."""
    folder: Path = given.output
    for what in ROWS:
        page = what != "ten, no page" and not given.no_page
        work = folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(store(checkout, name, size, given.part, folder, page=page), work)
        graph = str(work / "graph.db")
        new = ["build", str(given.new), "--output", str(work), *([] if page else ["--no-page"])]
        if what == "nothing":
            run(checkout, *new)
        words = {
            "correct": ["correct", "merge", *two_actors(work / "graph.db"), "--graph", graph],
            "remove": ["remove", _first_document(work / "graph.db"), "--graph", graph],
        }.get(what, new)
        seconds, peak, together = run(checkout, *words)
        disk = (work / "graph.db").stat().st_size / 1e6
        memory = {"peak_mb": peak, "together_mb": together}
        one = Measured(what=what, checkout=name, size=size, seconds=seconds, disk_mb=disk, **memory)
        print(one, file=sys.stderr, flush=True)
        yield one


def _first_document(graph: Path) -> str:
    """The id of a document."""
    import sqlite3

    with sqlite3.connect(f"file:{graph}?mode=ro", uri=True) as db:
        return str(db.execute("SELECT min(id) FROM document").fetchone()[0])


def told(found: list[Measured]) -> str:
    """The table in Markdown: for each change and size, what each checkout took, and the ratio."""
    columns = ("documents", "here, s", "other, s", "times less", "here, MB", "all processes, MB", "other, MB")
    lines = [f"| | {' | '.join(columns)} |", "|---|" + "---:|" * len(columns)]
    by = {(one.what, one.size, one.checkout): one for one in found}
    for what, said in ROWS.items():
        for size in sorted({one.size for one in found}):
            here, other = by[what, size, "here"], by.get((what, size, "other"))
            beside = (f"{other.seconds:.1f}", f"{other.seconds / here.seconds:.1f}") if other else ("", "")
            memory = f"{other.peak_mb:,.0f}" if other else ""
            own = (f"{here.peak_mb:,.0f}", f"{here.together_mb:,.0f}")
            cells = (said, f"{size:,}", f"{here.seconds:.1f}", *beside, *own, memory)
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("part", type=Path, nargs="?", help="a part of `graphbuild extract`; made-up articles without")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000], help="documents in the store")
    parser.add_argument("--new", type=Path, help="ten articles that are added; made-up ones without")
    parser.add_argument("--against", type=Path, help="another checkout, measured side by side")
    parser.add_argument("--no-page", action="store_true", help="no page anywhere")
    parser.add_argument("--output", type=Path, default=Path("growth"), help="folder for stores and figures")
    given = parser.parse_args()
    given.output = given.output.absolute()
    given.output.mkdir(parents=True, exist_ok=True)
    if given.new is None:
        given.new = given.output / "new.jsonl"
        rows = ({"id": f"new-{n}", "text": TEXTS.format(n=n)} for n in range(10))
        given.new.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    given.new = given.new.absolute()
    checkouts = {"here": ROOT, **({"other": given.against.absolute()} if given.against else {})}
    found = [
        one
        for size in given.sizes
        for name, checkout in checkouts.items()
        for one in measured(checkout, name, size, given)
    ]
    (given.output / "growth.json").write_text(json.dumps([asdict(one) for one in found], indent=1) + "\n", "utf-8")
    (given.output / "growth.md").write_text(told(found), encoding="utf-8")
    print(told(found))


if __name__ == "__main__":
    main()
