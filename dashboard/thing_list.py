"""The released rows of a sheet as a list that people read: columns and codes by their names, the newest first."""

from datetime import date
from typing import Any

from dashboard.markup import Html, element
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.tables import build_table
from indicators.model.workbook import Column, Sheet
from indicators.periods import month_number
from indicators.reasons import is_missing

_NUMBERS = ("integer", "decimal")


def listed_columns(sheet: Sheet) -> dict[str, Column]:
    """What stands in the list: released columns about things; not what is told of persons."""
    own = sheet.disclosure_class
    return {
        name: column
        for name, column in sheet.columns.items()
        if column.is_released and (column.disclosure_class or own) == "C"
    }


def build_things(things: list[Row], sheet: Sheet, caption: str, released: Released) -> Html:
    """One row a thing."""
    columns = {name: column for name, column in listed_columns(sheet).items() if any(name in row for row in things)}
    texts = released.context.texts
    first, *others = columns
    head = [texts(columns[first].label), texts("Partner"), *(texts(columns[name].label) for name in others)]
    right = [n for n, name in enumerate(others, start=2) if columns[name].type in _NUMBERS]
    rows = (
        [
            element("b", str(row.get(first) or "–")),
            element("span", row["partner_code"], title=released.partner_name(row["partner_code"])),
            *(say_cell(row.get(name), columns[name], released) for name in others),
        ]
        for row in sorted(things, key=lambda row: _newest(row, columns), reverse=True)
    )
    return build_table(head, rows, caption, right, cls="cards things")


def _newest(row: Row, columns: dict[str, Column]) -> tuple[int, date]:
    days = [row[name] for name, column in columns.items() if column.type == "date" and row.get(name)]
    return month_number(row["month"]), max(days, default=date.min)


def say_cell(value: Any, column: Column, released: Released) -> str:
    """A cell in the reader's language; a blank is a dash, for nobody reported a 0 there."""
    texts = released.context.texts
    if is_missing(value) or value == "":
        return "–"
    match column.type:
        case "date":
            return texts.day(value)
        case "integer":
            return texts.number(float(value))
        case "decimal":
            return texts.number(float(value), 0 if float(value).is_integer() else 1)
        case "code":
            return say_code(str(value), column, released)
        case "code_set":
            # Labels begin with a capital, so they are told apart rather than listed in a sentence.
            return " · ".join(say_code(code, column, released) for code in str(value).split(";"))
    return str(value)


def say_code(code: str, column: Column, released: Released) -> str:
    """What a code is called."""
    if code in released.partners:
        return code
    label = released.context.definitions.codes(column.list or "").get(code)
    return released.context.texts(label) if label else code


def say_kind(code: str, column: str, sheet: Sheet, released: Released) -> str:
    """What a code of a column of released rows is called: of a partner with its name."""
    if column == "partner_code":
        return released.partner_name(code)
    return say_code(code, sheet.columns[column], released) if column in sheet.columns else code
