"""Publishing: calculate, pass the gate, verify, attack, and only then swap the release file in."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from etl.audit import audit_files
from etl.book import append_book, read_book
from etl.errors import UserError
from etl.release_write import (
    centre_rows,
    definition_rows,
    dictionary_rows,
    framework_rows,
    milestone_rows,
    provenance_rows,
    read_facts,
    write_release,
)
from etl.review import read_reporting
from etl.store import Store, append_rows, as_store_time, fetch_dicts
from etl.verify import verify_figures
from etl.working_tables import add_due, copy_accepted, reported_months
from indicators.calculate.coverage import Reports
from indicators.calculate.facts import build_facts
from indicators.calculate.figures import Calculation
from indicators.calculate.measure import build_planned
from indicators.calculate.provenance import list_provenance
from indicators.disclosure.book import Book
from indicators.disclosure.gate import close_blocks
from indicators.disclosure.pooled import pooled_blocks
from indicators.model.disclosure import PooledPlan
from indicators.periods import month_code
from indicators.texts import N_

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Published:
    """A release that has left."""

    release_id: str
    path: Path
    month: int
    as_of: str


def publish_release(
    store: Store,
    month: int,
    is_draft: bool = False,
    supersedes: str | None = None,
    reason: str | None = None,
    on_progress: Progress = lambda _text: None,
) -> Published:
    """Build the release of the months up to `month` as of now; raises UserError when it may not leave."""
    _check_request(store, month, supersedes, reason)
    with FileLock(str(store.home.lock_path.with_name("publish.lock"))):
        return _publish(store, month, is_draft, supersedes, reason, on_progress)


def _check_request(store: Store, month: int, supersedes: str | None, reason: str | None) -> None:
    periods = store.definitions.periods
    if not 1 <= month <= periods.count or not periods.is_begun(month, store.home.today()):
        raise UserError(N_("{month} has not begun yet: there is nothing to publish."), month=month_code(month))
    if bool(supersedes) != bool(reason):
        raise UserError(N_("A release that supersedes another needs both its id and a reason."))
    if supersedes and not (store.home.releases / f"{supersedes}.duckdb").exists():
        raise UserError(N_("There is no release {release}."), release=supersedes)


def _publish(
    store: Store, month: int, is_draft: bool, supersedes: str | None, reason: str | None, tell: Progress
) -> Published:
    as_of = store.home.today()
    # The id stands in every row of every export: where the data are made up, it says so.
    label = "synthetic-" if store.home.is_synthetic else ""
    release_id = f"{month_code(month)}-{as_of:%Y%m%d}-{label}{secrets.token_hex(3)}"
    tell("Reading accepted workbooks")
    connection = copy_accepted(store, month)
    reporting = read_reporting(store, month)
    add_due(connection, reporting, as_of)
    build_facts(connection, store.definitions, month)
    build_planned(connection, store.definitions)
    with store.open() as opened:
        before = read_book(opened)
    tell("Closing blocks")
    closed = close_blocks(connection, store.definitions, before, month, is_draft)
    reports = Reports(store.definitions, reported_months(connection, store.definitions))
    tell("Calculating figures")
    figures = list(Calculation(connection, store.definitions, reports, closed.book, month, as_of, release_id).figures())
    tell("Verifying by a second calculation")
    verification = verify_figures(connection, store.definitions, figures, month)
    if verification["differences_n"]:
        raise UserError(
            N_("Two calculations disagree, so nothing was published: {detail}"), detail=verification["detail"]
        )
    about = _about(store, release_id, month, is_draft, supersedes, reason)
    tables = _tables(store, connection, closed.book, month, figures, reporting) | {
        "release": [about],
        "verification": [verification],
    }
    path = store.home.releases / f"{release_id}.duckdb"
    building = store.home.releases / f".building-{release_id}.duckdb"
    try:
        write_release(building, tables, read_facts(connection, store.definitions, month))
        tell("Attacking the release")
        _attack(store, building)
        # The ledger is kept before the file appears: what was closed and never seen is safe, the reverse is not.
        with store.open() as opened:
            if not is_draft:
                append_book(opened, release_id, before, closed.book, closed.due, figures)
            append_rows(opened, "release", [_stored(store, about, path)])
        building.replace(path)
    finally:
        building.unlink(missing_ok=True)
    return Published(release_id, path, month, as_of.isoformat())


def _attack(store: Store, building: Path) -> None:
    findings = audit_files([*_released(store), building], store.definitions)
    if findings:
        listed = "\n".join(f"  {finding}" for finding in findings[:20])
        raise UserError(
            N_("The auditor can't clear this release, so nothing was published:\n{findings}"), findings=listed
        )


def _released(store: Store) -> list[Path]:
    return sorted(store.home.releases.glob("[!.]*.duckdb"))


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
) -> dict[str, list[dict[str, Any]]]:
    definitions = store.definitions
    with store.open() as opened:
        comments = fetch_dicts(opened, "SELECT * FROM comment WHERE month <= ? ORDER BY comment_id", [until])
        submissions = fetch_dicts(
            opened,
            "SELECT submission_id, partner_code, month, revision, received_at::DATE AS received_on, state "
            "FROM submission_now WHERE month <= ? ORDER BY ALL",
            [until],
        )
    return framework_rows(definitions) | {
        "figure": figures,
        "reporting": reporting,
        "milestone": milestone_rows(connection, definitions, until),
        "comment": [row | {"month": month_code(row["month"])} for row in comments],
        "submission": [row | {"month": month_code(row["month"])} for row in submissions],
        "provenance": [*provenance_rows(figures), *list_provenance(connection, definitions, until)],
        "pool": _pools(store, book, until),
        "centre_count": centre_rows(connection, definitions, until),
        "definition": definition_rows(definitions),
        "dictionary": dictionary_rows(definitions),
    }


def _pools(store: Store, book: Book, until: int) -> list[dict[str, Any]]:
    rows = []
    for code, plan in store.definitions.disclosure.rows.items():
        if isinstance(plan, PooledPlan):
            for number, block in enumerate(pooled_blocks(store.definitions.indicator(code), book, until), start=1):
                own = {"indicator_code": code, "partner_code": block["partner"], "month": month_code(block["month"])}
                # The block's own name holds session codes that are not shown: a number takes its place.
                rows.append(block | own | {"block": f"{code}-{number:03d}"})
    return rows


def audit_releases(store: Store, release_id: str | None = None) -> list[str]:
    """Attack all releases of the home; with an id, findings of that release only."""
    findings = audit_files(_released(store), store.definitions)
    return [str(finding) for finding in findings if release_id in (None, finding.release_id)]
