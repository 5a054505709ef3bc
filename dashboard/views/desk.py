"""Review queue: what waits for the coordinator's decision, and at its head what waits elsewhere."""

import streamlit as st

from dashboard.coordinator_page import show_coordinator_page
from dashboard.quality_desk import show_quality
from dashboard.queue_head import Waiting, show_queue_head
from dashboard.session import Context, read_context
from dashboard.unlock_desk import show_unlock_requests
from dashboard.waiting_desk import show_waiting


def _show_queue(context: Context) -> None:
    # The head counts what the sections below have read, so that nothing is read twice.
    head = st.container()
    waiting = Waiting(
        requests=show_unlock_requests(context), workbooks=show_waiting(context), questions=show_quality(context)
    )
    with head:
        show_queue_head(context, waiting)


show_coordinator_page(read_context().texts("Review queue"), _show_queue)
