"""Finds sheets and columns by their codes and tells what does not belong to the template (rule F01)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from etl.cell_area import column_letters
from etl.container import Container
from etl.issue import Issue
from etl.marks import is_own_mark
from etl.message import Messages
from etl.read import Grid
from etl.sheet_part import SheetPart
from indicators.load import Definitions
from indicators.model.workbook import Sheet
from indicators.saying import Saying
from indicators.texts import N_

CODE_ROW, LABEL_ROW, FIRST_ROW = 1, 2, 3
CODE_COLUMN, VALUE_COLUMN, HELP_COLUMN = 1, 3, 4
# Parts of the file format, not of the definitions: sources of drop-downs, and our own marks on a workbook sent back.
LISTS_SHEET, ISSUES_SHEET = "LISTS", "ISSUES"
# What Numbers adds to an exported workbook.
_NUMBERS_SUMMARY = "EXPORT SUMMARY"
_MOST_SPANS = 12


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


def find_sheets(definitions: Definitions, grids: Mapping[str, Grid]) -> dict[str, str]:
    """Our sheets in a file, whatever the case of their names; one with another name is known by its codes."""
    by_name: dict[str, str] = {}
    for name in grids:
        by_name.setdefault(_plain_name(name), name)
    sheets = definitions.workbook.sheets
    found = {name: by_name[name.upper()] for name in sheets if name.upper() in by_name}
    for name in [name for name in sheets if name not in found]:
        others = (other for other in grids if other not in found.values())
        renamed = next((other for other in others if _has_codes(sheets[name], grids[other])), None)
        if renamed is not None:
            found[name] = renamed
    return found


def _plain_name(name: str) -> str:
    # Numbers adds the name of the table: "PATHWAYS - Table 1".
    return name.strip().upper().split(" - ")[0]


def _has_codes(sheet: Sheet, grid: Grid) -> bool:
    places = range(1, (grid.height if sheet.is_upright else grid.width) + 1)
    found = {_code_at(sheet, grid, number) for number in places}
    return 2 * len(found & set(sheet.columns)) >= len(sheet.columns)


def _code_at(sheet: Sheet, grid: Grid, number: int) -> str:
    raw = grid.at(number, CODE_COLUMN) if sheet.is_upright else grid.at(CODE_ROW, number)
    return raw.strip().lower() if isinstance(raw, str) else ""


def check_sheets(container: Container, sheets: dict[str, str], messages: Messages) -> Iterator[Issue]:
    """All sheets of the template are there under their names, and no others."""
    for name in messages.definitions.workbook.sheets:
        if name not in sheets:
            yield messages.issue("F01", "sheet_missing", name, name=name)
        elif _plain_name(sheets[name]) != name.upper():
            yield messages.issue("F01", "renamed", name, name=name)
    known = {*sheets.values(), *(name for name in container.sheets if _plain_name(name) in (LISTS_SHEET, ISSUES_SHEET))}
    for position, (name, part) in enumerate(container.sheets.items(), start=1):
        # Where, but not how it is called: the name of a sheet may be a person's.
        where = Saying(N_("sheet {n} of the workbook"), {"n": position})
        if name not in known:
            is_summary = _plain_name(name) == _NUMBERS_SUMMARY
            case = "hidden" if part.is_hidden else "summary" if is_summary else "sheet_unknown"
            yield messages.issue("F01", case, found=where)
        elif part.is_hidden and _plain_name(name) == ISSUES_SHEET:
            yield messages.issue("F01", "hidden", found=where)


def check_burdens(container: Container, sheets: dict[str, str], messages: Messages) -> Iterator[Issue]:
    """No macros, links to other files, images, values far out, or comments but our own marks: one of a kind a sheet."""
    ours = {own: name for name, own in sheets.items()}
    told = set()
    for burden in container.burdens:
        is_own = is_own_mark(burden.text) if burden.case == "comment" else _plain_name(burden.sheet) == ISSUES_SHEET
        if not is_own and (burden.case, burden.sheet) not in told:
            told.add((burden.case, burden.sheet))
            cell = burden.cell if burden.sheet in ours else ""
            yield messages.issue("F01", burden.case, ours.get(burden.sheet, ""), cell, cell=cell)


def find_columns(name: str, sheet: Sheet, grid: Grid, messages: Messages) -> tuple[dict[str, int] | None, list[Issue]]:
    """Place of each column by its code, and what is missing, unknown or beside the table; None without the codes."""
    if not _has_codes(sheet, grid):
        return None, [messages.issue("F01", "codes", name, name=name)]
    columns: dict[str, int] = {}
    issues = []
    for number in range(1, (grid.height if sheet.is_upright else grid.width) + 1):
        code = _code_at(sheet, grid, number)
        cell = f"A{number}" if sheet.is_upright else f"{column_letters(number)}1"
        if code in columns:
            issues.append(messages.issue("F01", "column_twice", name, cell, column=code, name=code))
        elif code in sheet.columns:
            columns[code] = number
        else:
            raw = grid.at(number, CODE_COLUMN) if sheet.is_upright else grid.at(CODE_ROW, number)
            if raw is not None:
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
            yield from ((row, column) for row in islice(filled, 1))


def check_hidden(name: str, sheet: Sheet, grid: Grid, part: SheetPart, messages: Messages) -> Iterator[Issue]:
    """No data in a hidden row, column or sheet; the template's own codes are no data, its folded columns are no secret.

    Rows that a filter hides are read and told.
    """
    first_row, first_column = (1, VALUE_COLUMN) if sheet.is_upright else (FIRST_ROW, 1)
    hidden = {number for columns in part.hidden_columns for number in columns if first_column <= number <= grid.width}
    filtered = []
    for row in range(first_row, grid.height + 1):
        is_row_hidden = part.is_hidden or row in part.hidden_rows
        is_filtered = row in part.filtered_rows
        if not (is_row_hidden or is_filtered or hidden) or grid.is_empty(row):
            continue
        columns = range(first_column, grid.width + 1) if is_row_hidden or is_filtered else sorted(hidden)
        found = next((column for column in columns if grid.at(row, column) is not None), None)
        if found is not None and is_filtered:
            filtered.append(row)
        elif found is not None:
            yield messages.issue("F01", "hidden", name, f"{column_letters(found)}{row}", row)
            if part.is_hidden:
                return
    if filtered:
        cell = f"{column_letters(first_column)}{filtered[0]}"
        yield messages.issue("F01", "filtered", name, cell, filtered[0], rows=name_rows(filtered))


def name_rows(numbers: list[int]) -> str:
    """Rows as people write them: 3–5, 8."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in spans[:_MOST_SPANS]]
    return ", ".join(shown) + (", …" if len(spans) > _MOST_SPANS else "")
