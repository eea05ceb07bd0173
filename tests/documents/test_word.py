"""Word, OpenDocument and RTF files: what the word processor shows as final, and what is named as left out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from compound import compound
from inputs import Read, read
from written import odt, with_part, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def run(text: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(folder: Path, body: str, space: str = W, **parts: str) -> Read:
    """A Word file with a body of WordprocessingML; `parts` are further files below `word/`."""
    data = with_part(
        word("x"), "word/document.xml", f"<w:document {space} {MORE}><w:body>{body}</w:body></w:document>".encode()
    )
    for name, content in parts.items():
        data = added(data, f"word/{name}.xml", f"<w:{name} {space}>{content}</w:{name}>")
    return read(folder, "draft.docx", data)


def added(archive: bytes, name: str, content: str) -> bytes:
    """A zip file with one part more, or exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def paragraph(*pieces: str) -> str:
    return f"<w:p>{''.join(pieces)}</w:p>"


class TestTrackedChanges:
    def test_insertions_are_read_and_deletions_are_not(self, tmp_path: Path) -> None:
        body = paragraph(
            run("Norway "), f"<w:ins "
                            f"w:id='1'>{run('never ')}</w:ins>", "<w:del><w:r><w:delText>often "
                                                                        "</w:delText></w:r></w:del>",
            run("armed the Guard."),
        )  # fmt: skip
        found = docx(tmp_path, body)
        assert found.text == "Norway never armed the Guard."
        assert found.remark == "Left out: tracked deletions (1)."

    def test_moved_text_stands_where_it_was_moved_to(self, tmp_path: Path) -> None:
        body = paragraph(f"<w:moveFrom>{run('Bell fled. ')}</w:moveFrom>", run("Roe stayed. ")) + paragraph(
            f"<w:moveTo>{run('Bell fled.')}</w:moveTo>"
        )
        assert docx(tmp_path, body).text == "Roe stayed.\n\nBell fled."

    def test_a_paragraph_whose_end_is_deleted_goes_on(self, tmp_path: Path) -> None:
        body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Bell ')}</w:p>" + paragraph(run("fled."))
        assert docx(tmp_path, body).text == "Bell fled."

    def test_a_deleted_row_is_left_out(self, tmp_path: Path) -> None:
        cell = f"<w:tc>{paragraph(run('Bell'))}</w:tc>"
        other = f"<w:tc>{paragraph(run('Roe'))}</w:tc>"
        body = f"<w:tbl><w:tr>{cell}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{other}</w:tr></w:tbl>"
        assert docx(tmp_path, body).text == "Bell"


class TestWrappedText:
    @pytest.mark.parametrize(
        "wrapped",
        [
            "<w:smartTag w:element='PersonName'>{}</w:smartTag>",
            "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "<w:hyperlink>{}</w:hyperlink>",
            "<w:fldSimple w:instr='AUTHOR'>{}</w:fldSimple>",
            "<w:customXml>{}</w:customXml>",
            "<w:bdo w:val='ltr'>{}</w:bdo>",
        ],
    )
    def test_text_in_a_line_is_read_whatever_it_is_wrapped_in(self, tmp_path: Path, wrapped: str) -> None:
        body = paragraph(run("General "), wrapped.format(run("Omar Bell ")), run("fled."))
        assert docx(tmp_path, body).text == "General Omar Bell fled."

    def test_a_content_control_around_paragraphs_and_rows(self, tmp_path: Path) -> None:
        control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
        cell = f"<w:tc>{paragraph(run('Roe'))}</w:tc>"
        row = f"<w:tr>{control.format(cell)}</w:tr>"
        body = control.format(paragraph(run("Bell fled."))) + f"<w:tbl>{control.format(row)}</w:tbl>"
        assert docx(tmp_path, body).text == "Bell fled.\n\nRoe"

    def test_the_prompt_of_an_empty_control_is_no_text(self, tmp_path: Path) -> None:
        prompt = (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here.')}</w:sdtContent></w:sdt>"
        )
        assert docx(tmp_path, paragraph(run("Bell fled."), prompt)).text == "Bell fled."

    def test_a_complex_field_shows_its_result_not_its_instruction(self, tmp_path: Path) -> None:
        def mark(kind: str) -> str:
            return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"

        inner = mark("begin") + run("hidden name ") + mark("end")
        field = (
            mark("begin")
            + "<w:r><w:instrText>REF x</w:instrText></w:r>"
            + inner
            + mark("separate")
            + run("Omar Bell")
            + mark("end")
        )
        assert docx(tmp_path, paragraph(run("General "), field, run(" fled."))).text == "General Omar Bell fled."

    def test_a_text_box_is_read_once_and_apart(self, tmp_path: Path) -> None:
        box = f"<w:txbxContent>{paragraph(run('Roe commands it.'))}</w:txbxContent>"
        drawing = (
            f"<w:r><mc:AlternateContent><mc:Choice "
            f"Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        assert docx(tmp_path, paragraph(run("Bell "), drawing, run("fled."))).text == "Bell fled.\n\nRoe commands it."

    def test_footnotes_and_endnotes_stand_at_the_end(self, tmp_path: Path) -> None:
        body = paragraph(run("Bell"), "<w:r><w:footnoteReference w:id='2'/></w:r>", run(" fled.")) + paragraph(
            run("Roe stayed."), "<w:r><w:endnoteReference w:id='3'/></w:r>"
        )
        note = "<w:{0} w:id='0'><w:p/></w:{0}><w:{0} w:id='{1}'>{2}</w:{0}>"
        found = docx(
            tmp_path,
            body,
            footnotes=note.format("footnote", 2, paragraph(run("Bell denies it."))),
            endnotes=note.format("endnote", 3, paragraph(run("By letter."))),
        )
        assert found.text == "Bell fled.\n\nRoe stayed.\n\nBell denies it.\n\nBy letter."

    def test_the_strict_form_of_the_standard(self, tmp_path: Path) -> None:
        assert docx(tmp_path, paragraph(run("Bell fled.")), space=STRICT).text == "Bell fled."


class TestHiddenText:
    def test_it_is_left_out_and_named(self, tmp_path: Path) -> None:
        found = docx(
            tmp_path, paragraph(run("Bell "), run("secretly ", "<w:vanish/>"), run("fled.", "<w:vanish w:val='0'/>"))
        )
        assert (found.text, found.remark) == ("Bell fled.", "Left out: hidden text (1).")

    def test_a_style_may_hide_text(self, tmp_path: Path) -> None:
        styles = "<w:style w:styleId='Inside'><w:rPr><w:vanish/></w:rPr></w:style>"
        body = paragraph(run("Bell "), run("secretly ", "<w:rStyle w:val='Inside'/>"), run("fled."))
        assert docx(tmp_path, body, styles=styles).text == "Bell fled."

    def test_comments_are_named(self, tmp_path: Path) -> None:
        found = docx(tmp_path, paragraph(run("Bell fled."), "<w:r><w:commentReference w:id='1'/></w:r>"))
        assert found.remark == "Left out: comments (1)."


class TestOpenDocument:
    def test_text_tables_notes_and_boxes(self, tmp_path: Path) -> None:
        body = (
            "<text:h>Guards</text:h><text:p>Bell<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>He denies it.</text:p></text:note-body></text:note> "
            "<text:span>fled</text:span><text:s/>today.</text:p>"
            "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
            "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>"
            "<text:p><draw:frame><draw:text-box><text:p>Roe stayed.</text:p></draw:text-box></draw:frame></text:p>"
        )
        found = read(tmp_path, "draft.odt", odt(body))
        assert found.text.split("\n\n") == ["Guards", "Bell fled today.", "A; B", "Roe stayed.", "He denies it."]
        assert found.only.title == "Draft"

    def test_deleted_and_hidden_text_and_comments(self, tmp_path: Path) -> None:
        body = (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>often</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p>Norway "
            "<text:change-start/>never<text:change-end/> armed "
            '<text:span text:style-name="T1">secretly </text:span>Velde.<office:annotation><text:p>Sure?</text:p>'
            "</office:annotation></text:p>"
        )
        hidden = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        found = read(tmp_path, "draft.odt", odt(body, hidden))
        assert found.text == "Norway never armed Velde."
        assert found.remark == "Left out: comments (1), hidden text (1), tracked deletions (1)."


def rtf(folder: Path, body: str, name: str = "draft.rtf") -> Read:
    head = (
        r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 "
        r"Arial;}}{\info{\title Draft}{\author Ann Roe}}"
    )
    return read(folder, name, head + body + "}")


class TestRichText:
    def test_signs_and_paragraphs(self, tmp_path: Path) -> None:
        found = rtf(
            tmp_path,
            "\\pard Jos\\'e9 \\u352?imi\\u263\\'e6 said \\ldblquote no\\rdblquote .\\par\nBell\\~fled\\emdash soon.",
        )
        assert found.text == "José Šimić said “no”.\n\nBell fled—soon."
        assert (found.only.title, found.only.author) == ("Draft", "Ann Roe")

    def test_letters_of_another_code_page(self, tmp_path: Path) -> None:
        assert "Белл" in rtf(tmp_path, r"The name {\f1 \'c1\'e5\'eb\'eb} was on the list of the guards.").text

    def test_tracked_and_hidden_text(self, tmp_path: Path) -> None:
        found = rtf(tmp_path, r"Norway {\deleted often }{\revised never }armed {\v secretly }\plain\v x\v0 Velde.")
        assert found.text == "Norway never armed Velde."
        assert found.remark == "Left out: hidden text (2), tracked deletions (1)."

    def test_fields_notes_boxes_heads_and_comments(self, tmp_path: Path) -> None:
        body = (
            r'{\header Velde Post}General {\field{\*\fldinst HYPERLINK "http://x.example"}{\fldrslt Omar Bell}} fled.'
            r"{\super\chftn{\footnote\pard He denies it.}}{\*\annotation Sure?}\par"
            r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt Roe stayed.\par}}{\shprslt ignored}}"
            r"{\upr{ansi}{\*\ud{unicode}}}{\pict\bin4 {}}a}"
        )
        found = rtf(tmp_path, body)
        assert found.text.split("\n\n")[:2] == ["General Omar Bell fled.", "Roe stayed."]
        assert found.text.endswith("He denies it.")
        assert "Velde Post" not in found.text
        assert "HYPERLINK" not in found.text
        assert found.remark == "Left out: comments (1)."

    def test_rows_of_a_table(self, tmp_path: Path) -> None:
        assert rtf(tmp_path, r"\trowd\intbl Bell\cell Guard\cell\row\pard He fled.").text == "Bell; Guard\n\nHe fled."


class TestOldFiles:
    def test_word_97_says_what_to_do(self, tmp_path: Path) -> None:
        assert "Word 97 to 2003" in read(tmp_path, "a.doc", compound({"WordDocument": b"x" * 5000})).failure

    def test_a_doc_that_is_something_else_inside_is_read(self, tmp_path: Path) -> None:
        assert rtf(tmp_path, "Bell fled.", name="a.doc").text == "Bell fled."
        assert read(tmp_path, "b.doc", word("Bell fled.")).text == "Bell fled."
