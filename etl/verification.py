"""The second calculation at a release: what it is given, read straight from the store's own rows."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import duckdb

from etl.schema import table_name
from etl.second import Verification, World, calculate_again, compare
from etl.second.due import Received, due_reports
from etl.store import Store, fetch_dicts

Row = dict[str, Any]


def verify_release(
    store: Store, taken_in: duckdb.DuckDBPyConnection, figures: Iterable[Mapping[str, Any]], until: int, is_draft: bool
) -> Verification:
    """Calculate the release again and compare; `taken_in` says which workbooks it was made from (table `reported`)."""
    world = read_world(store, taken_in, until, is_draft)
    return compare(figures, calculate_again(world), store.definitions.source)


def read_world(store: Store, taken_in: duckdb.DuckDBPyConnection, until: int, is_draft: bool) -> World:
    """Everything that a release is made from, as it stands in the store."""
    found = fetch_dicts(taken_in, "SELECT partner_code, month, submission_id FROM reported ORDER BY ALL")
    # A partner that was struck from the registry counts no more (one that left has a last month there).
    workbooks = [one for one in found if store.definitions.partner(one["partner_code"])]
    with store.open() as connection:
        received = connection.execute("SELECT partner_code, month, received_at FROM submission").fetchall()
        world = World(
            source=store.definitions.source,
            rows={sheet: _rows(connection, sheet, workbooks) for sheet in store.definitions.workbook.sheets},
            reported=[(one["partner_code"], one["month"]) for one in workbooks],
            due=[],
            merges=fetch_dicts(connection, "SELECT * FROM merge_decision ORDER BY merge_id"),
            ledger=fetch_dicts(connection, "SELECT * FROM ledger_entry ORDER BY ALL"),
            closings_done=_closings_done(connection),
            frozen=_frozen_figures(connection),
            released_until=_released_until(connection),
            until=until,
            as_of=store.home.today(),
            is_draft=is_draft,
            erased=frozenset(unit for (unit,) in connection.execute("SELECT unit FROM erased_unit").fetchall()),
        )
    days: list[Received] = [(partner, month, moment.date()) for partner, month, moment in received]
    return replace(world, due=due_reports(world, days))


def _closings_done(connection: duckdb.DuckDBPyConnection) -> dict[int, int | None]:
    return {
        row["closing"]: row["shown_as"] for row in fetch_dicts(connection, "SELECT closing, shown_as FROM closing_done")
    }


def _frozen_figures(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    rows = fetch_dicts(connection, "SELECT figure FROM closed_figure ORDER BY closing, rowid")
    return [json.loads(row["figure"]) for row in rows]


def _released_until(connection: duckdb.DuckDBPyConnection) -> int:
    newest = connection.execute("SELECT coalesce(max(month), 0) FROM release WHERE NOT is_draft").fetchone()
    return newest[0] if newest else 0


def _rows(connection: duckdb.DuckDBPyConnection, sheet: str, workbooks: list[Row]) -> list[Row]:
    """The rows of a sheet as they were stored, each with the partner and month of its workbook."""
    of_workbook = {one["submission_id"]: one for one in workbooks}
    rows = fetch_dicts(connection, f"SELECT * FROM {table_name(sheet)}")
    return [row | of_workbook[row["submission_id"]] for row in rows if row["submission_id"] in of_workbook]
