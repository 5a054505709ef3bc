"""The KPI workbook: what people read is in their language and explained, what programs read is a copy."""

import io
from datetime import date, datetime

import duckdb
import openpyxl
from python_calamine import CalamineWorkbook

from etl.export import Asked, Selection, build_xlsx, exported_tables, xlsx_bytes
from etl.export.workbook.book import sheet_names
from etl.export.workbook.page import Page
from etl.release_file import ReleaseFile
from tests.export.workbook.conftest import NEWEST, plain, read, texts_of
from tests.reader.synthetic_release import write_synthetic_release

TOLD = ["Cover", "Results framework", "Definitions", "Targets", "Versions", "Reports", "Submissions"]
COPIES = ["figures", "comment", "centre_count", "deliverable", "event", "pool", "practice", "session", "dictionary"]


def test_sheets_for_people_come_first_and_the_tables_of_programs_follow(sheets, release) -> None:
    assert list(sheets) == [*TOLD, *COPIES, "label"]
    assert set(exported_tables(release)) - {"figure"} <= set(sheets)


def test_the_name_tells_project_release_and_language(release) -> None:
    assert list(build_xlsx(release, Asked("bg"))) == [f"kpi_we-go_{NEWEST}_bg.xlsx"]


def test_one_asking_always_gives_the_same_bytes(release) -> None:
    assert xlsx_bytes(release, Asked("el")) == xlsx_bytes(ReleaseFile(release.path), Asked("el"))


def test_every_language_has_all_sheets_and_the_tables_keep_their_names(release, definitions) -> None:
    titles = {}
    for language in definitions.project.languages:
        opened = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(release, Asked(language))))
        names = opened.sheet_names
        assert all(0 < len(name) <= 31 for name in names)
        assert len({name.casefold() for name in names}) == len(TOLD) + len(COPIES) + 1
        assert names[len(TOLD) :] == [*COPIES, "label"]
        titles[language] = names[0]
    assert len(set(titles.values())) > 3


def test_copies_hold_what_the_release_holds(sheets, release) -> None:
    for name in COPIES:
        table = release.arrow("figure" if name == "figures" else name)
        header, *rows = sheets[name]
        assert header == table.column_names
        expected = [[plain(cell) for cell in row.values()] for row in table.to_pylist()]
        assert [[plain(cell) for cell in row] for row in rows] == expected


def test_days_are_days_and_truths_are_truths(sheets, release) -> None:
    days = [row["date_from"] for row in release.arrow("session").to_pylist()]
    place = sheets["session"][0].index("date_from")
    assert days
    assert [row[place] for row in sheets["session"][1:]] == days
    assert all(type(row[place]) is date for row in sheets["session"][1:])


def test_the_cover_explains_every_state_and_status(sheets) -> None:
    told = texts_of(sheets["Cover"])
    for text in (
        NEWEST, "hidden to protect people", "not reported", "too few answers", "Hidden is never zero",
        "Not reported does not mean zero.", "● on track", "▼ delayed", "On track is 90\u00a0% or more.", "▽ ◇ ○ △",
        "Synthetic data:", "calculated a second time",
        "Co-funded by", "sole responsibility", "Grant agreement: its number is missing.",
    ):  # fmt: skip
        assert text in told


def test_a_draft_and_what_it_replaces_stand_on_the_cover_and_on_every_page(tmp_path, definitions) -> None:
    path = tmp_path / "M06-20160716-draft-ee0006.duckdb"
    about = {"is_draft": True, "supersedes": "M06-20160716-ee0005", "reason": "a workbook was missing"}
    data = xlsx_bytes(ReleaseFile(write_synthetic_release(path, definitions, 6, **about)))
    told = texts_of(read(data)["Cover"])
    assert "Draft: closes nothing" in told and "M06-20160716-ee0005" in told and "a workbook was missing" in told
    opened = openpyxl.load_workbook(io.BytesIO(data))
    assert all("Draft" in sheet.oddHeader.center.text for sheet in opened)


def test_every_sheet_prints_on_a4_with_headings_release_and_page_numbers(book) -> None:
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert NEWEST in sheet.oddHeader.left.text
        assert sheet.oddHeader.center.text == "Synthetic data"
        assert sheet.oddFooter.right.text == "page &P of &N"
        if sheet.title != "Cover":
            assert sheet.freeze_panes is not None
            assert str(sheet.print_title_rows).startswith("$1:$")
    assert book["Results framework"].page_setup.fitToWidth == 1


def test_lists_have_a_filter_over_all_their_rows(book, sheets) -> None:
    for name in [*TOLD[2:5], "Submissions", *COPIES, "label"]:
        sheet = book[name]
        assert sheet.auto_filter.ref.endswith(f"{len(sheets[name])}")


def test_properties_name_the_release_and_hold_no_time_of_making(book, release) -> None:
    properties = book.properties
    assert properties.title == f"WE GO! {NEWEST}"
    assert properties.creator == "WE GO!"
    assert properties.language == "en"
    day = datetime.fromisoformat(str(release.about()["as_of"]))
    assert properties.created == properties.modified == day


def test_what_a_coordinator_wrote_neither_runs_nor_breaks_the_file(changed) -> None:
    odd = "=HYPERLINK(1)\x07 <b>&\r\n_x0041_ end "
    release = changed("DELETE FROM comment", "UPDATE figure SET status = 'delayed' WHERE breakdown = 'total'")
    with duckdb.connect(str(release.path)) as opened:
        opened.execute("INSERT INTO comment VALUES ('OP-01', 'M18', ?, ?, 'P03', NULL, NULL)", [odd, "@now"])
    data = xlsx_bytes(ReleaseFile(release.path))
    row = next(row for row in read(data)["Results framework"] if row[0] == "OP-01")
    assert row[-2].startswith("'=HYPERLINK(1) <b>&") and "\x07" not in row[-2]
    assert row[-1].startswith("'@now")
    opened = openpyxl.load_workbook(io.BytesIO(data))
    assert {cell.data_type for sheet in opened for line in sheet.iter_rows() for cell in line} <= set("snbd")


def test_a_selection_keeps_what_was_asked_for_and_the_cover_says_so(release) -> None:
    selection = Selection(indicators=("OP-03", "OP-07"), breakdowns=("country",), from_month="M07", to_month="M12")
    found = read(xlsx_bytes(release, Asked(selection=selection)))
    header, *rows = found["figures"]
    kept = [{*(row[header.index(name)] for row in rows)} for name in ("indicator_code", "breakdown")]
    assert kept == [{"OP-03", "OP-07"}, {"country"}]
    framework = found["Results framework"]
    assert [row[0] for row in framework if str(row[0]).startswith("OP-")] == ["OP-03", "OP-07"]
    assert [cell for cell in framework[1] if cell.startswith("Actual")] == ["Actual M12"]
    assert (
        {row[0] for row in found["Targets"][1:]} == {row[0] for row in found["Definitions"][1:]} == {"OP-03", "OP-07"}
    )
    assert "OP-03, OP-07" in texts_of(found["Cover"]) and "M07–M12" in texts_of(found["Cover"])
    assert len(found["session"]) == release.arrow("session").num_rows + 1


def test_the_log_and_the_matrix_tell_who_reported(sheets, release) -> None:
    assert [row[-1] for row in sheets["Submissions"][1:]] == release.arrow("submission").column(
        "submission_id"
    ).to_pylist()
    matrix = sheets["Reports"]
    months = sorted({row["month"] for row in release.arrow("reporting").to_pylist()})
    assert matrix[0][2:] == months
    partners = [row["partner_code"] for row in release.arrow("partner").to_pylist()]
    assert [row[0] for row in matrix[1 : len(partners) + 1]] == partners
    assert not [row for row in matrix[1 : len(partners) + 1] if "" in row]
    assert {cell for row in matrix[1 : len(partners) + 1] for cell in row[2:]} <= {row[0] for row in matrix[-8:]}


def test_labels_name_what_the_codes_are_in_the_asked_language(release) -> None:
    header, *rows = read(xlsx_bytes(release, Asked("bg")))["label"]
    assert header == ["language", "kind", "code", "text"]
    assert {row[0] for row in rows} == {"bg", "en"}


def test_another_project_has_its_own_half_years_and_languages(mini) -> None:
    release, asked = mini
    found = read(xlsx_bytes(release, asked))
    assert [cell for cell in found["Results framework"][1] if cell.startswith("Actual")][0] == "Actual M06"
    assert release.about()["project"] in texts_of(found["Cover"])


def test_sheets_of_one_name_are_told_apart() -> None:
    pages = [Page(name, name, (1.0,), 0, lambda _styles: iter(())) for name in ("A: b", "a  B", "a" * 40, "a" * 31)]
    names = sheet_names(pages)
    assert names == ["A  b", "a  B 2", "a" * 31, "a" * 29 + " 2"]
