"""Links within lists and tables, where no button of Streamlit can stand."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.markup import Child, Html, element


def link_to_indicator(code: str, label: Child = None) -> Html:
    """A link to an indicator in detail; what else stands in the address (language, release, role) goes with it."""
    asked = st.query_params.to_dict() | {"indicator": code}
    return element("a", label if label is not None else code, href=f"objectives?{urlencode(asked)}", cls="figure-link")
