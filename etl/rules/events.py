"""Rules of communication events."""

from collections.abc import Iterator
from typing import Any

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, tells
from etl.rules.relations import check_relations, find_gap
from indicators.model.workbook import Joint

_SHEET = "EVENTS"
_WHOLE = "participants_n"
_SEXES = ("participants_women_n", "participants_men_n", "participants_undisclosed_n")


@tells("month", "partner")
def check_v01(context: Context) -> Iterator[Issue]:
    """The event lies in the reporting month and carries a code of the partner's own.

    The last month takes in the project's remaining days. A joint event has a code with each partner that reports it.
    """
    month, periods = context.workbook.month, context.definitions.periods
    start = f"EV-{context.workbook.partner}-"
    for row in context.rows(_SHEET):
        day, code = row.get("date"), row.get("event_code")
        if code is not None and context.partner and not code.startswith(start):
            yield context.issue("V01", "partner", _SHEET, "event_code", row.number, code, start=start)
        if month and day is not None and not periods.first_day(month) <= day <= periods.last_day(month):
            days = {"first": periods.first_day(month), "last": periods.last_day(month)}
            yield context.issue("V01", "month", _SHEET, "date", row.number, day, **days)


@tells("sum", "groups", "total")
def check_v02(context: Context) -> Iterator[Issue]:
    """The sexes add up to the people present; policy makers and practitioners are some of them."""
    yield from check_relations(
        context, "V02", lambda row, relation: max(find_gap(context, "V02", row), 0) if relation.case == "groups" else 0
    )
    for row in context.rows(_SHEET):
        is_blank = _WHOLE in row.values and row.get(_WHOLE) is None
        if is_blank and any(row.get(column) for column in _SEXES):
            yield context.issue("V02", "total", _SHEET, _WHOLE, row.number)


@tells("method", "reach", "place")
def check_v03(context: Context) -> Iterator[Issue]:
    """People informed and how they were counted belong together; people present were at a venue, or a mode is told."""
    for row in context.rows(_SHEET):
        if "reach_n" in row.values and "reach_method" in row.values:
            reach, method = row.get("reach_n"), row.get("reach_method")
            if reach is not None and method is None:
                yield context.issue("V03", "method", _SHEET, "reach_method", row.number)
            elif method is not None and reach is None:
                yield context.issue("V03", "reach", _SHEET, "reach_n", row.number)
        channel, is_mode_blank = row.get("channel"), "mode" in row.values and row.get("mode") is None
        if row.get(_WHOLE) and channel not in (None, "VENUE") and is_mode_blank:
            yield context.issue("V03", "place", _SHEET, "mode", row.number)


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
