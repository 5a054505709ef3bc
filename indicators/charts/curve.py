"""The progress curve of one indicator: what was planned and what was reported, month by month.

What has no value is never drawn as 0: it stands in a lane of its own below the curve.
"""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from indicators.charts.drawing import Drawing
from indicators.charts.lane import LANE, add_lane
from indicators.charts.layout import months_axis, set_layout, values_axis
from indicators.charts.palette import ACTUAL, PLAN
from indicators.periods import Periods, month_code, month_number
from indicators.reasons import (
    CLASS_OF_WOMEN,
    N_,
    format_plan,
    format_value,
    is_missing,
    is_percent,
    state_reason,
)
from indicators.texts import Texts

LESS_IS_BETTER = N_("↓ less is better")
_PLANNED, _ACTUAL, _AT_CLOSINGS = N_("Planned"), N_("Actual"), N_("Actual, at closings")
BASELINE = N_("Baseline")


def draw_progress_curve(
    figures: pd.DataFrame,
    indicator: pd.Series,
    texts: Texts,
    periods: Periods,
    has_title: bool = True,
    height: int = 380,
) -> go.Figure:
    """Planned path and actual values of one indicator over the project's months.

    `figures`: rows of `figure` of one indicator and one category (usually the total); `indicator`: its row of the table
    `indicator`. Class A appears as points at its closings, others as a line with gaps.
    """
    rows = figures.assign(position=figures["month"].map(month_number)).sort_values("position")
    chart = Drawing()
    set_layout(chart, texts, height, {"t": 60 if has_title else 36})
    if has_title:
        chart.update_layout(title=escape(texts(indicator["indicator_name"])))
    _add_plan(chart, indicator, texts)
    _add_actual(chart, rows, indicator, texts)
    lane = _add_lane(chart, rows.assign(frequency=indicator.get("frequency")), texts, periods)
    _set_axes(chart, indicator, texts, periods, lane)
    return chart.build()


def planned_points(indicator: pd.Series | Mapping[str, Any]) -> list[tuple[int, float | None]]:
    """Points of the planned path by month number, the baseline at 0 where the way starts from it; None breaks it."""
    path = json.loads(indicator["planned_path"] or "{}")
    points = sorted((month_number(code), value) for code, value in path.items())
    starts_from_baseline = points and points[0][1] is not None and not is_missing(indicator["baseline"])
    return [(0, float(indicator["baseline"])), *points] if starts_from_baseline else points


def _add_plan(chart: Drawing, indicator: pd.Series, texts: Texts) -> None:
    points = planned_points(indicator)
    if all(value is None for _, value in points):
        return
    unit, decimals = indicator["unit"], int(indicator["decimals"])
    # The way begins before the first month, at the baseline.
    names = [month_code(month) if month else texts(BASELINE) for month, _ in points]
    hover = [
        f"{name}{texts.colon}{format_plan(value, unit, texts, decimals)}"
        for name, (_, value) in zip(names, points, strict=True)
    ]
    chart.add_scatter(
        x=[month for month, _ in points],
        y=[value for _, value in points],
        name=texts(_PLANNED),
        mode="lines+markers",
        line={"color": PLAN, "width": 1.5, "dash": "dot"},
        marker={"symbol": "circle-open", "size": 8, "line": {"width": 1.5}},
        text=hover,
        hovertemplate="%{text}<extra>" + texts(_PLANNED) + "</extra>",
    )
    month, value = points[-1]
    if value is not None:
        _label(
            chart, month, value, _say_target(indicator, format_plan(value, unit, texts, decimals), texts), PLAN, "right"
        )


def _say_target(indicator: pd.Series, target: str, texts: Texts) -> str:
    is_less_better = indicator.get("direction") == "down"
    said = (
        texts("target at most {target}", target=target) if is_less_better else texts("target {target}", target=target)
    )
    if indicator.get("target_state") == "proposed":
        said = texts("{target}, proposed", target=said)
    return f"{said} {texts(LESS_IS_BETTER)}" if is_less_better else said


def _add_actual(chart: Drawing, rows: pd.DataFrame, indicator: pd.Series, texts: Texts) -> None:
    unit, decimals = indicator["unit"], int(indicator["decimals"])
    is_at_closings = indicator["class"] == CLASS_OF_WOMEN
    name = texts(_AT_CLOSINGS if is_at_closings else _ACTUAL)
    shown = rows["value"].where(rows["state"] == "value")
    if not shown.notna().any():
        return
    chart.add_scatter(
        x=rows["position"],
        y=shown.astype(float),
        name=name,
        mode="markers" if is_at_closings else "lines+markers",
        line={"color": ACTUAL, "width": 3},
        marker={
            "color": ACTUAL,
            "size": 11 if is_at_closings else 5,
            "symbol": "diamond" if is_at_closings else "circle",
        },
        connectgaps=False,
        text=[
            f"{month}{texts.colon}{format_value(value, unit, texts, decimals)}"
            for month, value in zip(rows["month"], shown, strict=True)
        ],
        hovertemplate="%{text}<extra>" + name + "</extra>",
    )
    last = rows.loc[shown.last_valid_index()]
    _label(
        chart, last["position"], last["value"], f"<b>{format_value(last['value'], unit, texts, decimals)}</b>", ACTUAL
    )


def _label(chart: Drawing, month: int, value: float, text: str, colour: str, anchor: str = "center") -> None:
    font = {"color": colour, "size": 14}
    chart.add_annotation(x=month, y=value, text=text, showarrow=False, yshift=14, font=font, xanchor=anchor)


def _add_lane(chart: Drawing, rows: pd.DataFrame, texts: Texts, periods: Periods) -> bool:
    last_closed, sentences = None, {}
    for row in rows.to_dict("records"):
        sentences[row["month"]] = state_reason(row, texts, periods, last_closed) if row["state"] in LANE else ""
        last_closed = row["month"] if row["state"] == "value" else last_closed
    return add_lane(chart, rows, sentences, texts)


def _set_axes(chart: Drawing, indicator: pd.Series, texts: Texts, periods: Periods, has_lane: bool) -> None:
    # The level of a scale such as 1 to 5 has no zero; everything else is read from it.
    values = values_axis("\u00a0%" if is_percent(indicator["unit"]) else "", from_zero=indicator["type"] != "mean")
    chart.update_xaxes(**months_axis(periods, texts), anchor="y2" if has_lane else "y")
    chart.update_layout(yaxis={**values, "domain": [0.12, 1] if has_lane else [0, 1]})
    if has_lane:
        lane = {"domain": [0, 0.07], "range": [-1, 1], "visible": False, "fixedrange": True}
        chart.update_layout(yaxis2=lane)
