"""Rules of the follow-up of trainings: answers of people who attended, asked some months later."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from etl.issue import Issue
from etl.rules.context import Context, Origin, tells
from etl.rules.earlier import earlier_rows
from etl.rules.relations import check_relations

_SHEET, _TRAININGS, _KEY = "FOLLOWUP", "TRAININGS", "session_code"
_ASKED, _ATTENDED, _LAST_DAY = "followup_asked_n", "attended_n", "date_to"
_LEAST_MONTHS = 2


@tells("answers", "unknown", "attended", "early", "later")
def check_t06(context: Context) -> Iterator[Issue]:
    """A follow-up belongs to a session of this partner, two months old, and asks no more people than attended."""
    yield from check_relations(context, "T06")
    if not context.rows(_SHEET):
        return
    sessions: dict[Any, Any] = {key[0]: known.row for key, known in earlier_rows(context, _TRAININGS).items()}
    sessions |= {row.get(_KEY): row.values for row in context.rows(_TRAININGS)}
    for row in context.rows(_SHEET):
        code, asked = row.get(_KEY), row.get(_ASKED)
        if code is None:
            continue
        if code not in sessions:
            origin = Origin(_TRAININGS, (code,), _KEY)
            yield context.issue("T06", "unknown", _SHEET, _KEY, row.number, code, origin)
            continue
        attended = sessions[code].get(_ATTENDED)
        if None not in (asked, attended) and asked > attended:
            origin = Origin(_TRAININGS, (code,), _ATTENDED)
            yield context.issue("T06", "attended", _SHEET, _ASKED, row.number, asked, origin, value=attended)
        yield from _check_month(context, row.number, code, sessions[code].get(_LAST_DAY))


def _check_month(context: Context, number: int, code: str, last: date | None) -> Iterator[Issue]:
    month, periods = context.workbook.month, context.definitions.periods
    if last is None or month is None:
        return
    first = periods.month_of(last) + _LEAST_MONTHS
    if month < first:
        origin, places = Origin(_TRAININGS, (code,), _LAST_DAY), {"last": last, "first": context.messages.month(first)}
        yield context.issue("T06", "early", _SHEET, _KEY, number, code, origin, **places)
