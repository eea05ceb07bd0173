"""The folders that tests read files from, wherever the test itself lies."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
DATA = TESTS / "data"
SUPPORT = TESTS / "support"
# PYTHONPATH of a program that a test starts and that imports a module of `tests/support`.
PYTHONPATH = os.pathsep.join([str(ROOT), str(SUPPORT)])
