"""Counts that grow month by month, as columns against the planned path.

A column reaches to the running total; its dark top is what the month itself brought. A month without a value has no
column: its state stands as a mark in a lane below, never as 0. Women are counted at closings alone, so none of class A
is drawn here.
"""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from indicators.charts.curve import planned_points
from indicators.charts.drawing import Drawing
from indicators.charts.lane import LANE, add_lane
from indicators.charts.layout import months_axis, set_layout, values_axis
from indicators.charts.palette import ACTUAL, PLAN
from indicators.periods import Periods, month_code, month_number
from indicators.reasons import CLASS_OF_WOMEN, N_, STATE_NAMES, format_plan, format_value
from indicators.texts import Texts

# Paler than what is new; the outline keeps it told from the paper.
BEFORE = "#C9B6E2"
_NEW, _BEFORE, _PLANNED = N_("New this month"), N_("Before"), N_("Planned")


def draw_columns(
    figures: pd.DataFrame,
    indicator: pd.Series,
    texts: Texts,
    periods: Periods,
    has_plan: bool = True,
    height: int = 300,
) -> go.Figure:
    """Columns of one indicator and one category over the project's months.

    `figures`: its rows of `figure`; `indicator`: its row of the table `indicator`; without `has_plan` (a country, a
    partner: targets are set for the total alone) no planned path is drawn.
    """
    if indicator["class"] == CLASS_OF_WOMEN:
        raise ValueError(f"{indicator['indicator_code']} is of women: its figures are points at closings")
    rows = figures.assign(position=figures["month"].map(month_number)).sort_values("position")
    chart = Drawing()
    set_layout(chart, texts, height)
    _add_columns(chart, rows, indicator, texts)
    if has_plan:
        _add_plan(chart, indicator, texts)
    lane = _add_lane(chart, rows, texts)
    chart.update_xaxes(**months_axis(periods, texts), anchor="y2" if lane else "y")
    chart.update_layout(
        barmode="overlay", bargap=0.25, yaxis={**values_axis(), "domain": [0.12, 1] if lane else [0, 1]}
    )
    if lane:
        chart.update_layout(yaxis2={"domain": [0, 0.07], "range": [-1, 1], "visible": False, "fixedrange": True})
    return chart.build()


def _add_columns(chart: Drawing, rows: pd.DataFrame, indicator: pd.Series, texts: Texts) -> None:
    shown = rows[rows["state"] == "value"]
    if shown.empty:
        return
    values = shown["value"].astype(float)
    months, unit, decimals = list(shown["position"]), indicator["unit"], int(indicator["decimals"])
    said = [
        f"{code}{texts.colon}{format_value(value, unit, texts, decimals)}"
        for code, value in zip(shown["month"], values, strict=True)
    ]
    for name, heights, colour in ((_NEW, list(values), ACTUAL), (_BEFORE, _before(values), BEFORE)):
        chart.add_bar(
            x=months,
            y=heights,
            name=texts(name),
            marker={"color": colour, "line": {"color": ACTUAL, "width": 1}},
            hovertext=said,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    last = len(months) - 1
    chart.add_annotation(
        x=months[last],
        y=float(values.iloc[last]),
        text=f"<b>{format_value(values.iloc[last], unit, texts, decimals)}</b>",
        showarrow=False,
        yshift=11,
        font={"size": 14},
    )


def _before(values: pd.Series) -> list[float]:
    """The total of the last month that has one, at most the month's own: a correction downwards brings nothing new."""
    earlier = values.shift(1, fill_value=0.0)
    return [min(before, now) for before, now in zip(earlier, values, strict=True)]


def _add_plan(chart: Drawing, indicator: pd.Series, texts: Texts) -> None:
    points = [(month, value) for month, value in planned_points(indicator) if value is not None]
    if not points:
        return
    unit, decimals = indicator["unit"], int(indicator["decimals"])
    chart.add_scatter(
        x=[month for month, _ in points],
        y=[value for _, value in points],
        name=texts(_PLANNED),
        mode="lines+markers",
        line={"color": PLAN, "width": 2, "dash": "dot"},
        marker={"symbol": "circle-open", "size": 9, "color": PLAN, "line": {"width": 2, "color": PLAN}},
        hovertext=[
            f"{month_code(month)}{texts.colon}{format_plan(value, unit, texts, decimals)}" if month else ""
            for month, value in points
        ],
        hovertemplate="%{hovertext}<extra>" + texts(_PLANNED) + "</extra>",
        # A plan of nothing so far stands on the axis; half of its mark would be cut off.
        cliponaxis=False,
    )
    month, value = points[-1]
    chart.add_annotation(
        x=month,
        y=value,
        text=escape(texts("target {target}", target=format_plan(value, unit, texts, decimals)), quote=False),
        showarrow=False,
        yshift=14,
        xanchor="right",
        font={"size": 13},
    )


def _add_lane(chart: Drawing, rows: pd.DataFrame, texts: Texts) -> bool:
    lost = rows[rows["state"].isin(LANE)]
    told = zip(lost["month"], lost["state"], strict=True)
    sentences = {month: f"{month}{texts.colon}{texts(STATE_NAMES[state]).capitalize()}" for month, state in told}
    return add_lane(chart, rows, sentences, texts)
