"""An indicator's codes in the IATI standard (2.03, result/indicator): they follow from level, type and direction."""

from dataclasses import dataclass

from indicators.model.indicator import Indicator

# Code list ResultType: 1 output, 2 outcome, 3 impact, 9 other.
_RESULT_TYPES = {"output": 1, "outcome": 2, "impact": 3, "process": 9}
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
    return codes_of(indicator.level, indicator.type, indicator.direction)


def codes_of(level: str, type: str, direction: str) -> IatiCodes:
    """The codes of an indicator as a release tells it; a level of another framework is of another kind."""
    measure = 2 if type in _PERCENTAGES else 1
    return IatiCodes(_RESULT_TYPES.get(level, 9), measure, direction == "up")
