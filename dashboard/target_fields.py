"""The fields in which the coordinator writes what the committee decided on a target."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Literal

import streamlit as st

from dashboard.day_format import day_format
from dashboard.markup import element, show
from dashboard.session import Context
from dashboard.symbols import TARGET_STATES
from etl.services import TargetDecision
from indicators.periods import month_number

if TYPE_CHECKING:
    from etl.services import Target

_State = Literal["confirmed", "proposed"]
_STATES: tuple[_State, ...] = ("confirmed", "proposed")
_MOST_CHARACTERS = 300


def read_decision(target: "Target", turn: int, on_sent: Callable[[], None], context: Context) -> TargetDecision | None:
    """The decision that the form holds when it is sent; None before, and where a part of it is missing.

    With another `turn` the fields begin anew.
    """
    _, code, version = context.texts, target.indicator.code, target.in_force
    with st.form(f"target_{code}_{turn}"):
        value = st.number_input(_("New value"), value=version.value, format="%g", key=f"target_value_{code}_{turn}")
        state = _choose_state(target, turn, context)
        day = _choose_day(code, turn, context)
        decision, source = _read_reasons(target, turn, context)
        path = _read_path(target, value, turn, context)
        is_asked = st.form_submit_button(_("Look at it first"), type="primary", on_click=on_sent)
    if not is_asked:
        return None
    if value is None or day is None:
        st.warning(_("Give the new value and the day of the decision."))
        return None
    return TargetDecision(code, day, float(value), state, decision, source, path)


def _choose_state(target: "Target", turn: int, context: Context) -> _State:
    _, state = context.texts, target.in_force.state
    return st.selectbox(
        _("State"),
        _STATES,
        index=_STATES.index(state) if state in _STATES else 1,
        format_func=lambda one: _(TARGET_STATES[one]),
        key=f"target_new_state_{target.indicator.code}_{turn}_{_.language}",
    )


def _choose_day(code: str, turn: int, context: Context) -> date | None:
    _, today = context.texts, context.home.today()
    key = f"target_day_{code}_{turn}"
    day = st.date_input(_("Day of the decision"), None, max_value=today, format=day_format(_), key=key)
    return day if isinstance(day, date) else None


def _read_reasons(target: "Target", turn: int, context: Context) -> tuple[str, str]:
    """Which decision it was, and on what the value rests."""
    _, code = context.texts, target.indicator.code
    decision = st.text_area(
        _("Decision"),
        help=_("Which meeting decided it, and where the minute is. A proposed target rests on no decision."),
        max_chars=_MOST_CHARACTERS,
        key=f"target_decision_{code}_{turn}",
    )
    key, known = f"target_source_{code}_{turn}", target.in_force.source
    return decision, st.text_input(_("Source"), known, max_chars=_MOST_CHARACTERS, key=key)


def _read_path(target: "Target", value: float | None, turn: int, context: Context) -> dict[str, float | None]:
    """The points of the path; the last one is the target itself, so it is not asked for."""
    _, planned = context.texts, target.in_force.planned_path
    months = sorted(planned, key=month_number)
    if not months:
        return {context.periods.codes[-1]: value}
    *asked, last = months
    told = _("Planned path: what is expected by each month; empty where nothing is. {month} is the target.", month=last)
    show(element("p", told, cls="note"))
    path: dict[str, float | None] = {}
    for column, month in zip(st.columns(len(asked)) if asked else (), asked, strict=True):
        key = f"target_path_{target.indicator.code}_{month}_{turn}"
        with column:
            name = _("Planned by {month}", month=month)
            path[month] = st.number_input(name, value=planned[month], format="%g", key=key)
    return path | {last: value}
