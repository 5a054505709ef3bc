"""The sheets with data rows of a template: hidden codes, locked headings, unlocked cells."""

from typing import Any

from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.look import DATA_HEIGHT, Look, column_width, number_format, row_height
from etl.template.messages import Attached, Guide
from etl.template.prefill import Occasion, PlannedRow, newest_key, plan_rows
from etl.template.values import show_value
from indicators.model.workbook import Column

CODE_ROW, LABEL_ROW, FIRST_ROW = 1, 2, 3
# Rows below the drawn ones can be filled in as well; limits and messages reach so far.
_LAST_GUIDED_ROW = 300
_CLOSED_ROWS = 3


def write_table(sheet: Worksheet, occasion: Occasion, name: str, guide: Guide, look: Look) -> None:
    """Write one sheet: its headings, what is known, and the limits and messages of its cells."""
    about = occasion.definitions.workbook.sheets[name]
    rows = plan_rows(occasion, name)
    is_due = occasion.is_due(name)
    attached = Attached(guide)
    _write_headings(sheet, about.columns, guide, look, attached, _why_closed(occasion, name, guide))
    for number, row in enumerate(rows, start=FIRST_ROW):
        _write_row(sheet, number, about.columns, row, guide, look)
    if not is_due:
        _write_closed_rows(sheet, about.columns, look)
    elif rows or about.spare_rows:
        _guide_cells(attached, occasion, name, rows)
        if about.spare_rows and not about.only_in:
            _unlock_below(sheet, about.columns)
    attached.write(sheet)
    sheet.row_dimensions[CODE_ROW].hidden = True
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = DATA_HEIGHT, True
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2)


def _write_headings(
    sheet: Worksheet, columns: dict[str, Column], guide: Guide, look: Look, attached: Attached, why_closed: str
) -> None:
    widths = []
    for number, (name, column) in enumerate(columns.items(), start=1):
        look.dress(sheet.cell(CODE_ROW, number, name), "code")
        heading = heading_of(column, guide)
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


def _guide_cells(attached: Attached, occasion: Occasion, name: str, rows: list[PlannedRow]) -> None:
    about = occasion.definitions.workbook.sheets[name]
    newest = newest_key(occasion, name)
    with_history = [number for number, row in enumerate(rows, start=FIRST_ROW) if row.last]
    first_new = max(with_history, default=FIRST_ROW - 1) + 1
    last = _LAST_GUIDED_ROW if about.spare_rows and not about.only_in else FIRST_ROW + len(rows) - 1
    for place, (column_name, column) in enumerate(about.columns.items(), start=1):
        letter = get_column_letter(place)
        for number in range(FIRST_ROW, first_new):
            attached.add(column_name, column, f"{letter}{number}", rows[number - FIRST_ROW].last.get(column_name))
        if first_new <= last:
            attached.add(column_name, column, f"{letter}{first_new}:{letter}{last}", newest.get(column_name))


def _unlock_below(sheet: Worksheet, columns: dict[str, Column]) -> None:
    for place, column in enumerate(columns.values(), start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.number_format = number_format(column)
        dimension.protection = Protection(locked=False)
