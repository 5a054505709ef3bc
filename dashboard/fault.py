"""A fault of the set-up: told in full on the machine itself, where it is repaired; elsewhere only that there is one."""

import streamlit as st

from dashboard.roles import is_local

# In English: what is wrong may be the very texts of the pages.
_ELSEWHERE = "These pages can't be shown just now. On the server, this tells the repair: `wego doctor`"


def show_fault(error: Exception) -> None:
    """What is wrong and what to do; nobody who asks from elsewhere reads folders and file names of the server."""
    st.error(str(error) if is_local() else _ELSEWHERE)
