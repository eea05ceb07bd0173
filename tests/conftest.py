"""Runs the whole suite in several processes, and everything less in one.

`pytest` alone is the whole suite: worker processes pay there, each with a language model and a browser of its own. For
one folder, module or test they only cost the seconds in which they start. `-n` on the command line has the last word.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphbuild.answers.questions.remembered import FOLDER

HERE = Path(__file__).parent
MOST_PROCESSES = 4  # each holds about 700 MB

os.environ[FOLDER] = ""  # nothing of a test is remembered in the folder of whoever runs it


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
