"""Letters: own words and quoted ones, what is forwarded and attached, mail boxes, and letters of Outlook."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from compound import letter_within, outlook
from compressed_rtf import compress
from inputs import Read, read
from written import PAGE, pdf, word

from graphbuild.documents.formats.mail.quotations import parted


def letter(
    text: str = "", html: str = "", subject: str = "Velde", day: str = "10 Jun 2024", sender: str = "Ann Roe"
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = f"{sender} <x@post.example>"
    message["Subject"] = subject
    message["Date"] = f"{day} 10:00:00 +0000"
    message["Message-ID"] = f"<{abs(hash(day))}@post.example>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def mail(folder: Path, message: EmailMessage | bytes) -> Read:
    return read(folder, "letter.eml", message if isinstance(message, bytes) else message.as_bytes())


OLD = "Bell said in March that he would never sell."


class TestOwnWords:
    def test_an_empty_text_beside_html(self, tmp_path: Path) -> None:
        assert (
            mail(tmp_path, letter("  \n", "<p>Bell fled.</p><p>Roe <b>stayed</b>.</p>")).text
            == "Bell fled.\n\nRoe stayed."
        )

    @pytest.mark.parametrize(
        "history",
        [
            f"-----Original Message-----\nFrom: Omar Bell\nSent: Friday, March 1, 2024 9:00 AM\nTo: Ann "
            f"Roe\nSubject: Velde\n\n{OLD}\n",
            f"________________________________\nFrom: Omar Bell <b@x.example>\nSent: Friday, March 1, "
            f"2024\nTo: Ann\nSubject: V\n\n{OLD}\n",
            f"Von: Omar Bell\nGesendet: Freitag, 1. März 2024\nAn: Ann Roe\nBetreff: Velde\n\n{OLD}\n",
            f"On Fri, Mar 1, 2024 at 9:00 AM Omar Bell <bell@velde.example> wrote:\n\n> {OLD}\n",
            f"On Friday, March 1, 2024 at 9:00 AM, Omar Bell\n<bell@velde.example> wrote:\n\n> {OLD}\n",
            f"> {OLD}\n",
        ],
    )
    def test_quoted_history_is_left_out_and_named(self, tmp_path: Path, history: str) -> None:
        found = mail(tmp_path, letter(f"He has sold it.\n\n{history}", subject="Re: Velde"))
        assert found.text.strip() == "He has sold it."
        assert found.only.published == "2024-06-10"
        assert found.remark == "Left out: the earlier letter that it quotes."

    @pytest.mark.parametrize(
        "history",
        [
            f'<div class="gmail_quote"><div dir="ltr">On Fri, Bell '
            f"wrote:</div><blockquote><p>{OLD}</p></blockquote></div>",
            f'<div id="divRplyFwdMsg"><b>From:</b> Omar Bell</div><div>{OLD}</div>',
            f'<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Bell</p></div><p>{OLD}</p>',
            f'<blockquote type="cite"><p>{OLD}</p></blockquote>',
        ],
    )
    def test_quoted_history_in_html(self, tmp_path: Path, history: str) -> None:
        found = mail(
            tmp_path, letter("", f"<html><body><p>He has sold it.</p>{history}</body></html>", subject="Re: Velde")
        )
        assert found.text.strip() == "He has sold it."
        assert found.remarks == ["Left out: the earlier letter that it quotes."]

    def test_a_sentence_with_from_is_no_history(self) -> None:
        text = "From: the docks he fled.\n\nOn Monday he wrote: nothing.\n"
        assert parted(text, "Velde").own == text

    def test_soft_line_ends(self, tmp_path: Path) -> None:
        head = b"From: a@b.c\r\nMessage-ID: <1@b>\r\nContent-Type: text/plain; format=flowed"
        body = b"\r\n\r\nGeneral Omar \r\nBell fled.\r\nRoe stayed.\r\n"
        assert mail(tmp_path, head + body).text == "General Omar Bell fled.\nRoe stayed.\n"
        joined = head + b"; delsp=yes" + body.replace(b"Omar \r\nBell", b"Om \r\nar Bell")
        assert mail(tmp_path, joined).text == "General Omar Bell fled.\nRoe stayed.\n"


class TestForwarded:
    @pytest.mark.parametrize(
        "mark",
        [
            "---------- Forwarded message ---------\nFrom: Omar Bell <b@x.example>\nDate: Fri, Mar 1, 2024 "
            "at 9:00 AM\nSubject: Sale\nTo: Ann\n\n",
            "Begin forwarded message:\n\nFrom: Omar Bell <b@x.example>\nSubject: Sale\nDate: 1 March 2024 "
            "at 09:00\nTo: Ann\n\n",
            "-----Original Message-----\nFrom: Omar Bell <b@x.example>\nSent: March 1, 2024 9:00 AM\nTo: "
            "Ann\nSubject: Sale\n\n",
        ],
    )
    def test_a_forwarded_letter_is_a_document_with_its_own_head(self, tmp_path: Path, mark: str) -> None:
        found = mail(tmp_path, letter(f"See below.\n\n{mark}{OLD}\n", subject="Fwd: Sale"))
        own, other = found.documents
        assert own.text.strip() == "See below."
        assert (other.text.strip(), other.title, other.author, other.published) == (
            OLD,
            "Sale",
            "Omar Bell",
            "2024-03-01",
        )
        assert other.source == "letter.eml/forwarded"

    def test_a_letter_that_is_nothing_but_an_older_one_is_that_one(self, tmp_path: Path) -> None:
        mark = "-----Original Message-----\nFrom: Omar Bell <b@x.example>\nSent: March 1, 2023 9:00 AM\nTo: Ann\n\n"
        [only] = mail(tmp_path, letter(f"{mark}{OLD}\n", subject="RE: Sale")).documents
        assert (only.text.strip(), only.author, only.published) == (OLD, "Omar Bell", "2023-03-01")


class TestAttachments:
    def test_files_are_documents_of_their_own(self, tmp_path: Path) -> None:
        message = letter("See the files.")
        message.add_attachment(
            pdf([[(50, 700, "Bell fled.")]], title="Report"), maintype="application", subtype="pdf", filename="r.pdf"
        )
        message.add_attachment(
            word("Roe stayed."), maintype="application", subtype="octet-stream", filename="draft.docx"
        )
        message.add_attachment("Velde fell.", filename="note.txt")
        found = mail(tmp_path, message)
        assert [(d.source, d.text.strip(), d.published) for d in found.documents] == [
            ("letter.eml", "See the files.", "2024-06-10"),
            ("letter.eml/r.pdf", "Bell fled.", None),
            ("letter.eml/draft.docx", "Roe stayed.", None),
            ("letter.eml/note.txt", "Velde fell.", None),
        ]
        assert len({document.sha256 for document in found.documents}) == 4

    def test_a_letter_attached_to_a_letter_attached_to_a_letter(self, tmp_path: Path) -> None:
        inner = letter("Bell fled.", day="1 Mar 2024", sender="Omar Bell")
        middle = letter("See his letter.", day="2 Mar 2024")
        middle.add_attachment(inner)
        outer = letter("See both.")
        outer.add_attachment(middle)
        found = mail(tmp_path, outer)
        assert [(d.text.strip(), d.published, d.author) for d in found.documents] == [
            ("See both.", "2024-06-10", "Ann Roe"),
            ("See his letter.", "2024-03-02", "Ann Roe"),
            ("Bell fled.", "2024-03-01", "Omar Bell"),
        ]

    def test_what_cannot_be_read_is_named(self, tmp_path: Path) -> None:
        message = letter("See the files.")
        message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
        message.add_attachment(b"PK\x03\x04 broken", maintype="application", subtype="zip", filename="all.zip")
        found = mail(tmp_path, message)
        assert len(found.documents) == 1
        assert found.remark == "Left out: pictures attached to it (1)."
        assert len(found.failures) == 1

    def test_a_letter_without_text_has_its_attachments(self, tmp_path: Path) -> None:
        message = letter("")
        message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="page.html")
        assert mail(tmp_path, message).only.outlet == "Velde Post"


class TestMailBoxes:
    def test_each_letter_is_a_document(self, tmp_path: Path) -> None:
        letters = [
            letter("Bell fled.\n\nFrom there he wrote.\n>From Velde too."),
            letter("Roe stayed.", day="11 Jun 2024"),
        ]
        box = b"".join(b"From x@post.example Mon Jun 10 10:00:00 2024\n" + one.as_bytes() + b"\n" for one in letters)
        for name in ("box.mbox", "box"):
            found = read(tmp_path, name, box)
            assert [d.text.strip() for d in found.documents] == [
                "Bell fled.\n\nFrom there he wrote.\nFrom Velde too.",
                "Roe stayed.",
            ]
            assert [d.source for d in found.documents] == [f"{name}/1", f"{name}/2"]
            assert [d.published for d in found.documents] == ["2024-06-10", "2024-06-11"]

    def test_a_broken_letter_costs_itself(self, tmp_path: Path) -> None:
        box = (
            b"From x@y Mon Jun 10 10:00:00 2024\n\nno head\n\nFrom x@y Mon Jun 10 10:00:00 2024\n"
            + letter("Bell fled.").as_bytes()
        )
        found = read(tmp_path, "box.mbox", box)
        assert found.texts == ["Bell fled.\n"]
        assert len(found.failures) == 1


class TestOutlook:
    def test_letter_and_attachment(self, tmp_path: Path) -> None:
        headers = "From: Ann Roe <roe@post.example>\r\nDate: Mon, 10 Jun 2024 10:00:00 +0000\r\n\r\n"
        data = outlook(
            {"report.pdf": pdf([[(50, 700, "Roe stayed.")]])},
            headers=headers,
            subject="Velde",
            body="Bell fled.",
            sender="Ann Roe",
        )
        found = read(tmp_path, "letter.msg", data)
        assert [d.text for d in found.documents] == ["Bell fled.", "Roe stayed."]
        first = found.documents[0]
        assert (first.title, first.author, first.published) == ("Velde", "Ann Roe", "2024-06-10")
        assert found.documents[1].source == "letter.msg/report.pdf"

    def test_a_letter_within_a_letter_is_one_of_its_own(self, tmp_path: Path) -> None:
        headers = "From: Omar Bell <bell@post.example>\r\nDate: Fri, 1 Mar 2024 09:00:00 +0000\r\n\r\n"
        deepest = letter_within(subject="Older", body="Ilse Brand stayed.")
        inner = letter_within(
            {"older.msg": deepest, "n.txt": b"Velde fell."}, headers=headers, subject="Isle", body="Roe left."
        )
        found = read(tmp_path, "letter.msg", outlook({"isle.msg": inner}, subject="Velde", body="Bell fled."))
        assert [(d.source, d.text.strip(), d.title) for d in found.documents] == [
            ("letter.msg", "Bell fled.", "Velde"),
            ("letter.msg/isle.msg", "Roe left.", "Isle"),
            ("letter.msg/isle.msg/older.msg", "Ilse Brand stayed.", "Older"),
            ("letter.msg/isle.msg/n.txt", "Velde fell.", None),
        ]
        assert (found.documents[1].author, found.documents[1].published) == ("Omar Bell", "2024-03-01")
        assert found.failures == []

    @pytest.mark.parametrize("packed", [True, False])
    def test_a_body_that_is_rtf_only(self, tmp_path: Path, packed: bool) -> None:
        body = (
            rb"{\rtf1\ansi\ansicpg1252 Bell {\deleted never }fled to Velde.\par Ros\'e9 stayed.\par "
            rb"-----Original Message-----\par From: Omar Bell\par Sent: Friday, March 1, 2024 9:00 AM\par "
            rb"To: Ann Roe\par Subject: Velde\par\par " + OLD.encode() + rb"\par}"
        )
        data = outlook(subject="Re: Velde", headers="From: Ann Roe <roe@post.example>\r\n", rtf=compress(body, packed))
        found = read(tmp_path, "letter.msg", data)
        assert found.text.strip() == "Bell fled to Velde.\n\nRos\u00e9 stayed."
        assert (found.only.title, found.only.author) == ("Re: Velde", "Ann Roe")
        assert found.remarks == ["Left out: tracked deletions (1).", "Left out: the earlier letter that it quotes."]

    def test_a_body_of_html_within_rtf(self, tmp_path: Path) -> None:
        body = (
            rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Bell {\*\htmltag84 <b>}"
            rb"\htmlrtf {\b\htmlrtf0 fled\htmlrtf }\htmlrtf0 {\*\htmltag92 </b>}."
            rb"\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}}"
        )
        assert read(tmp_path, "letter.msg", outlook(subject="Velde", rtf=compress(body))).text.strip() == "Bell fled."

    def test_a_damaged_body_is_named(self, tmp_path: Path) -> None:
        assert "damaged" in read(tmp_path, "letter.msg", outlook(subject="Velde", rtf=b"12345678LZFu1234")).failure
