"""Telling a page that lists articles from one that is an article."""

from __future__ import annotations

import re
from typing import Any

_SENTENCE = re.compile(r"[.!?][\"”’)]*(?:\s|$)")
_LINKED = 0.6  # of the words in an index, so many are links
_TEASERS = 4  # headlines that are links, from which on a page is a list
_FEW = 2  # paragraphs of prose that an article has at least


def is_index(tree: Any) -> bool:
    """Whether a page is an index or a list of teasers: headlines that are links, and little other prose.

    Args:
        tree: the page as lxml reads it.
    """
    teasers = sum(_leads_on(headline) for headline in tree.iter("h1", "h2", "h3", "h4"))
    if teasers < _TEASERS:
        return False
    prose = [paragraph for paragraph in tree.iter("p") if _is_prose(paragraph)]
    return len(prose) <= max(_FEW, teasers) or _share_of_links(tree) > _LINKED


def articles(tree: Any) -> int:
    """How many whole articles a page holds, by its own marks: `article` elements with paragraphs of prose."""
    return sum(
        sum(map(_is_prose, article.iter("p"))) >= _FEW for article in tree.iter("article") if not _is_inner(article)
    )


def _leads_on(headline: Any) -> bool:
    parent = headline.getparent()
    return headline.find(".//a[@href]") is not None or (parent is not None and parent.tag == "a")


def _is_prose(paragraph: Any) -> bool:
    words = " ".join(paragraph.itertext()).split()
    return len(words) >= 25 and _SENTENCE.search(" ".join(words)) is not None


def _is_inner(article: Any) -> bool:
    return any(ancestor.tag == "article" for ancestor in article.iterancestors())


def _share_of_links(tree: Any) -> float:
    body = tree.find(".//body")
    words = len(" ".join((body if body is not None else tree).itertext()).split())
    linked = sum(len(" ".join(link.itertext()).split()) for link in tree.iter("a"))
    return linked / words if words else 0.0
