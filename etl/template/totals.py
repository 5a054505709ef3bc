"""Sums over whole sheets as signs: on the cover, and in the column that has to add up."""

from openpyxl import Workbook

from etl.template.arithmetic import all_of, any_of, is_one_of
from etl.template.columns import find_letters
from etl.template.look import DATA_ROWS, number_format
from etl.template.names import name_column, name_rows
from etl.template.occasion import Occasion, PlannedRow
from etl.template.prefill import sum_elsewhere
from etl.template.signs import Signs
from etl.template.values import show_label
from indicators.model.workbook import Total
from indicators.texts import Texts

_TEXT = "@"
_RESIDUE = "0.000000001"


def show_states(book: Workbook, occasion: Occasion, texts: Texts, signs: Signs) -> None:
    """On the cover: does the state that was chosen for a sheet agree with its rows? What is still open is tinted."""
    workbook = occasion.definitions.workbook
    cover = book[workbook.roles.sheet]
    places = {name: f"C{number}" for number, name in enumerate(workbook.cover.columns, start=1)}
    for name, sheet in workbook.row_sheets.items():
        if sheet.state_column and occasion.is_due(name):
            cell = places[sheet.state_column]
            column = workbook.cover.columns[sheet.state_column]
            filled = f"COUNTA({','.join(name_rows(book, name, sheet, *DATA_ROWS))})"
            said = {
                state: is_one_of(cell, [code, show_label(occasion.definitions, texts, column.list or "", code)])
                for state, code in workbook.states.items()
            }
            nothing = any_of([said["nothing"], said["not_due"]])
            wrong = [all_of([said["data"], f"{filled}=0"]), all_of([nothing, f"{filled}>0"])]
            right = [all_of([said["data"], f"{filled}>0"]), all_of([nothing, f"{filled}=0"])]
            signs.add(cover, cell, any_of(wrong), "wrong", _TEXT)
            signs.add(cover, cell, any_of(right), "right", _TEXT)
    for name, column in workbook.cover.columns.items():
        if column.is_required:
            signs.add(cover, places[name], f"LEN({places[name]})=0", "open")


def show_totals(book: Workbook, occasion: Occasion, planned: dict[str, list[PlannedRow]], signs: Signs) -> None:
    """In the cells of a column: is its sum that of the other sheet, earlier rows that are closed included?"""
    for rule in occasion.definitions.rules:
        for total in rule.totals:
            if total.sheet in planned and occasion.is_due(total.sheet) and occasion.is_due(total.of_sheet):
                _show_total(book, occasion, planned, total, signs)


def _show_total(
    book: Workbook,
    occasion: Occasion,
    planned: dict[str, list[PlannedRow]],
    total: Total,
    signs: Signs,
) -> None:
    sheets = occasion.definitions.workbook.sheets
    first, last = DATA_ROWS
    letter = find_letters(sheets[total.sheet])[total.column]
    own = f"${letter}${first}:${letter}${last}"
    other = name_column(book, total.of_sheet, sheets[total.of_sheet], total.of_column, first, last)
    earlier = sum_elsewhere(occasion, total, planned[total.of_sheet])
    # Text in one of the cells may hold a missing part: then nothing is said.
    complete = [f"COUNT({own})>0", *(f"COUNT({cells})=COUNTA({cells})" for cells in (own, other))]
    difference = f"ABS(SUM({own})-SUM({other})-{earlier:g})"
    n = len(planned[total.sheet])
    cells = f"{letter}{first}:{letter}{first + n - 1}"
    shown = number_format(sheets[total.sheet].columns[total.column])
    wrong = all_of([*complete, f"COUNT({own})>={n}", f"{difference}>{_RESIDUE}"])
    signs.add(book[total.sheet], cells, wrong, "wrong", shown)
    signs.add(book[total.sheet], cells, all_of([*complete, f"{difference}<={_RESIDUE}"]), "right", shown)
