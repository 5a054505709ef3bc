"""What a scope means in a store: rows, submissions, codes. Counts only are told of it, never a value."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from etl.erasure.scope import SHEET_TABLE, Scope
from etl.schema import table_name
from indicators.load import Definitions
from indicators.model.workbook import Sheet

_OWN = "submission_id IN (SELECT submission_id FROM submission WHERE partner_code = $partner)"


@dataclass(frozen=True)
class Table:
    """A table with rows that go, and the condition by which they are found."""

    name: str
    sheet: str
    condition: str


@dataclass(frozen=True)
class Found:
    """What goes: rows by sheet and month, the submissions that held them, and the codes that must not be left.

    `secret_codes` are those that no release shows (pathways, centres); `codes` are all, public ones included.
    """

    tables: tuple[Table, ...]
    rows: Counter[tuple[str, int]]
    submissions: frozenset[str]
    partners: tuple[str, ...]
    codes: frozenset[str]
    secret_codes: frozenset[str]


def find_rows(connection: duckdb.DuckDBPyConnection, definitions: Definitions, scope: Scope) -> Found:
    """Everything that a scope takes in."""
    tables = tuple(_tables(connection, definitions, scope))
    rows: Counter[tuple[str, int]] = Counter()
    known = _submissions(connection)
    submissions: dict[str, str] = {}
    for table in tables:
        query = f"SELECT submission_id FROM {table.name} WHERE {table.condition}"
        for (submission_id,) in connection.execute(query, parameters(table, scope)).fetchall():
            partner, month = known[submission_id]
            rows[table.sheet, month] += 1
            submissions[submission_id] = partner
    codes, secret = _codes(connection, definitions, tables, scope)
    partners = tuple(sorted({*submissions.values(), *([scope.partner] if scope.partner else [])}))
    return Found(tables, rows, frozenset(submissions), partners, codes, secret)


def parameters(table: Table, scope: Scope) -> dict[str, str]:
    """What the condition of a table asks for."""
    own = {"partner": scope.partner, "pathway": scope.pathway}
    return {name: value for name, value in own.items() if value and f"${name}" in table.condition}


def _submissions(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, int]]:
    query = "SELECT submission_id, partner_code, month FROM submission"
    return {one: (partner, month) for one, partner, month in connection.execute(query).fetchall()}


def _tables(connection: duckdb.DuckDBPyConnection, definitions: Definitions, scope: Scope) -> Iterator[Table]:
    names = {table_name(sheet): sheet for sheet in definitions.workbook.sheets}
    query = (
        "SELECT table_name, list(column_name) FROM duckdb_columns() "
        "WHERE database_name = current_database() AND starts_with(table_name, ?) GROUP BY ALL ORDER BY ALL"
    )
    for name, columns in connection.execute(query, [SHEET_TABLE]).fetchall():
        sheet = names.get(name, name.removeprefix(SHEET_TABLE).upper())
        condition = _condition(definitions, scope, sheet, columns)
        if condition:
            yield Table(name, sheet, condition)


def _condition(definitions: Definitions, scope: Scope, sheet: str, columns: list[str]) -> str:
    if scope.sheets and sheet not in scope.sheets:
        return ""
    if scope.kind == "pathway":
        unit = definitions.disclosure.ledgers.unit if definitions.disclosure.ledgers else ""
        return f'upper("{unit}") = $pathway' if unit in columns else ""
    return {"partner": _OWN, "all": "true"}.get(scope.kind, "")


def _codes(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, tables: tuple[Table, ...], scope: Scope
) -> tuple[frozenset[str], frozenset[str]]:
    """Codes that the rows are named by, and those of them that are in no release."""
    found: set[str] = set()
    public: set[str] = set()
    for table in tables:
        sheet = definitions.workbook.sheets.get(table.sheet)
        for column in code_columns(sheet) if sheet else ():
            query = f'SELECT DISTINCT "{column}" FROM {table.name} WHERE {table.condition} AND "{column}" IS NOT NULL'
            told = {code for (code,) in connection.execute(query, parameters(table, scope)).fetchall()}
            found |= told
            public |= told if is_public(definitions, column) else set()
    return frozenset(found), frozenset(found - public)


def code_columns(sheet: Sheet) -> list[str]:
    """Columns of the key whose codes were made for one thing: a code of a list (an age group) names nobody."""
    return [name for name in sheet.row_key if sheet.columns[name].type == "string" and sheet.columns[name].pattern]


def is_public(definitions: Definitions, column: str) -> bool:
    """Do releases show the codes of this column in one of their fact tables?"""
    sheets = definitions.workbook.row_sheets.values()
    return any(sheet.fact and column in sheet.columns and sheet.columns[column].is_released for sheet in sheets)
