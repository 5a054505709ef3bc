"""A release as one side of a comparison: its figures and everything public that can have changed them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import yaml

from etl.release_file import open_read_only
from etl.release_schema import FACT
from etl.store import fetch_dicts
from indicators.periods import month_number

Row = dict[str, Any]
# Indicator, month, breakdown, category.
Key = tuple[str, str, str, str]
# Submission, sheet, row number; no number where a sheet's rows are not released.
Source = tuple[str, str | None, int | None]
KEY = ("indicator_code", "month", "breakdown", "category")


def key_of(row: Row) -> Key:
    """What identifies a figure within a release."""
    return row["indicator_code"], row["month"], row["breakdown"], row["category"]


@contextmanager
def open_side(path: Path) -> Iterator["Side"]:
    """A release, open as long as it is compared."""
    with open_read_only(path) as connection:
        yield Side(connection)


@dataclass(frozen=True)
class Side:
    """One release, read whole where it is small; what stands behind single figures is asked for."""

    connection: duckdb.DuckDBPyConnection

    def _read(self, query: str, parameters: list[Any] | None = None) -> list[Row]:
        return fetch_dicts(self.connection, query, parameters)

    @cached_property
    def about(self) -> Row:
        """The row of the table `release`."""
        return self._read("SELECT * FROM release")[0]

    @property
    def month(self) -> int:
        """Number of the last month."""
        return month_number(self.about["month"])

    @property
    def as_of(self) -> date:
        """Day up to which data came in."""
        return date.fromisoformat(str(self.about["as_of"])[:10])

    @cached_property
    def figures(self) -> dict[Key, Row]:
        """All figures."""
        return {key_of(row): row for row in self._read("SELECT * FROM figure")}

    @cached_property
    def indicators(self) -> dict[str, Row]:
        """Rows of the table `indicator`."""
        return {row["indicator_code"]: row for row in self._read("SELECT * FROM indicator")}

    @cached_property
    def submissions(self) -> dict[str, Row]:
        """Submissions by id, with `month` as a number."""
        found = self._read("SELECT * FROM submission")
        return {row["submission_id"]: row | {"month": month_number(row["month"])} for row in found}

    @cached_property
    def accepted(self) -> dict[tuple[str, int], str]:
        """Partner and month -> the submission that counts."""
        rows = [row for row in self.submissions.values() if row["state"] == "accepted"]
        return {(row["partner_code"], row["month"]): row["submission_id"] for row in rows}

    @cached_property
    def countries(self) -> dict[str, str]:
        """Country of each partner."""
        return {row["partner_code"]: row["country"] for row in self._read("SELECT * FROM partner")}

    @cached_property
    def due_days(self) -> list[Row]:
        """Partner, month (as a number) and due day of every expected workbook."""
        found = self._read("SELECT partner_code, month, due_on FROM reporting WHERE is_expected")
        return [row | {"month": month_number(row["month"])} for row in found]

    def sources(self, keys: Iterable[Key]) -> dict[Key, set[Source]]:
        """What stands behind these figures, by the table `provenance`."""
        found: dict[Key, set[Source]] = {key: set() for key in keys}
        if "sheet" not in self._columns.get("provenance", ()):
            return found
        wanted = [list(key) for key in found]
        marks = ", ".join("(?, ?, ?, ?)" for _ in wanted) or "(NULL, NULL, NULL, NULL)"
        query = (
            f"SELECT {', '.join(KEY)}, submission_id, sheet, rows FROM provenance "
            f"WHERE ({', '.join(KEY)}) IN ({marks}) AND submission_id IS NOT NULL"
        )
        for row in self._read(query, [part for key in wanted for part in key]):
            numbers = [int(number) for number in row["rows"].split(";")] if row["rows"] else [None]
            found[key_of(row)] |= {(row["submission_id"], row["sheet"], number) for number in numbers}
        return found

    @cached_property
    def facts(self) -> dict[Source, Row]:
        """Released rows of things, without what merely places them."""
        found: dict[Source, Row] = {}
        for name, sheet in self.definition("workbook").get("sheets", {}).items():
            table = sheet.get("fact")
            if table and "row_number" in self._columns.get(table, ()):
                for row in self._read(f'SELECT * FROM "{table}"'):
                    own = {column: value for column, value in row.items() if column not in FACT}
                    found[row["submission_id"], name, row["row_number"]] = own
        return found

    @cached_property
    def _columns(self) -> dict[str, set[str]]:
        """Columns by table: an older release may lack some."""
        found: dict[str, set[str]] = {}
        for row in self._read("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"):
            found.setdefault(row["table_name"], set()).add(row["column_name"])
        return found

    @cached_property
    def _texts(self) -> dict[str, str]:
        # Its own: closed rows may bring older versions along.
        query = "SELECT file, text FROM definition SEMI JOIN release USING (definition_version)"
        return {row["file"]: row["text"] for row in self._read(query)}

    def text(self, name: str) -> str:
        """Text of one definitions file; empty when the release has none."""
        return self._texts.get(f"{name}.yaml", "")

    def definition(self, name: str) -> Any:
        """One definitions file, parsed."""
        if name not in self._parsed:
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            self._parsed[name] = yaml.load(self.text(name), Loader=loader) or {}
        return self._parsed[name]

    @cached_property
    def _parsed(self) -> dict[str, Any]:
        return {}


def append_changes(path: Path, rows: list[Row], columns: Iterable[str]) -> None:
    """Fill in the table `change` of a release that has not left yet."""
    names = list(columns)
    with duckdb.connect(str(path)) as connection:
        if rows:
            # Through Arrow: `executemany` takes seconds for the thousands of rows that one late workbook can restate.
            schema = connection.execute("SELECT * FROM change").to_arrow_table().schema
            incoming = pa.Table.from_pylist([{name: row[name] for name in names} for row in rows], schema=schema)
            connection.register("_incoming", incoming)
            connection.execute("INSERT INTO change BY NAME SELECT * FROM _incoming")
            connection.unregister("_incoming")
        connection.execute("CHECKPOINT")
