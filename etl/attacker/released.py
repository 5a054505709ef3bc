"""A release as anybody can read it: the file's tables and the rules that stand in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from etl.attacker.finding import Finding
from etl.attacker.rule_book import RuleBook, read_rule_book

Row = dict[str, Any]
# Tables of more rows than this are asked, not read whole.
_LONG = 20_000
# All connections of one process to one file must have the same settings: a page may be reading it meanwhile.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": False, "lock_configuration": True}


@dataclass(frozen=True)
class Tables(Mapping[str, tuple[Row, ...]]):
    """Rows of every table by its name; a long one is read when it is asked for, for few parts look at it."""

    path: Path
    columns: Mapping[str, tuple[str, ...]]
    _read: dict[str, tuple[Row, ...]] = field(default_factory=dict, compare=False, repr=False)

    def is_long(self, name: str) -> bool:
        """Is it better asked than read?"""
        return name not in self._read

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        if name not in self.columns:
            raise KeyError(name)
        if name not in self._read:
            self._read[name] = ask(self.path, f"SELECT * FROM {quote(name)}")
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


@dataclass(frozen=True)
class Released:
    """One release file: `tables` holds every table's rows by name, `columns` their columns in order."""

    path: Path
    release_id: str
    month: str
    as_of: str
    is_draft: bool
    supersedes: str | None
    version: str
    rules: RuleBook
    # Rules by version of the definitions: a closed row is judged by those that it was made under.
    versions: Mapping[str, RuleBook]
    tables: Mapping[str, tuple[Row, ...]]
    columns: Mapping[str, tuple[str, ...]]

    @cached_property
    def figures(self) -> tuple[Row, ...]:
        """The rows of the KPI table."""
        return self.tables["figure"]

    @cached_property
    def texts(self) -> Mapping[str, Mapping[str, str]]:
        """Definitions that stand in the release, by version and file (without suffix), in the order of the file."""
        return _texts(self.tables["definition"])

    def rules_of(self, row: Row) -> RuleBook | None:
        """The rules that a figure was made under; None when the release doesn't hold them."""
        return self.versions.get(row["definition_version"])


def read_released(path: Path) -> Released | Finding:
    """The public content of a release; what can't be read can't be cleared."""
    try:
        return _read(path)
    except (duckdb.Error, OSError, ValueError, KeyError, TypeError, AttributeError):
        return Finding(path.stem, "the file", "it can't be read as a release with its definitions")


def open_file(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads this one file and no other."""
    return duckdb.connect(str(path), read_only=True, config=_CONFIG)


def ask(path: Path, query: str) -> tuple[Row, ...]:
    """Rows of a query on a release file, which is opened for reading alone."""
    with open_file(path) as connection:
        return _fetch(connection, query)


def quote(name: str) -> str:
    """A name or a text of a release as SQL takes it, for it may hold anything."""
    return '"' + name.replace('"', '""') + '"'


def _fetch(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Row, ...]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def _read(path: Path) -> Released:
    with open_file(path) as connection:
        columns = _columns(connection)
        rows = connection.execute("SELECT table_name, estimated_size FROM duckdb_tables()").fetchall()
        short = [name for name, size in rows if size <= _LONG]
        tables = Tables(path, columns, {name: _fetch(connection, f"SELECT * FROM {quote(name)}") for name in short})
    (about,) = tables["release"]
    version, texts = str(about["definition_version"]), _texts(tables["definition"])
    versions = {name: read_rule_book(own) for name, own in texts.items()}
    return Released(
        path=path,
        release_id=str(about["release_id"]),
        month=str(about["month"]),
        as_of=str(about["as_of"]),
        is_draft=bool(about["is_draft"]),
        supersedes=about["supersedes"] or None,
        version=version,
        rules=versions[version],
        versions=versions,
        tables=tables,
        columns=columns,
    )


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    # Views are listed like tables: what can be asked for is looked at.
    query = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index"
    found: dict[str, list[str]] = {}
    for row in _fetch(connection, query):
        found.setdefault(row["table_name"], []).append(row["column_name"])
    return {name: tuple(columns) for name, columns in found.items()}


def _texts(rows: tuple[Row, ...]) -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    for row in rows:
        texts.setdefault(str(row["definition_version"]), {})[Path(row["file"]).stem] = row["text"]
    return texts
