"""Markdown: its words without the marks; front matter, links of Obsidian, tables and footnotes as what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Part
from graphbuild.documents.dates import iso_date
from graphbuild.documents.decoding import decode
from graphbuild.documents.formats.fragments import text_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_WIKILINK = re.compile(r"(!?)\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
_CALLOUT = re.compile(r"^\[![\w-]+\][+-]?[ \t]*")
_MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==")


def extract(data: bytes) -> Iterator[Part]:
    """The text of a note or article; front matter gives title, date, author, outlet and address.

    Left out and named: code, comments, and files that the text embeds.

    Raises:
        InputError: it is empty or no text.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError("It is empty.")
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin).use(footnote_plugin)
    shown, left = _plain(text)
    tokens = parser.parse(shown)
    blocks = [block for block in _blocks(tokens) if block]
    left += [f"blocks of code ({n})"] if (n := sum(token.type in {"fence", "code_block"} for token in tokens)) else []
    fields = _fields(_front(tokens))
    title = fields.title or next((block for token, block in _headings(tokens) if token == "h1"), None)
    remarks = (f"Left out: {', '.join(left)}.",) if left else ()
    yield Extract(text="\n\n".join(blocks), fields=Fields(title=title).over(fields), remarks=remarks)


def _plain(text: str) -> tuple[str, list[str]]:
    """The text with Obsidian's own marks replaced, and what was left out with them."""
    comments = len(_COMMENT.findall(text))
    embedded = sum(1 for match in _WIKILINK.finditer(text) if match[1])
    text = _WIKILINK.sub(lambda match: "" if match[1] else match[3] or _page(match[2]), _COMMENT.sub("", text))
    left = [f"comments ({comments})"] if comments else []
    return _MARKED.sub(r"\1", text), left + ([f"embedded files ({embedded})"] if embedded else [])


def _page(target: str) -> str:
    """The name of the page that a link leads to, without its folder and place on the page."""
    return re.split(r"[#^]", target)[0].rpartition("/")[2].strip().removesuffix(".md") or target.strip("#^ ")


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """Paragraphs, headings, items and rows."""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield "; ".join(filter(None, cells))
            cells = None
        elif token.type == "inline":
            text = _CALLOUT.sub("", _inline(token.children or []))
            if cells is None:
                yield text
            else:
                cells.append(text)
        elif token.type == "html_block":
            yield text_of(token.content)


def _inline(tokens: Sequence[Token]) -> str:
    """The words of a line: of links their text, of pictures nothing; struck words are left out."""
    out: list[str] = []
    struck = 0
    for token in tokens:
        struck += {"s_open": 1, "s_close": -1}.get(token.type, 0)
        if struck:
            continue
        if token.type in {"text", "code_inline"}:
            out.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            out.append("\n" if token.type == "hardbreak" else " ")
    return "\n".join(" ".join(line.split()) for line in "".join(out).split("\n")).strip()


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Yield the tag and the text of each heading."""
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            yield before.tag, _inline(token.children or [])


def _front(tokens: Sequence[Token]) -> Mapping[str, Any]:
    """Return the front matter with its keys in lower case; nothing where it is broken."""
    import yaml

    front = next((token.content for token in tokens if token.type == "front_matter"), "")
    try:
        held = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError):
        return {}
    return {str(key).lower(): value for key, value in held.items()} if isinstance(held, Mapping) else {}


def _fields(front: Mapping[str, Any]) -> Fields:
    """Return the fields that the front matter gives."""

    def said(*names: str) -> str | None:
        """Return the text of the first of these keys that has a value in the front matter."""
        for name in names:
            value = front.get(name)
            if isinstance(value, list):
                value = ", ".join(str(item) for item in value if not isinstance(item, Mapping | list))
            if value and not isinstance(value, Mapping):
                text = value.isoformat() if isinstance(value, date) else str(value)
                return " ".join(_WIKILINK.sub(lambda match: match[3] or _page(match[2]), text).split())
        return None

    day = said("published", "date", "created")
    return Fields(
        title=said("title"),
        url=said("url", "source_url", "link"),
        outlet=said("outlet", "publication", "publisher"),
        author=said("author", "authors"),
        published=iso_date(day) if day else None,
    )
