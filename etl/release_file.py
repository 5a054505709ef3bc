"""Released files: which there are, and reading one of them.

The reader can open nothing but the one file: no other file, no ATTACH, no COPY, no change of its settings.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from etl.errors import UserError
from etl.home import Home
from etl.release_schema import FIGURE, TABLES
from indicators.periods import month_number
from indicators.texts import N_

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

LATEST = "latest"
_SUFFIX = ".duckdb"
# All read-only connections of one process to one file must have the same settings.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": False, "lock_configuration": True}


@dataclass(frozen=True)
class ReleaseInfo:
    """What identifies a release; `month` is the number of its last month, `as_of` the day up to which data came in."""

    release_id: str
    month: int
    as_of: date
    is_draft: bool
    is_synthetic: bool
    supersedes: str | None
    reason: str | None
    path: Path
    is_superseded: bool = False

    @property
    def is_in_force(self) -> bool:
        """Is it what readers go by: no draft, and not replaced?"""
        return not self.is_draft and not self.is_superseded


class ReleaseFile:
    """One release, read-only; every table as a data frame of its own that the reader may change."""

    def __init__(self, path: Path | str) -> None:
        """Open nothing yet; raises UserError when there is no such file."""
        self.path = Path(path)
        self._stamp = _stamp(self.path)

    @cached_property
    def info(self) -> ReleaseInfo:
        """Which release this is (whether another one replaced it only `list_releases` can say)."""
        return _read_info(self.path, self._stamp)

    @property
    def release_id(self) -> str:
        """The id of the release."""
        return self.info.release_id

    def about(self) -> dict[str, Any]:
        """The one row of the table `release`, nulls as None."""
        return dict(_read_front(self.path, self._stamp)[0])

    def tables(self) -> tuple[str, ...]:
        """Names of all tables, in alphabetical order."""
        return _read_front(self.path, self._stamp)[1]

    def fact_tables(self) -> tuple[str, ...]:
        """Names of the tables of facts, from which figures of class B and C can be recomputed."""
        return tuple(name for name in self.tables() if name not in TABLES or name in ("pool", "centre_count"))

    def table(self, name: str) -> "pd.DataFrame":
        """A table as a data frame; raises UserError when the release has none of that name."""
        self._expect(name)
        # Copy-on-write: the cached frame stays as it is, whatever the caller does to this one.
        return _read_frame(self.path, self._stamp, name).copy(deep=False)

    def arrow(self, name: str) -> "pa.Table":
        """A table with the exact types of the file; raises UserError when the release has none of that name."""
        kept = _kept_arrows(self.path, self._stamp)
        if name not in kept:
            # What else opens the file meanwhile shares this opening, which is slower than reading most tables.
            with open_read_only(self.path) as connection:
                self._expect(name)
                kept[name] = connection.execute(f'SELECT * FROM "{name}"').to_arrow_table()
        return kept[name]

    def arrows(self) -> "dict[str, pa.Table]":
        """All tables by name with the exact types of the file, read at once."""
        with open_read_only(self.path):
            return {name: self.arrow(name) for name in self.tables()}

    def columns(self) -> dict[str, tuple[str, ...]]:
        """Names of all tables' columns, in their order."""
        return dict(_read_columns(self.path, self._stamp))

    def figures(self, **wanted: str) -> "pd.DataFrame":
        """The figures, kept to the given columns' values, for instance breakdown="total", month="M06"."""
        frame = self.table("figure")
        for column, value in wanted.items():
            if column not in FIGURE:
                raise UserError(
                    N_("Figures have no column {column}; they have {known}."), column=column, known=", ".join(FIGURE)
                )
            frame = frame[frame[column] == value]
        return frame

    def _expect(self, name: str) -> None:
        if name not in self.tables():
            raise UserError(
                N_("The release {release} has no table {table}; it has {known}."),
                release=self.path.stem,
                table=name,
                known=", ".join(self.tables()),
            )


def list_releases(home: Home) -> list[ReleaseInfo]:
    """All releases of a home, oldest reporting month first; one that a newer release replaces says so."""
    # Publishing writes beside and swaps: a name with a dot in front is not a release yet.
    paths = [path for path in home.releases.glob(f"*{_SUFFIX}") if not path.name.startswith(".")]
    found = [ReleaseFile(path).info for path in paths]
    # A draft closes nothing, so it replaces nothing either.
    replaced = {info.supersedes for info in found if info.supersedes and not info.is_draft}
    marked = [replace(info, is_superseded=info.release_id in replaced) for info in found]
    return sorted(marked, key=lambda info: (info.month, info.as_of, info.path.stat().st_mtime_ns, info.release_id))


def find_release(home: Home, release_id: str = LATEST) -> ReleaseFile:
    """The release of an id; `latest` is the newest that is neither a draft nor replaced. Raises UserError."""
    asked = home.releases / f"{release_id}{_SUFFIX}"
    # Another file that is damaged is no reason not to read this one.
    if asked.name == f"{release_id}{_SUFFIX}" and not asked.name.startswith(".") and asked.is_file():
        release = ReleaseFile(asked)
        if release.release_id == release_id:
            return release
    known = list_releases(home)
    if release_id == LATEST:
        current = [info for info in known if info.is_in_force]
        if not current:
            raise UserError(
                N_("There is no release yet in {folder}. Make one with: {command}"),
                folder=home.releases,
                command="wego publish --month M06",
            )
        return ReleaseFile(current[-1].path)
    names = ", ".join(info.release_id for info in known) or "–"
    raise UserError(N_("There is no release {release}. Known releases: {known}."), release=release_id, known=names)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        raise UserError(N_("There is no release file {path}. Name one of the folder of releases."), path=path) from None
    return status.st_mtime_ns, status.st_size


def _damaged(path: Path) -> UserError:
    return UserError(
        N_("{file} is not a readable release file. Restore it in {folder} from a backup."),
        file=path.name,
        folder=path.parent,
    )


@contextmanager
def open_read_only(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads this one file and can do nothing else; raises UserError for what is no release."""
    try:
        connection = duckdb.connect(str(path), read_only=True, config=_CONFIG)
    except duckdb.Error:
        raise _damaged(path) from None
    try:
        yield connection
    except duckdb.Error:
        raise _damaged(path) from None
    finally:
        connection.close()


# Releases are immutable, so what was read of one is kept; the stamp tells a file of the same name in a remade home.
@lru_cache(maxsize=512)
def _read_front(path: Path, stamp: tuple[int, int]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The row of the table `release`, and the names of all tables: whoever asks for one asks for the other next."""
    with open_read_only(path) as connection:
        cursor = connection.execute("SELECT * FROM release")
        names, rows = [column[0] for column in cursor.description or []], cursor.fetchall()
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY table_name").fetchall()
    if len(rows) != 1 or not set(TABLES["release"]) <= set(names):
        raise _damaged(path)
    return dict(zip(names, rows[0], strict=True)), tuple(table[0] for table in tables)


@lru_cache(maxsize=512)
def _read_info(path: Path, stamp: tuple[int, int]) -> ReleaseInfo:
    about, _tables = _read_front(path, stamp)
    if about["release_id"] != path.stem:
        raise UserError(
            N_("{file} holds the release {release}: give the file its own name back."),
            file=path.name,
            release=about["release_id"],
        )
    return ReleaseInfo(
        release_id=about["release_id"],
        month=month_number(about["month"]),
        as_of=date.fromisoformat(str(about["as_of"])[:10]),
        is_draft=bool(about["is_draft"]),
        is_synthetic=bool(about["is_synthetic"]),
        supersedes=about["supersedes"] or None,
        reason=about["reason"] or None,
        path=path,
    )


@lru_cache(maxsize=96)
def _read_columns(path: Path, stamp: tuple[int, int]) -> dict[str, tuple[str, ...]]:
    query = (
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() WHERE NOT internal GROUP BY 1"
    )
    with open_read_only(path) as connection:
        return {table: tuple(columns) for table, columns in sorted(connection.execute(query).fetchall())}


@lru_cache(maxsize=96)
def _read_frame(path: Path, stamp: tuple[int, int], name: str) -> "pd.DataFrame":
    with open_read_only(path) as connection:
        return connection.execute(f'SELECT * FROM "{name}"').df()


# Few releases at a time: the tables of one are some megabytes.
@lru_cache(maxsize=4)
def _kept_arrows(path: Path, stamp: tuple[int, int]) -> "dict[str, pa.Table]":
    """The tables that were read so far, to which each reading adds what it has read."""
    return {}
