"""The coordinator's comments: why an indicator is not on track, what is done about it, by whom and until when.

Append-only: a correction is a newer comment on the same indicator and month, taking one back is a row of its own.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from etl.errors import UserError
from etl.released_text import find_unreleasable, raise_all
from etl.store import Store, append_rows, as_store_time, fetch_dicts
from etl.submission_state import new_order_id
from indicators.load import Definitions
from indicators.model.disclosure import NeverPlan
from indicators.periods import month_code
from indicators.texts import N_

MAX_CHARACTERS = 300
# What is left to do when the project ends is done within a year; a later day is a slip of the year.
_LONGEST = timedelta(days=366)
_LENGTHS = {
    "cause": N_("The cause needs 1 to {most} characters; it has {n}."),
    "action": N_("The action needs 1 to {most} characters; it has {n}."),
}
_NEWEST = """
    SELECT comment_id, indicator_code, month, cause, action, owner, due, happened_at, who FROM (
        SELECT * FROM comment WHERE month <= ?
        QUALIFY row_number() OVER (PARTITION BY indicator_code, month ORDER BY happened_at DESC, comment_id DESC) = 1)
    WHERE is_withdrawn IS NOT TRUE
    QUALIFY row_number() OVER (PARTITION BY indicator_code ORDER BY month DESC) = 1
    ORDER BY indicator_code
"""


def append_comment(
    store: Store, indicator: str, month: int, cause: str, action: str, owner: str, due: date, who: str
) -> str:
    """Keep a comment on an indicator as of a month, for the releases of that month and later ones; returns its id.

    Raises UserError. Short on purpose, and never about a person: it is released with the figure.
    """
    told = check_comment(store, indicator, month, cause, action, owner, due)
    return _append(store, {"indicator_code": indicator, "month": month, "owner": owner, "due": due, "who": who} | told)


def check_comment(
    store: Store, indicator: str, month: int, cause: str, action: str, owner: str, due: date
) -> dict[str, str]:
    """Cause and action as they would be kept; raises UserError with everything that stands against it, all at once."""
    told = {"cause": _plain(cause), "action": _plain(action)}
    partner = store.definitions.partner(owner)
    checks: list[Callable[[], object]] = [
        lambda: _check_place(store, indicator, month),
        lambda: _check_owner(store, owner, month),
        lambda: _check_due(store, due),
    ]
    faults = [fault for check in checks if (fault := _fault_of(check))]
    raise_all([*faults, *_find_in_texts(store, told, partner.country if partner else None)])
    return told


def _fault_of(check: Callable[[], object]) -> UserError | None:
    try:
        check()
    except UserError as fault:
        return fault
    return None


def withdraw_comment(store: Store, indicator: str, month: int, who: str) -> None:
    """Take back what was said of an indicator as of a month; releases that hold it keep it. Raises UserError."""
    _check_place(store, indicator, month)
    found = next((one for one in read_comments(store, month) if one["indicator_code"] == indicator), None)
    if found is None or found["month"] != month:
        told = N_("There is no comment on {code} for {month}.")
        raise UserError(told, code=indicator, month=month_code(month))
    _append(store, {"indicator_code": indicator, "month": month, "who": who, "is_withdrawn": True})


def read_comments(store: Store, month: int) -> list[dict[str, Any]]:
    """The newest comment of each indicator as of a month, but those that were taken back."""
    with store.open() as connection:
        return fetch_dicts(connection, _NEWEST, [month])


def is_in_force(comment: dict[str, Any], month: int, today: date) -> bool:
    """Does the comment still speak for its indicator: written for this very month, or its due day is not over?"""
    return bool(comment["month"] == month or comment["due"] >= today)


def _append(store: Store, row: dict[str, Any]) -> str:
    # Several in one day of a home whose clock stands still are told apart by their ids.
    own = {"comment_id": new_order_id(), "happened_at": as_store_time(store.home.now())}
    with store.open() as connection:
        append_rows(connection, "comment", [{"is_withdrawn": False} | row | own])
    return str(own["comment_id"])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _check_place(store: Store, indicator: str, month: int) -> None:
    periods = store.definitions.periods
    if indicator not in {one.code for one in store.definitions.indicators}:
        raise UserError(N_("There is no indicator {code}."), code=indicator)
    if not 1 <= month <= periods.count:
        raise UserError(N_("There is no month {month} in this project."), month=month_code(month))
    if not periods.is_begun(month, store.home.today()):
        raise UserError(N_("{month} has not begun yet: there is nothing to comment on."), month=month_code(month))
    _check_secrecy(store.definitions, indicator, month)


def _check_secrecy(definitions: Definitions, indicator: str, month: int) -> None:
    """Of women nothing is said between closings, and nothing at all of what is never published."""
    plan = definitions.disclosure
    if isinstance(plan.rows.get(indicator), NeverPlan):
        raise UserError(N_("{code} is never published, so nothing is said of it."), code=indicator)
    if definitions.indicator(indicator).disclosure_class == "A" and month_code(month) not in plan.closings:
        told = N_("{code} is shown at closings only. Comment on one of them: {closings}.")
        raise UserError(told, code=indicator, closings=", ".join(plan.closings))


def _check_owner(store: Store, owner: str, month: int) -> None:
    partner = store.definitions.partner(owner)
    if partner is None:
        raise UserError(N_("There is no partner {code}. Name a code of the registry."), code=owner)
    if (store.definitions.periods.parse(partner.to_month) or 0) < month:
        told = N_("{code} leaves after {month}. Name a partner that stays.")
        raise UserError(told, code=owner, month=partner.to_month)


def _check_due(store: Store, due: date) -> None:
    today, last = store.home.today(), store.definitions.project.calendar.end + _LONGEST
    if due < today:
        raise UserError(N_("The due day {due} is over. Name one that is still to come."), due=due)
    if today <= last < due:
        raise UserError(N_("The due day {due} is long after the project's end. Look at the year."), due=due)


def _find_in_texts(store: Store, told: dict[str, str], region: str | None) -> list[UserError]:
    faults = [
        UserError(_LENGTHS[name], most=MAX_CHARACTERS, n=len(text))
        for name, text in told.items()
        if not 0 < len(text) <= MAX_CHARACTERS
    ]
    # A text that is far too long is not searched to its end.
    short = [text[: 2 * MAX_CHARACTERS] for text in told.values()]
    return faults + find_unreleasable(store.definitions, short, region)
