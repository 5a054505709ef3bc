"""Finds sheets and columns by their codes and tells what does not belong to the template (rule F01)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from etl.container import Container
from etl.issue import Issue
from etl.message import Messages
from etl.read import Grid, is_blank
from etl.sheet_part import SheetPart, column_letters
from indicators.load import Definitions
from indicators.model.workbook import Sheet

CODE_ROW, LABEL_ROW, FIRST_ROW = 1, 2, 3
CODE_COLUMN, VALUE_COLUMN, HELP_COLUMN = 1, 3, 4
# Parts of the file format, not of the definitions: sources of drop-downs, and our own marks on a workbook sent back.
LISTS_SHEET, ISSUES_SHEET = "LISTS", "ISSUES"


@dataclass(frozen=True)
class Layout:
    """Where things stand: definition's sheet -> sheet of the file; sheet -> column -> number (upright: row number)."""

    sheets: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, int]] = field(default_factory=dict)

    def places(self, definitions: Definitions) -> dict[str, dict[str, str]]:
        """The columns as letters (upright: row numbers as text), as issues name them."""
        upright = definitions.workbook.roles.sheet
        return {
            sheet: {name: str(n) if sheet == upright else column_letters(n) for name, n in columns.items()}
            for sheet, columns in self.columns.items()
        }


def find_sheets(definitions: Definitions, names: Iterable[str]) -> dict[str, str]:
    """Our sheets in a file, whatever the case of their names."""
    by_name = {name.strip().upper(): name for name in names}
    return {name: by_name[name.upper()] for name in definitions.workbook.sheets if name.upper() in by_name}


def check_sheets(container: Container, sheets: dict[str, str], messages: Messages) -> Iterator[Issue]:
    """All sheets of the template are there, and no others."""
    for name in messages.definitions.workbook.sheets:
        if name not in sheets:
            yield messages.issue("F01", "sheet_missing", name, name=name)
    known = {*sheets.values(), *(name for name in container.sheets if name.upper() in (LISTS_SHEET, ISSUES_SHEET))}
    for position, (name, part) in enumerate(container.sheets.items(), start=1):
        # Where, but not how it is called: the name of a sheet may be a person's.
        where = messages.texts("sheet {n} of the workbook", n=position)
        if name not in known:
            yield messages.issue("F01", "hidden" if part.is_hidden else "sheet_unknown", found=where)
        elif part.is_hidden and name.upper() == ISSUES_SHEET:
            yield messages.issue("F01", "hidden", found=where)


def check_burdens(container: Container, messages: Messages) -> Iterator[Issue]:
    """No macros, links to other files, images or comments."""
    ours = set(messages.definitions.workbook.sheets)
    for burden in container.burdens:
        sheet = burden.sheet if burden.sheet in ours else ""
        yield messages.issue("F01", burden.case, sheet, burden.cell if sheet else "")


def find_columns(name: str, sheet: Sheet, grid: Grid, messages: Messages) -> tuple[dict[str, int], list[Issue]]:
    """Place of each column by its code, and what is missing, unknown or beside the table."""
    columns: dict[str, int] = {}
    issues = []
    for number in range(1, (grid.height if sheet.is_upright else grid.width) + 1):
        raw = grid.at(number, CODE_COLUMN) if sheet.is_upright else grid.at(CODE_ROW, number)
        code = raw.strip().lower() if isinstance(raw, str) else ""
        cell = f"A{number}" if sheet.is_upright else f"{column_letters(number)}1"
        if code in columns:
            issues.append(messages.issue("F01", "column_twice", name, cell, column=code, name=code))
        elif code in sheet.columns:
            columns[code] = number
        elif raw is not None:
            issues.append(messages.issue("F01", "column_unknown", name, cell, found=messages.found(raw)))
    missing = [code for code in sheet.columns if code not in columns]
    issues += [messages.issue("F01", "column_missing", name, column=code, name=code) for code in missing]
    return columns, issues + list(_check_outside(name, sheet, grid, messages))


def _check_outside(name: str, sheet: Sheet, grid: Grid, messages: Messages) -> Iterator[Issue]:
    for row, column in _outside_upright(grid) if sheet.is_upright else _outside_table(grid):
        case = "column_unknown" if not sheet.is_upright and row == LABEL_ROW else "outside"
        cell, found = f"{column_letters(column)}{row}", messages.found(grid.at(row, column))
        yield messages.issue("F01", case, name, cell, row, found=found)


def _outside_upright(grid: Grid) -> Iterator[tuple[int, int]]:
    for row in range(1, grid.height + 1):
        first = VALUE_COLUMN if grid.at(row, CODE_COLUMN) is None else HELP_COLUMN + 1
        yield from ((row, column) for column in range(first, grid.width + 1) if grid.at(row, column) is not None)


def _outside_table(grid: Grid) -> Iterator[tuple[int, int]]:
    # One place for each column: a whole column of remarks is one fault.
    for column in range(1, grid.width + 1):
        if grid.at(CODE_ROW, column) is None:
            filled = (row for row in range(LABEL_ROW, grid.height + 1) if grid.at(row, column) is not None)
            yield from ((row, column) for row in list(filled)[:1])


def check_hidden(name: str, sheet: Sheet, grid: Grid, part: SheetPart, messages: Messages) -> Iterator[Issue]:
    """No data in a hidden row, column or sheet; the template's own codes are no data."""
    first_row, first_column = (1, VALUE_COLUMN) if sheet.is_upright else (FIRST_ROW, 1)
    hidden = {number for columns in part.hidden_columns for number in columns if number <= grid.width}
    for row in range(first_row, grid.height + 1):
        is_row_hidden = part.is_hidden or row in part.hidden_rows
        if not (is_row_hidden or hidden):
            continue
        for column, value in enumerate(grid.rows[row - 1], start=1):
            if column >= first_column and (is_row_hidden or column in hidden) and not is_blank(value):
                yield messages.issue("F01", "hidden", name, f"{column_letters(column)}{row}", row)
                if part.is_hidden:
                    return
                break
