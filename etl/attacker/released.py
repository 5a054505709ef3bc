"""A release as anybody can read it: the file's tables and the rules that stand in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.attacker.finding import Finding
from etl.attacker.rule_book import RuleBook, read_rule_book

Row = dict[str, Any]


@dataclass(frozen=True)
class Released:
    """One release file, read whole: `tables` holds every table's rows by name, `columns` their columns in order."""

    path: Path
    release_id: str
    month: str
    as_of: str
    is_draft: bool
    supersedes: str | None
    version: str
    rules: RuleBook
    tables: dict[str, tuple[Row, ...]]
    columns: dict[str, tuple[str, ...]]

    @property
    def figures(self) -> tuple[Row, ...]:
        """The rows of the KPI table."""
        return self.tables["figure"]


def read_released(path: Path) -> Released | Finding:
    """The public content of a release; what can't be read can't be cleared."""
    try:
        return _read(path)
    except (duckdb.Error, ValueError, KeyError, TypeError):
        return Finding(path.stem, "the file", "it can't be read as a release with its definitions")


def _read(path: Path) -> Released:
    with duckdb.connect(str(path), read_only=True, config={"enable_external_access": "false"}) as connection:
        named = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL").fetchall()
        read = {name: _read_table(connection, name) for (name,) in named}
    tables = {name: rows for name, (_columns, rows) in read.items()}
    (about,) = tables["release"]
    # A release holds the older definitions of its closed rows as well; it is judged by its own.
    version = str(about["definition_version"])
    texts = {
        Path(row["file"]).stem: row["text"] for row in tables["definition"] if row["definition_version"] == version
    }
    return Released(
        path=path,
        release_id=str(about["release_id"]),
        month=str(about["month"]),
        as_of=str(about["as_of"]),
        is_draft=bool(about["is_draft"]),
        supersedes=about["supersedes"] or None,
        version=version,
        rules=read_rule_book(texts),
        tables=tables,
        columns={name: columns for name, (columns, _rows) in read.items()},
    )


def _read_table(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    quoted = name.replace('"', '""')
    cursor = connection.execute(f'SELECT * FROM "{quoted}"')
    columns = tuple(column[0] for column in cursor.description or ())
    return columns, tuple(dict(zip(columns, row, strict=True)) for row in cursor.fetchall())
