"""The page's script and the program decide alike whether a spell meets a period."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import date
from itertools import product

import pytest
from folders import ROOT

from graphbuild.core.spells import OPEN, UNKNOWN, Spell, spell

ASSETS = ROOT / "graphbuild" / "page" / "assets"
NODE = shutil.which("node")
ENDS = (OPEN, UNKNOWN, "2014", "2019-12-31", "2020", "2020-02", "2021-05-26")
DAYS = (
    None,
    "1950-01-01",
    "2014-12-31",
    "2019-12-31",
    "2020-01-01",
    "2020-02-29",
    "2021-05-26",
    "2021-05-27",
    "2030-06-01",
)
ASK = """
const days = (day) => (day ? span(day)[0] : null);
const asked = JSON.parse(process.argv[1]);
console.log(JSON.stringify(asked.map(([text, from, to]) => {
  const found = spellDays(text);
  return found ? meets(found, days(from), days(to)) : null;
})));
"""


def by_the_program(text: str, since: str | None, until: str | None) -> bool | None:
    found = spell(text)
    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    return found.meets(*days) if found else None


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_the_page_agrees() -> None:
    every = [(f"{a}/{b}", since, until) for a, b, since, until in product(ENDS, ENDS, DAYS, DAYS)]
    asked = [*random.Random(1).sample(every, 900), ("", None, None), ("2019", None, None), ("soon/later", None, None)]
    scripts = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in ("spells.js", "calendar.js"))
    page = f"const [DATA, LINKS, state] = [{{ documents: {{}} }}, [], {{}}];\n{scripts}\n{{{ASK}}}"
    answer = subprocess.run([NODE, "-e", page, json.dumps(asked)], capture_output=True, text=True, check=True)  # type: ignore[list-item]
    by_the_page = json.loads(answer.stdout)
    assert by_the_page == [by_the_program(*one) for one in asked]
    assert {True, False, None} <= set(by_the_page)


@pytest.mark.parametrize(
    ("text", "since", "until", "found"),
    [
        ("2019/..", "2021-01-01", "2021-12-31", True),
        ("2019/..", None, "2018-12-31", False),
        ("2015/2018", "2016-01-01", "2016-12-31", True),
        ("2015/2018", "2019-01-01", None, False),
        ("../2018", "2010-01-01", "2010-12-31", True),
        ("../2018", "2019-01-01", None, False),
        ("/2019-12-31", "2020-01-01", "2020-12-31", False),
        ("/2019-12-31", "2019-01-01", "2019-12-31", True),
        ("/2019-12-31", "1950-01-01", "1950-12-31", False),
        ("2020-01-01/", None, "2021-01-01", True),
        ("2020-06/2020-06", "2020-06-30", None, True),
    ],
)
def test_when_a_spell_meets_a_period(text: str, since: str | None, until: str | None, found: bool) -> None:
    assert by_the_program(text, since, until) is found


@pytest.mark.parametrize("text", ["", "2019", "/", "../..", "soon/later", "2019/2020/2021", "2021-02-30/.."])
def test_what_is_no_spell(text: str) -> None:
    assert spell(text) is None


def test_a_spell_is_written_as_it_is_read() -> None:
    assert str(Spell("2019", OPEN)) == "2019/.."
    assert spell("2019/..") == Spell("2019", OPEN)
