"""Cross-checks of the results framework: each result is measured and leads up; the project is what the grant binds."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.framework import LEADS_TO, LETTERS, Result
from indicators.references import unknown_months

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "results.yaml"


def check_framework(definitions: "Definitions") -> list[Fault]:
    """All faults of results, of their indicators' place in the framework, and of the grant's figures."""
    checks = (_check_results, _check_ways, _check_places, _check_objectives, _check_grant)
    return [fault for check in checks for fault in check(definitions)]


def _check_results(definitions: "Definitions") -> Iterator[Fault]:
    objectives = {objective.code for objective in definitions.objectives}
    measured = {indicator.result for indicator in definitions.indicators}
    for result in definitions.results:
        if result.objective not in objectives:
            key = f"{result.code}.objective"
            yield Fault(_FILE, key, f"There is no objective {result.objective}.", "Name one of objectives.yaml.")
        if LETTERS.get(result.code[2:4]) != result.level:
            found = f"The letters {result.code[2:4]} are not those of the level {result.level}."
            yield Fault(_FILE, f"{result.code}.level", found, f"Correct the code or the level: {_letters()}.")
        if result.code not in measured:
            found = "No indicator measures this result."
            yield Fault(_FILE, result.code, found, "Name it as `result` of an indicator, or remove it.")


def _letters() -> str:
    return ", ".join(f"{letters} {level}" for letters, level in LETTERS.items())


def _check_ways(definitions: "Definitions") -> Iterator[Fault]:
    results = {result.code: result for result in definitions.results}
    highest = next((level for level in LETTERS.values() if any(one.level == level for one in results.values())), None)
    for result in definitions.results:
        key = f"{result.code}.leads_to"
        if not result.leads_to and result.level != highest:
            yield Fault(_FILE, key, "This result leads nowhere.", "Name the results of the next level that it serves.")
        for code in result.leads_to:
            if code not in results:
                yield Fault(_FILE, key, f"There is no result {code}.", "Name a result of this file.")
            elif results[code].level not in LEADS_TO[result.level]:
                found = f"{code} is of the level {results[code].level}; {_article(result.level)} doesn't lead there."
                wanted = ", ".join(LEADS_TO[result.level]) or "none: an impact is the end of the way"
                yield Fault(_FILE, key, found, f"Name results of these levels: {wanted}.")
    for result in definitions.results:
        if result.code in _reached(result, results):
            found = "The way from this result leads back to it."
            yield Fault(_FILE, f"{result.code}.leads_to", found, "Remove one step of the circle.")


def _article(level: str) -> str:
    return f"{'an' if level[0] in 'io' else 'a'} {level}"


def _reached(start: Result, results: dict[str, Result]) -> set[str]:
    reached: set[str] = set()
    waiting = list(start.leads_to)
    while waiting:
        code = waiting.pop()
        if code in results and code not in reached:
            reached.add(code)
            waiting += results[code].leads_to
    return reached


def _check_places(definitions: "Definitions") -> Iterator[Fault]:
    results = {result.code: result for result in definitions.results}
    for indicator in definitions.indicators:
        file, result = "indicators.yaml", results.get(indicator.result)
        if result is None:
            key = f"{indicator.code}.result"
            yield Fault(file, key, f"There is no result {indicator.result}.", "Name a result of results.yaml.")
        elif LETTERS.get(indicator.code[:2]) != result.level:
            found = f"The letters {indicator.code[:2]} are not those of the level {result.level} of {result.code}."
            yield Fault(file, indicator.code, found, f"Name another result, or correct the code: {_letters()}.")


def _check_objectives(definitions: "Definitions") -> Iterator[Fault]:
    served = {result.objective for result in definitions.results}
    for objective in definitions.objectives:
        if objective.code not in served:
            found = "No result belongs to this objective."
            yield Fault("objectives.yaml", objective.code, found, "Add a result for it, or remove it.")
    general = [objective.code for objective in definitions.objectives if objective.is_general]
    if len(general) != 1:
        found = f"{len(general)} objectives are general ({', '.join(general) or 'none'})."
        yield Fault("objectives.yaml", "is_general", found, "Mark exactly one with is_general: true.")


def _partner_months(definitions: "Definitions") -> Iterator[str]:
    for partner in definitions.partners:
        yield from (partner.from_month, partner.to_month)


def partners_at_once(definitions: "Definitions") -> int:
    """The most partners that report for one and the same month: one that follows on another doesn't add to it."""
    months = range(1, definitions.periods.count + 1)
    return max(sum(definitions.is_expected(one, month) for one in definitions.partners) for month in months)


# What the grant binds beside targets, and where the definitions say how it is.
GRANT_FIGURES: dict[str, tuple[str, Callable[["Definitions"], int]]] = {
    "partners": ("partners.yaml", partners_at_once),
    "countries": ("partners.yaml", lambda definitions: len(definitions.countries)),
    "months": ("the calendar", lambda definitions: definitions.periods.count),
}


def _check_grant(definitions: "Definitions") -> Iterator[Fault]:
    calendar = definitions.project.calendar
    for name, figure in definitions.project.grant.items():
        place, count = GRANT_FIGURES[name]
        if any(unknown_months(definitions, _partner_months(definitions))):
            return  # told by another check; who reports when is not known
        key, found_n = f"grant.{name}", count(definitions)
        if found_n != figure.in_force:
            found = f"The grant binds {figure.in_force} {name}, {place} has {found_n}."
            repair = f"Correct {place}, or add the dated amendment of the grant."
            yield Fault("project.yaml", key, found, repair)
        days = [amendment.decided_on for amendment in figure.amendments]
        if any(before >= after for before, after in pairwise(days)):
            yield Fault("project.yaml", key, "The amendments are not in the order of their days.", "Sort them by day.")
        for day in days:
            if day > calendar.end:
                found = f"An amendment of {day} is later than the project's end, {calendar.end}."
                yield Fault("project.yaml", key, found, "Correct the day.")
