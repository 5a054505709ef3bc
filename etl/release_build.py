"""Builds a release file from what was calculated: the one builder of what leaves and of what is only tried."""

import secrets
from pathlib import Path
from typing import Any

import duckdb

from etl.calculated import Calculated, Progress
from etl.changes import find_earlier, write_changes
from etl.comment_due import released_comments
from etl.definition_history import older_definitions
from etl.errors import UserError
from etl.release_chain import chain_rows, released_files
from etl.release_framework import framework_rows
from etl.release_provenance import provenance_table
from etl.release_write import (
    centre_rows,
    definition_rows,
    dictionary_rows,
    milestone_rows,
    read_facts,
    write_afresh,
    write_release,
)
from etl.store import Store, fetch_dicts
from etl.verification import Verification, verify_release
from indicators.disclosure.book import Book
from indicators.disclosure.released_blocks import released_blocks
from indicators.periods import month_code, month_number
from indicators.texts import N_


def new_release_id(store: Store, month: int, is_draft: bool = False) -> str:
    """An id for a release of a month as of now."""
    # It stands in every row of every export: of a draft, and where the data are made up, it says so.
    label = ("draft-" if is_draft else "") + ("synthetic-" if store.home.is_synthetic else "")
    return f"{month_code(month)}-{store.home.today():%Y%m%d}-{label}{secrets.token_hex(3)}"


def describe_release(
    store: Store, release_id: str, month: int, is_draft: bool, supersedes: str | None, reason: str | None
) -> dict[str, Any]:
    """The row of the table `release`."""
    definitions = store.definitions
    return {
        "release_id": release_id,
        "month": month_code(month),
        "as_of": store.home.today().isoformat(),
        "is_draft": is_draft,
        "is_synthetic": store.home.is_synthetic,
        "supersedes": supersedes,
        "reason": reason,
        "project": definitions.project.short_name,
        "project_name": definitions.project.name,
        "months_n": definitions.periods.count,
        "first_month": definitions.project.calendar.first_month,
        "definition_version": definitions.version,
        "rule_version": definitions.rule_version,
        "publication_plan_version": definitions.disclosure.version,
    }


def build_release(
    store: Store,
    calculated: Calculated,
    about: dict[str, Any],
    comments: list[dict[str, Any]],
    path: Path,
    tell: Progress,
) -> None:
    """Write the release that was calculated to a file; `about` is its row of the table `release`.

    Raises UserError when the second calculation comes to other figures.
    """
    month, figures, connection = month_number(str(about["month"])), calculated.figures, calculated.connection
    tell("Verifying by a second calculation")
    verification = _verify(store, calculated, month, bool(about["is_draft"]))
    tables = _tables(store, connection, calculated.closed.book, month, figures, calculated.reporting) | {
        "release": [about],
        "chain": chain_rows(store),
        "verification": [verification.row()],
        "verification_detail": verification.rows(),
        "comment": [_released_comment(row) for row in released_comments(comments, figures)],
        "definition": [
            *definition_rows(store.definitions),
            *older_definitions(released_files(store), figures, store.definitions.version),
        ],
    }
    write_release(path, tables, read_facts(connection, store.definitions, month))
    earlier = find_earlier(store.home, month, about["supersedes"])
    write_changes(path, earlier.path if earlier else None)
    write_afresh(path)


def _verify(store: Store, calculated: Calculated, month: int, is_draft: bool) -> Verification:
    found = verify_release(store, calculated.connection, calculated.figures, month, is_draft)
    if found.differences:
        raise UserError(N_("Two calculations disagree, so nothing was published: {detail}"), detail=found.detail())
    return found


def _tables(
    store: Store,
    connection: duckdb.DuckDBPyConnection,
    book: Book,
    until: int,
    figures: list[dict[str, Any]],
    reporting: list[dict[str, Any]],
) -> dict[str, Any]:
    definitions = store.definitions
    blocks = released_blocks(definitions, book, until)
    return framework_rows(definitions) | {
        "figure": figures,
        "reporting": reporting,
        "milestone": milestone_rows(connection, definitions, until),
        "submission": _submission_rows(store, until),
        "provenance": provenance_table(store, connection, figures, blocks),
        "pool": blocks,
        "centre_count": centre_rows(connection, definitions, until),
        "dictionary": dictionary_rows(definitions),
    }


def _submission_rows(store: Store, until: int) -> list[dict[str, Any]]:
    with store.open() as opened:
        submissions = fetch_dicts(
            opened,
            "SELECT submission_id, partner_code, month, revision, received_at::DATE AS received_on, state "
            "FROM submission_now WHERE month <= ? ORDER BY ALL",
            [until],
        )
    return [row | {"month": month_code(row["month"])} for row in submissions]


def _released_comment(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"month": month_code(row["month"]), "written_on": row["happened_at"].date()}
