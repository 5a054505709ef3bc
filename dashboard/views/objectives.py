"""Objectives: one indicator in detail if the reader chose one, and the results framework with its curves."""

import streamlit as st

from dashboard.address import recall, remember
from dashboard.detail import show_detail
from dashboard.frame import show_empty, show_footer, show_masthead
from dashboard.framework import show_framework
from dashboard.session import Released, read_context, read_released
from dashboard.verification_note import show_verification

_KEY, _NONE = "indicator", ""


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
    show_verification(released)
    show_footer()


def _choose_indicator(released: Released) -> str | None:
    _ = released.context.texts
    names = {_NONE: _("Choose one to see its curve, its breakdown and where it comes from")}
    names |= {one.code: f"{one.code} · {_(one.name)}" for one in released.standings}
    chosen = st.selectbox(
        _("Indicator in detail"),
        list(names),
        index=list(names).index(recall(_KEY, names, _NONE) or _NONE),
        format_func=lambda code: names[code],
        key=f"{_KEY}_{_.language}",
    )
    remember(_KEY, chosen, _NONE)
    return chosen or None


show_page()
