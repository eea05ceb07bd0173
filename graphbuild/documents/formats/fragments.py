"""Pieces of HTML, as letters, feeds and rows of tables hold them, and their text as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser

_TAGS = re.compile(
    r"</(?:p|div|span|a|b|i|em|strong|li|ul|ol|h[1-6]|blockquote|body|html|figure|table)\s*>"
    r"|<br\s*/?>|<p\b[^>]*>",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "select", "object"})
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_FIRST = re.compile(
    r"[\s\ufeff]*<(?:p|div|span|h[1-6]|article|section|main|a|b|i|em|strong|ul|ol|table|blockquote|br|img|figure)\b",
    re.IGNORECASE,
)
_GAPS = re.compile(r"\n{3,}")

Attributes = dict[str, str]
Unwanted = Callable[[str, Attributes], bool]


def is_html(text: str) -> bool:
    """Whether a text is a piece of HTML rather than prose."""
    return "<" in text and _TAGS.search(text) is not None


def begins_as_html(text: str) -> bool:
    """Whether a text begins with an element that pages are made of."""
    return is_html(text) and _FIRST.match(text) is not None


def text_of(html: str, unwanted: Unwanted | None = None) -> str:
    """The text of a piece of HTML: a blank line between paragraphs, cells of a row parted by semicolons.

    Args:
        unwanted: whether an element, by its name and attributes, is left out with all that is in it.
    """
    parser = _Text(unwanted or (lambda name, attributes: False))
    parser.feed(html)
    parser.close()
    return parser.text()


class _Text(HTMLParser):
    """Gathers lines of text; `skipped` is the element being left out, with how often it is open."""

    def __init__(self, unwanted: Unwanted) -> None:
        """Create a parser that skips the elements for which `unwanted` is true."""
        super().__init__(convert_charrefs=True)
        self.unwanted = unwanted
        self.blocks: list[list[str]] = [[]]
        self.skipped = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a cell or a line, or leave an element out."""
        if self.skipped:
            self.depth += tag == self.skipped
            return
        attributes = {name: value or "" for name, value in attrs}
        if tag not in _VOID and (tag in _UNSEEN or _is_hidden(attributes) or self.unwanted(tag, attributes)):
            self.skipped, self.depth = tag, 1
        elif tag == "br":
            self.blocks[-1].append("\n")
        elif tag in _CELLS:
            if "".join(self.blocks[-1]).strip():
                self.blocks[-1].append("; ")
        elif tag in _BLOCKS:
            self.blocks.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Handle a self-closing tag; only void elements have an effect."""
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or the element that is left out."""
        if self.skipped:
            self.depth -= tag == self.skipped
            if not self.depth:
                self.skipped = ""
        elif tag in _BLOCKS:
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        """Add text to the current block with whitespace collapsed, unless it is inside a skipped element."""
        if not self.skipped:
            self.blocks[-1].append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        """Return the collected text, with blocks separated by blank lines."""
        return "\n\n".join(_shown(self.blocks))


def _is_hidden(attributes: Attributes) -> bool:
    """Whether an element is hidden by its `hidden` attribute or its inline style."""
    return "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", "").lower()


def _shown(blocks: Iterable[Iterable[str]]) -> list[str]:
    """Return the non-empty blocks as text, with whitespace and blank lines normalized."""
    texts = ("\n".join(" ".join(line.split()) for line in "".join(block).split("\n")).strip() for block in blocks)
    return [_GAPS.sub("\n\n", text) for text in texts if text]
