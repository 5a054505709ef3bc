"""Under which address partners reach the dashboard: for links in mails."""

import os
from urllib.parse import urlsplit

import streamlit as st

# For a server whose coordinator works by another way than its partners, for instance through a tunnel.
_SETTING = "WEGO_ADDRESS"


def site_address() -> str:
    """The setting WEGO_ADDRESS; without it the address that the reader's own browser has just asked for."""
    asked = os.environ.get(_SETTING, "").strip() or str(st.context.url or "")
    parts = urlsplit(asked)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return f"http://{st.get_option('server.address') or 'localhost'}:{st.get_option('server.port')}"
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    if os.environ.get(_SETTING, "").strip():
        base = parts.path.strip("/") or base
    return f"{parts.scheme}://{parts.netloc}" + (f"/{base}" if base else "")
