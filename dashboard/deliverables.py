"""The table of deliverables: who leads each, when it is due, how far it has come, in time or not."""

from dashboard.labels import short_month_label
from dashboard.markup import Child, Html, element
from dashboard.schedule import OVERDUE, DueThing
from dashboard.session import Released
from dashboard.tables import build_table
from indicators.charts.gantt import STATES
from indicators.reasons import format_value, is_missing

# State -> class of the style sheet, beside sign and word.
_LOOKS = {
    "in_time": "severity on_time",
    "late": "severity warning",
    "overdue": "severity error",
    "to_come": "quiet-text",
}


def build_deliverables(things: list[DueThing], released: Released) -> Html:
    """One row a deliverable, in the order of the due months."""
    _ = released.context.texts
    head = [_("Deliverable"), _("Workstream"), _("Lead"), _("Due"), _("State"), _("Submitted"), _("In time")]
    rows = (_build_row(one, released) for one in things)
    return build_table(head, rows, _("Deliverables"), cls="cards deliverables")


def build_due_table(things: list[DueThing], released: Released) -> Html:
    """The same in short, behind the drawing."""
    _ = released.context.texts
    head = [_("Deliverable"), _("Due"), _("Submitted"), _("In time")]
    rows = (
        [
            one.code,
            short_month_label(one.due, released.context),
            _.day(one.submitted_on) if one.submitted_on else "–",
            _punctuality(one, released),
        ]
        for one in things
    )
    return build_table(head, rows, _("Deliverables by due month"))


def _build_row(one: DueThing, released: Released) -> list[Child]:
    texts = released.context.texts
    return [
        element("span", element("b", one.code), " ", texts(one.name)),
        _label("workstream", one.workstream, released),
        element("span", one.lead, title=released.partner_name(one.lead)),
        short_month_label(one.due, released.context),
        _state(one, released),
        texts.day(one.submitted_on) if one.submitted_on else "–",
        _punctuality(one, released),
    ]


def _state(one: DueThing, released: Released) -> str:
    state, progress, texts = one.row["deliverable_state"], one.row["progress_pct"], released.context.texts
    if is_missing(state) or not state:
        return texts("not reported")
    label = _label("deliverable_state", state, released)
    if is_missing(progress) or progress >= 100:
        return label
    return f"{label}, {format_value(progress, 'percent', texts, 0)}"


def _label(code_list: str, code: str | None, released: Released) -> str:
    known = released.context.definitions.code_lists.get(code_list)
    if not code:
        return "–"
    return released.context.texts(known.codes.get(code, code)) if known else code


def _punctuality(one: DueThing, released: Released) -> Html:
    texts, state = released.context.texts, STATES[one.state]
    since = None
    if one.state == OVERDUE:
        since = element(
            "small", " ", texts("since the end of {month}", month=released.context.month_name(one.due, "LLL y"))
        )
    return element("span", state.sign, " ", texts(state.name), since, cls=_LOOKS[one.state])
