"""Cross-checks of targets and planned paths: they must lead from the start to the target, in the right direction."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from indicators.faults import Fault
from indicators.model.framework import TargetVersion
from indicators.model.indicator import Indicator
from indicators.periods import month_number
from indicators.progress import is_downward, start_value

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "targets.yaml"
_ENDS = {"start": "the start", "target": "the target"}


class Point(NamedTuple):
    """A value on the way to a target: at the start, by a month, or the target itself."""

    at: Literal["start", "month", "target"]
    value: float
    month: str = ""

    @property
    def name(self) -> str:
        """What it is called in a fault of the file."""
        return _ENDS.get(self.at, self.month)


def check_paths(definitions: "Definitions") -> list[Fault]:
    """All faults of targets and paths against the direction of their indicators."""
    faults: list[Fault] = []
    for indicator in definitions.indicators:
        if indicator.scale and indicator.scale not in definitions.scales:
            continue  # told by another check; where the path starts is not known
        for version in definitions.targets.get(indicator.code, ()):
            faults += _check_version(definitions, indicator, version)
    return faults


def _check_version(definitions: "Definitions", indicator: Indicator, version: TargetVersion) -> Iterator[Fault]:
    if version.value is None:
        if any(value is not None for value in version.planned_path.values()):
            key, found = f"{indicator.code}.planned_path", "Values are planned, but there is no target."
            yield Fault(_FILE, key, found, "Give the target, or set every point to null.")
        return
    if is_downward(indicator) and indicator.baseline.value is None and not indicator.scale:
        found = "Less is better here, but nothing says from where it falls."
        yield Fault("indicators.yaml", f"{indicator.code}.baseline", found, "Give a baseline or a scale.")
        return
    yield from _check_direction(definitions, indicator, version)


def _check_direction(definitions: "Definitions", indicator: Indicator, version: TargetVersion) -> Iterator[Fault]:
    wanted = "fall" if is_downward(indicator) else "rise"
    for before, after in wrong_steps(definitions, indicator, version):
        way = f"from {before.name} ({before.value:g}) to {after.name} ({after.value:g})"
        repair = f"Let it {wanted} or stay, or change the indicator's direction."
        yield Fault(_FILE, f"{indicator.code}.planned_path", f"The way {way} goes the wrong way.", repair)


def wrong_steps(
    definitions: "Definitions", indicator: Indicator, version: TargetVersion
) -> Iterator[tuple[Point, Point]]:
    """Each step of a planned path that leads away from the target, with the point before it."""
    sign = -1 if is_downward(indicator) else 1
    for before, after in pairwise(_way(definitions, indicator, version)):
        if sign * (after.value - before.value) < 0:
            yield before, after


def _way(definitions: "Definitions", indicator: Indicator, version: TargetVersion) -> list[Point]:
    known = sorted({*version.planned_path} & {*definitions.periods.codes}, key=month_number)
    planned = [(month, version.planned_path[month]) for month in known]
    points = [Point("month", value, month) for month, value in planned if value is not None]
    return [Point("start", start_value(definitions, indicator)), *points, Point("target", version.value or 0)]
