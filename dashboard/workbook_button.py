"""The button that downloads a workbook."""

from typing import Literal

import streamlit as st

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_workbook_button(
    label: str, content: bytes, file_name: str, key: str, kind: Literal["primary", "secondary"] = "secondary"
) -> None:
    """Offer a workbook; a click doesn't run the page again."""
    st.download_button(label, content, file_name=file_name, mime=XLSX, key=key, type=kind, on_click="ignore")
