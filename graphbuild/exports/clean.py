"""Values as the formats of other tools can hold them: one scalar, and no character that XML forbids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graphbuild.citation import citation_of

Scalar = str | int | float | bool

JOINT = "; "
# XML 1.0, production 2 (Char). U+FFFE, U+FFFF and lone surrogates are forbidden like the control characters.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    """The text without what XML forbids; line ends as parsers give them back."""
    return _FORBIDDEN.sub("", value).replace("\r\n", "\n").replace("\r", "\n")


def scalar(value: object) -> Scalar | None:
    """The value as one scalar: lists joined with "; ", anything unknown as its text; null stays null."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        ordered = sorted(map(str, value)) if isinstance(value, (set, frozenset)) else map(str, value)
        return text(JOINT.join(ordered))
    return text(str(value))


def scalars(attributes: Mapping[str, Any]) -> dict[str, Scalar]:
    """The attributes of a node or an edge as scalars: nulls left out, evidence as its best sentence."""
    flat = {**attributes}
    evidence = flat.pop("evidence", None)
    if evidence:
        flat["evidence"] = quotation(evidence[0])
    cleaned = {text(str(name)): scalar(value) for name, value in flat.items()}
    return {name: value for name, value in cleaned.items() if value is not None}


def quotation(evidence: Mapping[str, Any]) -> str:
    """A sentence and where it stands, in one line: `“...” (title, page 3, outlet, 2021-06-10)`."""
    citation = citation_of(evidence)
    page = f"page {citation.page}" if citation.page else None
    parts = (citation.title or citation.source, page, citation.outlet, citation.published)
    where = ", ".join(part for part in parts if part)
    if citation.sentence is None:
        return "added by hand"
    sentence = " ".join(citation.sentence.split())
    return f"“{sentence}” ({where})" if where else f"“{sentence}”"
