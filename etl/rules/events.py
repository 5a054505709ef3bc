"""Rules of communication events."""

from collections.abc import Iterator
from typing import Any

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, tells
from indicators.model.workbook import Joint

_SHEET = "EVENTS"


@tells("month")
def check_v01(context: Context) -> Iterator[Issue]:
    """The event lies in the reporting month; the last month takes in the project's remaining days."""
    month, periods = context.workbook.month, context.definitions.periods
    if month is None:
        return
    first, last = periods.first_day(month), periods.last_day(month)
    for row in context.rows(_SHEET):
        day = row.get("date")
        if day is not None and not first <= day <= last:
            yield context.issue("V01", "month", _SHEET, "date", row.number, day, first=first, last=last)


@tells("joint")
def check_v04(context: Context) -> Iterator[Issue]:
    """The same thing reported by two partners has one organiser named by both, else the coordinator is asked."""
    for name, sheet in context.definitions.workbook.row_sheets.items():
        joint, others = sheet.joint, context.history.others.get(name, ())
        if not joint or not others:
            continue
        for row in context.rows(name):
            for partner in _partners_of_same(context, joint, row, others):
                column = joint.same[0]
                yield context.issue("V04", "joint", name, column, row.number, row.get(column), partner=partner)


def _partners_of_same(context: Context, joint: Joint, row: Row, others: tuple[dict[str, Any], ...]) -> list[str]:
    same = [row.get(column) for column in joint.same]
    if None in same:
        return []
    organiser = row.get(joint.organiser) or context.workbook.partner
    return sorted(
        {
            other["partner_code"]
            for other in others
            if [other.get(column) for column in joint.same] == same
            and (other.get(joint.organiser) or other["partner_code"]) != organiser
        }
    )
