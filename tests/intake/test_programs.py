"""Workbooks saved by other programs hold the same data: habits of Excel, LibreOffice, Google, Numbers and others."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from tests.intake.saved_as import Saved
from tests.intake.workbooks import check, codes, full_book, told

STRAIGHT = check(full_book()).parsed

HABITS = {
    "Excel": Saved(),
    "inline texts and no table of texts": Saved(strings="inline"),
    "texts in runs of their own": Saved(strings="rich"),
    "prefixes before all names": Saved(prefix="x"),
    "absolute targets": Saved(is_absolute=True),
    "another name of the main part": Saved(workbook_path="xl/workbook2.xml"),
    "cells that don't say where they are": Saved(has_places=False),
    "days counted from 1904": Saved(is_1904=True),
    "days as text of their own type": Saved(has_iso_dates=True),
    "Google's thousand empty rows": Saved(strings="inline", trailing_rows=1000),
    "a part that nobody knows": Saved(more_parts={"customXml/item1.xml": "<label>internal</label>"}),
}


@pytest.mark.parametrize("habit", HABITS)
def test_a_workbook_says_the_same_whatever_program_saved_it(habit):
    checked = check(HABITS[habit].content(full_book()))
    assert (checked.verdict, told(checked)) == ("accepted", [])
    assert checked.parsed.content_sha256 == STRAIGHT.content_sha256


def test_days_without_their_format_are_asked_about_and_not_guessed():
    checked = check(Saved(has_styles=False).content(full_book()))
    assert {(issue.code, issue.column) for issue in checked.issues} == {
        *{("K01", "date_from"), ("K01", "date_to"), ("K01", "date")},
    }


def test_the_summary_that_numbers_adds_is_told_with_its_own_repair():
    summary = {"Export Summary": [["This document was exported from Numbers."]]}
    checked = check(Saved(more_sheets=summary).content(full_book()))
    assert codes(checked) == ["F01"]
    assert "Numbers" in checked.issues[0].message and "Export Summary" in checked.issues[0].repair


def test_the_names_that_numbers_gives_to_sheets_are_known():
    def change(workbook):
        for sheet in workbook.worksheets:
            sheet.title = f"{sheet.title} - Table 1"

    checked = check(full_book(change=change))
    assert (checked.verdict, checked.parsed.content_sha256) == ("accepted", STRAIGHT.content_sha256)


def test_spaces_that_a_program_keeps_do_not_change_a_code():
    book = full_book()
    book.sheets["PATHWAYS"][0] |= {"pathway_code": " PW-AAAAAA\u00a0", "setting": "\u200bShelter "}
    checked = check(Saved(strings="rich").content(book))
    assert checked.parsed.content_sha256 == STRAIGHT.content_sha256


@pytest.mark.slow
def test_a_workbook_saved_by_libreoffice_says_the_same(office):
    formula = full_book().place("PATHWAYS", "women_active")

    def change(workbook):
        sheet = workbook["PATHWAYS"]
        sheet.auto_filter.ref = "A2:F9"
        sheet.auto_filter.add_filter_column(1, ["Mixed"])
        sheet.row_dimensions[3].hidden = True
        sheet[formula] = "=5+1"
        workbook["EVENTS"]["F3"].comment = Comment("She called", "me")
        workbook["EVENTS"].merge_cells("L3:M3")

    book = full_book(change=change)
    saved = office.convert({"in": book.content()})["in"]
    checked = check(saved)
    found = {(*where, issue.severity) for where, issue in zip(told(checked), checked.issues, strict=True)}
    assert found == {
        ("F01", "PATHWAYS", "A3", "warning"),  # the filter
        ("K08", "PATHWAYS", formula, "warning"),
        ("F01", "EVENTS", "F3", "error"),  # the comment
        ("F01", "EVENTS", "L3", "warning"),  # the merged cells
    }
    assert checked.parsed.content_sha256 == STRAIGHT.content_sha256
    load_workbook(io.BytesIO(saved)).close()
