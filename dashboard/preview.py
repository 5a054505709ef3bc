"""What intake understood of a workbook, sheet by sheet, with its faulty cells marked.

Rows as they were typed, in the viewer's language; a text of an officer is told by its length alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.labels import short_month_label
from dashboard.markup import Child, Html, element, text_for_readers
from dashboard.session import Context
from indicators.model.workbook import Column, Sheet
from indicators.texts import N_

if TYPE_CHECKING:
    from etl.services import Checked, Issue

# From what must be repaired to what is only asked; symbol, and the word for readers who don't see it.
MARKS = {"error": ("✗", N_("Error")), "warning": ("!", N_("Warning")), "query": ("?", N_("Query"))}
_Faults = dict[tuple[int, str], list["Issue"]]


def build_preview(checked: "Checked", context: Context, is_open: bool = False) -> Html | None:
    """The sheets that have rows; those with a marked cell stand open, the others only if asked."""
    parsed = checked.parsed
    if parsed is None:
        return None
    sheets = []
    for name, sheet in context.definitions.workbook.row_sheets.items():
        rows = parsed.sheets.get(name, ())
        faults: _Faults = {}
        for issue in checked.issues:
            if issue.sheet == name and issue.row is not None and issue.column:
                faults.setdefault((issue.row, issue.column), []).append(issue)
        if rows:
            sheets.append(_build_sheet(sheet, rows, parsed.places.get(name, {}), faults, context, is_open))
    return element("div", *sheets, cls="preview") if sheets else None


def _build_sheet(
    sheet: Sheet, rows: Sequence[Any], places: Iterable[str], faults: _Faults, context: Context, is_open: bool
) -> Html:
    _ = context.texts
    shown = [code for code in sheet.columns if code in places and _is_told(code, rows, faults)]
    marked = any(any((row.number, code) in faults for row in rows) for code in shown)
    counted = _.plural("{n} row", "{n} rows", len(rows))
    summary = element("summary", element("b", _(sheet.label)), element("small", counted))
    table = _build_table(sheet, rows, shown, faults, context)
    return element("details", summary, table, open="open" if marked or is_open else None)


def _is_told(code: str, rows: Sequence[Any], faults: _Faults) -> bool:
    """Columns that are blank in every row are left out, unless one of their cells is marked."""
    return any(
        code not in row.values
        or row.values[code] is not None
        or code in row.not_applicable
        or (row.number, code) in faults
        for row in rows
    )


def _build_table(sheet: Sheet, rows: Sequence[Any], columns: list[str], faults: _Faults, context: Context) -> Html:
    """Rows of the sheet stand side by side where it has more columns than rows: labels are long, values short."""
    _ = context.texts
    labels = {code: _(sheet.columns[code].label) for code in columns}
    cells = {
        (row.number, code): _build_cell(row, code, sheet.columns[code], faults.get((row.number, code), []), context)
        for row in rows
        for code in columns
    }
    if len(columns) > len(rows):
        head: list[Child] = [text_for_readers(_("Column")), *(_("Row {n}", n=row.number) for row in rows)]
        body = [[labels[code], *(cells[row.number, code] for row in rows)] for code in columns]
    else:
        head = [_("Row"), *labels.values()]
        body = [[str(row.number), *(cells[row.number, code] for code in columns)] for row in rows]
    caption = element("caption", _(sheet.label), cls="unseen")
    top = element("thead", element("tr", *(element("th", name, scope="col") for name in head)))
    lines = (element("tr", element("th", line[0], scope="row"), *line[1:]) for line in body)
    table = element("table", caption, top, element("tbody", *lines), cls="plain rows")
    return element("div", table, cls="scroll", tabindex="0", role="region", aria_label=_(sheet.label))


def _build_cell(row: Any, code: str, column: Column, issues: "list[Issue]", context: Context) -> Html:
    number = "number" if column.type in ("integer", "decimal") else ""
    value = _tell_value(row, code, column, context)
    if not issues:
        return element("td", value, cls=number or None)
    worst = min((issue.severity for issue in issues), key=list(MARKS).index)
    notes = (_build_note(issue, context) for issue in issues)
    return element("td", value, *notes, cls=f"faulty {worst} {number}".strip())


def _build_note(issue: "Issue", context: Context) -> Html:
    # Opens by keyboard and by touch, and screen readers tell it: a tooltip does none of these.
    symbol, word = MARKS[issue.severity]
    seen, told = element("span", symbol, aria_hidden="true"), text_for_readers(context.texts(word))
    summary, said = element("summary", seen, told, " ", issue.code), issue.tell(context.texts)
    return element("details", summary, element("p", said.message), element("p", said.repair), cls="note-of-cell")


def _tell_value(row: Any, code: str, column: Column, context: Context) -> Child:
    _ = context.texts
    if code in row.not_applicable:
        return element("i", _("does not apply"))
    if code not in row.values:
        return element("span", "?", text_for_readers(_("could not be read")))
    value = row.values[code]
    return text_for_readers(_("blank")) if value is None else _tell_given(value, column, context)


def _tell_given(value: Any, column: Column, context: Context) -> str:
    _ = context.texts
    if column.list and isinstance(value, str | tuple):
        labels: dict[str, str] = context.definitions.codes(column.list)
        codes: Sequence[str] = (value,) if isinstance(value, str) else value
        return ", ".join(_(labels.get(code, code)) for code in codes)
    match value:
        case date():
            return _.day(value)
        case int() if column.type == "month":
            return short_month_label(value, context)
        case int() | float():
            return f"{_.number(value, 0 if value == int(value) else column.digits or 2)}{_unit(column)}"
        case str() if column.pattern:
            return value
    # Anything could stand in a free text.
    return _.plural("text of {n} character", "text of {n} characters", len(str(value)))


def _unit(column: Column) -> str:
    return " %" if column.unit == "%" else ""
