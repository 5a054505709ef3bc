"""Parses a workbook: grids of plain values to typed rows with their places. Codes decide, labels and order don't."""

from dataclasses import dataclass, field
from typing import Any

from etl.cells import CellFault, CellReader, parse_cell
from etl.codebook import open_codebook
from etl.container import Container
from etl.issue import Issue
from etl.layout import (
    CODE_COLUMN,
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
from etl.parsed import ParsedWorkbook, Row
from etl.read import Grid
from indicators.load import Definitions
from indicators.model.workbook import Column, Sheet
from indicators.texts import SOURCE_LANGUAGE


@dataclass
class Parsed:
    """A parsed workbook, the faults of its form and cells, and rows that hold nothing but what was prefilled."""

    workbook: ParsedWorkbook
    issues: list[Issue]
    # Sheet -> key -> row number: where the partner would fill in a row that is missing.
    idle_rows: dict[str, dict[tuple[Any, ...], int]] = field(default_factory=dict)


def find_language(definitions: Definitions, cover: Grid | None, language: str | None) -> str:
    """Language of the messages: the workbook's own, else its partner's, else the asked one, else the source."""
    roles, columns = definitions.workbook.roles, definitions.workbook.cover.columns
    codebook = open_codebook(definitions)
    found = {}
    cover = cover or Grid([])
    for row in range(1, cover.height + 1):
        code, value = cover.at(row, CODE_COLUMN), cover.at(row, VALUE_COLUMN)
        if code in (roles.language, roles.partner) and isinstance(value, str):
            found[code] = codebook.find(columns[code].list or "", value)
    partner = definitions.partner(found.get(roles.partner) or "")
    return found.get(roles.language) or (partner.language if partner else None) or language or SOURCE_LANGUAGE


def parse_workbook(grids: dict[str, Grid], container: Container, messages: Messages, file: str, sha256: str) -> Parsed:
    """Parse all sheets; every fault of form and cells is an issue, no fault stops the others."""
    definitions = messages.definitions
    sheets = find_sheets(definitions, container.sheets)
    issues = [*check_burdens(container, messages), *check_sheets(container, sheets, messages)]
    layout = Layout(sheets)
    for name, own_name in sheets.items():
        sheet, grid = definitions.workbook.sheets[name], grids[own_name]
        layout.columns[name], found = find_columns(name, sheet, grid, messages)
        issues += found + list(check_hidden(name, sheet, grid, container.sheets[own_name], messages))
    parser = _Parser(messages, layout, issues)
    cover = parser.parse_cover(grids[sheets[definitions.workbook.roles.sheet]]) if parser.has_cover else {}
    present = [name for name in definitions.workbook.row_sheets if name in sheets]
    rows = {name: parser.parse_rows(name, grids[sheets[name]]) for name in present}
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
        places=layout.places(definitions),
        apart=(roles.template_version, roles.revision, roles.language),
    )
    return Parsed(workbook, issues, parser.idle_rows)


class _Parser:
    """Goes through the rows and collects issues."""

    def __init__(self, messages: Messages, layout: Layout, issues: list[Issue]) -> None:
        self.definitions = definitions = messages.definitions
        self.messages, self.layout, self.issues = messages, layout, issues
        self.places = layout.places(definitions)
        self.idle_rows: dict[str, dict[tuple[Any, ...], int]] = {}
        self.reader = CellReader(
            definitions, open_codebook(definitions), definitions.periods, messages.texts, messages.example_month()
        )
        roles = definitions.workbook.roles
        # Whose workbook of which month: rules F02 and F03 say it better than a type does.
        self.better = {(roles.partner, "K04"): ("F02", "unknown"), (roles.month, "K01"): ("F03", "unknown")}

    @property
    def has_cover(self) -> bool:
        return self.definitions.workbook.roles.sheet in self.layout.sheets

    def parse_cover(self, grid: Grid) -> dict[str, Any]:
        name = self.definitions.workbook.roles.sheet
        values: dict[str, Any] = {}
        for code, row in self.layout.columns[name].items():
            column = self.definitions.workbook.cover.columns[code]
            self._parse_into(values, name, code, column, grid.at(row, VALUE_COLUMN), row)
        return values

    def parse_rows(self, name: str, grid: Grid) -> tuple[Row, ...]:
        sheet, columns = self.definitions.workbook.sheets[name], self.layout.columns[name]
        rows = []
        for number in range(FIRST_ROW, grid.height + 1):
            raw = {code: grid.at(number, place) for code, place in columns.items()}
            filled = {code for code, value in raw.items() if value is not None}
            if filled - _prefilled(sheet):
                values: dict[str, Any] = {}
                for code in (code for code in sheet.columns if code in raw):
                    self._parse_into(values, name, code, sheet.columns[code], raw[code], number)
                rows.append(Row(number, values))
            elif filled:
                self._note_idle(name, sheet, raw, number)
        self._check_k07(name, sheet, rows)
        return tuple(rows)

    def _parse_into(self, values: dict[str, Any], sheet: str, code: str, column: Column, raw: Any, row: int) -> None:
        if raw is None:
            values[code] = None
            if column.is_required:
                self._add(sheet, code, row, CellFault("K03", "missing"), "")
            return
        parsed = parse_cell(column, raw, self.reader)
        if isinstance(parsed, CellFault):
            self._add(sheet, code, row, parsed, self.messages.found(raw))
        else:
            values[code] = parsed

    def _add(self, sheet: str, code: str, row: int, fault: CellFault, found: str) -> None:
        rule, case = fault.rule, fault.case
        places = fault.places
        if sheet == self.definitions.workbook.roles.sheet and (code, rule) in self.better:
            rule, case = self.better[code, rule]
            places = self._places_of_role(rule)
        place = self.places[sheet][code]
        cell = f"C{place}" if self.definitions.workbook.sheets[sheet].is_upright else f"{place}{row}"
        self.issues.append(self.messages.issue(rule, case, sheet, cell, row, code, found, **places))

    def _places_of_role(self, rule: str) -> dict[str, str]:
        if rule == "F02":
            return {"example": self.definitions.partners[0].code}
        codes = self.definitions.periods.codes
        return {"first": codes[0], "last": codes[-1], "example": self.messages.example_month()}

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
                self._add(name, sheet.row_key[0], row.number, fault, _show_key(sheet, key))


def _prefilled(sheet: Sheet) -> set[str]:
    fixed = {code for code, column in sheet.columns.items() if column.is_fixed} if sheet.prefill else set()
    return fixed | set(sheet.row_key)


def _show_key(sheet: Sheet, key: tuple[Any, ...]) -> str:
    # A key without a list or a pattern could hold anything, a name included.
    is_harmless = all(sheet.columns[code].list or sheet.columns[code].pattern for code in sheet.row_key)
    return " ".join(map(str, key)) if is_harmless else ""
