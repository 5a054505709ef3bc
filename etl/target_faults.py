"""The faults that a decision on a target would be in the definitions, in the form's words and the reader's language.

Each says what was found, what is expected and what to do; what is not of the form is told as the definitions tell it.
"""

import re
from collections.abc import Callable, Iterator

from etl.errors import UserError
from etl.target_decision import TargetDecision
from etl.target_file import NAME
from indicators.faults import DefinitionError, Fault
from indicators.load import Definitions
from indicators.model.framework import TargetVersion
from indicators.path_references import Point, wrong_steps
from indicators.periods import month_number
from indicators.progress import is_downward
from indicators.references import unknown_months
from indicators.saying import Saying
from indicators.texts import N_

Say = Callable[[Definitions, TargetDecision], Iterator[UserError]]

_UP = N_(
    "Planned path: {before} → {after} goes down. Expected: no value is smaller than the one before it, and none is "
    "larger than the target. Correct the value that is wrong."
)
_DOWN = N_(
    "Planned path: {before} → {after} goes up. Expected: no value is larger than the one before it, and none is "
    "smaller than the target. Correct the value that is wrong."
)
# As the form names them, so that no language has to bend a word.
_POINTS = {"start": N_("start: {value}"), "target": N_("target: {value}"), "month": "{month}: {value}"}
_ELSEWHERE = N_("{file}, {key}: {found} {repair}")


def say_faults(error: DefinitionError, definitions: Definitions, decision: TargetDecision) -> list[UserError]:
    """All of them, each once; `definitions` are those without the decision."""
    told: list[UserError] = []
    said: set[Say] = set()
    for fault in error.faults:
        say = _find_words(fault, decision)
        if say not in said:
            own = list(say(definitions, decision)) if say else []
            told += own or [_say_elsewhere(fault)]
            said |= {say} if say and own else set()
    return told


def _find_words(fault: Fault, decision: TargetDecision) -> Say | None:
    if fault.file != NAME or fault.key.split(".")[0] != decision.code:
        return None
    return next((say for pattern, say in _ABOUT if pattern.search(fault.key)), None)


def _say_elsewhere(fault: Fault) -> UserError:
    return UserError(_ELSEWHERE, file=fault.file, key=fault.key, found=fault.found, repair=fault.repair)


def _say_day(definitions: Definitions, decision: TargetDecision) -> Iterator[UserError]:
    day, calendar = decision.decided_on, definitions.project.calendar
    if any(version.decided_on == day for version in definitions.targets[decision.code]):
        yield UserError(
            N_("Day of the decision: a decision of {day} on this target stands already. Give the day of another one."),
            day=day,
        )
        return
    text = N_(
        "Day of the decision: {day} is too long before the project or after its end. Expected: a day up to {end}, not "
        "long before {start}. Correct the day."
    )
    yield UserError(text, day=day, start=calendar.start, end=calendar.end)


def _say_path(definitions: Definitions, decision: TargetDecision) -> Iterator[UserError]:
    yield from _say_unknown_months(definitions, decision)
    yield from _say_end(definitions, decision)
    yield from _say_wrong_steps(definitions, decision)


def _say_unknown_months(definitions: Definitions, decision: TargetDecision) -> Iterator[UserError]:
    codes = definitions.periods.codes
    text = N_("Planned path: {month} is no month of the project. Expected: a month from {first} to {last}. Correct it.")
    for month in unknown_months(definitions, decision.planned_path):
        yield UserError(text, month=month, first=codes[0], last=codes[-1])


def _say_end(definitions: Definitions, decision: TargetDecision) -> Iterator[UserError]:
    path, target = decision.planned_path, decision.value
    last = max(path, key=month_number, default=None)
    if last is None or path[last] == target or last not in definitions.periods.codes:
        return
    text = N_("Planned path: {found} is its last value. Expected: the target itself, {target}. Correct one of the two.")
    value = path[last]
    found = Saying(_POINTS["month"], {"month": last, "value": "–" if value is None else value})
    yield UserError(text, found=found, target=target)


def _say_wrong_steps(definitions: Definitions, decision: TargetDecision) -> Iterator[UserError]:
    indicator = definitions.indicator(decision.code)
    version = TargetVersion.model_validate(decision.as_version())
    text = _DOWN if is_downward(indicator) else _UP
    for before, after in wrong_steps(definitions, indicator, version):
        yield UserError(text, before=_say_point(before), after=_say_point(after))


def _say_point(point: Point) -> Saying:
    return Saying(_POINTS[point.at], {"month": point.month, "value": point.value})


def _say_once(text: str) -> Say:
    def say(_definitions: Definitions, _decision: TargetDecision) -> Iterator[UserError]:
        yield UserError(text)

    return say


# What a fault of a target is about, by the end of its key -> who says it.
_ABOUT: tuple[tuple[re.Pattern[str], Say], ...] = (
    (re.compile(r"\.decided_on$"), _say_day),
    (
        re.compile(r"\.decision$"),
        _say_once(
            N_(
                "Decision: a confirmed target names which decision confirmed it; a proposed one rests on none, so "
                "leave it empty."
            )
        ),
    ),
    (re.compile(r"\.planned_path"), _say_path),
    (re.compile(r"\.value$"), _say_once(N_("New value: a percentage lies between 0 and 100."))),
    (re.compile(r"\.state$"), _say_once(N_("State: a value and its state belong together."))),
)
