"""Rich Text Format: what a word processor shows as the final text.

By its specification 1.9.1. Libraries for it give tracked deletions and hidden text as if they were said, and drop
footnotes, so it is read here (`findings/striprtf-tracked-deletions.sh`).
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Part
from graphbuild.documents.formats.bundles import factiva, nexis

_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
_SIGNS = {
    "tab": " ", "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c",
    "rdblquote": "\u201d", "bullet": "\u2022", "emspace": " ", "enspace": " ", "line": " ",
}  # fmt: skip
_ESCAPED = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
_BREAKS = frozenset({"par", "sect", "page", "column", "row", "nestrow"})
_SKIPPED = frozenset(
    "fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator pict objdata header headerl "
    "headerr headerf footer footerl footerr footerf fldinst themedata datastore nonshppict xmlnstbl bkmkstart bkmkend "
    "atnid atnauthor atrfstart atrfend atnref atndate latentstyles filetbl private tc xe".split()
)
_READ = frozenset({"shpinst", "ud", "shptxt"})  # destinations that may be ignored, and are not
_CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_TITLES = frozenset({"title", "author"})
_DEEPEST = 1000


@dataclass(frozen=True, slots=True)
class _State:
    """How the text in a group is taken: `to` is where it goes, `after` how many signs a Unicode number replaces."""

    to: str = "body"
    hidden: bool = False
    deleted: bool = False
    after: int = 1
    encoding: str = "cp1252"


def extract(data: bytes) -> Iterator[Part]:
    """The text of a file; tracked changes count as accepted, notes stand at the end.

    Raises:
        InputError: it is no RTF.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError("It is no RTF file, or damaged: open it in a word processor and save it anew.")
    page = _Page()
    page.read(data)
    paragraphs = page.paragraphs("body") + page.paragraphs("note")
    articles = factiva.split(paragraphs) or nexis.split(paragraphs)
    if articles:
        yield from articles
        return
    fields = Fields(**{name: " ".join(page.paragraphs(name)) or None for name in _TITLES})
    left = [f"{kind} ({n})" for kind, n in sorted(page.out.items())]
    remarks = (f"Left out: {', '.join(left)}.",) if left else ()
    yield Extract(text="\n\n".join(paragraphs), fields=fields, remarks=remarks)


@dataclass(slots=True)
class _Page:
    """The text gathered so far, by where it goes; `waiting` are letters that wait for the rest of their signs."""

    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    out: Counter[str] = field(default_factory=Counter)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    waiting: bytearray = field(default_factory=bytearray)
    replaced: int = 0
    starred: bool = False
    begins: bool = False

    def read(self, data: bytes) -> None:
        """Reads all tokens."""
        place = 0
        while match := _TOKEN.match(data, place):
            place = match.end()
            if match["byte"]:
                self._byte(int(match["byte"], 16))
                continue
            self._flush()
            if match["brace"]:
                self._brace(match["brace"])
            elif match["word"]:
                place += self._word(match["word"].decode(), match["number"])
            elif match["sign"]:
                self._sign(match["sign"])
            elif match["text"]:
                self._text(match["text"])
        self._flush()

    def paragraphs(self, name: str) -> list[str]:
        """The paragraphs of one part of the text."""
        lines = ("".join(self.texts.get(name, ())).replace("\x07", "; ")).split("\n")
        return [text for text in (" ".join(line.split()).strip("; ") for line in lines) if text]

    def _brace(self, brace: bytes) -> None:
        """Begin or end a group."""
        self.replaced = 0
        if brace == b"{":
            if len(self.stack) >= _DEEPEST:
                raise RecursionError
            self.stack.append(self.state)
            self.begins = True
        elif self.stack:
            closed, self.state = self.state, self.stack.pop()
            if closed.to in {"note", "body"} and closed.to != self.state.to:
                self.texts.setdefault(closed.to, []).append("\n")
            self.begins = False

    def _word(self, word: str, number: bytes | None) -> int:
        """Follows a control word; returns how many bytes after it are no text."""
        value = int(number) if number is not None else None
        first, self.begins = self.begins, False
        starred, self.starred = self.starred, False
        if first or starred:
            self._destination(word, starred)
        if word == "bin":
            return max(value or 0, 0)
        if word == "u" and value is not None:
            self._put(_letter(value % 0x10000))
            self.replaced = self.state.after
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        elif word in _BREAKS:
            self._put("\n")
        elif word in {"cell", "nestcell"}:
            self._put("\x07")
        elif word in _STATES:
            self.state = _STATES[word](self.state, value)
        elif word in {"fcharset", "f", "ansicpg"}:
            self._encoding(word, value or 0)
        return 0

    def _destination(self, word: str, starred: bool) -> None:
        """Choose where the text of a group goes by its first word."""
        to = self.state.to
        if word == "footnote":
            self.state = replace(self.state, to="note")
        elif word in _TITLES and to == "info":
            self.state = replace(self.state, to=word)
        elif word == "info":
            self.state = replace(self.state, to="info")
        elif word == "annotation":
            self.out["comments"] += 1
            self.state = replace(self.state, to="")
        elif word == "shpinst":
            self.state = replace(self.state, to="shape")
        elif word in {"shptxt", "ud"}:
            self.state = replace(self.state, to="body")
        elif word == "upr":
            self.state = replace(self.state, to="shape")
        elif word in _SKIPPED or (starred and word not in _READ):
            self.state = replace(self.state, to="")

    def _encoding(self, word: str, value: int) -> None:
        """Follow a word that names the encoding of the file or of a font."""
        if word == "ansicpg":
            name = f"cp{value}"
            known = _is_known(name)
            self.state = replace(self.state, encoding=name if known else "cp1252")
            self.fonts.setdefault(-1, self.state.encoding)
        elif word == "f":
            self.font = value
            usual = self.fonts.get(-1, self.state.encoding)
            self.state = replace(self.state, encoding=self.fonts.get(value, usual))
        elif value in _CHARSETS:
            self.fonts[self.font] = _CHARSETS[value]

    def _sign(self, sign: bytes) -> None:
        """Follow a control sign: an escaped letter, or the mark of a destination that may be ignored."""
        self.begins = self.begins and sign == b"*"
        if sign == b"*":
            self.starred = True
        elif sign in _ESCAPED:
            self._put(_ESCAPED[sign])
        elif sign in {b"\r", b"\n"}:
            self._put("\n")

    def _byte(self, value: int) -> None:
        """Keep a byte until the letters that it belongs to are whole."""
        self.begins = False
        if self.replaced:
            self.replaced -= 1
        else:
            self.waiting.append(value)

    def _flush(self) -> None:
        """Decode the waiting bytes in the current encoding and add them to the text."""
        if self.waiting:
            self._put(self.waiting.decode(self.state.encoding, "replace"))
            self.waiting.clear()

    def _text(self, data: bytes) -> None:
        """Keep plain text, without the letters that a Unicode number replaces."""
        self.begins = self.starred = False
        skipped = min(self.replaced, len(data))
        self.replaced -= skipped
        self._put(data[skipped:].decode(self.state.encoding, "replace"))

    def _put(self, text: str) -> None:
        """Add text where it goes; what is deleted or hidden is counted."""
        state = self.state
        if not state.to or state.to in {"info", "shape"}:
            return
        if state.deleted or state.hidden:
            if text.strip():
                self.out["tracked deletions" if state.deleted else "hidden text"] += 1
            return
        self.texts.setdefault(state.to, []).append(text)


def _letter(value: int) -> str:
    """Return the character for a code point; empty for those of symbol fonts in the private use area."""
    return "" if 0xF000 <= value <= 0xF0FF else chr(value)


def _is_known(encoding: str) -> bool:
    """Return whether Python knows an encoding."""
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _on(value: int | None) -> bool:
    """Whether a toggle control word switches its property on: it has no value or a nonzero one."""
    return value is None or value != 0


_STATES: dict[str, Callable[[_State, int | None], _State]] = {
    "v": lambda state, value: replace(state, hidden=_on(value)),
    "deleted": lambda state, value: replace(state, deleted=_on(value)),
    "plain": lambda state, value: replace(state, hidden=False, deleted=False),
    "uc": lambda state, value: replace(state, after=max(value or 0, 0)),
}
