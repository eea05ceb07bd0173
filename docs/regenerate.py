"""Writes what the commands really say into the documentation.

A block that begins with `<!-- says: graphbuild links --help -->` and ends with `<!-- end -->` is filled with what that
command writes, run on a graph of the seed article. In `python.md` each block of Python is
followed by what it prints. Run in the project's folder: `python docs/regenerate.py`.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from graphbuild.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = tuple(ROOT / "docs" / name for name in ("commands.md", "corrections.md", "asking.md"))
PYTHON = ROOT / "docs" / "python.md"
BUILD = "graphbuild build"
WIDTH = 100
BLOCK = re.compile(r"<!-- says: (?P<command>.+?) -->\n.*?<!-- end -->", re.DOTALL)


def filled(page: str, only: Callable[[str], bool] = lambda command: True) -> str:
    """The page with every block filled anew whose command `only` lets through."""
    return BLOCK.sub(lambda match: block(match["command"]) if only(match["command"]) else match[0], page)


def block(command: str) -> str:
    """The block of one command."""
    return f"<!-- says: {command} -->\n```text\n{said(command)}\n```\n<!-- end -->"


def said(command: str) -> str:
    """What a command writes, without spaces at the ends of lines.

    Raises:
        RuntimeError: the command went wrong, so that no error ever becomes an example.
    """
    _, *args = shlex.split(command)
    result = CliRunner().invoke(main, args, prog_name="graphbuild", terminal_width=WIDTH)
    if result.exit_code:
        raise RuntimeError(f"{command}\n{result.output}")
    return "\n".join(line.rstrip() for line in result.output.rstrip().splitlines())


def afresh(page: str) -> str:
    """The page with every block filled, its commands run one after another on a new graph of the seed article."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("seeds").symlink_to(ROOT / "seeds")
        if f"<!-- says: {BUILD} -->" not in page:
            said(BUILD)
        return filled(page)


RUN = re.compile(r"```python\n(?P<code>.*?)```\n(?:\n```text\n.*?```\n)?", re.DOTALL)


def printed(page: str) -> str:
    """The page with what each of its blocks of Python prints, run one after another beside the seed article."""
    names: dict[str, object] = {}

    def block_of(match: re.Match[str]) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(match["code"], "docs/python.md", "exec"), names)
        shown = f"\n```text\n{out.getvalue()}```\n" if out.getvalue() else ""
        return f"```python\n{match['code']}```\n{shown}"

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("seeds").symlink_to(ROOT / "seeds")
        return RUN.sub(block_of, page)


def regenerate() -> None:
    """Fills every block of every page."""
    PYTHON.write_text(printed(PYTHON.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    for page in (README, *PAGES):
        page.write_text(afresh(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    regenerate()
