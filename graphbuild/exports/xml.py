"""What GraphML and GEXF share: escaping, ids that XML can hold, and what one sentence a link leaves out."""

from __future__ import annotations

from xml.sax import saxutils

from graphbuild.exports.report import Tally, counted
from graphbuild.exports.sanitize import text

# Line ends in XML 1.1: Gephi Lite's parser makes line feeds of them in any file, but not when they are written so.
_LINE_ENDS = {"\u0085": "&#133;", "\u2028": "&#8232;"}


def escape(value: str) -> str:
    """The text as the content of an element."""
    if value.isprintable() and "&" not in value and "<" not in value and ">" not in value:
        return value  # as nearly all are; this is asked much faster
    return saxutils.escape(value, _LINE_ENDS)


def quoteattr(value: str) -> str:
    """The text as an attribute's value, with its quotes."""
    if value.isprintable() and "&" not in value and "<" not in value and ">" not in value and '"' not in value:
        return f'"{value}"'
    return saxutils.quoteattr(value, _LINE_ENDS)


class Ids:
    """Each actor's id in XML: its own, unless cleaning it made it empty or another's."""

    def __init__(self) -> None:
        """Start without any ids."""
        self._ids: dict[str, str] = {}
        self._taken: set[str] = set()

    def __getitem__(self, id: str) -> str:
        """Return the XML id of an actor, choosing one on first use."""
        found = self._ids.get(id)
        if found is None:
            found = self._ids[id] = self._free(text(id) or "_")
        return found

    def _free(self, clean: str) -> str:
        """Return a cleaned id that no other actor has."""
        unique, n = clean, 1
        while unique in self._taken:
            n += 1
            unique = f"{clean}_{n}"
        self._taken.add(unique)
        return unique


def best_only(tally: Tally) -> None:
    """Takes down that each link keeps its best sentence only."""
    further = tally.claims - tally.links
    if further > 0:
        tally.say(
            f"Each link has its best sentence only; {counted(further, 'further claim')} of the same links can be had "
            "as json, csv, parquet, ftm, cypher or neo4j."
        )
        tally.claims = tally.links
