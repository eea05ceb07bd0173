"""GEXF 1.3 for Gephi and Gephi Lite: time, colours, sizes and positions, which GraphML has no place for.

A link is on the timeline on the days that its claims are dated to, each stretch of days a spell of its own, so that two
arrests ten years apart are not one of ten years, and "since 2019" has a start and no end. A link of which no claim is
dated is always there. `kind` holds the
relation: without it Gephi merges links of different relations between the same two actors. All edges are directed, as
readers refuse to mix; links without a direction say `symmetric`. https://gexf.net
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from graphbuild.core.files import replacing
from graphbuild.core.spells import moment, spell
from graphbuild.exports.columns import Kind
from graphbuild.exports.positions import places
from graphbuild.exports.report import Tally
from graphbuild.exports.sanitize import scalars, text, written_scalar
from graphbuild.exports.source import Source, edge_id
from graphbuild.exports.spool import halves
from graphbuild.exports.styles import Look, look
from graphbuild.exports.xml import Ids, best_only, quoteattr

NAMESPACE, VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
TYPES = {Kind.INT: "integer", Kind.LONG: "long", Kind.FLOAT: "double", Kind.BOOL: "boolean"}
# What GEXF has attributes of its own for.
OWN = {"node": {"label"}, "edge": {"label", "weight"}}
Columns: TypeAlias = dict[str, tuple[int, str]]
"""Number and type of each column by its name."""


def write(source: Source, path: Path, tally: Tally) -> None:
    """Writes the file; what GEXF cannot hold is taken down in the tally."""
    ids = Ids()
    columns = _columns({**source.edge_columns, "evidence": Kind.TEXT}, "edge")
    with replacing(path) as beside, halves(beside) as file:
        file.second(_edges(source, columns, ids, tally))
        file.first(_head(source, columns, ids, tally), last=("</edges>", "</graph>", "</gexf>"))
    best_only(tally)


def _columns(kinds: Mapping[str, Kind], element: str) -> Columns:
    """Return the number and type of each attribute column that GEXF has no attribute of its own for."""
    names = (name for name in kinds if name not in OWN[element])
    return {text(name): (number, TYPES.get(kinds[name], "string")) for number, name in enumerate(names)}


def _edges(source: Source, columns: Columns, ids: Ids, tally: Tally) -> Iterator[str]:
    """Yield the XML element of each link, and count links and claims."""
    clean = all(map(str.isprintable, source.edge_columns))
    for subject, object_, key, data in source.edges(quoted=True):
        tally.links += 1
        tally.claims += len(data.get("evidence", ()))
        tally.strip(data)
        ends = f"source={quoteattr(ids[subject])} target={quoteattr(ids[object_])}"
        about = f'id="{edge_id(subject, key, object_)}" {ends}'

        weight = data.get("weight")
        if isinstance(weight, (int, float)) and weight > 0:
            about += f' weight="{weight}"'
        label = text(str(data.get("label", key)))
        about += f" kind={quoteattr(text(key))} label={quoteattr(label)}"
        attributes, spells = _time(data)
        yield f"<edge {about}{attributes}>{_values(data if clean else scalars(data), columns)}{spells}</edge>"


def _head(source: Source, edge_columns: Columns, ids: Ids, tally: Tally) -> Iterator[str]:
    """The file up to the edges, an element a line."""
    nodes = list(source.nodes())
    standing = places(source, nodes, tally)
    node_columns = _columns(source.node_columns, "node")
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{VIZ}" version="1.3">'
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">'
    for element, columns in (("node", node_columns), ("edge", edge_columns)):
        yield f'<attributes class="{element}" mode="static">'
        for name, (number, type_) in columns.items():
            yield f'<attribute id="{number}" title={quoteattr(name)} type="{type_}"/>'
        yield "</attributes>"
    yield "<nodes>"
    for id_, data in nodes:
        tally.actors += 1
        tally.strip(data)
        label = text(str(data.get("label", id_)))
        about = f"id={quoteattr(ids[id_])} label={quoteattr(label)}"
        yield f"<node {about}>{_values(scalars(data), node_columns)}{_viz(look(data, standing.get(id_)))}</node>"
    yield "</nodes>"
    yield "<edges>"


def _values(data: Mapping[str, Any], columns: Columns) -> str:
    """Return the XML of the attribute values of a node or an edge. Names of attributes are clean."""
    values, get = [], data.get
    for name, (number, _) in columns.items():
        value = get(name)
        if value is None:
            continue
        kind = value.__class__  # of nearly all values it says how they are written, without a call for each
        if kind is int or kind is float:
            values.append(f'<attvalue for="{number}" value="{value}"/>')
        elif (told := value if kind is str and value.isprintable() else written_scalar(name, value)) is not None:
            values.append(f'<attvalue for="{number}" value={quoteattr(told)}/>')
    return f"<attvalues>{''.join(values)}</attvalues>"


def _viz(seen: Look) -> str:
    """Return the XML of colour, position and size of a node."""
    colour = f'<viz:color r="{seen.red}" g="{seen.green}" b="{seen.blue}"/>'
    place = f'<viz:position x="{seen.place[0]}" y="{seen.place[1]}" z="0"/>' if seen.place else ""
    return f'{colour}{place}<viz:size value="{seen.size}"/>'


def _time(data: Mapping[str, Any]) -> tuple[str, str]:
    """When a link is there: as attributes where it is one stretch of days, else as a list of spells."""
    cited = [one.get("date") for one in data.get("evidence", ())] or [data.get("first_date"), data.get("last_date")]
    return _drawn(tuple(map(str, data.get("spells") or ())), tuple(day for day in cited if isinstance(day, str)))


@lru_cache(maxsize=1 << 14)  # most links are there in one of few stretches
def _drawn(written: tuple[str, ...], dates: tuple[str, ...]) -> tuple[str, str]:
    """Return the same of what a link has written of its spells, and else of the dates of its claims."""
    spells = stretches(written, dates)
    if len(spells) > 1:
        each = "".join(f"<spell{_days(spell)}/>" for spell in spells)
        return "", f"<spells>{each}</spells>"
    return (_days(spells[0]) if spells else ""), ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first and the last day of a stretch; None where that end is open or unknown."""

    first: date | None
    last: date | None


def _days(spell: Stretch) -> str:
    """Return the start and end attributes of a stretch; an end that is open or unknown has none."""
    start = f' start="{spell.first.isoformat()}"' if spell.first else ""
    return start + (f' end="{spell.last.isoformat()}"' if spell.last else "")


def stretches(written: Iterable[str], dates: Iterable[str]) -> list[Stretch]:
    """When a link was so: the spells of its claims, those that touch as one; where it has none, its dates."""
    told = [known for text in written if (known := spell(text))] or [day for one in dates if (day := moment(one))]
    found: list[Stretch] = []
    for one in sorted((Stretch(known.start, known.end) for known in told), key=_order):
        if found and _touch(found[-1], one):
            before = found[-1]
            last = None if before.last is None or one.last is None else max(before.last, one.last)
            found[-1] = Stretch(before.first, last)
        else:
            found.append(one)
    return found


def _order(one: Stretch) -> tuple[date, date]:
    """Return the sort key of a stretch: its first and last day."""
    return one.first or date.min, one.last or date.max


def _touch(before: Stretch, after: Stretch) -> bool:
    """Whether a stretch begins before another one ends, or on the day after."""
    if before.last is None or after.first is None:
        return True
    return after.first.toordinal() <= before.last.toordinal() + 1
