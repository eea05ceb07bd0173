"""The wheel: it holds everything, nothing else, and works where only it is installed, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from folders import ROOT

import graphbuild

# Run by the venv's Python at its start: whoever asks for the network fails.
OFFLINE = """
import sys
def refuse(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        raise RuntimeError(f"network: {event} {args}")
sys.addaudithook(refuse)
"""


def run(*command: str | Path, folder: Path) -> str:
    """The output of a program; what it says of itself stands in the failure."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        command, cwd=folder, env={**environment, "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the tree, so that nothing is left in the tree and nothing old gets in."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    for name in ("graphbuild", "tests", "docs", "seeds"):
        own = shutil.ignore_patterns("__pycache__", "node_modules", "*.egg-info")
        shutil.copytree(ROOT / name, source / name, ignore=own)
    build = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index")
    run(*build, "--wheel-dir", target, ".", folder=source)
    [built] = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, and its dependencies from the environment of the tests."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    variables = {"base": str(home), "platbase": str(home)}
    paths = {name: Path(sysconfig.get_path(name, "venv", variables)) for name in ("purelib", "scripts")}
    pip = (sys.executable, "-m", "pip", "--python", paths["scripts"] / "python", "install")
    run(*pip, "--quiet", "--no-deps", "--no-index", wheel, folder=home)
    # Only now: pip would take a graphbuild among them for the one that is wanted.
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (paths["purelib"] / "dependencies.pth").write_text("\n".join(sorted(here)), encoding="utf-8")
    (paths["purelib"] / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    return paths["scripts"]


def test_everything_is_in_it_and_nothing_else(wheel: Path) -> None:
    package = ROOT / "graphbuild"
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")
    }
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "graphbuild/py.typed",
        "graphbuild/knowledge/ontology/relations/rank.toml",
        "graphbuild/page/assets/page.html",
    } <= expected
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_it_is_the_wheel_that_runs(programs: Path, tmp_path: Path) -> None:
    found = run(programs / "python", "-c", "import graphbuild; print(graphbuild.__file__)", folder=tmp_path)
    assert Path(found.strip()).is_relative_to(programs.parent)
    version = run(programs / "graphbuild", "--version", folder=tmp_path)
    assert version == f"graphbuild {graphbuild.__version__}\n"


def test_the_network_is_refused(programs: Path, tmp_path: Path) -> None:
    """So that the build below cannot pass by way of it."""
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run([programs / "python", "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert b"RuntimeError: network" in done.stderr


def test_it_builds_the_graph_of_the_seed_article(programs: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    assert "Documents read     1\n" in run(programs / "graphbuild", "build", folder=tmp_path)
    output = tmp_path / "output"
    assert {path.name for path in output.iterdir()} >= {"graph.db", "graph.html", "graph.graphml"}
    assert {path.name for path in tmp_path.iterdir()} == {"seeds", "output"}
    assert "vis-network" in (output / "graph.html").read_text(encoding="utf-8")
    assert "arrests" in run(programs / "graphbuild", "links", "Muslih", folder=tmp_path)
