"""Expected value, progress and status of a figure (design.md, "Rules for numbers")."""

from typing import TYPE_CHECKING

from indicators.model.indicator import Indicator
from indicators.model.project import ProgressRules
from indicators.periods import month_number

if TYPE_CHECKING:
    from indicators.load import Definitions

UNAVAILABLE = "unavailable"
DOWN = "down"


def is_downward(indicator: Indicator) -> bool:
    """Is less better?"""
    return indicator.direction == DOWN


def start_value(definitions: "Definitions", indicator: Indicator) -> float:
    """The baseline; an unknown one counts as the scale's worst value: its lowest (else 0), its highest for `down`."""
    if indicator.baseline.value is not None:
        return indicator.baseline.value
    if indicator.scale:
        lowest, highest = definitions.scales[indicator.scale].range
        return highest if is_downward(indicator) else lowest
    # Without a scale nothing is known to fall from: a `down` indicator with a target is refused at load.
    return indicator.lowest_value


def expected_value(definitions: "Definitions", indicator: Indicator, month: int) -> float | None:
    """The planned value of a month: linear between the points of the path; None where nothing is expected.

    The way to the first point starts from the baseline at month 0 if that point is a number. A null point means that
    nothing is expected up to it; after the last point its value stays. Without a target nothing is ever expected.
    """
    target = definitions.target(indicator.code)
    path = target.planned_path if target.value is not None else {}
    if not path:
        return None
    points = sorted((month_number(code), value) for code, value in path.items())
    earlier: tuple[int, float | None] = (0, start_value(definitions, indicator))
    for number, value in points:
        if month == number:
            return value
        if month < number:
            return _between(earlier, (number, value), month)
        earlier = (number, value)
    return earlier[1]


def _between(start: tuple[int, float | None], end: tuple[int, float | None], month: int) -> float | None:
    if start[1] is None or end[1] is None:
        return None
    return start[1] + (end[1] - start[1]) * (month - start[0]) / (end[0] - start[0])


def progress_ratio(value: float, baseline: float, expected: float | None) -> float | None:
    """(actual - baseline) / (expected - baseline); None when nothing was expected yet."""
    if expected is None or expected == baseline:
        return None
    return (value - baseline) / (expected - baseline)


def status_of(ratio: float | None, rules: ProgressRules) -> str:
    """Status of a progress ratio; `unavailable` (never red) when there is none."""
    if ratio is None:
        return UNAVAILABLE
    # 3 of 3.333… is 0.90 to a reader and 0.8999999999999999 to a computer: the residue must not decide.
    return next(threshold.status for threshold in rules.thresholds if threshold.holds(round(ratio, 9)))
