"""PDF files: reading order, sentences over breaks, words over lines, notes, tables and scanned pages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from written import pdf

from graphbuild.documents.article import Extract
from graphbuild.documents.formats.pdf import document

Line = tuple[int, int, str]
LEFT = (
    "The guards of Velde were questioned about",
    "the money that the port had lent to a firm",
    "of the mayor in spring, and",
)
RIGHT = (
    "Hugo Marr, who led them, denied all of it",
    "when the court asked him on Monday about",
    "the letters that were found.",
)


def read(*pages: Sequence[Line]) -> Extract:
    (found,) = document.extract(pdf(pages))
    return found


def column(lines: Sequence[str], x: int = 50, top: int = 700) -> list[Line]:
    return [(x, top - 13 * n, line) for n, line in enumerate(lines)]


PROSE = " ".join(LEFT + RIGHT)


class TestReadingOrder:
    def test_column_after_column(self) -> None:
        assert read(column(LEFT) + column(RIGHT, x=300)).text.startswith(" ".join(LEFT))

    def test_the_order_of_the_file_does_not_matter(self) -> None:
        rows = [line for pair in zip(column(LEFT), column(RIGHT, x=300), strict=True) for line in pair]
        assert read(rows).text == read(column(RIGHT, x=300) + column(LEFT)).text
        assert read(rows).text.startswith(" ".join(LEFT))

    def test_an_image_over_the_left_column_does_not_turn_them_round(self) -> None:
        left = column(("Bell was arrested in Velde by the", "guards who had come with him to", "the harbour."), top=400)
        right = column([f"The letter of Roe number {n} was read." for n in range(20)], x=300)
        assert read(right + left).text.startswith("Bell was arrested in Velde by the guards")

    def test_a_title_over_both_columns_comes_first(self) -> None:
        title = (50, 760, "The guards of Velde and the money that the port had lent to a firm of the mayor")
        assert read([*column(RIGHT, x=300), *column(LEFT), title]).text.startswith("The guards of Velde and the money")

    def test_a_table_between_columns_parts_them(self) -> None:
        rows = [
            (x, 600 - 14 * n, f"{word} {n}")
            for n in range(3)
            for x, word in ((50, "Berth"), (170, "Roe"), (300, "Line"))
        ]
        below = column(("Bell fled from the town before the court", "could ask him anything about the money."), top=540)
        found = read(column(LEFT[:2]) + column(RIGHT[:2], x=300) + rows + below).text
        assert found.index("Hugo Marr") < found.index("Berth 0; Roe 0; Line 0\n\nBerth 1") < found.index("Bell fled")


class TestSentencesOverBreaks:
    def test_a_name_goes_on_in_the_next_column(self) -> None:
        left = (*LEFT[:2], "of the mayor in the spring and about Hugo")
        right = ("Marr, who led them and who denied all of", *RIGHT[1:])
        assert "about Hugo Marr, who led" in read(column(left) + column(right, x=300)).text

    def test_a_name_goes_on_on_the_next_page(self) -> None:
        first = (
            "The guards of Velde were questioned about the money,",
            "and the court has sentenced on Monday afternoon Hugo",
        )
        found = read(column(first), column(("Marr to two years.",)))
        assert found.text.endswith("Monday afternoon Hugo Marr to two years.")
        assert found.text[found.pages[1] :] == "Marr to two years."

    def test_a_word_goes_on_on_the_next_page(self) -> None:
        first = (
            "The guards of Velde were questioned about the money,",
            "and the court has sentenced the commander of the mili-",
        )
        found = read(column(first), column(("tia to two years.",)))
        assert found.text.endswith("of the militia to two years.")
        assert found.text[found.pages[1] :].startswith("to two years.") or found.text[found.pages[1] :].startswith(
            "militia"
        )

    def test_a_short_last_line_ends_its_paragraph(self) -> None:
        first = ("The guards of Velde were questioned about the money,", "and then set free")
        assert "\n\nMarr stayed" in read(column(first), column(("Marr stayed in Velde.",))).text

    def test_a_footnote_does_not_cut_the_sentence(self) -> None:
        first = (
            "The guards of Velde were questioned about the money,",
            "and the court has sentenced on Monday afternoon Hugo",
        )
        note = "1 Letter of the mayor."
        data = pdf([column(first), column(("Marr to two years.",))]).replace(
            b" ET", f"/F1 8 Tf 1 0 0 1 50 90 Tm ({note}) Tj ET".encode(), 1
        )
        (found,) = document.extract(_measured(data))
        assert "Monday afternoon Hugo Marr to two years." in found.text
        assert "1 Letter of the mayor." in found.text


def _measured(data: bytes) -> bytes:
    """A PDF whose streams were changed: PDFium finds its objects without the table of their places."""
    return data.replace(b"startxref", b"startxref-")


class TestWords:
    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            (("The Norwe-", "gian firm paid."), "The Norwegian firm paid."),
            (("A state-", "owned firm paid."), "A state-owned firm paid."),
            (("An Iran-", "backed firm paid."), "An Iran-backed firm paid."),
        ],
    )
    def test_broken_at_the_end_of_a_line(self, lines: Sequence[str], text: str) -> None:
        assert read(column(lines)).text == text

    def test_ligatures_become_letters(self) -> None:
        assert read([(50, 700, "The mayor \xaenanced a \xafeet.")]).text == "The mayor financed a fleet."

    def test_the_number_of_a_footnote_is_no_part_of_a_name(self) -> None:
        raised = b"/F1 6 Tf 1 0 0 1 113 704 Tm (12) Tj /F1 11 Tf 1 0 0 1 124 700 Tm (fled.) Tj ET"
        data = _measured(pdf([[(50, 700, "General Bell")]]).replace(b"ET", raised, 1))
        (found,) = document.extract(data)
        assert found.text == "General Bell fled."


class TestScans:
    def test_a_page_without_text_is_named(self) -> None:
        found = read(column(LEFT), [], column(RIGHT))
        assert found.remarks == (
            "Page 2 holds no text, only pictures (scanned?): read the file with --ocr, or recognise its text first.",
        )
        assert len(found.pages) == 3
