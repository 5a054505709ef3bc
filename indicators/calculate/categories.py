"""Categories of each breakdown: always all of the registry or code list, so that a missing row is never a message."""

import duckdb

from indicators.calculate.measure import ALL, TOTAL
from indicators.load import Definitions
from indicators.model.indicator import Breakdown, Indicator

# Category -> first month with a row of it; None when there is none so far.
Categories = dict[str, int | None]


def list_categories(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator
) -> dict[str, Categories]:
    """Categories by breakdown, the total included."""
    found = {TOTAL: _with_first_months(connection, definitions, indicator, f"'{ALL}'", [ALL])}
    for breakdown in indicator.breakdowns:
        if breakdown.columns:
            found[breakdown.name] = dict.fromkeys(breakdown.columns)
        else:
            column = _column_sql(breakdown)
            codes = _codes(connection, definitions, indicator, breakdown)
            found[breakdown.name] = _with_first_months(connection, definitions, indicator, column, codes)
    return found


def _column_sql(breakdown: Breakdown) -> str:
    return {"country": "row_country", "partner": "partner_code"}.get(breakdown.name, f'"{breakdown.column}"')


def _public_sheet(definitions: Definitions, indicator: Indicator) -> str | None:
    """The sheet whose rows are public: that of the thing itself, not of the answers about it."""
    if indicator.sheet is None:
        return None
    return definitions.workbook.sheets[indicator.sheet].takes_from or indicator.sheet


def _codes(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator, breakdown: Breakdown
) -> list[str]:
    if breakdown.name == "country":
        return list(definitions.countries)
    if breakdown.name == "partner":
        return [partner.code for partner in definitions.partners]
    sheet = _public_sheet(definitions, indicator)
    if sheet is None:
        return []
    column = definitions.workbook.sheets[sheet].columns[breakdown.column or ""]
    if column.list:
        return list(definitions.codes(column.list))
    query = f'SELECT DISTINCT "{breakdown.column}" AS code FROM ever_{sheet} ORDER BY code'
    return [code for (code,) in connection.execute(query).fetchall() if code is not None]


def _with_first_months(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator, column: str, codes: list[str]
) -> Categories:
    sheet = _public_sheet(definitions, indicator)
    if sheet is None:
        return dict.fromkeys(codes)
    query = f"SELECT {column} AS code, min(row_month) FROM ever_{sheet} GROUP BY code"
    first = dict(connection.execute(query).fetchall())
    later = _months_later(definitions, indicator)
    return {code: first[code] + later if code in first else None for code in codes}


def _months_later(definitions: Definitions, indicator: Indicator) -> int:
    """Answers that are asked for some months after the thing can't be hidden before they can have come."""
    sheet = definitions.workbook.sheets[indicator.sheet or ""]
    return sheet.prefill.after_months if sheet.takes_from and sheet.prefill else 0
