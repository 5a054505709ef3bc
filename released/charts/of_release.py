"""Charts of a release by name alone, for a notebook's one line."""

from released.about import indicator
from released.charts.curve import draw_curve
from released.charts.scale import Months
from released.charts.svg import PAGE, Svg
from released.figures import ALL, TOTAL, figures
from released.release import Release


def chart(release: Release, code: str, width: float = PAGE, has_title: bool = True) -> Svg:
    """The curve of an indicator: actual values, planned path, target, and what has no value in a lane of its own.

    A notebook shows it where it is a cell's last line; `str()` of it is the SVG. For a phone: `width=PHONE`.
    Raises ReleaseFault for a code that the release doesn't have.
    """
    about = indicator(release, code)
    rows = figures(release, code, breakdown=TOTAL, category=ALL).rows
    return draw_curve(rows, about, Months.of(release), release.texts, width, has_title)
