"""Choices that stand in the page's address, so that a link shows another reader the same thing.

Streamlit's own binding writes the translated label into the address; here it is the code, in every language.
"""

from collections.abc import Container

import streamlit as st


def start_from_address(key: str, allowed: Container[str], default: str | None = None) -> None:
    """Give a picker its first value: from the address if it is allowed, else the default."""
    if key not in st.session_state:
        asked = st.query_params.get(key)
        st.session_state[key] = asked if asked is not None and asked in allowed else default


def keep_in_address(key: str, value: str | None, default: str | None = None) -> None:
    """Write a choice into the address; a default is left out."""
    if value is not None and value != default:
        st.query_params[key] = value
    elif key in st.query_params:
        del st.query_params[key]
