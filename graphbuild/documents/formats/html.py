"""HTML pages as a browser saves them: the main text without menus, and what the page says of itself."""

from __future__ import annotations

import re

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, iso_date

_BULLET = re.compile(r"^(?:[-*•]|\d+[.)])\s+")
_CELLS = re.compile(r"^\|(.*?)\|?\s*$")
_DATES = {"extensive_search": False, "original_date": True, "min_date": "1970-01-01", "max_date": "2999-12-31"}
"""Only dates that the page states. The last day is fixed, as the library's own is the day of the run."""


def extract(data: bytes) -> Extract:
    """The article of a page (main text by trafilatura, Barbaresi 2021), its headline first where the page has one.

    Raises:
        InputError: the page holds no article.
    """
    import trafilatura

    found = trafilatura.bare_extraction(
        data, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=dict(_DATES)
    )
    if found is None or isinstance(found, dict) or not (body := "\n\n".join(_paragraphs(found.text or ""))):
        raise InputError("No article was found in the page: save its text as .txt.")
    title = _line(found.title)
    return Extract(
        text=_headed(title, body),
        fields=Fields(
            title=title,
            url=_link(found.url),
            outlet=_line(found.sitename),
            author=_line(found.author),
            published=iso_date(found.date) if found.date else None,
        ),
    )


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of the main text; items of lists and rows of tables are paragraphs of their own."""
    lines = (_BULLET.sub("", _CELLS.sub(r"\1", line.strip())) for line in text.split("\n"))
    return [line for line in (line.replace(" | ", "; ").strip(" -|;") for line in lines) if line]


def _headed(title: str | None, body: str) -> str:
    if not title or body.startswith(title):
        return body
    return f"{title}\n\n{body}"


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _link(value: str | None) -> str | None:
    """A link that can be followed; a page saved from a disk names none."""
    return value if value and value.lower().startswith(("http://", "https://")) else None
