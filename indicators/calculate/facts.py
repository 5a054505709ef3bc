"""Working tables of the calculation: what was known at the end of each month.

The caller provides, in an in-memory connection, one table `rows_<SHEET>` per sheet (accepted rows with
`partner_code`, `month`, `submission_id`) and `reported` (partner_code, month). From these come, for every as-of
month, the newest row of each key (`latest_<SHEET>`) and every row so far (`ever_<SHEET>`), both with
`partner_country` and `row_country`.
"""

import duckdb

from indicators.load import Definitions
from indicators.model.workbook import Sheet


def build_facts(connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int) -> None:
    """Make the working tables for the months 1 … until."""
    connection.execute(f"CREATE TEMP TABLE as_of_month AS SELECT unnest(range(1, {until + 1})) AS as_of")
    _build_registry(connection, definitions, until)
    for name, sheet in definitions.workbook.sheets.items():
        _build_sheet(connection, name, sheet)
    for name, sheet in definitions.workbook.sheets.items():
        if sheet.takes_from:
            _take_missing_columns(connection, definitions, name, sheet)


def _build_registry(connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int) -> None:
    connection.execute("CREATE TEMP TABLE registry (partner_code VARCHAR, partner_country VARCHAR)")
    connection.executemany(
        "INSERT INTO registry VALUES (?, ?)", [[partner.code, partner.country] for partner in definitions.partners]
    )
    connection.execute("CREATE TEMP TABLE last_report (as_of INTEGER, partner_code VARCHAR, last_month INTEGER)")
    connection.execute(
        "INSERT INTO last_report SELECT a.as_of, r.partner_code, max(r.month) FROM as_of_month a "
        "JOIN reported r ON r.month <= a.as_of GROUP BY ALL"
    )


def identity(sheet: Sheet) -> tuple[str, ...]:
    """Columns that say which thing a row is about; keys that are mere codes of a list repeat in every partner."""
    is_own_code = any(sheet.columns[column].type == "string" for column in sheet.row_key)
    return sheet.row_key if is_own_code else ("partner_code", *sheet.row_key)


def _build_sheet(connection: duckdb.DuckDBPyConnection, name: str, sheet: Sheet) -> None:
    country = (
        f'coalesce(t."{sheet.country_column}", g.partner_country)' if sheet.country_column else "g.partner_country"
    )
    connection.execute(
        f"CREATE TEMP TABLE ever_{name} AS SELECT a.as_of, t.*, t.month AS row_month, g.partner_country, "
        f"{country} AS row_country FROM as_of_month a JOIN rows_{name} t ON t.month <= a.as_of "
        f"JOIN registry g USING (partner_code) {_only_counted(name, sheet)}"
    )
    keys = ", ".join(f'"{column}"' for column in identity(sheet))
    connection.execute(
        f"CREATE TEMP TABLE latest_{name} AS SELECT * FROM ever_{name} "
        f"QUALIFY row_number() OVER (PARTITION BY as_of, {keys} "
        "ORDER BY row_month DESC, partner_code, row_number DESC) = 1"
    )


def _only_counted(name: str, sheet: Sheet) -> str:
    """Of one thing that several partners report under a common organiser, keep the organiser's row, else the first."""
    if sheet.joint is None:
        return ""
    same = ", ".join(f't."{column}"' for column in sheet.joint.same)
    organiser = f't."{sheet.joint.organiser}"'
    host = f"coalesce({organiser}, t.partner_code)"
    # A row without an organiser is its partner's own: several events of one day and type stay several.
    is_guest = f"CASE WHEN {organiser} IS NULL OR {organiser} = t.partner_code THEN 0 ELSE 1 END"
    return (
        f"QUALIFY {is_guest} = 0 OR (min({is_guest}) OVER joint = 1 AND row_number() OVER "
        f"(PARTITION BY a.as_of, {host}, {same} ORDER BY t.month, t.submission_id, t.row_number) = 1)"
    ).replace("OVER joint", f"OVER (PARTITION BY a.as_of, {host}, {same})")


def _take_missing_columns(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, name: str, sheet: Sheet
) -> None:
    """A sheet that reports on another's things takes their columns, its country included, from there."""
    other = definitions.workbook.sheets[sheet.takes_from or ""]
    missing = [column for column in other.columns if column not in sheet.columns]
    columns = ", ".join(f'o."{column}"' for column in missing)
    keys = " AND ".join(f't."{column}" = o."{column}"' for column in sheet.row_key)
    for rows in ("ever", "latest"):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {rows}_{name} AS SELECT t.* REPLACE (coalesce(o.row_country, t.row_country) "
            f"AS row_country), {columns} FROM {rows}_{name} t "
            f"LEFT JOIN latest_{sheet.takes_from} o ON t.as_of = o.as_of AND {keys}"
        )
