"""Figures about women by closing: what was shown when, what comes next, and why figures come in closings at all."""

import streamlit as st

from dashboard.labels import short_month_label
from dashboard.links import link_to_page, name_indicator
from dashboard.markup import Child, Html, element
from dashboard.rows import Row, as_rows
from dashboard.session import Context, Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure, build_state
from dashboard.tables import build_table
from etl.services import Definitions
from indicators.periods import month_number
from indicators.visibility import plan_visibility

_CAN_COME = "○"


def next_closings(released: Released) -> list[int]:
    """The closings of the publication plan that are still to come after the release's month."""
    closings = map(month_number, released.context.definitions.disclosure.closings)
    return sorted(month for month in closings if month > released.month)


def say_next_closing(released: Released) -> str:
    """When the next figures about women can come."""
    _, coming = released.context.texts, next_closings(released)
    if not coming:
        return _("No further figures about women will come.")
    return _("The next figures about women can come with {month}.", month=_say_closing(coming[0], released.context))


def _say_closing(month: int, context: Context) -> str:
    return f"{context.periods.codes[month - 1]} ({context.month_name(month)})"


def build_why(released: Released) -> Html:
    """Why figures come in closings: two sentences, and the way to the words."""
    _ = released.context.texts
    said = _(
        "Figures about women come at closings fixed before the project had data, and only in groups so large that "
        "nobody can tell who is in them. Until a group is large enough, the last figure stays as it is; this says "
        "nothing about what has happened since."
    )
    return element("p", said, " ", link_to_page("words", _("What the words mean")), cls="note")


def build_closings(standings: list[Standing], released: Released) -> Html:
    """Indicators × closings: what each closing showed, and for those to come what the visibility plan allows."""
    _, context = released.context.texts, released.context
    closings = sorted(map(month_number, context.definitions.disclosure.closings))
    allowed = _allowed(context.definitions)
    figures = released.figures
    codes = {one.code for one in standings}
    own = figures[figures["indicator_code"].isin(codes) & (figures["breakdown"] == "total")]
    rows = {(row["indicator_code"], month_number(row["month"])): row for row in as_rows(own)}
    head = [_("Indicator"), *(short_month_label(month, released.context) for month in closings)]
    lines = (
        [
            name_indicator(_(one.name), one.code),
            *(_closing_cell(one, month, rows, allowed, released) for month in closings),
        ]
        for one in standings
    )
    return build_table(head, lines, _("Figures by closing"), range(1, len(head)), cls="cards by-closing")


def _closing_cell(
    standing: Standing,
    month: int,
    rows: dict[tuple[str, int], Row],
    allowed: frozenset[tuple[str, int]],
    released: Released,
) -> Child:
    texts = released.context.texts
    if month > released.month:
        can_come = (standing.code, month) in allowed
        return element("span", f"{_CAN_COME} ", texts("possible"), cls="state") if can_come else "–"
    row = rows.get((standing.code, month))
    if row is None:
        return "–"
    if row["state"] != "value":
        return (
            build_state(row["state"], texts)
            if row["state"] != "withheld"
            else element("span", texts("no new figure"), cls="state")
        )
    return build_figure(row, texts, standing.decimals)


def say_plan_note(released: Released) -> str | None:
    """What the marks of coming closings rest on; None where no expected population is stated."""
    if not next_closings(released) or not _allowed(released.context.definitions):
        return None
    return released.context.texts(
        "○ possible: the visibility plan, made before any data, allows a new figure there if the project runs to plan. "
        "– none is expected there. It is no forecast about women."
    )


def _allowed(definitions: Definitions) -> frozenset[tuple[str, int]]:
    return _visible(definitions.version, definitions)


@st.cache_resource(show_spinner=False, max_entries=4)
def _visible(version: str, _definitions: Definitions) -> frozenset[tuple[str, int]]:
    plan = plan_visibility(_definitions)
    return frozenset(
        (row.indicator, month_number(row.closing)) for row in plan if row.breakdown == "total" and row.is_shown
    )
