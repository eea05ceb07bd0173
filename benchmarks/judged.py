"""Claims that people judged: what graphbuild reads out of annotated sets, and whether each claim is right.

The sets are no part of this project. Their folder holds `SET.jsonl` or `SET.jsonl.gz` files, one document a line, and
the scorer's `score.py` and `mapping.json`, which say when a claim counts as right. Two kinds of judgement are used:

- `articles` and `open`: whole texts with every link between actors annotated; the scorer's own functions compare them.
  Links to places are left out there, as the scorer leaves them out of precision. A text of `open` states its licence.
- all others: `verdicts.tsv`, beside this file: single claims of graphbuild that one person read with their sentences
  and found right or wrong. Their annotations do not say what is wrong, since they are not exhaustive.

Annotators of whole texts leave out what a reader finds right when it is put before them. So claims in and out of the
annotation were mixed and put before two readers who did not know which were which (`second_look.tsv`): what such a
claim is worth is how often both found it right (`Worth`).
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from graphbuild.core.model import Claim, Document, MentionKind, Reading
from graphbuild.extraction import pipeline
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import parse
from graphbuild.knowledge import ontology

VERDICTS = Path(__file__).with_name("verdicts.tsv")
ANNOTATED = ("articles", "open")  # the sets that are annotated in graphbuild's own relations, every link of every text
Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Worth:
    """How often two readers both found a claim right that is in the annotation of its text, and one that is not."""

    told: float
    untold: float

    def of(self, right: bool | None) -> float:
        """What a claim counts, from 0 to 1."""
        return self.told if right else self.untold


OF_RULES = Worth(told=0.92, untold=0.39)  # 60 and 130 claims of the rules, texts of all sources
OF_LEARNED = Worth(told=0.95, untold=0.15)  # 96 and 134 links of the learned reader, Wikipedia's news and biographies
Spans = dict[str, list[tuple[int, int]]]
Judge = Callable[[Document, Claim, Spans], bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One claim and whether it is right.

    Attributes:
        set: the set's name. source: who published the document, where the set says so. licence: as the text states it.
        group: the document, or the topic of documents that tell the same story.
        sentence: to be read, never stored. right: nothing where nobody judged it.
    """

    set: str
    source: str
    licence: str
    group: str
    key: Key
    rule: str
    marks: tuple[str, ...]
    sentence: str
    right: bool | None

    @property
    def worth(self) -> float:
        """How often such a claim is right for one who reads it: a judgement of its own, or that of an annotation."""
        return OF_RULES.of(self.right) if self.set.startswith(ANNOTATED) else float(bool(self.right))


def scorer(folder: Path) -> ModuleType:
    """The scorer that lies with the sets."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verdicts() -> dict[Key, bool]:
    """Every claim in `verdicts.tsv`, by set, document, relation and the spans of its ends."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return {(row[0], row[1], row[2], row[3], row[4]): row[5] == "right" for row in rows}


def read(folder: Path, names: Iterable[str], sources: Mapping[str, frozenset[str]]) -> list[Judged]:
    """Every claim of these sets' judged documents.

    Args:
        sources: for some sets, the only publishers whose documents may be used.
    """
    known = verdicts()
    reader, nlp = Reader(ontology.load()), pipeline.load()
    found: list[Judged] = []
    for name in names:
        rows = [row for row in rows_of(folder, name) if row.get("source") in sources.get(name, {row.get("source")})]
        if not name.startswith(ANNOTATED):
            documents = {key[1] for key in known if key[0] == name}
            rows = [row for row in rows if str(row["id"]) in documents]
        right = annotated(folder, name) if name.startswith(ANNOTATED) else None
        given = (Document(id=str(row["id"]), text=row["text"], source=name, sha256="") for row in rows)
        for row, (document, doc) in zip(rows, parse(nlp, given), strict=True):
            told, spans = _told(reader, document, doc)
            for claim, marks in told:
                key = _key(name, document, claim)
                judged = right(document, claim, spans) if right else known.get(key)
                found.append(_judged(name, row, key, claim, marks, judged))
    return found


def _judged(
    name: str, row: Mapping[str, Any], key: Key, claim: Claim, marks: tuple[str, ...], right: bool | None
) -> Judged:
    assert claim.evidence is not None
    return Judged(
        set=name,
        source=row.get("source") or row.get("outlet") or name,
        licence=row.get("license") or "",
        group=str(row.get("topic") or row["id"]),
        key=key,
        rule=claim.rule,
        marks=marks,
        sentence=" ".join(claim.evidence.sentence.of(row["text"]).split()),
        right=right,
    )


def rows_of(folder: Path, name: str) -> list[dict[str, Any]]:
    path = next(p for p in (folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz") if p.exists())
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in content.decode("utf-8").split("\n") if line.strip()]


def _told(reader: Reader, document: Document, doc: Any) -> tuple[list[tuple[Claim, tuple[str, ...]]], Spans]:
    """The claims of a document with the marks of their paths, each link once, and where its actors are named."""
    trace = reader.trace(document, doc)
    told: dict[tuple[str, str, str, str], tuple[Claim, tuple[str, ...]]] = {}
    for event in trace.events:
        for claim, marks in zip(event.claims, event.marks, strict=True):
            told.setdefault((claim.subject, claim.relation, claim.label, claim.object), (claim, marks))
    return list(told.values()), spans_of(trace.reading)


def spans_of(reading: Reading) -> Spans:
    """Where the actors of a document are named or described."""
    spans: Spans = defaultdict(list)
    for mention in reading.mentions:
        if mention.kind is not MentionKind.PRONOUN:
            spans[mention.actor].append((mention.span.start, mention.span.end))
    return spans


def _key(name: str, document: Document, claim: Claim) -> Key:
    assert claim.evidence is not None
    subject, target = claim.evidence.subject, claim.evidence.object
    ends = (f"{subject.start}-{subject.end}", f"{target.start}-{target.end}")
    return name, document.id, claim.relation, *ends


def annotated(folder: Path, name: str) -> Judge:
    """What judges the claims of a set whose every link is annotated."""
    score = scorer(folder)
    documents, _ = score.load_gold(str(next(folder.glob(f"{name}.jsonl*"))), {}, None)
    gold = {d["source_id"]: d for d in documents}

    def right(document: Document, claim: Claim, spans: Spans) -> bool | None:
        if claim.relation in score.PLACE:
            return None  # not annotated exhaustively: to count only those that are right would flatter their rules
        known = gold[document.id]
        assert claim.evidence is not None
        ends = [
            score.entity_of(document.text, (span.start, span.end), actor, spans, known["entities"])
            for span, actor in ((claim.evidence.subject, claim.subject), (claim.evidence.object, claim.object))
        ]
        for link in known["relations"]:
            ways = score.directions(link, claim.relation)
            forward = link["subj"] in ends[0] and link["obj"] in ends[1] and "forward" in ways
            if forward or (link["obj"] in ends[0] and link["subj"] in ends[1] and "inverse" in ways):
                return True
        left_out = claim.relation == "other"
        left_out |= any((a, b) in known["unscored"] for a in ends[0] for b in ends[1])
        return None if left_out else False

    return right
