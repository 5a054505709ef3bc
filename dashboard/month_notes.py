"""What an officer should know about a month before and after sending: late, locked, waiting, published."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dashboard.markup import Html, element
from dashboard.session import Context
from indicators.periods import month_code

if TYPE_CHECKING:
    from etl.services import MonthStanding


def build_notes(
    standing: "MonthStanding", context: Context, is_sent: bool = False, is_told_late: bool = False
) -> list[Html]:
    """One note for each thing that is true of the month, the gravest first; none for a month in order.

    `is_told_late`: the page says already that the month is late.
    """
    delay = () if is_told_late else _tell_delay(standing, context, is_sent)
    notes = (*_tell_lock(standing, context), *delay)
    notes = (*notes, *_tell_waiting(standing, context, is_sent), *_tell_release(standing, context, is_sent))
    return [
        element("p", element("b", title), " ", said, cls=f"month-note {kind}", role="note")
        for kind, title, said in notes
    ]


_Note = tuple[str, str, str]


def _tell_lock(standing: "MonthStanding", context: Context) -> Iterator[_Note]:
    if standing.lock is None:
        return
    _ = context.texts
    told = _(
        "The coordinator closed {month} on {day}, with the reason: “{reason}”. No workbook is taken for it.",
        month=month_code(standing.month),
        day=_.day(standing.lock.locked_on),
        reason=standing.lock.reason,
    )
    yield "locked", _("Locked."), told


def _tell_delay(standing: "MonthStanding", context: Context, is_sent: bool) -> Iterator[_Note]:
    # Once it is there in time, nothing is late, whatever is sent after it.
    if not standing.is_late or (standing.received_on and not is_sent):
        return
    _ = context.texts
    code, due = month_code(standing.month), _.day(standing.due_on)
    if is_sent:
        told = _("{month} was due by {day}. It counts as late, and all its figures count in full.", month=code, day=due)
    else:
        told = _("{month} was due by {day}. Send it all the same: its figures count in full.", month=code, day=due)
    yield "late", _("Late."), told


def _tell_waiting(standing: "MonthStanding", context: Context, is_sent: bool) -> Iterator[_Note]:
    if standing.waiting_revision is None:
        return
    _ = context.texts
    told = _(
        "Revision {n} of {month} waits for the coordinator, who has a question. You need not do anything. "
        "If you send the month again, the new workbook takes its place.",
        n=standing.waiting_revision,
        month=month_code(standing.month),
    )
    yield "waiting", _("Waiting."), told


def _tell_release(standing: "MonthStanding", context: Context, is_sent: bool) -> Iterator[_Note]:
    if standing.release is None:
        return
    _ = context.texts
    day, month = _.day(standing.release.as_of), month_code(standing.month)
    if standing.lock is not None:
        # A correction can't be sent, so nothing is promised of one.
        yield "published", _("Published."), _("Figures up to {month} were published on {day}.", month=month, day=day)
        return
    if standing.is_released_with_workbook:
        told = _(
            "Figures with {month} were published on {day}. A correction appears in the next release.",
            month=month,
            day=day,
        )
    else:
        told = _(
            "Figures up to {month} were published on {day} without your workbook. "
            "What you send appears in the next release.",
            month=month,
            day=day,
        )
    yield "published", _("Published."), f"{told} {_tell_fixed(context)}".strip()


def _tell_fixed(context: Context) -> str:
    _, sheets = context.texts, context.definitions.workbook.row_sheets
    fixed = [_(sheet.label) for sheet in sheets.values() if sheet.disclosure_class == "A"]
    if not fixed:
        return ""
    return _(
        "Numbers from {sheets} that were shown once never change: a correction only enters later numbers.",
        sheets=", ".join(fixed),
    )
