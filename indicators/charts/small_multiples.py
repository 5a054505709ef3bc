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

from indicators.charts.curve import BASELINE, planned_points
from indicators.charts.drawing import Drawing
from indicators.charts.layout import months_axis, set_layout, values_axis
from indicators.charts.palette import ACTUAL, PLAN, STATUS_COLOURS, STATUS_SYMBOLS
from indicators.periods import Periods, month_code, month_number
from indicators.reasons import CLASS_OF_WOMEN, STATE_NAMES, format_plan, format_value, is_percent
from indicators.texts import Texts

_ROW, _EDGE = 172, 40  # pixels: a chart with its title, and what the axis below all of them needs
_SYMBOL = 16  # pixels that the symbol of a status takes before a name
_TITLES, _BESIDE = 62, 0.05  # pixels between two rows, and the share of the width between two columns
_TITLE_WIDTH = {1: 46, 2: 48, 3: 34}  # letters that fit above a chart by the number beside each other


@dataclass(frozen=True)
class Small:
    """One chart: the indicator's row, its totals, and the status that it has."""

    indicator: Mapping[str, Any]
    figures: pd.DataFrame
    status: str
    is_proposed: bool


@dataclass(frozen=True)
class _Place:
    """Where a chart stands: the number of its axes, which the first has none of, and its share of width and height."""

    axes: str
    across: tuple[float, float]
    up: tuple[float, float]

    @property
    def of_data(self) -> dict[str, str]:
        """The axes that a trace is drawn along."""
        return {"xaxis": f"x{self.axes}", "yaxis": f"y{self.axes}"}


def draw_small_multiples(charts: Sequence[Small], texts: Texts, periods: Periods, columns: int = 3) -> go.Figure:
    """All charts in a grid, row by row; the months are named below the last of each column."""
    columns = max(1, min(columns, len(charts)))
    rows = max(1, ceil(len(charts) / columns))
    height = rows * _ROW + _EDGE
    grid = Drawing()
    set_layout(grid, texts, height, {"l": 4, "r": 30, "t": 46})
    grid.update_layout(showlegend=False)
    for position, one in enumerate(charts):
        place = _place(position, rows, columns, height)
        is_lowest = position + columns >= len(charts)
        months = months_axis(periods, texts, marks=2, has_names=False) | {"showticklabels": is_lowest}
        months |= {"domain": place.across, "anchor": f"y{place.axes}"}
        grid.update_layout(**{f"xaxis{place.axes}": months})
        _add_title(grid, one, texts, columns, place)
        _draw(grid, one, texts, place)
    return grid.build()


def _place(position: int, rows: int, columns: int, height: int) -> _Place:
    """Row by row from the top, all of one size, with room for a title above each."""
    between = 0.0 if rows == 1 else min(_TITLES / height, 1 / (rows - 1))
    wide, high = (1 - _BESIDE * (columns - 1)) / columns, (1 - between * (rows - 1)) / rows
    left, bottom = position % columns * (wide + _BESIDE), (rows - 1 - position // columns) * (high + between)
    return _Place(str(position + 1) if position else "", (left, left + wide), (bottom, bottom + high))


def _add_title(grid: Drawing, one: Small, texts: Texts, columns: int, place: _Place) -> None:
    """The name where its chart begins, not in the middle above it; before it the symbol of its status."""
    corner = {"x": place.across[0], "xref": "paper", "y": place.up[1], "yref": "paper", "yshift": 2}
    corner |= {"xanchor": "left", "yanchor": "bottom", "align": "left", "showarrow": False}
    lines = wrap(texts(one.indicator["indicator_name"]), _TITLE_WIDTH.get(columns, 30), max_lines=2, placeholder=" …")
    symbol, looks = STATUS_SYMBOLS[one.status][one.is_proposed], {"size": 13, "color": STATUS_COLOURS[one.status]}
    # A text of its own for its colour, as high as the name: a text holds words alone and never how they look.
    grid.add_annotation(text=f"{symbol}{'<br> ' * (len(lines) - 1)}", font=looks, **corner)
    name = "<br>".join(escape(line, quote=False) for line in lines)
    grid.add_annotation(text=name, font={"size": 13}, xshift=_SYMBOL, **corner)


def _draw(grid: Drawing, one: Small, texts: Texts, place: _Place) -> None:
    unit, decimals = one.indicator["unit"], int(one.indicator["decimals"])
    figures = one.figures.assign(position=one.figures["month"].map(month_number)).sort_values("position")
    shown = figures["value"].where(figures["state"] == "value").astype(float)
    # Nobody sees the name, for there is no legend: it tells programs whose points these are.
    drawn: dict[str, Any] = {"name": one.indicator["indicator_code"], **place.of_data}
    _add_plan(grid, one, texts, drawn)
    is_of_women = one.indicator["class"] == CLASS_OF_WOMEN
    suffix = "\u00a0%" if is_percent(unit) else ""
    values = values_axis(suffix, one.indicator["type"] != "mean", marks=3)
    values |= {"automargin": True, "domain": place.up, "anchor": f"x{place.axes}"}
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
            **drawn,
        )
        last = figures.loc[shown.last_valid_index()]
        values["autorangeoptions"] = {"include": _find_room(shown, last, one)}
        _label(grid, last["position"], last["value"], format_value(last["value"], unit, texts, decimals), place)
    else:
        state = figures["state"].iloc[-1] if len(figures) else "not_reported"
        _say_nothing(grid, texts(STATE_NAMES[state]), place)
    grid.update_layout(**{f"yaxis{place.axes}": values})


def _add_plan(grid: Drawing, one: Small, texts: Texts, drawn: dict[str, Any]) -> None:
    points = planned_points(one.indicator)
    if all(value is None for _, value in points):
        return
    unit, decimals = one.indicator["unit"], int(one.indicator["decimals"])
    grid.add_scatter(
        x=[month for month, _ in points],
        y=[value for _, value in points],
        mode="lines",
        line={"color": PLAN, "width": 1.5, "dash": "dot"},
        text=[_say_planned(month, format_plan(value, unit, texts, decimals), texts) for month, value in points],
        hovertemplate="%{text}<extra></extra>",
        **drawn,
    )


def _say_planned(month: int, expected: str, texts: Texts) -> str:
    # The way begins before the first month, which has no code then, at the baseline.
    if not month:
        return f"{texts(BASELINE)}{texts.colon}{expected}"
    return texts("planned by {month}: {expected}", month=month_code(month), expected=expected)


def _find_room(shown: pd.Series, last: pd.Series, one: Small) -> float:
    """How high the axis must reach above the newest point: its number would else stand in the chart's title."""
    planned = [value for _, value in planned_points(one.indicator) if value is not None]
    heights = [*shown.dropna(), *planned, *([] if one.indicator["type"] == "mean" else [0.0])]
    return float(last["value"]) + 0.35 * (max(heights) - min(heights))


def _label(grid: Drawing, month: float, value: float, said: str, place: _Place) -> None:
    at = {"x": month, "xref": f"x{place.axes}", "y": value, "yref": f"y{place.axes}"}
    looks = {"font": {"color": ACTUAL, "size": 13}, "showarrow": False, "yanchor": "bottom", "yshift": 5}
    grid.add_annotation(text=f"<b>{said}</b>", **at, **looks)


def _say_nothing(grid: Drawing, said: str, place: _Place) -> None:
    """The word for why there is no figure, in the middle of an empty chart: no line along zero."""
    grid.add_scatter(x=[None], y=[None], hoverinfo="skip", **place.of_data)
    middle = {"xref": f"x{place.axes} domain", "yref": f"y{place.axes} domain", "x": 0.5, "y": 0.5}
    grid.add_annotation(text=escape(said), showarrow=False, font={"color": PLAN, "size": 13}, **middle)
