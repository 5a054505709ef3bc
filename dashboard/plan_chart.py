"""One count of a page, month by month against its planned path; of a chosen part without a plan."""

import pandas as pd

from dashboard.chart import show_chart
from dashboard.curve_table import build_curve_table
from dashboard.figure_table import TOTAL, planned_column
from dashboard.headlines import say_to_target
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.thing_filters import Chosen
from indicators.charts.columns import draw_columns


def show_plan(standing: Standing, chosen: Chosen, released: Released) -> None:
    """The columns of the chosen part where a figure of it is released, else those of the whole project."""
    texts, code, place = released.context.texts, standing.code, chosen.place or TOTAL
    figures = planned_column(released.figures, code, place)
    is_whole = figures.empty or place == TOTAL
    if is_whole:
        figures = planned_column(released.figures, code, TOTAL)
    chart = draw_columns(figures, pd.Series(standing.indicator), texts, released.context.periods, has_plan=is_whole)
    finding = say_to_target(standing, released) if is_whole else _say_part(standing, figures, released)
    alt = texts("{name} until {month}, month by month", name=texts(standing.name), month=released.month_code)
    note = None
    if chosen.breakdowns and is_whole:
        note = texts("Of the chosen part no figure is released; the chart shows the whole project.")
    elif not is_whole:
        note = texts("Targets are set for the whole project alone.")
    show_chart(chart, finding, alt, build_curve_table(figures, standing, released), "plan", note, level=2)


def _say_part(standing: Standing, figures: pd.DataFrame, released: Released) -> str:
    texts = released.context.texts
    row = figures[figures["month"] == released.month_code].iloc[-1]
    month = released.context.month_name(released.month)
    if row["state"] != "value":
        return texts("{name}: no figure of this part by {month}.", name=texts(standing.name), month=month)
    value = texts.number(float(row["value"]), standing.decimals)
    return texts("{name}: {value} of this part by {month}.", name=texts(standing.name), value=value, month=month)
