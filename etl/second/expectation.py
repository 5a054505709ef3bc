"""Expected value, progress and status of a total, by the rules for numbers."""

from collections.abc import Mapping
from typing import Any

from etl.second.reading import month_number
from etl.second.world import World

# A ratio that reaches a threshold exactly has its status, whatever is lost in the last binary digit.
_LAST_DIGIT = 1e-9


def start_of(world: World, one: Mapping[str, Any]) -> float:
    """The baseline; where it is unknown, the end of the scale at which a bad start lies."""
    if one["baseline"]["value"] is not None:
        return float(one["baseline"]["value"])
    if one.get("scale"):
        lowest, highest = world.definitions["scales"][one["scale"]]["range"]
        return float(highest if one.get("direction") == "down" else lowest)
    return float(one.get("lowest_value", 0))


def expected_of(world: World, one: Mapping[str, Any], month: int) -> float | None:
    """The planned value of a month: linear between the points of the path, None up to a null point."""
    path = {month_number(code): value for code, value in _target(world, one)["planned_path"].items()}
    if not path:
        return None
    before: tuple[int, float | None] = (0, start_of(world, one))
    for at, value in sorted(path.items()):
        if month == at:
            return value
        if month < at:
            return _between(before, (at, value), month)
        before = (at, value)
    return before[1]


def _target(world: World, one: Mapping[str, Any]) -> dict[str, Any]:
    """The target in force: the newest decision."""
    newest: dict[str, Any] = {}
    for version in world.definitions["targets"][one["code"]]:
        if not newest or version["decided_on"] > newest["decided_on"]:
            newest = version
    return newest


def _between(before: tuple[int, float | None], after: tuple[int, float | None], month: int) -> float | None:
    """A point on the straight line; there is no line from or to a null point."""
    (first, low), (last, high) = before, after
    if low is None or high is None:
        return None
    return low + (high - low) * (month - first) / (last - first)


def progress_of(actual: float | None, start: float, expected: float | None) -> float | None:
    """How much of the way that was due is gone, as a ratio; None when nothing was due yet."""
    if actual is None or expected is None or abs(expected - start) < _LAST_DIGIT:
        return None
    return (actual - start) / (expected - start)


def status_of(world: World, ratio: float | None) -> str:
    """The first threshold that the ratio reaches, from the best; without a ratio never red."""
    if ratio is None:
        return "unavailable"
    for threshold in world.definitions["progress"]["thresholds"]:
        if "above" in threshold and ratio <= threshold["above"] + _LAST_DIGIT:
            continue
        if "at_least" in threshold and ratio < threshold["at_least"] - _LAST_DIGIT:
            continue
        return str(threshold["status"])
    raise ValueError("the last threshold has a bound")
