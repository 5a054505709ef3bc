"""Rules across months: they go by month, not by arrival."""

from collections.abc import Iterator
from typing import Any

from etl.history import Record
from etl.issue import Issue
from etl.layout import FIRST_ROW
from etl.parsed import Row
from etl.rules.context import Context, Key, key_of, tells
from etl.sheet_part import column_letters
from indicators.model.workbook import Sheet

# Month and row (as stored) in which a column of a key was last, or is next, filled in.
Known = dict[tuple[Key, str], tuple[int, dict[str, Any]]]


@tells("falls", "exceeds")
def check_x02(context: Context) -> Iterator[Issue]:
    """A running total doesn't fall: neither below an earlier month's, nor above the next accepted month's."""
    month = context.workbook.month
    if month is None:
        return
    records = context.history.newest
    earlier = [records[known] for known in sorted(records, reverse=True) if known < month]
    later = [records[known] for known in sorted(records) if known > month and records[known].state == "accepted"]
    for name, sheet in context.definitions.workbook.row_sheets.items():
        totals = [code for code, column in sheet.columns.items() if column.kind == "cum"]
        if totals and sheet.is_snapshot and not sheet.only_in and context.rows(name):
            before, after = _nearest(name, sheet, totals, earlier), _nearest(name, sheet, totals, later)
            for row in context.rows(name):
                yield from _check_totals(context, name, row, totals, before, after)


def _nearest(name: str, sheet: Sheet, totals: list[str], records: list[Record]) -> Known:
    found: Known = {}
    for record in records:
        for row in record.sheets.get(name, ()):
            key = key_of(sheet, row)
            for column in totals if key else ():
                if row.get(column) is not None:
                    found.setdefault((key or (), column), (record.month, row))
    return found


def _check_totals(
    context: Context, name: str, row: Row, totals: list[str], before: Known, after: Known
) -> Iterator[Issue]:
    sheet = context.definitions.workbook.sheets[name]
    key, month_name = key_of(sheet, row), context.messages.month
    for column in totals if key else ():
        value, place = row.get(column), (key or (), column)
        if value is None:
            continue
        if place in before and value < before[place][1][column]:
            month, known = before[place]
            places = {"month": month_name(month), "value": known[column]}
            yield context.issue("X02", "falls", name, column, row.number, value, **places)
        if place in after and value > after[place][1][column]:
            month, known = after[place]
            cell = f"{_letters(sheet, column)}{known['row_number']}"
            places = {"month": month_name(month), "value": known[column], "cell": cell}
            yield context.issue("X02", "exceeds", name, column, row.number, value, **places)


def _letters(sheet: Sheet, column: str) -> str:
    # The store keeps row numbers, not the order of columns: the template's is told.
    return column_letters(list(sheet.columns).index(column) + 1)


@tells("missing")
def check_x04(context: Context) -> Iterator[Issue]:
    """What was open in its newest earlier month is reported again; a sheet with nothing new repeats no rows."""
    workbook, states = context.definitions.workbook, context.definitions.workbook.states
    for name, sheet in workbook.row_sheets.items():
        is_open_kind = sheet.prefill is not None and sheet.prefill.source == "open_rows"
        is_told_unchanged = context.workbook.cover.get(sheet.state_column or "") == states["nothing"]
        if is_open_kind and not is_told_unchanged and name in context.workbook.sheets:
            yield from _check_open_rows(context, name, sheet)


def _check_open_rows(context: Context, name: str, sheet: Sheet) -> Iterator[Issue]:
    month = context.workbook.month
    if month is None:
        return
    newest = {key_of(sheet, row): row for row in context.history.rows_before(month, name)}
    closed = sheet.prefill.closed_when if sheet.prefill else {}
    present = {key_of(sheet, row) for row in context.rows(name)}
    if any(row.get(sheet.row_key[0]) is None for row in context.rows(name)):
        return  # a row whose key can't be read may be the one that seems to be missing
    idle = context.idle_rows.get(name, {})
    free = max([FIRST_ROW - 1, *(row.number for row in context.rows(name)), *idle.values()]) + 1
    for key, row in newest.items():
        if key and key not in present and not any(row.get(column) in codes for column, codes in closed.items()):
            shown, since = " ".join(map(str, key)), context.messages.month(row["month"])
            number = idle.get(key, free)
            yield context.issue("X04", "missing", name, sheet.row_key[0], number, key=shown, month=since)
