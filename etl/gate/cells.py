"""Looks at every cell of a sheet; what a value may be depends on the column in which it stands."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from etl.cell_area import column_letters
from etl.gate.dates import find_days
from etl.gate.finding import Finding
from etl.gate.numbers import is_bare_phone, is_identity, is_padded_identity
from etl.gate.text import Scope, find_kinds, normalise, pick_suspects
from etl.gate.words import find_heading
from etl.layout import CODE_COLUMN, CODE_ROW, FIRST_ROW, ISSUES_SHEET, VALUE_COLUMN
from etl.read import Grid
from indicators.model.workbook import Column, Sheet

# Fewer digits are nobody's number without a word that says so; more than a count can have are looked at everywhere.
_LEAST_NUMBER, _COUNT_DIGITS, _MOST_DIGITS = 10_000_000, 9, 15
_PLAIN_NUMBER = re.compile(r"[1-9]\d{0,2}(?: ?\d{3})*|\d{1,15}")
# How a row of our own list of issues names its rule; the date that it found stands alone in a cell.
_RULE, _LONGEST_DATE, _LONGEST_HEADING = re.compile(r"\n[A-Z]{1,3}\d{2}"), 25, 80
# A pattern that takes these takes anything, so a value that fits it is not a code of ours yet.
_PROBES = ("0888123456", "8503121234", "maria@example.org", "12345678Z")


def find_in_cells(name: str, grid: Grid, sheet: Sheet | None, scope: Scope, own: frozenset[str]) -> Iterator[Finding]:
    """Everything personal in the cells of a sheet; `sheet` is its definition, None for a sheet that is not ours."""
    suspects = _find_suspects(grid, scope, own)
    if not suspects:
        return
    columns = _columns_of(sheet, grid) if sheet else {}
    for row, cells in enumerate(grid.rows, start=1):
        for number, value in enumerate(cells, start=1):
            # 0 and False, 1 and True are the same key, but nobody's number.
            if value in suspects:
                column = _column_at(sheet, columns, row, number)
                kinds = _judge(value, suspects[value], column, scope)
                if name.upper() == ISSUES_SHEET and _is_told_date(value, cells):
                    kinds = kinds - {"birth"}
                cell = f"{column_letters(number)}{row}"
                for kind in sorted(kinds):
                    yield Finding(kind, name, cell)
                if not kinds and column is None and isinstance(value, str):
                    heading = _heading(value)
                    if heading:
                        yield Finding(heading, name, cell, "heading")


def _heading(text: str) -> str | None:
    return find_heading(normalise(text)) if len(text) <= _LONGEST_HEADING else None


def _is_told_date(value: Any, cells: list[Any]) -> bool:
    """Is it a faulty date of a column of dates, as our own list of issues tells it?"""
    if not isinstance(value, str) or len(value) > _LONGEST_DATE:
        return False
    # Nothing but the date: its year may be followed by a letter, as in Bulgarian.
    is_alone = any(len(value) - (last - first) <= 3 for _, (first, last) in find_days(normalise(value)))
    return is_alone and any(isinstance(cell, str) and _RULE.search(cell) for cell in cells)


def _find_suspects(grid: Grid, scope: Scope, own: frozenset[str]) -> dict[Any, set[str]]:
    """Values that are something personal wherever they stand, but for columns that make them innocent."""
    values = set().union(*grid.rows) - own
    texts = [value for value in values if isinstance(value, str)]
    suspects: dict[Any, set[str]] = {text: set() for text in texts if _heading(text)}
    suspects |= {text: kinds for text in pick_suspects(texts) if (kinds := find_kinds(text, scope))}
    for value in values.difference(texts):
        if isinstance(value, int | float):
            kinds = _kinds_of_number(value, scope) if _LEAST_NUMBER <= value < 10**_MOST_DIGITS else set()
            if kinds:
                suspects[value] = kinds
        elif isinstance(value, date) and _day(value) <= scope.newest_birth:
            suspects[value] = {"birth"}
    return suspects


def _kinds_of_number(value: float, scope: Scope) -> set[str]:
    digits = f"{value:.0f}"
    if value != int(value):
        return set()
    scope.patience.spend(0)
    if is_identity(digits, scope.regions, scope.newest_year) or is_padded_identity(digits, scope.newest_year):
        return {"identity"}
    kinds = find_kinds(digits, scope)
    return kinds | {"phone"} if is_bare_phone(digits, scope.regions) else kinds


def _judge(value: Any, kinds: set[str], column: Column | None, scope: Scope) -> set[str]:
    if column is None:
        return kinds
    if isinstance(value, date):
        # A date in a column of numbers is what Excel makes of 3.85; in a column of dates a rule tells it.
        return kinds if column.type in ("string", "code", "code_set") else set()
    if column.type in ("integer", "decimal"):
        number = _read_count(value)
        return set() if number is not None and _is_count(number, column) else kinds
    if isinstance(value, str) and _is_own_code(value.strip(), column):
        return set()
    return kinds - {"birth"} if column.type == "date" else kinds


def _read_count(value: Any) -> float | None:
    if not isinstance(value, str):
        return float(value)
    plain = normalise(value)
    return float(plain.replace(" ", "")) if _PLAIN_NUMBER.fullmatch(plain) and not plain.startswith("0") else None


def _is_count(number: float, column: Column) -> bool:
    is_in_range = (column.min is None or number >= column.min) and (column.max is None or number <= column.max)
    return is_in_range and number < 10**_COUNT_DIGITS


def _is_own_code(text: str, column: Column) -> bool:
    return bool(column.pattern) and _is_strict(column.pattern or "") and bool(re.fullmatch(column.pattern or "", text))


@lru_cache(maxsize=64)
def _is_strict(pattern: str) -> bool:
    return not any(re.fullmatch(pattern, probe) for probe in _PROBES)


def _columns_of(sheet: Sheet, grid: Grid) -> dict[int, Column]:
    """Column (on the upright sheet: row) number -> its definition."""
    length = grid.height if sheet.is_upright else grid.width
    raw = {n: grid.at(n, CODE_COLUMN) if sheet.is_upright else grid.at(CODE_ROW, n) for n in range(1, length + 1)}
    codes = {number: value.strip().lower() for number, value in raw.items() if isinstance(value, str)}
    return {number: sheet.columns[code] for number, code in codes.items() if code in sheet.columns}


def _column_at(sheet: Sheet | None, columns: dict[int, Column], row: int, number: int) -> Column | None:
    if sheet is None:
        return None
    if sheet.is_upright:
        return columns.get(row) if number == VALUE_COLUMN else None
    return columns.get(number) if row >= FIRST_ROW else None


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
