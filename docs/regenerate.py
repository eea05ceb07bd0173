"""Writes what the commands really say into the documentation.

A block that begins with `<!-- says: graphbuild links --help -->` and ends with `<!-- end -->` is filled with what that
command writes, run on a graph of the seed article. Run in the project's folder: `python docs/regenerate.py`.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from graphbuild.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = (ROOT / "docs" / "commands.md", ROOT / "docs" / "corrections.md")
WIDTH = 100
BLOCK = re.compile(r"<!-- says: (?P<command>.+?) -->\n.*?<!-- end -->", re.DOTALL)


def filled(page: str, only: Callable[[str], bool] = lambda command: True) -> str:
    """The page with every block filled anew whose command `only` lets through."""
    return BLOCK.sub(lambda match: block(match["command"]) if only(match["command"]) else match[0], page)


def block(command: str) -> str:
    """The block of one command."""
    return f"<!-- says: {command} -->\n```text\n{said(command)}\n```\n<!-- end -->"


def said(command: str) -> str:
    """What a command writes, without spaces at the ends of lines."""
    _, *args = shlex.split(command)
    result = CliRunner().invoke(main, args, prog_name="graphbuild", terminal_width=WIDTH)
    return "\n".join(line.rstrip() for line in result.output.rstrip().splitlines())


def regenerate() -> None:
    """Fills every block of every page; the first to come is `graphbuild build`, on the seed article."""
    for page in (README, *PAGES):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "seeds").symlink_to(ROOT / "seeds")
            os.chdir(folder)
            page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    regenerate()
