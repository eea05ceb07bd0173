"""Reading the claims of a store as rows, in the order of their subjects, without making objects of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from operator import itemgetter

from graphbuild.core.link_key import relation_key_sql
from graphbuild.store import rows
from graphbuild.store.claims import CANONICAL, ClaimReader
from graphbuild.store.sql import AMONG, among

_SUBJECT = itemgetter(0)
_TURNED = {
    "subject": "o.actor",
    "object": "s.actor",
    **{
        f"{one}_{at}": f"c.{other}_{at}"
        for one, other in (("subject", "object"), ("object", "subject"))
        for at in ("start", "end")
    },
    **{
        f"resolved_{one}_{what}": f"c.resolved_{other}_{what}"
        for one, other in (("subject", "object"), ("object", "subject"))
        for what in ("rule", "confidence")
    },
}
"""What the columns of a claim become where its ends are turned (`claims.ordered`)."""
_NAMED = {"attributed_to": "a", "denied_by": "d", "place": "p"}
"""The columns that name a further actor, with the table that says who it was judged to be."""


class LeadingReader(ClaimReader):
    """The claims of an open store in the order of their subjects."""

    def leading_rows(self, columns: Sequence[str], *, min_confidence: float) -> Iterator[rows.Row]:
        """Yield the claims that `claims` yields, each as a row: subject, relation key, object, and these columns.

        They come by subject, in no order within. Not for a store whose overlay `changes_claims`: corrections are not
        looked at.

        Args:
            columns: some of `rows.CLAIM`.
            min_confidence: only claims that are at least this sure.
        """
        symmetric = among(self._symmetric())
        straight = f"{_query(columns, CANONICAL, 's', 'o')} AND (s.actor < o.actor OR c.relation NOT IN {AMONG})"
        turned = f"{_query(columns, CANONICAL | _TURNED, 'o', 's')} AND o.actor < s.actor AND c.relation IN {AMONG}"
        return merge(
            self._rows(f"{straight} ORDER BY s.actor", min_confidence, symmetric),
            self._rows(f"{turned} ORDER BY o.actor", min_confidence, symmetric),
            key=_SUBJECT,
        )


def _query(columns: Sequence[str], expressions: Mapping[str, str], subject: str, object_: str) -> str:
    """Return the query of claims that goes through the subjects: `s` is the end that the document calls so, `o` the
    other.
    """
    ends = {"s": "subject", "o": "object"}
    key = relation_key_sql("c.relation", "c.label")
    chosen = [f"{subject}.actor", key, f"{object_}.actor", *(expressions.get(name, f"c.{name}") for name in columns)]
    named = "".join(
        f"LEFT JOIN judgement {table} ON {table}.observed = c.{name} "
        for name, table in _NAMED.items()
        if name in columns
    )
    return (
        f"SELECT {', '.join(chosen)} FROM judgement {subject} "
        f"CROSS JOIN claim c ON c.{ends[subject]} = {subject}.observed "
        f"CROSS JOIN judgement {object_} ON {object_}.observed = c.{ends[object_]} {named}"
        "WHERE s.actor <> o.actor AND c.confidence >= ?"
    )
