"""Prints the lowest version of each requirement of pyproject.toml, as constraints for pip.

    python .ci/lowest.py > constraints.txt && pip install -c constraints.txt .

So a bound is tried that nobody would meet by chance: pip takes the newest versions that it is allowed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def main() -> None:
    """Writes a line for each requirement of the package itself, without its extras."""
    needed = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    for requirement in needed:
        match = re.match(r"([\w.-]+)(?:>=|==)([\d.]+)", requirement)
        if match is None:
            sys.exit(f"{requirement}: it has no lower bound.")
        sys.stdout.write(f"{match[1]}=={match[2]}\n")


if __name__ == "__main__":
    main()
