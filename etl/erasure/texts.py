"""Takes codes out of every text of a file, whatever table it stands in: messages, notes, reasons, keys."""

import re
from collections.abc import Iterable, Iterator

import duckdb
import sqlalchemy as sql

# What stands in a text where a code was.
ERASED = "(erased)"
# Patterns that are too long are slow; a partner has about a hundred codes.
_MOST_AT_ONCE = 200


def code_pattern(codes: Iterable[str]) -> str:
    """A pattern that finds any of the codes, large or small letters; it finds nothing where there are none."""
    listed = sorted(codes, key=lambda code: (-len(code), code))
    return "|".join(re.escape(code) for code in listed) if listed else "(?!)"


def _patterns(codes: Iterable[str]) -> Iterator[str]:
    listed = sorted(codes)
    for first in range(0, len(listed), _MOST_AT_ONCE):
        yield code_pattern(listed[first : first + _MOST_AT_ONCE])


def replace_in_store(connection: duckdb.DuckDBPyConnection, codes: Iterable[str]) -> int:
    """Replace codes in every text column of every table; returns how many texts were changed."""
    changed = 0
    for table, column in text_columns(connection):
        for pattern in _patterns(codes):
            done = connection.execute(
                f'UPDATE {table} SET "{column}" = regexp_replace("{column}", $pattern, $by, \'gi\') '
                f"WHERE regexp_matches(\"{column}\", $pattern, 'i')",
                {"pattern": pattern, "by": ERASED},
            ).fetchone()
            changed += done[0] if done else 0
    return changed


def count_in_store(connection: duckdb.DuckDBPyConnection, codes: Iterable[str]) -> int:
    """How many texts of all tables hold one of the codes."""
    found = 0
    for table, column in text_columns(connection):
        for pattern in _patterns(codes):
            query = f"SELECT count(*) FROM {table} WHERE regexp_matches(\"{column}\", ?, 'i')"
            counted = connection.execute(query, [pattern]).fetchone()
            found += counted[0] if counted else 0
    return found


def text_columns(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Table and column of every text in the database that is in use."""
    query = (
        "SELECT c.table_name, c.column_name FROM duckdb_columns() c JOIN duckdb_tables() t USING (table_oid) "
        "WHERE c.database_name = current_database() AND t.database_name = current_database() "
        "AND c.data_type = 'VARCHAR' ORDER BY ALL"
    )
    return [(table, column) for table, column in connection.execute(query).fetchall()]


def replace_in_access_file(connection: sql.Connection, codes: Iterable[str]) -> int:
    """As `replace_in_store`, in the tables of the access list, audit trail and requests."""
    found = re.compile(code_pattern(codes), re.IGNORECASE)
    changed = 0
    for table in _tables(connection):
        texts = [column for column in table.columns if isinstance(column.type, sql.String)]
        key = next(iter(table.primary_key.columns), None)
        if key is None or not texts:
            continue
        for row in connection.execute(sql.select(key, *texts)).mappings().all():
            fresh = {name: found.sub(ERASED, text) for name, text in row.items() if isinstance(text, str)}
            fresh = {name: text for name, text in fresh.items() if text != row[name]}
            if fresh:
                connection.execute(sql.update(table).where(key == row[key.name]).values(**fresh))
                changed += len(fresh)
    return changed


def drop_all_but(connection: sql.Connection, table: str, column: str, value: str) -> int:
    """Delete the rows of every table but those of one table that have this value; returns how many went."""
    dropped = 0
    for one in _tables(connection):
        query = sql.delete(one)
        dropped += connection.execute(query.where(one.c[column] != value) if one.name == table else query).rowcount
    return dropped


def _tables(connection: sql.Connection) -> list[sql.Table]:
    # As the file itself has them: a table of an earlier version is searched, too.
    found = sql.MetaData()
    found.reflect(connection)
    return list(found.tables.values())
