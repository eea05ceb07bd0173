"""Runs the whole suite in several processes, and everything less in one.

`pytest` alone is the whole suite: worker processes pay there, each with a language model and a browser of its own. For
one folder, module or test they only cost the seconds in which they start. `-n` on the command line has the last word.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MOST_PROCESSES = 4  # each holds about 700 MB

# Where PYTHONDONTWRITEBYTECODE is set, each of the hundreds of processes would compile all of our code again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_configure() -> None:
    """Sees to it that nothing of a test is remembered in the folder of whoever runs it."""
    from graphbuild.answers.questions.remembered import FOLDER

    os.environ[FOLDER] = ""


@pytest.hookimpl(tryfirst=True)  # before the hook of pytest-xdist, which reads these options
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Sets the options of pytest-xdist for the whole suite, unless they are given."""
    if hasattr(config, "workerinput") or not config.pluginmanager.hasplugin("xdist"):
        return
    if config.option.numprocesses is None and whole_suite(config):
        config.option.numprocesses = "auto"
        config.option.maxprocesses = config.option.maxprocesses or MOST_PROCESSES
        config.option.dist = "worksteal"


def whole_suite(config: pytest.Config) -> bool:
    """Whether every test was asked for: no folder, file or test is named, and nothing is selected."""
    selected = any(config.getoption(name) for name in ("keyword", "markexpr", "lf", "failedfirst", "usepdb"))
    everything = {HERE, HERE.parent}
    return not selected and {(config.invocation_params.dir / arg).resolve() for arg in config.args} <= everything
