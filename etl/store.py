"""The store: one append-only DuckDB file, opened for short transactions under a lock between processes.

The only module that opens it. A correction is a new revision, never an update; "current" is a view.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from etl.home import Home
from etl.schema import OWN_TABLES, build_statements, sheet_columns, table_name
from indicators.load import Definitions

_WAIT_SECONDS = 60
_ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
    "TIMESTAMP": pa.timestamp("us"),
}


class StoreBusy(Exception):
    """Another process holds the store for longer than anybody should."""


@dataclass(frozen=True)
class Store:
    """Access to the store of a home."""

    home: Home
    definitions: Definitions

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection inside one transaction: committed at the end, rolled back on any error."""
        try:
            with FileLock(str(self.home.lock_path), timeout=_WAIT_SECONDS):
                # One thread: transactions are short, and starting more costs more than they save.
                connection = duckdb.connect(str(self.home.store_path), config={"threads": 1})
                try:
                    yield from self._in_transaction(connection)
                finally:
                    connection.close()
        except Timeout as error:
            raise StoreBusy("Another program has been using the data for a minute. Try again in a moment.") from error

    def _in_transaction(self, connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
        connection.begin()
        try:
            if not _has_tables(connection):
                for statement in build_statements(self.definitions):
                    connection.execute(statement)
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def commit_part(connection: duckdb.DuckDBPyConnection) -> None:
    """Commit what was done so far and begin the next transaction of the same opening: opening costs more than it."""
    connection.commit()
    connection.begin()


def _has_tables(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute("SELECT count(*) FROM duckdb_views() WHERE view_name = 'lock_now'").fetchone()
    return bool(found and found[0])


def append_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Append rows to one of the product's own tables; a column that a row lacks is null."""
    columns = dict(part.strip().split(" ") for part in OWN_TABLES[table].split(","))
    _append(connection, table, columns, rows)


def append_sheet(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, sheet: str, rows: Iterable[dict[str, Any]]
) -> None:
    """Append the rows of a sheet."""
    _append(connection, table_name(sheet), sheet_columns(definitions, sheet), rows)


def _append(
    connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], rows: Iterable[dict[str, Any]]
) -> None:
    # Through Arrow: `executemany` takes a second for a thousand rows.
    listed = list(rows)
    if not listed:
        return
    fields = [pa.field(name, _ARROW[kind]) for name, kind in columns.items()]
    names = [field.name for field in fields]
    batch = pa.Table.from_pylist([{name: row.get(name) for name in names} for row in listed], schema=pa.schema(fields))
    connection.register("_incoming", batch)
    quoted = ", ".join(f'"{name}"' for name in names)
    connection.execute(f"INSERT INTO {table} ({quoted}) SELECT {quoted} FROM _incoming")
    connection.unregister("_incoming")


def fetch_dicts(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: list[Any] | None = None
) -> list[dict[str, Any]]:
    """Rows of a query as dictionaries."""
    cursor = connection.execute(query, parameters or [])
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def as_store_time(moment: datetime) -> datetime:
    """A moment as the store keeps it: UTC without a zone."""
    return moment.replace(tzinfo=None)
