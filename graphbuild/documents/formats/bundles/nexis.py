"""Exports of Nexis: up to a hundred articles in one Word file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.documents.article import Extract, Fields
from graphbuild.documents.dates import day_of

_END = re.compile(r"End of Document", re.IGNORECASE)
_BODY = re.compile(r"(?:Body|Full[ -]?text)", re.IGNORECASE)
_LABEL = re.compile(r"(Section|Length|Byline|Dateline|Highlight|Load-Date|Copyright)\b:? ?(.*)", re.IGNORECASE)
_AFTER = re.compile(r"(?:Load-Date:.*|Graphic|Classification|Notes|Correction|Publication-Type:.*)", re.IGNORECASE)
_DAY = re.compile(r"(?:.*\b)?[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}")
_ABOVE = 12  # lines above the body in which the head stands


def split(paragraphs: Sequence[str]) -> list[Extract]:
    """The articles of an export; none where the paragraphs are not one."""
    ends = [number for number, line in enumerate(paragraphs) if _END.fullmatch(line)]
    if not ends or not any(line.startswith("Load-Date:") for line in paragraphs):
        return []
    found: list[Extract] = []
    for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False):
        article = _article(list(paragraphs[start:end]), str(len(found) + 1))
        if article:
            found.append(article)
    return found


def _article(lines: list[str], name: str) -> Extract | None:
    """Return the article in the lines between two ends of documents; None where they hold none."""
    body = next((number for number, line in enumerate(lines) if _BODY.fullmatch(line)), None)
    if body is None:
        return None
    head = lines[max(0, body - _ABOVE) : body]
    dated = next((number for number, line in enumerate(head) if _DAY.match(line) and not _LABEL.match(line)), None)
    labels = {match[1].lower(): match[2].strip() for line in head if (match := _LABEL.match(line))}
    if dated is None or dated < 2:
        title, outlet, published = (head[0] if head else None), None, None
    else:
        title, outlet, published = head[dated - 2], head[dated - 1], day_of(head[dated])
    after = next((n for n, line in enumerate(lines[body + 1 :], body + 1) if _AFTER.fullmatch(line)), len(lines))
    text = "\n\n".join(line for line in (title, *lines[body + 1 : after]) if line)
    author = re.sub(r"^by ", "", labels.get("byline", ""), flags=re.IGNORECASE) or None
    return Extract(text=text, fields=Fields(title=title, outlet=outlet, author=author, published=published), name=name)
