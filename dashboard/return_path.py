"""A link from a mail survives the sign-in: the browser keeps what was asked for and goes there once afterwards.

Streamlit comes back to its first page after the provider. What is kept is a page of ours with its choices, never an
address: a name from the table of pages and a query, so it leads nowhere else.
"""

import json
from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from dashboard.page_table import BY_NAME

_DONE = "has_returned"
_KEY = "wego.wanted"
_KEEP = "sessionStorage.setItem(%s, %s);"
# The kept text is looked at once more: another page of this address could have written it.
_GO = """
(() => {
  const kept = sessionStorage.getItem(%s);
  sessionStorage.removeItem(%s);
  if (!kept || !%s || !/^[a-z]*(\\?[A-Za-z0-9_.~%%=&+*-]*)?$/.test(kept)) return;
  const wanted = new URL(kept, location.origin + location.pathname);
  if (wanted.origin === location.origin) location.replace(wanted.href);
})();
"""


def write_wanted(page: str, query: Iterable[tuple[str, str]]) -> str:
    """Page and choices as they are kept ("" is everybody's own first page); nothing for what is no page of ours."""
    if page and page not in BY_NAME:
        return ""
    choices = urlencode(list(query))
    return f"{page}?{choices}" if choices else page


def keep_wanted(page: str) -> None:
    """Let the browser remember what is asked for now, until somebody has signed in."""
    query = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    _run(_KEEP % (json.dumps(_KEY), json.dumps(write_wanted(page, query))))


def go_to_wanted(is_first_page: bool) -> None:
    """Once in a session: go where the reader wanted to, unless another page was asked for meanwhile."""
    if not st.session_state.get(_DONE):
        st.session_state[_DONE] = True
        _run(_GO % (json.dumps(_KEY), json.dumps(_KEY), json.dumps(is_first_page)))


def _run(script: str) -> None:
    # A closing tag within the script would end it early.
    safe = script.replace("</", "<\\/")
    st.html(f"<script>{safe}</script>", unsafe_allow_javascript=True, width="content")
