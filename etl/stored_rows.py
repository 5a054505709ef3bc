"""A parsed workbook in the shape of the store: for storing it, and for checks that see it as if it were stored."""

from dataclasses import replace
from typing import Any

from etl.history import History, Record
from etl.parsed import NOT_APPLICABLE, ParsedWorkbook
from indicators.load import Definitions

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
    accepted = {record.month: record.revision} if state == "accepted" else {}
    known = {digest: _after(record, told, history) for digest, told in history.known_content.items()}
    return replace(
        history,
        newest=history.newest | {record.month: record},
        accepted_revision=history.accepted_revision | accepted,
        known_content=known | {record.content_sha256: (submission_id, state)},
    )


def _after(record: Record, told: tuple[str, str], history: History) -> tuple[str, str]:
    # What was current for the month is superseded now: the same content later on is a correction back, not a repeat.
    current = history.newest.get(record.month)
    is_replaced = current is not None and told[0] == current.submission_id
    return (told[0], "superseded") if is_replaced else told


def add_rows_of_other(history: History, definitions: Definitions, parsed: ParsedWorkbook) -> History:
    """The history of another partner as it is once this workbook is stored: its joint sheets are seen there."""
    if parsed.partner is None or parsed.partner == history.partner:
        return history
    rows = build_rows(definitions, parsed)
    others = dict(history.others)
    for name, sheet in definitions.workbook.row_sheets.items():
        if sheet.joint:
            same = (parsed.partner, parsed.month)
            kept = [row for row in others.get(name, ()) if (row["partner_code"], row["month"]) != same]
            fresh = [{**row, "partner_code": parsed.partner, "month": parsed.month} for row in rows.get(name, ())]
            others[name] = (*kept, *fresh)
    return replace(history, others=others)
