"""The graph as pandas frames: the same tables as in Parquet. Needs pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.core.errors import UsageError
from graphbuild.exports import tables
from graphbuild.exports.columns import Kind
from graphbuild.exports.formats.parquet import INSTALL
from graphbuild.exports.source import sourced
from graphbuild.exports.typed_values import typed

if TYPE_CHECKING:
    import networkx
    import pandas

_DTYPES = {Kind.INT: "Int64", Kind.LONG: "Int64", Kind.FLOAT: "Float64", Kind.BOOL: "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """A graph as tables; `claims.link` is `links.id`, `links.subject` and `.object` are `actors.id`."""

    actors: pandas.DataFrame
    links: pandas.DataFrame
    claims: pandas.DataFrame
    documents: pandas.DataFrame


def dataframes(graph: networkx.MultiDiGraph | str | Path, **filters: Any) -> Frames:
    """Actors with their measures, links, claims with their sentences, and the cited documents as pandas frames.

    Args:
        graph: a graph from `build` or `load`, or the path of a `graph.db`.
        filters: `relation`, `status`, `since`, `until`, `as_of`, `source`, `min_confidence`, `open_claims`,
            `named_ends`; see `links`. From a store, all statuses unless some are named.

    Raises:
        UsageError: pandas is not installed, or a filter that makes no sense.
        StoreError: there is no usable store at the path.
    """
    _pandas()
    with sourced(graph, filters) as source:
        kinds = tables.columns(source, texts=True)
        names = source.names()
        edges = list(source.edges())
        return Frames(
            links=_frame((tables.link(edge, names) for edge in edges), kinds[tables.LINKS]),
            claims=_frame((row for edge in edges for row in tables.claims(edge, names)), kinds[tables.CLAIMS]),
            actors=_frame(map(tables.actor, source.nodes()), kinds[tables.ACTORS]),
            documents=_frame(source.documents(), kinds[tables.DOCUMENTS]),
        )


def _frame(rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, Kind]) -> pandas.DataFrame:
    """Return rows as a pandas frame with typed columns."""
    pandas = _pandas()
    values: dict[str, list[object]] = {name: [] for name in kinds}
    for row in rows:
        for name, kind in kinds.items():
            values[name].append(typed(row.get(name), kind))
    return pandas.DataFrame(
        {name: pandas.Series(values[name], dtype=_DTYPES.get(kind, "object")) for name, kind in kinds.items()}
    )


def _pandas() -> Any:
    """Return the module pandas; raises UsageError if it is not installed."""
    try:
        import pandas
    except ImportError:
        raise UsageError("Frames need the package pandas, which is not installed.", hint=INSTALL) from None
    return pandas
