"""What the reader of the objectives asks for: filters and the choice of tables or charts, kept in the address."""

from collections.abc import Callable

import streamlit as st

from dashboard.address import recall, remember
from dashboard.pickers import ALL, choose_one
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import NEEDS_ATTENTION, STATUS_SYMBOLS, status_name
from indicators.reasons import N_

_ATTENTION, _YES = "attention", "yes"
_VIEWS = {"table": N_("Tables"), "charts": N_("Charts")}
Keep = Callable[[Standing], bool]


def choose_standings(released: Released) -> list[Standing]:
    """Draw the filters in a row and return the indicators that all of them let through."""
    by_objective, by_status, by_criterion, by_target = st.columns([3, 2.3, 2, 2.2], vertical_alignment="bottom")
    with by_objective:
        of_objective = _choose_objective(released)
    with by_status:
        of_status = _choose_status(released)
    with by_criterion:
        of_criterion = _choose_criterion(released)
    with by_target:
        is_decided = _choose_decided(released)
    tests = (of_objective, of_status, of_criterion, is_decided)
    return [one for one in released.standings if all(holds(one) for holds in tests)]


def choose_view(released: Released) -> str:
    """Tables or charts."""
    _ = released.context.texts
    default = next(iter(_VIEWS))
    chosen = st.segmented_control(
        _("Show as"),
        list(_VIEWS),
        default=recall("view", _VIEWS, default),
        required=True,
        format_func=lambda code: _(_VIEWS[code]),
        key=f"view_{_.language}",
    )
    remember("view", chosen, default)
    return chosen or default


def _choose_objective(released: Released) -> Keep:
    _ = released.context.texts
    names = {str(one["objective"]): released.context.translate(one, "objective_name") for one in released.objectives}
    chosen = choose_one("objective", _("Objective"), {ALL: _("All objectives")} | names, _)
    return lambda one: chosen in (ALL, one.indicator["objective"])


def _choose_status(released: Released) -> Keep:
    _ = released.context.texts
    names = {ALL: _("All statuses"), _ATTENTION: _("Delayed or at risk")}
    names |= {status: f"{symbols[0]} {status_name(status, _)}" for status, symbols in STATUS_SYMBOLS.items()}
    chosen = choose_one("status", _("Status"), names, _)
    allowed = NEEDS_ATTENTION if chosen == _ATTENTION else (chosen,)
    return lambda one: chosen == ALL or one.status in allowed


def _choose_criterion(released: Released) -> Keep:
    _ = released.context.texts
    found = dict.fromkeys(str(one.indicator["criterion"]) for one in released.standings)
    names = {ALL: _("All criteria")} | {code: _(code).capitalize() for code in found}
    chosen = choose_one("criterion", _("Criterion"), names, _)
    return lambda one: chosen in (ALL, one.indicator["criterion"])


def _choose_decided(released: Released) -> Keep:
    _ = released.context.texts
    is_on = st.toggle(
        _("Only decided targets"), value=recall("decided", (_YES,)) is not None, key=f"decided_{_.language}"
    )
    remember("decided", _YES if is_on else None)
    return lambda one: not is_on or _is_decided(one)


def _is_decided(standing: Standing) -> bool:
    return standing.indicator["target_state"] not in (None, "", "proposed")
