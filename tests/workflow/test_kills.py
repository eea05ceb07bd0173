"""A build or removal that is killed, at any moment, loses nothing and harms nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from folders import ROOT

from graphbuild.core import files as atomic

HARNESS = ROOT / "benchmarks" / "kills.py"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the harness forks")
def test_whenever_it_is_killed_the_store_is_whole_and_the_same_command_goes_on() -> None:
    done = subprocess.run(
        [sys.executable, str(HARNESS), "10", "7"], capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    found = json.loads(done.stdout)
    assert found["broken"] == []
    assert done.returncode == 0
    assert found["kills"] == sum(found["phases"].values()) == 10
    assert len(found["scenes"]) == 5
    assert len(found["phases"]) >= 3, "kills come in different phases"


def test_what_killed_processes_left_is_cleared_away(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f".page.html.new-{dead.pid}"
    left.write_text("half")
    (tmp_path / f".page.html.new-{dead.pid}-later").write_text("the second half")
    folder = tmp_path / f".rows.new-{dead.pid}"
    folder.mkdir()
    other = tmp_path / f".page.html.new-{os.getppid()}"
    other.write_text("being written")
    with atomic.replacing(tmp_path / "page.html") as beside:
        beside.write_text("whole")
    with atomic.replacing_folder(tmp_path / "rows", files=()):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [other.name, "page.html", "rows"]
