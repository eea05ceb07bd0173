"""Values as the formats of other tools can hold them. Every value of every export is cleaned here and nowhere else.

text          no character that XML forbids, which is also what Cypher, CSV and FollowTheMoney cannot carry
unicode       no lone surrogate: all that JSON and Parquet need
scalar        one scalar of a list; scalars: of all attributes of a node or an edge
cell          text that no spreadsheet takes for a formula
quotation     a sentence and where it stands
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graphbuild.evidence.citation import place_of

Scalar = str | int | float | bool

JOINT = "; "
BY_HAND = "added by hand"
# XML 1.0, production 2 (Char). U+FFFE, U+FFFF and lone surrogates are forbidden like the control characters.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = frozenset({int, float, bool, type(None)})
_SURROGATE = re.compile("[\ud800-\udfff]")
# What a spreadsheet evaluates (OWASP, "CSV Injection"), the full-width forms that East Asian ones take for it too.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile("''*[=+\\-@\t\r\n＝＋－＠]")


def text(value: str) -> str:
    """The text without what XML forbids; line ends as parsers give them back."""
    if value.isprintable():  # nearly all are, and this is asked much faster
        return value
    return _FORBIDDEN.sub("", value).replace("\r\n", "\n").replace("\r", "\n")


def unicode(value: str) -> str:
    """The text without lone surrogates, which no encoding of Unicode can write."""
    if value.isprintable():
        return value
    return _SURROGATE.sub("", value)


def loses(value: object) -> bool:
    """Whether `text` takes characters out of a value, or out of one of a list."""
    if isinstance(value, str):
        return not value.isprintable() and _FORBIDDEN.search(value) is not None
    return isinstance(value, (list, tuple, set, frozenset)) and any(map(loses, value))


def cell(value: str) -> str:
    """The text as a cell that no spreadsheet runs: where it would, an apostrophe is put in front.

    Only then, so `uncell` gives every text back.
    """
    clean = text(value)
    return f"'{clean}" if _FORMULA.match(clean) else clean


def uncell(written: str) -> str:
    """The text that `cell` was given, cleaned."""
    return written[1:] if _ESCAPED.match(written) else written


def scalar(value: object) -> Scalar | None:
    """The value as one scalar: lists joined with "; ", anything unknown as its text; null stays null."""
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        ordered = sorted(map(str, value)) if isinstance(value, (set, frozenset)) else map(str, value)
        return text(JOINT.join(ordered))
    return text(str(value))


def scalars(attributes: Mapping[str, Any]) -> dict[str, Scalar]:
    """The attributes of a node or an edge as scalars: nulls left out, evidence as its best sentence."""
    cleaned: dict[str, Scalar] = {}
    found: Scalar | None
    for name, value in attributes.items():
        if name == "evidence":
            found = text(quotation(value[0])) if value else None
        elif (value.__class__ is str and value.isprintable()) or value.__class__ in _PLAIN:
            found = value
        else:
            found = scalar(value)
        if found is not None:
            cleaned[name if name.isprintable() else text(name)] = found
    return cleaned


def written_scalar(name: str, value: object) -> str | None:
    """One of the `scalars` as XML writes it, not escaped: Booleans in lower case; None for what has no value."""
    kind = value.__class__
    if kind is str:
        assert isinstance(value, str)
        return value if value.isprintable() else text(value)
    if kind is bool:
        return "true" if value else "false"
    if name == "evidence" and isinstance(value, (list, tuple)):
        return text(quotation(value[0])) if value else None
    clean = scalar(value)
    if clean is None:
        return None
    return str(clean).lower() if isinstance(clean, bool) else str(clean)


def quotation(evidence: Mapping[str, Any]) -> str:
    """The record of a citation in one line, with its sentence: `“...” (title, page 3, outlet, 2021-06-10)`."""
    get = evidence.get
    sentence, page = get("sentence"), get("page")
    if sentence is None:
        return BY_HAND
    called = get("title") or place_of(get("source"), get("row"))
    parts = (called, f"page {page}" if page else None, get("outlet"), get("published"))
    where = ", ".join([part for part in parts if part])
    sentence = " ".join(sentence.split())
    return f"“{sentence}” ({where})" if where else f"“{sentence}”"
