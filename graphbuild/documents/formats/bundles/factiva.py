"""Exports of Factiva as pages or RTF: one article after the other, each ended by its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from graphbuild.documents.article import Extract, Fields
from graphbuild.documents.dates import day_of

_END = re.compile(r"Document ([A-Z]{3,8}\d[\w]{15,})")
_WORDS = re.compile(r"[\d,.]+ words?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_COPYRIGHT = re.compile(r"(?:\(c\)|©|Copyright\b|All rights reserved).*", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:English|German|French|Spanish|Arabic|Russian|Italian|Portuguese|Dutch|Turkish)")
_SMALL = re.compile(r"(?:Pg\.? ?\S+|\d{1,4}|[A-Z]?\d+|Volume .*|ISSN.*|Section .*)")
_BYLINE = re.compile(r"By (.+)", re.IGNORECASE)
_SERVICE = re.compile(r"(?:Search Summary|© \d{4} Factiva.*|Page \d+ of \d+.*)", re.IGNORECASE)


def split(lines: Sequence[str]) -> list[Extract]:
    """The articles of an export; none where the paragraphs are not one."""
    found: list[Extract] = []
    current: list[str] = []
    for line in lines:
        end = _END.fullmatch(line.strip())
        if end and any(_WORDS.fullmatch(item) for item in current):
            found.append(_article(current, end[1]))
            current = []
        else:
            current.append(line.strip())
    return found


def in_page(tree: Any) -> list[Extract]:
    """The articles of a page of Factiva."""
    lines = [
        "\n".join(_texts(item)) for item in tree.iter("div", "p", "h1", "h2", "h3", "td", "span") if _is_line(item)
    ]
    return split([" ".join(line.split()) for line in lines if line.strip()])


def _is_line(item: Any) -> bool:
    """Whether an element is a line of its own: a block without blocks inside, or a headline outside of one."""
    blocks = ("div", "p", "table", "tr", "td")
    inner = any(child.tag in blocks for child in item.iterdescendants())
    if item.tag == "span":
        parent = item.getparent()
        return not inner and parent is not None and any(child.tag in blocks for child in parent)
    return not inner


def _texts(item: Any) -> Iterable[str]:
    """Return the text strings inside an element, in document order."""
    return (str(text) for text in item.itertext())


def _article(lines: list[str], number: str) -> Extract:
    """Return the article in the lines between two numbers of documents."""
    lines = [line for line in lines if line and not _SERVICE.fullmatch(line)]
    counted = next(n for n, line in enumerate(lines) if _WORDS.fullmatch(line))
    above = lines[:counted]
    byline = next((match[1] for line in reversed(above[1:]) if (match := _BYLINE.fullmatch(line))), None)
    if byline is None and len(above) > 1:
        byline = above[-1]
    title = next((line for line in reversed(above) if line not in {f"By {byline}", byline}), None)
    published = outlet = None
    body = counted + 1
    for body in range(counted + 1, len(lines)):
        line = lines[body]
        if published is None and (day := day_of(line)):
            published = day
        elif published and outlet is None and not _is_small(line):
            outlet = line
        elif not _is_small(line):
            break
    text = "\n\n".join(line for line in (title, *lines[body:]) if line)
    return Extract(
        text=text, fields=Fields(title=title, outlet=outlet, author=byline, published=published), name=number
    )


def _is_small(line: str) -> bool:
    """Whether a line of the head is the hour, a code, a page, the language or a copyright."""
    return any(pattern.fullmatch(line) for pattern in (_CLOCK, _CODE, _COPYRIGHT, _LANGUAGE, _SMALL))
