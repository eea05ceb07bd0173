"""Values as typed tables hold them: null where a value is not of its column's type."""

from __future__ import annotations

from graphbuild.exports.columns import Kind
from graphbuild.exports.sanitize import unicode


def typed(value: object, kind: Kind) -> object:
    """The value as its column has it; texts without lone surrogates, which no encoding can write."""
    if value is None:
        return None
    if kind is Kind.TEXT:
        return unicode(str(value))
    if kind is Kind.LIST:
        return [unicode(str(item)) for item in value] if isinstance(value, (list, tuple)) else [unicode(str(value))]
    if kind is Kind.BOOL:
        return bool(value)
    if not isinstance(value, (int, float)):
        return None
    return float(value) if kind is Kind.FLOAT else int(value)
