"""What was just done, told once: kept over the rerun that follows, since the page is drawn anew."""

import streamlit as st


def show_done(key: str) -> None:
    """Say what was kept under the key, and forget it."""
    if done := st.session_state.pop(key, None):
        st.success(done)
