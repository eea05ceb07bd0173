"""The registry of the kinds of file: which endings and first bytes each has, and which module reads it.

A new kind is one entry here and one module under `formats` with a function `extract`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

HEAD = 1 << 16
"""The bytes at a file's beginning by which its kind is recognised."""


class Way(StrEnum):
    """How the files of a kind are opened.

    `TEXT` and `ROWS` are read in this process; `FILE` as a whole by the sandboxed one, and `COLLECTION` there piece
    by piece, so that such a file may be larger than memory.
    """

    TEXT = "text"
    ROWS = "rows"
    FILE = "file"
    COLLECTION = "collection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of file.

    Attributes:
        module: the module below `documents.formats` that reads it.
        endings: those that its files have, in lower case.
        begins: what the first bytes look like; None where nothing tells it from plain text.
    """

    name: str
    module: str
    endings: tuple[str, ...] = ()
    begins: re.Pattern[bytes] | None = None
    way: Way = Way.FILE

    def fits(self, head: bytes) -> bool:
        """Whether a file that begins so is of this kind."""
        return self.begins is not None and self.begins.search(head) is not None


def _begins(pattern: bytes) -> re.Pattern[bytes]:
    """Return a case-insensitive pattern that matches at the start of a file, after an optional byte order mark."""
    return re.compile(rb"\A(?:\xef\xbb\xbf)?(?:" + pattern + rb")", re.IGNORECASE | re.DOTALL)


_HEADER = rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
_HTML = rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b"
_CLOCK = rb"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \xc2\xa0\xe2\x80\xaf]*[ap]\.?m\.?)?"
_DAY = rb"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"

PLAIN = Kind(name="plain", module="plain", endings=(".txt", ".text"), way=Way.TEXT)
JSON_LINES = Kind(name="jsonl", module="tables.rows", endings=(".jsonl", ".ndjson"), way=Way.ROWS)
CSV = Kind(name="csv", module="tables.rows", endings=(".csv", ".tsv"), way=Way.ROWS)
HTML = Kind(name="html", module="web.html", endings=(".html", ".htm", ".xhtml"), begins=_begins(_HTML))
PDF = Kind(name="pdf", module="pdf.document", endings=(".pdf",), begins=_begins(rb".{0,1000}?%PDF-\d"))
WORD = Kind(name="docx", module="office.docx", endings=(".docx", ".docm"), begins=_begins(rb"PK\x03\x04"))
MAIL = Kind(
    name="eml",
    module="mail.letter",
    endings=(".eml",),
    begins=_begins(_HEADER + rb"(?:MIME-Version|Message-ID|Received|Return-Path|Delivered-To):"),
)

# In the order in which a file's first bytes are compared with them: the more particular first.
KINDS = (
    PLAIN,
    JSON_LINES,
    CSV,
    Kind(name="markdown", module="markdown", endings=(".md", ".markdown")),
    PDF,
    Kind(name="rtf", module="office.rtf", endings=(".rtf",), begins=_begins(rb"\s*\{\\rtf")),
    Kind(name="warc", module="web.warc", endings=(".warc",), begins=_begins(rb"WARC/\d"), way=Way.COLLECTION),
    Kind(name="wacz", module="web.wacz", endings=(".wacz",), way=Way.COLLECTION),
    Kind(
        name="mbox",
        module="mail.mbox",
        endings=(".mbox",),
        begins=_begins(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) "),
        way=Way.COLLECTION,
    ),
    Kind(
        name="mhtml",
        module="web.mhtml",
        endings=(".mhtml", ".mht"),
        begins=_begins(_HEADER + rb"(?:Snapshot-Content-Location:|From: <?Saved by )"),
    ),
    MAIL,
    HTML,
    Kind(
        name="json",
        module="tables.json_file",
        endings=(".json",),
        begins=_begins(rb"\s*(?:\{\s*\"[^\"\n]{1,80}\"\s*:|\[\s*\{\s*\")"),
    ),
    Kind(
        name="whatsapp",
        module="bundles.whatsapp",
        begins=_begins(rb"(?:\xe2\x80\x8e)?\[?" + _DAY + rb",? " + _CLOCK + rb"(?:\]| - )"),
    ),
    Kind(
        name="proquest",
        module="bundles.proquest",
        begins=_begins(rb".*?(?:^|\n)_{20,}\r?\n.*?\n(?:ProQuest document ID|Publication title):"),
    ),
    Kind(name="spreadsheet", module="tables.spreadsheet", endings=(".xlsx", ".xlsm", ".xls", ".ods")),
    Kind(name="odt", module="office.odt", endings=(".odt",)),
    WORD,
    Kind(name="zip", module="office.packages", begins=_begins(rb"PK\x03\x04")),
    Kind(name="ole", module="office.compound", endings=(".msg", ".doc"), begins=_begins(rb"\xd0\xcf\x11\xe0")),
)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}
_ZIP = BY_NAME["zip"]
_PACKAGED = frozenset({"docx", "odt", "spreadsheet", "wacz"})
_COMPOUND = frozenset({"spreadsheet"})
_MARKUP = _begins(rb"\s*<(?:\?xml|!--|[a-z][\w:.-]*(?:\s+[\w:-]+\s*=|\s*/?>))")

_INSTEAD = {
    **dict.fromkeys((".pages", ".wpd", ".wps"), "save it as .docx, .pdf or .txt"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif"), "run it through text recognition first"),
    **dict.fromkeys((".zip", ".tar", ".tgz", ".rar", ".7z", ".bz2", ".xz"), "unpack it first"),
    **dict.fromkeys((".webarchive", ".epub"), "save it as .html or .txt"),
    **dict.fromkeys((".pst", ".ost"), "export its letters as .mbox, .msg or .eml"),
    **dict.fromkeys((".pptx", ".ppt", ".odp", ".key"), "save it as .pdf"),
    **dict.fromkeys((".mp3", ".mp4", ".m4a", ".wav", ".mov"), "give its transcript as .txt"),
}
"""What to do with files that many have and nobody here reads."""


def by_ending(name: str) -> Kind | None:
    """The kind that the ending of a file's name means, `.gz` left out; None where it means none."""
    return BY_ENDING.get(ending(name))


def ending(name: str) -> str:
    """The ending of a file's name in lower case, that of a packed file without `.gz`."""
    return PurePath(name.lower().removesuffix(".gz")).suffix


def of_content(head: bytes, named: Kind | None = None) -> Kind | None:
    """The kind of a file by its first bytes.

    Args:
        head: up to `HEAD` bytes.
        named: the kind that its name means, which counts unless the bytes speak against it.

    Returns:
        None where neither name nor bytes mean any kind.
    """
    found = next((kind for kind in KINDS if kind.fits(head)), None)
    if named is None or found is None or named.fits(head):
        return named or (_ZIP if found is WORD else found)
    if named.way is Way.ROWS or named.name == "mhtml":
        return named if found.begins is None or found.name in {"json", "eml", "whatsapp", "proquest", "html"} else found
    if found is WORD:
        return named if named.name in _PACKAGED else _ZIP
    return named if found.name == "ole" and named.name in _COMPOUND else found


def is_markup(head: bytes) -> bool:
    """Whether a file of no known kind begins as XML does, so that its text is no prose."""
    return _MARKUP.search(head) is not None


def refusal(name: str) -> str:
    """Why a file of this name is not read, and what to do."""
    its = ending(name)
    what = f"Files ending in {its}" if its else "Files without an ending"
    return f"{what} are not a kind that is read: {_INSTEAD.get(its, 'name the file itself if it holds text')}."


def is_refused(name: str) -> bool:
    """Whether the ending of a name belongs to a kind that is known not to be text."""
    return ending(name) in _INSTEAD
