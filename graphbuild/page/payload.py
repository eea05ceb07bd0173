"""What the page shows, as plain data for JSON: the graph's actors and links, with every sentence already cut up.

Sentences are cut here and not in the browser, because Python counts characters and JavaScript counts UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from graphbuild.core.model import Actor, ActorType, Claim
from graphbuild.core.path_cost import hop_cost, passing_cost
from graphbuild.core.records import RESOLVED, SPANS, Form
from graphbuild.drawing import styles
from graphbuild.evidence.duplicates import voices
from graphbuild.page.claim_words import names_in, reader_of, readers, resolution, resolution_of_link, status_words
from graphbuild.page.legend import legend

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Data = dict[str, Any]
ENDS = ("subject", "trigger", "object")
LINE = 18  # a longer name is set in two lines
WIDEST = 24  # of one line of a label
LISTENER = "tells"
MANY = 2_000
"""Claims; a page of more carries only the best few sentences of each link, and says how many the store holds."""
FULL, BEST = 200, 4
"""The sentences that a link has on a page at most, where there are few claims and where there are many."""
_OF_ACTORS = {name: column.kind for name, column in Form(Actor, without=("id", "name", "type")).columns.items()}
_ELSEWHERE = frozenset(
    {"id", "doc", "subject", "relation", "label", "object", "status", "place", "confidence", "guess", *RESOLVED, *SPANS}
    | {"attributed_to", "attribution", "denied_by", "denial", "spells"}
)
SAID = ("page", *(name for name in Form(Claim, last=("cue", "rule")).columns if name not in _ELSEWHERE))
"""What is shown of a claim as it is, where there is any; all but what the page has elsewhere."""


Around = Mapping[tuple[str, int], tuple[str, str]]
NameNotes = Mapping[str, Sequence[Mapping[str, Any]]]


def build(
    graph: MultiDiGraph, families: Mapping[str, str], *, around: Around | None = None, names: NameNotes | None = None
) -> Data:
    """The page's data: `actors`, `links`, `documents` and what the legend lists, all in a fixed order.

    Args:
        graph: as formats.md describes it, with every status in it. It is not changed.
        families: the family of each relation id; a relation that it lacks counts as an open claim.
        around: by document and start of a cited sentence, the sentences before and after it.
        names: by actor the names it was seen under, each with `name`, `n`, `why`, `sentence` and `title`.
    """
    nodes = sorted(graph.nodes, key=str)
    number = {node: at for at, node in enumerate(nodes)}
    actors = [
        {**actor_data(str(node), graph.nodes[node]), "names": [dict(note) for note in (names or {}).get(node, ())]}
        for node in nodes
    ]
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: tuple(map(str, edge[:3])))
    documents: dict[str, Data] = {}
    links = []
    most = BEST if sum(len(edge[3].get("evidence") or ()) for edge in edges) > MANY else FULL
    for source, target, key, attributes in edges:
        ends = (number[source], number[target])
        links.append(link_data(ends, str(key), attributes, actors, families, documents, most))
        surround(links[-1], around or {})
    return finished(actors, links, documents)


def finished(actors: list[Data], links: list[Data], documents: Mapping[str, Data]) -> Data:
    """The page's data of its actors and links, which get the numbers of their links, and of the documents cited."""
    _count(actors, links)
    return {
        "actors": actors,
        "links": links,
        "documents": dict(sorted(documents.items())),
        **legend(actors, links),
    }


def actor_data(node: str, attributes: Mapping[str, Any]) -> Data:
    """Return the data of an actor for the page."""
    label = str(attributes.get("label") or node)
    return {
        "id": node,
        "label": label,
        "lines": label_lines(label),
        "type": styles.type_of(attributes.get("type")).value,
        **{name: _read(kind, attributes.get(name)) for name, kind in _OF_ACTORS.items()},
        "passing": passing_cost(styles.type_of(attributes.get("type")), int(attributes.get("n_documents") or 0)),
    }


def surround(link: Data, around: Around) -> None:
    """Put the sentences around each cited one beside it."""
    for item in link["evidence"]:
        item["before"], item["after"] = around.get((item["doc"], item.pop("start")), ("", ""))


def _read(kind: type, value: Any) -> Any:
    """A value of an attribute of this type, as any graph may hold it."""
    if kind is tuple:
        return _texts(value)
    return int(value or 0) if kind is int else value


def _texts(value: object) -> list[str]:
    """A list of words, whether it comes as a list or, as from GraphML, joined with semicolons."""
    if isinstance(value, str):
        return [part for part in value.split("; ") if part]
    return [str(part) for part in value] if isinstance(value, Sequence) else []


def label_lines(label: str) -> list[str]:
    """A name in at most two lines of nearly equal length, each cut where it is far too long."""
    words = label.split() or [label]
    splits = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    if len(label) <= LINE or not splits:
        return [_cut(" ".join(words))]
    best = min(splits, key=lambda pair: max(map(len, pair)))
    return [_cut(line) for line in best]


def _cut(line: str) -> str:
    """Return a label line, shortened with an ellipsis if it is too wide."""
    return line if len(line) <= WIDEST else line[: WIDEST - 1].rstrip() + "…"


def link_data(
    ends: tuple[int, int],
    key: str,
    attributes: Mapping[str, Any],
    actors: list[Data],
    families: Mapping[str, str],
    documents: dict[str, Data],
    most: int,
) -> Data:
    """Return one link, with the best of its evidence; its documents are added to `documents`."""
    subject, target = (actors[end] for end in ends)
    relation = str(attributes.get("relation") or key)
    evidence = [dict(item) for item in attributes.get("evidence") or () if isinstance(item, Mapping)]
    outlets = sorted({str(item["outlet"]) for item in evidence if item.get("outlet")})
    for item in evidence[:most]:
        documents.setdefault(str(item.get("doc")), _document(item))
    return {
        "from": ends[0],
        "to": ends[1],
        "key": key,
        "relation": relation,
        "label": str(attributes.get("label") or relation),
        "inverse": str(attributes.get("inverse") or ""),
        "symmetric": bool(attributes.get("symmetric")),
        "family": families.get(relation, styles.OPEN_FAMILY),
        "status": styles.status_of(attributes.get("status")).value,
        "disputed": bool(attributes.get("disputed")),
        "listener": relation == LISTENER and target["type"] == ActorType.MEDIA,
        "weight": int(attributes.get("weight") or len(evidence)),
        "n_documents": int(attributes.get("n_documents") or 0),
        "n_outlets": int(attributes.get("n_outlets") or 0),
        "first_date": attributes.get("first_date"),
        "last_date": attributes.get("last_date"),
        "spells": _texts(attributes.get("spells")),
        "confidence": _number(attributes.get("confidence")),
        "cost": _cost(attributes, evidence, families.get(relation, styles.OPEN_FAMILY)),
        "review": str(attributes.get("review") or "auto"),
        **resolution_of_link(attributes, evidence),
        **readers(evidence),
        "evidence": [_evidence(item, subject, target) for item in evidence[:most]],
        **({"outlets": outlets} if len(evidence) > most else {}),
    }


def _cost(attributes: Mapping[str, Any], evidence: list[Data], family: str) -> int:
    """What a hop over this link costs, of what it says at first: a source that only denies it is no source for it."""
    status = styles.status_of(attributes.get("status"))
    held = [item for item in evidence if styles.STATUSES[styles.status_of(item.get("status"))].shown]
    kept = held if styles.STATUSES[status].shown and held else evidence
    sure = [float(item["confidence"]) for item in kept if _number(item.get("confidence")) is not None]
    cited = [item for item in kept if item.get("doc")]
    sources = voices((str(item["doc"]), item.get("outlet"), item.get("story")) for item in cited)
    given = _number(attributes.get("confidence"))
    return hop_cost(family, status, max(sure, default=1.0 if given is None else given), sources)


def _number(value: object) -> float | None:
    """Return a number rounded to three digits, or None if the value is missing or NaN."""
    return round(float(value), 3) if isinstance(value, int | float) and value == value else None


def _document(item: Mapping[str, Any]) -> Data:
    """Return the data of a document for the page."""
    return {
        "title": item.get("title"),
        "outlet": item.get("outlet"),
        "published": item.get("published"),
        "source": item.get("source"),
        "url": safe_url(item.get("url")),
        **({"row": item["row"]} if item.get("row") else {}),
    }


def safe_url(url: object) -> str | None:
    """The address, if it is one of the web; a link to anything else could run script."""
    text = str(url or "").strip()
    return text if text.casefold().startswith(("http://", "https://")) else None


def _evidence(item: Mapping[str, Any], subject: Data, target: Data) -> Data:
    """Return the data of one piece of evidence for the page."""
    return {
        "doc": str(item.get("doc")),
        "start": item.get("sentence_start"),
        **{f"{end}_at": _place(item, end) for end in ("subject", "object", "sentence")},
        "parts": cut(item, subject, target),
        "status": styles.status_of(item.get("status")).value,
        "words": status_words(item),
        "label": str(item.get("label") or ""),
        "confidence": _number(item.get("confidence")),
        **resolution(item, subject["label"], target["label"]),
        **reader_of(item),
        **{key: str(item[key]) for key in SAID if item.get(key)},
        **({"spells": _texts(item["spells"])} if item.get("spells") else {}),
    }


def _place(item: Mapping[str, Any], end: str) -> str | None:
    """Where an end, or the whole sentence, stands in its document, as a correction names it."""
    start, stop = item.get(f"{end}_start"), item.get(f"{end}_end")
    return (
        f"{item['doc']}:{start}-{stop}"
        if isinstance(start, int) and isinstance(stop, int) and item.get("doc")
        else None
    )


def cut(item: Mapping[str, Any], subject: Data, target: Data) -> list[list[str]]:
    """The sentence in pieces `[text, roles]`; roles is made of `s`, `t`, `o`, and `=` for words added by us.

    An end that a pronoun or a description stands for gets "(= name)" behind it; one that stands outside the
    sentence gets it at the sentence's end.
    """
    sentence = str(item.get("sentence") or "")
    if not sentence:
        return []
    spans = {end: _within(item, end, len(sentence)) for end in ENDS}
    inside = {end: span for end, span in spans.items() if span}
    marks = sorted({0, len(sentence), *(offset for span in inside.values() for offset in span)})
    actors = {"subject": subject, "object": target}
    parts: list[list[str]] = []
    for start, stop in pairwise(marks):
        roles = "".join(end[0] for end, span in inside.items() if span[0] <= start and stop <= span[1])
        parts.append([sentence[start:stop], roles])
        for end, actor in actors.items():
            span = spans[end]
            if span and span[1] == stop and not names_in(actor, sentence[slice(*span)]):
                parts.append([f" (= {actor['label']})", f"{end[0]}="])
    if item.get("sentence_start") is not None:
        parts += [[f" (= {actors[end]['label']})", f"{end[0]}="] for end in actors if not spans[end]]
    return parts


def _within(item: Mapping[str, Any], end: str, length: int) -> tuple[int, int] | None:
    """A span counted from the sentence's start; none where it is unknown, empty or lies outside."""
    base, start, stop = (item.get(key) for key in ("sentence_start", f"{end}_start", f"{end}_end"))
    if not (isinstance(base, int) and isinstance(start, int) and isinstance(stop, int)):
        return None
    return (start - base, stop - base) if base <= start < stop <= base + length else None


def _count(actors: list[Data], links: list[Data]) -> None:
    """Give each actor the number of its links: all of them, and those that are drawn at first."""
    for actor in actors:
        actor["links"] = actor["degree"] = 0
    for link in links:
        link["shown"] = shown_first(link)
        for end in {link["from"], link["to"]}:
            actors[end]["links"] += 1
            actors[end]["degree"] += link["shown"]


def shown_first(link: Mapping[str, Any]) -> bool:
    """Whether the page draws this link before anybody has touched the legend."""
    quiet = link["listener"] or link["family"] == styles.OPEN_FAMILY
    return styles.STATUSES[link["status"]].shown and not quiet
