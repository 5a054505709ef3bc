"""Small worlds of accepted rows, put straight before the calculation."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from etl.schema import sheet_columns
from indicators.calculate.coverage import Reports
from indicators.calculate.facts import build_facts
from indicators.calculate.figures import Calculation
from indicators.calculate.measure import build_planned
from indicators.disclosure.book import Book
from indicators.disclosure.gate import close_blocks
from indicators.load import Definitions

ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
}
_REPORTED = pa.schema({"partner_code": pa.string(), "month": pa.int32(), "submission_id": pa.string()})
_DUE = pa.schema({"partner_code": pa.string(), "month": pa.int32(), "is_on_time": pa.bool_()})
Row = dict[str, Any]


def connect(
    definitions: Definitions, rows: dict[str, list[Row]], until: int, silent: Iterable[tuple[str, int]] = ()
) -> duckdb.DuckDBPyConnection:
    """Working tables with the given rows; every partner has reported whenever it was due, but for the silent months."""
    connection = accepted_rows(definitions, rows, until, silent)
    build_facts(connection, definitions, until)
    build_planned(connection, definitions)
    return connection


def accepted_rows(
    definitions: Definitions, rows: dict[str, list[Row]], until: int, silent: Iterable[tuple[str, int]] = ()
) -> duckdb.DuckDBPyConnection:
    """What the calculation starts from: accepted rows, who has reported, and who was due."""
    connection = duckdb.connect(":memory:")
    for sheet in definitions.workbook.sheets:
        columns = {"partner_code": "VARCHAR", "month": "INTEGER"} | {
            name: kind
            for name, kind in sheet_columns(definitions, sheet).items()
            if name not in ("partner_code", "month")
        }
        schema = pa.schema([pa.field(name, ARROW[kind]) for name, kind in columns.items()])
        filled = [
            {name: row.get(name) for name in columns}
            | {"row_number": number, "submission_id": f"{row['partner_code']}-{row['month']:02d}"}
            for number, row in enumerate(rows.get(sheet, ()), start=3)
        ]
        _create(connection, f"rows_{sheet}", pa.Table.from_pylist(filled, schema=schema))
    came = reports(definitions, until, silent)
    reported = [{"partner_code": one, "month": month, "submission_id": f"{one}-{month:02d}"} for one, month in came]
    _create(connection, "reported", pa.Table.from_pylist(reported, schema=_REPORTED))
    due = [{"partner_code": one, "month": month, "is_on_time": True} for one, month in came]
    partners = {partner.code: partner for partner in definitions.partners}
    due += [
        {"partner_code": one, "month": month, "is_on_time": False}
        for one, month in silent
        if definitions.is_expected(partners[one], month)
    ]
    _create(connection, "due", pa.Table.from_pylist(due, schema=_DUE))
    return connection


def _create(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register("_incoming", table)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM _incoming")
    connection.unregister("_incoming")


def reports(definitions: Definitions, until: int, silent: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Partner and month of every accepted workbook."""
    missing = set(silent)
    return [
        (partner.code, month)
        for partner in definitions.partners
        for month in range(1, until + 1)
        if (partner.code, month) not in missing and definitions.is_expected(partner, month)
    ]


def release(
    definitions: Definitions,
    rows: dict[str, list[Row]],
    until: int,
    book: Book | None = None,
    silent: Iterable[tuple[str, int]] = (),
    is_draft: bool = False,
) -> tuple[dict[tuple[str, str, str, str], Row], Book]:
    """Figures of a release by (indicator, month, breakdown, category), and the book as a next release would find it."""
    book = book or Book()
    connection = connect(definitions, rows, until, silent)
    closed = close_blocks(connection, definitions, book, until, is_draft)
    months: dict[str, set[int]] = {}
    for partner, month in reports(definitions, until, silent):
        months.setdefault(partner, set()).add(month)
    known = Reports(definitions, {partner: frozenset(own) for partner, own in months.items()})
    figures = list(Calculation(connection, definitions, known, closed.book, until, date(2017, 8, 1), "R").figures())
    after = keep(closed.book, book, figures, until, is_draft)
    return {(row["indicator_code"], row["month"], row["breakdown"], row["category"]): row for row in figures}, after


def keep(closed: Book, before: Book, figures: list[Row], until: int, is_draft: bool) -> Book:
    """The book with the class A rows of the closings that this release dealt with."""
    if is_draft:
        return before
    frozen = dict(before.frozen)
    for closing in set(closed.done) - set(before.done):
        code = f"M{closing:02d}"
        frozen[closing] = tuple(row for row in figures if row["class"] == "A" and row["month"] == code)
    return Book(closed.entries, closed.done, frozen, until)


def pathway(partner: str, number: int, month: int, enrolled: int, **changes: Any) -> Row:
    """A pathway row: running unless `completed` and `left` end it."""
    completed, left = changes.pop("completed", 0), changes.pop("left", 0)
    is_ended = completed + left == enrolled and enrolled > 0
    return {
        "partner_code": partner,
        "month": month,
        "pathway_code": f"PW-{partner}{number:03d}",
        "pathway_format": "GROUP",
        "setting": "COUNSELLING_CENTRE",
        "stage": "S6" if is_ended else "S4",
        "start_month": 1,
        "women_enrolled_cum": enrolled,
        "women_active": enrolled - completed - left,
        "women_completed_cum": completed,
        "women_left_early_cum": left,
        "mentoring_hours_month": 0.0,
    } | changes
