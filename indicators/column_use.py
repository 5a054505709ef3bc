"""Which columns the definitions use, and where."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.model.disclosure import CountedPlan, OutcomePlan
from indicators.model.indicator import (
    DeliverablesOnTime,
    Distinct,
    Filter,
    Indicator,
    Mean,
    Milestone,
    Ratio,
    Share,
    Sum,
)
from indicators.model.linear import LinearSum
from indicators.relations import relation_columns

if TYPE_CHECKING:
    from indicators.load import Definitions


def linear_sums(indicator: Indicator) -> Iterator[LinearSum]:
    """Every sum of columns that an indicator is calculated from, its companion included."""
    calculation = indicator.calculation
    match calculation:
        case Distinct():
            yield from calculation.of
        case Sum():
            yield from (term.of for term in calculation.terms)
        case Ratio():
            sums = (
                calculation.numerator,
                calculation.denominator,
                calculation.before_numerator,
                calculation.before_denominator,
            )
            yield from (one for one in sums if one)
        case Mean():
            yield from (calculation.mean, calculation.weight)
        case Share() | Milestone():
            yield calculation.of
        case DeliverablesOnTime():
            yield from (calculation.key, calculation.submitted_on)
    if indicator.companion:
        yield from (indicator.companion.numerator, indicator.companion.denominator)


def filters(indicator: Indicator) -> Iterator[Filter]:
    """Every condition on rows that an indicator sets."""
    yield indicator.calculation
    if isinstance(indicator.calculation, Sum):
        yield from indicator.calculation.terms


def indicator_columns(indicator: Indicator) -> set[str]:
    """Every SHEET.column that an indicator reads, for its value, its conditions and its breakdowns."""
    columns = {f"{term.sheet}.{term.column}" for one in linear_sums(indicator) for term in one.terms}
    names: list[str | None] = []
    for condition in filters(indicator):
        names += [*condition.where, *condition.where_not, condition.partner_of_other_country]
    for breakdown in indicator.breakdowns:
        names += breakdown.columns.values() if breakdown.columns else [breakdown.column]
    if isinstance(indicator.calculation, Share):
        names.append(indicator.calculation.wave)
    return columns | {f"{indicator.sheet or ''}.{name}" for name in names if name}


def used_columns(definitions: "Definitions") -> set[str]:
    """Every SHEET.column that an indicator, a rule, the plan, a key or intake itself reads."""
    workbook = definitions.workbook
    used = {f"{workbook.roles.sheet}.{name}" for name in workbook.roles.model_dump(exclude={"sheet"}).values()}
    for rule in definitions.rules:
        used |= {*rule.columns, *relation_columns(definitions, rule)}
    for name, sheet in workbook.sheets.items():
        used |= {f"{name}.{column}" for column in sheet.row_key}
        used |= {f"{workbook.roles.sheet}.{sheet.state_column}"} if sheet.state_column else set()
        used |= {f"{name}.{sheet.country_column}"} if sheet.country_column else set()
        used |= {f"{name}.{column}" for column in (sheet.joint.same + (sheet.joint.organiser,) if sheet.joint else ())}
    for indicator in definitions.indicators:
        used |= indicator_columns(indicator)
    ledgers = definitions.disclosure.ledgers
    if ledgers:
        used |= {f"{ledgers.sheet}.{column}" for column in ledgers.ended_when}
    for row in definitions.disclosure.rows.values():
        if isinstance(row, OutcomePlan):
            used |= {f"{term.sheet}.{term.column}" for part in row.parts for term in part.of.terms}
        elif not isinstance(row, CountedPlan) and hasattr(row, "column"):
            used.add(f"{definitions.disclosure.ledgers.sheet if definitions.disclosure.ledgers else ''}.{row.column}")
    return used
