"""Copies the accepted rows of the store into an in-memory database for the calculation, in one short transaction."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from etl.merge_decision import lay_over, read_merges
from etl.schema import submissions_at, table_name
from etl.store import Store
from indicators.load import Definitions


def copy_accepted(
    store: Store, until: int, moment: datetime | None = None, partner: str | None = None
) -> duckdb.DuckDBPyConnection:
    """Tables `rows_<SHEET>` and `reported`: the newest accepted workbook of each partner and month up to `until`.

    What the coordinator has merged reads as one; the store's own rows stay as they were sent. With a past `moment` all
    this as it was known then; with a `partner` its own rows and no others.
    """
    tables: dict[str, pa.Table] = {}
    submissions = submissions_at(moment)
    own, asked = ("", [until]) if partner is None else (" AND s.partner_code = ?", [until, partner])
    with store.open() as source:
        for sheet in store.definitions.workbook.sheets:
            query = (
                f"SELECT s.partner_code, s.month, {_own_columns(store.definitions, sheet)} "
                f"FROM {table_name(sheet)} t JOIN {submissions} s "
                f"USING (submission_id) WHERE s.state = 'accepted' AND s.month <= ?{own}"
            )
            tables[f"rows_{sheet}"] = source.execute(query, asked).to_arrow_table()
        tables["reported"] = source.execute(
            "SELECT partner_code, month, submission_id "
            f"FROM {submissions} s WHERE state = 'accepted' AND month <= ?{own}",
            asked,
        ).to_arrow_table()
        merges = read_merges(source, moment)
    connection = _in_memory(tables)
    lay_over(connection, store.definitions, merges)
    return connection


def _own_columns(definitions: Definitions, sheet: str) -> str:
    """All columns of a sheet's table but those that the submission says, too."""
    clash = [name for name in ("partner_code", "month") if name in definitions.workbook.sheets[sheet].columns]
    return f"t.* EXCLUDE ({', '.join(clash)})" if clash else "t.*"


def _in_memory(tables: dict[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    # No temporary directory: rows of the store that DuckDB puts aside on a disk would lie there plain.
    connection = duckdb.connect(":memory:", config={"temp_directory": ""})
    for name, table in tables.items():
        connection.register("_incoming", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM _incoming")
        connection.unregister("_incoming")
    return connection


def add_due(connection: duckdb.DuckDBPyConnection, reporting: Iterable[dict[str, Any]], as_of: date) -> None:
    """Table `due`: each partner and month whose due day has come, and whether the workbook was in time."""
    connection.execute("CREATE TABLE due (partner_code VARCHAR, month INTEGER, is_on_time BOOLEAN)")
    rows = [
        [row["partner_code"], int(row["month"][1:]), bool(row["is_on_time"])]
        for row in reporting
        if row["is_expected"] and row["due_on"] <= as_of
    ]
    if rows:
        connection.executemany("INSERT INTO due VALUES (?, ?, ?)", rows)


def reported_months(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> dict[str, frozenset[int]]:
    """Months with an accepted workbook, by partner."""
    found: dict[str, set[int]] = {partner.code: set() for partner in definitions.partners}
    for partner, month in connection.execute("SELECT partner_code, month FROM reported").fetchall():
        found.setdefault(partner, set()).add(month)
    return {partner: frozenset(months) for partner, months in found.items()}
