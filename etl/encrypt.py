"""Moves the store into an encrypted file, or into one with another key; at every moment one whole store stands there.

The copy is made beside, read again from the disk, compared table by table, and takes the old one's place in one step.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from etl.errors import UserError
from etl.home import Home
from etl.pending import seal_pending
from etl.store import BUSY, StoreBusy
from etl.store_file import Engine, StoreLocked, is_encrypted
from etl.store_key import StoreKey
from etl.to_disk import bring_to_disk
from indicators.texts import N_

_WAIT_SECONDS = 60
_BLOCK = 1 << 20

Digests = dict[str, tuple[Any, ...]]


class CopyDiffers(UserError):
    """The copy is not what the store holds."""

    exit_code = 1


@dataclass(frozen=True)
class Encrypted:
    """What was done: tables and rows that moved (none if the store has this key already), waiting files sealed."""

    tables_n: int
    rows_n: int
    waiting_n: int


def encrypt_home(home: Home, key: StoreKey, old: StoreKey | None = None) -> Encrypted:
    """Give the store and the waiting workbooks of a home this key; `old` is the one they have now, None if none.

    A second call finishes what a first one could not. Raises UserError; then the store is as it was.
    """
    try:
        with FileLock(str(home.lock_path), timeout=_WAIT_SECONDS):
            digests = {} if _has_key(home.store_path, key, old) else _move(home.store_path, key, old)
    except Timeout:
        raise StoreBusy(BUSY) from None
    waiting = seal_pending(home, key, old)
    return Encrypted(len(digests), sum(row_n for row_n, *_ in digests.values()), waiting)


def _has_key(path: Path, key: StoreKey, old: StoreKey | None) -> bool:
    """Is there nothing to move: no store yet, or one that this key opens?"""
    found = is_encrypted(path)
    if not found:
        return found is None and not path.exists()
    try:
        with Engine.open() as engine:
            engine.attach(path, key, is_read_only=True)
        return True
    except StoreLocked:
        if old is None:
            told = N_("The store {file} has another key. Name the file that holds it: {command}")
            raise StoreLocked(told, file=path, command="wego encrypt --old-key-file FILE") from None
        return False


def _move(path: Path, key: StoreKey, old: StoreKey | None) -> Digests:
    fresh = path.with_name(f".{path.name}.fresh")
    _remove(fresh)
    try:
        digests = _copy(path, old if is_encrypted(path) else None, fresh, key)
        _swap(path, fresh)
    finally:
        _remove(fresh)
    return digests


def _copy(path: Path, old: StoreKey | None, fresh: Path, key: StoreKey) -> Digests:
    with Engine.open() as engine:
        source = engine.attach(path, old)
        target = engine.attach(fresh, key)
        engine.connection.execute(f"COPY FROM DATABASE {source} TO {target}")
        engine.detach(target)
        # What is compared is what lies on the disk.
        target = engine.attach(fresh, key, is_read_only=True)
        digests = _digests(engine.connection, source)
        if digests != _digests(engine.connection, target):
            told = N_("The encrypted copy of {file} is not what the store holds. Nothing was changed; try again.")
            raise CopyDiffers(told, file=path)
    return digests


def _digests(connection: duckdb.DuckDBPyConnection, name: str) -> Digests:
    """Rows, shape and a digest of the content of each table; of each view its text."""
    query = (
        "SELECT table_name, string_agg(column_name || ' ' || data_type, ',' ORDER BY column_index) "
        "FROM duckdb_columns() WHERE database_name = ? AND table_name IN "
        "(SELECT table_name FROM duckdb_tables() WHERE database_name = ?) GROUP BY table_name ORDER BY table_name"
    )
    found: Digests = {}
    for table, shape in connection.execute(query, [name, name]).fetchall():
        content = f'SELECT count(*), sum(hash(t)), bit_xor(hash(t)) FROM {name}."{table}" t'
        rows = connection.execute(content).fetchone() or (0,)
        found[table] = (*rows, shape)
    views = "SELECT view_name, 0, sql FROM duckdb_views() WHERE database_name = ? AND NOT internal"
    return found | {view: tuple(about) for view, *about in connection.execute(views, [name]).fetchall()}


def _swap(path: Path, fresh: Path) -> None:
    """The new file in the old one's place, in one step; what lies where the old one lay is overwritten."""
    with path.open("r+b") as old:
        bring_to_disk(fresh)
        fresh.replace(path)
        bring_to_disk(path.parent)
        # A further link means that somebody keeps the file elsewhere, a backup for instance: not ours to empty.
        if os.fstat(old.fileno()).st_nlink == 0:
            for _ in range(0, os.fstat(old.fileno()).st_size, _BLOCK):
                old.write(bytes(_BLOCK))
            old.flush()
            os.fsync(old.fileno())


def _remove(fresh: Path) -> None:
    for path in (fresh, fresh.with_name(f"{fresh.name}.wal")):
        path.unlink(missing_ok=True)
