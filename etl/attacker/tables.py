"""The auditor's look at every table's shape: what is not expected in a release, by name or by pattern, is a finding."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from etl.attacker.case import Case
from etl.attacker.channels.duckdb_channel import attack_database
from etl.attacker.channels.words import BESIDE, counts_women, sentences
from etl.attacker.finding import Finding
from etl.attacker.released import Released, Tables, ask, quote
from etl.attacker.rule_book import RuleBook

# Table -> column -> kind.
TABLES: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("columns.yaml").read_text("utf-8"))
# Beside a fact's released columns: who reported it, where, and in which months it counted.
_FACT_COLUMNS = {
    "partner_code": "code",
    "month": "month",
    "submission_id": "submission",
    "row_number": "place",
    "counts_from": "month",
    "counts_to": "month",
}
_FACT_KINDS = {
    "integer": "thing",
    "decimal": "thing",
    "code": "code",
    "code_set": "codes",
    "date": "day",
    "month": "month",
}
_DAY = r"\d{4}-\d{2}-\d{2}"
_CODE = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"
_PATTERNS = {
    "submission": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "release id": r"M\d{2}-\d{8}-(draft-)?(synthetic-)?[0-9a-f]{6}",
    "block": r"[A-Z]{2,4}-\d{2}-\d{3}",
    "file": r"[a-z_]{1,40}\.yaml",
    "code": _CODE,
    "codes": rf"({_CODE}(;{_CODE})*)?",
    "month": r"M\d{2}",
    "calendar month": r"\d{4}-\d{2}",
    "day": _DAY,
    "version": r"[A-Za-z0-9_.+-]{1,40}",
    "digest": r"[0-9a-f]{64}",
    "rows": r"\d+(;\d+)*",
}
# What the product says of a binding target, whose decision is the grant itself.
_GRANT = "the grant"
_NUMBERS = frozenset({
    "figure", "thing", "place", "count of workbooks", "number of the release", "number of the definitions"
})  # fmt: skip


def attack_shape(case: Case) -> Iterator[Finding]:
    """Tables and columns that no release has. One that is missing is told by the rules that look for it."""
    for release in case.releases:
        for table, columns in sorted(release.columns.items()):
            known = kinds_of(release.rules, table)
            if not known:
                yield Finding(release.release_id, table, "a table that no release has")
            elif set(columns) - set(known):
                unknown = ", ".join(sorted(set(columns) - set(known)))
                yield Finding(release.release_id, table, f"columns that are not released: {unknown}")


def kinds_of(rules: RuleBook, table: str) -> dict[str, str]:
    """How the attacker takes each column of a table; empty for a table that it doesn't know."""
    if table in TABLES:
        return TABLES[table]
    if table not in rules.facts:
        return {}
    sheet = next(one for one in rules.sheets.values() if one.get("fact") == table)
    released = {name: column for name, column in sheet["columns"].items() if column.get("released")}
    return _FACT_COLUMNS | {name: _kind_of_fact(column) for name, column in released.items()}


def _kind_of_fact(column: dict[str, Any]) -> str:
    # A released text must have a pattern of its own: else anything could be written in it.
    own = f"pattern {column['pattern']}" if column.get("pattern") else "text"
    return _FACT_KINDS.get(column["type"], own)


def attack_databases(case: Case) -> Iterator[Finding]:
    """What a database can hold beside its tables: views, programs, remarks."""
    for release in case.releases:
        for place, found in attack_database(release.path.name, release.path):
            yield Finding(release.release_id, place, found)


def attack_kinds(case: Case) -> Iterator[Finding]:
    """Cells that are not what their column is for: a sentence in a code, a number in a day, an unknown word."""
    for release in case.releases:
        sayings = frozenset().union(*(rules.sayings for rules in release.versions.values()))
        for table in release.columns:
            for column, kind, values in _distinct(release, table):
                if any(value is not None and not _is_of_kind(value, kind, sayings) for value in values):
                    told = f"a cell that is not a {kind.partition(' ^')[0]}"
                    yield Finding(release.release_id, f"{table} {column}", told)
                if kind == "text of the coordinator" and any(_counts_women(value) for value in values):
                    yield Finding(release.release_id, f"{table} {column}", BESIDE)


def _counts_women(value: Any) -> bool:
    return isinstance(value, str) and any(counts_women(one) for one in sentences(value))


def _distinct(release: Released, table: str) -> Iterator[tuple[str, str, Collection[Any]]]:
    """Each column with its kind and different values."""
    kinds = kinds_of(release.rules, table)
    columns = [name for name in release.columns[table] if name in kinds]
    if isinstance(release.tables, Tables) and release.tables.is_long(table) and columns:
        listed = ", ".join(f"list(DISTINCT {quote(name)}) AS {quote(name)}" for name in columns)
        (found,) = ask(release.path, f"SELECT {listed} FROM {quote(table)}")
        yield from ((name, kinds[name], found[name] or ()) for name in columns)
    else:
        rows = release.tables[table]
        yield from ((name, kinds[name], {row[name] for row in rows}) for name in columns)


def _is_of_kind(value: Any, kind: str, sayings: frozenset[str]) -> bool:
    if kind == "flag":
        return isinstance(value, bool)
    if kind in _NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "day" and isinstance(value, date):
        return True
    if not isinstance(value, str):
        return False
    if kind.startswith("word "):
        return value in kind.split(" ")[1:]
    if kind in ("text of the definitions", "text of the decision"):
        return not value or value in sayings or (kind == "text of the decision" and value == _GRANT)
    if kind.startswith("pattern "):
        return re.fullmatch(kind.removeprefix("pattern "), value) is not None
    pattern = _PATTERNS.get(kind)
    return kind != "text" and (pattern is None or re.fullmatch(pattern, value) is not None)
