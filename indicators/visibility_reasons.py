"""Why a figure about women can or can't be shown to plan, in a sentence; only the consortium's numbers stand in it."""

from collections.abc import Iterable

from indicators.disclosure.closings import is_guard_held
from indicators.disclosure.outcome import failing_part, leading_plan
from indicators.disclosure.women import Pathway
from indicators.load import Definitions
from indicators.model.disclosure import (
    EnrolmentPlan,
    Ledgers,
    MagnitudePlan,
    MixedPlan,
    NeverPlan,
    OutcomePlan,
    PlanRow,
    ThingsPlan,
)
from indicators.model.indicator import Indicator, Sum
from indicators.model.linear import LinearSum
from indicators.rehearsal import Step

COUNTRY = "country"
NEVER = "Never shown."
NOBODY = "Nobody new is expected."


def why_shown(breakdown: str, categories: Iterable[str], countries: Iterable[str]) -> str:
    """The sentence of what can be shown."""
    if breakdown == COUNTRY:
        named = ", ".join(one for one in countries if one in set(categories))
        return f"{named}; all others together."
    return "A new figure can be shown."


def why_waiting(definitions: Definitions, indicator: Indicator, plan: PlanRow, step: Step) -> str:
    """The sentence of what waits at a closing, or is never shown."""
    ledgers = definitions.disclosure.ledgers
    assert ledgers is not None
    pending = step.pending(indicator.code)
    match plan:
        case NeverPlan():
            return NEVER
        case EnrolmentPlan():
            assert isinstance(indicator.calculation, Sum)
            women = _women(pending, indicator.calculation.terms[0].of)
            return _too_few("new women", sum(women.values()), plan.of_all, plan.k)
        case OutcomePlan():
            return _why_outcome(definitions, indicator, plan, ledgers, step)
        case MagnitudePlan():
            found = f"At least {plan.of_all} women behind it are needed, {plan.k} without any one partner,"
            return f"{found} and no partner and no {_name(ledgers)} with more than half of it."
        case ThingsPlan():
            return f"No further code has {plan.k} women behind it, without any one partner as well."
        case MixedPlan():
            if not any(one.values.get(plan.column) in plan.class_a for one in pending):
                return f"No further {' or '.join(plan.class_a)} is planned."
            return f"At least {plan.k} women in new ones are needed, without any one partner as well."
    return NOBODY


def _why_outcome(
    definitions: Definitions, indicator: Indicator, plan: OutcomePlan, ledgers: Ledgers, step: Step
) -> str:
    leader = leading_plan(definitions, plan)
    ended = [one for one in step.pending(plan.block_of or indicator.code) if one.is_ended]
    if not ended:
        return "None further is expected to have ended."
    if not is_guard_held(definitions, step.after, step.pathways, step.closing == definitions.periods.count):
        return "Too few women would be left in those that still run."
    women = {part.name: _whole_women(ended, part.of, leader.is_blank_zero) for part in leader.parts}
    part = failing_part(definitions, leader, women, step.before.has_figure)
    if part is not None:
        least = ledgers.least(part)
        return _too_few(part.name.replace("_", " "), sum(women[part.name].values()), least.of_all, least.k)
    base = f"a divisor of at least {plan.min_base} is needed" if plan.min_base else "the block is too small"
    return f"{sum(_women(ended, ledgers.women).values()):g} women, but {base}, and no row with more than half."


def _women(pathways: Iterable[Pathway], column: LinearSum, is_blank_zero: bool = False) -> dict[str, float]:
    found: dict[str, float] = {}
    for one in pathways:
        found[one.partner] = found.get(one.partner, 0.0) + (one.amount(column, is_blank_zero) or 0.0)
    return found


def _whole_women(pathways: Iterable[Pathway], column: LinearSum, is_blank_zero: bool) -> dict[str, float]:
    # Shares of planned women add up with the dust of floating point; a threshold is met or it isn't.
    return {name: round(n, 6) for name, n in _women(pathways, column, is_blank_zero).items()}


def _too_few(what: str, n: float, of_all: float, k: float) -> str:
    if not n:
        return f"None are expected ({what})." if what != "new women" else NOBODY
    if n < of_all:
        return f"{round(n, 2):g} expected ({what}), and {of_all:g} are needed."
    return f"{round(n, 2):g} expected ({what}), but under {k:g} without one of the partners."


def _name(ledgers: Ledgers) -> str:
    return ledgers.unit.removesuffix("_code").replace("_", " ")
