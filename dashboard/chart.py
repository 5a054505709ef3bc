"""How every chart stands on a page: the sentence that it shows, the drawing with a description, and its numbers."""

import plotly.graph_objects as go
import streamlit as st

from dashboard.markup import Html, element, show
from dashboard.session import read_context

# No bar of tools over the drawing; the page around it scrolls, not the chart.
_CONFIG = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "showTips": False}


def show_chart(
    figure: go.Figure, finding: str, alt: str, table: Html, key: str, note: str | None = None, level: int = 3
) -> None:
    """A chart with its finding as heading, a note below, and behind it the same as a table.

    `finding` is a whole sentence, for instance "9 of 8 planned sessions were held."; `alt` tells screen readers what is
    drawn; `key` is unique on the page; `level` is that of the heading: 2 where no section's heading stands above.
    """
    texts = read_context().texts
    with st.container(key=f"chart_{key}"):
        show(element(f"h{level}", finding, cls="finding"))
        st.plotly_chart(figure, config=_CONFIG, alt=alt, key=key)
        if note:
            show(element("p", note, cls="note"))
        with st.expander(texts("The chart as a table")):
            show(table)
