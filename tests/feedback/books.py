"""Workbooks with faults for tests of the feedback, and what is looked at in a feedback workbook."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from etl.check import Checked, read_workbook
from etl.feedback import feedback_bytes
from etl.history import History
from etl.layout import ISSUES_SHEET
from etl.template import template_bytes
from indicators.load import Definitions, load_definitions
from tests.intake.workbooks import check, full_book, pathway, training

PARTNER, MONTH = "P01", 5


def template(language: str = "en") -> bytes:
    definitions = load_definitions()
    partner = definitions.partner(PARTNER)
    assert partner is not None
    return template_bytes(definitions, partner, MONTH, language, History(PARTNER))


def change(content: bytes, repair: Callable[[Workbook], Any]) -> bytes:
    """The workbook as a program saves it that somebody has worked with."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    repair(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def fill_in(book: Workbook, sheet: str, row: int, values: dict[str, Any]) -> None:
    """Write values under the codes of a sheet."""
    places = {cell.value: cell.column for cell in book[sheet][1]}
    for code, value in values.items():
        book[sheet].cell(row, places[code]).value = value


def cover(book: Workbook, **values: Any) -> None:
    for row in book["META"].iter_rows(max_col=3):
        if row[0].value in values:
            row[2].value = values[row[0].value]


STATES = {f"{name}_state": "NIL" for name in ("trainings", "events", "survey", "practices", "deliverables")}


def filled_template(language: str = "en", **values: Any) -> bytes:
    """A template with one pathway filled in; without faults unless `values` has some."""

    def fill(book: Workbook) -> None:
        row = {code: value for code, value in pathway(**values).items() if code != "pathway_code"}
        fill_in(book, "PATHWAYS", 3, row)
        told = {}
        for line in book["META"].iter_rows(max_col=3):
            code = str(line[0].value)
            if code.startswith("state_") and line[2].value is None:
                told[code] = "DATA" if code == "state_pathways" else "NIL"
        cover(book, safety_concerns_month=0, **told)
        for line in book["DELIVERABLES"].iter_rows(min_row=3):
            for cell in line:
                cell.value = None

    return change(template(language), fill)


def faulty_book(language: str = "en", **options: Any) -> bytes:
    """A small workbook with errors, a warning, several issues of one cell and a blank required one."""
    sheets = {
        "PATHWAYS": [
            pathway(setting=None, stage="S9", plans_agreed_cum=99),
            pathway(pathway_code="PW-BBBBBB", mentoring_hours_month=99, women_active=7),
        ],
        "TRAININGS": [training(date_from="31.31.2016", attended_n=-5)],
    }
    given = {"language": language, "country": "ES"}
    return full_book(cover=given, sheets=sheets, **options).content()


def feedback(content: bytes, checked: Checked | None = None, definitions: Definitions | None = None) -> bytes:
    """The feedback of a workbook, of which there is one."""
    made = feedback_bytes(content, checked or check(content), definitions or load_definitions())
    assert made is not None
    return made


def load(content: bytes, **options: Any) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), **options)


def stored_cells(sheet: Worksheet) -> list[Cell]:
    """The cells that a file holds: with one far outside, going through all rows would make millions of empty ones."""
    return [sheet._cells[place] for place in sorted(sheet._cells)]


def cells(content: bytes) -> list[Cell]:
    """All cells of the partner's sheets."""
    book = load(content)
    return [cell for sheet in book if sheet.title != ISSUES_SHEET for cell in stored_cells(sheet)]


def marked(content: bytes) -> dict[tuple[str, str], Cell]:
    """The commented cells by sheet and address."""
    return {(cell.parent.title, cell.coordinate): cell for cell in cells(content) if cell.comment}


def listed(content: bytes) -> list[list[Any]]:
    """The rows of the sheet of issues below its heading."""
    return [list(row) for row in load(content)[ISSUES_SHEET].iter_rows(min_row=5, values_only=True)]


def values(content: bytes) -> dict[tuple[str, str], tuple[Any, Any]]:
    """Every cell that holds anything: what stands in it (a formula too), and its result as it was saved."""
    written, results = load(content), load(content, data_only=True)
    return {
        (sheet.title, cell.coordinate): (cell.value, results[sheet.title][cell.coordinate].value)
        for sheet in written
        if sheet.title != ISSUES_SHEET
        for cell in stored_cells(sheet)
        if cell.value is not None
    }


def reading_of(content: bytes) -> tuple[set[tuple[str, str, str]], str | None]:
    """What a file tells without anything stored: the issues of form and cells, and the digest of what it says."""
    reading = read_workbook(content, "a.xlsx", load_definitions())
    issues = {(issue.code, issue.sheet, issue.cell) for issue in reading.issues}
    return issues, reading.parsed.workbook.content_sha256 if reading.parsed else None
