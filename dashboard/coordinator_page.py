"""What every page of the coordinator has in common: a fault of the store is a sentence, not an empty page."""

from collections.abc import Callable

import streamlit as st

from dashboard.frame import show_footer, show_masthead
from dashboard.session import Context
from etl.services import UserError


def show_coordinator_page(title: str, *sections: Callable[[Context], None]) -> None:
    """Masthead, the sections in their order, footer. Who may see the page was asked before it ran."""
    context = show_masthead(title)
    try:
        for show_section in sections:
            show_section(context)
    except UserError as error:
        st.error(error.tell(context.texts))
    show_footer()
