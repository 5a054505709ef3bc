"""The overview of statuses as a chart: how many indicators stand how, against decided and against proposed targets."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from indicators.reasons import STATUS_NAMES
from indicators.texts import Texts

STATUS_COLOURS = {
    "delayed": "#C4453C",
    "at_risk": "#B9770E",
    "on_track": "#178A72",
    "ahead": "#3A78C9",
    "unavailable": "#8B8494",
}


def draw_status_bar(
    figures: pd.DataFrame, texts: Texts, by: str = "level", names: dict[str, str] | None = None, height: int = 260
) -> go.Figure:
    """Indicators by status, one bar per value of the column `by`; a status against a proposed target is hollow.

    `figures`: one row of `figure` per indicator; `names`: what to call the values of `by`.
    """
    groups = list(dict.fromkeys(figures[by]))
    labels = [escape(texts((names or {}).get(group, group))) for group in groups]
    chart = go.Figure()
    for status, colour in STATUS_COLOURS.items():
        for is_proposed in (False, True):
            chosen = figures[(figures["status"] == status) & ((figures["target_state"] == "proposed") == is_proposed)]
            if not chosen.empty:
                counts = [int((chosen[by] == group).sum()) for group in groups]
                _add_segment(chart, labels, counts, _status_label(status, is_proposed, texts), colour, is_proposed)
    chart.update_layout(
        barmode="stack",
        height=height,
        bargap=0.35,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": -0.12, "yanchor": "top", "traceorder": "normal", "itemclick": False},
        xaxis={"visible": False, "fixedrange": True},
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return chart


def _status_label(status: str, is_proposed: bool, texts: Texts) -> str:
    name = texts(STATUS_NAMES[status])
    return texts("{status}, proposed target", status=name) if is_proposed else name


def _add_segment(
    chart: go.Figure, labels: list[str], counts: list[int], name: str, colour: str, is_hollow: bool
) -> None:
    chart.add_bar(
        y=labels,
        x=counts,
        name=name,
        orientation="h",
        marker={"color": "rgba(0,0,0,0)" if is_hollow else colour, "line": {"color": colour, "width": 2}},
        text=[str(count) if count else "" for count in counts],
        textposition="inside",
        insidetextanchor="middle",
        textfont={"color": colour if is_hollow else "#FFFFFF"},
        hovertemplate="%{y}: %{x}<extra>" + name + "</extra>",
    )
