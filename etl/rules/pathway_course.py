"""Rules of mentoring pathways within one month: stage and end, services, sessions and hours."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, read_all, tells
from etl.rules.pathways import is_end_doubtful
from indicators.saying import Saying

_SHEET = "PATHWAYS"
_ENDED = ("S6", "SX")
_SERVICES = ("tested_service_1", "tested_service_2", "tested_service_3")
_GROUP, _SINGLE, _HOURS = "group_sessions_month", "individual_sessions_month", "mentoring_hours_month"
_LEAST_HOURS, _MOST_HOURS = 0.25, 8


@tells("no_end", "exit_missing", "still_active", "running")
def check_pw03(context: Context) -> Iterator[Issue]:
    """A pathway has ended exactly when its last month is given and no woman is active."""
    for row in context.rows(_SHEET):
        stage, last, active = row.get("stage"), row.get("exit_month"), row.get("women_active")
        if stage is None:
            continue
        if stage not in _ENDED:
            if last is not None:
                yield _issue(context, "PW03", "running", "exit_month", row)
        elif is_end_doubtful(row):
            yield _issue(context, "PW03", "no_end", "stage", row)
        elif "exit_month" in row.values and last is None:
            yield _issue(context, "PW03", "exit_missing", "exit_month", row)
        elif active:
            yield _issue(context, "PW03", "still_active", "women_active", row)


@tells("start", "end", "order", "outside")
def check_pw04(context: Context) -> Iterator[Issue]:
    """A pathway begins within the project, ends after it began, and both not after the reporting month.

    That no month lies outside the project is told while reading, by the column's `outside_rule`.
    """
    month = context.workbook.month
    for row in context.rows(_SHEET):
        start, last = row.get("start_month"), row.get("exit_month")
        is_start_late = month is not None and start is not None and start > month
        if is_start_late:
            yield _issue(context, "PW04", "start", "start_month", row, month=_name(context, month))
        if last is None or row.get("stage") not in (None, *_ENDED):
            continue  # PW03 tells a last month of a pathway that runs on
        if month is not None and last > month:
            yield _issue(context, "PW04", "end", "exit_month", row, month=_name(context, month))
        elif start is not None and last < start and not is_start_late:
            yield _issue(context, "PW04", "order", "exit_month", row, month=_name(context, start))


@tells("early", "silent")
def check_pw10(context: Context) -> Iterator[Issue]:
    """No session before the women's needs are known; some session or hours while mentoring is active."""
    for row in context.rows(_SHEET):
        stage, held = row.get("stage"), read_all(row, _GROUP, _SINGLE)
        if stage == "S1" and held and sum(held):
            yield _issue(context, "PW10", "early", _GROUP if held[0] else _SINGLE, row)
        elif stage == "S4" and held and not sum(held) and row.get(_HOURS) == 0:
            yield _issue(context, "PW10", "silent", _GROUP, row)


@tells("hours", "no_session")
def check_pw11(context: Context) -> Iterator[Issue]:
    """The hours are those of the sessions: a quarter of an hour to eight hours each."""
    for row in context.rows(_SHEET):
        told = read_all(row, _GROUP, _SINGLE, _HOURS)
        if told is None:
            continue
        sessions, hours = told[0] + told[1], told[2]
        if sessions and not _LEAST_HOURS * sessions <= hours <= _MOST_HOURS * sessions:
            limits = {"least": float(_LEAST_HOURS * sessions), "most": float(_MOST_HOURS * sessions)}
            yield _issue(context, "PW11", "hours", _HOURS, row, sessions=sessions, **limits)
        elif hours and not sessions:
            yield _issue(context, "PW11", "no_session", _HOURS, row)


@tells("twice")
def check_pw12(context: Context) -> Iterator[Issue]:
    """The tested services of a pathway differ from each other."""
    for row in context.rows(_SHEET):
        seen = set()
        for column in _SERVICES:
            service = row.get(column)
            if service is not None and service in seen:
                yield _issue(context, "PW12", "twice", column, row)
            seen.add(service)


def _issue(context: Context, rule: str, case: str, column: str, row: Row, **places: object) -> Issue:
    value = row.get(column)
    # Months are numbers inside; people read M05.
    found = _name(context, value) if column in ("start_month", "exit_month") else value
    return context.issue(rule, case, _SHEET, column, row.number, found, **places)


def _name(context: Context, month: int | None) -> Saying | None:
    return None if month is None else context.messages.month(month)
