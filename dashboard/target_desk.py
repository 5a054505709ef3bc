"""Targets on the coordinator's desk: each with its state and what it rests on, and the way to a decision about it."""

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.address import recall, remember
from dashboard.frame import heading
from dashboard.links import link_to_indicator
from dashboard.markup import Child, Html, element, join, show
from dashboard.pickers import ALL, choose_one
from dashboard.session import Context
from dashboard.symbols import TARGET_STATES
from dashboard.tables import build_table
from dashboard.target_form import show_target_form
from etl.services import read_targets
from indicators.periods import month_number
from indicators.reasons import format_plan

if TYPE_CHECKING:
    from etl.services import Target, TargetBoard
    from indicators.model.framework import TargetVersion

_NONE = "none"


def show_targets(context: Context) -> None:
    """All targets, then one with its history and, where the committee decides it, the form."""
    _, board = context.texts, read_targets(context.actor)
    show(heading(_("Targets"), _count_states(board, context)))
    _show_table(board, context)
    show(heading(_("Record a decision on a target")))
    target = _choose_target(board, context)
    if target is None:
        return
    show(_build_history(target, context))
    if target.fixed is not None:
        show(element("p", target.fixed.tell(_), cls="month-note locked", role="note"))
    else:
        show_target_form(target, board, context)


def _choose_target(board: "TargetBoard", context: Context) -> "Target | None":
    _ = context.texts
    codes = [one.indicator.code for one in board.targets]
    names = {one.indicator.code: f"{one.indicator.code} · {_(one.indicator.name)}" for one in board.targets}
    asked = recall("target", codes)
    code = st.selectbox(
        _("Indicator"),
        codes,
        index=codes.index(asked) if asked else None,
        format_func=names.__getitem__,
        placeholder=_("Choose an indicator"),
        key=f"target_code_{_.language}",
    )
    remember("target", code)
    return next((one for one in board.targets if one.indicator.code == code), None)


def _state_of(version: "TargetVersion") -> str:
    return version.state or _NONE


def _state_name(state: str, context: Context) -> str:
    _ = context.texts
    return _(TARGET_STATES[state]) if state in TARGET_STATES else _("no target, on purpose")


def _count_states(board: "TargetBoard", context: Context) -> str:
    states = [_state_of(one.in_force) for one in board.targets]
    return ", ".join(
        f"{_state_name(state, context)} {states.count(state)}" for state in TARGET_STATES if state in states
    )


def _show_table(board: "TargetBoard", context: Context) -> None:
    _ = context.texts
    states = dict.fromkeys(_state_of(one.in_force) for one in board.targets)
    names = {ALL: _("All states")} | {state: _state_name(state, context) for state in states}
    chosen = choose_one("target_state", _("State"), names, _)
    shown = [one for one in board.targets if chosen in (ALL, _state_of(one.in_force))]
    head = [_("Indicator"), _("Target"), _("State"), _("Decided on"), _("It rests on")]
    table = build_table(
        head, (_build_row(one, context) for one in shown), _("Targets in force"), (1,), cls="cards targets"
    )
    with st.expander(_("Targets in force"), expanded=chosen != ALL):
        show(table)


def _build_row(target: "Target", context: Context) -> list[Child]:
    _, one, version = context.texts, target.indicator, target.in_force
    earlier = len(target.history) - 1
    before = element("small", _.plural("{n} earlier decision", "{n} earlier decisions", earlier)) if earlier else None
    return [
        element("span", _(one.name), " ", link_to_indicator(one.code)),
        format_plan(version.value, one.unit, _, one.decimals),
        _build_state(version, context),
        element("span", _.day(version.decided_on), before),
        element("span", _(version.decision) if version.decision else None, element("small", _(version.source))),
    ]


def _build_state(version: "TargetVersion", context: Context) -> Html:
    state = _state_of(version)
    return element("span", _state_name(state, context), cls=f"target-state {state}")


def _build_history(target: "Target", context: Context) -> Html:
    entries = (_build_entry(version, target, context) for version in target.history)
    return element("ol", *entries, cls="decisions")


def _build_entry(version: "TargetVersion", target: "Target", context: Context) -> Html:
    _, one, is_now = context.texts, target.indicator, version is target.in_force
    return element(
        "li",
        element(
            "div",
            element("span", _.day(version.decided_on), cls="when"),
            element("b", format_plan(version.value, one.unit, _, one.decimals)),
            " ",
            _build_state(version, context),
            " ",
            element("small", _("in force")) if is_now else None,
        ),
        *(element("div", _(text), cls="quiet-text") for text in (version.decision, version.source) if text),
        build_path(version.planned_path, target, context),
        cls=f"{version.state or ''} {'now' if is_now else ''}".strip(),
    )


def build_path(path: dict[str, float | None], target: "Target", context: Context) -> Html | None:
    """The planned path in one line; a month in which nothing is expected yet has a dash."""
    if not path:
        return None
    _, one = context.texts, target.indicator
    steps = (
        element("span", element("small", code), " ", format_plan(path[code], one.unit, _, one.decimals))
        for code in sorted(path, key=month_number)
    )
    return element("div", _("planned"), join(steps), cls="path")
