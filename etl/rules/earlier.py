"""What rules across months compare with: the newest earlier row of each key, by month and not by arrival."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from etl.parsed import Row
from etl.rules.context import Context, Key, key_of
from indicators.model.workbook import Sheet


class Known(NamedTuple):
    """A stored row and the month in which it stands."""

    month: int
    row: dict[str, Any]


def earlier_rows(context: Context, name: str, *filled: str) -> dict[Key, Known]:
    """The newest earlier row of each key of a sheet; with `filled`, the newest in which those columns have values."""
    month, sheet = context.workbook.month, context.definitions.workbook.sheets.get(name)
    if month is None or sheet is None:
        return {}
    found: dict[Key, Known] = {}
    for known in sorted(known for known in context.history.newest if known < month):
        for row in context.history.newest[known].sheets.get(name, ()):
            key = key_of(sheet, row)
            if key and all(row.get(column) is not None for column in filled):
                found[key] = Known(known, row)
    return found


def pairs(context: Context, name: str, *filled: str) -> Iterator[tuple[Row, Known]]:
    """Each row that was there before, with its newest earlier row; with `filled`, both have values there."""
    before = earlier_rows(context, name, *filled)
    if not before:
        return
    sheet = context.definitions.workbook.sheets[name]
    for row in context.rows(name):
        known = before.get(key_of(sheet, row) or ())
        if known and all(row.get(column) is not None for column in filled):
            yield row, known


def rank(context: Context, sheet: str, column: str, code: str) -> int:
    """Position of a code in the list of its column."""
    about = context.definitions.workbook.sheets[sheet].columns[column]
    return context.definitions.code_lists[about.list or ""].rank(code)


def is_open(sheet: Sheet, row: dict[str, Any] | Row) -> bool:
    """Does the row stand for something that has not ended?"""
    closed = sheet.prefill.closed_when if sheet.prefill else {}
    return not any(row.get(column) in codes for column, codes in closed.items())
