"""Cross-checks of targets and planned paths: they must lead from the start to the target, in the right direction."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.framework import TargetVersion
from indicators.model.indicator import Indicator
from indicators.periods import month_number
from indicators.progress import is_downward, start_value

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "targets.yaml"


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
    sign = -1 if is_downward(indicator) else 1
    known = set(definitions.periods.codes)
    points = sorted((month_number(code), value) for code, value in version.planned_path.items() if code in known)
    way = [("the start", start_value(definitions, indicator))]
    way += [(f"M{number:02d}", value) for number, value in points if value is not None]
    way.append(("the target", version.value or 0))
    wanted = "fall" if is_downward(indicator) else "rise"
    for (before_name, before), (name, value) in pairwise(way):
        if sign * (value - before) < 0:
            key = f"{indicator.code}.planned_path"
            found = f"The way from {before_name} ({before:g}) to {name} ({value:g}) goes the wrong way."
            yield Fault(_FILE, key, found, f"Let it {wanted} or stay, or change the indicator's direction.")
