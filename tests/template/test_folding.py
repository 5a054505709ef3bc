"""Columns that wait for a row's end are folded away, and what stands in them is read all the same."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.check import check_file
from etl.history import History
from etl.template import template_bytes
from etl.template.columns import find_letters, foldable_columns, spans_of
from indicators.load import Definitions, load_definitions
from tests.intake.workbooks import TODAY, Book, pathway, remember

SHEET = "PATHWAYS"


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


def _open(definitions: Definitions, history: History, month: int = 6) -> Workbook:
    partner = definitions.partner("P01")
    assert partner is not None
    return load_workbook(io.BytesIO(template_bytes(definitions, partner, month, "en", history)))


def _hidden(sheet: Worksheet, letters: dict[str, str]) -> set[str]:
    # openpyxl reads a run of equal columns as one.
    hidden = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            hidden |= set(range(dimension.min, dimension.max + 1))
    return {name for number, name in enumerate(letters, start=1) if number in hidden}


def test_they_stand_together_at_the_end_folded_with_their_button_at_the_left(definitions: Definitions) -> None:
    about = definitions.workbook.sheets[SHEET]
    letters, folded = find_letters(about), foldable_columns(about)
    sheet = _open(definitions, History("P01"))[SHEET]
    assert list(letters)[-len(folded) :] == folded and "exit_month" in folded
    assert _hidden(sheet, letters) == set(folded)
    first = sheet.column_dimensions[letters[folded[0]]]
    assert first.outlineLevel == 1 and sheet.sheet_format.outlineLevelCol == 1
    before = letters[list(letters)[-len(folded) - 1]]
    assert sheet.column_dimensions[before].collapsed and not sheet.sheet_properties.outlinePr.summaryRight
    assert f"opens {len(folded)} columns" in sheet[f"{before}2"].value


def test_they_are_open_when_something_was_told_in_them(definitions: Definitions) -> None:
    letters = find_letters(definitions.workbook.sheets[SHEET])
    told = remember(Book(month=5, sheets={SHEET: [pathway(satisfied_asked_n=1, satisfied_n=1)]}))
    assert _hidden(_open(definitions, told)[SHEET], letters) == set()
    none = remember(Book(month=5, sheets={SHEET: [pathway(satisfied_asked_n=0, satisfied_n=0)]}))
    assert "satisfied_n" in _hidden(_open(definitions, none)[SHEET], letters)


def test_what_is_filled_in_and_folded_again_is_read_without_a_fault(definitions: Definitions) -> None:
    history = remember(Book(month=5, sheets={SHEET: [pathway()]}))
    book = _open(definitions, history, month=7)
    letters = find_letters(definitions.workbook.sheets[SHEET])
    values = pathway(stage="S6", exit_month="M07", women_active=0, women_completed_cum=7, ese_paired_n=0)
    for name, value in values.items():
        book[SHEET][f"{letters[name]}3"] = value
    cover = {row[0].value: row[2] for row in book["META"].iter_rows()}
    for sheet in definitions.workbook.row_sheets.values():
        if sheet.state_column:
            cover[sheet.state_column].value = "NIL"
    cover["state_pathways"].value, cover["safety_concerns_month"].value = "DATA", 0
    assert "exit_month" in _hidden(book[SHEET], letters)
    buffer = io.BytesIO()
    book.save(buffer)
    checked = check_file(buffer.getvalue(), "a.xlsx", definitions, lambda _: history, TODAY)
    assert [issue for issue in checked.issues if issue.severity == "error"] == []
    assert checked.parsed is not None and checked.parsed.sheets[SHEET][0].get("exit_month") == 7


def test_runs_of_neighbouring_columns(definitions: Definitions) -> None:
    letters = {"a": "A", "b": "B", "c": "C", "d": "D"}
    assert list(spans_of(letters, ["d", "a", "b"])) == [("A", "B"), ("D", "D")]
