"""Writes the store anew: what is taken out of it is in no block of the file any more, or nothing has happened.

DuckDB keeps what was deleted in its file until the blocks are used again. So the store is copied, the copy is changed,
what is left of it is copied into a fresh file, and this takes the store's place in one step.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from etl.home import Home
from etl.store import BUSY, StoreBusy
from etl.store_file import Engine, expect_fitting
from etl.store_key import key_of
from etl.to_disk import bring_to_disk

_WAIT_SECONDS = 60
# A name with a dot in front is no store; what an interrupted erasure left is removed by the next one.
_PART = ".erasing-"


@contextmanager
def rewritten(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a copy of the store; when the block ends well, the copy takes its place. Nobody writes meanwhile.

    Raises StoreBusy; on any error the store is as it was.
    """
    try:
        with FileLock(str(home.lock_path), timeout=_WAIT_SECONDS):
            drop_parts(home)
            try:
                yield from _through_a_copy(home)
            finally:
                drop_parts(home)
    except Timeout as error:
        raise StoreBusy(BUSY) from error


def drop_parts(home: Home) -> None:
    """Remove the copies of an erasure that was interrupted: they hold what was to go."""
    for path in home.store_path.parent.glob(f"{_PART}*"):
        path.unlink(missing_ok=True)


def _through_a_copy(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    store, key = home.store_path, key_of(home)
    expect_fitting(store, key)
    copy, fresh = (store.with_name(f"{_PART}{name}.duckdb") for name in ("copy", "fresh"))
    with Engine.open() as engine:
        source, changed = engine.attach(store, key), engine.attach(copy, key)
        _copy(engine, source, changed)
        engine.detach(source)
        engine.connection.execute(f"USE {changed}")
        engine.connection.begin()
        try:
            yield engine.connection
        except BaseException:
            engine.connection.rollback()
            raise
        engine.connection.commit()
        _copy(engine, changed, engine.attach(fresh, key))
    _swap(fresh, store)


def _copy(engine: Engine, source: str, target: str) -> None:
    engine.connection.execute(f"COPY FROM DATABASE {source} TO {target}")


def _swap(fresh: Path, store: Path) -> None:
    bring_to_disk(fresh)
    fresh.replace(store)
    # A new name is safe once its folder is on the disk as well.
    bring_to_disk(store.parent)
    # Its log belongs to the file that is gone; detaching has emptied it.
    store.with_name(f"{store.name}.wal").unlink(missing_ok=True)
