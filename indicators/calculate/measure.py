"""Numbers of every indicator by month and category, and the rows behind them."""

from collections.abc import Iterable
from typing import Any

import duckdb

from indicators.calculate.catalogue import ALL, TOTAL, category_of, compile_queries
from indicators.calculate.facts import rows_by_month
from indicators.calculate.parts import months_of
from indicators.calculate.query import Query
from indicators.conditions import condition
from indicators.load import Definitions
from indicators.model.indicator import Breakdown, Distinct, Indicator
from indicators.periods import month_number

__all__ = ["ALL", "TOTAL", "Measured", "build_planned", "category_sql", "measure", "source_sql"]

# Number of each part by its name; a part of no row is absent.
Parts = dict[str, float]
# (indicator, breakdown) -> (month, category) -> parts; categories without rows are absent.
Measured = dict[tuple[str, str], dict[tuple[int, str], Parts]]


def measure(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicators: Iterable[Indicator]
) -> Measured:
    """The parts of all these indicators for all months, in every breakdown that they declare."""
    measured: Measured = {}
    for query in compile_queries(definitions, indicators):
        _read(connection, query, measured)
    return {
        figure: {place: {name: float(number) for name, number in parts.items()} for place, parts in own.items()}
        for figure, own in measured.items()
    }


def _read(connection: duckdb.DuckDBPyConnection, query: Query, measured: Measured) -> None:
    positions = {part: position for position, part in enumerate(query.parts, start=3)}
    wanted = [
        [
            (positions[part], measured.setdefault((one.indicator, one.breakdown), {}), one, part)
            for part, asked in parts.items()
            for one in asked
        ]
        for parts in query.groupings.values()
    ]
    months_at = {months: position for position, months in enumerate(query.months, start=3 + len(positions))}
    for row in connection.execute(query.sql()).fetchall():
        for position, own, one, part in wanted[row[1]]:
            number, place = row[position], one.category or row[2]
            if number is None or place is None:
                continue
            if query.is_open and not query.codes:
                _add(own, row[months_at[part.months]], place, one.part, part.function, number)
            else:
                own.setdefault((row[0], place), {})[one.part] = number


def _add(own: dict[tuple[int, str], Parts], months: int, place: str, name: str, function: str, number: Any) -> None:
    """Add a number to all months of a set; still exact, since whole numbers and decimals are not turned to floats."""
    for month in range(1, months.bit_length()):
        if months >> month & 1:
            parts = own.setdefault((month, place), {})
            known = parts.get(name)
            parts[name] = number if known is None else (max(known, number) if function == "max" else known + number)


def source_sql(definitions: Definitions, indicator: Indicator) -> str:
    """The rows that an indicator is calculated from, with `as_of`; `code` holds the codes of a distinct count."""
    calculation = indicator.calculation
    table, where = f"({rows_by_month(indicator.sheet or '', months_of(indicator))})", condition(calculation)
    if not isinstance(calculation, Distinct):
        return f"SELECT * FROM {table} f WHERE {where}"
    selects = []
    for one in calculation.of:
        term = one.terms[0]
        column = definitions.workbook.sheets[term.sheet].columns[term.column]
        code = f"unnest(string_split({one.sql()}, ';'))" if column.type == "code_set" else one.sql()
        selects.append(f"SELECT *, {code} AS code FROM {table} f WHERE {where} AND {one.sql()} IS NOT NULL")
    return " UNION ALL ".join(selects)


def category_sql(definitions: Definitions, indicator: Indicator, breakdown: Breakdown | None) -> str:
    """SQL of the category that a row belongs to; of the total it is `all`."""
    return category_of(definitions, indicator, breakdown).sql or f"'{ALL}'"


def build_planned(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> None:
    """Make the table of planned deliverables with their due days."""
    periods = definitions.periods
    connection.execute(
        "CREATE TEMP TABLE planned (code VARCHAR, lead VARCHAR, workstream VARCHAR, due_month INTEGER, due_on DATE)"
    )
    rows = [
        (one.code, one.lead, one.workstream, number, periods.last_day(number))
        for one in definitions.deliverables
        for number in [month_number(one.due_month)]
    ]
    if rows:
        # A list for each column: row by row would take a millisecond for each.
        columns = ", ".join(["unnest(?)"] * len(rows[0]))
        connection.execute(
            f"INSERT INTO planned SELECT {columns}", [list(column) for column in zip(*rows, strict=True)]
        )
