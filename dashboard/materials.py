"""Materials: which deliverables can be had in which languages, from their newest released rows."""

from dashboard.frame import heading
from dashboard.headlines import say_standing
from dashboard.links import link_to_indicator
from dashboard.markup import Html, element, show
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_status
from dashboard.tables import build_table
from dashboard.thing_list import say_cell
from dashboard.topic import read_things
from indicators.model.indicator import Distinct
from indicators.model.workbook import Column, Sheet


def show_materials(released: Released) -> None:
    """The figures that count languages, and the deliverables that are there in any; nothing where none is planned."""
    found = _language_column(released)
    if found is None:
        return
    sheet, name, column = found
    _ = released.context.texts
    show(heading(_("Materials and their languages")))
    show(*(_build_line(one, released) for one in released.standings if _counts(one, name, released)))
    things = [row for row in read_things(sheet, released) if row.get(name)]
    if not things:
        show(element("p", _("No material is there in any language yet."), cls="note"))
        return
    head = [_("Deliverable"), _(column.label), _("State")]
    rows = (
        [_title(row, sheet, released), say_cell(row[name], column, released), _state(row, sheet, released)]
        for row in things
    )
    show(build_table(head, rows, _("Materials and their languages"), cls="cards"))


def _counts(standing: Standing, column: str, released: Released) -> bool:
    """Does the indicator count what stands in the column? A release may hold one that the definitions have lost."""
    known = (one.calculation for one in released.context.definitions.indicators if one.code == standing.code)
    rule = next(known, None)
    return isinstance(rule, Distinct) and column in {term.column for one in rule.of for term in one.terms}


def _build_line(standing: Standing, released: Released) -> Html:
    chip = build_status(standing.status, standing.is_proposed, released.context.texts)
    said = say_standing(standing, released)
    return element("p", chip, " ", said, element("small", link_to_indicator(standing.code)))


def _language_column(released: Released) -> tuple[Sheet, str, Column] | None:
    """The column of the deliverables' sheet that holds several languages, if there is one."""
    definitions = released.context.definitions
    languages = set(definitions.codes("language")) if "language" in definitions.code_lists else set()
    for sheet in definitions.workbook.sheets.values():
        if sheet.prefill and sheet.prefill.source == "deliverables":
            for name, column in sheet.columns.items():
                if (
                    column.type == "code_set"
                    and column.is_released
                    and languages <= set(definitions.codes(column.list or ""))
                ):
                    return sheet, name, column
    return None


def _title(row: Row, sheet: Sheet, released: Released) -> str:
    code = row[sheet.row_key[0]]
    name = next((one["deliverable_name"] for one in released.milestones if one["deliverable_code"] == code), "")
    return f"{code} {released.context.texts(name)}" if name else str(code)


def _state(row: Row, sheet: Sheet, released: Released) -> str:
    """The ranked code of the row: how far it has come."""
    lists = released.context.definitions.code_lists
    for name, column in sheet.columns.items():
        if column.type == "code" and column.kind == "stock" and column.list in lists:
            return say_cell(row.get(name), column, released)
    return "–"
