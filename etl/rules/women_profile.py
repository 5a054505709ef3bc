"""Rules of the half-yearly sheet with the women's ages."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.layout import FIRST_ROW
from etl.rules.context import Context, tells
from etl.rules.relations import find_gap
from indicators.saying import join

_SHEET, _PATHWAYS = "WOMEN_PROFILE", "PATHWAYS"
_KEY, _WOMEN = "age_band", "women_enrolled_cum"


@tells("sum", "later")
def check_w01(context: Context) -> Iterator[Issue]:
    """The women of all age groups are the women enrolled in all pathways of the partner so far."""
    rows = context.rows(_SHEET)
    told, enrolled = [row.get(_WOMEN) for row in rows], _count_enrolled(context)
    if not rows or not _is_due(context) or not _is_delivering(context) or None in told or not enrolled:
        return
    total = sum(told)
    # Where the women of a pathway don't add up, that is told by PW01, and either of its numbers may be the right one.
    if total not in enrolled:
        shown = join(" + ", (context.messages.found(n) for n in told))
        found = join(" = ", (shown, total)) if len(told) > 1 else shown
        yield context.issue("W01", "sum", _SHEET, _WOMEN, rows[0].number, found, enrolled=enrolled[0])


@tells("missing", "other_month")
def check_w02(context: Context) -> Iterator[Issue]:
    """The sheet is filled in exactly in its months, as soon as any woman is enrolled."""
    if context.workbook.month is None or _SHEET not in context.workbook.sheets or not _is_delivering(context):
        return
    rows, enrolled = context.rows(_SHEET), _count_enrolled(context)
    months = ", ".join(context.definitions.workbook.sheets[_SHEET].only_in)
    if rows and not _is_due(context):
        yield context.issue("W02", "other_month", _SHEET, _KEY, rows[0].number, rows[0].get(_KEY), months=months)
    elif not rows and _is_due(context) and enrolled and min(enrolled) > 0:
        yield context.issue("W02", "missing", _SHEET, _WOMEN, FIRST_ROW, enrolled=enrolled[0])


def _is_due(context: Context) -> bool:
    periods, only_in = context.definitions.periods, context.definitions.workbook.sheets[_SHEET].only_in
    return context.workbook.month in [periods.parse(code) for code in only_in]


def _is_delivering(context: Context) -> bool:
    return context.partner is None or context.partner.is_delivering(_SHEET)


def _count_enrolled(context: Context) -> tuple[int, ...]:
    """Women enrolled in all pathways up to this month, ended ones included; empty when a number can't be read.

    A pathway of this workbook counts with its row, one that is absent with its newest earlier row.
    """
    month, here = context.workbook.month, context.rows(_PATHWAYS)
    if month is None or _PATHWAYS not in context.workbook.sheets:
        return ()
    newest = {row["pathway_code"]: row[_WOMEN] or 0 for row in context.history.rows_before(month, _PATHWAYS)}
    own = {row.get("pathway_code"): row.get(_WOMEN) for row in here}
    if None in own or None in own.values():
        return ()
    total = sum((newest | own).values())
    gap = sum(find_gap(context, "PW01", row) for row in here)
    return (total, int(total + gap)) if gap else (total,)
