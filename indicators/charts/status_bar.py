"""The overview of statuses as a chart: how many indicators stand how, against decided and against proposed targets."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from indicators.charts.drawing import Drawing
from indicators.charts.layout import set_layout
from indicators.charts.palette import CLEAR, STATUS_COLOURS, STATUS_SYMBOLS, ink_on
from indicators.reasons import STATUS_NAMES
from indicators.texts import Texts


def draw_status_bar(
    figures: pd.DataFrame, texts: Texts, by: str = "level", names: dict[str, str] | None = None, height: int = 260
) -> go.Figure:
    """Indicators by status, one bar per value of the column `by`; a status against a proposed target is hollow.

    `figures`: one row of `figure` per indicator; `names`: what to call the values of `by`.
    """
    groups = list(dict.fromkeys(figures[by]))
    labels = [escape(texts((names or {}).get(group, group))) for group in groups]
    chart = Drawing()
    for status in STATUS_COLOURS:
        for is_proposed in (False, True):
            chosen = figures[(figures["status"] == status) & ((figures["target_state"] == "proposed") == is_proposed)]
            if not chosen.empty:
                counts = [int((chosen[by] == group).sum()) for group in groups]
                _add_segment(chart, labels, counts, _status_label(status, is_proposed, texts), status, is_proposed)
    set_layout(chart, texts, height, {"r": 8, "t": 8})
    chart.update_layout(
        barmode="stack",
        bargap=0.35,
        legend={"y": -0.12, "yanchor": "top", "traceorder": "normal"},
        xaxis={"visible": False},
        yaxis={"autorange": "reversed", "automargin": True},
    )
    return chart.build()


def _status_label(status: str, is_proposed: bool, texts: Texts) -> str:
    name = texts(STATUS_NAMES[status])
    said = texts("{status}, proposed target", status=name) if is_proposed else name
    return f"{STATUS_SYMBOLS[status][is_proposed]} {said}"


def _add_segment(chart: Drawing, labels: list[str], counts: list[int], name: str, status: str, is_hollow: bool) -> None:
    colour, symbol = STATUS_COLOURS[status], STATUS_SYMBOLS[status][is_hollow]
    chart.add_bar(
        y=labels,
        x=counts,
        name=name,
        orientation="h",
        marker={"color": CLEAR if is_hollow else colour, "line": {"color": colour, "width": 2}},
        # The symbol as well: in a grey print all bars look alike.
        text=[f"{symbol} {count}" if count else "" for count in counts],
        textposition="inside",
        insidetextanchor="middle",
        textfont={"color": colour if is_hollow else ink_on(colour)},
        hovertemplate="%{y}: %{x}<extra>" + name + "</extra>",
    )
