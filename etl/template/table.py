"""The sheets with data rows of a template: hidden codes, locked headings, unlocked cells."""

from typing import Any

from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.columns import find_letters, fold_columns, place_columns
from etl.template.live import Live, hint_of_fold
from etl.template.look import DATA_HEIGHT, DATA_ROWS, Look, column_width, number_format, row_height
from etl.template.messages import Attached, Guide
from etl.template.occasion import Occasion, PlannedRow
from etl.template.prefill import newest_key
from etl.template.signs import Signs
from etl.template.values import show_value
from indicators.model.workbook import Column, Sheet

CODE_ROW, LABEL_ROW, FIRST_ROW = 1, 2, DATA_ROWS[0]
_CLOSED_ROWS = 3


def write_table(
    sheet: Worksheet, occasion: Occasion, name: str, rows: list[PlannedRow], guide: Guide, look: Look, signs: Signs
) -> None:
    """Write one sheet: its headings, what is known, and the limits, messages and signs of its cells."""
    about = occasion.definitions.workbook.sheets[name]
    columns = place_columns(about)
    attached = Attached(guide)
    _write_headings(sheet, name, columns, guide, look, attached, _why_closed(occasion, name, guide))
    for number, row in enumerate(rows, start=FIRST_ROW):
        _write_row(sheet, number, columns, row, guide, look)
    if not occasion.is_due(name):
        _write_closed_rows(sheet, columns, look)
    elif rows or about.spare_rows:
        is_open_below = bool(about.spare_rows) and not about.only_in
        last = DATA_ROWS[1] if is_open_below else FIRST_ROW + len(rows) - 1
        _guide_cells(attached, occasion, name, rows, last)
        Live(sheet, name, guide.definitions, guide.texts, signs, FIRST_ROW, last).write()
        if is_open_below:
            _unlock_below(sheet, columns)
        fold_columns(sheet, about, rows)
    attached.write(sheet)
    sheet.row_dimensions[CODE_ROW].hidden = True
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = DATA_HEIGHT, True
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2)


def _write_headings(
    sheet: Worksheet,
    sheet_name: str,
    columns: dict[str, Column],
    guide: Guide,
    look: Look,
    attached: Attached,
    why_closed: str,
) -> None:
    widths = []
    hints = {} if why_closed else hint_of_fold(guide.definitions, guide.texts, sheet_name)
    for number, (name, column) in enumerate(columns.items(), start=1):
        look.dress(sheet.cell(CODE_ROW, number, name), "code")
        heading = heading_of(column, guide) + (f"\n{hints[name]}" if name in hints else "")
        cell = sheet.cell(LABEL_ROW, number, heading)
        look.dress(cell, "closed" if why_closed else "required" if column.is_required else "optional")
        widths.append((heading, column_width(column, _labels(guide, column), heading)))
        sheet.column_dimensions[get_column_letter(number)].width = widths[-1][1]
        note = why_closed or guide.message(column)
        attached.add_note(guide.texts(column.label), note, cell.coordinate)
    sheet.row_dimensions[LABEL_ROW].height = row_height(widths)


def heading_of(column: Column, guide: Guide) -> str:
    """Label with an asterisk when it must be filled in, and its unit on a line of its own."""
    # A space that doesn't break: an asterisk on a line of its own is overlooked.
    star = "\u00a0*" if column.is_required else ""
    # The unit of dates and months is in the label already.
    unit = f"\n({guide.texts(column.unit)})" if column.unit and column.type in ("integer", "decimal") else ""
    return guide.texts(column.label) + star + unit


def _labels(guide: Guide, column: Column) -> list[str]:
    if not column.list or column.type != "code":
        return []
    return [guide.texts(label) for label in guide.definitions.codes(column.list).values()]


def _why_closed(occasion: Occasion, name: str, guide: Guide) -> str:
    if occasion.is_due(name):
        return ""
    if not occasion.partner.is_delivering(name):
        return guide.texts("Your organisation doesn't fill in this sheet.")
    months = ", ".join(occasion.definitions.workbook.sheets[name].only_in)
    return guide.texts("This sheet is filled in only for {months}.", months=months)


def _write_row(
    sheet: Worksheet, number: int, columns: dict[str, Column], row: PlannedRow, guide: Guide, look: Look
) -> None:
    for place, (name, column) in enumerate(columns.items(), start=1):
        value: Any = show_value(guide.definitions, guide.texts, column, row.values.get(name))
        look.dress(sheet.cell(number, place, value), "known" if value is not None else "data", number_format(column))


def _write_closed_rows(sheet: Worksheet, columns: dict[str, Column], look: Look) -> None:
    for number in range(FIRST_ROW, FIRST_ROW + _CLOSED_ROWS):
        for place in range(1, len(columns) + 1):
            look.dress(sheet.cell(number, place), "closed")


def _guide_cells(attached: Attached, occasion: Occasion, name: str, rows: list[PlannedRow], last: int) -> None:
    about = occasion.definitions.workbook.sheets[name]
    newest = newest_key(occasion, name)
    with_history = [number for number, row in enumerate(rows, start=FIRST_ROW) if row.last or row.told]
    first_new = max(with_history, default=FIRST_ROW - 1) + 1
    letters = find_letters(about)
    for column_name, column in about.columns.items():
        letter = letters[column_name]
        for number in range(FIRST_ROW, first_new):
            row = rows[number - FIRST_ROW]
            told = _tell_source(attached.guide, about, row) if column_name in about.row_key[:1] else ""
            attached.add(column_name, column, f"{letter}{number}", row.last.get(column_name), told)
        if first_new <= last:
            attached.add(column_name, column, f"{letter}{first_new}:{letter}{last}", newest.get(column_name))


def _tell_source(guide: Guide, about: Sheet, row: PlannedRow) -> str:
    if not row.told or about.prefill is None:
        return ""
    return guide.tell_row(guide.definitions.workbook.sheets[about.prefill.sheet or ""].columns, row.told)


def _unlock_below(sheet: Worksheet, columns: dict[str, Column]) -> None:
    for place, column in enumerate(columns.values(), start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.number_format = number_format(column)
        dimension.protection = Protection(locked=False)
