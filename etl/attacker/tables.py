"""The auditor's look at every table beside the figures: what is not expected in a release is a finding."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import yaml

from etl.attacker.rule_book import RuleBook

Found = tuple[str, str]
TABLES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("columns.yaml").read_text("utf-8"))
# Beside a fact's released columns: who reported it, where, and in which months it counted.
_FACT_COLUMNS = frozenset({"partner_code", "month", "submission_id", "row_number", "counts_from", "counts_to"})


def attack_tables(connection: duckdb.DuckDBPyConnection, rules: RuleBook) -> Iterator[Found]:
    """Place and finding of whatever a release's other tables tell that they may not."""
    tables = _columns(connection)
    yield from _attack_shape(tables, rules)
    if "pool" in tables:
        yield from _attack_pool(connection, rules)
    of_women = [code for code in rules.types if rules.is_of_women(code)]
    if "change" in tables:
        yield from _attack_changes(connection, of_women)
    if "provenance" in tables:
        yield from _attack_provenance(connection, of_women)
    if "comment" in tables:
        yield from _attack_comments(connection, of_women)


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    query = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
    for table, column in connection.execute(query).fetchall():
        found.setdefault(table, set()).add(column)
    return found


def _attack_shape(tables: dict[str, set[str]], rules: RuleBook) -> Iterator[Found]:
    for table, columns in sorted(tables.items()):
        known = set(TABLES.get(table, ())) or (rules.facts.get(table, frozenset()) | _FACT_COLUMNS)
        if table not in TABLES and table not in rules.facts:
            yield table, "a table that no release has"
        elif columns - known:
            yield table, f"columns that are not released: {', '.join(sorted(columns - known))}"


def _attack_pool(connection: duckdb.DuckDBPyConnection, rules: RuleBook) -> Iterator[Found]:
    # A count (forms, heads) has no denominator: the count itself is what must be large enough.
    query = "SELECT block FROM pool WHERE NOT coalesce(denominator, numerator) >= ? ORDER BY block"
    for (block,) in connection.execute(query, [rules.k("B")]).fetchall():
        yield f"pool {block}", "a block under k"


def _attack_changes(connection: duckdb.DuckDBPyConnection, of_women: list[str]) -> Iterator[Found]:
    query = """
        SELECT c.indicator_code, c.month, c.breakdown, c.category FROM change c
        LEFT JOIN figure f USING (indicator_code, month, breakdown, category)
        WHERE c.indicator_code IN (SELECT unnest(?)) AND (c.after_value IS DISTINCT FROM f.value
            OR NOT regexp_full_match(coalesce(c.reason, ''), '(closing|definition|target|partners|calendar|;)*'))
        ORDER BY ALL
    """
    for place in connection.execute(query, [of_women]).fetchall():
        yield f"change {' '.join(place)}", "a change that the figures about women don't tell"


def _attack_provenance(connection: duckdb.DuckDBPyConnection, of_women: list[str]) -> Iterator[Found]:
    columns = _columns(connection)["provenance"] & {"submission_id", "sheet", "rows"}
    told = " OR ".join(f"{column} IS NOT NULL" for column in sorted(columns))
    query = f"SELECT DISTINCT indicator_code FROM provenance WHERE indicator_code IN (SELECT unnest(?)) AND ({told})"
    for (code,) in connection.execute(query, [of_women]).fetchall():
        yield f"provenance {code}", "who stands behind a figure about women"


def _attack_comments(connection: duckdb.DuckDBPyConnection, of_women: list[str]) -> Iterator[Found]:
    query = """
        SELECT DISTINCT indicator_code FROM comment WHERE indicator_code IN (SELECT unnest(?))
        AND indicator_code NOT IN (SELECT indicator_code FROM figure WHERE breakdown = 'total' AND state = 'value')
    """
    for (code,) in connection.execute(query, [of_women]).fetchall():
        yield f"comment {code}", "a comment on a figure about women that is not shown"
