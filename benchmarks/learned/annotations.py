"""Annotated texts: JSON Lines with everything, or `.ann` files beside the texts (docs/annotating.md).

    python benchmarks/learned/annotations.py OUT.jsonl ANNOTATED.jsonl|FOLDER... [--texts TEXTS.jsonl]

writes them all as JSON Lines.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FREE = re.compile(r"public domain\b|CC BY \d")  # not "CC BY-SA 4.0"
ABBREVIATIONS = "Mr Mrs Ms Dr Gen Lt Col Sen Rep Gov St No Jr Sgt Capt Maj vs [A-Z]".split()
END = re.compile(
    "".join(rf"(?<!\b{word})" for word in ABBREVIATIONS) + r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9])|\n"
)
PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An annotated link between two actors in one sentence, whose offsets are `start` and `end`."""

    subject: str
    relation: str
    object: str
    status: str
    start: int
    end: int
    trigger: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An annotated text. `actors`: the words of each actor's mentions."""

    id: str
    text: str
    licence: str
    outlet: str
    published: str | None
    actors: dict[str, tuple[str, ...]]
    links: tuple[Link, ...]

    @property
    def free(self) -> bool:
        """Whether it is in the public domain or under CC BY, so that a model trained on it may be shipped."""
        return FREE.match(self.licence) is not None

    @property
    def source(self) -> str:
        """The beginning of its id, which names the collection that it comes from."""
        return self.id.split("_")[0]


def read_all(paths: list[Path], texts: list[Path] | None = None) -> list[Annotated]:
    """Read annotated texts: `.jsonl` files with both, and folders of `.ann` files.

    Args:
        paths: the files and folders.
        texts: `.jsonl` files with the texts of the `.ann` files; those of the same folder where None.
    """
    return [text for path in paths for text in (_folder(path, texts) if path.is_dir() else _lines(path))]


def _lines(path: Path) -> Iterator[Annotated]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield _annotated(json.loads(line))


def _annotated(row: dict) -> Annotated:
    links = [c for c in row["claims"] if c["relation"] != "other"]
    return Annotated(
        id=str(row["id"]),
        text=row["text"],
        licence=row.get("license") or "",
        outlet=row.get("outlet") or "",
        published=row.get("published"),
        actors={a["id"]: tuple(a["mentions"]) for a in row["actors"]},
        links=tuple(_link(c, row["text"]) for c in links),
    )


def _link(claim: dict, text: str) -> Link:
    start = claim.get("start", text.find(claim["sentence"]))
    return Link(
        subject=claim["subject"],
        relation=claim["relation"],
        object=claim["object"],
        status=claim["status"],
        start=start,
        end=start + len(claim["sentence"]),
        trigger=claim.get("trigger") or None,
    )


def _folder(folder: Path, files: list[Path] | None) -> Iterator[Annotated]:
    """The `.ann` files of a folder with their texts; those without a text or a link are left out."""
    texts = {}
    for path in files or sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts[re.sub(r"[^\w.-]+", "_", str(row["id"]))] = row
    for path in sorted(folder.glob("*.ann")):
        if path.stem in texts:
            found = from_ann(path.read_text(encoding="utf-8"), texts[path.stem])
            if found.links:
                yield found


def from_ann(lines: str, row: dict) -> Annotated:
    """Return the annotated text of an `.ann` file; a statement that names nothing known is left out.

    Args:
        lines: the file.
        row: the text with its id, licence and origin.
    """
    actors, claims, spans = [], [], sentences(row["text"])
    for line in lines.splitlines():
        parts = [part.strip() for part in line.split("|")]
        if line.startswith("@") and len(parts) == 3:
            mentions = [mention.strip() for mention in parts[2].split(";") if mention.strip()]
            actors.append({"id": parts[0][1:], "mentions": mentions})
        elif len(parts) >= 7 and re.fullmatch(r"S\d+", parts[0]) and 1 <= int(parts[0][1:]) <= len(spans):
            start, end = spans[int(parts[0][1:]) - 1]
            claims.append(
                {
                    "subject": parts[1].lstrip("@"),
                    "relation": parts[2],
                    "object": parts[3].lstrip("@"),
                    "status": parts[4],
                    "sentence": row["text"][start:end],
                    "start": start,
                    "trigger": None if parts[6] in {"", "-"} else parts[6],
                }
            )
    known = {actor["id"] for actor in actors}
    return _annotated({**row, "actors": actors, "claims": [c for c in claims if {c["subject"], c["object"]} <= known]})


def sentences(text: str) -> list[tuple[int, int]]:
    """The offsets of the sentences that the numbers of `.ann` files count."""
    found = []
    for paragraph in PARAGRAPH.finditer(text):
        begin = paragraph.start()
        for match in END.finditer(paragraph.group()):
            end = paragraph.start() + match.end()
            if end > begin and text[begin:end].strip():
                found.append((begin, end))
                begin = end
        if text[begin : paragraph.end()].strip():
            found.append((begin, paragraph.end()))
    return [(s + len(text[s:e]) - len(text[s:e].lstrip()), s + len(text[s:e].rstrip())) for s, e in found]


def row_of(text: Annotated) -> dict:
    """Return an annotated text in the form of JSON Lines; which links are essential, and who says them, is not kept."""
    return {
        "id": text.id,
        "text": text.text,
        "license": text.licence,
        "outlet": text.outlet,
        "published": text.published,
        "actors": [{"id": id_, "mentions": list(words)} for id_, words in text.actors.items()],
        "claims": [
            {
                "subject": link.subject,
                "relation": link.relation,
                "object": link.object,
                "status": link.status,
                "essential": False,
                "sentence": text.text[link.start : link.end],
                "start": link.start,
                "trigger": link.trigger,
            }
            for link in text.links
        ],
    }


def arguments(about: str | None) -> argparse.Namespace:
    """The arguments of a script that reads annotated texts and writes one file: `output`, `annotated`, `texts`."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("annotated", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, nargs="*", help="the texts of .ann files; in their folder unless given")
    return parser.parse_args()


def main() -> None:
    args = arguments(__doc__)
    texts = read_all(args.annotated, args.texts)
    lines = (json.dumps(row_of(text), ensure_ascii=False) + "\n" for text in texts)
    args.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(texts)} texts")


if __name__ == "__main__":
    main()
