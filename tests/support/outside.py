"""The readers of others that the tests of exports read with: where one is missing, a test is skipped, not in CI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from folders import TESTS

READERS = TESTS / "readers"


def with_node(*paths: Path) -> list[dict[str, Any]]:
    """What graphology (Gephi Lite's) and Neo4j's grammar read in these files."""
    if shutil.which("node") is None or not (READERS / "node_modules").is_dir():
        missing("node and `npm ci --prefix tests/readers`")
    command = ["node", str(READERS / "read.mjs"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def missing(what: str) -> None:
    """Skips the test for want of something; fails it where CI should have installed it."""
    if os.environ.get("CI"):
        pytest.fail(f"CI has to install {what}")
    pytest.skip(f"needs {what}")
