"""The workbook of a month in which nothing changed: what is open is repeated, everything else is told as nothing."""

from dataclasses import replace
from typing import Any

from etl.errors import UserError
from etl.history import History, Record
from etl.parsed import NOT_APPLICABLE
from etl.template import template_bytes
from etl.template.occasion import Occasion
from etl.template.prefill import sum_elsewhere
from indicators.load import Definitions
from indicators.model.project import Partner
from indicators.model.workbook import Sheet
from indicators.periods import month_code
from indicators.texts import N_

Rows = tuple[dict[str, Any], ...]


def build_unchanged(definitions: Definitions, partner: Partner, month: int, language: str, history: History) -> bytes:
    """A filled-in workbook that repeats the newest accepted or waiting rows with nothing done this month.

    Raises UserError when that can't be said: nothing was reported before, the month is reported already, or it asks
    for figures that what was reported before does not give.
    """
    occasion = Occasion(definitions, partner, month, history)
    _check_month(occasion)
    sheets = {name: _repeat(occasion, name) for name in definitions.workbook.row_sheets}
    _check_occasional(occasion, sheets)
    record = Record(
        submission_id="",
        partner=partner.code,
        month=month,
        revision=occasion.next_revision,
        state="",
        content_sha256="",
        cover=_tell_cover(occasion, sheets),
        sheets=sheets,
    )
    # As if the month had been reported so: the template of a reported month comes back with all its values.
    told = replace(history, newest=history.newest | {month: record})
    return template_bytes(definitions, partner, month, language, told)


def _check_month(occasion: Occasion) -> None:
    code, history = month_code(occasion.month), occasion.history
    if not occasion.definitions.is_expected(occasion.partner, occasion.month):
        raise UserError(N_("{partner} doesn't report for {month}."), partner=occasion.partner.code, month=code)
    if occasion.month in history.newest:
        raise UserError(
            N_("{month} has been reported already. To correct it, download its template and change what is wrong."),
            month=code,
        )
    if history.before(occasion.month) is None:
        raise UserError(
            N_("Nothing was reported before {month}, so there is nothing to repeat: please fill in its template."),
            month=code,
        )


def _repeat(occasion: Occasion, name: str) -> Rows:
    """The rows of a sheet that every workbook repeats; none of a sheet whose rows are told once."""
    sheet = occasion.definitions.workbook.sheets[name]
    if not sheet.is_snapshot or not occasion.is_due(name):
        return ()
    rows = occasion.history.rows_before(occasion.month, name)
    if sheet.only_in and rows:
        # A sheet that is asked for now and then is repeated as a whole, never mixed from several months.
        rows = [row for row in rows if row["month"] == rows[-1]["month"]]
    newest = {tuple(row.get(column) for column in sheet.row_key): row for row in rows}
    return tuple(_without_flows(sheet, row) for row in newest.values() if _is_asked(occasion, sheet, row))


def _is_asked(occasion: Occasion, sheet: Sheet, row: dict[str, Any]) -> bool:
    if sheet.prefill is None:
        return True
    if sheet.prefill.source == "deliverables":
        led = {one.code for one in occasion.definitions.deliverables if one.lead == occasion.partner.code}
        return row[sheet.row_key[0]] in led
    return not any(row.get(column) in codes for column, codes in sheet.prefill.closed_when.items())


def _without_flows(sheet: Sheet, row: dict[str, Any]) -> dict[str, Any]:
    apart = (row.get(NOT_APPLICABLE) or "").split(";")
    none = {name: 0 for name, column in sheet.columns.items() if column.kind == "flow" and name not in apart}
    return {name: row.get(name) for name in (*sheet.columns, NOT_APPLICABLE)} | none


def _check_occasional(occasion: Occasion, sheets: dict[str, Rows]) -> None:
    """A sheet that is asked for now and then must still agree with the others when it is repeated."""
    workbook = occasion.definitions.workbook
    totals = {total.sheet: total for rule in occasion.definitions.rules for total in rule.totals}
    for name, sheet in workbook.row_sheets.items():
        if not (sheet.is_snapshot and sheet.only_in and occasion.is_due(name)):
            continue
        total = totals.get(name)
        told = sum(row.get(total.column) or 0 for row in sheets[name]) if total else 0
        asked = sum_elsewhere(occasion, total, []) if total else told
        if told != asked or (total is None and not sheets[name]):
            raise UserError(
                N_(
                    "{month} asks for the sheet {sheet}, and what was last told there does not fit: "
                    "please fill in the template of {month}."
                ),
                month=month_code(occasion.month),
                sheet=name,
            )


def _tell_cover(occasion: Occasion, sheets: dict[str, Rows]) -> dict[str, Any]:
    workbook = occasion.definitions.workbook
    before = occasion.history.before(occasion.month)
    last = before.cover if before else {}
    values = {
        name: 0 if column.kind == "flow" else last.get(name)
        for name, column in workbook.cover.columns.items()
        if column.is_required
    }
    for name, sheet in workbook.row_sheets.items():
        if sheet.state_column:
            state = workbook.states["data" if sheets[name] else "nothing"]
            values[sheet.state_column] = state if occasion.is_due(name) else workbook.states["not_due"]
    return values
