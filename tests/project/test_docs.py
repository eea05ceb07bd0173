"""The documentation says what is so: its links lead somewhere, its commands exist, its examples run as shown."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from folders import ROOT

import graphbuild
from graphbuild.cli import main
from graphbuild.knowledge import ontology

README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
IMAGE_LIMIT = 300_000
pages = pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])


def fences(page: Path, *languages: str) -> list[str]:
    """The code blocks of a page in these languages."""
    return [f["body"] for f in FENCE.finditer(page.read_text(encoding="utf-8")) if f["language"] in languages]


def targets(page: Path) -> Iterator[str]:
    """Where the links and images of a page lead."""
    prose = FENCE.sub("", page.read_text(encoding="utf-8"))
    yield from re.findall(r"\]\(([^)\s]+)\)", prose)


def commands(page: Path) -> list[str]:
    """Every `graphbuild ...` that a reader may type: in blocks, indented, in the running text, as examples."""
    lines = [line for block in fences(page, "", "sh") for line in block.splitlines()]
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    found = [part.strip() for line in lines for part in line.split("&&")]
    found += re.findall(r"^ {4}(graphbuild(?: \S+)+)", text, re.MULTILINE)  # what follows two spaces explains
    found += [" ".join(code.split()) for code in re.findall(r"`(graphbuild [^`]+)`", text)]
    found += re.findall(r"<!-- says: (graphbuild .+?) -->", text)
    return [command for command in found if command.startswith("graphbuild ")]


def parse(command: str) -> None:
    """Parses a command line as the program would, without running it; what is left to the reader may be missing.

    Raises:
        click.UsageError: there is no such command or option, or an option's value is wrong.
    """
    words = shlex.split(command, comments=True)[1:]
    name: str | None = "graphbuild"
    found: click.Command | None = main
    context: click.Context | None = None
    while isinstance(found, click.Group):  # `correct` has commands of its own
        if not words or words[0].isupper() or words[0] in ("...", "--help"):
            return
        # With its own settings: a command keeps the help option that it was first asked with.
        context = click.Context(found, info_name=name, parent=context, **found.context_settings)
        name, found, words = found.resolve_command(context, words)
    assert found is not None
    try:
        found.make_context(name, words, parent=context)
    except click.exceptions.Exit:  # --help
        pass
    except click.BadParameter as error:  # an argument is left out, or stands for one: `undo NUMBER`
        if not isinstance(error.param, click.Argument):
            raise


@pages
def test_links_lead_somewhere(page: Path) -> None:
    for target in targets(page):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target.split("#")[0]).exists(), target


@pages
def test_commands_exist_with_their_options(page: Path) -> None:
    for command in commands(page):
        try:
            parse(command)
        except click.UsageError as error:
            pytest.fail(f"{command}: {error.format_message()}")


@pytest.mark.parametrize(
    "command",
    ["graphbuild lnks Ana", "graphbuild links Ana --deep 2", "graphbuild path A B C", "graphbuild correct mend A"],
)
def test_a_wrong_command_would_be_found(command: str) -> None:
    with pytest.raises(click.UsageError):
        parse(command)


def test_the_readme_has_links_pictures_and_commands() -> None:
    """So that the tests above do not pass because nothing was found."""
    assert {"docs/images/page.png", "docs/commands.md", "LICENSE"} <= set(targets(README))
    found = commands(README)
    assert {"graphbuild build", 'graphbuild links "NAME" --graph mine/graph.db', "graphbuild check"} <= set(found)
    assert {"build", "links", "path", "show", "explain"} <= {command.split()[1] for command in found}


def documentation() -> Any:
    """The script that writes what commands say into the documentation."""
    spec = importlib.util.spec_from_file_location("regenerate", ROOT / "docs" / "regenerate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["README.md", "docs/commands.md", "docs/corrections.md", "docs/asking.md"])
def test_the_pages_show_what_the_commands_really_say(name: str) -> None:
    docs = documentation()
    assert ROOT / name in (docs.README, *docs.PAGES)
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page.count("<!-- says: ") == page.count("<!-- end -->") >= 1
    # Versions of click fold help texts differently.
    assert docs.afresh(page).split() == page.split(), "run: python docs/regenerate.py"


def test_a_command_that_fails_is_no_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RuntimeError, match="There is no store"):
        documentation().said("graphbuild stats")


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    whole, component = fences(README, "python")
    assert "Security forces arrests Qasim Muslih asserted\nSecurity forces arrested" in output(whole, tmp_path)
    assert (tmp_path / "page.html").stat().st_size > 100_000
    assert "Karim Daoud leads Cedar Front asserted\n" in output(component, tmp_path)


def test_the_python_of_the_documentation_prints_what_it_shows() -> None:
    docs = documentation()
    page = docs.PYTHON.read_text(encoding="utf-8")
    assert page.count("```python") > 8 and page.count("```text") > 8
    assert docs.printed(page) == page, "run: python docs/regenerate.py"


def output(code: str, folder: Path) -> str:
    """What Python code prints in a process of its own."""
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_relations_of_the_readme_can_be_laid_over_the_built_in_ones(tmp_path: Path) -> None:
    [own] = fences(README, "toml")
    (tmp_path / "mine.toml").write_text(own, encoding="utf-8")
    laid, built_in = ontology.load(tmp_path / "mine.toml"), ontology.load()
    assert set(laid.relations) - set(built_in.relations) == {"ferries"}
    assert len(laid.relation("arrests").frames) == len(built_in.relation("arrests").frames) + 1


def test_the_readme_starts_with_the_two_commands_and_the_checks_run_them() -> None:
    build, test = (block.strip() for block in fences(README, "sh")[:2])
    assert build == "pip install . && graphbuild build"
    assert f'checked "{test}"' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    assert {page.name for page in (ROOT / "docs").glob("*.md")} - {"README.md"} <= set(targets(index))


def test_every_package_is_in_the_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = {
        name for cell in re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    package = Path(graphbuild.__file__).parent
    rooms = {path.parent.name for path in package.glob("*/__init__.py")}
    assert named == rooms


def test_the_changelog_has_this_version() -> None:
    assert f"\n## {graphbuild.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", "page evidence focus link path dark phone 2000".split())
def test_the_pictures_are_small(name: str) -> None:
    picture = (ROOT / "docs" / "images" / f"{name}.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < IMAGE_LIMIT
