"""The visibility plan, before any data: what can be shown of women at each closing if the project runs to plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.disclosure.closings import show_women
from indicators.disclosure.shown import VALUE
from indicators.load import Definitions
from indicators.model.disclosure import MixedPlan, NeverPlan, PlanRow
from indicators.model.indicator import Indicator
from indicators.periods import month_code
from indicators.rehearsal import Step, rehearse
from indicators.visibility_reasons import COUNTRY, why_shown, why_waiting

# What of an indicator that counts things (class C) is single women and so waits for closings.
SINGLE_WOMEN = "single women"
# Closing -> categories that get a new figure there.
_Shown = dict[int, tuple[str, ...]]


@dataclass(frozen=True)
class Visibility:
    """Does a breakdown of an indicator get a new figure at a closing? `last` is the newest closing that gives one."""

    indicator: str
    closing: str
    breakdown: str
    is_shown: bool
    categories: tuple[str, ...]
    last: str | None
    reason: str


def plan_visibility(definitions: Definitions) -> list[Visibility]:
    """One row per indicator about women, breakdown and closing; empty when no expected population is stated."""
    if definitions.population is None or definitions.disclosure.ledgers is None:
        return []
    steps = rehearse(definitions)
    return [
        row
        for code, plan in definitions.disclosure.rows.items()
        for indicator in [definitions.indicator(code)]
        for breakdown, shown in _by_breakdown(definitions, indicator, plan, steps).items()
        for row in _rows(definitions, indicator, plan, breakdown, shown, steps)
    ]


def _by_breakdown(
    definitions: Definitions, indicator: Indicator, plan: PlanRow, steps: list[Step]
) -> dict[str, _Shown]:
    """What the release of each closing would show anew, by breakdown; nothing of classes B and C."""
    if isinstance(plan, MixedPlan):
        return {SINGLE_WOMEN: {step.closing: ("all",) for step in steps if step.is_new(indicator.code)}}
    if indicator.disclosure_class != "A" or not steps:
        return {}
    new = {step.closing for step in steps if step.is_new(indicator.code)}
    found: dict[str, _Shown] = {}
    rows = show_women(definitions, indicator, steps[-1].after, steps[-1].closing)
    for (month, breakdown, category), shown in rows.items():
        own = found.setdefault(breakdown, {})
        if month in new and shown.state == VALUE:
            own[month] = (*own.get(month, ()), category)
    return found


def _rows(
    definitions: Definitions, indicator: Indicator, plan: PlanRow, breakdown: str, shown: _Shown, steps: list[Step]
) -> Iterator[Visibility]:
    last: str | None = None
    for step in steps:
        month, categories = month_code(step.closing), shown.get(step.closing, ())
        # A remainder alone breaks nothing down.
        is_shown = bool(set(categories) & set(definitions.countries)) if breakdown == COUNTRY else bool(categories)
        if is_shown:
            last, reason = month, why_shown(breakdown, categories, definitions.countries)
        elif breakdown == COUNTRY and step.is_new(indicator.code):
            reason = "Too few in any country, or in all others together: shown in the total alone."
        else:
            reason = why_waiting(definitions, indicator, plan, step)
        if last and not is_shown and not isinstance(plan, NeverPlan):
            reason = f"{reason} The last figure is of {last}."
        yield Visibility(indicator.code, month, breakdown, is_shown, categories, last, reason)
