"""Rule F01: codes decide where things stand; what does not belong to the template is told."""

from pathlib import Path

from openpyxl import Workbook

from indicators.load import load_definitions
from tests.intake.workbooks import Book, check, codes, full_book, told


def test_order_labels_and_language_of_columns_do_not_matter():
    def change(workbook):
        sheet = workbook["EVENTS"]
        columns = [[cell.value for cell in column] for column in sheet.columns][::-1]
        for place, column in enumerate(columns, start=1):
            for row, value in enumerate(column, start=1):
                sheet.cell(row, place).value = f"Етикет {place}" if row == 2 else value

    straight, turned = check(full_book()), check(full_book(change=change))
    assert turned.verdict == "accepted"
    assert turned.parsed.content_sha256 == straight.parsed.content_sha256


def test_order_of_rows_on_the_cover_does_not_matter():
    def change(workbook):
        sheet = workbook["META"]
        rows = [[cell.value for cell in row] for row in sheet.rows][::-1]
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value

    assert check(full_book(change=change)).verdict == "accepted"


def test_a_missing_sheet_is_told_and_the_rest_is_checked():
    def change(workbook):
        del workbook["EVENTS"]
        workbook["TRAININGS"]["N3"] = "many"

    checked = check(full_book(change=change))
    assert told(checked) == [("K01", "TRAININGS", "N3"), ("F01", "EVENTS", "")]


def test_a_missing_column_is_told_once_and_not_as_missing_cells():
    def change(workbook):
        workbook["PATHWAYS"].delete_cols(10)

    checked = check(full_book(change=change))
    assert [(issue.code, issue.column) for issue in checked.issues] == [("F01", "women_enrolled_cum")]


def test_a_column_that_stands_twice_is_told():
    def change(workbook):
        workbook["EVENTS"]["S1"] = "date"

    assert told(check(full_book(change=change))) == [("F01", "EVENTS", "S1")]


def test_unknown_columns_and_sheets_are_told_without_their_words():
    def change(workbook):
        workbook["EVENTS"]["S1"] = "telephone_of_maria"
        workbook["EVENTS"]["U2"] = "Name of Maria"
        workbook["EVENTS"]["U3"] = "Maria"
        workbook.create_sheet("Maria")
        workbook.create_sheet("Maria 2").sheet_state = "hidden"

    checked = check(full_book(change=change))
    assert sorted(told(checked)) == [("F01", "", ""), ("F01", "", ""), ("F01", "EVENTS", "S1"), ("F01", "EVENTS", "U2")]
    assert "aria" not in repr(checked.issues)


def test_text_beside_the_table_is_told():
    def change(workbook):
        workbook["EVENTS"]["W5"] = "call her back"
        workbook["META"]["F3"] = "x"
        workbook["META"]["C30"] = 5

    checked = check(full_book(change=change))
    assert told(checked) == [("F01", "META", "F3"), ("F01", "META", "C30"), ("F01", "EVENTS", "W5")]


def test_an_unknown_template_version_is_told():
    assert told(check(full_book(cover={"template_version": "7.3"}))) == [("F01", "META", "C1")]
    assert check(full_book(cover={"template_version": 1.0})).verdict == "accepted"


def test_the_workbook_of_another_project_is_one_sentence():
    workbook = Workbook()
    workbook.active["A1"] = "our own table"
    book = Book()
    book.workbook = lambda: workbook
    checked = check(book)
    assert codes(checked) == ["F01"]
    assert "another project" in checked.issues[0].message


def test_our_own_marks_and_lists_are_no_fault():
    def change(workbook):
        workbook.create_sheet("ISSUES")["A1"] = "what was wrong last time"

    assert check(full_book(change=change)).verdict == "accepted"


MINI = Path(__file__).parents[1] / "mini" / "definitions"


def test_a_project_with_other_sheets_and_names_is_read_by_the_same_code():
    mini = load_definitions(MINI)
    book = Book(partner=mini.partners[0].code, month=1, definitions=mini)
    book.cover = {mini.workbook.roles.country: mini.partners[0].country}
    checked = check(book, today=mini.periods.last_day(1))
    assert (checked.verdict, checked.issues) == ("accepted", ())
    # The one project's workbook in the other: one sentence, whichever way round.
    ours = check(book.content())
    assert [(issue.code, "another project" in issue.message) for issue in ours.issues] == [("F01", True)]
