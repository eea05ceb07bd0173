"""Telling a page that lists articles from one that is an article."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

_SENTENCE = re.compile(r"[.!?][\"”’)]*(?:\s|$)")
_WORDS = 25  # of a paragraph of prose
_TEASERS = 4  # headlines that are links, from which on a page may be a list
_FEW = 2  # paragraphs of prose that an article has at least
_HEADLINES = ("h1", "h2", "h3", "h4")
_HOLDERS = ("div", "section", "article", "td", "main")


def is_index(tree: Any) -> bool:
    """Whether a page is an index or a list of teasers: headlines that are links, and no body of prose apart from them.

    Args:
        tree: the page as lxml reads it.
    """
    teasers = sum(_leads_on(headline) for headline in tree.iter(*_HEADLINES))
    if teasers < _TEASERS:
        return False
    paragraphs = Counter(paragraph.getparent() for paragraph in tree.iter("p") if _is_prose(paragraph))
    bodies = [holder for holder, count in paragraphs.items() if count >= _FEW and holder is not None]
    bodies += [holder for holder in tree.iter(*_HOLDERS) if _has_prose(holder)]
    if any(not _lists(body) for body in bodies):
        return False
    return paragraphs.total() <= max(_FEW, teasers)


def articles(tree: Any) -> int:
    """How many whole articles a page holds, by its own marks: `article` elements with paragraphs of prose."""
    return sum(
        sum(map(_is_prose, article.iter("p"))) >= _FEW for article in tree.iter("article") if not _is_inner(article)
    )


def _leads_on(headline: Any) -> bool:
    """Whether a headline contains a link or is the direct child of one."""
    parent = headline.getparent()
    return headline.find(".//a[@href]") is not None or (parent is not None and parent.tag == "a")


def _lists(holder: Any) -> bool:
    """Whether an element holds headlines that are links."""
    return any(map(_leads_on, holder.iter(*_HEADLINES)))


def _is_prose(paragraph: Any) -> bool:
    """Whether a paragraph element contains prose."""
    return _reads_on(" ".join(paragraph.itertext()))


def _has_prose(holder: Any) -> bool:
    """Whether an element holds prose itself, parted by line breaks."""
    return _reads_on(" ".join([holder.text or "", *(child.tail or "" for child in holder)]))


def _reads_on(text: str) -> bool:
    """Whether a text is prose: it has enough words and at least one sentence end."""
    words = text.split()
    return len(words) >= _WORDS and _SENTENCE.search(" ".join(words)) is not None


def _is_inner(article: Any) -> bool:
    """Whether an `article` element is nested in another one."""
    return any(ancestor.tag == "article" for ancestor in article.iterancestors())
