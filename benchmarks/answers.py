"""How long each answer from a store takes, process start included, and how much memory.

    python benchmarks/answers.py STORE.db [RUNS] [COMMAND ...]

Every command runs RUNS times (5) in a process of its own, on actors of the store: one with many links, one with some,
one with few. The first run of a question that is not of a fixed form loads the language model, and the others remember
what it was read as; with GRAPHBUILD_CACHE set to nothing each loads it. Shown are the least wall
time and the least processor time (user and system) of the runs, and the peak memory. Given COMMANDs, only these.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
# In a process of its own: a child is charged with the memory that its parent had when it was started.
_CHOOSE = """
import sys
from graphbuild import actors, stats
people = [actor.id for actor in actors(sys.argv[1], types=["person"])]
print(stats(sys.argv[1]).top[0][0].id, people[0], people[len(people) // 100 + 1], people[len(people) // 3])
"""


def questions(store: str, folder: str) -> list[str]:
    """The commands, by their most linked, middling and little linked people."""
    chosen = subprocess.run([sys.executable, "-c", _CHOOSE, store], capture_output=True, text=True, check=True)
    hub, most, some, few = chosen.stdout.split()
    return [
        *(f"links {hub}", f"links {some}", f"links {few}", f"links {some}x"),
        *(f"path {most} {some}", f"path {some} {few}", f"path {hub} {few}"),
        *(f"timeline {some}", f"show {some}", f"common {hub} {most}", f"common {some} {few}"),
        *(f"ask 'how is {most} linked to {some}?'", f"ask 'who attacked {some}?'", "actors --limit 50"),
        *(f"brokers {some} {few}", f"brokers {some} {few} --depth 1", "stats", "stats --measures"),
        *(f"export --format {name} --output {folder}/{name}" for name in ("graphml", "gexf", "ftm", "csv", "json")),
        *(
            f"export --format {name} --output {folder}/{name}"
            for name in ("cypher", "neo4j", "parquet", "jsonl", "obsidian")
        ),
    ]


def measured(args: list[str], runs: int) -> tuple[float, float, int]:
    """The least wall time and processor time in seconds, and the peak memory in MB."""
    wall, spent, memory = [], [], []
    for _ in range(runs):
        start = time.perf_counter()
        quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
        child = os.posix_spawn(args[0], args, os.environ, file_actions=quiet)
        _, _, used = os.wait4(child, 0)
        wall.append(time.perf_counter() - start)
        spent.append(used.ru_utime + used.ru_stime)
        memory.append(used.ru_maxrss // 1024)
    return min(wall), min(spent), max(memory)


def main(store: str, runs: int = 5, only: tuple[str, ...] = ()) -> None:
    """Prints a row for each command."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled, and so is this after its first run
    os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    print(f"{'wall s':>8} {'cpu s':>8} {'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for command in questions(store, folder):
            if not only or command.startswith(only):
                line = [sys.executable, "-m", "graphbuild", *shlex.split(command), "--graph", store]
                wall, spent, memory = measured(line, runs)
                print(f"{wall:8.2f} {spent:8.2f} {memory:6}  {command.replace(folder, '.')}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5, tuple(sys.argv[3:]))
