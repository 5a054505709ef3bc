"""How a partner's months stand: late, locked, waiting, published, or several of these at once; what it has sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.actor import Actor
from etl.month_lock import newest_lock, read_locks
from etl.release_file import ReleaseInfo
from etl.store import fetch_dicts
from etl.unlock_request import UnlockRequest, list_requests


@dataclass(frozen=True)
class MonthLock:
    """That a month is closed to new revisions: why, since when, for everybody or for one partner."""

    reason: str
    locked_on: date
    is_for_all: bool


@dataclass(frozen=True)
class MonthStanding:
    """What an officer should know before a workbook of the month is sent; months are numbers."""

    month: int
    due_on: date
    # The state that counts: accepted before waiting before returned; None when nothing was sent.
    state: str | None = None
    received_on: date | None = None
    waiting_revision: int | None = None
    is_overdue: bool = False
    lock: MonthLock | None = None
    release: ReleaseInfo | None = None
    is_released_with_workbook: bool = False
    request: UnlockRequest | None = None

    @property
    def is_sent(self) -> bool:
        """Did a workbook come that was not given back?"""
        return self.state in ("accepted", "received")

    @property
    def is_late(self) -> bool:
        """Did, or will, the first workbook of the month come after the due day?"""
        return self.received_on > self.due_on if self.received_on else self.is_overdue


def read_own_submissions(actor: Actor, partner: str) -> list[dict[str, Any]]:
    """A partner's submissions, the newest first: id, month, revision, state, reason, received_at, who sent it."""
    query = (
        "SELECT submission_id, month, revision, state, reason, received_at, submitted_by FROM submission_now "
        "WHERE partner_code = ? ORDER BY received_at DESC, month DESC, revision DESC"
    )
    with actor.at_own(partner, "submission.read").open() as connection:
        return fetch_dicts(connection, query, [partner])


def read_month_standings(
    actor: Actor, partner: str, releases: Iterable[ReleaseInfo], months: Iterable[int]
) -> dict[int, MonthStanding]:
    """How each of the months stands for a partner; `releases` are those that readers see, in order of time."""
    store = actor.at_own(partner, "month.read")
    locks, requests, seen = read_locks(store, partner), list_requests(store, partner), list(releases)
    own: dict[int, list[dict[str, Any]]] = {}
    query = "SELECT month, revision, state, received_at FROM submission_now WHERE partner_code = ? ORDER BY revision"
    with store.open() as connection:
        for row in fetch_dicts(connection, query, [partner]):
            own.setdefault(row["month"], []).append(row)
    today = store.home.today()
    return {
        month: MonthStanding(
            month=month,
            due_on=(due := store.definitions.periods.due_day(month)),
            is_overdue=today > due,
            lock=_lock(newest_lock(locks, month, partner)),
            request=next((one for one in requests if one.month == month), None),
            **_sent(own.get(month, [])),
            **_published(month, seen, own.get(month, [])),
        )
        for month in months
    }


def _sent(rows: list[dict[str, Any]]) -> dict[str, Any]:
    states = {row["state"] for row in rows}
    return {
        "state": next((state for state in ("accepted", "received", "returned") if state in states), None),
        "received_on": min((row["received_at"].date() for row in rows), default=None),
        "waiting_revision": next((row["revision"] for row in rows if row["state"] == "received"), None),
    }


def _published(month: int, releases: list[ReleaseInfo], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The first release that covers the month, and whether a workbook of it had come by then."""
    first = next((info for info in releases if info.month >= month and info.is_in_force), None)
    is_in = first is not None and any(row["received_at"].date() <= first.as_of for row in rows)
    return {"release": first, "is_released_with_workbook": is_in}


def _lock(found: dict[str, Any] | None) -> MonthLock | None:
    if found is None or not found["is_locked"]:
        return None
    return MonthLock(str(found["reason"]), found["happened_at"].date(), found["partner_code"] is None)
