"""Locks of months: append-only, for all partners or for one, each with its reason."""

from collections.abc import Iterable
from typing import Any

from etl.errors import UserError
from etl.reason import demand_reason
from etl.store import Store, append_rows, as_store_time, fetch_dicts
from etl.submission_state import new_order_id
from indicators.texts import N_


def lock_month(store: Store, month: int, partner: str | None, who: str, reason: str) -> None:
    """Close a month for all partners, or for one, to new revisions; raises UserError."""
    _append_lock(store, month, partner, True, who, reason)


def unlock_month(store: Store, month: int, partner: str | None, who: str, reason: str) -> None:
    """Open a month again, for all partners or for one; raises UserError."""
    _append_lock(store, month, partner, False, who, reason)


def read_locks(store: Store, partner: str | None = None) -> list[dict[str, Any]]:
    """Every lock and unlock, the oldest first: of all months and partners, or those that concern one partner."""
    concerns = "WHERE partner_code IS NULL OR partner_code = ?" if partner else ""
    query = f"SELECT * FROM month_lock {concerns} ORDER BY happened_at, lock_id"
    with store.open() as connection:
        return fetch_dicts(connection, query, [partner] if partner else [])


def is_locked(locks: Iterable[dict[str, Any]], month: int, partner: str) -> bool:
    """Is a month closed for a partner? Its own lock goes before the one of the whole month, whichever came first."""
    newest = newest_lock(locks, month, partner)
    return newest is not None and bool(newest["is_locked"])


def newest_lock(locks: Iterable[dict[str, Any]], month: int, partner: str) -> dict[str, Any] | None:
    """The lock or unlock that holds for a partner's month."""
    found = {lock["partner_code"]: lock for lock in locks if lock["month"] == month}
    return found.get(partner) or found.get(None)


def _append_lock(store: Store, month: int, partner: str | None, is_closed: bool, who: str, reason: str) -> None:
    periods = store.definitions.periods
    if not 1 <= month <= periods.count:
        raise UserError(
            N_("There is no such month. Name one from {first} to {last}."),
            first=periods.codes[0],
            last=periods.codes[-1],
        )
    if partner is not None and store.definitions.partner(partner) is None:
        raise UserError(N_("There is no partner {code}. Name a code of the registry."), code=partner)
    row = {"lock_id": new_order_id(), "month": month, "partner_code": partner, "is_locked": is_closed, "who": who}
    row |= {"happened_at": as_store_time(store.home.now()), "reason": demand_reason(store.definitions, reason)}
    with store.open() as connection:
        append_rows(connection, "month_lock", [row])
