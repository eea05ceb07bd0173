"""CONTRIBUTING.md, Makefile, hooks and issue forms: their paths exist, and their checks are those of CI."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from folders import ROOT, TESTS

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))


def targets() -> dict[str, list[str]]:
    """The targets of the Makefile, each with its commands."""
    found: dict[str, list[str]] = {}
    for line in MAKEFILE.splitlines():
        if match := re.match(r"([a-z]+):", line):
            found[match[1]] = []
        elif line.startswith("\t"):
            list(found.values())[-1].append(line.strip())
    return found


def test_every_path_in_the_guide_exists() -> None:
    named = re.findall(r"(?:graphbuild|tests|docs|benchmarks)/[\w./-]*[\w/]", GUIDE)
    assert len(set(named)) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_guide_names_commands_of_make_that_exist() -> None:
    named = {word for words in re.findall(r"`make ([a-z ]+)`", GUIDE) for word in words.split()}
    assert {"lint", "types", "docs"} <= named <= set(targets())


def test_make_checks_what_ci_checks() -> None:
    checks = [*targets()["lint"], *targets()["types"]]
    assert re.findall(r'^checked "((?:ruff|mypy).*)"$', CI, re.MULTILINE) == checks
    entries = re.findall(r"entry: (.*)", HOOKS)
    assert [entry.replace(" --force-exclude", "") for entry in entries] == [
        "ruff check",
        "ruff format",
        "mypy --strict",
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_every_issue_form_asks_to_replace_personal_details(form: Path) -> None:
    text = form.read_text(encoding="utf-8")
    assert re.search(r"label: .*sentence.*with personal details replaced", text)
    assert "graphbuild --version" in text and "required: true" in text


def test_there_is_a_form_for_each_kind_of_report() -> None:
    assert [path.stem[2:] for path in FORMS] == ["wrong-link", "missed-link", "unread-file", "crash"]


@pytest.mark.parametrize(
    ("args", "options", "expected"),
    [
        (["tests"], {}, True),
        ([str(ROOT)], {}, True),
        (["tests/store"], {}, False),
        (["tests", "tests/store/test_store.py::TestAdd"], {}, False),
        (["tests"], {"keyword": "family"}, False),
        (["tests"], {"lf": True}, False),
    ],
)
def test_processes_are_started_for_the_whole_suite_only(
    args: list[str], options: dict[str, Any], expected: bool
) -> None:
    spec = importlib.util.spec_from_file_location("root_conftest", TESTS / "conftest.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    option = SimpleNamespace(numprocesses=None, maxprocesses=None, dist="no")
    config = SimpleNamespace(
        args=args,
        invocation_params=SimpleNamespace(dir=ROOT),
        getoption=options.get,
        option=option,
        pluginmanager=SimpleNamespace(hasplugin=lambda name: True),
    )
    module.pytest_cmdline_main(config)
    assert (option.numprocesses, option.dist) == (("auto", "worksteal") if expected else (None, "no"))
