"""Reading of a gazetteer as a CSV table with column names in its first line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from difflib import get_close_matches

from graphbuild.knowledge.gazetteer.countries import NOWHERE
from graphbuild.knowledge.gazetteer.ftm import OTHERS
from graphbuild.knowledge.gazetteer.row import Faults, Row

COLUMNS = ("id", "name", "aliases", "type", "country", "wikidata")
REQUIRED = ("name", "type")
SIMPLE = frozenset({"id", "schema", "name", "aliases", "countries"})
"""The columns by which the simplified tables of OpenSanctions (`targets.simple.csv`) are known."""
_BETWEEN = re.compile(r"[;|]")


def rows(text: str, faults: Faults) -> Iterator[Row]:
    """Yield the rows of a table; a faulty row is recorded and left out."""
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    simple = False
    line = 1
    try:
        for fields in reader:
            if header and any(field.strip() for field in fields):
                if len(fields) == len(header):
                    named = dict(zip(header, map(str.strip, fields), strict=True))
                    if not simple:
                        yield _row(line, named)
                    elif named["schema"] not in OTHERS:
                        yield _target(line, named)
                else:
                    faults.add(line, _miscounted(len(fields), len(header)))
            elif not header and any(field.strip() for field in fields):
                header = [name.strip().lower() for name in fields]
                simple = set(header) >= SIMPLE and "type" not in header
                if not simple and not _fits(header, line, faults):
                    return
            line = reader.line_num + 1
    except csv.Error as error:
        faults.add(line, f"this is no CSV: {error}", "A quote that is opened has to be closed.")


def _fits(header: list[str], line: int, faults: Faults) -> bool:
    """Return True if the header has all required columns, and no misspelt or duplicate one."""
    missing = [name for name in COLUMNS if name not in header]
    for name in header:
        near = get_close_matches(name, COLUMNS, n=1, cutoff=0.75)
        if name not in COLUMNS and near and near[0] in missing:
            faults.add(line, f"unknown column {name!r}", f"Did you mean {near[0]!r}?")
        elif name in COLUMNS and header.count(name) > 1:
            faults.add(line, f"there are two columns {name!r}")
        else:
            continue
        return False
    for name in REQUIRED:
        if name in missing:
            faults.add(line, f"there is no column {name!r}", f"The first line names the columns: {', '.join(COLUMNS)}.")
            return False
    return True


def _miscounted(given: int, named: int) -> str:
    """Return the message for a row with the wrong number of fields."""
    quotes = ": a name with a comma in it needs quotes around it" if given > named else ""
    return f"it has {given} {'field' if given == 1 else 'fields'}, but the first line names {named}{quotes}"


def _row(line: int, fields: dict[str, str]) -> Row:
    """Return the row of one line of the table."""
    country = fields.get("country", "")
    return Row(
        line=line,
        id=fields.get("id", ""),
        name=fields["name"],
        type=fields["type"],
        aliases=[alias.strip() for alias in _BETWEEN.split(fields.get("aliases", "")) if alias.strip()],
        weak=[],
        countries=[country] if country else [],
        wikidata=fields.get("wikidata", ""),
    )


def _target(line: int, fields: dict[str, str]) -> Row:
    """Return a row of a table of OpenSanctions: FollowTheMoney's schemata, several values between semicolons."""
    name, id_ = fields["name"], fields["id"]
    codes = [code.strip() for code in fields["countries"].split(";")]
    return Row(
        line=line,
        id=id_,
        name=name,
        type=fields["schema"],
        aliases=[alias.strip() for alias in fields["aliases"].split(";") if alias.strip() not in {"", name}],
        weak=[],
        countries=[code for code in codes if code and code.upper() not in NOWHERE],
        wikidata="",
        listed=True,
    )
