"""Rules of the order of workbooks: revision numbers, months left out, what the coordinator has returned."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.rules.context import Context, tells
from indicators.saying import join


@tells("number", "returned")
def check_f05(context: Context) -> Iterator[Issue]:
    """The revision number follows on the newest accepted one; returned content does not enter again unseen."""
    workbook, history = context.workbook, context.history
    if workbook.month is None or workbook.revision is None:
        return
    column = context.definitions.workbook.roles.revision
    expected = history.accepted_revision.get(workbook.month, 0) + 1
    if workbook.revision != expected:
        yield context.cover_issue("F05", "number", column, expected_number=expected)
    if history.is_returned(workbook.content_sha256):
        reason = history.returned_content[workbook.content_sha256]
        yield context.cover_issue("F05", "returned", column, reason=reason)


@tells("missing")
def check_f07(context: Context) -> Iterator[Issue]:
    """No month in which the partner reports is left out; a waiting workbook is there, too."""
    month, partner, history = context.workbook.month, context.partner, context.history
    if month is None or partner is None or month in history.accepted_revision:
        return  # what was left out before an accepted workbook was confirmed with it
    last = history.before(month)
    between = range(last.month + 1, month) if last else range(0)
    missing = [context.messages.month(one) for one in between if context.definitions.is_expected(partner, one)]
    if missing and last:
        places = {"months": join(", ", missing), "last": context.messages.month(last.month)}
        yield context.cover_issue("F07", "missing", context.definitions.workbook.roles.month, **places)
