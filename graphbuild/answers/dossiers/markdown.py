"""A report as Markdown with footnotes (Pandoc, GitHub). Text of articles is escaped, so it cannot become markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from graphbuild.answers.dossiers.content import Footnote, Section, Sheet, Statement

_MEANS = re.compile(r"[\\`*_{}\[\]<>|~$^&@#]|:(?=\S)")
# Markup only at the beginning of a line.
_LEADS = re.compile(r"^([-+=]|\d+(?=[.)]))")
# A URL becomes a link without markup.
_ADDRESS = re.compile(r"(?i)\b(www)\.")
# Control characters for the writing direction, which can disguise a text.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})


def markdown(sheet: Sheet) -> str:
    """Return the report as text, ending with a newline."""
    return "\n".join(_lines(sheet)) + "\n"


def escape(text: str) -> str:
    """Return the text in one line, with every character that Markdown or HTML would interpret escaped."""
    escaped = _ADDRESS.sub(r"\1\\.", _MEANS.sub(r"\\\g<0>", plain(text)))
    return _LEADS.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", escaped)


def plain(text: str) -> str:
    """Return the text in one line, without invisible characters."""
    line = " ".join(_DIRECTION.sub("", text).split())
    return "".join("\ufffd" if unicodedata.category(char) in _UNSEEN else char for char in line)


def _lines(sheet: Sheet) -> Iterator[str]:
    """Yield the lines of a report."""
    yield f"# {escape(sheet.title)}"
    yield ""
    yield escape(sheet.subtitle)
    for section in sheet.sections:
        yield from _section(section, "##")
    yield ""
    for note in sheet.footnotes:
        yield f"[^{note.number}]: {_footnote(note)}"


def _section(section: Section, level: str) -> Iterator[str]:
    """Yield the lines of a section, its heading at this level."""
    yield ""
    yield f"{level} {escape(section.title)}"
    if section.statements:
        yield ""
        yield from map(_statement, section.statements)
    for part in section.parts:
        yield from _section(part, f"{level}#")


def _statement(statement: Statement) -> str:
    """Return a statement as a Markdown list item with its notes and footnote references."""
    notes = f" ({escape(statement.notes)})" if statement.notes else ""
    return f"- {escape(statement.text)}{notes}" + "".join(f"[^{number}]" for number in statement.proofs)


def _footnote(note: Footnote) -> str:
    """Return the text of a footnote."""
    quoted = f"“{escape(note.sentence)}” " if note.sentence else ""
    digest = f". SHA-256 `{escape(note.sha256)}`" if note.sha256 else ""
    return f"{quoted}{escape(note.where)}{digest}"
