"""Makes annotated texts (docs/annotating.md) of what brat, Label Studio and INCEpTION export.

python benchmarks/learned/convert.py brat FOLDER --output OUT.jsonl --license "CC BY 4.0"
python benchmarks/learned/convert.py label-studio EXPORT.json --output OUT.jsonl --license "CC BY 4.0"
python benchmarks/learned/convert.py inception FILE.tsv|FOLDER --output OUT.jsonl --license "CC BY 4.0"
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotations import sentences

from graphbuild.core.model import ActorType, Status
from graphbuild.knowledge import ontology

TYPES = {t.value for t in ActorType}
STATUSES = {s.value for s in Status}


@dataclass(slots=True)
class Marked:
    """A text as a tool exports it.

    Attributes:
        entities: type, start and end of each mention, by its id.
        relations: subject, relation, object and status, by their ids.
        same: pairs of mentions of one actor.
    """

    id: str
    text: str
    entities: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    relations: list[tuple[str, str, str, str]] = field(default_factory=list)
    same: list[tuple[str, str]] = field(default_factory=list)


def brat(path: Path) -> Iterator[Marked]:
    """The standoff files of a folder."""
    for file in sorted(path.glob("*.ann")):
        found = Marked(file.stem, file.with_suffix(".txt").read_text(encoding="utf-8"))
        links: dict[str, list[str]] = {}
        for line in file.read_text(encoding="utf-8").splitlines():
            id_, _, rest = line.partition("\t")
            words = rest.split("\t")[0].split()
            if id_.startswith("T"):
                numbers = [int(n) for n in re.findall(r"\d+", " ".join(words[1:]))]
                found.entities[id_] = (words[0], numbers[0], numbers[-1])
            elif id_.startswith("R"):
                ends = dict(word.split(":", 1) for word in words[1:])
                links[id_] = [ends["Arg1"], words[0], ends["Arg2"], "asserted"]
            elif id_.startswith("A") and words[0].lower() == "status" and words[1] in links:
                links[words[1]][3] = words[2].lower()
            elif id_ == "*" and words[0] == "Equiv":
                found.same += [(words[1], other) for other in words[2:]]
        found.relations = [(a, relation, b, status) for a, relation, b, status in links.values()]
        yield found


def label_studio(path: Path) -> Iterator[Marked]:
    """The tasks of a JSON export; of several annotations of a task the first."""
    for number, task in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        found = Marked(str(task.get("id", number)), task["data"]["text"])
        for result in task["annotations"][0]["result"] if task.get("annotations") else []:
            if result["type"] == "relation" and result.get("labels"):
                ends = (result["from_id"], result["to_id"])
                ends = ends[::-1] if result.get("direction") == "left" else ends
                found.relations.append((ends[0], result["labels"][0], ends[1], "asserted"))
            elif labels := result.get("value", {}).get("labels"):
                value = result["value"]
                found.entities[result["id"]] = (labels[0], value["start"], value["end"])
        yield found


def inception(path: Path) -> Iterator[Marked]:
    """Files in WebAnno's TSV of version 3, with a layer of spans and one of relations between them."""
    for file in sorted(path.glob("*.tsv")) if path.is_dir() else [path]:
        lines = file.read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if re.match(r"\d+-\d+\t", line)]
        size = max((int(row[1].split("-")[1]) for row in rows), default=0)
        text = [" "] * size
        found, pending = Marked(file.stem, ""), []
        for row in rows:
            start, end = map(int, row[1].split("-"))
            text[start:end] = row[2]
            for label, number in _stacked(row[3]):
                key = number or row[0]
                _, first, _ = found.entities.get(key, (label, start, end))
                found.entities[key] = (label, first, end)
                for relation, source in zip(row[4].split("|"), row[5].split("|"), strict=False):
                    if relation not in {"_", "*"}:
                        pending.append((source, relation, key))
        for source, relation, target in pending:
            place, _, numbers = source.partition("[")
            number = numbers.rstrip("]").split("_")[0]
            found.relations.append((number if number not in {"", "0"} else place, relation, target, "asserted"))
        found.text = "".join(text)
        yield found


def _stacked(cell: str) -> Iterator[tuple[str, str]]:
    """The labels of a cell with the numbers of spans of several tokens."""
    for part in cell.split("|"):
        match = re.fullmatch(r"(.*?)(?:\[(\d+)\])?", part)
        if match and match[1] not in {"_", "*", ""}:
            yield match[1].replace("\\", ""), match[2] or ""


def annotated(marked: Marked, licence: str) -> tuple[dict, int]:
    """A text in our form, and how many statements were left out: of no type, relation or status of ours."""
    relations, actors, of = ontology.load().relations, {}, {}
    merged = {b: a for a, b in marked.same}
    for id_, (type_, start, end) in marked.entities.items():
        words = " ".join(marked.text[start:end].split())
        if type_.lower() in TYPES and words:
            of[id_] = of.get(merged.get(id_, ""), words.lower())
            actor = actors.setdefault(of[id_], {"id": of[id_], "name": words, "type": type_.lower(), "mentions": []})
            actor["mentions"] += [words] if words not in actor["mentions"] else []
    claims, spans = [], sentences(marked.text)
    for subject, relation, target, status in marked.relations:
        known = relation in relations and status in STATUSES and subject in of and target in of
        if not known or of[subject] == of[target]:
            continue
        at = max(marked.entities[subject][1], marked.entities[target][1])
        start, end = next((span for span in spans if span[0] <= at < span[1]), (0, len(marked.text)))
        claims.append(
            {
                "subject": of[subject],
                "relation": relation,
                "object": of[target],
                "status": status,
                "essential": False,
                "sentence": marked.text[start:end],
                "start": start,
                "trigger": None,
                "by": None,
            }
        )
    row = {"id": marked.id, "text": marked.text, "license": licence, "actors": list(actors.values()), "claims": claims}
    return row, len(marked.entities) - len(of) + len(marked.relations) - len(claims)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool", choices=["brat", "label-studio", "inception"])
    parser.add_argument("export", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--license", required=True, help="as the texts state it")
    args = parser.parse_args()
    read = {"brat": brat, "label-studio": label_studio, "inception": inception}[args.tool]
    found = [annotated(marked, args.license) for marked in read(args.export)]
    args.output.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row, _ in found), encoding="utf-8")
    links, left = sum(len(row["claims"]) for row, _ in found), sum(n for _, n in found)
    print(f"{len(found)} texts, {links} links; left out, since they are nothing of the ontology: {left}")


if __name__ == "__main__":
    main()
