"""Overview: one screen for five minutes, and below it what a second look asks for."""

import streamlit as st

from dashboard.cases import build_attention, show_going_well
from dashboard.changes_panel import show_changes
from dashboard.frame import month_title, show_empty, show_footer, show_masthead
from dashboard.headline_figures import build_headline_figures
from dashboard.markup import element, show
from dashboard.missing import build_missing
from dashboard.objective_standing import show_objectives
from dashboard.session import Released, read_context, read_released
from dashboard.spoken import build_summary
from dashboard.verification_note import build_verification
from dashboard.women import show_of_women, show_without_status


def show_page() -> None:
    """Everything that the steering committee needs in five minutes, from one release."""
    released = read_released()
    if released is None:
        show_masthead(read_context().texts("Overview"), is_first_page=True)
        show_empty()
        return
    _show_first_screen(released)
    show_objectives(released)
    show_changes(released)
    show_going_well(released)
    show_of_women(released)
    show_without_status(released)
    show(build_verification(released.verification, released.context.texts))
    show_footer()


def _show_first_screen(released: Released) -> None:
    """Month, three sentences, headline figures, the worst with cause and action, who has not reported."""
    with st.container(key="first_screen"):
        show_masthead(month_title(released), is_first_page=True)
        show(build_summary(released), build_headline_figures(released))
        attention = element("section", build_attention(released), cls="attention")
        show(element("div", attention, element("section", build_missing(released), cls="absentees"), cls="first-look"))


show_page()
