"""The coordinator's decisions on submissions that wait, and who has reported."""

import json
from datetime import date, datetime
from typing import Any

from etl.errors import UserError
from etl.reason import demand_reason
from etl.schema import submissions_at
from etl.store import Store, as_store_time, fetch_dicts
from etl.stored_issue import restore_issue
from etl.submission_state import append_states
from indicators.model.project import Partner
from indicators.periods import month_code
from indicators.texts import N_, Texts

_ORDER = "ORDER BY partner_code, month, revision, received_at, submission_id"


def list_waiting(store: Store, texts: Texts | None = None) -> list[dict[str, Any]]:
    """Submissions that wait for the coordinator, oldest first, with their queries as `issues`.

    They are told in the reader's language, whatever the partner's is; in English without one.
    """
    with store.open() as connection:
        rows = fetch_dicts(
            connection,
            "SELECT submission_id, partner_code, month, revision, received_at, submitted_by, issues "
            "FROM submission_now WHERE state = 'received' ORDER BY received_at, submission_id",
        )
    return [{**row, "month": month_code(row["month"]), "issues": _tell_issues(row["issues"], texts)} for row in rows]


def _tell_issues(stored: str | None, texts: Texts | None) -> list[dict[str, object]]:
    return [restore_issue(one, texts).as_dict() for one in json.loads(stored or "[]")]


def accept_submission(store: Store, submission_id: str, who: str) -> None:
    """Accept a waiting submission; raises UserError when it does not wait."""
    _decide(store, submission_id, "accepted", who, None, {"received"})


def return_submission(store: Store, submission_id: str, who: str, reason: str) -> None:
    """Return a waiting or accepted submission with a reason: it no longer counts. Raises UserError."""
    _decide(store, submission_id, "returned", who, demand_reason(store.definitions, reason), {"received", "accepted"})


def read_reporting(
    store: Store, until_month: int | None = None, moment: datetime | None = None
) -> list[dict[str, Any]]:
    """One row per partner and month up to a month (all without one), as the release's table, with `submission_id`.

    In time is what was received by the due day, even if it was returned later: what the coordinator does with a
    workbook is no fault of the partner. With a past `moment` all this as it was known then.
    """
    definitions, today = store.definitions, moment.date() if moment else store.home.today()
    with store.open() as connection:
        found = fetch_dicts(connection, f"SELECT * FROM {submissions_at(moment)} {_ORDER}")
    own: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in found:
        own.setdefault((row["partner_code"], row["month"]), []).append(row)
    months = range(1, (until_month or definitions.periods.count) + 1)
    return [
        _reporting_row(store, partner, month, own.get((partner.code, month), []), today)
        for partner in definitions.partners
        for month in months
    ]


def _reporting_row(
    store: Store, partner: Partner, month: int, submissions: list[dict[str, Any]], today: date
) -> dict[str, Any]:
    definitions = store.definitions
    due, is_expected = definitions.periods.due_day(month), definitions.is_expected(partner, month)
    received = min((row["received_at"].date() for row in submissions), default=None)
    counting = _counting(submissions)
    if counting:
        state = "waiting" if counting["state"] == "received" else counting["state"]
    else:
        state = _silent_state(is_expected, due, today > definitions.periods.last_day(month), today)
    is_over = today > due
    return {
        "partner_code": partner.code,
        "month": month_code(month),
        "is_expected": is_expected,
        "due_on": due,
        "received_on": received,
        "is_on_time": received <= due if received else False if is_over and is_expected else None,
        "state": state,
        "revisions_n": sum(row["told_state"] == "accepted" for row in submissions),
        "submission_id": counting["submission_id"] if counting else None,
    }


def _counting(submissions: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The submission that stands for the month: the accepted one, else the waiting, else the last returned."""
    for state in ("accepted", "received", "returned"):
        found = [row for row in submissions if row["state"] == state]
        if found:
            return found[-1]
    return None


def _silent_state(is_expected: bool, due: date, is_month_over: bool, today: date) -> str:
    if not is_expected:
        return "not_expected"
    if not is_month_over:
        return "not_due"
    return "late" if today > due else "missing"


def _decide(store: Store, submission_id: str, state: str, who: str, reason: str | None, allowed: set[str]) -> None:
    now = as_store_time(store.home.now())
    with store.open() as connection:
        found = fetch_dicts(connection, "SELECT state FROM submission_now WHERE submission_id = ?", [submission_id])
        if not found:
            raise UserError(N_("There is no submission {id}. See the list of those that wait."), id=submission_id)
        if found[0]["state"] not in allowed:
            raise UserError(N_("Submission {id} no longer waits: there is nothing to decide."), id=submission_id)
        append_states(connection, [(submission_id, state)], now, who, reason)
