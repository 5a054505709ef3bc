"""Rules of mentoring pathways within one month."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.rules.context import Context, tells
from etl.rules.relations import check_relations


@tells("sum")
def check_pw01(context: Context) -> Iterator[Issue]:
    """Women active, completed and left early add up to those enrolled."""
    yield from check_relations(context, "PW01")


@tells("more")
def check_pw06(context: Context) -> Iterator[Issue]:
    """No running total of women is larger than the number of women enrolled."""
    yield from check_relations(context, "PW06")
