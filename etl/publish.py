"""Publishing: calculate, pass the gate, verify, attack, and only then swap the release file in."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from etl.audit import audit_home, released_files
from etl.book import append_book
from etl.calculated import Progress, calculate_now
from etl.changes import find_earlier, write_changes
from etl.comment import read_comments
from etl.comment_due import demand_comments, figures_without_comment, released_comments
from etl.definition_history import older_definitions
from etl.errors import UserError
from etl.reason import demand_reason
from etl.release_file import list_releases
from etl.release_framework import framework_rows
from etl.release_provenance import provenance_table
from etl.release_write import (
    centre_rows,
    definition_rows,
    dictionary_rows,
    milestone_rows,
    read_facts,
    write_release,
)
from etl.store import Store, append_rows, as_store_time, fetch_dicts
from etl.verification import verify_release
from indicators.disclosure.book import Book
from indicators.disclosure.released_blocks import released_blocks
from indicators.periods import month_code
from indicators.texts import N_


@dataclass(frozen=True)
class Published:
    """A release that has left."""

    release_id: str
    path: Path
    month: int
    as_of: str
    # Delayed binding targets without a comment: told of a draft and in a test home, refused elsewhere.
    without_comment: tuple[str, ...] = ()


def publish_release(
    store: Store,
    month: int,
    is_draft: bool = False,
    supersedes: str | None = None,
    reason: str | None = None,
    on_progress: Progress = lambda _text: None,
) -> Published:
    """Build the release of the months up to `month` as of now; raises UserError when it may not leave."""
    _check_request(store, month, is_draft, supersedes, reason)
    with FileLock(str(store.home.lock_path.with_name("publish.lock"))):
        return _publish(store, month, is_draft, supersedes, reason, on_progress)


def _check_request(store: Store, month: int, is_draft: bool, supersedes: str | None, reason: str | None) -> None:
    periods = store.definitions.periods
    if not 1 <= month <= periods.count or not periods.is_begun(month, store.home.today()):
        raise UserError(N_("{month} has not begun yet: there is nothing to publish."), month=month_code(month))
    if not is_draft and store.home.kind != "test" and periods.last_day(month) >= store.home.today():
        told = N_("{month} is not over: nothing of it can be judged yet. Publish the month before, or a draft.")
        raise UserError(told, month=month_code(month))
    if bool(supersedes) != bool(reason):
        raise UserError(N_("A release that supersedes another needs both its id and a reason."))
    if supersedes:
        _check_superseded(store, month, supersedes)
    if reason:
        # It is released: what may be personal stays out.
        demand_reason(store.definitions, reason)


def _check_superseded(store: Store, month: int, supersedes: str) -> None:
    """What is replaced is a release of the same month that nothing has replaced yet; raises UserError."""
    found = next((info for info in list_releases(store.home) if info.release_id == supersedes), None)
    if found is None:
        raise UserError(N_("There is no release {release}."), release=supersedes)
    if found.month != month:
        told = N_("{release} is of {month}. A release replaces one of its own month.")
        raise UserError(told, release=supersedes, month=month_code(found.month))
    if found.is_draft or found.is_superseded:
        raise UserError(
            N_("{release} is a draft or was replaced already: there is nothing to replace."), release=supersedes
        )


def _publish(
    store: Store, month: int, is_draft: bool, supersedes: str | None, reason: str | None, tell: Progress
) -> Published:
    as_of = store.home.today()
    # The id stands in every row of every export: where the data are made up, it says so.
    label = "synthetic-" if store.home.is_synthetic else ""
    release_id = f"{month_code(month)}-{as_of:%Y%m%d}-{label}{secrets.token_hex(3)}"
    # This first opening also makes what an older store lacks: only what people do changes it from here on.
    comments = read_comments(store, month)
    known = store.version()
    calculated = calculate_now(store, month, is_draft, release_id, tell)
    connection, before, closed = calculated.connection, calculated.before, calculated.closed
    figures, reporting = calculated.figures, calculated.reporting
    missing = figures_without_comment(store, figures, comments, month)
    if not is_draft and store.home.kind != "test":
        demand_comments(store, missing, month)
    tell("Verifying by a second calculation")
    verification = verify_release(store, connection, figures, month, is_draft)
    if verification.differences:
        raise UserError(
            N_("Two calculations disagree, so nothing was published: {detail}"), detail=verification.detail()
        )
    about = _about(store, release_id, month, is_draft, supersedes, reason)
    tables = _tables(store, connection, closed.book, month, figures, reporting) | {
        "release": [about],
        "verification": [verification.row()],
        "verification_detail": verification.rows(),
        "comment": [_released_comment(row) for row in released_comments(comments, figures)],
        "definition": [
            *definition_rows(store.definitions),
            *older_definitions(released_files(store), figures, store.definitions.version),
        ],
    }
    path = store.home.releases / f"{release_id}.duckdb"
    building = store.home.releases / f".building-{release_id}.duckdb"
    try:
        write_release(building, tables, read_facts(connection, store.definitions, month))
        earlier = find_earlier(store.home, month, supersedes)
        write_changes(building, earlier.path if earlier else None)
        tell("Attacking the release")
        _attack(store, building)
        if store.version() != known:
            raise UserError(N_("Somebody sent or decided something meanwhile. Nothing was published: publish again."))
        # The ledger is kept before the file appears: what was closed and never seen is safe, the reverse is not.
        with store.open() as opened:
            if not is_draft:
                append_book(opened, release_id, before, closed.book, closed.due, figures)
            append_rows(opened, "release", [_stored(store, about, path)])
        building.replace(path)
    finally:
        building.unlink(missing_ok=True)
    return Published(release_id, path, month, as_of.isoformat(), tuple(str(row["indicator_code"]) for row in missing))


def _attack(store: Store, building: Path) -> None:
    findings = audit_home(store, building)
    if findings:
        listed = "\n".join(f"  {finding}" for finding in findings[:20])
        raise UserError(
            N_("The auditor can't clear this release, so nothing was published:\n{findings}"), findings=listed
        )


def _about(
    store: Store, release_id: str, month: int, is_draft: bool, supersedes: str | None, reason: str | None
) -> dict[str, Any]:
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


def _stored(store: Store, about: dict[str, Any], path: Path) -> dict[str, Any]:
    return about | {"month": int(about["month"][1:]), "as_of": as_store_time(store.home.now()), "file": path.name}


def _tables(
    store: Store,
    connection: duckdb.DuckDBPyConnection,
    book: Book,
    until: int,
    figures: list[dict[str, Any]],
    reporting: list[dict[str, Any]],
) -> dict[str, Any]:
    definitions = store.definitions
    with store.open() as opened:
        submissions = fetch_dicts(
            opened,
            "SELECT submission_id, partner_code, month, revision, received_at::DATE AS received_on, state "
            "FROM submission_now WHERE month <= ? ORDER BY ALL",
            [until],
        )
    blocks = released_blocks(definitions, book, until)
    return framework_rows(definitions) | {
        "figure": figures,
        "reporting": reporting,
        "milestone": milestone_rows(connection, definitions, until),
        "submission": [row | {"month": month_code(row["month"])} for row in submissions],
        "provenance": provenance_table(store, connection, figures, blocks),
        "pool": blocks,
        "centre_count": centre_rows(connection, definitions, until),
        "dictionary": dictionary_rows(definitions),
    }


def _released_comment(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"month": month_code(row["month"]), "written_on": row["happened_at"].date()}


def audit_releases(store: Store, release_id: str | None = None) -> list[str]:
    """Attack all releases of the home; with an id, findings of that release only."""
    findings = audit_home(store)
    return [str(finding) for finding in findings if release_id in (None, finding.release_id)]
