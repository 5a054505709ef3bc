"""The Table Schema of a released table: types, meanings, what identifies a row and what refers to another table."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from etl.release_schema import TABLES
from indicators.names import TARGET_STATE_NAMES
from indicators.reasons import STATE_NAMES, STATUS_NAMES

Schema = dict[str, Any]
# What identifies a row; a table that isn't listed has no key of one row.
PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "figure": ("indicator_code", "month", "breakdown", "category"),
    "release": ("release_id",),
    "indicator": ("indicator_code",),
    "result": ("result",),
    "objective": ("objective",),
    "partner": ("partner_code",),
    "target": ("indicator_code", "decided_on"),
    "reporting": ("partner_code", "month"),
    "milestone": ("deliverable_code",),
    "submission": ("submission_id",),
    "chain": ("position",),
    "definition": ("definition_version", "file"),
    "dictionary": ("table_name", "column_name"),
    "verification_detail": ("indicator_code",),
    "label": ("language", "kind", "code"),
}
# Column -> the table (and its key) that its codes are of, wherever the column stands.
_REFERENCES = {
    "indicator_code": "indicator",
    "objective": "objective",
    "result": "result",
    "partner_code": "partner",
    "submission_id": "submission",
}
_WORDS = {
    ("figure", "state"): tuple(STATE_NAMES),
    ("figure", "status"): tuple(STATUS_NAMES),
    ("figure", "target_state"): tuple(TARGET_STATE_NAMES),
    ("figure", "class"): ("A", "B", "C"),
}


def table_schema(
    name: str, tables: Mapping[str, pa.Table], meanings: Mapping[tuple[str, str], str], titles: Mapping[str, str]
) -> Schema:
    """The schema of one table; `titles` are its columns' labels. What is stated of rows holds in this release."""
    table = tables[name]
    key = PRIMARY_KEYS.get(name, ())
    schema: Schema = {
        "fields": [
            _field(name, field, meanings.get((name, field.name), ""), titles.get(field.name, ""), field.name in key)
            for field in table.schema
        ],
        "missingValues": [""],
    }
    if key and _identifies(table, key):
        schema["primaryKey"] = list(key)
    if references := list(_references(name, tables)):
        schema["foreignKeys"] = references
    return schema


def _field(table: str, field: pa.Field, meaning: str, title: str, is_key: bool) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": _type(field.type)}
    described |= {name: text for name, text in (("title", title), ("description", meaning)) if text}
    constraints: dict[str, Any] = {"required": True} if is_key and table in TABLES else {}
    if words := _WORDS.get((table, field.name)):
        constraints["enum"] = list(words)
    return described | ({"constraints": constraints} if constraints else {})


def _type(kind: pa.DataType) -> str:
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "number"
    return "date" if pa.types.is_date(kind) else "string"


def _identifies(table: pa.Table, key: tuple[str, ...]) -> bool:
    # Not in Arrow's terms: its grouping would load pandas for nothing.
    return len({*zip(*(table.column(name).to_pylist() for name in key), strict=True)}) == table.num_rows


def _references(name: str, tables: Mapping[str, pa.Table]) -> list[dict[str, Any]]:
    """Only those that hold: an indicator that the framework has lost keeps its closed figures."""
    found = []
    for column, target in _REFERENCES.items():
        if column not in tables[name].column_names or target == name or target not in tables:
            continue
        known = tables[target].column(column).combine_chunks()
        own = tables[name].column(column)
        if pc.all(pc.or_(pc.is_in(own, known), pc.is_null(own)), min_count=0).as_py():
            found.append({"fields": [column], "reference": {"resource": target, "fields": [column]}})
    return found
