"""The file of the many small writes of several processes: access list, audit trail, requests; a SQLite file of its own.

Each table is append-only and stands in the module of its subject.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from etl.errors import UserError
from etl.home import Home
from indicators.texts import N_

METADATA = sql.MetaData()
_WAIT_SECONDS = 30


@contextmanager
def open_access_file(home: Home) -> Iterator[sql.Connection]:
    """A connection inside one transaction; raises UserError when the file can't be used."""
    path = home.access_path
    _make_private(path)
    try:
        with _engine(path).begin() as connection:
            _make_missing_tables(connection)
            yield connection
    except DatabaseError as error:
        raise UserError(
            N_(
                "The access list {path} can't be used ({fault}). Try again in a moment; "
                "if it stays so, restore it from a backup."
            ),
            path=path,
            fault=error.orig,
        ) from None


def _make_missing_tables(connection: sql.Connection) -> None:
    """Looked for each time: a home may be emptied, or restored from a backup, under a running dashboard."""
    known = set(sql.inspect(connection).get_table_names())
    for table in METADATA.sorted_tables:
        if table.name not in known:
            # Another process may make it at the same moment.
            connection.execute(sql.schema.CreateTable(table, if_not_exists=True))


def _make_private(path: Path) -> None:
    # For the owner alone from its first byte; SQLite gives the files that it makes beside it the same rights.
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


@lru_cache(maxsize=64)
def _engine(path: Path) -> sql.Engine:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # No pool: opening takes less than a millisecond, and a file that is not held open can be backed up and replaced.
    engine = sql.create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": _WAIT_SECONDS})
    sql.event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
