"""A release file itself: beside its tables a database could hold views, programs, remarks and other schemas."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.attacker.channels.exported import Found
from etl.attacker.released import open_file

_OBJECTS = {
    "SELECT count(*) FROM duckdb_views() WHERE NOT internal": "a view",
    "SELECT count(*) FROM duckdb_schemas() WHERE NOT internal AND schema_name <> 'main'": "a schema of its own",
    "SELECT count(*) FROM duckdb_functions() WHERE NOT internal": "a program",
    "SELECT count(*) FROM duckdb_sequences()": "a sequence, which tells how often it was asked",
    "SELECT count(*) FROM duckdb_types() WHERE NOT internal": "a type of its own",
    "SELECT count(*) FROM duckdb_tables() WHERE comment IS NOT NULL": "a remark on a table",
    "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NOT NULL": "a remark on a column",
    "SELECT count(*) FROM duckdb_tables() WHERE NOT internal AND schema_name <> 'main'": "a table in another schema",
    "SELECT count(*) FROM duckdb_indexes()": "an index",
    "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'CHECK'": "a condition on a table",
    "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND column_default IS NOT NULL": "a value by default",
}


def attack_database(name: str, path: Path) -> Iterator[Found]:
    """Findings in a release file beside its tables' rows, which are looked at elsewhere."""
    try:
        with open_file(path) as opened:
            for query, found in _OBJECTS.items():
                counted = opened.execute(query).fetchone()
                if counted is None or counted[0]:
                    yield name, found
    except duckdb.Error:
        yield name, "it can't be read as a release"
    if path.with_name(path.name + ".wal").exists():
        yield name, "a file of changes lies beside it"
