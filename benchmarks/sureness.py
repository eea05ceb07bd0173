"""Counts how often each kind of resolution is right, and writes the table `sureness.toml` and that of the docs.

    python benchmarks/sureness.py SETS            writes both
    python benchmarks/sureness.py SETS --check    writes nothing; exit code 1 if they are not up to date

SETS is the folder of the annotated sets (`judged.py` says what lies there). It is no part of the project.

Method. An end of a claim that is a pronoun, a description, a capital's name or an argument from another sentence was
resolved to an actor by one kind of resolution (`extraction/claims/end_resolution.py`). It is

- right, if the annotation gives the end itself, or the claim, to the actor under whose other mentions it was put,
- wrong, if the annotation gives it to another one,
- not counted, if the annotation does not say: neither the mention nor a claim of like relation with the same other
  end in the same sentence is annotated.

Where whole articles are annotated with their links, a pronoun is judged by the links of its sentence; where the
mentions of actors are annotated (ECB+), by the mention. Shares are drawn towards that of the group (all pronouns, all
descriptions) as if PRIOR more ends of the group's share had been seen.

Only texts whose licence allows it are counted: in the public domain, CC BY, or annotated for this project.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from judged import rows_of, scorer

import graphbuild
from graphbuild.core.model import Document, MentionKind, Span
from graphbuild.extraction import pipeline
from graphbuild.extraction.claims.end_resolution import kind_of
from graphbuild.extraction.reader import Reader, Trace
from graphbuild.extraction.syntax.parsing import parse, span_of
from graphbuild.knowledge import ontology
from graphbuild.knowledge.lexicon.sureness import group

TABLE = Path(graphbuild.__file__).parent / "knowledge" / "data" / "sureness.toml"
PAGE = Path(__file__).parent.parent / "docs" / "confidence.md"
SETS = ("articles/train", "open/train", "ecbplus/train")
LICENCES = ("public domain", "CC BY 4.0")
"""The beginnings of the licences of single documents that are counted; a set whose documents name none counts whole."""
PRIOR = 10
GUESS_BELOW = 0.85
"""An end of a kind with a lower share is shown as a guess: more than one in seven of its kind was wrong."""
NAMED = "name"
UNJUDGED = frozenset({"description: government of the country"})
"""Kinds that no annotation judges: there a government and its state are two actors, to graphbuild they are one. They
have the share of their group."""
READ_BY_HAND = {"capital for its state": (27.0, 27.0)}
"""Right ends, and all, of kinds that those texts hardly have: claims out of BBC and Reuters news, read one by one."""
Counts = dict[str, list[float]]
Spans = Mapping[str, Collection[tuple[int, int]]]


class Annotated:
    """The annotation of one document.

    Args:
        tools: the scorer, which says when two spans mark one mention.
        row: the document with its annotation.
    """

    def __init__(self, tools: Any, row: Mapping[str, Any]) -> None:
        """Collect the spans of each entity and the links of each sentence."""
        self._tools, self._text = tools, str(row["text"])
        self.spans: dict[str, list[tuple[int, int]]] = {}
        self._links: list[tuple[int, int, Mapping[str, Any]]] = []
        if "claims" in row:
            for actor in row["actors"]:
                self.spans[actor["id"]] = tools.surface_spans(self._text, actor["mentions"])
            for claim in row["claims"]:
                start = claim.get("start", self._text.find(claim["sentence"]))
                self._links.append((start, start + len(claim["sentence"]), claim))
        else:
            for entity in row["entities"]:
                self.spans[entity["id"]] = [(m["start"], m["end"]) for m in entity["mentions"]]

    def entities(self, spans: Iterable[tuple[int, int]]) -> set[str]:
        """Return the annotated entities that any of these spans mentions."""
        found = list(spans)
        return {
            entity
            for entity, marked in self.spans.items()
            if any(self._tools.same_mention(self._text, a, b) for a in found for b in marked)
        }

    def mentioned(self, span: tuple[int, int], head: int) -> set[str]:
        """Return the entities whose annotated mention best fits a span and holds its head; one but for equal fits."""
        fits = {
            entity: max(
                (self._tools.same_mention(self._text, span, b) for b in marked if b[0] <= head < b[1]), default=0.0
            )
            for entity, marked in self.spans.items()
        }
        best = max(fits.values(), default=0.0)
        return {entity for entity, fit in fits.items() if fit and fit == best}

    def of_links(self, sentence: Span, relation: str, other: set[str], *, subject: bool) -> set[str]:
        """Return whom the links of a sentence give as the end of a relation whose other end is known."""
        near = set(self._tools.near(relation))
        either = relation in self._tools.SYMMETRIC
        found = set()
        for start, end, link in self._links:
            same = start < sentence.end and sentence.start < end
            if not same or not (link["relation"] in near or relation in self._tools.near(link["relation"])):
                continue
            for mine, theirs in (("subject", "object"), ("object", "subject")):
                if (either or (mine == "subject") == subject) and link[theirs] in other:
                    found.add(str(link[mine]))
        return found


def judged(trace: Trace, gold: Annotated) -> Iterator[tuple[str, bool]]:
    """Yield the kind of resolution of each end and mention that the annotation judges, and whether it was right."""
    context, seen = trace.context, set()
    names = _names(trace)
    for read in trace.events:
        for claim in read.claims:
            assert claim.evidence is not None
            for end, other in (("subject", "object"), ("object", "subject")):
                how = getattr(claim.resolved, end) if claim.resolved else None
                kind = how.rule if how else NAMED
                span = getattr(claim.evidence, end)
                key = (span, getattr(claim, end), kind)
                actor = gold.entities(names.get(getattr(claim, end), ()))
                partner = gold.entities(names.get(getattr(claim, other), ()))
                told = gold.of_links(claim.evidence.sentence, claim.relation, partner, subject=end == "subject")
                if key not in seen and actor and told and kind not in UNJUDGED:
                    seen.add(key)
                    yield kind, bool(actor & told)
    places = {span for span, _, _ in seen}
    for i, mention in enumerate(context.mentions):
        kind, actor_ = kind_of(context, i), context.actor(i)
        span = span_of(mention.tokens(context.doc))
        if kind in {None, *UNJUDGED} or actor_ is None or span in places or context.clusters.is_copy(i):
            continue
        others = [s for s in names.get(actor_.id, ()) if s != (span.start, span.end)]
        head = span_of(context.doc[mention.head : mention.head + 1]).start
        actor, true = gold.entities(others), gold.mentioned((span.start, span.end), head)
        if actor and true:
            assert kind is not None
            yield kind, bool(actor & true)


def _names(trace: Trace) -> dict[str, list[tuple[int, int]]]:
    """Return where each observed actor is named; where it is described, if it never is."""
    found: dict[str, dict[MentionKind, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for m in trace.reading.mentions:
        found[m.actor][m.kind].append((m.span.start, m.span.end))
    return {actor: by[MentionKind.NAME] or by[MentionKind.NOMINAL] for actor, by in found.items()}


def counted(folder: Path) -> tuple[Counts, dict[str, int]]:
    """Return for each kind how many ends were right and how many judged, and the documents of each set."""
    tools, reader, nlp = scorer(folder), Reader(ontology.load()), pipeline.load()
    counts: Counts = defaultdict(lambda: [0.0, 0.0], {kind: list(found) for kind, found in READ_BY_HAND.items()})
    documents = {}
    for name in SETS:
        rows = [row for row in rows_of(folder, name) if str(row.get("license", LICENCES[0])).startswith(LICENCES)]
        documents[name] = len(rows)
        given = (Document(id=str(n), text=row["text"], source=name, sha256="") for n, row in enumerate(rows))
        for row, (document, doc) in zip(rows, parse(nlp, given), strict=True):
            for kind, right in judged(reader.trace(document, doc), Annotated(tools, row)):
                counts[kind][0] += right
                counts[kind][1] += 1
    return counts, documents


def groups(counts: Counts) -> Counts:
    """Return the counts of each group of kinds."""
    found: Counts = defaultdict(lambda: [0.0, 0.0])
    for kind, (right, seen) in counts.items():
        found[group(kind)][0] += right
        found[group(kind)][1] += seen
    return found


def shares(counts: Counts) -> tuple[dict[str, float], dict[str, float]]:
    """Return the share of right ends of each group, and of each kind, drawn towards that of its group."""
    of_groups = {name: (right + 1) / (seen + 2) for name, (right, seen) in groups(counts).items()}
    of_kinds = {
        kind: (right + PRIOR * of_groups[group(kind)]) / (seen + PRIOR) for kind, (right, seen) in counts.items()
    }
    return of_groups, of_kinds


def table(counts: Counts, documents: Mapping[str, int]) -> str:
    """Return the TOML file."""
    of_groups, of_kinds = shares(counts)
    whole = groups(counts)
    lines = [
        "# How often an end of a claim was resolved to the right actor, by kind of resolution and by group of kinds.",
        "# Made by benchmarks/sureness.py; see docs/confidence.md. Do not edit.",
        f"# Counted on {', '.join(f'{n} documents of {name}' for name, n in documents.items())}.",
        "",
        "[guess]",
        "# An end of a kind with a lower share is shown as a guess.",
        f"below = {GUESS_BELOW}",
        "",
        "[groups]",
        *(f'"{g}" = {of_groups[g]:.3f}  # {whole[g][0]:.0f} of {whole[g][1]:.0f}' for g in sorted(of_groups)),
        "",
        "[kinds]",
        *(f'"{k}" = {of_kinds[k]:.3f}  # {counts[k][0]:.0f} of {counts[k][1]:.0f}' for k in sorted(of_kinds)),
    ]
    return "\n".join(lines) + "\n"


def page(counts: Counts) -> str:
    """Return the page of the documentation with the table put in."""
    _, of_kinds = shares(counts)
    rows = ["| kind of resolution | right | judged | sureness | shown as |", "|---|---|---|---|---|"]
    for kind in sorted(of_kinds, key=lambda k: (-of_kinds[k], k)):
        right, seen = counts[kind]
        shown = "a guess" if round(of_kinds[kind], 2) < GUESS_BELOW else "resolved"
        shown = "" if kind == NAMED else shown
        rows.append(f"| {kind} | {right:.0f} | {seen:.0f} | {of_kinds[kind]:.2f} | {shown} |")
    text = PAGE.read_text(encoding="utf-8")
    begin, end = "<!-- sureness -->\n", "<!-- end sureness -->"
    before, rest = text.split(begin)
    return before + begin + "".join(f"{row}\n" for row in rows) + end + rest.split(end)[1]


def main() -> int:
    """Count, and write the table and the page, or say whether they are up to date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, metavar="SETS")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if anything is out of date")
    arguments = parser.parse_args()
    counts, documents = counted(arguments.sets)
    made = {TABLE: table(counts, documents), PAGE: page(counts)}
    print(made[TABLE])
    if arguments.check:
        return int(any(path.read_text(encoding="utf-8") != text for path, text in made.items()))
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
