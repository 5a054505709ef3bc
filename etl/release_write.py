"""Writing of a release file: only figures that passed the gate, and facts of things."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.release_schema import TABLES
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


def write_release(path: Path, tables: dict[str, list[dict[str, Any]]], facts: dict[str, pa.Table]) -> None:
    """Write a release file; it is complete and closed when this returns."""
    with duckdb.connect(":memory:") as connection:
        # Small blocks: a release of many small tables takes a sixth of the space.
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS written (BLOCK_SIZE 16384)")
        connection.execute("USE written")
        for name, columns in TABLES.items():
            schema = pa.schema([pa.field(column, _ARROW[kind]) for column, (kind, _meaning) in columns.items()])
            rows = [{column: row.get(column) for column in columns} for row in tables.get(name, ())]
            _create(connection, name, pa.Table.from_pylist(rows, schema=schema))
        for name, table in facts.items():
            _create(connection, name, table)
        connection.execute("CHECKPOINT written")
        connection.execute("USE memory")
        connection.execute("DETACH written")


def _create(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register("_incoming", table)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM _incoming")
    connection.unregister("_incoming")


def read_facts(connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int) -> dict[str, pa.Table]:
    """Facts behind class C: the counted rows of things, released columns only, with partner and reporting month."""
    facts = {}
    for name, sheet in definitions.workbook.sheets.items():
        if sheet.fact is None:
            continue
        columns = [
            f"'M' || lpad(\"{column}\"::VARCHAR, 2, '0') AS \"{column}\"" if spec.type == "month" else f'"{column}"'
            for column, spec in sheet.columns.items()
            if spec.is_released
        ]
        month = "'M' || lpad(row_month::VARCHAR, 2, '0') AS month"
        query = f"SELECT partner_code, {month}, {', '.join(columns)} FROM ever_{name} WHERE as_of = ? ORDER BY ALL"
        facts[sheet.fact] = connection.execute(query, [until]).to_arrow_table()
    return facts


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
                {
                    "table_name": sheet.fact,
                    "column_name": "partner_code",
                    "type": "string",
                    "meaning": "who reported it",
                },
                {"table_name": sheet.fact, "column_name": "month", "type": "month", "meaning": "reporting month"},
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


def framework_rows(definitions: Definitions) -> dict[str, list[dict[str, Any]]]:
    """Indicators, objectives and partners as tables."""
    return {
        "indicator": [
            _indicator_row(definitions, code.code, position) for position, code in enumerate(definitions.indicators)
        ],
        "objective": [
            {
                "objective": one.code,
                "objective_name": one.name,
                "is_general": one.is_general,
                "position": position,
            }
            for position, one in enumerate(definitions.objectives)
        ],
        "partner": [
            {
                "partner_code": one.code,
                "partner_name": one.name,
                "country": one.country,
                "from_month": one.from_month,
                "to_month": one.to_month,
                "does_not_deliver": ";".join(one.does_not_deliver),
            }
            for one in definitions.partners
        ],
    }


def _indicator_row(definitions: Definitions, code: str, position: int) -> dict[str, Any]:
    indicator, target = definitions.indicator(code), definitions.target(code)
    return {
        "indicator_code": code,
        "indicator_name": indicator.name,
        "level": indicator.level,
        "objective": indicator.objective,
        "definition": indicator.definition,
        "unit": indicator.unit,
        "type": indicator.type,
        "decimals": indicator.decimals,
        "class": indicator.disclosure_class,
        "baseline": indicator.baseline.value,
        "target": target.value,
        "target_state": target.state,
        "target_source": target.source,
        "planned_path": json.dumps(target.planned_path),
        "means_of_verification": indicator.means_of_verification,
        "criterion": indicator.criterion,
        "position": position,
    }


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


def provenance_rows(figures: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Class A: closing only; who stands behind a figure about women is never told."""
    return [
        {
            "indicator_code": row["indicator_code"],
            "month": row["month"],
            "breakdown": row["breakdown"],
            "category": row["category"],
            "submission_id": None,
            "closing": row["month"],
        }
        for row in figures
        if row["class"] == "A" and row["state"] == "value"
    ]
