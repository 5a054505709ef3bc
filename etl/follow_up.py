"""Whom the coordinator has to remind: open months by partner, what was noted of them, and which months are closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.access import record_action
from etl.actor import Actor
from etl.contact_note import ContactNote, append_note, list_notes
from etl.month_lock import is_locked, read_locks
from etl.reminder import OpenMonth
from etl.review import read_reporting
from indicators.periods import month_code, month_number

# From the coordinator's side: the partner has to act on these.
_OPEN = ("late", "missing", "returned")
_ACTION = "months.read"


@dataclass(frozen=True)
class FollowUp:
    """A partner with months that it still has to send, in order."""

    partner: str
    months: tuple[OpenMonth, ...]


@dataclass(frozen=True)
class MonthCount:
    """How the workbooks of a month stand, over all partners that are expected."""

    month: int
    expected_n: int
    states: dict[str, int]


@dataclass(frozen=True)
class LockLine:
    """One lock or unlock; `partner` is None for a whole month. In force: no newer one of the same took its place."""

    month: int
    partner: str | None
    is_locked: bool
    reason: str
    changed_on: date
    who: str
    is_in_force: bool


@dataclass(frozen=True)
class MonthsNow:
    """Everything that the page of months tells, from one look at the store."""

    open: tuple[FollowUp, ...]
    counts: tuple[MonthCount, ...]
    locks: tuple[LockLine, ...]
    notes: tuple[ContactNote, ...]


def read_months_now(actor: Actor) -> MonthsNow:
    """Open months, counts of the months that are over, locks (the newest first) and contact notes; raises NoRight."""
    store = actor.at_desk(_ACTION)
    rows = [row for row in read_reporting(store) if row["is_expected"]]
    locks = read_locks(store)
    own: dict[str, list[OpenMonth]] = {}
    for row in rows:
        if row["state"] in _OPEN:
            month, partner = month_number(row["month"]), row["partner_code"]
            one = OpenMonth(month, row["due_on"], row["state"], is_locked(locks, month, partner))
            own.setdefault(partner, []).append(one)
    return MonthsNow(
        open=tuple(FollowUp(partner, tuple(months)) for partner, months in own.items()),
        counts=tuple(_count(rows)),
        locks=tuple(_tell_locks(locks)),
        notes=tuple(list_notes(actor.home)),
    )


def keep_contact_note(actor: Actor, partner: str, month: int | None, text: str) -> None:
    """Keep a note on a partner or on one of its months, or take it back with an empty text; raises UserError."""
    store = actor.at_desk("contact.note")
    append_note(store.home, store.definitions, partner, month, text, actor.email)
    # Of whom, never what: the trail is kept for longer than the notes.
    place = f"{partner} {month_code(month)}" if month else partner
    record_action(actor.home, actor.email, "contact.note" if text.strip() else "contact.withdraw", place)


def _count(rows: list[dict[str, Any]]) -> list[MonthCount]:
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        states = found.setdefault(month_number(row["month"]), {})
        states[row["state"]] = states.get(row["state"], 0) + 1
    return [MonthCount(month, sum(states.values()), states) for month, states in sorted(found.items())]


def _tell_locks(locks: list[dict[str, Any]]) -> list[LockLine]:
    newest = {(lock["month"], lock["partner_code"]): lock["lock_id"] for lock in locks}
    lines = [
        LockLine(
            month=lock["month"],
            partner=lock["partner_code"],
            is_locked=bool(lock["is_locked"]),
            reason=lock["reason"],
            changed_on=lock["happened_at"].date(),
            who=lock["who"],
            is_in_force=newest[lock["month"], lock["partner_code"]] == lock["lock_id"],
        )
        for lock in locks
    ]
    return lines[::-1]
