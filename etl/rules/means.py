"""Means and the people they are of: a mean without people, and people without a mean."""

from collections.abc import Iterable, Iterator

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, blank_cells

# Column with the number of people, and the columns with their means.
People = tuple[str, tuple[str, ...]]


def check_means(context: Context, rule_id: str, sheet: str, groups: Iterable[People]) -> Iterator[Issue]:
    """Means stand there exactly when there are people: cases `missing` and `nobody`, one for each group of people.

    A blank number of people is nobody; one that can't be read is told where it stands.
    """
    for people, means in groups:
        for row in context.rows(sheet):
            if people in row.values:
                yield from _check_row(context, rule_id, sheet, row, people, means)


def _check_row(
    context: Context, rule_id: str, sheet: str, row: Row, people: str, means: tuple[str, ...]
) -> Iterator[Issue]:
    n = row.get(people)
    label = context.messages.label(sheet, people)
    blank = blank_cells(row, means)
    given = [column for column in means if row.get(column) is not None]
    if n and blank:
        yield context.issue(rule_id, "missing", sheet, blank[0], row.number, people=label, n=n)
    elif not n and given:
        yield context.issue(rule_id, "nobody", sheet, given[0], row.number, row.get(given[0]), people=label)
