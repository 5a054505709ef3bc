"""The formula of an indicator from columns of the workbook, in one line that is the same in every language."""

from typing import TYPE_CHECKING

from indicators.formula import ended_filter
from indicators.model.disclosure import MagnitudePlan, OutcomePlan
from indicators.model.indicator import (
    DeliverablesOnTime,
    Distinct,
    Filter,
    Indicator,
    Mean,
    Milestone,
    Ratio,
    ReportsOnTime,
    Share,
    Sum,
    SummedColumn,
)

if TYPE_CHECKING:
    from indicators.load import Definitions


def formula_in_columns(definitions: "Definitions", indicator: Indicator) -> str:
    """For instance `count(distinct TRAININGS.session_code) where counts_to_target in (Y)`."""
    calculation, plan = indicator.calculation, definitions.disclosure.rows.get(indicator.code)
    where = [_where(calculation)]
    if isinstance(plan, OutcomePlan):
        where.append(_where(ended_filter(definitions)))
    conditions = " and ".join(one for one in where if one)
    text = _code(definitions, indicator, plan.round_to if isinstance(plan, OutcomePlan | MagnitudePlan) else None)
    return f"{text} where {conditions}" if conditions else text


def _code(definitions: "Definitions", indicator: Indicator, step: float | None) -> str:
    match indicator.calculation:
        case Distinct(of=sums):
            return f"count(distinct {', '.join(one.text for one in sums)})"
        case Sum(terms=terms):
            # Counts are whole: rounding them to 1 would say nothing.
            return _rounded(" + ".join(_summed(term) for term in terms), None if step == 1 else step)
        case Ratio() as ratio:
            shares = [f"100 * sum({ratio.numerator.text}) / sum({ratio.denominator.text})"]
            if ratio.before_numerator and ratio.before_denominator:
                shares.append(f"100 * sum({ratio.before_numerator.text}) / sum({ratio.before_denominator.text})")
            return " - ".join(_rounded(share, step) for share in shares)
        case Mean(mean=mean, weight=weight):
            each = f"({mean.text})" if len(mean.terms) > 1 else mean.text
            return _rounded(f"sum({weight.text} * {each}) / sum({weight.text})", step)
        case Share() as share:
            answers = ", ".join(share.positive + share.negative)
            rows = f"rows where {share.of.text} in"
            yes = ", ".join(share.positive)
            return f"100 * count({rows} ({yes})) / count({rows} ({answers})) by {share.wave}"
        case Milestone(of=of):
            return f"max(newest {of.text})"
        case DeliverablesOnTime(key=key, submitted_on=day):
            return f"100 * count({key.text} where {day.text} <= end of due month) / count(deliverables due)"
        case ReportsOnTime():
            days = definitions.project.calendar.due_days
            return f"100 * count(months received <= end of month + {days} days) / count(months due)"


def _summed(term: SummedColumn) -> str:
    conditions = _where(term)
    return f"sum({term.of.text} where {conditions})" if conditions else f"sum({term.of.text})"


def _rounded(text: str, step: float | None) -> str:
    return f"round({text}, to {step:g})" if step else text


def _where(rule: Filter) -> str:
    parts = [f"{column} in ({', '.join(codes)})" for column, codes in rule.where.items()]
    parts += [f"{column} not in ({', '.join(codes)})" for column, codes in rule.where_not.items()]
    if rule.partner_of_other_country:
        parts.append(f"{rule.partner_of_other_country} has a partner of another country")
    return " and ".join(parts)
