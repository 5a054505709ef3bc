"""Cross-checks of targets: each has its state, its decision and a dated history, and its path ends in its value."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.framework import TargetVersion
from indicators.model.indicator import Indicator
from indicators.periods import month_number
from indicators.references import month_fault, unknown_months

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "targets.yaml"
# A grant's targets are decided with its application; from call to start no programme takes longer.
_LONGEST_PREPARATION = timedelta(days=3 * 365)


def check_targets(definitions: "Definitions") -> list[Fault]:
    """All faults of the targets and their history."""
    codes = {indicator.code for indicator in definitions.indicators}
    faults = [
        Fault(_FILE, code, "Indicator and target don't match.", "Each indicator needs one entry here.")
        for code in sorted(codes ^ set(definitions.targets))
    ]
    for code, versions in definitions.targets.items():
        if not versions:
            faults.append(Fault(_FILE, code, "There is no target.", "Add one; its value may be null."))
        faults += _check_history(code, versions)
        for version in versions:
            faults += _check_day(definitions, code, version.decided_on)
            faults += _check_state(code, version)
            faults += _check_path(definitions, code, version)
    for indicator in definitions.indicators:
        for version in definitions.targets.get(indicator.code, ()):
            faults += _check_range(indicator, version)
    return faults


def _check_history(code: str, versions: tuple[TargetVersion, ...]) -> Iterator[Fault]:
    for day, count in Counter(version.decided_on for version in versions).items():
        if count > 1:
            found = f"{count} targets were decided on {day}: nobody can tell which counts."
            yield Fault(_FILE, f"{code}.decided_on", found, "Give each version its own day, or keep one of them.")


def _check_day(definitions: "Definitions", code: str, day: date) -> Iterator[Fault]:
    calendar = definitions.project.calendar
    if not calendar.start - _LONGEST_PREPARATION <= day <= calendar.end:
        found = f"{day} is no day on which a target of this project was decided."
        repair = f"Write a day up to the project's end, {calendar.end}; not long before its start, {calendar.start}."
        yield Fault(_FILE, f"{code}.decided_on", found, repair)


def _check_state(code: str, version: TargetVersion) -> Iterator[Fault]:
    place = f"{code}.{version.decided_on}"
    if (version.state is None) != (version.value is None):
        found = f"A target of the state {version.state or 'null'} with the value {_shown(version.value)}."
        repair = "Give a value and a state (binding, confirmed or proposed), or null for both."
        yield Fault(_FILE, f"{place}.state", found, repair)
    if version.state == "confirmed" and not version.decision.strip():
        found = "The target is confirmed, but no decision is named."
        yield Fault(_FILE, f"{place}.decision", found, "Write which decision confirmed it, or make it proposed.")
    if version.state in ("proposed", None) and version.decision:
        found = f"A target of the state {version.state or 'null'} rests on no decision."
        yield Fault(_FILE, f"{place}.decision", found, "Remove the decision, or make the target confirmed.")


def _shown(value: float | None) -> str:
    return "null" if value is None else f"{value:g}"


def _check_path(definitions: "Definitions", code: str, version: TargetVersion) -> Iterator[Fault]:
    key, path = f"{code}.planned_path", version.planned_path
    unknown = list(unknown_months(definitions, path))
    yield from (month_fault(definitions, _FILE, key, month) for month in unknown)
    if unknown or version.value is None:
        return
    if list(path) != sorted(path, key=month_number):
        yield Fault(_FILE, key, f"The months {', '.join(path)} are not in order.", "Sort them.")
    last = max(path, key=month_number, default=None)
    if last is None or path[last] != version.value:
        found = f"The last point ({last or 'none'}: {_shown(path[last] if last else None)}) is not the target"
        yield Fault(_FILE, key, f"{found}, {_shown(version.value)}.", "Let the path end in the target.")


def _check_range(indicator: Indicator, version: TargetVersion) -> Iterator[Fault]:
    if indicator.type in ("percent", "milestone") and not 0 <= (version.value or 0) <= 100:
        found = f"{_shown(version.value)} is no percentage."
        yield Fault(_FILE, f"{indicator.code}.value", found, "Write a target from 0 to 100.")
