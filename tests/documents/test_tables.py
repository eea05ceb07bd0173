"""Tables of articles: names of columns, dates, HTML, separators, workbooks and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inputs import Read, read
from written import workbook

from graphbuild.documents.dates import day_of, is_date


def rows(folder: Path, *found: object) -> Read:
    return read(folder, "rows.jsonl", "".join(f"{json.dumps(row)}\n" for row in found))


class TestDates:
    @pytest.mark.parametrize(
        "text",
        [
            "2024-06-07", "2024-06-07T23:59:59+03:00", "20240607", "2024/06/07", "07.06.2024", "7.6.2024 14:00",
            "June 7, 2024",
            "Jun 7, 2024", "7 June 2024", "7th of June 2024", "Friday, June 7th, 2024", "Fri, 07 Jun 2024 10:00:00 GMT",
            "Fri Jun 07 10:00:00 +0000 2024", "1717754400", "1717754400000", "1717754400.25", "7-Jun-2024",
            "Sept 7 2024",
        ],
    )  # fmt: skip
    def test_what_means_one_day_is_read(self, text: str) -> None:
        assert day_of(text) == ("2024-09-07" if "Sept" in text else "2024-06-07")

    @pytest.mark.parametrize(
        "text", ["07/06/2024", "2024", "June 2024", "yesterday", "31.02.2024", "12345678901234567", "", "1.2.3"]
    )
    def test_what_may_mean_several_days_is_not(self, text: str) -> None:
        assert day_of(text) is None

    def test_with_a_number_above_twelve_there_is_one_day(self) -> None:
        assert day_of("25/06/2024") == day_of("06/25/2024") == "2024-06-25"

    def test_months_and_years_are_dates_of_their_own(self) -> None:
        assert [is_date(text) for text in ("2024", "2024-06", "2024-06-07", "07/06/2024")] == [True, True, True, False]

    def test_an_ambiguous_column_is_named_once(self, tmp_path: Path) -> None:
        found = read(
            tmp_path, "a.csv", "text,date\nBell fled.,07/06/2024\nRoe stayed.,08/06/2024\nOld fell.,2024-06-09\n"
        )
        assert [d.published for d in found.documents] == [None, None, "2024-06-09"]
        assert found.remark.startswith("2 of the dates in its column date may mean several days or none ('07/06/2024')")


class TestColumns:
    def test_unknown_ones_are_named_once(self, tmp_path: Path) -> None:
        found = read(tmp_path, "a.csv", "text,mood,Tags\nBell fled.,bad,x\nRoe stayed.,good,y\n")
        assert found.remark == "Columns that are not read: mood, tags."

    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            pytest.param(
                {"text": "Bell fled.", "source": "https://post.example/1", "hostname": "post.example",
                 "date": "2024-06-07",
                 "source-hostname": "Velde Post", "author": "Ann Roe", "title": "T"},
                ("T", "https://post.example/1", "Velde Post", "Ann Roe", "2024-06-07"), id="trafilatura",
            ),
            pytest.param(
                {"text": "Bell fled.", "authors": ["Ann Roe", "Bo Lee"], "publish_date": "2024-06-07 10:00:00",
                 "title": "T",
                 "url": "https://post.example/1", "meta_site_name": "Velde Post"},
                ("T", "https://post.example/1", "Velde Post", "Ann Roe, Bo Lee", "2024-06-07"), id="newspaper4k",
            ),
            pytest.param(
                {"maintext": "Bell fled.", "date_publish": "2024-06-07 10:00:00", "source_domain": "post.example",
                 "authors": [], "title": "T", "url": "https://post.example/1"},
                ("T", "https://post.example/1", "post.example", None, "2024-06-07"), id="news-please",
            ),
            pytest.param(
                {"text": "Bell fled.", "domain": "post.example", "date": "2024-06-07", "title": "T", "url": "https://post.example/1"},
                ("T", "https://post.example/1", "post.example", None, "2024-06-07"), id="CC-News",
            ),
            pytest.param(
                {"title": "T", "body": {"summary": [], "sections": [{"headline": [], "paragraphs": ["Bell fled."]}]},
                 "authors": ["Ann Roe"], "publishing_date": "2024-06-07 10:00:00+00:00",
                 "html": {"responded_url": "https://post.example/1", "source_info": {"publisher": "Velde Post"}}},
                ("T", "https://post.example/1", "Velde Post", "Ann Roe", "2024-06-07"), id="fundus",
            ),
            pytest.param(
                {"webTitle": "T", "webUrl": "https://post.example/1", "webPublicationDate": "2024-06-07T10:00:00Z",
                 "fields": {"body": "<p>Bell <b>fled</b>.</p>", "byline": "Ann Roe"}, "outlet": "Velde Post"},
                ("T", "https://post.example/1", "Velde Post", "Ann Roe", "2024-06-07"), id="the Guardian",
            ),
            pytest.param(
                {"content": "<p>Bell fled.</p>", "created_at": "2024-06-07T10:00:00Z", "url": "https://post.example/1",
                 "account": {"display_name": "Ann Roe"}, "title": "T", "publisher": "Velde Post"},
                ("T", "https://post.example/1", "Velde Post", "Ann Roe", "2024-06-07"), id="Mastodon",
            ),
        ],
    )  # fmt: skip
    def test_the_names_that_crawlers_and_databases_use(
        self, tmp_path: Path, row: dict[str, object], expected: tuple[str | None, ...]
    ) -> None:
        found = rows(tmp_path, row).only
        assert found.text == "Bell fled."
        assert (found.title, found.url, found.outlet, found.author, found.published) == expected

    @pytest.mark.parametrize("authors", [["Ann Roe", None], [{"name": "Ann Roe"}], "Ann Roe", [["x"], "Ann Roe"]])
    def test_a_list_of_authors_does_not_cost_the_article(self, tmp_path: Path, authors: object) -> None:
        assert rows(tmp_path, {"text": "Bell fled.", "authors": authors}).only.author == "Ann Roe"

    @pytest.mark.parametrize("nothing", [None, "null", "None", "nan", ""])
    def test_the_words_for_nothing(self, tmp_path: Path, nothing: object) -> None:
        assert rows(tmp_path, {"text": "Bell fled.", "author": nothing, "byline": "Ann Roe"}).only.author == "Ann Roe"

    def test_html_in_the_text_is_said(self, tmp_path: Path) -> None:
        found = rows(tmp_path, {"text": '<p class="a">Bell &amp; Roe<br>fled.</p><script>x</script><p>Velde fell.</p>'})
        assert found.text == "Bell & Roe\nfled.\n\nVelde fell."
        assert found.remark == "The text of 1 of its rows is HTML; its tags are left out."

    @pytest.mark.parametrize("text", ["a < b and c > d", "AT&amp;T fell.", "<Bell> fled.", "x </ y"])
    def test_other_text_is_kept_character_for_character(self, tmp_path: Path, text: str) -> None:
        assert rows(tmp_path, {"text": text}).text == text


class TestSeparators:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.tsv", "text\ttitle\nBell, who fled.\tT\n"),
            ("a.csv", "text|title\nBell, who fled.|T\n"),
            ("a.csv", "sep=;\ntext;title\nBell, who fled.;T\n"),
            ("a.csv", '"sep=^"\r\ntext^title\r\nBell, who fled.^T\r\n'),
        ],
    )
    def test_they_are_found_out(self, tmp_path: Path, name: str, content: str) -> None:
        found = read(tmp_path, name, content).only
        assert (found.text, found.title) == ("Bell, who fled.", "T")

    def test_lines_are_counted_with_the_first(self, tmp_path: Path) -> None:
        assert read(tmp_path, "a.csv", "sep=;\nid;text\na;\n").failure.startswith("Line 3:")


class TestRows:
    def test_a_spreadsheet_counts_the_names_of_its_columns_and_empty_rows(self, tmp_path: Path) -> None:
        found = read(tmp_path, "a.csv", 'text\n"Bell\nfled."\n\nRoe stayed.\n')
        assert [document.row for document in found.documents] == [2, 4]
        found = read(tmp_path, "a.csv", "sep=;\ntext;date\nBell fled.;2024-06-07\n")
        assert [document.row for document in found.documents] == [2]
        found = read(tmp_path, "a.xlsx", workbook({"News": [["Text"], ["Bell fled."], [""], ["Roe stayed."]]}))
        assert [document.row for document in found.documents] == [2, 4]

    def test_lines_and_items_are_counted_from_one(self, tmp_path: Path) -> None:
        assert [
            document.row for document in rows(tmp_path, {"text": "Bell fled."}, {"text": "Old fell."}).documents
        ] == [1, 2]
        found = read(tmp_path, "a.json", json.dumps([{"text": "Bell fled."}, {"text": "Roe stayed."}]))
        assert [document.row for document in found.documents] == [1, 2]

    def test_what_is_no_table_has_none(self, tmp_path: Path) -> None:
        assert read(tmp_path, "a.txt", "Bell fled.").documents[0].row is None
        assert read(tmp_path, "a.json", json.dumps({"text": "Bell fled."})).documents[0].row is None


class TestWorkbooks:
    def test_rows_of_a_sheet(self, tmp_path: Path) -> None:
        data = workbook(
            {"News": [["ID", "Text", "Date", "Mood"], [7, "Bell fled.", "2024-06-07", "bad"], [8, "", "", "x"]]}
        )
        found = read(tmp_path, "a.xlsx", data)
        (document,) = found.documents
        assert (document.id, document.text, document.published) == ("7", "Bell fled.", "2024-06-07")
        assert found.failures == ["Row 3: the row has no text: it needs a field called text."]
        assert found.remark == "Columns that are not read: Mood."

    def test_sheets_without_texts_are_named(self, tmp_path: Path) -> None:
        found = read(tmp_path, "a.xlsx", workbook({"News": [["Text"], ["Bell fled."]], "Sums": [["n"], [4]]}))
        assert found.text == "Bell fled."
        assert found.remark == "Sheets without a column called text, which are not read: Sums."

    def test_a_workbook_without_texts(self, tmp_path: Path) -> None:
        assert "no column called text" in read(tmp_path, "a.xlsx", workbook({"Sums": [["n"], [4]]})).failure


class TestJson:
    @pytest.mark.parametrize(
        "held",
        [
            [{"text": "Bell fled."}, {"text": "Roe stayed."}],
            {"articles": [{"content": "Bell fled."}, {"content": "Roe stayed."}]},
            {
                "response": {
                    "results": [{"fields": {"bodyText": "Bell fled."}}, {"fields": {"bodyText": "Roe stayed."}}]
                }
            },
            {
                "orderedItems": [
                    {"object": {"content": "<p>Bell fled.</p>"}},
                    {"object": {"content": "<p>Roe stayed.</p>"}},
                ]
            },
        ],
    )
    def test_lists_of_articles(self, tmp_path: Path, held: object) -> None:
        assert read(tmp_path, "a.json", json.dumps(held, indent=1)).texts == ["Bell fled.", "Roe stayed."]

    def test_one_article(self, tmp_path: Path) -> None:
        found = read(tmp_path, "a.json", json.dumps({"maintext": "Bell fled.", "title": "T"})).only
        assert (found.text, found.title) == ("Bell fled.", "T")

    def test_lines_under_another_name(self, tmp_path: Path) -> None:
        assert read(tmp_path, "a.json", '{"text": "Bell fled."}\n{"text": "Roe stayed."}\n').texts == [
            "Bell fled.",
            "Roe stayed.",
        ]

    @pytest.mark.parametrize("held", ["{}", "[]", '{"type": "FeatureCollection", "features": []}', "17"])
    def test_other_json_is_refused(self, tmp_path: Path, held: str) -> None:
        assert "JSON without articles" in read(tmp_path, "a.json", held).failure
