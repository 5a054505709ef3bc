"""The store: one append-only DuckDB file, opened for short transactions under a lock between processes.

The only way in. A correction is a new revision, never an update; "current" is a view. Encryption: `etl.store_file`.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa
from filelock import FileLock, Timeout

from etl.errors import UserError
from etl.home import Home
from etl.schema import build_statements, digest_shape, own_columns, sheet_columns, table_name
from etl.store_file import attached
from etl.store_key import key_of
from indicators.load import Definitions
from indicators.texts import N_

_WAIT_SECONDS = 60
# Bytes of a DuckDB file that hold its main header and the two that count checkpoints.
_HEADERS = 3 * 4096
_ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "BOOLEAN": pa.bool_(),
    "TIMESTAMP": pa.timestamp("us"),
}


BUSY = N_("Another program has been using the data for a minute. Try again in a moment.")


class StoreBusy(UserError):
    """Another process holds the store for longer than anybody should."""

    exit_code = 1


@dataclass(frozen=True)
class Store:
    """Access to the store of a home."""

    home: Home
    definitions: Definitions

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection inside one transaction: committed at the end, rolled back on any error."""
        key = key_of(self.home)
        try:
            with (
                FileLock(str(self.home.lock_path), timeout=_WAIT_SECONDS),
                attached(self.home.store_path, key) as connection,
            ):
                yield from self._in_transaction(connection)
        except Timeout as error:
            raise StoreBusy(BUSY) from error

    def version(self) -> bytes:
        """What tells one state of the store from another without opening it: it differs after every commit.

        The two headers of a DuckDB file count its checkpoints, and a commit that has not come so far lies in the log
        beside it: so two writes within one tick of the file system's clock are told apart as well.
        """
        parts = []
        for path in (self.home.store_path, self.home.store_path.with_name(self.home.store_path.name + ".wal")):
            try:
                with path.open("rb") as file:
                    about = os.fstat(file.fileno())
                    parts.append(f"{about.st_ino} {about.st_size} {about.st_mtime_ns} ".encode())
                    parts.append(file.read(_HEADERS))
            except FileNotFoundError:
                parts.append(b"none ")
        return b"".join(parts)

    def _in_transaction(self, connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
        connection.begin()
        try:
            _bring_up(connection, self.definitions)
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def commit_part(connection: duckdb.DuckDBPyConnection) -> None:
    """Commit what was done so far and begin the next transaction of the same opening: opening costs more than it."""
    connection.commit()
    connection.begin()


def _bring_up(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> None:
    """Make the tables, or add what the definitions have gained since."""
    digest = digest_shape(definitions)
    if _has_shape(connection, digest):
        return
    existing: dict[str, set[str]] = {}
    # Of this store alone: another thread may have another home open in the same engine.
    query = "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = current_database()"
    for table, column in connection.execute(query).fetchall():
        existing.setdefault(table, set()).add(column)
    for statement in build_statements(definitions, existing):
        connection.execute(statement)
    append_rows(connection, "store_shape", [{"digest": digest}])


def _has_shape(connection: duckdb.DuckDBPyConnection, digest: str) -> bool:
    try:
        return bool(connection.execute("SELECT 1 FROM store_shape WHERE digest = ?", [digest]).fetchone())
    except duckdb.CatalogException:
        return False


def append_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Append rows to one of the product's own tables; a column that a row lacks is null."""
    _append(connection, table, own_columns(table), rows)


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


@contextmanager
def planned_as_written(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Queries that are run as they stand: for plain scans of small tables the optimizer takes longer than the scan."""
    connection.execute("PRAGMA disable_optimizer")
    try:
        yield
    finally:
        connection.execute("PRAGMA enable_optimizer")


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
