"""Markdown and notes of Obsidian: words without marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from inputs import read


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("General **Omar** _Bell_ `fled`.", "General Omar Bell fled."),
        ("[Omar Bell](https://x.example/bell) fled.", "Omar Bell fled."),
        ("[[People/Omar Bell|Bell]] met [[Ann Roe#Life]].", "Bell met Ann Roe."),
        ("![[photo.png]]Bell fled.", "Bell fled."),
        ("![A bridge](bridge.png) Bell fled.", "Bell fled."),
        ("Bell %%not sure%% fled.", "Bell fled."),
        ("Bell ~~never~~ fled.", "Bell fled."),
        ("==Bell== fled.", "Bell fled."),
        ("> [!note] Bell fled.", "Bell fled."),
        ("- Bell fled.\n- Roe stayed.", "Bell fled.\n\nRoe stayed."),
        ("| Who | What |\n|---|---|\n| Bell | fled |", "Who; What\n\nBell; fled"),
        ("Bell fled.[^1] Roe stayed.\n\n[^1]: He denies it.", "Bell fled. Roe stayed.\n\nHe denies it."),
        ("```\ncode\n```\n\nBell fled.", "Bell fled."),
        ("Bell fled\nfrom Velde.", "Bell fled from Velde."),
        ("Bell &amp; Roe fled.", "Bell & Roe fled."),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
    ],
)
def test_the_words_without_the_marks(tmp_path: Path, note: str, text: str) -> None:
    assert read(tmp_path, "note.md", note).text == text


def test_front_matter_gives_the_fields(tmp_path: Path) -> None:
    front = "---\ntitle: The sale\ndate: 2024-06-10\nauthor: '[[Ann Roe]]'\npublication: Velde Post\nurl: https://x.example/1\n---\n"
    found = read(tmp_path, "note.md", f"{front}# Other\n\nBell fled.").only
    assert (found.title, found.published, found.author) == ("The sale", "2024-06-10", "Ann Roe")
    assert (found.outlet, found.url) == ("Velde Post", "https://x.example/1")
    assert found.text == "Other\n\nBell fled."


def test_broken_front_matter_does_not_cost_the_note(tmp_path: Path) -> None:
    assert read(tmp_path, "note.md", "---\na: [\n---\nBell fled.").text == "Bell fled."


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, "note.md", "%%a%%Bell fled. ![[b.png]]\n\n```\nc\n```\n")
    assert found.remark == "Left out: comments (1), embedded files (1), blocks of code (1)."
