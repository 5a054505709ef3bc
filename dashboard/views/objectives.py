"""Objectives: one indicator in detail if the reader chose one, and the results framework with its curves."""

import streamlit as st

from dashboard.address import recall, remember
from dashboard.detail import show_detail
from dashboard.frame import show_empty, show_footer, show_masthead
from dashboard.framework import show_framework
from dashboard.session import Released, read_context, read_released

_KEY = "indicator"


def show_page() -> None:
    """The chosen indicator first, then everything by objective and level."""
    show_masthead(read_context().texts("Objectives"))
    released = read_released()
    if released is None:
        show_empty()
        return
    chosen = _choose_indicator(released)
    if chosen is not None:
        show_detail(released, chosen)
    show_framework(released)
    show_footer()


def _choose_indicator(released: Released) -> str | None:
    _ = released.context.texts
    names = {one.code: f"{one.code} · {_(one.name)}" for one in released.standings}
    asked = recall(_KEY, names)
    chosen = st.selectbox(
        _("Indicator in detail"),
        list(names),
        index=list(names).index(asked) if asked else None,
        format_func=lambda code: names.get(code, code),
        placeholder=_("Choose one to see its curve, its breakdown and where it comes from"),
        key=f"{_KEY}_{_.language}",
    )
    remember(_KEY, chosen)
    return chosen


show_page()
