"""Rules of mentoring pathways within one month."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.rules.context import Context, read_all, tells

_SHEET = "PATHWAYS"
_ENROLLED = "women_enrolled_cum"


@tells("sum")
def check_pw01(context: Context) -> Iterator[Issue]:
    """Women active, completed and left early add up to those enrolled."""
    for row in context.rows(_SHEET):
        women = read_all(row, "women_active", "women_completed_cum", "women_left_early_cum", _ENROLLED)
        if women and sum(women[:3]) != women[3]:
            active, completed, left, enrolled = map(context.messages.found, women)
            found = f"{active} + {completed} + {left} ≠ {enrolled}"
            yield context.issue("PW01", "sum", _SHEET, _ENROLLED, row.number, found)


@tells("more")
def check_pw06(context: Context) -> Iterator[Issue]:
    """No running total of women is larger than the number of women enrolled."""
    sheet = context.definitions.workbook.sheets.get(_SHEET)
    counts = [name for name, column in sheet.columns.items() if column.kind == "cum"] if sheet else []
    for row in context.rows(_SHEET):
        enrolled = row.get(_ENROLLED)
        for name in counts:
            count = row.get(name)
            if enrolled is not None and count is not None and count > enrolled:
                yield context.issue("PW06", "more", _SHEET, name, row.number, count)
