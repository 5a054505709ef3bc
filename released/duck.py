"""The release file itself (DuckDB), where the package `duckdb` is installed; everything else works without it."""

from pathlib import Path
from typing import Any

from released.data_package import NEEDED
from released.fault import ReleaseFault
from released.files import damaged
from released.table import Table

SUFFIX = ".duckdb"
# The reader can open nothing but the one file. Connections of one process to one file must have the same settings.
_CONFIG: dict[str, Any] = {"enable_external_access": False, "lock_configuration": True}


class DuckSource:
    """A release file."""

    def __init__(self, path: Path) -> None:
        """Reads the list of tables; raises ReleaseFault for what is no release."""
        self.path = path
        _, rows = self._query("SELECT table_name FROM duckdb_tables() ORDER BY table_name")
        self._tables = tuple(str(row[0]) for row in rows)
        if not set(NEEDED) <= set(self._tables):
            raise ReleaseFault(f"{path.name} is a DuckDB file, but not a release: it has no table of figures.")

    def tables(self) -> tuple[str, ...]:
        """Names of the tables."""
        return self._tables

    def read(self, name: str) -> Table:
        """A table; an empty text is None, as in the data package."""
        columns, rows = self._query(f'SELECT * FROM "{name}"')
        return Table(name, columns, (tuple(None if cell == "" else cell for cell in row) for row in rows))

    def labels(self, language: str) -> dict[tuple[str, str], str]:
        """Names by kind and code; the file has them in English alone."""
        named = {
            "objective": "objective",
            "result": "result",
            "partner": "partner_code",
            "milestone": "deliverable_code",
        }
        found: dict[tuple[str, str], str] = {}
        for table, code in named.items():
            name = code.removesuffix("_code") + "_name"
            rows = self.read(table) if table in self._tables else Table(table, (code, name))
            found |= {(name, row[code]): row[name] for row in rows if row[name]}
        return found

    def definitions(self) -> None:
        """None: the file holds them as YAML, which plain Python can't read (table `definition` has the text)."""

    def earlier_definitions(self) -> list[dict[str, Any]]:
        """None either."""
        return []

    def _query(self, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        try:
            import duckdb
        except ImportError:
            raise ReleaseFault(
                f"To read {self.path.name} the package duckdb is needed: pip install duckdb. "
                "Or open the data package of the release (folder or .zip), which needs nothing."
            ) from None
        try:
            with duckdb.connect(str(self.path), read_only=True, config=_CONFIG) as connection:
                cursor = connection.execute(sql)
                return [column[0] for column in cursor.description or []], cursor.fetchall()
        except (duckdb.ConnectionException, duckdb.IOException) as error:
            raise (
                self._held() if "lock" in str(error) or "configuration" in str(error) else damaged(self.path)
            ) from None
        except duckdb.Error:
            raise damaged(self.path) from None

    def _held(self) -> ReleaseFault:
        return ReleaseFault(
            f"{self.path.name} is open elsewhere, for writing or with other settings: close it there, or open a copy."
        )
