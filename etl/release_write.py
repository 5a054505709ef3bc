"""Writing of a release file: only figures that passed the gate, and facts of things."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.release_schema import FACT, TABLES
from etl.store import fetch_dicts
from indicators.conditions import condition
from indicators.load import Definitions
from indicators.model.indicator import Share
from indicators.periods import month_code

_ARROW = {
    "VARCHAR": pa.string(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
}


def write_release(
    path: Path, tables: Mapping[str, list[dict[str, Any]] | pa.Table], facts: dict[str, pa.Table]
) -> None:
    """Write a release file from rows or Arrow tables; it is complete and closed when this returns."""
    with duckdb.connect(":memory:") as connection:
        # Small blocks: a release of many small tables takes a sixth of the space.
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS written (BLOCK_SIZE 16384)")
        connection.execute("USE written")
        for name, columns in TABLES.items():
            _create(connection, name, _as_table(tables.get(name, []), columns))
        for name, table in facts.items():
            _create(connection, name, table)
        connection.execute("CHECKPOINT written")
        connection.execute("USE memory")
        connection.execute("DETACH written")


def write_afresh(path: Path) -> None:
    """Copy a release that was written to more than once into a file without free blocks, which may hold what was."""
    fresh = path.with_name(f"{path.name}.fresh")
    with duckdb.connect(":memory:") as connection:
        old, new = (str(one).replace("'", "''") for one in (path, fresh))
        connection.execute(f"ATTACH '{old}' AS written (READ_ONLY)")
        connection.execute(f"ATTACH '{new}' AS fresh (BLOCK_SIZE 16384)")
        connection.execute("COPY FROM DATABASE written TO fresh")
        connection.execute("CHECKPOINT fresh")
        connection.execute("DETACH fresh")
        connection.execute("DETACH written")
    fresh.replace(path)


def _as_table(rows: list[dict[str, Any]] | pa.Table, columns: dict[str, tuple[str, str]]) -> pa.Table:
    schema = pa.schema([pa.field(column, _ARROW[kind]) for column, (kind, _meaning) in columns.items()])
    if isinstance(rows, pa.Table):
        return rows.select(list(columns)).cast(schema)
    return pa.Table.from_pylist([{column: row.get(column) for column in columns} for row in rows], schema=schema)


def _create(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register("_incoming", table)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM _incoming")
    connection.unregister("_incoming")


def read_facts(connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int) -> dict[str, pa.Table]:
    """Facts behind class C: every row of things that counts or ever counted, released columns only.

    `counts_from` and `counts_to` say in which months: of a joint event a guest's row counts until the host's comes.
    """
    facts = {}
    for name, sheet in definitions.workbook.sheets.items():
        if sheet.fact is None:
            continue
        columns = [
            f"{_month_sql(quoted)} AS {quoted}" if spec.type == "month" else quoted
            for quoted, spec in ((f'"{column}"', spec) for column, spec in sheet.columns.items())
            if spec.is_released
        ]
        row = "submission_id, row_number"
        query = (
            f"WITH every AS (SELECT * FROM ever_{name} WHERE as_of <= $until "
            f"QUALIFY row_number() OVER (PARTITION BY {row} ORDER BY as_of DESC) = 1), "
            f"span AS (SELECT {row}, min(as_of) AS first, nullif(max(as_of), $until) AS last FROM latest_{name} "
            f"WHERE as_of <= $until GROUP BY ALL) "
            f"SELECT partner_code, {_month_sql('row_month')} AS month, {row}, "
            f"{_month_sql('first')} AS counts_from, {_month_sql('last')} AS counts_to, {', '.join(columns)} "
            f"FROM every LEFT JOIN span USING ({row}) ORDER BY ALL"
        )
        facts[sheet.fact] = connection.execute(query, {"until": until}).to_arrow_table()
    return facts


def _month_sql(number: str) -> str:
    return f"'M' || lpad({number}::VARCHAR, 2, '0')"


def dictionary_rows(definitions: Definitions) -> list[dict[str, Any]]:
    """The data dictionary: every column of every table, the facts' included."""
    rows = [
        {"table_name": table, "column_name": column, "type": kind, "meaning": meaning}
        for table, columns in TABLES.items()
        for column, (kind, meaning) in columns.items()
    ]
    for sheet in definitions.workbook.sheets.values():
        if sheet.fact:
            rows += [
                {"table_name": sheet.fact, "column_name": column, "type": kind, "meaning": meaning}
                for column, (kind, meaning) in FACT.items()
            ]
            rows += [
                {
                    "table_name": sheet.fact,
                    "column_name": column,
                    "type": spec.type,
                    "meaning": " ".join(part for part in (f"{spec.label}.", spec.help) if part),
                }
                for column, spec in sheet.columns.items()
                if spec.is_released
            ]
    return rows


def definition_rows(definitions: Definitions) -> list[dict[str, Any]]:
    """The definitions that the figures were made with, as text."""
    return [
        {"definition_version": definitions.version, "file": f"{name}.yaml", "text": text}
        for name, text in definitions.source.items()
    ]


def milestone_rows(connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int) -> list[dict[str, Any]]:
    """Each planned deliverable with its newest reported state."""
    newest = _newest_deliverables(connection, definitions, until)
    rows = []
    for one in definitions.deliverables:
        due = definitions.periods.parse(one.due_month) or 0
        found = newest.get(one.code, {})
        submitted, is_due = found.get("submitted_on"), due <= until
        rows.append(
            {
                "deliverable_code": one.code,
                "deliverable_name": one.name,
                "lead": one.lead,
                "due_month": one.due_month,
                "deliverable_state": found.get("deliverable_state"),
                "progress_pct": found.get("progress_pct"),
                "submitted_on": submitted,
                "is_due": is_due,
                "is_on_time": (submitted is not None and submitted <= definitions.periods.last_day(due))
                if is_due
                else None,
            }
        )
    return rows


def _newest_deliverables(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int
) -> dict[str, dict[str, Any]]:
    for name, sheet in definitions.workbook.sheets.items():
        if sheet.prefill and sheet.prefill.source == "deliverables":
            found = fetch_dicts(connection, f"SELECT * FROM latest_{name} WHERE as_of = ?", [until])
            return {row[sheet.row_key[0]]: row for row in found}
    return {}


def centre_rows(connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int) -> list[dict[str, Any]]:
    """Centres as counts by country and wave only, never by code, from the survey that shares are calculated from."""
    for indicator in definitions.indicators:
        if isinstance(indicator.calculation, Share):
            query = (
                f'SELECT as_of, row_country, "{indicator.calculation.wave}", count(*) FROM latest_{indicator.sheet} '
                f"WHERE as_of <= ? AND {condition(indicator.calculation)} GROUP BY ALL ORDER BY ALL"
            )
            return [
                {"month": month_code(as_of), "country": country, "wave": wave, "validated_n": n}
                for as_of, country, wave, n in connection.execute(query, [until]).fetchall()
            ]
    return []
