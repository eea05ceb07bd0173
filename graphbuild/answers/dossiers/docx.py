"""A report as a Word file with real footnotes; equal reports give equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from graphbuild.answers.dossiers.content import Footnote, Section, Sheet, Statement

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
# XML 1.0, production 2 (Char), and control characters for the writing direction.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ALWAYS = (1980, 1, 1, 0, 0, 0)
"""Time of every entry of the archive, the earliest that zip allows; the real time would change the bytes."""


def word(sheet: Sheet) -> bytes:
    """Return the report as the bytes of a .docx file."""
    import docx

    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.comments = _plain(sheet.title)[:255], "graphbuild", ""
    core.created = core.modified = datetime(*_ALWAYS)
    document.add_heading(_plain(sheet.title), level=0)
    document.add_paragraph(_plain(sheet.subtitle))
    cited: set[int] = set()
    for section in sheet.sections:
        _write(document, section, 1, cited)
    _add_footnotes(document, sheet.footnotes)
    out = io.BytesIO()
    document.save(out)
    return _settled(out.getvalue())


def _write(document: Word, section: Section, level: int, cited: set[int]) -> None:
    """Write a section and its subsections."""
    document.add_heading(_plain(section.title), level=level)
    for statement in section.statements:
        _write_statement(document.add_paragraph(style="List Bullet"), statement, cited)
    for part in section.parts:
        _write(document, part, level + 1, cited)


def _write_statement(paragraph: Paragraph, statement: Statement, cited: set[int]) -> None:
    """Write a statement with references to its footnotes."""
    paragraph.add_run(_plain(statement.text))
    if statement.notes:
        paragraph.add_run(f" ({_plain(statement.notes)})").italic = True
    for at, number in enumerate(statement.proofs):
        if at:
            paragraph.add_run(", ").font.superscript = True
        if number in cited:  # Word shows a footnote where it is first referred to, and only there
            paragraph.add_run(str(number)).font.superscript = True
        else:
            _refer(paragraph, number)
            cited.add(number)


def _refer(paragraph: Paragraph, number: int) -> None:
    """Add a reference to a footnote, which Word numbers by itself in text order."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    mark: Any = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), str(number))
    run._r.append(mark)


def _add_footnotes(document: Word, notes: tuple[Footnote, ...]) -> None:
    """Add the part of the file that contains the footnotes, which python-docx does not support."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    content = "".join(_footnotes(notes)).encode("utf-8")
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, content, document.part.package)
    document.part.relate_to(part, _RELATION)


def _footnotes(notes: tuple[Footnote, ...]) -> Iterator[str]:
    """Yield the XML of the footnotes part."""
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{_W}">'
    for kind, id_, mark in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator")):
        yield f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
    for note in notes:
        raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        words = f'<w:r><w:t xml:space="preserve"> {escape(_plain(_text(note)))}</w:t></w:r>'
        yield f'<w:footnote w:id="{note.number}"><w:p>{raised}{words}</w:p></w:footnote>'
    yield "</w:footnotes>"


def _text(note: Footnote) -> str:
    """Return the text of a footnote: the quoted sentence, its location and the SHA-256."""
    quoted = f"“{note.sentence}” " if note.sentence else ""
    return f"{quoted}{note.where}" + (f". SHA-256 {note.sha256}" if note.sha256 else "")


def _plain(text: str) -> str:
    """Return the text in one line, without characters that XML forbids or that change the writing direction."""
    return " ".join(_FORBIDDEN.sub("\ufffd", _DIRECTION.sub("", text)).split())


def _settled(archive: bytes) -> bytes:
    """Return the same zip archive with a constant time on all entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _ALWAYS)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 3
            new.writestr(part, old.read(name))
    return out.getvalue()
