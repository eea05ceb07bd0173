"""OpenDocument texts: what the word processor shows as the final text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Part
from graphbuild.documents.formats.office.packages import Element, opened, xml

_WHAT = "OpenDocument text"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TEXT, _TABLE, _STYLE = (f"{{{_SPACE.format(name)}}}" for name in ("text", "table", "style"))
_GONE = {"annotation": "comments", "tracked-changes": "tracked deletions", "hidden-text": "hidden text"}
_GONE |= {"hidden-paragraph": "hidden text"}
_UNSEEN = frozenset(
    {"annotation-end", "bookmark", "sequence-decls", "variable-decls", "user-field-decls", "note-citation"}
)
_UNSEEN |= {"title", "desc", "forms"}
_SIGNS = {"tab": " ", "line-break": " "}


def extract(data: bytes) -> Iterator[Part]:
    """The text of a document; tracked changes count as accepted, notes stand at the end.

    Raises:
        InputError: it is damaged, packed to burst, locked, or no text.
    """
    archive = opened(data, _WHAT)
    content = xml(archive, "content.xml", _WHAT)
    body = None if content is None else content.find(f".//{{{_SPACE.format('office')}}}text")
    if content is None or body is None:
        raise InputError("It is no OpenDocument text, or locked by a password: save it as .docx or .txt.")
    page = _Page(hidden=_hidden(content) | _hidden(xml(archive, "styles.xml", _WHAT)))
    page.read(body)
    while page.notes:
        page.read(page.notes.pop(0))
    yield Extract(
        text="\n\n".join(page.paragraphs), fields=_fields(xml(archive, "meta.xml", _WHAT)), remarks=page.remarks()
    )


@dataclass(slots=True)
class _Page:
    """The paragraphs read so far, and what was left out."""

    hidden: frozenset[str]
    paragraphs: list[str] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    out: Counter[str] = field(default_factory=Counter)

    def read(self, within: Element) -> None:
        """Reads paragraphs and tables, whatever they are wrapped in."""
        for block in within:
            name = _name(block)
            if name in {"p", "h"}:
                self._paragraph(block)
            elif name == "table-row":
                self._row(block)
            elif name in _GONE:
                self._left_out(name, block)
            elif name == "section" and block.get(f"{_TEXT}display") == "none":
                self.out["hidden text"] += 1
            elif name not in _UNSEEN:
                self.read(block)

    def _paragraph(self, block: Element) -> None:
        """Keep a paragraph, then read the text boxes in it."""
        if block.get(f"{_TEXT}style-name") in self.hidden:
            self.out["hidden text"] += 1
            return
        if text := " ".join("".join(self._pieces(block)).split()):
            self.paragraphs.append(text)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.read(box)

    def _row(self, row: Element) -> None:
        """Keep a row of a table as a paragraph, its cells parted by semicolons."""
        cells = []
        for cell in row:
            part = _Page(self.hidden, notes=self.notes, out=self.out)
            part.read(cell)
            cells.append(" ".join(part.paragraphs))
        if text := "; ".join(filter(None, cells)):
            self.paragraphs.append(text)

    def _pieces(self, within: Element) -> Iterator[str]:
        """Yield the text of an element in the order of the page."""
        yield within.text or ""
        for item in within:
            yield from self._piece(item)
            yield item.tail or ""

    def _piece(self, item: Element) -> Iterator[str]:
        """Yield the text of one element; notes and boxes are remembered for later."""
        name = _name(item)
        if name == "s":
            yield " "
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "note":
            self.notes += [part for part in item if _name(part) == "note-body"]
        elif name == "text-box":
            self.boxes.append(item)
        elif name in _GONE:
            self._left_out(name, item)
        elif item.get(f"{_TEXT}style-name") in self.hidden:
            self.out["hidden text"] += 1
        elif name not in _UNSEEN and isinstance(item.tag, str):
            yield from self._pieces(item)

    def _left_out(self, name: str, item: Element) -> None:
        """Count an omitted element under its kind; tracked changes count once per deletion."""
        deleted = list(item.iter(f"{_TEXT}deletion"))
        self.out[_GONE[name]] += len(deleted) if name == "tracked-changes" else 1

    def remarks(self) -> tuple[str, ...]:
        """What was left out, as one sentence."""
        left = [f"{kind} ({n})" for kind, n in sorted(self.out.items()) if n]
        return (f"Left out: {', '.join(left)}.",) if left else ()


def _name(item: Element) -> str:
    """Return an element's tag without its namespace; empty for comments and processing instructions."""
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""


def _hidden(root: Element | None) -> frozenset[str]:
    """The names of styles whose text is hidden."""
    found = set()
    for style in root.iter(f"{_STYLE}style") if root is not None else ():
        if any(item.get(f"{_TEXT}display") == "none" for item in style):
            found.add(style.get(f"{_STYLE}name"))
    return frozenset(found)


def _fields(meta: Element | None) -> Fields:
    """Return the title and author from the document metadata."""
    said = {_name(item): (item.text or "").strip() for item in (meta.iter() if meta is not None else ())}
    return Fields(title=said.get("title") or None, author=said.get("creator") or said.get("initial-creator") or None)
