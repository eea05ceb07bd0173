"""Texts of the annotations, made again out of public repositories: each kind of file, and what has the right hash."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from folders import ROOT

FOLDER = ROOT / "benchmarks" / "learned"
sys.path.append(str(FOLDER))

import collect  # noqa: E402  from the folder above

NEWS = """
Friday, March 8, 2019\xa0

Brask

The mayor of Brask, Ada Holt, met Jonas Weld of the dockers' union on Thursday.

—Ada Holt, mayor

Weld told reporters that the strike would go on until the port had paid.

Related news

An older article about the strike of the dockers in Brask and their union.
"""
MADE = """Dockers meet mayor

The mayor of Brask, Ada Holt, met Jonas Weld of the dockers' union on Thursday.

Weld told reporters that the strike would go on until the port had paid."""


def checkout(folder: Path) -> Path:
    place = folder / "someone+news"
    place.mkdir()
    with (place / "2019.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, ["title", "text"])
        rows.writeheader()
        rows.writerow({"title": "Another", "text": "Nothing."})
        rows.writerow({"title": "Dockers meet mayor", "text": NEWS})
    return place


def row(text: str, **changed: str) -> dict[str, str]:
    known = {"id": "wikinews_1", "title": "Dockers meet mayor", "file": "someone/news at 0a1b, 2019.csv"}
    return {**known, "sha256": collect.digest(text), **changed}


def test_an_article_of_wikinews_is_its_title_and_paragraphs(tmp_path: Path) -> None:
    assert collect.collected(row(MADE), [checkout(tmp_path)]) == MADE


@pytest.mark.parametrize(
    "changed", [{"sha256": "0"}, {"title": "No such"}, {"id": "other_1"}, {"file": "else/news at 0a1b, 2019.csv"}]
)
def test_a_text_that_is_another_is_not_made(tmp_path: Path, changed: dict[str, str]) -> None:
    assert collect.collected(row(MADE, **changed), [checkout(tmp_path)]) is None


def test_an_article_of_an_agency_has_neither_dateline_nor_licence(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(
        "TEHRAN – Ada Holt met Jonas Weld.  They spoke of trade. AB/CD All Content by Mehr News Agency is free.\n",
        encoding="utf-8",
    )
    assert collect.agency(path, {}) == "Ada Holt met Jonas Weld.\n\nThey spoke of trade."


def test_a_section_of_a_report_is_found_by_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "karvia.html"
    said = "Police arrested the lawyer Ada Holt in Brask in March and held her."
    path.write_text(
        f"<h2>Karvia</h2><p>Read more.</p><h3>a. Arrest</h3><p>{said}</p><p>No.</p><h3>b. Trial</h3><p>{said} No.</p>",
        encoding="utf-8",
    )
    title = "Karvia 2019: Arrest"
    assert collect.report(path, {"title": title}) == f"{title}\n\n{said}"


def test_every_annotation_has_its_row_and_every_row_its_annotation() -> None:
    with collect.TABLE.open(encoding="utf-8", newline="") as file:
        ids = [found["id"] for found in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    assert sorted(path.stem for path in collect.TABLE.parent.glob("*.ann")) == sorted(ids)
    assert {path.stem for path in (collect.TABLE.parent / "second_reading").glob("*.ann")} <= set(ids)


def test_what_is_not_made_is_named(tmp_path: Path) -> None:
    out = tmp_path / "texts.jsonl"
    done = subprocess.run(
        [sys.executable, FOLDER / "collect.py", out, tmp_path], capture_output=True, text=True, check=True
    )
    assert "0 texts written, 886 not made" in done.stdout and "kremlin_" in done.stderr
