"""Rules of trainings of practitioners."""

from collections.abc import Iterator
from datetime import date

from etl.issue import Issue
from etl.rules.context import Context, read_all, tells
from etl.rules.relations import check_relations

_SHEET = "TRAININGS"
_MOST_DAYS = 10
_OF_PRACTITIONERS = "TOT_"


@tells("order", "month", "length")
def check_t01(context: Context) -> Iterator[Issue]:
    """A training ends after it begins, in the reporting month, within ten days."""
    for row in context.rows(_SHEET):
        first, last = row.get("date_from"), row.get("date_to")
        yield from _check_month(context, row.number, last)
        if first is None or last is None:
            continue
        if first > last:
            yield context.issue("T01", "order", _SHEET, "date_to", row.number, last)
        elif (last - first).days + 1 > _MOST_DAYS:
            yield context.issue("T01", "length", _SHEET, "date_from", row.number, first)


def _check_month(context: Context, number: int, last: date | None) -> Iterator[Issue]:
    month, periods = context.workbook.month, context.definitions.periods
    if last is None or month is None:
        return
    start, end = periods.first_day(month), periods.last_day(month)
    if not start <= last <= end:
        yield context.issue("T01", "month", _SHEET, "date_to", number, last, first=start, last=end)


@tells("registered", "attended")
def check_t02(context: Context) -> Iterator[Issue]:
    """Attended is within registered, completed and first-time participants within attended."""
    yield from check_relations(context, "T02")


@tells("used", "partner", "target")
def check_t07(context: Context) -> Iterator[Issue]:
    """A code names one session of this partner for ever; only a held training of practitioners counts to the target."""
    used = _used_codes(context)
    start = f"TR-{context.workbook.partner}-"
    for row in context.rows(_SHEET):
        code = row.get("session_code")
        if code is not None and context.partner and not code.startswith(start):
            yield context.issue("T07", "partner", _SHEET, "session_code", row.number, code, start=start)
        if code in used:
            month = context.messages.month(used[code])
            yield context.issue("T07", "used", _SHEET, "session_code", row.number, code, key=code, month=month)
        counting = read_all(row, "counts_to_target", "training_type", "attended_n")
        if counting and counting[0] == "Y" and not (counting[1].startswith(_OF_PRACTITIONERS) and counting[2] >= 1):
            yield context.issue("T07", "target", _SHEET, "counts_to_target", row.number, counting[0])


def _used_codes(context: Context) -> dict[str, int]:
    # A revision of the same month repeats its own codes.
    return {
        row["session_code"]: month
        for month, record in sorted(context.history.newest.items(), reverse=True)
        if month != context.workbook.month
        for row in record.sheets.get(_SHEET, ())
    }
