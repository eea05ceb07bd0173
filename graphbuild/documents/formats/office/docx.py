"""Word files: what Word shows as the final text, in the order of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Part
from graphbuild.documents.formats.bundles import factiva, nexis
from graphbuild.documents.formats.office.packages import Element, opened, xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD = re.compile(
    r"^\{http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/wordprocessingml/(?:2006/)?main\}"
)
_CORE = "docProps/core.xml"
_BY_PROGRAM = frozenset({"python-docx", "microsoft office user", "user", "admin", "unknown"})
_SIGNS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_GONE = {"del": "tracked deletions", "moveFrom": "tracked deletions"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_SETTINGS = frozenset(
    {"pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "tblGrid", "instrText", "delText"}
)
_OFF = frozenset({"0", "false", "off"})
_WHAT = "Word file"


def extract(data: bytes) -> Iterator[Part]:
    """The text of a document, with its title and author where the file names them.

    Tracked changes count as accepted. Notes stand at the end. Left out and named: comments, deletions, hidden text,
    diagrams. The file's own dates say when it was saved, not when it was published, and are left out.

    Raises:
        InputError: it is damaged, packed to burst, or empty.
    """
    archive = opened(data, _WHAT)
    root = xml(archive, "word/document.xml", _WHAT)
    body = None if root is None else next((item for item in root if _name(item) == "body"), None)
    if body is None:
        raise InputError("It is not a Word file, or damaged: open it in a word processor and save it anew.")
    notes = {
        kind: {note.get(f"{_W}id"): note for note in xml(archive, f"word/{kind}.xml", _WHAT) or ()}
        for kind in _NOTES.values()
    }
    page = _Page(hidden=_hidden_styles(xml(archive, "word/styles.xml", _WHAT)))
    page.read(body)
    for kind, number in page.notes:
        if number in notes[kind]:
            page.read(notes[kind][number])
    fields = _fields(xml(archive, _CORE, _WHAT))
    articles = nexis.split(page.paragraphs) or factiva.split(page.paragraphs)
    if articles:
        yield from articles
        return
    yield Extract(text="\n\n".join(page.paragraphs), fields=fields, remarks=page.remarks())


@dataclass(slots=True)
class _Page:
    """The paragraphs read so far, and what was left out.

    Attributes:
        hidden: the ids of styles whose text is hidden.
        line: the pieces of the paragraph that is being read.
        fields: for each complex field that is open, whether its instruction is over.
    """

    hidden: frozenset[str]
    paragraphs: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    out: Counter[str] = field(default_factory=Counter)
    line: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)

    def read(self, within: Element) -> None:
        """Reads paragraphs and tables, whatever they are wrapped in."""
        for block in within:
            name = _name(block)
            if name == "p":
                self._paragraph(block)
            elif name == "tbl":
                self._table(block)
            elif name in _GONE:
                self.out[_GONE[name]] += 1
            elif name == "altChunk":
                self.out["embedded files"] += 1
            elif name == "AlternateContent":
                self.read(_chosen(block))
            elif name not in _SETTINGS and not _is_prompt(block):
                self.read(block)

    def _paragraph(self, paragraph: Element) -> None:
        """Read a paragraph, which goes on where its end is deleted."""
        self._inline(paragraph)
        if _has(paragraph, "pPr", "rPr", "del") or _has(paragraph, "pPr", "rPr", "moveFrom"):
            return  # its end is deleted: what follows goes on in the same line
        self._end()

    def _end(self) -> None:
        """End the line: keep it as a paragraph, then read the text boxes in it."""
        if text := " ".join("".join(self.line).split()):
            self.paragraphs.append(text)
        boxes, self.line, self.boxes = self.boxes, [], []
        for box in boxes:
            self.read(box)
            self._end()

    def _table(self, table: Element) -> None:
        """A row is a paragraph; its cells are parted by semicolons."""
        for row in _within(table, "tr"):
            if _has(row, "trPr", "del"):
                self.out["tracked deletions"] += 1
                continue
            cells = []
            for cell in _within(row, "tc"):
                part = _Page(self.hidden, notes=self.notes, out=self.out)
                part.read(cell)
                part._end()
                cells.append(" ".join(part.paragraphs))
            if text := "; ".join(filter(None, cells)):
                self.paragraphs.append(text)

    def _inline(self, within: Element) -> None:
        """Read what stands in a line, whatever it is wrapped in."""
        style = _value(within, "pPr", "pStyle")
        for item in within:
            name = _name(item)
            if name == "r":
                self._run(item, style in self.hidden)
            elif name in _GONE:
                self.out[_GONE[name]] += 1
            elif name == "AlternateContent":
                self._inline(_chosen(item))
            elif name not in _SETTINGS and not _is_prompt(item):
                self._inline(item)

    def _run(self, run: Element, hidden: bool) -> None:
        """Read a run of letters, unless it is hidden."""
        if _is_on(run, "rPr", "vanish") or (
            not _has(run, "rPr", "vanish") and (hidden or _value(run, "rPr", "rStyle") in self.hidden)
        ):
            self.out["hidden text"] += any(_name(item) == "t" for item in run)
            return
        for item in run:
            self._piece(item)

    def _piece(self, item: Element) -> None:
        """Read one element of a run: text, a sign, a field, a note or a drawing."""
        name = _name(item)
        shown = all(self.fields)
        if name == "fldChar":
            self._field(item.get(f"{_W}fldCharType"))
        elif name == "t" and shown:
            self.line.append(item.text or "")
        elif name in _SIGNS and shown:
            self.line.append(_SIGNS[name])
        elif name == "sym" and shown:
            self.line.append(_symbol(item.get(f"{_W}char")))
        elif name in _NOTES:
            self.notes.append((_NOTES[name], item.get(f"{_W}id")))
        elif name == "commentReference":
            self.out["comments"] += 1
        elif name in {"drawing", "pict", "object", "AlternateContent"}:
            self._drawing(_chosen(item) if name == "AlternateContent" else item)

    def _field(self, mark: str | None) -> None:
        """A complex field: from `begin` to `separate` stands its instruction, then to `end` what it shows."""
        if mark == "begin":
            self.fields.append(False)
        elif mark == "separate" and self.fields:
            self.fields[-1] = True
        elif mark == "end" and self.fields:
            self.fields.pop()

    def _drawing(self, drawing: Element) -> None:
        """Remember the text boxes of a drawing, and count its diagrams."""
        boxes = [item for item in drawing.iter() if isinstance(item.tag, str) and _name(item) == "txbxContent"]
        self.boxes += boxes
        for item in drawing.iter():
            if isinstance(item.tag, str) and item.tag.endswith("}graphicData"):
                self.out["diagrams"] += str(item.get("uri")).endswith(("/diagram", "/chart"))

    def remarks(self) -> tuple[str, ...]:
        """What was left out, as one sentence."""
        left = [f"{kind} ({n})" for kind, n in sorted(self.out.items()) if n]
        return (f"Left out: {', '.join(left)}.",) if left else ()


def _name(item: Element) -> str:
    """The name of an element of Word, or of markup compatibility; others keep their namespace."""
    tag = item.tag if isinstance(item.tag, str) else ""
    if tag.endswith("}AlternateContent"):
        return "AlternateContent"
    return _WORD.sub("", tag)


def _chosen(alternatives: Element) -> Element:
    """The first form of what is given in several: the one for today's Word, or for the old one where that is empty."""
    forms = [item for item in alternatives if isinstance(item.tag, str)]
    return next((form for form in forms if "".join(form.itertext()).strip()), forms[0] if forms else alternatives)


def _within(table: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, whatever they are wrapped in."""
    for item in table:
        if _name(item) == name:
            yield item
        elif _name(item) not in _SETTINGS and _name(item) not in {"tbl", "p", *_GONE}:
            yield from _within(item, name)


def _child(item: Element, *path: str) -> Element | None:
    """Return the first element at the end of a path of names."""
    for name in path:
        item = next((child for child in item if _name(child) == name), None)
        if item is None:
            return None
    return item


def _has(item: Element, *path: str) -> bool:
    """Whether an element has a descendant at a path of names."""
    return _child(item, *path) is not None


def _value(item: Element, *path: str) -> str | None:
    """Return the `val` attribute of the element at a path of names; None if there is none."""
    found = _child(item, *path)
    return None if found is None else found.get(f"{_W}val")


def _is_on(item: Element, *path: str) -> bool:
    """Whether the on/off property at a path of names is present and not switched off."""
    found = _child(item, *path)
    return found is not None and found.get(f"{_W}val", "1") not in _OFF


def _is_prompt(item: Element) -> bool:
    """Whether a content control shows only the prompt to fill it in."""
    return _name(item) == "sdt" and _is_on(item, "sdtPr", "showingPlcHdr")


def _hidden_styles(styles: Element | None) -> frozenset[str]:
    """Return the IDs of the styles that hide their text."""
    return frozenset(style.get(f"{_W}styleId") for style in styles or () if _is_on(style, "rPr", "vanish"))


def _symbol(code: str | None) -> str:
    """Return the sign of a hexadecimal code; nothing for those that only a symbol font has."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= point <= 0xF8FF or 0xD800 <= point <= 0xDFFF else chr(point)


def _fields(core: Element | None) -> Fields:
    """Return the title and author from the core properties, ignoring default author names set by programs."""
    said = {str(item.tag).rpartition("}")[2]: (item.text or "").strip() for item in core or ()}
    author = said.get("creator", "")
    return Fields(title=said.get("title") or None, author=author if author.lower() not in _BY_PROGRAM else None)
