"""Many indicators at one glance: a small chart for each, all over the same months, so that they can be compared.

Each stands under its name and the symbol of its status. Class A is points at closings; a month without a
value is a gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from indicators.charts.curve import planned_points
from indicators.charts.layout import months_axis, set_layout, values_axis
from indicators.charts.palette import ACTUAL, PLAN, STATUS_COLOURS, STATUS_SYMBOLS
from indicators.periods import Periods, month_code, month_number
from indicators.reasons import CLASS_OF_WOMEN, STATE_NAMES, format_plan, format_value, is_percent
from indicators.texts import Texts

_ROW, _EDGE = 172, 40  # pixels: a chart with its title, and what the axis below all of them needs
_TITLE_WIDTH = {1: 46, 2: 48, 3: 34}  # letters that fit above a chart by the number beside each other


@dataclass(frozen=True)
class Small:
    """One chart: the indicator's row, its totals, and the status that it has."""

    indicator: Mapping[str, Any]
    figures: pd.DataFrame
    status: str
    is_proposed: bool


def draw_small_multiples(charts: Sequence[Small], texts: Texts, periods: Periods, columns: int = 3) -> go.Figure:
    """All charts in a grid, row by row; the months are named below the last of each column."""
    columns = max(1, min(columns, len(charts)))
    rows = max(1, ceil(len(charts) / columns))
    height = rows * _ROW + _EDGE
    spacing = {"vertical_spacing": 0.0 if rows == 1 else min(62 / height, 1 / (rows - 1)), "horizontal_spacing": 0.05}
    titles = [_title(one, texts, columns) for one in charts]
    grid = make_subplots(rows=rows, cols=columns, subplot_titles=titles, **spacing)
    grid.update_annotations(font={"size": 13}, xanchor="left", align="left", yshift=2)
    set_layout(grid, texts, height, {"l": 4, "r": 30, "t": 46})
    grid.update_layout(showlegend=False)
    for position, one in enumerate(charts):
        _draw(grid, one, texts, position // columns + 1, position % columns + 1)
        is_lowest = position + columns >= len(charts)
        place = {"row": position // columns + 1, "col": position % columns + 1}
        grid.update_xaxes(**months_axis(periods, texts, marks=2, has_names=False), showticklabels=is_lowest, **place)
    # A title begins where its chart begins, not in the middle above it.
    for annotation, axis in zip(grid.layout.annotations[: len(charts)], grid.select_xaxes(), strict=False):
        annotation.x = axis.domain[0]
    return grid


def _title(one: Small, texts: Texts, columns: int) -> str:
    lines = wrap(texts(one.indicator["indicator_name"]), _TITLE_WIDTH.get(columns, 30), max_lines=2, placeholder=" …")
    symbol = f'<span style="color:{STATUS_COLOURS[one.status]}">{STATUS_SYMBOLS[one.status][one.is_proposed]}</span>'
    return f"{symbol} {'<br>'.join(escape(line) for line in lines)}"


def _draw(grid: go.Figure, one: Small, texts: Texts, row: int, column: int) -> None:
    unit, decimals = one.indicator["unit"], int(one.indicator["decimals"])
    figures = one.figures.assign(position=one.figures["month"].map(month_number)).sort_values("position")
    shown = figures["value"].where(figures["state"] == "value").astype(float)
    place = {"row": row, "col": column}
    _add_plan(grid, one, texts, place)
    is_of_women = one.indicator["class"] == CLASS_OF_WOMEN
    if shown.notna().any():
        said = [
            f"{month}: {format_value(value, unit, texts, decimals)}"
            for month, value in zip(figures["month"], shown, strict=True)
        ]
        grid.add_scatter(
            x=figures["position"],
            y=shown,
            mode="markers" if is_of_women else "lines+markers",
            line={"color": ACTUAL, "width": 2.5},
            marker={"color": ACTUAL, "size": 9 if is_of_women else 3, "symbol": "diamond" if is_of_women else "circle"},
            connectgaps=False,
            text=said,
            hovertemplate="%{text}<extra></extra>",
            **place,
        )
        last = figures.loc[shown.last_valid_index()]
        _make_room(grid, shown, last, one, place)
        _label(grid, last["position"], last["value"], format_value(last["value"], unit, texts, decimals), place)
    else:
        state = figures["state"].iloc[-1] if len(figures) else "not_reported"
        _say_nothing(grid, texts(STATE_NAMES[state]), place)
    suffix = "\u00a0%" if is_percent(unit) else ""
    grid.update_yaxes(**values_axis(suffix, one.indicator["type"] != "mean", marks=3), automargin=True, **place)


def _add_plan(grid: go.Figure, one: Small, texts: Texts, place: dict[str, int]) -> None:
    points = planned_points(pd.Series(dict(one.indicator)))
    if all(value is None for _, value in points):
        return
    unit, decimals = one.indicator["unit"], int(one.indicator["decimals"])
    grid.add_scatter(
        x=[month for month, _ in points],
        y=[value for _, value in points],
        mode="lines",
        line={"color": PLAN, "width": 1.5, "dash": "dot"},
        text=[
            texts("planned by {month}: {expected}", month=code, expected=format_plan(value, unit, texts, decimals))
            for code, value in ((month_code(month), value) for month, value in points)
        ],
        hovertemplate="%{text}<extra></extra>",
        **place,
    )


def _make_room(grid: go.Figure, shown: pd.Series, last: pd.Series, one: Small, place: dict[str, int]) -> None:
    """A point that nobody sees above the newest one: its number would else stand in the chart's title."""
    planned = [value for _, value in planned_points(pd.Series(dict(one.indicator))) if value is not None]
    heights = [*shown.dropna(), *planned, *([] if one.indicator["type"] == "mean" else [0.0])]
    above = float(last["value"]) + 0.35 * (max(heights) - min(heights))
    grid.add_scatter(x=[last["position"]], y=[above], mode="markers", opacity=0, hoverinfo="skip", **place)


def _label(grid: go.Figure, month: float, value: float, said: str, place: dict[str, int]) -> None:
    font = {"color": ACTUAL, "size": 13}
    grid.add_scatter(
        x=[month],
        y=[value],
        mode="text",
        # A low empty line keeps the number off its point.
        text=[f'<b>{said}</b><br><span style="font-size:5px"> </span>'],
        textposition="top center",
        textfont=font,
        cliponaxis=False,
        hoverinfo="skip",
        **place,
    )


def _say_nothing(grid: go.Figure, said: str, place: dict[str, int]) -> None:
    """The word for why there is no figure, in the middle of an empty chart: no line along zero."""
    grid.add_scatter(x=[None], y=[None], hoverinfo="skip", **place)
    axes = {"xref": "x domain", "yref": "y domain", "x": 0.5, "y": 0.5}
    grid.add_annotation(text=escape(said), showarrow=False, font={"color": PLAN, "size": 13}, **axes, **place)
