"""What a template knows before the partner sees it: rows with their keys, and the last value of each cell."""

from collections.abc import Callable, Iterator
from typing import Any

from etl.parsed import NOT_APPLICABLE
from etl.template.codes import fresh_codes, take_fresh
from etl.template.occasion import Known, Occasion, PlannedRow
from etl.template.values import DOES_NOT_APPLY
from indicators.model.workbook import Sheet, Total


def plan_rows(occasion: Occasion, name: str) -> list[PlannedRow]:
    """The rows of a sheet in order: those of the revised month, else what is known; then the spare ones."""
    sheet = occasion.definitions.workbook.sheets[name]
    if not occasion.is_due(name):
        return []
    last = _last_values(occasion, name, sheet)
    rows = _rows_of_this_month(occasion, name)
    seen = {_key(sheet, row) for row in rows}
    rows += [row for row in _known_rows(occasion, name, sheet) if _key(sheet, row) not in seen]
    told = _told_rows(occasion, sheet)
    planned = [PlannedRow(row, last.get(_key(sheet, row), {}), told.get(_key(sheet, row), {})) for row in rows]
    return planned + _spare_rows(occasion, name, sheet, rows)


def last_on_cover(occasion: Occasion) -> dict[str, Known]:
    """The values of the upright sheet in the newest earlier month."""
    record = occasion.history.before(occasion.month)
    if record is None:
        return {}
    is_accepted = occasion.accepted(record.month)
    told = {name: value for name, value in record.cover.items() if value is not None}
    return {name: Known(value, record.month, is_accepted) for name, value in told.items()}


def newest_key(occasion: Occasion, name: str) -> dict[str, Known]:
    """The newest key of a sheet whose rows are not repeated, so that the next free number is seen."""
    sheet = occasion.definitions.workbook.sheets[name]
    rows = occasion.history.rows_before(occasion.month, name)
    if sheet.is_snapshot or not rows:
        return {}
    column, newest = sheet.row_key[0], rows[-1]
    return {column: Known(newest[column], newest["month"], occasion.accepted(newest["month"]))}


def _key(sheet: Sheet, row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(column) for column in sheet.row_key)


def _rows_of_this_month(occasion: Occasion, name: str) -> list[dict[str, Any]]:
    record = occasion.history.newest.get(occasion.month)
    columns = occasion.definitions.workbook.sheets[name].columns
    rows = record.sheets.get(name, ()) if record else ()
    return [{column: row.get(column) for column in columns} | _not_applicable(row) for row in rows]


def _not_applicable(row: dict[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(filter(None, (row.get(NOT_APPLICABLE) or "").split(";")), DOES_NOT_APPLY)


def _known_rows(occasion: Occasion, name: str, sheet: Sheet) -> list[dict[str, Any]]:
    if sheet.prefill:
        return list(_SOURCES[sheet.prefill.source](occasion, name, sheet))
    if sheet.only_in and sheet.row_key:
        column = sheet.columns[sheet.row_key[0]]
        return [{sheet.row_key[0]: code} for code in occasion.definitions.codes(column.list or "")]
    return []


def _open_rows(occasion: Occasion, name: str, sheet: Sheet) -> Iterator[dict[str, Any]]:
    # The newest row of each key, not the newest month: a month in which nothing happened has no rows.
    newest = {_key(sheet, row): row for row in occasion.history.rows_before(occasion.month, name)}
    kept = [*sheet.row_key, *(column for column, about in sheet.columns.items() if about.is_fixed)]
    closed = sheet.prefill.closed_when if sheet.prefill else {}
    for row in newest.values():
        if not any(row.get(column) in codes for column, codes in closed.items()):
            yield {column: row.get(column) for column in kept}


def _deliverables(occasion: Occasion, name: str, sheet: Sheet) -> Iterator[dict[str, Any]]:
    fixed = [column for column, about in sheet.columns.items() if about.is_fixed]
    for deliverable in occasion.definitions.deliverables:
        if deliverable.lead == occasion.partner.code:
            values = {column: getattr(deliverable, column, None) for column in fixed}
            yield {sheet.row_key[0]: deliverable.code} | values


def _earlier_rows(occasion: Occasion, name: str, sheet: Sheet) -> Iterator[dict[str, Any]]:
    prefill = sheet.prefill
    if prefill is None or prefill.sheet is None or prefill.date is None:
        return
    done = {_key(sheet, row) for row in occasion.history.rows_before(occasion.month, name)}
    for row in occasion.history.rows_before(occasion.month, prefill.sheet):
        day = row.get(prefill.date)
        is_due = day and occasion.definitions.periods.month_of(day) + prefill.after_months <= occasion.month
        if is_due and _key(sheet, row) not in done:
            yield {column: row.get(column) for column in sheet.row_key}


_SOURCES: dict[str, Callable[[Occasion, str, Sheet], Iterator[dict[str, Any]]]] = {
    "open_rows": _open_rows,
    "deliverables": _deliverables,
    "earlier_rows": _earlier_rows,
}


def _last_values(occasion: Occasion, name: str, sheet: Sheet) -> dict[tuple[Any, ...], dict[str, Known]]:
    found: dict[tuple[Any, ...], dict[str, Known]] = {}
    for row in occasion.history.rows_before(occasion.month, name):
        month = row["month"]
        told = row | _not_applicable(row)
        values = {column: told[column] for column in sheet.columns if told.get(column) is not None}
        is_accepted = occasion.accepted(month)
        found[_key(sheet, row)] = {column: Known(value, month, is_accepted) for column, value in values.items()}
    return found


def _told_rows(occasion: Occasion, sheet: Sheet) -> dict[tuple[Any, ...], dict[str, Any]]:
    prefill = sheet.prefill
    if prefill is None or prefill.sheet is None or not prefill.shows:
        return {}
    rows = occasion.history.rows_before(occasion.month, prefill.sheet)
    return {_key(sheet, row): {column: row.get(column) for column in prefill.shows} for row in rows}


def sum_elsewhere(occasion: Occasion, total: Total, planned: list[PlannedRow]) -> float:
    """What earlier months add to a total: the newest rows of keys that the sheet doesn't ask for any more."""
    sheet = occasion.definitions.workbook.sheets[total.of_sheet]
    rows = occasion.history.rows_before(occasion.month, total.of_sheet)
    newest = {_key(sheet, row): row.get(total.of_column) or 0 for row in rows}
    here = {_key(sheet, row.values) for row in planned}
    return float(sum(value for key, value in newest.items() if key not in here))


def _spare_rows(occasion: Occasion, name: str, sheet: Sheet, rows: list[dict[str, Any]]) -> list[PlannedRow]:
    n = sheet.prefill.fresh_codes if sheet.prefill else 0
    spare = max(sheet.spare_rows, n)
    if sheet.only_in or not sheet.row_key:
        spare = 0
    return [PlannedRow({sheet.row_key[0]: code}) for code in _fresh(occasion, name, sheet, rows, n)] + [
        PlannedRow() for _ in range(spare - n)
    ]


def _fresh(occasion: Occasion, name: str, sheet: Sheet, rows: list[dict[str, Any]], n: int) -> list[str]:
    if not n:
        return []
    column = sheet.row_key[0]
    records = occasion.history.newest.values()
    taken = {row[column] for record in records for row in record.sheets.get(name, ())} | {row[column] for row in rows}
    source = occasion.codes or fresh_codes(sheet.columns[column].pattern or "", taken).__next__
    return take_fresh(source, taken, n)
