"""Overview: which month it is, what is on track, what isn't and why, who has not reported."""

import streamlit as st

from dashboard.cases import show_attention, show_going_well
from dashboard.changes_panel import show_changes
from dashboard.frame import month_title, show_empty, show_footer, show_masthead
from dashboard.markup import show
from dashboard.session import read_context, read_released
from dashboard.tally import build_summary, build_tally, show_reporting
from dashboard.verification_note import build_verification
from dashboard.women import show_of_women, show_without_status


def show_page() -> None:
    """Everything that the steering committee needs in five minutes, from one release."""
    released = read_released()
    if released is None:
        show_masthead(read_context().texts("Overview"), is_first_page=True)
        show_empty()
        return
    show_masthead(month_title(released), is_first_page=True)
    show(build_summary(released), build_tally(released))
    attention, reporting = st.columns([2.5, 1], gap="medium")
    with attention:
        show_attention(released)
    with reporting:
        show_reporting(released)
    show_changes(released)
    show_going_well(released)
    show_of_women(released)
    show_without_status(released)
    show(build_verification(released.verification, released.context.texts))
    show_footer()


show_page()
