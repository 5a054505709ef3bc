"""Months and reminders: who still has to send what, what was noted of them, reminders to copy, locks of months."""

import streamlit as st

from dashboard.coordinator_page import show_coordinator_page
from dashboard.lock_desk import show_locks
from dashboard.markup import show
from dashboard.missing_desk import show_missing
from dashboard.month_counts import build_counts
from dashboard.note_desk import show_note_done, show_other_notes
from dashboard.session import Context, read_context
from etl.services import read_months_now


def _show_months(context: Context) -> None:
    now = read_months_now(context.actor)
    show_note_done()
    show_missing(context, now)
    show_other_notes(context, now)
    with st.expander(context.texts("All months")):
        show(build_counts(now.counts, context))
    show_locks(context, now.locks)


show_coordinator_page(read_context().texts("Months and reminders"), _show_months)
