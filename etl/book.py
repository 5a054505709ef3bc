"""The ledger book in the store: read before a release, added to after it, never changed."""

import json
from collections.abc import Iterable
from typing import Any

import duckdb

from etl.store import append_rows, fetch_dicts
from indicators.disclosure.book import Book, Entry
from indicators.disclosure.closings import Due

_COLUMNS = {
    "indicator": "indicator_code",
    "block": "block",
    "closing": "closing",
    "unit": "unit",
    "partner": "partner_code",
    "category": "category",
    "part": "part",
    "amount": "amount",
}


def read_book(connection: duckdb.DuckDBPyConnection) -> Book:
    """Every block that was ever closed, whatever became of the release that closed it."""
    columns = ", ".join(f"{column} AS {name}" for name, column in _COLUMNS.items())
    entries = fetch_dicts(connection, f"SELECT {columns} FROM ledger_entry ORDER BY ALL")
    done = fetch_dicts(connection, "SELECT closing, shown_as FROM closing_done")
    frozen: dict[int, list[dict[str, Any]]] = {}
    for row in fetch_dicts(connection, "SELECT closing, figure FROM closed_figure"):
        frozen.setdefault(row["closing"], []).append(json.loads(row["figure"]))
    newest = connection.execute("SELECT coalesce(max(month), 0) FROM release WHERE NOT is_draft").fetchone()
    return Book(
        entries=tuple(Entry(**entry) for entry in entries),
        done={row["closing"]: row["shown_as"] for row in done},
        frozen={closing: tuple(rows) for closing, rows in frozen.items()},
        released_until=newest[0] if newest else 0,
        erased=frozenset(unit for (unit,) in connection.execute("SELECT unit FROM erased_unit").fetchall()),
    )


def append_book(
    connection: duckdb.DuckDBPyConnection,
    release_id: str,
    before: Book,
    after: Book,
    due: Due,
    figures: Iterable[dict[str, Any]],
) -> None:
    """Keep what a release closed: its new entries, the closings it dealt with and their class A rows."""
    new = after.entries[len(before.entries) :]
    rows = [
        {"release_id": release_id} | {column: getattr(entry, name) for name, column in _COLUMNS.items()}
        for entry in new
    ]
    append_rows(connection, "ledger_entry", rows)
    closings = sorted(set(after.done) - set(before.done))
    append_rows(
        connection,
        "closing_done",
        [{"release_id": release_id, "closing": one, "shown_as": after.done[one]} for one in closings],
    )
    append_rows(connection, "closed_figure", _frozen(release_id, closings, figures))


def _frozen(release_id: str, closings: list[int], figures: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    codes = {f"M{closing:02d}": closing for closing in closings}
    return [
        {"release_id": release_id, "closing": codes[row["month"]], "figure": json.dumps(row)}
        for row in figures
        if row["class"] == "A" and row["month"] in codes
    ]
