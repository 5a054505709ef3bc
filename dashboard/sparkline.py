"""A curve the size of a word: planned path and actual values, as a picture with a description."""

from base64 import b64encode
from typing import Any

import pandas as pd

from dashboard.markup import Html, element
from indicators.charts import ACTUAL, PLAN, planned_points
from indicators.periods import month_number
from indicators.reasons import CLASS_OF_WOMEN

_WIDTH, _HEIGHT, _EDGE = 148, 36, 5
Point = tuple[float, float]


def build_sparkline(figures: pd.DataFrame, indicator: dict[str, Any], months: int, description: str) -> Html:
    """The picture: dotted plan, solid actual line with gaps; class A as points at its closings.

    A picture rather than inline SVG, because the page's sanitizer takes SVG out.
    """
    plan = [(float(month), value) for month, value in planned_points(indicator) if value is not None]
    told = zip(figures["month"], figures["state"], figures["value"], strict=True)
    actual = [(float(month_number(month)), float(value)) for month, state, value in told if state == "value"]
    values = [value for _, value in plan] + [value for _, value in actual]
    if not values:
        return element("span", "", cls="spark")
    low, high = min(0.0, *values), max(values)
    scale = _Scale(months, low, high if high > low else low + 1)
    drawn = _polylines([plan], scale, PLAN, 'stroke-dasharray="2 3"')
    if indicator["class"] == CLASS_OF_WOMEN:
        drawn += "".join(_dot(scale(*point), 3.4) for point in actual)
    else:
        drawn += _polylines(_unbroken(actual), scale, ACTUAL, 'stroke-width="2"')
        drawn += _dot(scale(*actual[-1]), 2.8) if actual else ""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">{drawn}</svg>'
    source = "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
    return element("img", src=source, alt=description, width=_WIDTH, height=_HEIGHT, cls="spark")


class _Scale:
    """Months and values to places in the picture."""

    def __init__(self, months: int, low: float, high: float) -> None:
        self.months, self.low, self.high = months, low, high

    def __call__(self, month: float, value: float) -> Point:
        x = _EDGE + (_WIDTH - 2 * _EDGE) * month / self.months
        y = _HEIGHT - _EDGE - (_HEIGHT - 2 * _EDGE) * (value - self.low) / (self.high - self.low)
        return round(x, 1), round(y, 1)


def _unbroken(points: list[Point]) -> list[list[Point]]:
    """Runs of neighbouring months: a month without a value is a gap, never a bridge."""
    runs: list[list[Point]] = []
    for point in points:
        if runs and point[0] - runs[-1][-1][0] == 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _polylines(runs: list[list[Point]], scale: _Scale, colour: str, style: str) -> str:
    lines = (" ".join("{},{}".format(*scale(*point)) for point in run) for run in runs if len(run) > 1)
    return "".join(f'<polyline points="{line}" fill="none" stroke="{colour}" {style}/>' for line in lines)


def _dot(place: Point, radius: float) -> str:
    return f'<circle cx="{place[0]}" cy="{place[1]}" r="{radius}" fill="{ACTUAL}"/>'
