"""Objectives: the results framework as tables or charts, and one indicator in detail if the reader chose one."""

import streamlit as st

from dashboard.address import remember
from dashboard.chart_wall import show_chart_wall
from dashboard.detail import show_detail
from dashboard.frame import show_empty, show_footer, show_masthead
from dashboard.framework import show_framework
from dashboard.markup import element, show
from dashboard.objective_filters import choose_standings, choose_view
from dashboard.pickers import ALL, choose_one
from dashboard.session import Released, read_context, read_released
from dashboard.verification_note import show_verification

_KEY = "indicator"


def show_page() -> None:
    """The chosen indicator, or everything by objective and level."""
    show_masthead(read_context().texts("Objectives"))
    released = read_released()
    if released is None:
        show_empty()
        return
    chosen = _choose_indicator(released)
    if chosen is not None:
        _show_way_back(released)
        show_detail(released, chosen)
    else:
        _show_all(released)
        # One indicator's page has the line about itself.
        show_verification(released)
    show_footer()


def _show_all(released: Released) -> None:
    standings = choose_standings(released)
    view = choose_view(released)
    if not standings:
        show(element("p", released.context.texts("No indicator matches this choice."), cls="empty"))
    elif view == "charts":
        show_chart_wall(released, standings)
    else:
        show_framework(released, standings)


def _choose_indicator(released: Released) -> str | None:
    _ = released.context.texts
    names = {ALL: _("Choose one to see its curve, its breakdown and where it comes from")}
    names |= {one.code: f"{one.code} · {_(one.name)}" for one in released.standings}
    return choose_one(_KEY, _("Indicator in detail"), names, _) or None


def _show_way_back(released: Released) -> None:
    """A button rather than a link, because the choice stands in the address and in the picker."""
    _ = released.context.texts
    st.button(_("← All indicators"), on_click=_forget, args=(_.language,), type="tertiary", key="way_back")


def _forget(language: str) -> None:
    st.session_state[f"{_KEY}_{language}"] = ALL
    remember(_KEY, None)


show_page()
