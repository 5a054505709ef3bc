"""Charts as SVG: pure functions, released rows in, text out; they need neither browser nor network nor script.

What has no value stands in a lane of its own, never at zero. No chart has a mark for a single pathway.
"""

from released.charts.columns import draw_columns
from released.charts.coverage import draw_coverage
from released.charts.curve import draw_curve
from released.charts.intervals import Estimate, Wording, draw_intervals
from released.charts.of_release import chart
from released.charts.scale import Months
from released.charts.status import draw_status
from released.charts.svg import PAGE, PHONE, Svg

__all__ = [
    "PAGE",
    "PHONE",
    "Estimate",
    "Months",
    "Svg",
    "Wording",
    "chart",
    "draw_columns",
    "draw_coverage",
    "draw_curve",
    "draw_intervals",
    "draw_status",
]
