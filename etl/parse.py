"""Parses a workbook: grids of plain values to typed rows with their places. Codes decide, labels and order don't."""

import re
from dataclasses import dataclass, field
from typing import Any

from etl.cell_limits import CellFault, example_of
from etl.cells import CellReader, parse_cell
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
from etl.overlays import Merges, formula_issues
from etl.parsed import ParsedWorkbook, Row
from etl.read import Broken, Grid
from etl.sheet_part import Cell, SheetPart
from indicators.load import Definitions
from indicators.model.workbook import Column, Sheet
from indicators.texts import SOURCE_LANGUAGE

_SHORT_MONTH = re.compile(r"[^\W\d_]?[0-9]{1,2}")
# Type of a column -> case of K03.
_MISSING = {
    **{"integer": "count", "decimal": "number", "code": "code", "code_set": "code"},
    **{"date": "date", "month": "month", "string": "missing"},
}


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
    sheets = find_sheets(definitions, grids)
    issues = [*check_burdens(container, sheets, messages), *check_sheets(container, sheets, messages)]
    layout = Layout({})
    for name, own_name in sheets.items():
        sheet, grid = definitions.workbook.sheets[name], grids[own_name]
        columns, found = find_columns(name, sheet, grid, messages)
        issues += found
        # Without its codes a sheet is not read: that is one sentence, and nothing else is said of it.
        if columns is not None:
            layout.sheets[name], layout.columns[name] = own_name, columns
            issues += check_hidden(name, sheet, grid, container.sheets[own_name], messages)
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


class _Parser:
    """Goes through the rows and collects issues."""

    def __init__(self, messages: Messages, layout: Layout, issues: list[Issue]) -> None:
        self.definitions = definitions = messages.definitions
        self.messages, self.layout, self.issues = messages, layout, issues
        self.places = layout.places(definitions)
        self.idle_rows: dict[str, dict[tuple[Any, ...], int]] = {}
        self.codebook = open_codebook(definitions)
        self.reader = CellReader(
            definitions, self.codebook, definitions.periods, messages.texts, messages.example_month()
        )
        self.partner = ""
        roles = definitions.workbook.roles
        # Whose workbook of which month: rules F02 and F03 say it better than a type does.
        self.better = {(roles.partner, "K04"): ("F02", "unknown"), (roles.month, "K01"): ("F03", "unknown")}

    @property
    def has_cover(self) -> bool:
        return self.definitions.workbook.roles.sheet in self.layout.sheets

    def parse_cover(self, grid: Grid, part: SheetPart) -> dict[str, Any]:
        name = self.definitions.workbook.roles.sheet
        places = self.layout.columns[name]
        merges = Merges(part, grid, [VALUE_COLUMN], places.values())
        values: dict[str, Any] = {}
        sound = set()
        for code, row in places.items():
            column, raw = self.definitions.workbook.cover.columns[code], grid.at(row, VALUE_COLUMN)
            if self._parse_into(values, name, code, column, raw, (row, VALUE_COLUMN), part, merges):
                sound.add((row, VALUE_COLUMN))
        self.partner = values.get(self.definitions.workbook.roles.partner) or ""
        self.issues += merges.issues(name, self.messages)
        self.issues += formula_issues(name, {}, part.formulas & sound, self.messages)
        return values

    def parse_rows(self, name: str, grid: Grid, part: SheetPart) -> tuple[Row, ...]:
        sheet, columns = self.definitions.workbook.sheets[name], self.layout.columns[name]
        in_order = [(code, sheet.columns[code], columns[code]) for code in sheet.columns if code in columns]
        merges = Merges(part, grid, columns.values(), range(FIRST_ROW, grid.height + 1))
        prefilled = {*sheet.given_columns}
        rows = []
        sound: set[Cell] = set()
        for number in range(FIRST_ROW, grid.height + 1):
            if grid.is_empty(number):
                continue
            raw = {code: grid.at(number, place) for code, place in columns.items()}
            filled = {code for code, value in raw.items() if value is not None}
            if not filled:
                continue
            if filled <= prefilled:
                self._note_idle(name, sheet, raw, number)
                continue
            values: dict[str, Any] = {}
            not_applicable = set()
            for code, column, place in in_order:
                if self._parse_into(values, name, code, column, raw[code], (number, place), part, merges):
                    sound.add((number, place))
                    if values[code] is None:
                        not_applicable.add(code)
            rows.append(Row(number, values, frozenset(not_applicable)))
        self._check_k07(name, sheet, rows)
        self.issues += merges.issues(name, self.messages)
        names = {place: code for code, place in columns.items()}
        self.issues += formula_issues(name, names, part.formulas & sound, self.messages)
        return tuple(rows)

    def _parse_into(
        self,
        values: dict[str, Any],
        sheet: str,
        code: str,
        column: Column,
        raw: Any,
        cell: Cell,
        part: SheetPart,
        merges: Merges,
    ) -> bool:
        """Put the typed value of a cell among the values of its row; False for a blank or a fault, which is told."""
        if raw is None:
            values[code] = None
            if column.is_required and not merges.explains_blank(*cell):
                self._add(sheet, code, cell[0], self._missing(sheet, code, column), "")
            return False
        if isinstance(raw, str) and self._means_not_applicable(column, raw):
            values[code] = None
            if column.is_required:
                self._add(sheet, code, cell[0], CellFault("K03", "not_applicable"), "")
            return not column.is_required
        is_percent = cell in part.percents and column.type in ("integer", "decimal")
        parsed = CellFault("K01", "percent") if is_percent else parse_cell(column, raw, self.reader)
        if isinstance(parsed, CellFault):
            self._add(sheet, code, cell[0], self._refine(sheet, code, column, parsed), self._found(column, raw))
            return False
        values[code] = parsed
        return True

    def _means_not_applicable(self, column: Column, raw: str) -> bool:
        # A list may have such a code of its own.
        if not self.codebook.means_not_applicable(raw):
            return False
        return not (column.list and self.codebook.find(column.list, raw))

    def _missing(self, sheet: str, code: str, column: Column) -> CellFault:
        about = self.definitions.workbook.sheets[sheet]
        if code in about.row_key and not about.is_upright and column.type == "string":
            return CellFault("K03", "key")
        case = _MISSING.get(column.type, "missing")
        if case == "count" and column.min:
            case = "number"
        return CellFault("K03", case, {"example": self.reader.example_month})

    def _refine(self, sheet: str, code: str, column: Column, fault: CellFault) -> CellFault:
        """The fault with the repair that fits its cell."""
        if fault.rule == "K01" and fault.case in ("integer", "decimal") and column.is_required:
            return CellFault("K01", f"{fault.case}_required", fault.places)
        about = self.definitions.workbook.sheets[sheet]
        if fault.rule != "K05" or code not in about.row_key:
            return fault
        own = self._own_pattern(column.pattern or "")
        places = {"example": example_of(own)} if example_of(own) != own else fault.places
        if about.prefill:
            return CellFault("K05", "issued" if about.prefill.fresh_codes else "known", places)
        return CellFault("K05", "numbered" if own != column.pattern else "pattern", places)

    def _own_pattern(self, pattern: str) -> str:
        # The part of a pattern that any partner's code fits stands for the partner's own code.
        form = re.sub(r"[0-9]+", lambda digits: f"[0-9]{{{len(digits[0])}}}", self.partner)
        return pattern.replace(form, self.partner) if form else pattern

    def _found(self, column: Column, raw: Any) -> str:
        if isinstance(raw, Broken):
            return ""
        # A letter and two digits are nobody's name or number: M25 may be shown.
        if column.type == "month" and isinstance(raw, str) and _SHORT_MONTH.fullmatch(raw.strip()):
            return raw.strip()
        return self.messages.found(raw)

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


def _show_key(sheet: Sheet, key: tuple[Any, ...]) -> str:
    # A key without a list or a pattern could hold anything, a name included.
    is_harmless = all(sheet.columns[code].list or sheet.columns[code].pattern for code in sheet.row_key)
    return " ".join(map(str, key)) if is_harmless else ""
