"""Parses a workbook: grids of plain values to typed rows with their places. Codes decide, labels and order don't."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from etl.cell_area import Cell
from etl.cell_issues import CellIssues
from etl.cell_limits import CellFault
from etl.cells import CellReader, parse_cell
from etl.codebook import open_codebook
from etl.container import Container
from etl.issue import Issue
from etl.layout import (
    FIRST_ROW,
    VALUE_COLUMN,
    Layout,
    check_burdens,
    check_hidden,
    check_sheets,
    find_columns,
    find_sheets,
)
from etl.message import Messages
from etl.overlays import Merges, formula_issues
from etl.parsed import ParsedWorkbook, Row
from etl.read import Grid
from etl.sheet_part import SheetPart
from indicators.model.workbook import Column, Sheet


@dataclass
class Parsed:
    """A parsed workbook, the faults of its form and cells, and rows that hold nothing but what was prefilled."""

    workbook: ParsedWorkbook
    issues: list[Issue]
    # Sheet -> key -> row number: where the partner would fill in a row that is missing.
    idle_rows: dict[str, dict[tuple[Any, ...], int]] = field(default_factory=dict)


def parse_workbook(grids: dict[str, Grid], container: Container, messages: Messages, file: str, sha256: str) -> Parsed:
    """Parse all sheets; every fault of form and cells is an issue, no fault stops the others."""
    definitions = messages.definitions
    layout, issues = _find_layout(grids, container, messages)
    parser = _Parser(messages, layout, issues)
    read = {name: (grids[own_name], container.sheets[own_name]) for name, own_name in layout.sheets.items()}
    cover = parser.parse_cover(*read[definitions.workbook.roles.sheet]) if parser.has_cover else {}
    rows = {name: parser.parse_rows(name, *read[name]) for name in definitions.workbook.row_sheets if name in read}
    roles = definitions.workbook.roles
    workbook = ParsedWorkbook(
        file=file,
        sha256=sha256,
        partner=cover.get(roles.partner),
        month=cover.get(roles.month),
        revision=cover.get(roles.revision),
        language=messages.texts.language,
        cover=cover,
        sheets=rows,
        places=parser.places,
        apart=(roles.template_version, roles.revision, roles.language),
    )
    return Parsed(workbook, issues, parser.idle_rows)


def _find_layout(grids: dict[str, Grid], container: Container, messages: Messages) -> tuple[Layout, list[Issue]]:
    """Where each sheet has its columns, and what is wrong with the workbook's form."""
    sheets = find_sheets(messages.definitions, grids)
    issues = [*check_burdens(container, sheets, messages), *check_sheets(container, sheets, messages)]
    layout = Layout({})
    for name, own_name in sheets.items():
        sheet, grid = messages.definitions.workbook.sheets[name], grids[own_name]
        columns, found = find_columns(name, sheet, grid, messages)
        issues += found
        # Without its codes a sheet is not read: that is one sentence, and nothing else is said of it.
        if columns is not None:
            layout.sheets[name], layout.columns[name] = own_name, columns
            issues += check_hidden(name, sheet, grid, container.sheets[own_name], messages)
    return layout, issues


@dataclass(frozen=True)
class _Open:
    """A sheet while it is read, with the cells that have turned out sound."""

    name: str
    part: SheetPart
    merges: Merges
    sound: set[Cell] = field(default_factory=set)


class _Parser:
    """Goes through the rows and collects issues."""

    def __init__(self, messages: Messages, layout: Layout, issues: list[Issue]) -> None:
        self.definitions = definitions = messages.definitions
        self.messages, self.layout, self.issues = messages, layout, issues
        self.places = layout.places(definitions)
        self.faults = CellIssues(messages, self.places, issues)
        self.idle_rows: dict[str, dict[tuple[Any, ...], int]] = {}
        self.codebook = open_codebook(definitions)
        self.reader = CellReader(
            definitions, self.codebook, definitions.periods, messages.texts, messages.example_month()
        )

    @property
    def has_cover(self) -> bool:
        return self.definitions.workbook.roles.sheet in self.layout.sheets

    def parse_cover(self, grid: Grid, part: SheetPart) -> dict[str, Any]:
        name = self.definitions.workbook.roles.sheet
        places = self.layout.columns[name]
        opened = _Open(name, part, Merges(part, grid, [VALUE_COLUMN], places.values()))
        values: dict[str, Any] = {}
        for code, row in places.items():
            column, raw = self.definitions.workbook.cover.columns[code], grid.at(row, VALUE_COLUMN)
            self._parse_into(values, opened, code, column, raw, (row, VALUE_COLUMN))
        self.faults.partner = values.get(self.definitions.workbook.roles.partner) or ""
        self._tell_overlays(opened, {})
        return values

    def parse_rows(self, name: str, grid: Grid, part: SheetPart) -> tuple[Row, ...]:
        sheet, columns = self.definitions.workbook.sheets[name], self.layout.columns[name]
        opened = _Open(name, part, Merges(part, grid, columns.values(), range(FIRST_ROW, grid.height + 1)))
        in_order = [(code, sheet.columns[code], columns[code]) for code in sheet.columns if code in columns]
        rows = [self._parse_row(opened, in_order, number, raw) for number, raw in self._filled_rows(name, grid)]
        self._check_k07(name, sheet, rows)
        self._tell_overlays(opened, {place: code for code, place in columns.items()})
        return tuple(rows)

    def _filled_rows(self, name: str, grid: Grid) -> Iterator[tuple[int, dict[str, Any]]]:
        """Number and cells of each row that the partner filled in; of those left as they were handed out a note."""
        sheet, columns = self.definitions.workbook.sheets[name], self.layout.columns[name]
        prefilled = {*sheet.given_columns}
        for number in range(FIRST_ROW, grid.height + 1):
            if grid.is_empty(number):
                continue
            raw = {code: grid.at(number, place) for code, place in columns.items()}
            filled = {code for code, value in raw.items() if value is not None}
            if filled - prefilled:
                yield number, raw
            elif filled:
                self._note_idle(name, sheet, raw, number)

    def _parse_row(
        self, opened: _Open, in_order: list[tuple[str, Column, int]], number: int, raw: dict[str, Any]
    ) -> Row:
        values: dict[str, Any] = {}
        not_applicable = set()
        for code, column, place in in_order:
            is_sound = self._parse_into(values, opened, code, column, raw[code], (number, place))
            if is_sound and values[code] is None:
                not_applicable.add(code)
        return Row(number, values, frozenset(not_applicable))

    def _parse_into(
        self, values: dict[str, Any], opened: _Open, code: str, column: Column, raw: Any, cell: Cell
    ) -> bool:
        """Put the typed value of a cell among the values of its row; False for a blank or a fault, which is told."""
        if raw is None:
            values[code] = None
            if column.is_required and not opened.merges.explains_blank(*cell):
                self.faults.tell_missing(opened.name, code, column, cell[0])
            return False
        if isinstance(raw, str) and self._means_not_applicable(column, raw):
            values[code] = None
            if column.is_required:
                self.faults.tell(opened.name, code, cell[0], CellFault("K03", "not_applicable"))
                return False
        else:
            is_percent = cell in opened.part.percents and column.type in ("integer", "decimal")
            parsed = CellFault("K01", "percent") if is_percent else parse_cell(column, raw, self.reader)
            if isinstance(parsed, CellFault):
                self.faults.tell_wrong(opened.name, code, column, cell[0], parsed, raw)
                return False
            values[code] = parsed
        opened.sound.add(cell)
        return True

    def _tell_overlays(self, opened: _Open, names: dict[int, str]) -> None:
        """Merged cells and formulas that lie over the data; of the formulas only those that a value stands for."""
        self.issues += opened.merges.issues(opened.name, self.messages)
        self.issues += formula_issues(opened.name, names, opened.part.formulas & opened.sound, self.messages)

    def _means_not_applicable(self, column: Column, raw: str) -> bool:
        # A list may have such a code of its own.
        if not self.codebook.means_not_applicable(raw):
            return False
        return not (column.list and self.codebook.find(column.list, raw))

    def _note_idle(self, name: str, sheet: Sheet, raw: dict[str, Any], number: int) -> None:
        cells = [(sheet.columns[code], raw.get(code)) for code in sheet.row_key]
        key = tuple(None if value is None else parse_cell(column, value, self.reader) for column, value in cells)
        if not any(part is None or isinstance(part, CellFault) for part in key):
            self.idle_rows.setdefault(name, {})[key] = number

    def _check_k07(self, name: str, sheet: Sheet, rows: list[Row]) -> None:
        """A key stands once in a sheet."""
        first: dict[tuple[Any, ...], int] = {}
        for row in rows:
            key = tuple(row.get(code) for code in sheet.row_key)
            if key and None not in key and first.setdefault(key, row.number) != row.number:
                fault = CellFault("K07", "repeated", {"first": first[key]})
                self.faults.tell(name, sheet.row_key[0], row.number, fault, _show_key(sheet, key))


def _show_key(sheet: Sheet, key: tuple[Any, ...]) -> str:
    # A key without a list or a pattern could hold anything, a name included.
    is_harmless = all(sheet.columns[code].list or sheet.columns[code].pattern for code in sheet.row_key)
    return " ".join(map(str, key)) if is_harmless else ""
