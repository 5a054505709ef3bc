"""Choices that outlive a change of page or language, and stand in the page's address where a link should show the same.

Streamlit identifies an option by its label. So a picker whose labels are translated gets a key of its own in each
language, and what is kept, here and in the address, is the code.
"""

from collections.abc import Container

import streamlit as st


def recall(key: str, allowed: Container[str], default: str | None = None, is_in_address: bool = True) -> str | None:
    """What was chosen: by the address, else earlier in this session, else the default; only what is allowed."""
    asked = st.query_params.get(key) if is_in_address else None
    chosen = (asked, st.session_state.get(_kept(key)))
    return next((one for one in chosen if one is not None and one in allowed), default)


def remember(key: str, value: str | None, default: str | None = None, is_in_address: bool = True) -> None:
    """Keep a choice for this session and, unless it is the default, in the address."""
    st.session_state[_kept(key)] = value
    if is_in_address and value is not None and value != default:
        st.query_params[key] = value
    elif is_in_address and key in st.query_params:
        del st.query_params[key]


def _kept(key: str) -> str:
    return f"chosen_{key}"
