"""A parsed workbook in the shape of the store: for storing it, and for checks that see it as if it were stored."""

from dataclasses import replace
from typing import Any

from etl.cell_area import column_letters
from etl.history import History, Record, newest_of_each
from etl.parsed import NOT_APPLICABLE, ParsedWorkbook, Row
from indicators.load import Definitions
from indicators.model.workbook import Sheet

Rows = dict[str, list[dict[str, Any]]]


def build_rows(definitions: Definitions, parsed: ParsedWorkbook) -> Rows:
    """Rows by sheet as the store keeps them: sets of codes joined by `;`, the cover as one row."""
    rows = {name: [_plain(row.content, row.number) for row in sheet] for name, sheet in parsed.sheets.items()}
    return {definitions.workbook.roles.sheet: [_plain(parsed.cover, 1)]} | rows


def _plain(values: dict[str, Any], number: int) -> dict[str, Any]:
    shown = {name: ";".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {"row_number": number, NOT_APPLICABLE: None} | shown


def extend_history(
    history: History, definitions: Definitions, parsed: ParsedWorkbook, submission_id: str, state: str
) -> History:
    """The history as it is once this workbook is stored in this state; unchanged when it names no month."""
    if parsed.month is None or parsed.revision is None or parsed.partner is None:
        return history
    rows = {name: tuple(sheet) for name, sheet in build_rows(definitions, parsed).items()}
    record = Record(
        submission_id=submission_id,
        partner=parsed.partner,
        month=parsed.month,
        revision=parsed.revision,
        state=state,
        content_sha256=parsed.content_sha256,
        cover=rows.pop(definitions.workbook.roles.sheet)[0],
        sheets=rows,
    )
    return _with_record(history, record)


def _with_record(history: History, record: Record) -> History:
    accepted = {record.month: record.revision} if record.state == "accepted" else {}
    standing = {month: known for month, known in history.standing.items() if month != record.month or not accepted}
    current = history.newest.get(record.month)
    if current is not None and current.state == "accepted" and not accepted:
        standing[record.month] = current
    known = {digest: _after(record, told, history) for digest, told in history.known_content.items()}
    return replace(
        history,
        newest=history.newest | {record.month: record},
        standing=standing,
        accepted_revision=history.accepted_revision | accepted,
        known_content=known | {record.content_sha256: (record.submission_id, record.state)},
    )


def _after(record: Record, told: tuple[str, str], history: History) -> tuple[str, str]:
    # What was current for the month is superseded now: the same content later on is a correction back, not a repeat.
    current = history.newest.get(record.month)
    is_replaced = current is not None and told[0] == current.submission_id
    return (told[0], "superseded") if is_replaced else told


def add_rows_of_other(history: History, definitions: Definitions, parsed: ParsedWorkbook) -> History:
    """The history of another partner as it is once this workbook is stored: it sees what may be compared, no more."""
    if parsed.partner is None or parsed.partner == history.partner:
        return history
    rows, whose = build_rows(definitions, parsed), {"partner_code": parsed.partner, "month": parsed.month}
    others = dict(history.others)
    for name, sheet in definitions.workbook.row_sheets.items():
        if sheet.seen_by_others:
            fresh = [{column: row.get(column) for column in sheet.seen_by_others} | whose for row in rows.get(name, ())]
            kept = [row for row in others.get(name, ()) if (row["partner_code"], row["month"]) != tuple(whose.values())]
            others[name] = newest_of_each([*kept, *fresh])
    return replace(history, others=others)


def restore_workbook(definitions: Definitions, record: Record) -> ParsedWorkbook:
    """A stored record as a workbook that can be checked again; its cells stand where the template has them."""
    sheets = {
        name: tuple(_restore_row(sheet, row) for row in record.sheets.get(name, ()))
        for name, sheet in definitions.workbook.row_sheets.items()
    }
    places = {
        name: {column: column_letters(place) for place, column in enumerate(sheet.columns, start=1)}
        for name, sheet in definitions.workbook.row_sheets.items()
    }
    return ParsedWorkbook(
        file="",
        sha256="",
        partner=record.partner,
        month=record.month,
        revision=record.revision,
        language="",
        cover=record.cover,
        sheets=sheets,
        places=places,
    )


def _restore_row(sheet: Sheet, row: dict[str, Any]) -> Row:
    sets = {name for name, column in sheet.columns.items() if column.type == "code_set"}
    values = {
        name: tuple(value.split(";")) if name in sets and value else value
        for name, value in row.items()
        if name in sheet.columns
    }
    told = row.get(NOT_APPLICABLE)
    return Row(row.get("row_number") or 0, values, frozenset(told.split(";") if told else ()))
