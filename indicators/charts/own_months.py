"""One partner's own values of an indicator, month by month: a small line with a mark for each month that has one."""

from collections.abc import Iterable

import plotly.graph_objects as go

from indicators.charts.drawing import Drawing
from indicators.charts.layout import months_axis, set_layout, values_axis
from indicators.charts.palette import ACTUAL
from indicators.periods import Periods, month_code
from indicators.reasons import format_value, is_percent
from indicators.texts import Texts

_HEIGHT = 220


def draw_own_months(
    values: Iterable[tuple[int, float | None]], unit: str, texts: Texts, periods: Periods, decimals: int | None = None
) -> go.Figure:
    """Months with their values; a month without one leaves a gap, for it is no zero."""
    points = list(values)
    chart = Drawing()
    chart.add_scatter(
        x=[month for month, _value in points],
        y=[value for _month, value in points],
        mode="lines+markers",
        connectgaps=False,
        line={"color": ACTUAL, "width": 2},
        marker={"color": ACTUAL, "size": 7},
        text=[_hover(month, value, unit, texts, periods, decimals) for month, value in points],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )
    set_layout(chart, texts, _HEIGHT, {"t": 12})
    numbers = [value for _month, value in points if value is not None]
    chart.update_xaxes(**months_axis(periods, texts))
    chart.update_yaxes(**values_axis(" %" if is_percent(unit) else "", from_zero=min(numbers, default=0) >= 0))
    return chart.build()


def _hover(month: int, value: float | None, unit: str, texts: Texts, periods: Periods, decimals: int | None) -> str:
    name = texts.month_name(*periods.calendar_month(month), "LLL y")
    return f"{month_code(month)} · {name}: {format_value(value, unit, texts, decimals)}"
