"""All charts of pages and notebooks: pure functions, released rows in, a plotly figure out.

What has no value is never drawn as 0. One module per chart; colours stand in `palette`, what all share in `layout`.
"""

from indicators.charts.curve import LESS_IS_BETTER, draw_progress_curve, planned_points
from indicators.charts.finding import say_finding
from indicators.charts.palette import ACTUAL, CATEGORIES, PLAN, STATUS_COLOURS
from indicators.charts.small_multiples import Small, draw_small_multiples
from indicators.charts.status_bar import draw_status_bar

__all__ = [
    "ACTUAL",
    "CATEGORIES",
    "LESS_IS_BETTER",
    "PLAN",
    "STATUS_COLOURS",
    "Small",
    "draw_progress_curve",
    "draw_small_multiples",
    "draw_status_bar",
    "planned_points",
    "say_finding",
]
