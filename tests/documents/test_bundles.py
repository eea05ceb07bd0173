"""Files that hold many articles: exports of Nexis, Factiva, ProQuest, Telegram and WhatsApp."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inputs import read
from written import word

NEXIS = [
    "Documents (2)", "1. Guards take Velde", "Client/Matter: -None-",
    "Guards take Velde", "Velde Post", "June 10, 2024 Monday", "Copyright 2024 Velde Post All Rights Reserved",
    "Section: NEWS; Pg. 1", "Length: 20 words", "Byline: By Ann Roe", "Body", "The minister fled.", "He was caught.",
    "Load-Date: June 11, 2024", "End of Document",
    "Isle chooses mayor", "The Isle", "9 June 2024", "Copyright 2024 The Isle", "Length: 9 words", "Body",
    "The minister stayed.", "Graphic", "A photo.", "Load-Date: June 9, 2024", "End of Document",
]  # fmt: skip


class TestNewsDatabases:
    def test_nexis(self, tmp_path: Path) -> None:
        first, second = read(tmp_path, "nexis.docx", word(*NEXIS)).documents
        assert first.text == "Guards take Velde\n\nThe minister fled.\n\nHe was caught."
        assert (first.title, first.outlet, first.author, first.published) == (
            "Guards take Velde",
            "Velde Post",
            "Ann Roe",
            "2024-06-10",
        )
        assert second.text == "Isle chooses mayor\n\nThe minister stayed."
        assert (second.outlet, second.author, second.published) == ("The Isle", None, "2024-06-09")
        assert (first.source, second.source) == ("nexis.docx/1", "nexis.docx/2")

    FACTIVA = (
        ("Guards take Velde", "By Ann Roe", "1,020 words", "10 June 2024", "07:15", "Velde Post", "VPOST", "1",
         "English",
         "(c) 2024 Velde Post", "The minister fled.", "He was caught.", "Document VPOST00020240610ek6a00001"),
        ("Isle chooses mayor", "9 words", "9 June 2024", "The Isle", "ISLE", "English", "Copyright 2024 The Isle.",
         "The minister stayed.", "Document ISLE000020240609ek6900002"),
    )  # fmt: skip

    def check(self, found: list[object]) -> None:
        first, second = found
        assert first.text == "Guards take Velde\n\nThe minister fled.\n\nHe was caught."  # type: ignore[attr-defined]
        assert (first.title, first.outlet, first.author, first.published) == (  # type: ignore[attr-defined]
            "Guards take Velde", "Velde Post", "Ann Roe", "2024-06-10",
        )  # fmt: skip
        assert second.text == "Isle chooses mayor\n\nThe minister stayed."  # type: ignore[attr-defined]
        assert (second.outlet, second.author, second.published) == ("The Isle", None, "2024-06-09")  # type: ignore[attr-defined]

    def test_factiva_as_rtf(self, tmp_path: Path) -> None:
        lines = r"\par ".join(line for article in self.FACTIVA for line in article)
        self.check(list(read(tmp_path, "factiva.rtf", rf"{{\rtf1\ansi {lines}\par}}").documents))

    def test_factiva_as_a_page(self, tmp_path: Path) -> None:
        articles = ""
        for title, *rest in self.FACTIVA:
            head = f'<div id="hd"><span class="enHeadline">{title}</span></div>'
            lines = "".join(
                f'<p class="articleParagraph enarticleParagraph">{line}</p>'
                if line.startswith(("The", "He")) and line[-1] == "."
                else f"<div>{line}</div>"
                for line in rest[:-1]
            )
            articles += f'<div class="article enArticle">{head}{lines}<p>{rest[-1]}</p></div>'
        page = f"<!doctype html><html><body>{articles}</body></html>"
        self.check(list(read(tmp_path, "factiva.html", page).documents))

    def test_nexis_as_rtf(self, tmp_path: Path) -> None:
        lines = r"\par ".join(NEXIS)
        assert len(read(tmp_path, "nexis.rtf", rf"{{\rtf1\ansi {lines}\par}}").documents) == 2

    def test_proquest(self, tmp_path: Path) -> None:
        rule = "_" * 60
        entry = (
            "\n\nDocument {n} of 2\n\n{title}\n\nAuthor: {author}\n\nPublication info: x\n\nFull text: "
            "{text}\n\nSubject: Towns\n\n"
            "Title: {title}\n\nPublication title: {outlet}; City\n\nPublication date: {day}\n\nProQuest "
            "document ID: 30{n}\n\n"
            "Document URL: https://q.example/{n}\n\n"
        )
        data = rule + rule.join(
            [
                entry.format(n=1, title="Guards take Velde", author="Roe, Ann.", outlet="Velde Post",
                             day="Jun 10, 2024",
                             text="The minister fled.\n\nHe was caught."),
                entry.format(n=2, title="Isle chooses", author="", outlet="The Isle", day="Jun 9, 2024",
                             text="The minister stayed."),
            ]
        )  # fmt: skip
        first, second = read(tmp_path, "proquest.txt", data + rule).documents
        assert first.text == "Guards take Velde\n\nThe minister fled.\n\nHe was caught."
        assert (first.outlet, first.author, first.published, first.url) == (
            "Velde Post",
            "Roe, Ann",
            "2024-06-10",
            "https://q.example/1",
        )
        assert (second.text, second.published) == ("Isle chooses\n\nThe minister stayed.", "2024-06-09")

    def test_proquest_without_the_number_of_documents(self, tmp_path: Path) -> None:
        entry = "\n\n{title}\n\nFull text: {text}\n\nTitle: {title}\n\nPublication title: Velde Post\n\n"
        rule = "_" * 60
        parts = [entry.format(title="One", text="Ann Roe fled."), entry.format(title="Two", text="Bo Roe stayed.")]
        found = read(tmp_path, "some.txt", rule + rule.join(parts) + rule).documents
        assert [(d.text, d.outlet) for d in found] == [
            ("One\n\nAnn Roe fled.", "Velde Post"),
            ("Two\n\nBo Roe stayed.", "Velde Post"),
        ]

    @pytest.mark.parametrize("mark", ["* * * * *", "----------", "By Ann Roe", "Copyright 2024 Velde Post"])
    def test_other_files_with_several_articles_are_said_to_be(self, tmp_path: Path, mark: str) -> None:
        text = f"{mark}\n\n" + "The guards took Velde on Monday and stayed. " * 12
        assert "several articles" in read(tmp_path, "a.txt", f"{text}\n{text}\n{text}").remark

    def test_one_article_with_one_rule_is_not(self, tmp_path: Path) -> None:
        text = "The guards took Velde on Monday and stayed. " * 30
        assert read(tmp_path, "a.txt", f"By Ann Roe\n\n{text}\n\n-----\nAnn Roe writes from Velde.\n").remarks == []


TELEGRAM = {
    "name": "Velde Watch", "type": "public_channel", "id": 7,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-06-10T09:00:00", "action": "create_channel"},
        {"id": 2, "type": "message", "date": "2024-06-10T10:00:00", "from": "Velde Watch",
         "text": ["Bell ", {"type": "bold", "text": "fled"}, "."]},
        {"id": 3, "type": "message", "date": "2024-06-11T10:00:00", "from": "Ann Roe", "text": "Police held Marr."},
        {"id": 4, "type": "message", "date": "2024-06-11T11:00:00", "from": "Ann Roe", "photo": "x.jpg", "text": ""},
    ],
}  # fmt: skip


class TestChats:
    @pytest.mark.parametrize("held", [TELEGRAM, {"about": "x", "chats": {"about": "y", "list": [TELEGRAM]}}])
    def test_telegram_as_json(self, tmp_path: Path, held: object) -> None:
        found = read(tmp_path, "result.json", json.dumps(held))
        assert [(d.text, d.author, d.outlet, d.published) for d in found.documents] == [
            ("Bell fled.", "Velde Watch", "Velde Watch", "2024-06-10"),
            ("Police held Marr.", "Ann Roe", "Velde Watch", "2024-06-11"),
        ]
        assert found.documents[1].source == "result.json/Velde Watch/3"
        assert found.remark.endswith("notices of the chat (2).")

    def test_telegram_as_a_page(self, tmp_path: Path) -> None:
        message = (
            '<div class="message default clearfix{more}" id="message{n}"><div class="body"><div '
            'class="pull_right date details" title="{day} 10:00:00 UTC+02:00">10:00</div>{name}<div '
            'class="text">{text}</div></div></div>'
        )
        name = '<div class="from_name">Ann Roe</div>'
        body = (
            '<div class="message service" id="message-1"><div class="body details">10 June 2024</div></div>'
            + message.format(more="", n=2, day="10.06.2024", name=name, text="Bell fled.<br>Soon.")
            + message.format(more=" joined", n=3, day="11.06.2024", name="", text="Marr <strong>stayed</strong>.")
        )
        head = '<div class="page_header"><div class="content"><div class="text bold">Velde Watch</div></div></div>'
        found = read(tmp_path, "messages.html", f"<!DOCTYPE html><html><body>{head}{body}</body></html>")
        assert [(d.text, d.author, d.outlet, d.published) for d in found.documents] == [
            ("Bell fled.\nSoon.", "Ann Roe", "Velde Watch", "2024-06-10"),
            ("Marr stayed.", "Ann Roe", "Velde Watch", "2024-06-11"),
        ]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("[10.06.24, 10:00:00] ", "[11.06.24, 10:00:00] "),
            ("6/10/24, 10:00 AM - ", "6/23/24, 10:00 PM - "),
            ("10/06/2024, 10:00 - ", "23/06/2024, 10:00 - "),
            ("\u200e[2024-06-10, 10:00:00] ", "[2024-06-11, 10:00:00] "),
        ],
    )
    def test_whatsapp(self, tmp_path: Path, first: str, second: str) -> None:
        chat = (
            f"{first}Messages are end-to-end encrypted.\n{first}Ann Roe: Bell fled.\nHe took a "
            f"boat.\n{second}Bo Lee: \u200eimage omitted\n"
            f"{second}Bo Lee: Marr: stayed.\n"
        )
        found = read(tmp_path, "WhatsApp Chat with Ann.txt", chat)
        one, two = found.documents
        assert (one.text, one.author, one.published) == ("Bell fled.\nHe took a boat.", "Ann Roe", "2024-06-10")
        assert (two.text, two.author) == ("Marr: stayed.", "Bo Lee")
        assert found.remark.endswith("notices of the chat (2).")

    def test_whatsapp_with_dates_that_may_be_two(self, tmp_path: Path) -> None:
        found = read(tmp_path, "chat.txt", "06/07/2024, 10:00 - Ann Roe: Bell fled.\n")
        assert found.only.published is None
        assert "day and month cannot be told apart" in found.remark
