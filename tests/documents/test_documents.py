from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graphbuild.core.model import Document, Failure, content_id
from graphbuild.documents import decoding, read_documents
from graphbuild.documents.counting import about
from graphbuild.documents.dates import iso_date
from graphbuild.documents.formats.plain import title

STORY = "Mira Castellan leaves the port board\n\nMira Castellan left the board of Port Velde on Monday.\n"


def documents(*paths: str | Path, **options: object) -> list[Document]:
    found = list(read_documents(paths, **options))
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def failure(*paths: str | Path, **options: object) -> Failure:
    """The one thing that comes of these paths, which must be a failure."""
    (item,) = read_documents(paths, **options)
    assert isinstance(item, Failure), item
    return item


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def packed(path: Path) -> Path:
    target = path.with_name(path.name + ".gz")
    target.write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    return target


class TestPlainText:
    def test_file_becomes_a_document(self, tmp_path: Path) -> None:
        path = tmp_path / "board.txt"
        path.write_text(STORY, "utf-8")
        (document,) = documents(path)
        assert document == Document(
            id=content_id(STORY, "board.txt"),
            text=STORY,
            source="board.txt",
            sha256=hashlib.sha256(STORY.encode()).hexdigest(),
            title="Mira Castellan leaves the port board",
        )

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("A title\n\nText.", "A title"),
            ("\n\n  A title  \n \t\n\nText.", "A title"),
            ("No title\nText.", None),
            ("Only one line", None),
            ("Only one line\n\n", None),
            ("x" * 400 + "\n\nText.", None),
        ],
    )
    def test_title_is_a_first_line_set_apart(self, text: str, expected: str | None) -> None:
        assert title(text) == expected

    def test_markdown_title_loses_its_marks(self, tmp_path: Path) -> None:
        path = tmp_path / "board.md"
        path.write_text("# Board #1 ##\n\nText.", "utf-8")
        (document,) = documents(path)
        assert document.title == "Board #1"
        assert document.text == "Board #1\n\nText."

    def test_line_ends_become_line_feeds(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"Title\r\n\r\nOne.\rTwo.\n")
        (document,) = documents(path)
        assert document.text == "Title\n\nOne.\nTwo.\n"
        assert document.title == "Title"

    def test_packed_file_has_the_hash_of_the_file_itself(self, tmp_path: Path) -> None:
        path = tmp_path / "board.txt"
        path.write_text(STORY, "utf-8")
        path = packed(path)
        (document,) = documents(path)
        assert (document.text, document.source) == (STORY, "board.txt.gz")
        assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()

    def test_standard_input(self) -> None:
        (document,) = documents("-", stdin=io.BytesIO(STORY.encode()), outlet="Velde Post")
        assert (document.text, document.source, document.outlet) == (STORY, "-", "Velde Post")

    def test_standard_input_of_the_process(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
        assert documents("-")[0].text == STORY

    def test_empty_standard_input(self) -> None:
        assert failure("-", stdin=io.BytesIO()) == Failure(source="-", reason="It is empty.")

    def test_file_of_unknown_kind_is_read_when_it_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.log"
        path.write_text(STORY, "utf-8")
        assert documents(path)[0].text == STORY


class TestEncodings:
    @pytest.mark.parametrize(
        ("encoding", "text"),
        [
            ("utf-8", "Zoë Ångström’s “deal”: 東京 🚢"),
            ("utf-8-sig", "Zoë Ångström’s “deal”"),
            ("utf-16", "Zoë Ångström’s “deal”"),
            ("utf-32", "Zoë Ångström"),
            ("cp1252", "Zoë Ångström said that the board’s “deal” with the port authority was off. "),
            ("cp1251", "Совет порта в понедельник принял отставку председателя и назначил нового. " * 5),
        ],
    )
    def test_text_is_what_was_written(self, tmp_path: Path, encoding: str, text: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(text.encode(encoding))
        assert documents(path, any_language=True)[0].text == text

    def test_few_broken_characters_do_not_spoil_the_rest(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("Zoë Ångström’s “deal” – über".encode() * 5 + b"\xff end")
        text = documents(path)[0].text
        assert text.startswith("Zoë Ångström’s “deal” – über")
        assert text.endswith("\ufffd end")

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "empty"),
            (b" \n\t\n", "empty"),
            (b"\xef\xbb\xbf", "empty"),
            (b"text\x00text", "NUL bytes"),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "NUL bytes"),
            (bytes(range(1, 32)) * 9, "not text"),
            ("Te\x00xt".encode("utf-16"), "not text"),
        ],
    )
    def test_what_is_not_text_is_told(self, tmp_path: Path, data: bytes, words: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(data)
        assert words in failure(path).reason

    @settings(max_examples=60, deadline=None)
    @given(data=st.binary(max_size=300))
    def test_no_bytes_break_the_reading(self, tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
        folder = tmp_path_factory.mktemp("any")
        for name in ("a.txt", "b.jsonl", "c.csv", "d.txt.gz", "e.jsonl.gz"):
            (folder / name).write_bytes(data)
        for item in read_documents([folder]):
            if isinstance(item, Document):
                assert item.text.strip()
                item.text.encode()
            else:
                assert item.reason.endswith((".", ")"))


ROW = {"id": "a1", "text": "Text of one.", "title": "One", "url": "https://velde.test/1", "outlet": "Velde Post"}
ROW |= {"author": "Ada Lindqvist", "published": "2021-05-26T10:00:00Z", "language": "en"}


class TestJsonLines:
    def test_row_becomes_a_document(self, tmp_path: Path) -> None:
        (document,) = documents(lines(tmp_path / "rows.jsonl", ROW))
        assert document == Document(
            id="a1",
            text="Text of one.",
            source="rows.jsonl",
            sha256=hashlib.sha256(b"Text of one.").hexdigest(),
            title="One",
            url="https://velde.test/1",
            outlet="Velde Post",
            author="Ada Lindqvist",
            published="2021-05-26",
            language="en",
        )

    @settings(max_examples=60, deadline=None)
    @given(text=st.text(st.characters(exclude_categories=("Cs",))).filter(str.strip), ascii_=st.booleans())
    def test_text_is_kept_character_for_character(
        self, tmp_path_factory: pytest.TempPathFactory, text: str, ascii_: bool
    ) -> None:
        path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
        path.write_bytes(json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_).encode() + b"\r\n\n")
        assert documents(path, any_language=True)[0].text == text

    def test_lone_surrogates_are_replaced_one_by_one(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "rows.jsonl", '{"id": "a\\ud800", "text": "x\\ud83dy\\udc00z\\ud83d\\ude00"}')
        (document,) = documents(path)
        assert (document.id, document.text) == ("a\ufffd", "x\ufffdy\ufffdz😀")

    def test_row_without_id_gets_one_from_its_text(self, tmp_path: Path) -> None:
        (document,) = documents(lines(tmp_path / "rows.jsonl", {"text": "Text."}))
        assert document.id == content_id("Text.", "rows.jsonl")

    def test_number_as_id_and_null_fields(self, tmp_path: Path) -> None:
        (document,) = documents(lines(tmp_path / "rows.jsonl", {"id": 17, "text": "Text.", "url": None}))
        assert (document.id, document.url) == ("17", None)

    def test_packed_rows(self, tmp_path: Path) -> None:
        path = packed(lines(tmp_path / "rows.jsonl", ROW, {"id": "a2", "text": "Two."}))
        assert [(d.id, d.source) for d in documents(path)] == [("a1", "rows.jsonl.gz"), ("a2", "rows.jsonl.gz")]

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ('{"id": "b", "text": "cut', "Line 2: broken JSON"),
            ("[" * 100_000, "Line 2: broken JSON"),
            ('{"n": ' + "9" * 5000 + "}", "Line 2: broken JSON"),
            ('["b", "text"]', "Line 2: the line is not a JSON object"),
            ('{"id": "b"}', "Line 2: the row has no text"),
            ('{"id": "b", "text": null}', "Line 2: the row has no text"),
            ('{"id": "b", "text": 12}', "Line 2: its text is not a string"),
            ('{"id": "b", "text": "  "}', "Line 2: its text is empty"),
            ('{"id": "b", "text": "Text.", "title": {}}', "Line 2: its title is not text"),
        ],
    )
    def test_bad_row_is_told_by_its_line_and_the_rest_is_read(self, tmp_path: Path, row: str, words: str) -> None:
        path = lines(tmp_path / "rows.jsonl", ROW, row, {"id": "c", "text": "Three."})
        first, bad, third = read_documents([path])
        assert isinstance(first, Document)
        assert isinstance(third, Document)
        assert isinstance(bad, Failure)
        assert bad.source == str(path)
        assert bad.reason.startswith(words)

    def test_row_in_another_encoding(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "rows.jsonl", {"id": "a", "text": "x" * 300_000})
        path.write_bytes(path.read_bytes() + '{"id": "b", "text": "Zoë"}\n'.encode("cp1252"))
        _, bad = read_documents([path])
        assert isinstance(bad, Failure)
        assert "Line 2: a character in it is not UTF-8" in bad.reason

    def test_rows_in_utf16_with_a_broken_character(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.jsonl"
        data = '{"id": "a", "text": "Zoë"}\n{"id": "b", "text": "x_y"}\n'.encode("utf-16")
        path.write_bytes(data.replace("_".encode("utf-16-le"), b"\x00\xd8"))
        assert [d.text for d in documents(path)] == ["Zoë", "x\ufffdy"]

    def test_array_is_one_failure(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.jsonl"
        path.write_text(json.dumps([ROW, ROW], indent=1), "utf-8")
        assert "JSON array" in failure(path).reason

    def test_too_long_line_and_too_long_text(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("graphbuild.documents.formats.tables.rows.LIMIT", 50)
        monkeypatch.setattr("graphbuild.documents.formats.tables.columns.LIMIT", 50)
        long_line = {"id": "b", "text": "y" * 500}
        rows = [{"id": "a", "text": "x" * 51}, long_line, {"id": "c", "text": "z"}]
        first, second, third = read_documents([lines(tmp_path / "rows.jsonl", *rows)])
        assert isinstance(first, Failure)
        assert first.reason.startswith("Line 1: It is longer")
        assert second == Failure(source=str(tmp_path / "rows.jsonl"), reason="Line 2: the line is too long.")
        assert isinstance(third, Document)

    def test_rows_are_read_one_by_one(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "rows.jsonl", ROW, {"id": "a2", "text": "Two."})
        items = read_documents([path, tmp_path / "missing.txt"])
        assert isinstance(next(items), Document)
        items.close()


class TestCsv:
    @staticmethod
    def table(path: Path, rows: Iterable[dict[str, str]], **options: str) -> Path:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(ROW), **options)
            writer.writeheader()
            writer.writerows(rows)
        return path

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_row_becomes_the_document_that_json_makes(self, tmp_path: Path, delimiter: str) -> None:
        (tmp_path / "one").mkdir()
        (document,) = documents(self.table(tmp_path / "rows.csv", [ROW], delimiter=delimiter))
        (other,) = documents(lines(tmp_path / "rows.jsonl", ROW))
        same = [field.name for field in fields(Document) if field.name not in ("source", "row")]
        assert [getattr(document, name) for name in same] == [getattr(other, name) for name in same]
        assert document.source == "rows.csv"
        assert (document.row, other.row) == (2, 1)

    @settings(max_examples=60, deadline=None)
    @example(text="\u00d7\ufffd")
    @given(text=st.text(st.characters(exclude_categories=("Cs",))).filter(str.strip))
    def test_text_is_kept_character_for_character(self, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
        path = tmp_path_factory.mktemp("rows") / "rows.csv"
        quoted = text.replace('"', '""')
        path.write_bytes(f'id,text\r\na,"{quoted}"\r\n'.encode())
        if "\x00" in text:
            assert "NUL" in failure(path).reason
        else:
            assert documents(path, any_language=True)[0].text == text

    def test_long_field_and_lines_within_a_field(self, tmp_path: Path) -> None:
        text = 'A line,\r\nand "another"\n' * 20_000
        path = self.table(tmp_path / "rows.csv", [{**ROW, "text": text}, {**ROW, "id": "a2", "text": "Two."}])
        first, second = documents(path)
        assert (first.text, second.text) == (text, "Two.")

    def test_mark_at_the_beginning_is_no_part_of_a_name(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_text("\ufeffID, Text\na1,One.\n", "utf-8")
        assert [(d.id, d.text) for d in documents(path)] == [("a1", "One.")]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("id,words\na,b\n", "no column called text"),
            ("id,text\nb,\n", "Line 2: the row has no text"),
            ("id,text\nb\n", "Line 2: the row has no text"),
            ("id,text\nb,Text.,more\n", "Line 2: it has 3 columns"),
            ('id,text\nb,"Text.\nand on', "From line 2 on it is not CSV"),
            ("", "empty"),
        ],
    )
    def test_what_is_wrong_is_told(self, tmp_path: Path, content: str, words: str) -> None:
        path = tmp_path / "rows.csv"
        path.write_text(content, "utf-8")
        assert words in failure(path).reason

    def test_lines_are_counted_as_an_editor_does(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_text('id,text\na,"one\ntwo"\n\nb,\n', "utf-8")
        _, bad = read_documents([path])
        assert isinstance(bad, Failure)
        assert bad.reason.startswith("Line 5:")


class TestIds:
    def test_one_id_with_two_texts_names_both(self, tmp_path: Path) -> None:
        one = lines(tmp_path / "one.jsonl", {"id": "a", "text": "One."})
        two = lines(tmp_path / "two.jsonl", {"id": "b", "text": "Two."}, {"id": "a", "text": "Other."})
        first, second, bad = read_documents([one, two])
        assert isinstance(first, Document)
        assert isinstance(second, Document)
        assert isinstance(bad, Failure)
        assert bad.source == str(two)
        for words in ("Line 2: ", f"{one}, line 1", "'a'"):
            assert words in bad.reason

    def test_article_that_comes_twice_is_read_once(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "rows.jsonl", ROW, ROW)
        assert len(documents(path, path)) == 1

    def test_same_text_in_two_files_is_two_documents(self, tmp_path: Path) -> None:
        for name in ("a.txt", "b.txt"):
            (tmp_path / name).write_text(STORY, "utf-8")
        assert len({document.id for document in documents(tmp_path)}) == 2

    def test_id_depends_on_the_path_within_the_input_only(self, tmp_path: Path) -> None:
        ids = []
        for folder in ("here", "there"):
            (tmp_path / folder / "sub").mkdir(parents=True)
            (tmp_path / folder / "sub" / "a.txt").write_text(STORY, "utf-8")
            (document,) = documents(tmp_path / folder)
            assert document.source == "sub/a.txt"
            ids.append(document.id)
        assert ids[0] == ids[1]


class TestFolders:
    def test_files_come_in_the_order_of_their_names(self, tmp_path: Path) -> None:
        for name in ("b/z.txt", "b/a.md", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"Text of {name}.", "utf-8")
        assert [d.source for d in documents(tmp_path)] == ["a.txt", "b/a.md", "b/z.txt", "c.txt"]
        assert [d.source for d in documents(f"{tmp_path}{os.sep}")] == ["a.txt", "b/a.md", "b/z.txt", "c.txt"]

    def test_other_kinds_are_told_and_the_rest_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(STORY, "utf-8")
        for name in ("b.jpg", "c.pages", "LICENSE"):
            (tmp_path / name).write_bytes(b"x")
        found = list(read_documents([tmp_path]))
        told = {item.source: item.reason for item in found if isinstance(item, Failure)}
        assert sum(isinstance(item, Document) for item in found) == 1
        assert set(told) == {str(tmp_path / name) for name in ("b.jpg", "c.pages", "LICENSE")}
        assert all("not a kind that is read" in reason for reason in told.values())

    def test_empty_and_missing(self, tmp_path: Path) -> None:
        assert "holds no file" in failure(tmp_path).reason
        assert "no such file" in failure(tmp_path / "nowhere.txt").reason
        assert failure("x" * 5000).source == "x" * 5000
        assert "no such file" in failure("a\x00b.txt").reason

    def test_link_out_of_the_folder_is_not_followed(self, tmp_path: Path) -> None:
        inside, outside = tmp_path / "in", tmp_path / "out"
        for folder in (inside, outside):
            folder.mkdir()
            (folder / "a.txt").write_text(STORY, "utf-8")
        (inside / "away").symlink_to(outside, target_is_directory=True)
        (inside / "file.txt").symlink_to(outside / "a.txt")
        (inside / "lost.txt").symlink_to(outside / "nothing.txt")
        (inside / "loop").symlink_to(inside, target_is_directory=True)
        (inside / "same.txt").symlink_to(inside / "a.txt")
        found = list(read_documents([inside]))
        assert [item.source for item in found if isinstance(item, Document)] == ["a.txt"]
        reasons = {Path(item.source).name: item.reason for item in found if isinstance(item, Failure)}
        assert set(reasons) == {"away", "file.txt", "lost.txt"}
        assert "out of the folder" in reasons["away"]
        assert "leads nowhere" in reasons["lost.txt"]

    def test_link_to_a_hidden_file_of_the_folder_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / ".store").mkdir()
        (tmp_path / ".store" / "x1").write_text(STORY, "utf-8")
        (tmp_path / "a.txt").symlink_to(tmp_path / ".store" / "x1")
        assert [d.source for d in documents(tmp_path)] == ["a.txt"]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
    def test_pipe_in_a_folder_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.txt")
        assert "not a regular file" in failure(tmp_path).reason

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_forbidden_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(STORY, "utf-8")
        path.chmod(0)
        assert "cannot be read" in failure(path).reason


class TestFieldsBeside:
    def test_file_beside_an_article_gives_its_fields(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(STORY, "utf-8")
        meta = {"id": "x1", "title": "Other", "outlet": "Velde Post", "published": "2021-06-09 08:00"}
        (tmp_path / "a.meta.json").write_text(json.dumps(meta), "utf-8")
        (document,) = documents(tmp_path)
        assert (document.id, document.title, document.outlet) == ("x1", "Other", "Velde Post")
        assert document.published == "2021-06-09"

    def test_it_serves_a_packed_file_and_the_rows_of_a_table(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(STORY, "utf-8")
        packed(tmp_path / "a.txt")
        lines(tmp_path / "b.jsonl", ROW, {"id": "a2", "text": "Two."})
        for name in ("a", "b"):
            (tmp_path / f"{name}.meta.json").write_text('{"outlet": "Harbour News"}', "utf-8")
        assert [d.outlet for d in documents(tmp_path)] == ["Harbour News", "Velde Post", "Harbour News"]

    def test_fields_of_the_call_are_for_those_that_have_none(self, tmp_path: Path) -> None:
        path = lines(tmp_path / "b.jsonl", ROW, {"id": "a2", "text": "Two."})
        found = documents(path, outlet="Harbour News", date="2020-01-02")
        assert [(d.outlet, d.published) for d in found] == [
            ("Velde Post", "2021-05-26"),
            ("Harbour News", "2020-01-02"),
        ]

    @pytest.mark.parametrize("content", ["{", "[1]", '{"title": []}', "\x00"])
    def test_broken_one_is_told_and_its_article_waits(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "a.txt").write_text(STORY, "utf-8")
        (tmp_path / "a.meta.json").write_text(content, "utf-8")
        found = failure(tmp_path)
        assert found.source == str(tmp_path / "a.txt")
        assert "a.meta.json" in found.reason

    def test_it_is_no_article_itself(self, tmp_path: Path) -> None:
        path = tmp_path / "a.meta.json"
        path.write_text("{}", "utf-8")
        assert "describes the file beside it" in failure(path).reason

    @pytest.mark.parametrize(
        ("given_", "expected"),
        [
            ("2021-05-26", "2021-05-26"),
            ("2021-05-26T23:59:59+03:00", "2021-05-26"),
            ("2021-05-26 at noon", "2021-05-26"),
            ("20210526", "2021-05-26"),
            ("2021-13-45", "2021-13-45"),
            ("26 May 2021", "2021-05-26"),
            ("2021", "2021"),
        ],
    )
    def test_plain_dates_become_iso(self, given_: str, expected: str) -> None:
        assert iso_date(given_) == expected


class TestPacked:
    @pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.csv.gz"])
    def test_what_is_not_packed_is_told(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"plain")
        assert ".gz file is cut off or damaged" in failure(tmp_path / name).reason

    def test_rows_before_the_damage_are_read(self, tmp_path: Path) -> None:
        rows = ({"id": str(n), "text": hashlib.sha256(bytes([n])).hexdigest() * 90} for n in range(250))
        path = packed(lines(tmp_path / "a.jsonl", *rows))
        path.write_bytes(path.read_bytes()[:-2000])
        *read, bad = read_documents([path])
        assert len(read) > 100
        assert isinstance(bad, Failure)
        assert "cut off or damaged" in bad.reason

    def test_small_file_that_unpacks_to_a_huge_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("graphbuild.documents.formats.plain.LIMIT", 1000)
        path = tmp_path / "a.txt.gz"
        path.write_bytes(gzip.compress(b"x" * 100_000))
        assert path.stat().st_size < 1000
        assert "longer than" in failure(path).reason

    def test_too_long_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("graphbuild.documents.formats.plain.LIMIT", 1000)
        path = tmp_path / "a.txt"
        path.write_text("x" * 1001, "utf-8")
        assert "split it" in failure(path).reason


def test_western_text_is_not_taken_for_another_alphabet() -> None:
    assert decoding.decode("Zoë".encode("cp1252") + b" word" * 20).startswith("Zoë")


def test_about_how_many_articles_there_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bell fled.")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 7))
    (tmp_path / "c.csv").write_text("text\nBell fled.\nRoe fled.\n")
    (tmp_path / "d.csv.gz").write_bytes(b"\x1f\x8b broken")
    assert about([tmp_path]) == 1 + 7 + 2 + 1
    assert about([tmp_path, tmp_path / "none"]) == 12
    assert about(["-"]) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.doc", ".docx, .pdf or .txt"),
        ("a.xlsx", "as .csv"),
        ("a.key", "as .pdf"),
        ("a.PNG", "text recognition"),
        ("a.zip", "unpack it"),
    ],
)
def test_what_to_do_with_files_of_other_kinds(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_bytes(b"PK")
    assert said in failure(tmp_path).reason


def test_two_rows_of_one_file_with_one_id(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"id": "a", "text": "One."}, {"id": "a", "text": "Other."})
    _, bad = read_documents([path])
    assert isinstance(bad, Failure)
    assert bad.reason == "Line 2: Its id 'a' has another text in line 1: ids must differ."
