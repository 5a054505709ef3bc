"""Requests of partners to open a locked month again: asked with a reason, declined with a reason, or done by unlocking.

They are small writes of a page, so they live in the file of the access list. Append-only: a request is asked, and maybe
declined; that it was granted is not written here, for the lock itself tells it, whichever way the month was unlocked.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sql

from etl.access_file import METADATA, open_access_file
from etl.errors import UserError
from etl.gate import find_in_text
from etl.home import Home
from etl.month_lock import is_locked, read_locks
from etl.store import Store, as_store_time
from etl.submission_state import new_order_id
from indicators.load import Definitions
from indicators.periods import month_code
from indicators.texts import N_

MAX_CHARACTERS = 300
RequestState = Literal["open", "declined", "granted"]

_events = sql.Table(
    "unlock_request",
    METADATA,
    sql.Column("event_number", sql.Integer, primary_key=True),
    sql.Column("request_id", sql.String, nullable=False),
    sql.Column("partner", sql.String, nullable=False),
    sql.Column("month", sql.Integer, nullable=False),
    sql.Column("event", sql.String, nullable=False),  # asked, declined
    sql.Column("reason", sql.String, nullable=False),
    sql.Column("happened_at", sql.DateTime, nullable=False),
    sql.Column("who", sql.String, nullable=False),
)


@dataclass(frozen=True)
class UnlockRequest:
    """What a partner asked for and what became of it; `month` is the number of the reporting month."""

    request_id: str
    partner: str
    month: int
    reason: str
    asked_at: datetime
    asked_by: str
    state: RequestState = "open"
    answer: str = ""
    answered_at: datetime | None = None


def ask_unlock(store: Store, partner: str, month: int, reason: str, who: str) -> UnlockRequest:
    """Ask for a locked month to be opened again for one partner; raises UserError with what stands against it."""
    told = _demand_reason(reason, store.definitions, partner)
    code = month_code(month)
    if not is_locked(read_locks(store, partner), month, partner):
        raise UserError(N_("{month} is not locked: send the workbook."), month=code)
    if any(one.state == "open" and one.month == month for one in list_requests(store, partner)):
        raise UserError(N_("You have asked for {month} already. The coordinator has not answered yet."), month=code)
    now = as_store_time(store.home.now())
    # Ordered by the machine's own time, as locks are: a demo's clock stands still for a day.
    request = UnlockRequest(new_order_id(), partner, month, told, now, who)
    _append(store.home, request, "asked", told, now, who)
    return request


def decline_unlock(store: Store, request_id: str, reason: str, who: str) -> UnlockRequest:
    """Answer an open request with no, and why; raises UserError."""
    found = next((one for one in list_requests(store) if one.request_id == request_id), None)
    if found is None or found.state != "open":
        raise UserError(N_("This request is not open any more: look at the list again."))
    told = _demand_reason(reason, store.definitions, found.partner)
    _append(store.home, found, "declined", told, as_store_time(store.home.now()), who)
    return found


def list_requests(store: Store, partner: str | None = None) -> list[UnlockRequest]:
    """Requests of one partner or of all, the newest first, each with what became of it."""
    query = sql.select(_events).order_by(_events.c.event_number)
    if partner is not None:
        query = query.where(_events.c.partner == partner)
    with open_access_file(store.home) as connection:
        events = [dict(row) for row in connection.execute(query).mappings()]
    if not events:
        return []
    locks = read_locks(store)
    declined = {event["request_id"]: event for event in events if event["event"] == "declined"}
    asked = [event for event in events if event["event"] == "asked"]
    return [_build(event, declined.get(event["request_id"]), locks) for event in reversed(asked)]


def _demand_reason(reason: str, definitions: Definitions, partner: str) -> str:
    """A reason that may be kept: not empty, short, and nothing in it that may be personal; raises UserError."""
    told = reason.strip()
    if not told:
        raise UserError(N_("A reason is needed: say in one sentence why."))
    if len(told) > MAX_CHARACTERS:
        raise UserError(N_("The reason has {n} characters; write at most {max}."), n=len(told), max=MAX_CHARACTERS)
    registered = definitions.partner(partner)
    if find_in_text(told, definitions, registered.country if registered else None):
        raise UserError(
            N_("The reason may hold personal data, so it was not kept. Write it without names, numbers or addresses.")
        )
    return told


def _build(asked: dict[str, Any], declined: dict[str, Any] | None, locks: list[dict[str, Any]]) -> UnlockRequest:
    partner, month, request_id = asked["partner"], asked["month"], asked["request_id"]
    later = [
        lock
        for lock in locks
        if lock["month"] == month and lock["partner_code"] in (None, partner) and lock["lock_id"] > request_id
    ]
    granted = next((lock for lock in later if not lock["is_locked"]), None)
    told = (asked["reason"], asked["happened_at"], asked["who"])
    if declined:
        answer = (declined["reason"], declined["happened_at"])
        return UnlockRequest(request_id, partner, month, *told, "declined", *answer)
    if granted:
        return UnlockRequest(request_id, partner, month, *told, "granted", granted["reason"], granted["happened_at"])
    return UnlockRequest(request_id, partner, month, *told)


def _append(home: Home, request: UnlockRequest, event: str, reason: str, moment: datetime, who: str) -> None:
    row = {"request_id": request.request_id, "partner": request.partner, "month": request.month}
    row |= {"event": event, "reason": reason, "happened_at": moment, "who": who}
    with open_access_file(home) as connection:
        connection.execute(sql.insert(_events).values(row))


def forget_reasons(connection: sql.Connection, partners: Collection[str] | None, instead: str) -> int:
    """Put another text in the place of reasons and answers of these partners, or of all; returns how many."""
    query = sql.update(_events).where(_events.c.reason != instead).values(reason=instead)
    if partners is not None:
        query = query.where(_events.c.partner.in_(partners))
    return int(connection.execute(query).rowcount)
