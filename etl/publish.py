"""Publishing: calculate, pass the gate, verify, attack, and only then swap the release file in."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from etl.absent_partners import list_absent
from etl.audit import audit_home
from etl.book import append_book
from etl.calculated import Calculated, Progress, calculate_now
from etl.changes import find_earlier, write_changes
from etl.comment import read_comments
from etl.comment_due import demand_comments, figures_without_comment, released_comments
from etl.confirmation import Confirmation, check_confirmation
from etl.definition_history import older_definitions
from etl.errors import UserError
from etl.publish_request import check_request
from etl.release_chain import chain_rows, demand_chain, released_files
from etl.release_framework import framework_rows
from etl.release_provenance import provenance_table
from etl.release_swap import building_path, finish_swaps, settle, swap_in
from etl.release_write import (
    centre_rows,
    definition_rows,
    dictionary_rows,
    milestone_rows,
    read_facts,
    write_afresh,
    write_release,
)
from etl.store import Store, append_rows, as_store_time, fetch_dicts
from etl.verification import verify_release
from indicators.disclosure.book import Book
from indicators.disclosure.released_blocks import released_blocks
from indicators.periods import month_code, month_number
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
    is_draft: bool = False
    # Partners that a closing was dealt with without: what they send now comes with the next one.
    absent: tuple[str, ...] = ()


def publish_release(
    store: Store,
    month: int,
    is_draft: bool = False,
    supersedes: str | None = None,
    reason: str | None = None,
    on_progress: Progress = lambda _text: None,
    confirmation: Confirmation | None = None,
) -> Published:
    """Build the release of the months up to `month` as of now; raises UserError when it may not leave.

    With a `confirmation` it leaves only from the state of the data that the coordinator has looked at.
    """
    with FileLock(str(store.home.lock_path.with_name("publish.lock"))):
        # What an interrupted publication has closed comes first: it is an earlier release like any other.
        finish_swaps(store)
        demand_chain(store)
        check_request(store, month, is_draft, supersedes, reason)
        return _publish(store, month, is_draft, supersedes, reason, confirmation, on_progress)


def _publish(
    store: Store,
    month: int,
    is_draft: bool,
    supersedes: str | None,
    reason: str | None,
    confirmation: Confirmation | None,
    tell: Progress,
) -> Published:
    because = check_confirmation(store, confirmation) if confirmation else None
    # This first opening also makes what an older store lacks: only what people do changes it from here on.
    comments = read_comments(store, month)
    known = store.version()
    calculated = calculate_now(store, month, is_draft, new_release_id(store, month), tell)
    missing = figures_without_comment(store, calculated.figures, comments, month)
    absent = _absent(store, calculated, month)
    if not is_draft and store.home.kind != "test":
        demand_comments(store, missing, month)
    about = describe_release(store, calculated.release_id, month, is_draft, supersedes, reason)
    building = building_path(store.home, calculated.release_id)
    try:
        build_release(store, calculated, about, comments, building, tell)
        _attack(store, building, calculated.release_id, tell)
        if store.version() != known:
            raise UserError(N_("Somebody sent or decided something meanwhile. Nothing was published: publish again."))
        digest = settle(building)
    except BaseException:
        building.unlink(missing_ok=True)
        raise
    # From here on the finished file stays: once the ledger knows it, the next start swaps it in whatever happens.
    _keep(store, calculated, _stored(about) | {"as_of": as_store_time(store.home.now()), "sha256": digest}, because)
    path = swap_in(building)
    return Published(
        calculated.release_id,
        path,
        month,
        str(about["as_of"]),
        tuple(str(row["indicator_code"]) for row in missing),
        is_draft,
        absent,
    )


def _absent(store: Store, calculated: Calculated, month: int) -> tuple[str, ...]:
    if calculated.closed.due.closing is None:
        return ()
    return tuple(one.partner for one in list_absent(store, calculated.before, month) if one.is_reporting_women)


def new_release_id(store: Store, month: int) -> str:
    """An id for a release of a month as of now."""
    # It stands in every row of every export: where the data are made up, it says so.
    label = "synthetic-" if store.home.is_synthetic else ""
    return f"{month_code(month)}-{store.home.today():%Y%m%d}-{label}{secrets.token_hex(3)}"


def build_release(
    store: Store,
    calculated: Calculated,
    about: dict[str, Any],
    comments: list[dict[str, Any]],
    path: Path,
    tell: Progress,
) -> None:
    """Write the release that was calculated to a file, verified; `about` is its row of the table `release`.

    The one builder of what leaves and of what is only tried; raises UserError when two calculations disagree.
    """
    month, figures, connection = month_number(str(about["month"])), calculated.figures, calculated.connection
    tell("Verifying by a second calculation")
    verification = verify_release(store, connection, figures, month, bool(about["is_draft"]))
    if verification.differences:
        raise UserError(
            N_("Two calculations disagree, so nothing was published: {detail}"), detail=verification.detail()
        )
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


def _keep(store: Store, calculated: Calculated, row: dict[str, Any], because: str | None) -> None:
    """Keep what the release closed and its digest, in one transaction."""
    with store.open() as opened:
        if not row["is_draft"]:
            append_book(
                opened,
                calculated.release_id,
                calculated.before,
                calculated.closed.book,
                calculated.closed.due,
                calculated.figures,
            )
        append_rows(opened, "release", [row | {"confirmed_because": because}])


def _attack(store: Store, building: Path, release_id: str, tell: Progress) -> None:
    verdict = audit_home(store, building, tell)
    if not verdict.clears(release_id):
        listed = "\n".join(f"  {finding}" for finding in verdict.findings[:20])
        raise UserError(
            N_("The auditor can't clear this release, so nothing was published:\n{findings}"), findings=listed
        )


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


def _stored(about: dict[str, Any]) -> dict[str, Any]:
    return about | {"month": int(about["month"][1:]), "file": f"{about['release_id']}.duckdb"}


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
