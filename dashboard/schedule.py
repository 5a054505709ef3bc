"""What is due when, from the released deliverables: in time, late, overdue or to come, and what comes next."""

from dataclasses import dataclass
from datetime import date

from dashboard.rows import Row
from dashboard.session import Released
from indicators.periods import month_number

IN_TIME, LATE, OVERDUE, TO_COME = "in_time", "late", "overdue", "to_come"
# How far ahead the committee looks.
_AHEAD = 3


@dataclass(frozen=True)
class DueThing:
    """One deliverable: due at the end of month `due`, `submitted_on` the day on which it came."""

    code: str
    name: str
    lead: str
    due: int
    submitted_on: date | None
    state: str
    workstream: str | None
    row: Row


def read_schedule(released: Released) -> list[DueThing]:
    """All deliverables in the order in which they are due."""
    workstreams = {one.code: one.workstream for one in released.context.definitions.deliverables}
    found = [_read(row, workstreams) for row in released.milestones]
    return sorted(found, key=lambda one: (one.due, one.code))


def _read(row: Row, workstreams: dict[str, str]) -> DueThing:
    return DueThing(
        code=row["deliverable_code"],
        name=row["deliverable_name"],
        lead=row["lead"],
        due=month_number(row["due_month"]),
        submitted_on=row["submitted_on"],
        state=state_of(row),
        workstream=workstreams.get(row["deliverable_code"]),
        row=row,
    )


def state_of(row: Row) -> str:
    """How a deliverable stands: what came before its due month is over came in time."""
    if row["submitted_on"] is None:
        return OVERDUE if row["is_due"] else TO_COME
    return LATE if row["is_due"] and not row["is_on_time"] else IN_TIME


def overdue(things: list[DueThing]) -> list[DueThing]:
    """What should have come and hasn't, the longest overdue first."""
    return [one for one in things if one.state == OVERDUE]


def due_next(things: list[DueThing], month: int, ahead: int = _AHEAD) -> list[DueThing]:
    """What is still to come of the months after `month`."""
    return [one for one in things if one.state == TO_COME and month < one.due <= month + ahead]


def say_done(things: list[DueThing], released: Released) -> str:
    """How many of those due so far have come, and how many of them in time."""
    _, due = released.context.texts, [one for one in things if one.row["is_due"]]
    if not due:
        return _("No deliverable has been due so far.")
    done = sum(one.state != OVERDUE for one in due)
    return _(
        "{done} of {due} deliverables due so far have been submitted, {in_time} in time.",
        done=done,
        due=len(due),
        in_time=sum(one.state == IN_TIME for one in due),
    )


def say_due(things: list[DueThing], released: Released) -> list[str]:
    """Two sentences: what is overdue since when, and what is due in the next months."""
    return [_say_overdue(overdue(things), things, released), _say_next(things, released)]


def _say_overdue(late: list[DueThing], things: list[DueThing], released: Released) -> str:
    _ = released.context.texts
    if not any(one.row["is_due"] for one in things):
        return _("No deliverable has been due so far.")
    if not late:
        return _("No deliverable is overdue.")
    named = _.list_apart(
        _("{name}, since the end of {month}", name=name_of(one, released), month=released.context.month_name(one.due))
        for one in late
    )
    return _.plural(
        "{n} deliverable is overdue: {names}.", "{n} deliverables are overdue: {names}.", len(late), names=named
    )


def _say_next(things: list[DueThing], released: Released) -> str:
    _, last = released.context.texts, released.context.periods.count
    until = min(released.month + _AHEAD, last)
    if released.month >= last:
        return _("The project's last month has been reached.")
    coming = due_next(things, released.month)
    if not coming:
        return _("No deliverable is due by the end of {month}.", month=released.context.month_name(until))
    named = _.list_apart(
        _("{name}, by the end of {month}", name=name_of(one, released), month=released.context.month_name(one.due))
        for one in coming
    )
    return _("Due next: {names}.", names=named)


def name_of(one: DueThing, released: Released) -> str:
    """Code and name in the reader's language."""
    return f"{one.code} {released.context.texts(one.name)}"
