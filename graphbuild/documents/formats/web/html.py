"""HTML pages as a browser saves them: the main text without menus, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Part
from graphbuild.documents.dates import day_of, iso_date
from graphbuild.documents.formats.bundles import factiva, telegram
from graphbuild.documents.formats.web import listing

_BULLET = re.compile(r"^(?:[-*•]|\d+[.)])\s+")
_CELLS = re.compile(r"^\|(.*?)\|?\s*$")
_SINGLE_FILE = re.compile(rb"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+)")
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1970-01-01", "max_date": "2999-12-31"}
"""Only dates that the page states. The last day is fixed, as the library's own is the day of the run."""


def extract(data: bytes) -> Iterator[Part]:
    """The article of a page (main text by trafilatura, Barbaresi 2021), its headline first where the page has one.

    Exports of Factiva and Telegram are pages too, and give an article for each of theirs.

    Raises:
        InputError: the page holds no article, or is a list of articles.
    """
    import trafilatura

    tree = trafilatura.load_html(data)
    many = _bundle(data, tree)
    if many:
        yield from many
        return
    if tree is not None and listing.is_index(tree):
        raise InputError("It is a page that lists articles, and none itself: save the articles.")
    several = listing.articles(tree) if tree is not None else 0
    found = trafilatura.bare_extraction(
        data, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=dict(_DATES)
    )
    if found is None or isinstance(found, dict) or not (body := "\n\n".join(_paragraphs(found.text or ""))):
        raise InputError("No article was found in the page: save its text as .txt.")
    title = _line(found.title)
    url, day = _saved(data)
    yield Extract(
        text=_headed(title, body),
        fields=Fields(
            title=title,
            url=_link(found.url) or url,
            outlet=_line(found.sitename),
            author=_line(found.author),
            published=iso_date(found.date) if found.date else day,
        ),
        remarks=(f"It is a page with {several} articles, read as one: save each by itself.",) if several > 1 else (),
    )


def _bundle(data: bytes, tree: Any) -> list[Extract]:
    """The articles of an export, where the page is one."""
    if tree is None:
        return []
    if b"articleParagraph" in data:
        return factiva.in_page(tree)
    if b"tgme" in data or b"from_name" in data:
        return telegram.in_page(tree)
    return []


def _saved(data: bytes) -> tuple[str | None, str | None]:
    """The address from which SingleFile saved a page, and the day."""
    match = _SINGLE_FILE.search(data[:10_000])
    if not match:
        return None, None
    stamp = " ".join(match[2].decode("utf-8", "replace").split("(")[0].split())
    day = day_of(re.sub(r" \d\d:\d\d:\d\d GMT.*", "", re.sub(r"^[A-Z][a-z]{2} ", "", stamp)))
    return _link(match[1].decode("utf-8", "replace").strip()), day


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of the main text; items of lists and rows of tables are paragraphs of their own."""
    lines = (_BULLET.sub("", _CELLS.sub(r"\1", line.strip())) for line in text.split("\n"))
    return [line for line in (line.replace(" | ", "; ").strip(" -|;") for line in lines) if line]


def _headed(title: str | None, body: str) -> str:
    """Return the body preceded by its title, unless there is no title or the body already starts with it."""
    if not title or body.startswith(title):
        return body
    return f"{title}\n\n{body}"


def _line(value: str | None) -> str | None:
    """Return a value as one line with whitespace collapsed; None if it is empty."""
    return " ".join(value.split()) or None if value else None


def _link(value: str | None) -> str | None:
    """A link that can be followed; a page saved from a disk names none."""
    return value if value and value.lower().startswith(("http://", "https://")) else None
