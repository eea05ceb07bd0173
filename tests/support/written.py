"""Files of foreign formats, written by hand, so that a test knows what stands where in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

PAGE = """<!doctype html><html lang="en"><head><title>Guards take Velde | Velde Post</title>
<meta property="og:site_name" content="Velde Post"><meta name="author" content="Ann Roe">
<meta property="article:published_time" content="2022-03-04T10:00:00Z">
<link rel="canonical" href="https://post.example/velde"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/subscribe">Subscribe now</a></nav>
<article><h1>Guards take Velde</h1>
<p>The Blue Guard took the town of Velde on Tuesday, officials said, after a week of fighting in which many died.</p>
<p>General Omar Bell, who commands the garrison, was arrested near the bridge. He had led it for years.</p>
</article><footer>Copyright 2025 Velde Post. Sign up for our newsletter.</footer></body></html>"""

LETTER = b"""From: Ann Roe <ann@post.example>\r
Subject: =?utf-8?q?Guards_take_V=C3=A9lde?=\r
Date: Fri, 4 Mar 2022 23:30:00 +0000\r
Content-Type: text/plain; charset=utf-8\r
\r
General Omar Bell commands the garrison.\r
\r
> What you wrote last week\r
-- \r
Ann Roe, Velde Post\r
"""


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]], *, title: str = "", author: str = "") -> bytes:
    """A PDF of A4 pages (595 by 842 points), each a list of (x, y from below, line)."""
    objects: list[bytes] = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    parent = len(pages) * 2 + 2
    kids = []
    for lines in pages:
        shown = "".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj " for x, y, text in lines)
        stream = f"BT /F1 11 Tf {shown}ET".encode("latin-1")
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R >> >> >>" % (parent, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects.append(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % parent)
    objects.append(f"<< /Title ({title}) /Author ({author}) >>".encode("latin-1"))
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d " % (size, table, size)
    return out + b"/Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (size - 2, size - 1, out.index(b"xref\n"))


def word(*blocks: str | Sequence[Sequence[str]], title: str = "", author: str = "") -> bytes:
    """A DOCX file; a string is a paragraph, a list of rows a table."""
    import docx

    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, cells in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """A zip file with one of its parts exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


def workbook(sheets: Mapping[str, Sequence[Sequence[str | int]]]) -> bytes:
    """An Excel workbook with strings and whole numbers."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    link = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{main}.worksheet+xml"/>' for n in numbers
    )
    names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-'
            f'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
            f"{types}</Types>",
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr("xl/workbook.xml", f"<workbook {space} {link}><sheets>{names}</sheets></workbook>")
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        for number, rows in enumerate(sheets.values(), 1):
            lines = "".join(
                f'<row r="{line}">{"".join(_cell(line, place, value) for place, value in enumerate(row))}</row>'
                for line, row in enumerate(rows, 1)
            )
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml", f"<worksheet {space}><sheetData>{lines}</sheetData></worksheet>"
            )
    return out.getvalue()


def _cell(line: int, place: int, value: str | int) -> str:
    at = f"{chr(ord('A') + place)}{line}"
    if isinstance(value, int):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'


def record(kind: str, url: str, content: bytes, status: str = "200 OK") -> bytes:
    """What a server answered, as a record of a web archive (WARC)."""
    body = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-03-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; "
        f"msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with a body of its own markup."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        )
    )  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<office:automatic-styles>{styles}</office:automatic-styles>"
        content += f"<office:body><office:text>{body}</office:text></office:body>"
        archive.writestr("content.xml", f"<office:document-content {spaces}>{content}</office:document-content>")
        meta = '<office:meta><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">Draft</dc:title></office:meta>'
        archive.writestr("meta.xml", f"<office:document-meta {spaces}>{meta}</office:document-meta>")
    return out.getvalue()
