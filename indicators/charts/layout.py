"""What all charts share: a clear background, axes that don't move, the months of the project, numbers by language."""

from typing import Any

from indicators.charts.drawing import Drawing
from indicators.charts.palette import CLEAR, GRID
from indicators.periods import Periods, month_code
from indicators.texts import Texts

# A title is the page's: the sentence that the chart shows stands above it as a heading.
_MARGIN = {"l": 8, "r": 24, "t": 36, "b": 8}
_TOP_LEGEND = {"orientation": "h", "x": 0, "y": 1.02, "xanchor": "left", "yanchor": "bottom", "itemclick": False}


def set_layout(chart: Drawing, texts: Texts, height: int, margin: dict[str, int] | None = None) -> None:
    """Height, clear background, fixed axes, a legend that can't be clicked away, and the language's separators."""
    chart.update_layout(
        height=height,
        margin={**_MARGIN, **(margin or {})},
        legend={**_TOP_LEGEND, "itemdoubleclick": False},
        hovermode="closest",
        dragmode=False,
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        separators=separators(texts),
    )
    chart.update_xaxes(fixedrange=True, zeroline=False)
    chart.update_yaxes(fixedrange=True, zeroline=False)


def months_axis(periods: Periods, texts: Texts, marks: int = 4, has_names: bool = True) -> dict[str, Any]:
    """The axis of the project's months by number: the first and about `marks` others, with code and calendar month."""
    step = max(1, round(periods.count / marks))
    ticks = [1, *(month for month in range(step, periods.count + 1, step) if month > 1)]
    return {
        "range": [-0.4, periods.count + 0.9],
        "tickvals": ticks,
        "ticktext": [_name_month(month, periods, texts) if has_names else month_code(month) for month in ticks],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _name_month(month: int, periods: Periods, texts: Texts) -> str:
    return f"{month_code(month)}<br>{texts.month_name(*periods.calendar_month(month), 'LLL y')}"


def values_axis(suffix: str = "", from_zero: bool = True, marks: int = 5) -> dict[str, Any]:
    """An axis of values with faint lines, whole numbers short, beginning at zero unless the scale has none."""
    return {
        "rangemode": "tozero" if from_zero else "normal",
        "showgrid": True,
        "gridcolor": GRID,
        "zeroline": False,
        "nticks": marks,
        "ticksuffix": suffix,
        "fixedrange": True,
    }


def separators(texts: Texts) -> str:
    """The decimal and the thousands sign of the language, as plotly wants them."""
    shown = texts.number(1234.5, 1)
    return shown[-2] + (shown[1] if not shown[1].isdigit() else "")
