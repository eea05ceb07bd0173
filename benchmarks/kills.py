"""Kills builds and removals in the middle, and looks at what they leave.

    python benchmarks/kills.py [KILLS] [SEED]

Whatever the moment, the store has to open and pass every check, a replaced store is the old or the new one, and the
same command again leaves the same bytes as one that was never stopped. One half of the kills comes at a chosen call
that touches the disk, the other at any instant of the clock. The language model is replaced by one that understands
one sentence, so that a run takes a moment. Prints counts; exits with 1 where a promise was broken.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import invented  # noqa: E402

from graphbuild.exports import export  # noqa: E402
from graphbuild.extraction import pipeline  # noqa: E402
from graphbuild.store import Store, ontology_of  # noqa: E402
from graphbuild.workflow import run  # noqa: E402
from graphbuild.workflow.build import update  # noqa: E402
from graphbuild.workflow.remove import remove  # noqa: E402
from graphbuild.workflow.verify import check  # noqa: E402

TOUCHING = frozenset("execute executemany close open replace rename unlink write mkdir rmdir flush".split())
"""The calls before and after which the disk may change."""
PHASES = frozenset("_create add remove judge_store settle replace draw".split())
NOISE = (
    "The meeting was held behind closed doors on Tuesday, and nobody who was there wanted to say what it was about. "
)


@dataclass
class Outcome:
    """What was seen."""

    kills: int = 0
    finished: int = 0
    phases: Counter[str] = field(default_factory=Counter)
    scenes: Counter[str] = field(default_factory=Counter)
    absent: int = 0
    pending: int = 0
    broken: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Scene:
    """A command that is killed: what stands there before, what it does, and what has to be there at last."""

    name: str
    before: Path | None
    run: Callable[[Path], object]
    again: Callable[[Path], object]
    wanted: dict[str, bytes]
    calls: dict[str, list[int]]
    seconds: float


def texts(folder: Path, numbers: range, *, outlet: str = "Post") -> Path:
    """Articles that the stand-in for the model understands; some of them tell one story."""
    folder.mkdir(exist_ok=True)
    for n in numbers:
        who = ("Ana Bell", "Bo Tarn", "Cy Ode")[n % 3]
        story = NOISE if n % 4 == 0 else ""
        (folder / f"{n:02}.txt").write_text(
            f"{story}{who} leads the Mill Board. {who} leads the Choir {'XYZ'[n % 3]}yl."
        )
        (folder / f"{n:02}.meta.json").write_text(json.dumps({"outlet": outlet, "published": f"2022-03-{n + 1:02}"}))
    return folder


def scenes(folder: Path) -> list[Scene]:
    """Every kind of command that writes, each with a store for it to work on."""
    some, all_ = texts(folder / "some", range(6)), texts(folder / "all", range(10))
    changed = texts(folder / "changed", range(10), outlet="Courier")
    old = folder / "old"
    update([some], old)
    whole = folder / "whole"
    update([all_], whole)
    gone = [f"{n:02}.txt" for n in range(6, 10)]
    commands: dict[str, tuple[Path | None, Callable[[Path], object], Callable[[Path], object]]] = {
        "new": (None, lambda out: update([all_], out), lambda out: update([all_], out)),
        "added": (old, lambda out: update([all_], out), lambda out: update([all_], out)),
        "changed": (old, lambda out: update([changed], out), lambda out: update([changed], out)),
        "fresh": (whole, lambda out: update([some], out, fresh=True), lambda out: update([some], out, fresh=True)),
        "removed": (whole, lambda out: remove(out / "graph.db", gone), lambda out: _removed(out, gone, some)),
    }
    return [_scene(folder / f"{name}-wanted", name, *command) for name, command in commands.items()]


def _removed(out: Path, gone: list[str], rest: Path) -> None:
    """The removal again where it did not come about, and a build of what is left."""
    with Store.open(out / "graph.db") as store:
        left = sorted(set(store.sources().values()) & set(gone))
    if left:
        remove(out / "graph.db", left)
    update([rest], out)


def _scene(
    out: Path, name: str, before: Path | None, run: Callable[[Path], object], again: Callable[[Path], object]
) -> Scene:
    """Runs the command once without a kill, to know what it leaves and how long it takes."""
    if before:
        shutil.copytree(before, out)
    calls: dict[str, list[int]] = {}
    seen = 0

    def count(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal seen
        if event.startswith("c_") and arg.__name__ in TOUCHING:
            seen += 1
            calls.setdefault(_phase(frame), []).append(seen)

    sys.setprofile(count)
    run(out)
    sys.setprofile(None)
    wanted = content(out)
    shutil.rmtree(out)
    if before:
        shutil.copytree(before, out)
    start = time.perf_counter()
    run(out)
    return Scene(name, before, run, again, wanted, calls, time.perf_counter() - start)


def content(out: Path) -> dict[str, bytes]:
    """The names of all files of an output, the bytes of all but the store, and those of its export."""
    files = {path.name: path.read_bytes() for path in out.iterdir() if path.name != "graph.db"}
    with tempfile.TemporaryDirectory() as folder:
        rows = export(out / "graph.db", Path(folder) / "rows", format="jsonl").path
        return files | {path.name: path.read_bytes() for path in rows.iterdir()}


def kill(scene: Scene, out: Path, chance: random.Random, *, by_clock: bool) -> str | None:
    """Runs the command in a process of its own that is killed; gives the phase it was in, None if it had ended.

    Args:
        scene: the command.
        out: its output.
        chance: says when.
        by_clock: at an instant instead of at a call.
    """
    call = chance.choice(scene.calls[chance.choice(sorted(scene.calls))])  # each phase as often, short as it may be
    instant = chance.random() * scene.seconds
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        if by_clock:
            signal.setitimer(signal.ITIMER_REAL, max(instant, 1e-6))  # kills, as nobody handles it
        else:
            sys.setprofile(_executioner(call, writing))
        try:
            scene.run(out)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        phase = pipe.read()
    status = os.waitpid(child, 0)[1]
    return (phase or "any instant") if os.WIFSIGNALED(status) else None


def _executioner(call: int, pipe: int) -> Callable[[FrameType, str, Any], None]:
    seen = 0

    def watch(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal seen
        seen += event.startswith("c_") and arg.__name__ in TOUCHING
        if seen == call:
            os.write(pipe, _phase(frame).encode())
            os.kill(os.getpid(), signal.SIGKILL)

    return watch


def _phase(frame: FrameType | None) -> str:
    while frame is not None:
        if frame.f_code.co_name in PHASES and "graphbuild" in frame.f_code.co_filename:
            return frame.f_code.co_name.strip("_")
        frame = frame.f_back
    return "between"


def judge(scene: Scene, out: Path, outcome: Outcome) -> None:
    """Holds what a kill left against every promise, then runs the command again and compares."""
    path = out / "graph.db"
    if path.exists():
        with Store.open(path) as store:
            faults = check(store, ontology_of(store))
            outcome.pending += store.pending
        outcome.broken += [f"{scene.name}: {fault}" for fault in faults]
        if scene.name in ("fresh", "removed"):
            rows = {name: data for name, data in content(out).items() if name.endswith("jsonl")}
            assert scene.before is not None
            known = (scene.wanted, content(scene.before))
            if not any(rows.items() <= state.items() for state in known):
                outcome.broken.append(f"{scene.name}: neither what was there before nor what should be there")
    elif scene.before is None:
        outcome.absent += 1
    else:
        outcome.broken.append(f"{scene.name}: the store is gone")
    scene.again(out)
    found = content(out)
    differing = sorted(name for name in found.keys() | scene.wanted.keys() if found.get(name) != scene.wanted.get(name))
    if differing:
        outcome.broken.append(f"{scene.name}: not the same after a second run: {', '.join(differing)}")


def harness(kills: int, seed: int) -> Outcome:
    """So many kills, each command in turn, at moments that the seed chooses."""
    pipeline.extract = invented.extract
    pipeline.signature = lambda *_, **__: "one"
    run.BATCH = 3
    chance, outcome = random.Random(seed), Outcome()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepared = scenes(folder)
        while outcome.kills < kills:
            scene = prepared[outcome.kills % len(prepared)]
            out = folder / "killed"
            shutil.rmtree(out, ignore_errors=True)
            if scene.before:
                shutil.copytree(scene.before, out)
            by_clock = outcome.kills // len(prepared) % 2 == 1
            phase = kill(scene, out, chance, by_clock=by_clock)
            if phase is None:
                outcome.finished += 1
                continue
            outcome.kills += 1
            outcome.phases[phase] += 1
            outcome.scenes[scene.name] += 1
            try:
                judge(scene, out, outcome)
            except Exception as error:  # whatever it is, it must not come
                outcome.broken.append(f"{scene.name}, {phase}: {error!r}")
    return outcome


def main() -> int:
    """Runs the harness and prints what it saw, as JSON."""
    given = [int(word) for word in sys.argv[1:3]]
    found = harness(*given, *(100, 1)[len(given) :])
    print(json.dumps(found.__dict__, indent=2))
    return bool(found.broken)


if __name__ == "__main__":
    sys.exit(main())
