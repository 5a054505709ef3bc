"""Rules of deliverables."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.rules.context import Context, blank_cells, tells

_SHEET = "DELIVERABLES"
_KEY = "deliverable_code"
_ACCEPTED = "ACCEPTED"
_SUBMITTED = ("SUBMITTED", _ACCEPTED)


@tells("missing", "not_submitted", "late", "progress")
def check_d01(context: Context) -> Iterator[Issue]:
    """A deliverable has a day of submission exactly when it is submitted, by the month's end; accepted is 100 %."""
    month, day_column, progress_column = context.workbook.month, "submitted_on", "progress_pct"
    for row in context.rows(_SHEET):
        state, day, progress = (row.get(column) for column in ("deliverable_state", day_column, progress_column))
        if state is None:
            continue
        if state not in _SUBMITTED:
            if day is not None:
                yield context.issue("D01", "not_submitted", _SHEET, day_column, row.number, day)
        elif blank_cells(row, [day_column]):
            yield context.issue("D01", "missing", _SHEET, day_column, row.number)
        elif month and day is not None and day > context.definitions.periods.last_day(month):
            last = context.definitions.periods.last_day(month)
            yield context.issue("D01", "late", _SHEET, day_column, row.number, day, last=last)
        if state == _ACCEPTED and progress is not None and progress != 100:
            yield context.issue("D01", "progress", _SHEET, progress_column, row.number, progress)


@tells("unknown", "lead")
def check_d03(context: Context) -> Iterator[Issue]:
    """A deliverable is in the registry and led by this partner."""
    leads = {deliverable.code: deliverable.lead for deliverable in context.definitions.deliverables}
    partner = context.partner
    own = ", ".join(code for code, lead in leads.items() if partner and lead == partner.code) or "–"
    for row in context.rows(_SHEET):
        code = row.get(_KEY)
        if code is None:
            continue
        if code not in leads:
            yield context.issue("D03", "unknown", _SHEET, _KEY, row.number, code, codes=own)
        elif partner and leads[code] != partner.code:
            yield context.issue("D03", "lead", _SHEET, _KEY, row.number, code, codes=own)
