"""Rules across months that hold for every sheet whose rows are repeated: totals don't fall, nothing open is lost."""

from collections.abc import Iterator
from typing import Any

from etl.issue import Issue
from etl.layout import FIRST_ROW
from etl.parsed import Row
from etl.rules.context import Context, Key, Origin, key_of, tells
from etl.rules.earlier import Known, earlier_rows, is_open
from indicators.model.workbook import Sheet


@tells("falls", "later")
def check_x02(context: Context) -> Iterator[Issue]:
    """A running total doesn't fall below its newest earlier value; against later months it is checked from there."""
    for name, sheet in context.definitions.workbook.row_sheets.items():
        totals = [code for code, column in sheet.columns.items() if column.kind == "cum"]
        if totals and sheet.is_snapshot and not sheet.only_in and context.rows(name):
            before = _newest_values(context, name, sheet, totals)
            for row in context.rows(name):
                yield from _check_totals(context, name, sheet, row, before)


def _newest_values(context: Context, name: str, sheet: Sheet, totals: list[str]) -> dict[tuple[Key, str], Known]:
    """The newest earlier month in which each total of each key was filled in."""
    month, records = context.workbook.month, context.history.newest
    found: dict[tuple[Key, str], Known] = {}
    for known in sorted(known for known in records if month is not None and known < month):
        for row in records[known].sheets.get(name, ()):
            key = key_of(sheet, row)
            found |= {(key, column): Known(known, row) for column in totals if key and row.get(column) is not None}
    return found


def _check_totals(
    context: Context, name: str, sheet: Sheet, row: Row, before: dict[tuple[Key, str], Known]
) -> Iterator[Issue]:
    key = key_of(sheet, row) or ()
    for column, value in row.values.items():
        known = before.get((key, column))
        if known and value is not None and value < known.row[column]:
            places: dict[str, Any] = {"month": context.messages.month(known.month), "value": known.row[column]}
            yield context.issue("X02", "falls", name, column, row.number, value, **places)


@tells("missing", "later")
def check_x04(context: Context) -> Iterator[Issue]:
    """What was open in its newest earlier month is reported again; a sheet with nothing new repeats no rows."""
    workbook, states = context.definitions.workbook, context.definitions.workbook.states
    for name, sheet in workbook.row_sheets.items():
        is_open_kind = sheet.prefill is not None and sheet.prefill.source == "open_rows"
        is_told_unchanged = context.workbook.cover.get(sheet.state_column or "") == states["nothing"]
        if is_open_kind and not is_told_unchanged and name in context.workbook.sheets:
            yield from _check_open_rows(context, name, sheet)


def _check_open_rows(context: Context, name: str, sheet: Sheet) -> Iterator[Issue]:
    rows, column = context.rows(name), sheet.row_key[0]
    if any(row.get(column) is None for row in rows):
        return  # a row whose key can't be read may be the one that seems to be missing
    present, idle = {key_of(sheet, row) for row in rows}, context.idle_rows.get(name, {})
    free = max([FIRST_ROW - 1, *(row.number for row in rows), *idle.values()]) + 1
    for key, known in earlier_rows(context, name).items():
        if key not in present and is_open(sheet, known.row):
            shown, since = " ".join(map(str, key)), context.messages.month(known.month)
            number, origin = idle.get(key, free), Origin(name, key, column)
            yield context.issue("X04", "missing", name, column, number, origin=origin, key=shown, month=since)
