"""Web pages that are no article, several, or saved by an archive; and files read by what is in them."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from inputs import read
from written import LETTER, PAGE, pdf, record, word

from graphbuild import read_documents
from graphbuild.core.model import Document, Failure

PROSE = (
    "The Blue Guard took the town of Velde on Tuesday, officials said, after a week of fighting in which "
    "many people on "
    "both sides of the river died."
)


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>Velde Post</title></head><body>{body}</body></html>"


class TestIndexPages:
    def test_an_index_is_no_article(self, tmp_path: Path) -> None:
        teasers = "".join(
            f'<div><h3><a href="/{n}">Guards take town number {n}</a></h3><p>The Blue Guard took it on '
            f"Tuesday.</p></div>"
            for n in range(8)
        )
        assert "lists articles" in read(tmp_path, "index.html", page(f"<main>{teasers}</main>")).failure

    def test_teasers_with_long_texts_are_none_either(self, tmp_path: Path) -> None:
        teasers = "".join(
            f'<article><h2><a href="/{n}">Town {n} falls</a></h2><p>{PROSE}</p></article>' for n in range(6)
        )
        assert "lists articles" in read(tmp_path, "index.html", page(teasers)).failure

    def test_an_article_with_links_to_others_below_is_one(self, tmp_path: Path) -> None:
        more = "".join(f'<h3><a href="/{n}">Town {n} falls</a></h3>' for n in range(5))
        body = f"<article><h1>Guards take Velde</h1>{f'<p>{PROSE}</p>' * 8}</article><aside>{more}</aside>"
        assert PROSE in read(tmp_path, "a.html", page(body)).text

    @pytest.mark.parametrize(
        "body",
        [f"<div>{f'<p>{PROSE}</p>' * 3}</div>", f"<div>{f'{PROSE}<br><br>' * 3}</div>"],
        ids=["paragraphs", "breaks"],
    )
    def test_a_short_article_with_many_links_below_is_one(self, tmp_path: Path, body: str) -> None:
        more = "".join(f'<div><h3><a href="/{n}">Town {n} falls</a></h3><p>Soon more.</p></div>' for n in range(9))
        found = read(
            tmp_path, "a.html", page(f"<main><h1>Guards take Velde</h1>{body}<section>{more}</section></main>")
        )
        assert PROSE in found.text

    def test_a_page_with_several_articles_is_said_to_be_one(self, tmp_path: Path) -> None:
        body = "".join(f"<article><h2>Story {n}</h2>{f'<p>{PROSE}</p>' * 3}</article>" for n in range(3))
        assert "page with 3 articles" in read(tmp_path, "a.html", page(body)).remark


def test_single_file_gives_address_and_day(tmp_path: Path) -> None:
    comment = (
        "<!--\n Page saved with SingleFile\n url: https://post.example/velde\n"
        " saved date: Mon Jun 10 2024 14:00:00 GMT+0200 (Central European Summer Time)\n-->"
    )
    saved = page(f"<article><h1>Guards take Velde</h1><p>{PROSE}</p><p>{PROSE}</p></article>").replace(
        "<head>", f"{comment}<head>"
    )
    found = read(tmp_path, "a.html", saved).only
    assert (found.url, found.published) == ("https://post.example/velde", "2024-06-10")


OTHER = (
    PAGE.replace("Velde", "Isle").replace("post.example/velde", "post.example/isle").replace("2022-03-04", "2022-03-09")
)
RECORDS = [
    record("text/html; charset=utf-8", "https://post.example/velde", PAGE.encode()),
    record("image/png", "https://post.example/logo.png", b"\x89PNG"),
    record("text/html", "https://post.example/gone", b"<html>gone</html>", "404 Not Found"),
    record("text/html", "https://post.example/isle", OTHER.encode()),
    record("application/pdf", "https://post.example/r.pdf", pdf([[(50, 700, "Bell fled.")]])),
]


class TestArchives:
    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "crawl"])
    def test_each_page_is_a_document(self, tmp_path: Path, name: str) -> None:
        packed = b"".join(map(gzip.compress, RECORDS)) if name.endswith(".gz") else b"".join(RECORDS)
        found = read(tmp_path, name, packed)
        assert [(d.url, d.published) for d in found.documents] == [
            ("https://post.example/velde", "2022-03-04"),
            ("https://post.example/isle", "2022-03-09"),
            ("https://post.example/r.pdf", None),
        ]
        assert found.documents[0].source == f"{name}/https://post.example/velde"
        assert found.remark == "Left out: records that are no pages, such as pictures and scripts (2)."

    def test_packed_with_its_index(self, tmp_path: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("datapackage.json", "{}")
            archive.writestr("archive/data.warc.gz", b"".join(map(gzip.compress, RECORDS)))
        assert len(read(tmp_path, "a.wacz", out.getvalue()).documents) == 3

    def test_pages_before_the_damage_are_read(self, tmp_path: Path) -> None:
        found = read(tmp_path, "a.warc.gz", b"".join(map(gzip.compress, RECORDS))[:-300])
        assert len(found.documents) >= 2
        assert found.failures

    def test_a_page_with_all_that_belongs_to_it(self, tmp_path: Path) -> None:
        saved = (
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/saved\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
            + PAGE.replace("canonical", "other").replace("=", "=3D")
        )
        saved += "\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
        for name in ("a.mhtml", "a.mht", "a.txt"):
            found = read(tmp_path, name, saved).only
            assert (found.title, found.outlet, found.url) == (
                "Guards take Velde",
                "Velde Post",
                "https://post.example/saved",
            )


class TestByContent:
    @pytest.mark.parametrize(
        ("data", "text"),
        [
            (b"{\\rtf1\\ansi Bell fled.}", "Bell fled."),
            (PAGE.encode(), "General Omar Bell"),
            (LETTER.replace(b"Date:", b"MIME-Version: 1.0\r\nDate:"), "General Omar Bell"),
            (pdf([[(50, 700, "Bell fled.")]]), "Bell fled."),
            (word("Bell fled."), "Bell fled."),
            (b'{"text": "Bell fled."}', "Bell fled."),
            (b'[{"text": "Bell fled."}]', "Bell fled."),
        ],
        ids=["rtf", "html", "mail", "pdf", "word", "json", "json list"],
    )
    @pytest.mark.parametrize("name", ["a.txt", "a.dat", "a"])
    def test_a_named_file_is_read_as_what_it_is(self, tmp_path: Path, name: str, data: bytes, text: str) -> None:
        assert text in read(tmp_path, name, data).text

    def test_so_is_standard_input(self) -> None:
        (found,) = read_documents(["-"], stdin=io.BytesIO(PAGE.encode()))
        assert isinstance(found, Document)
        assert found.outlet == "Velde Post"

    @pytest.mark.parametrize("name", ["a.jpg", "a.zip", "a.epub", "a.pages"])
    def test_a_named_file_that_is_not_read_gets_the_advice_of_a_folder(self, tmp_path: Path, name: str) -> None:
        assert "not a kind that is read" in read(tmp_path, name, b"Bell fled.").failure
        (found,) = read_documents([tmp_path])
        assert isinstance(found, Failure)
        assert "not a kind that is read" in found.reason

    @pytest.mark.parametrize(
        "data", ['<?xml version="1.0"?><rss><item>Bell fled.</item></rss>', "<rss version='2'><a>Bell</a></rss>"]
    )
    def test_markup_of_other_kinds_is_refused(self, tmp_path: Path, data: str) -> None:
        assert "markup" in read(tmp_path, "feed.xml", data).failure

    @pytest.mark.parametrize(
        "text", ["[[Bell]] fled.", "{Bell} fled.", "<Bell fled.", "From Monday on Bell fled.", "Date: Monday\n\nBell."]
    )
    def test_prose_stays_prose(self, tmp_path: Path, text: str) -> None:
        assert read(tmp_path, "a.txt", text).text == text

    def test_a_piece_of_html(self, tmp_path: Path) -> None:
        found = read(tmp_path, "a.txt", "<p>Bell <b>fled</b>.</p><p>Roe stayed.</p>")
        assert found.text == "Bell fled.\n\nRoe stayed."
        assert "tags are left out" in found.remark

    def test_a_page_under_the_name_of_a_pdf(self, tmp_path: Path) -> None:
        assert read(tmp_path, "a.pdf", PAGE).only.outlet == "Velde Post"
