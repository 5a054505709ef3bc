"""The lane below a chart: months that have no value, with the reason, so that none of them is ever drawn as zero."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from indicators.charts.drawing import Drawing
from indicators.charts.palette import PLAN
from indicators.reasons import STATE_NAMES
from indicators.texts import Texts

# State -> plotly symbol; what is not due or doesn't apply is no event and isn't drawn.
LANE = {"withheld": "square-open", "not_reported": "x-thin-open", "too_few": "circle-open-dot"}


def add_lane(chart: Drawing, rows: pd.DataFrame, sentences: Mapping[str, str], texts: Texts) -> bool:
    """Marks on the second value axis, one trace a state; `sentences` by month. Was there anything to draw?"""
    for state, symbol in LANE.items():
        found = rows[rows["state"] == state]
        if not found.empty:
            chart.add_scatter(
                x=list(found["position"]),
                y=[0] * len(found),
                yaxis="y2",
                name=texts(STATE_NAMES[state]).capitalize(),
                mode="markers",
                marker={"symbol": symbol, "size": 8, "color": PLAN, "line": {"width": 1.5, "color": PLAN}},
                text=[escape(sentences[month]) for month in found["month"]],
                hovertemplate="%{text}<extra></extra>",
            )
    return bool(rows["state"].isin(LANE).any())
