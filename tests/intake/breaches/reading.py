"""Breaches of what is found while reading: kinds of files, the form of the workbook, the type of each cell."""

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment

from etl.check import Checked, check_file
from etl.history import History
from indicators.load import load_definitions
from tests.intake.breaches import breaks
from tests.intake.workbooks import Book, centre, check, event, full_book, pathway, practice, training
from tests.intake.zipping import FIRST_TABLE, relate, relation, replace_in, rewrite, zip_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LINKS = "xl/_rels/workbook.xml.rels"


def _pathway(**values: Any) -> Checked:
    return check(full_book(sheets={"PATHWAYS": [pathway(**values)]}))


def _training(**values: Any) -> Checked:
    return check(full_book(sheets={"TRAININGS": [training(**values)]}))


def _event(**values: Any) -> Checked:
    return check(full_book(sheets={"EVENTS": [event(**values)]}))


def _changed(change: Any) -> Checked:
    return check(full_book(change=change))


# Cells


@breaks("K01", "integer")
def count_in_words_that_may_be_blank() -> Checked:
    return _pathway(plans_agreed_cum="five")


@breaks("K01", "integer_required")
def count_in_words() -> Checked:
    return _training(registered_n="twenty")


@breaks("K01", "decimal")
def mean_that_is_no_number() -> Checked:
    return _training(paired_pre_mean="about 50")


@breaks("K01", "decimal_required")
def hours_that_are_no_number() -> Checked:
    return _training(hours="all day")


@breaks("K01", "percent")
def number_in_a_cell_of_percentages() -> Checked:
    book = full_book()
    place = book.place("DELIVERABLES", "progress_pct")

    def change(workbook: Workbook) -> None:
        workbook["DELIVERABLES"][place] = 0.2
        workbook["DELIVERABLES"][place].number_format = "0%"

    return check(full_book(change=change))


@breaks("K01", "separator")
def number_that_has_two_readings() -> Checked:
    return _event(participants_n="1.234")


@breaks("K01", "date")
def day_that_may_be_the_fifth_or_the_sixth_month() -> Checked:
    return _event(date="05/06/2016")


@breaks("K01", "month")
def month_in_words() -> Checked:
    return check(full_book(sheets={"PRACTICES": [practice(state_month="May 2016")]}))


@breaks("K01", "text")
def truth_value_for_a_text() -> Checked:
    return check(full_book(cover={"note": True}))


@breaks("K01", "unresolved")
def formula_that_was_never_calculated() -> Checked:
    return _training(registered_n="=10+10")


@breaks("K01", "error")
def error_of_a_formula() -> Checked:
    return _training(registered_n="#DIV/0!")


@breaks("K02", "range")
def more_sessions_than_days() -> Checked:
    return _pathway(group_sessions_month=32)


@breaks("K02", "least")
def less_than_nobody() -> Checked:
    return _training(centres_represented_n=-1)


@breaks("K02", "digits")
def mean_with_three_decimals() -> Checked:
    return _training(satisfaction_n=10, satisfaction_mean=4.123)


@breaks("K02", "length")
def note_of_a_page() -> Checked:
    return check(full_book(cover={"note": "late " * 70}))


@breaks("K03", "missing")
def no_version_of_the_method() -> Checked:
    return check(full_book(sheets={"SURVEY": [centre(method_version=None)]}))


@breaks("K03", "key")
def row_without_its_code() -> Checked:
    return _event(event_code=None)


@breaks("K03", "count")
def no_number_of_persons() -> Checked:
    return _training(registered_n=None)


@breaks("K03", "number")
def no_length() -> Checked:
    return _training(hours=None)


@breaks("K03", "code")
def no_kind_of_place() -> Checked:
    return _pathway(setting=None)


@breaks("K03", "date")
def no_last_day() -> Checked:
    return _training(date_to=None)


@breaks("K03", "month")
def no_first_month() -> Checked:
    return _pathway(start_month=None)


@breaks("K03", "not_applicable")
def required_number_that_does_not_apply() -> Checked:
    return _training(registered_n="N/A")


@breaks("K04", "unknown")
def kind_of_place_that_is_not_in_the_list() -> Checked:
    return _pathway(setting="Castle")


@breaks("K05", "pattern")
def code_of_a_practice_of_no_form() -> Checked:
    return check(full_book(sheets={"PRACTICES": [practice(practice_code="GP-1")]}))


@breaks("K05", "issued")
def code_of_a_pathway_of_its_own() -> Checked:
    return _pathway(pathway_code="PW-1")


@breaks("K05", "known")
def code_of_a_deliverable_of_no_form() -> Checked:
    book = full_book()
    book.sheets["DELIVERABLES"][0]["deliverable_code"] = "Handbook"
    return check(book)


@breaks("K05", "numbered")
def session_with_a_number_alone() -> Checked:
    return _training(session_code="7")


@breaks("K07", "repeated")
def one_event_in_two_rows() -> Checked:
    return check(full_book(sheets={"EVENTS": [event(), event(participants_n=41)]}))


@breaks("K08", "formula")
def number_that_is_calculated() -> Checked:
    content = full_book().content()
    place = full_book().place("PATHWAYS", "plans_agreed_cum")
    return check(replace_in(content, FIRST_TABLE, f'<c r="{place}" t="n"><v>', f'<c r="{place}"><f>2+3</f><v>'))


# The kind of file


def _file(case: str, content: bytes) -> None:
    breaks("K06", case)(lambda: check(content))


_file("type", b"%PDF-1.7 a page")
_file("old", OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(512))
_file("encrypted", OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512))
_file("xlsb", zip_of(**{"xl/workbook.bin": b"\x83\x01"}))
_file("ods", zip_of(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<office/>"}))
_file("numbers", zip_of(**{"Index/Document.iwa": b"\x00\x01"}))
_file("csv", b"partner_code;month\nP01;M05\n")
_file("html", b"<html><body><table><tr><td>P01</td></tr></table></body></html>")
_file("zipped", zip_of(**{"july/WEGO_P01_M05_r1.xlsx": b"PK"}))
_file("damaged", b"PK\x03\x04 and then nothing")
_file("size", b"PK" + bytes(3_000_000))
_file("unsafe", replace_in(full_book().content(), "xl/workbook.xml", "<workbook", "<!DOCTYPE workbook><workbook"))


@breaks("K06", "missing")
def file_that_is_not_there() -> Checked:
    return check_file("nowhere/none.xlsx", "none.xlsx", load_definitions(), History, date(2017, 8, 16))


# The form of the workbook


@breaks("F01", "version")
def template_of_a_later_project() -> Checked:
    return check(full_book(cover={"template_version": "7.3"}))


@breaks("F01", "sheet_missing")
def sheet_that_was_deleted() -> Checked:
    return check(Book(change=lambda workbook: workbook.remove(workbook["FOLLOWUP"])))


@breaks("F01", "sheet_unknown")
def sheet_that_was_added() -> Checked:
    return _changed(lambda workbook: workbook.create_sheet("Notes"))


@breaks("F01", "renamed")
def sheet_with_another_name() -> Checked:
    return _changed(lambda workbook: setattr(workbook["PATHWAYS"], "title", "Pathways May"))


@breaks("F01", "summary")
def summary_of_numbers() -> Checked:
    return _changed(lambda workbook: workbook.create_sheet("Export Summary"))


@breaks("F01", "codes")
def row_above_the_codes() -> Checked:
    return _changed(lambda workbook: workbook["EVENTS"].insert_rows(1))


@breaks("F01", "column_missing")
def column_that_was_deleted() -> Checked:
    return _changed(lambda workbook: workbook["TRAININGS"].delete_cols(15))


@breaks("F01", "column_unknown")
def column_that_was_added() -> Checked:
    return _changed(lambda workbook: workbook["EVENTS"].cell(1, 30, "remarks"))


@breaks("F01", "column_twice")
def column_that_was_copied() -> Checked:
    return _changed(lambda workbook: workbook["EVENTS"].cell(1, 30, "date"))


@breaks("F01", "hidden")
def row_that_is_hidden() -> Checked:
    return _changed(lambda workbook: setattr(workbook["EVENTS"].row_dimensions[3], "hidden", True))


@breaks("F01", "filtered")
def row_that_a_filter_hides() -> Checked:
    def change(workbook: Workbook) -> None:
        sheet = workbook["EVENTS"]
        sheet.auto_filter.ref = "A2:F9"
        sheet.auto_filter.add_filter_column(1, ["WEBINAR"])
        sheet.row_dimensions[3].hidden = True

    return _changed(change)


@breaks("F01", "outside")
def remark_beside_the_table() -> Checked:
    return _changed(lambda workbook: workbook["EVENTS"].cell(5, 40, "ask again"))


@breaks("F01", "far")
def remark_in_the_millionth_row() -> Checked:
    return _changed(lambda workbook: workbook["EVENTS"].cell(1_000_000, 3, "x"))


@breaks("F01", "merged")
def merged_cells_that_may_be_blank() -> Checked:
    book = full_book()
    first, last = book.place("PATHWAYS", "tested_service_2"), book.place("PATHWAYS", "tested_service_3")
    return _changed(lambda workbook: workbook["PATHWAYS"].merge_cells(f"{first}:{last}"))


@breaks("F01", "split")
def merged_cells_that_must_be_filled_in() -> Checked:
    book = full_book()
    first, last = book.place("TRAININGS", "registered_n"), book.place("TRAININGS", "attended_n")
    return _changed(lambda workbook: workbook["TRAININGS"].merge_cells(f"{first}:{last}"))


@breaks("F01", "comment")
def comment_of_an_officer() -> Checked:
    return _changed(lambda workbook: setattr(workbook["EVENTS"]["D5"], "comment", Comment("ask Monday", "me")))


@breaks("F01", "macro")
def program_in_the_workbook() -> Checked:
    return check(rewrite(full_book().content(), **{"xl/vbaProject.bin": b"\x00"}))


@breaks("F01", "external")
def link_to_another_file() -> Checked:
    link = relation("externalLink", "externalLinks/externalLink1.xml")
    return check(replace_in(full_book().content(), LINKS, "</Relationships>", link))


@breaks("F01", "image")
def embedded_object() -> Checked:
    return check(relate(full_book().content(), "oleObject", "../embeddings/oleObject1.bin"))
