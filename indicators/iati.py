"""An indicator's codes in the IATI standard (2.03, result/indicator): they follow from level, type and direction."""

from dataclasses import dataclass

from indicators.model.framework import Level
from indicators.model.indicator import Indicator

# Code list ResultType: 1 output, 2 outcome, 3 impact, 9 other.
_RESULT_TYPES: dict[Level, int] = {"output": 1, "outcome": 2, "impact": 3, "process": 9}
# Code list IndicatorMeasure: 1 unit, 2 percentage.
_PERCENTAGES = ("percent", "percent_change", "milestone")


@dataclass(frozen=True)
class IatiCodes:
    """The codes of one indicator."""

    result_type: int
    measure: int
    is_ascending: bool


def iati_codes(indicator: Indicator) -> IatiCodes:
    """The indicator's codes."""
    measure = 2 if indicator.type in _PERCENTAGES else 1
    return IatiCodes(_RESULT_TYPES[indicator.level], measure, indicator.direction == "up")
