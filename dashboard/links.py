"""Links within lists and tables, where no button of Streamlit can stand."""

from urllib.parse import urlencode

import streamlit as st

from dashboard.markup import Child, Html, element
from dashboard.page_table import PAGES

# What stands in the address of every page.
_GOES_ALONG = ("language", "release", "role", "partner")


def link_to_indicator(code: str, label: Child = None) -> Html:
    """A link to an indicator in detail; what else stands in the address (language, release, role) goes with it."""
    asked = st.query_params.to_dict() | {"indicator": code}
    return element("a", label if label is not None else code, href=f"objectives?{urlencode(asked)}", cls="figure-link")


def name_indicator(name: Child, code: str, *more: Child) -> Html:
    """An indicator in a list or table: its name, then its code in small as the way to its passport, then `more`."""
    return element("span", name, element("small", link_to_indicator(code), *more))


def link_to_page(page: str, label: Child, **choices: str) -> Html:
    """A link to another page, with choices of that page; language, release and the demo's role go with it."""
    kept = {name: value for name, value in st.query_params.to_dict().items() if name in _GOES_ALONG}
    # The first page has no name in its address: Streamlit knows it without one alone.
    path = "./" if page == PAGES[0].name else page
    return element("a", label, href=f"{path}?{urlencode(kept | choices)}", target="_self", cls="figure-link")
