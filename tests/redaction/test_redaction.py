"""Redaction: what must not leave the laptop is in no part of the file, however it was said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import graphbuild
from graphbuild.cli import main
from graphbuild.page import packing
from graphbuild.redaction import BLOT
from graphbuild.redaction.terms import Terms

TEXTS = {
    "Harbour report/OmarBell_memo.txt": (
        "Omar Bell's men seize the harbour\n\nGeneral Omar Bell commands the Harbour Brigade in Norland. Anna Holt met"
        " Tomas Reld in Lima on Monday. He was seen with the general. Bell's faction attacked soldiers in Lima.\n"
    ),
    "second.txt": (
        "Reld goes free\n\nTomas Reld leads the Harbour Union. Police arrested Tomas Reld in Lima. The Harbour Union"
        " backs the Harbour Brigade, General Omar Bell said. Anna Holt praised the Harbour Union.\n"
    ),
    "third.txt": (
        "A third report\n\nAnna Holt, known as Annie Holt, criticised Tomas Reld. Police arrested two students in"
        " Lima.\n"
    ),
}
OUTLETS = {"second.txt": "Northern Courier", "third.txt": "Harbour Post"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("redaction")
    for name, text in TEXTS.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if name in OUTLETS:
            url = f"https://news.example/{'omar-bell' if name == 'second.txt' else 'third'}"
            path.with_name(path.stem + ".meta.json").write_text(json.dumps({"outlet": OUTLETS[name], "url": url}))
    graphbuild.build([folder / "in"], folder / "out", page=False)
    return folder / "out" / "graph.db"


def page(store: Path, tmp_path: Path, rules: str, *more: str) -> str:
    """The whole file, with its data a second time as plain text."""
    (tmp_path / "redact.toml").write_text(rules, encoding="utf-8")
    out = tmp_path / "page.html"
    arguments = ["page", "--graph", str(store), "--redact", str(tmp_path / "redact.toml"), "--output", str(out), *more]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    html = out.read_text(encoding="utf-8")
    return html + json.dumps(data(html), ensure_ascii=False)


def data(html: str) -> Any:
    return packing.read(html)


def labels(html: str) -> set[str]:
    return {actor["label"] for actor in data(html)["actors"]}


def sentences(html: str) -> str:
    items = [item for link in data(html)["links"] for item in link["evidence"]]
    return "\n".join("".join(text for text, roles in item["parts"] if not roles.endswith("=")) for item in items)


def test_without_redaction_all_of_it_is_there(store: Path, tmp_path: Path) -> None:
    CliRunner().invoke(main, ["page", "--graph", str(store), "--output", str(tmp_path / "all.html")])
    html = (tmp_path / "all.html").read_text(encoding="utf-8")
    assert {"Omar Bell", "Tomas Reld", "Anna Holt"} <= labels(html)
    assert "omar-bell" in html and "OmarBell_memo" in html


def test_nothing_of_an_actor_remains(store: Path, tmp_path: Path) -> None:
    html = page(store, tmp_path, 'actors = ["Omar Bell"]')
    for secret in ("bell", "general"):
        assert secret not in html.casefold().replace("belly", ""), secret
    assert {"Tomas Reld", "Harbour Union"} <= labels(html)
    titles = {document["title"] for document in data(html)["documents"].values()}
    assert "Reld goes free" in titles and all("Bell" not in title for title in titles)


def test_nothing_of_a_document_remains(store: Path, tmp_path: Path) -> None:
    html = page(store, tmp_path, 'documents = ["third.txt"]')
    for secret in ("third.txt", "third report", "news.example/third", "Annie", "students", "Harbour Post"):
        assert secret not in html, secret
    assert "Anna Holt" in labels(html)


def test_nothing_of_an_outlet_remains(store: Path, tmp_path: Path) -> None:
    html = page(store, tmp_path, 'outlets = ["northern courier"]')
    for secret in ("Courier", "Reld goes free", "news.example/omar"):
        assert secret not in html, secret
    assert "A third report" in html


def test_sentences_with_a_quotation_go(store: Path, tmp_path: Path) -> None:
    html = page(store, tmp_path, 'quotations = ["backs the  Harbour Brigade"]')
    assert "backs the Harbour Brigade" not in sentences(html) and "leads the Harbour Union" in sentences(html)


def test_the_part_around_an_actor_is_redacted_too(store: Path, tmp_path: Path) -> None:
    html = page(store, tmp_path, 'actors = ["Omar Bell"]', "Tomas Reld", "--depth", "3")
    assert "bell" not in html.casefold().replace("belly", "")


@pytest.mark.parametrize("format_", ["graphml", "gexf", "ftm", "cypher", "neo4j", "csv", "json"])
def test_exports_are_redacted_too(store: Path, tmp_path: Path, format_: str) -> None:
    (tmp_path / "redact.toml").write_text('actors = ["Omar Bell"]', encoding="utf-8")
    out = tmp_path / "out"
    asked = ["export", "--format", format_, "--graph", str(store), "--output", str(out)]
    assert CliRunner().invoke(main, [*asked, "--redact", str(tmp_path / "redact.toml")]).exit_code == 0
    files = [path for path in [out, *out.rglob("*")] if path.is_file()]
    text = "".join(path.read_text(encoding="utf-8-sig") for path in files).casefold()
    assert "harbour union" in text and "bell" not in text.replace("label", "")


def test_what_holds_everything_cannot_be_redacted(store: Path, tmp_path: Path) -> None:
    asked = ["export", "--format", "jsonl", "--graph", str(store), "--redact", "x.toml"]
    assert CliRunner().invoke(main, asked).exit_code == 2


def test_the_same_bytes_and_the_store_as_it_was(store: Path, tmp_path: Path) -> None:
    before = store.read_bytes()
    first, second = (page(store, tmp_path, 'actors = ["Anna Holt"]') for _ in range(2))
    assert first == second and store.read_bytes() == before


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ('actors = ["Omar Bel"]', "Omar Bel"),
        ('documents = ["fourth.txt"]', "fourth.txt"),
        ('outlets = ["Courier"]', "Courier"),
        ('quotations = ["backs the Harbor Brigade"]', "backs the Harbor"),
        ('people = ["Omar Bell"]', "people"),
        ('actors = "Omar Bell"', "list"),
        ("actors = []", "nothing to redact"),
        ("actors = [", "no TOML file"),
    ],
)
def test_a_slip_of_the_pen_lets_no_secret_through(store: Path, tmp_path: Path, rules: str, words: str) -> None:
    (tmp_path / "redact.toml").write_text(rules, encoding="utf-8")
    out = tmp_path / "page.html"
    asked = ["page", "--graph", str(store), "--redact", str(tmp_path / "redact.toml"), "--output", str(out)]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 4 and words in result.output
    assert not out.exists()


def test_a_redacted_actor_is_not_found(store: Path, tmp_path: Path) -> None:
    (tmp_path / "redact.toml").write_text('actors = ["Omar Bell"]', encoding="utf-8")
    asked = ["page", "Omar Bell", "--graph", str(store), "--redact", str(tmp_path / "redact.toml")]
    assert CliRunner().invoke(main, asked).exit_code == 7


@pytest.mark.parametrize(
    "text",
    [
        "omar bell",
        "OMAR  BELL",
        "Omar\nBell",
        "o-omar-bells-men",
        "Ómar Bell’s",
        "files/omar_bell.pdf",
        "OmarBell.docx",
    ],
)
def test_a_name_is_found_however_it_is_spelled(text: str) -> None:
    words = Terms(["Omar Bell"])
    assert words.within(text)
    assert not words.within(words.masked(text, BLOT))


@pytest.mark.parametrize("text", ["Omar Bellini", "the bell", "", "Bell, Omar"])
def test_other_words_are_left_alone(text: str) -> None:
    assert not Terms(["Omar Bell"]).within(text)


@given(st.text(max_size=20), st.text(max_size=20), st.text(alphabet="abcdéÖ '-_", min_size=3, max_size=12))
def test_what_is_blotted_is_gone(before: str, after: str, secret: str) -> None:
    words = Terms([secret])
    assert not words.within(words.masked(f"{before} {secret} {after}", BLOT))
