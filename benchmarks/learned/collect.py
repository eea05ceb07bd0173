"""Makes the texts of `benchmarks/annotations` out of checkouts of the public repositories that hold them.

    python benchmarks/learned/collect.py TEXTS.jsonl CHECKOUT... [--table TABLE.tsv]

CHECKOUT is a folder OWNER+NAME or OWNER/NAME with the repository that the table names: `texts.tsv` of the annotations,
or `unannotated.tsv` with the texts on which the model learned what the rules say. A text is written if it comes out
with the hash that the table gives for it; the others are named, with the repository they need.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from lxml import html

TABLE = Path(__file__).parents[1] / "annotations" / "texts.tsv"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\w+day, ({MONTHS}) \d+, \d{{4}}")
BEHIND = re.compile(r"Sources?|Related news|Related articles|Sister links?|External links?")
ASIDE = re.compile(
    r"(—|Have an opinion|Share (this|it)|From Wikinews|Wikinews has|Listen to|File photo|Image:|This article|Interview"
    r"|Retrieved|Correction|Contents|Sources?$|Related (news|articles)|Sister links|External links|\d+(\.\d+)* |Note:)"
)
SHORTEST = 7  # words of a paragraph of news; fewer are captions and headings
LETTER = re.compile(r"[a-zA-Z0-9]\.\s*")


def wikinews(path: Path, row: dict[str, str]) -> str:
    """An article out of a table of Wikinews: its title and paragraphs, without date line, captions and sources."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as file:
        found = next(article for article in csv.DictReader(file) if article["title"] == row["title"])
    kept = []
    for part in re.split(r"\n\s*\n", found["text"].replace("\xa0", " ").replace("\u200e", "")):
        paragraph = " ".join(part.split())
        if BEHIND.fullmatch(paragraph):
            break
        if not DATE.fullmatch(paragraph) and not ASIDE.match(paragraph) and len(paragraph.split()) >= SHORTEST:
            kept.append(paragraph)
    return "\n\n".join([row["title"], *kept])


def agency(path: Path, row: dict[str, str]) -> str:
    """An article of the Mehr News Agency: its text without dateline, initials and licence."""
    text = re.sub(r"^TEHRAN\s*[-–—]+\s*", "", path.read_text(encoding="utf-8", errors="replace"))
    text = re.sub(r"\s*All Content by Mehr News Agency.*$", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+[A-Z]{2,3}/[A-Z]{2,3}\s*$", "", text)
    paragraphs = (" ".join(part.split()) for part in re.split(r"\s{2,}|\n+", text))
    return "\n\n".join(filter(None, paragraphs))


def report(path: Path, row: dict[str, str]) -> str:
    """A section of a country report on human rights: a title with country and year, and its paragraphs."""
    wanted, sections, heading = row["title"].split(": ", 1)[1], dict[str, list[str]](), ""
    for element in html.fromstring(path.read_bytes()).iter("h1", "h2", "h3", "h4", "h5", "p"):
        words = " ".join(element.text_content().split())
        if element.tag != "p":
            heading = LETTER.sub("", words, count=1) if LETTER.match(words) else words
        elif len(words.split()) > SHORTEST + 1:
            sections.setdefault(heading, []).append(words)
    return "\n\n".join([row["title"], *sections[wanted]])


READERS: dict[str, Callable[[Path, dict[str, str]], str]] = {"wikinews": wikinews, "mehr": agency, "hr": report}


def collected(row: dict[str, str], checkouts: list[Path]) -> str | None:
    """The text of a row of the table; None where no checkout has it or it comes out otherwise."""
    repository, path = re.split(r" at [0-9a-f]+, ", row["file"], maxsplit=1)
    owner, name = repository.split("/")
    reader = READERS.get(row["id"].split("_")[0])
    for folder in checkouts:
        place = folder / path
        if reader and (folder.name == f"{owner}+{name}" or folder.parts[-2:] == (owner, name)) and place.is_file():
            try:
                text = reader(place, row)
            except (KeyError, StopIteration):
                return None
            return text if digest(text) == row["sha256"] else None
    return None


def digest(text: str) -> str:
    """The hash of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("checkouts", type=Path, nargs="+", metavar="CHECKOUT")
    parser.add_argument("--table", type=Path, default=TABLE)
    args = parser.parse_args()
    with args.table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    missing = 0
    with args.output.open("w", encoding="utf-8") as out:
        for row in rows:
            text = collected(row, args.checkouts)
            if text is None:
                missing += 1
                print(f"not made: {row['id']}, of {row['file']}", file=sys.stderr)
                continue
            known = {"id": row["id"], "text": text, "license": row["licence"], "outlet": row["outlet"]}
            out.write(json.dumps({**known, "published": row["published"] or None}, ensure_ascii=False) + "\n")
    print(f"{len(rows) - missing} texts written, {missing} not made")


if __name__ == "__main__":
    main()
