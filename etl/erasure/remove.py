"""Takes out of a copy of the store what a scope takes in, and every trace of it; closed amounts stay as they are."""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from etl.erasure.find import Found, parameters
from etl.erasure.scope import Scope
from etl.erasure.texts import code_pattern, count_in_store, replace_in_store, text_columns
from etl.errors import UserError
from etl.quality.find import find_queries
from etl.quality.known import read_known_from
from etl.store import append_rows, fetch_dicts
from etl.submission_state import append_states
from indicators.load import Definitions
from indicators.texts import N_

# A unit of the ledger whose code is gone is called so; the rest is random, for a digest of a code could be tried out.
_TOKEN = "erased-"
# Columns that hold the e-mail of who did something.
_NAMES = ("who", "submitted_by")


@dataclass(frozen=True)
class Removed:
    """What was taken out beside the rows: numbers only."""

    units: int
    messages: int
    decisions: int
    texts: int


def remove_rows(
    connection: duckdb.DuckDBPyConnection,
    definitions: Definitions,
    scope: Scope,
    found: Found,
    erasure_id: str,
    moment: datetime,
    who: str,
    told: str,
) -> Removed:
    """Take everything out; `told` is the sentence under which a partner's workbooks no longer count."""
    units = _rename_units(connection, scope, found, erasure_id)
    messages = _drop_messages(connection, scope, found)
    for table in found.tables:
        connection.execute(f"DELETE FROM {table.name} WHERE {table.condition}", parameters(table, scope))
    _forget_contents(connection, found)
    if scope.is_whole_workbook:
        # Their months are silent from now on: a total must not count a workbook of which nothing is left.
        append_states(connection, [(one, "returned") for one in sorted(found.submissions)], moment, who, told)
    texts = replace_in_store(connection, found.secret_codes)
    decisions = _drop_decisions(connection, definitions, found)
    if count_in_store(connection, found.secret_codes):
        raise UserError(N_("Something was left after the erasure, so nothing was changed. Tell those who maintain it."))
    names = _drop_names(connection) if scope.kind == "names" else 0
    return Removed(units, messages, decisions, texts + names)


def _rename_units(connection: duckdb.DuckDBPyConnection, scope: Scope, found: Found, erasure_id: str) -> int:
    """Give the units a random name; one of a public code (a training session) keeps it and is noted as erased."""
    units = [
        unit
        for unit, partner in connection.execute("SELECT DISTINCT unit, partner_code FROM ledger_entry").fetchall()
        if _is_erased(unit, partner, scope, found)
    ]
    kept = []
    for unit in sorted(units):
        is_public = unit.split("|")[0] in found.codes - found.secret_codes
        name = unit if is_public else f"{_TOKEN}{secrets.token_hex(8)}"
        connection.execute("UPDATE ledger_entry SET unit = ? WHERE unit = ?", [name, unit])
        kept.append({"erasure_id": erasure_id, "unit": name})
    append_rows(connection, "erased_unit", kept)
    return sum(row["unit"].startswith(_TOKEN) for row in kept)


def _drop_names(connection: duckdb.DuckDBPyConnection) -> int:
    """Forget who sent and decided; who asked for an erasure stays with its certificate. Returns how many."""
    dropped = 0
    for table, column in text_columns(connection):
        if column in _NAMES and table != "erasure":
            done = connection.execute(f"UPDATE {table} SET {column} = '' WHERE {column} <> ''").fetchone()
            dropped += done[0] if done else 0
    return dropped


def _is_erased(unit: str, partner: str, scope: Scope, found: Found) -> bool:
    if unit.startswith(_TOKEN):
        return False
    # The first part of a unit's name is its code; a survey wave or a trait may follow.
    return unit.split("|")[0] in found.codes or (scope.is_whole_workbook and partner in found.partners)


def _drop_messages(connection: duckdb.DuckDBPyConnection, scope: Scope, found: Found) -> int:
    """Messages on rows that go, and those of whatever workbook that name them; returns how many."""
    places = _places(connection, scope, found)
    named = _matcher(found)
    dropped = 0
    query = "SELECT submission_id, issues FROM submission WHERE length(issues) > 2"
    for row in fetch_dicts(connection, query):
        issues = json.loads(row["issues"])
        kept = [] if scope.is_whole_workbook and row["submission_id"] in found.submissions else issues
        kept = [one for one in kept if not _is_about(one, places.get(row["submission_id"], set())) and not named(one)]
        if len(kept) < len(issues):
            dropped += len(issues) - len(kept)
            text = json.dumps(kept, ensure_ascii=False)
            connection.execute("UPDATE submission SET issues = ? WHERE submission_id = ?", [text, row["submission_id"]])
    return dropped


def _places(
    connection: duckdb.DuckDBPyConnection, scope: Scope, found: Found
) -> dict[str, set[tuple[str, int | None]]]:
    places: dict[str, set[tuple[str, int | None]]] = {}
    for table in found.tables:
        query = f"SELECT submission_id, row_number FROM {table.name} WHERE {table.condition}"
        for submission_id, row_number in connection.execute(query, parameters(table, scope)).fetchall():
            # A sum over the sheet, told without a row, may be about the row as well.
            places.setdefault(submission_id, set()).update({(table.sheet, row_number), (table.sheet, None)})
    return places


def _is_about(issue: dict[str, Any], places: set[tuple[str, int | None]]) -> bool:
    return (issue.get("sheet"), issue.get("row")) in places


def _matcher(found: Found) -> Callable[[dict[str, Any]], bool]:
    pattern = re.compile(code_pattern(found.codes), re.IGNORECASE)
    return lambda issue: bool(pattern.search(json.dumps(issue, ensure_ascii=False)))


def _forget_contents(connection: duckdb.DuckDBPyConnection, found: Found) -> None:
    # A digest of a few known cells and one unknown number is that number, for whoever tries them out.
    connection.execute(
        "UPDATE submission SET file_sha256 = NULL, content_sha256 = NULL WHERE list_contains(?, submission_id)",
        [sorted(found.submissions)],
    )


def _drop_decisions(connection: duckdb.DuckDBPyConnection, definitions: Definitions, found: Found) -> int:
    """Merges of things that are gone, and answers to questions that nobody would ask any more."""
    codes = sorted(found.codes)
    merges = connection.execute(
        "DELETE FROM merge_decision WHERE list_contains($codes, first_code) OR list_contains($codes, second_code)",
        {"codes": codes},
    ).fetchone()
    # Their keys are short digests of what they are about, so an answer without its question goes, whatever it was.
    asked = [query.key for query in find_queries(read_known_from(connection, definitions))]
    answers = connection.execute("DELETE FROM query_decision WHERE NOT list_contains(?, query_key)", [asked]).fetchone()
    return sum(one[0] for one in (merges, answers) if one)
