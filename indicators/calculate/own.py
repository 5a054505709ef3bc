"""One partner's own figures, by the definitions of the consortium's: for the partner itself, before any protection.

The connection holds the working tables of that partner alone: nothing of another one can be in what comes out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from indicators.calculate.catalogue import ALL, TOTAL
from indicators.calculate.coverage import Reports, Scope
from indicators.calculate.measure import Measured, measure, source_sql
from indicators.calculate.parts import DENOMINATOR, NUMERATOR, wave_codes
from indicators.calculate.states import NOT_APPLICABLE, Standing
from indicators.calculate.things import NOT_REPORTED, is_calendar, show_thing
from indicators.disclosure.shown import NOT_DUE, VALUE, Shown
from indicators.load import Definitions
from indicators.model.disclosure import NeverPlan, OutcomePlan
from indicators.model.indicator import DeliverablesOnTime, Indicator, Ratio, ReportsOnTime, Sum, SummedColumn

# What a ratio's two sums are called while a blank counts as nobody.
_ABOVE, _BELOW = "{code}/above", "{code}/below"


@dataclass(frozen=True)
class OwnValue:
    """What a partner's own rows make of an indicator in one month; no value without the state `value`."""

    month: int
    state: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


def own_indicators(definitions: Definitions) -> list[Indicator]:
    """The indicators as a partner's own rows are counted: of ended pathways where the consortium's figure is, too."""
    return [_as_closed(definitions, one) for one in definitions.indicators if not _is_never_shown(definitions, one)]


def calculate_own(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, reports: Reports, partner: str, until: int
) -> dict[str, tuple[OwnValue, ...]]:
    """The value of every indicator in each month up to `until`, by code."""
    indicators = own_indicators(definitions)
    asked = [one.model_copy(update={"breakdowns": ()}) for own in indicators for one in _parted(definitions, own)]
    measured = measure(connection, definitions, asked)
    return {
        one.code: tuple(_value(definitions, reports, one, partner, month, measured) for month in range(1, until + 1))
        for one in indicators
    }


def rows_behind(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int
) -> Iterator[tuple[str, str, str, tuple[int, ...]]]:
    """Indicator, submission, sheet and row numbers of all rows that count in the last month."""
    for one in own_indicators(definitions):
        if isinstance(one.calculation, ReportsOnTime) or one.sheet is None:
            continue
        source = (
            f"SELECT * FROM latest_{one.sheet}"
            if isinstance(one.calculation, DeliverablesOnTime)
            else source_sql(definitions, one)
        )
        query = (
            f"SELECT submission_id, list_sort(list(DISTINCT row_number)) FROM ({source}) "
            "WHERE as_of = ? AND row_number IS NOT NULL GROUP BY ALL ORDER BY min(month)"
        )
        for submission_id, numbers in connection.execute(query, [until]).fetchall():
            yield one.code, submission_id, one.sheet, tuple(numbers)


def _is_never_shown(definitions: Definitions, indicator: Indicator) -> bool:
    return isinstance(definitions.disclosure.rows.get(indicator.code), NeverPlan)


def _as_closed(definitions: Definitions, indicator: Indicator) -> Indicator:
    ledgers = definitions.disclosure.ledgers
    if ledgers is None or not isinstance(definitions.disclosure.rows.get(indicator.code), OutcomePlan):
        return indicator
    where = dict(indicator.calculation.where)
    for column, codes in ledgers.ended_when.items():
        where[column] = tuple(code for code in codes if code in where.get(column, codes))
    return indicator.model_copy(update={"calculation": indicator.calculation.model_copy(update={"where": where})})


def _is_blank_zero(definitions: Definitions, indicator: Indicator) -> bool:
    plan = definitions.disclosure.rows.get(indicator.code)
    return isinstance(plan, OutcomePlan) and plan.is_blank_zero and isinstance(indicator.calculation, Ratio)


def _parted(definitions: Definitions, indicator: Indicator) -> Iterator[Indicator]:
    """The indicator itself; where a blank is nobody, the two sums of its ratio, for a sum reads a blank as none."""
    calculation = indicator.calculation
    if not _is_blank_zero(definitions, indicator) or not isinstance(calculation, Ratio):
        yield indicator
        return
    for name, of in ((_ABOVE, calculation.numerator), (_BELOW, calculation.denominator)):
        added = Sum(
            kind="sum",
            terms=(SummedColumn(of=of),),
            where=calculation.where,
            where_not=calculation.where_not,
            over_time=calculation.over_time,
        )
        yield indicator.model_copy(update={"code": name.format(code=indicator.code), "calculation": added})


def _parts(definitions: Definitions, indicator: Indicator, month: int, measured: Measured) -> dict[str, float]:
    def of(code: str) -> dict[str, float]:
        return measured.get((code, TOTAL), {}).get((month, ALL), {})

    if not _is_blank_zero(definitions, indicator):
        return of(indicator.code)
    above, below = (of(name.format(code=indicator.code)) for name in (_ABOVE, _BELOW))
    return {NUMERATOR: above.get(NUMERATOR, 0.0), DENOMINATOR: below.get(NUMERATOR, 0.0)}


def _value(
    definitions: Definitions, reports: Reports, indicator: Indicator, partner: str, month: int, measured: Measured
) -> OwnValue:
    parts = _parts(definitions, indicator, month, measured)
    shown = show_thing(indicator, parts, TOTAL, wave_codes(definitions, indicator))
    state = _state(definitions, reports, indicator, Scope(indicator.sheet, None, partner), month, shown)
    if state != VALUE:
        return OwnValue(month, state)
    return OwnValue(month, state, shown.value, shown.numerator, shown.denominator)


def _state(
    definitions: Definitions, reports: Reports, indicator: Indicator, scope: Scope, month: int, shown: Shown
) -> str:
    standing = Standing(definitions, reports, indicator)
    if not reports.scope(scope):
        return NOT_APPLICABLE
    coverage = standing.coverage(scope, month)
    if not coverage.has_reported and not is_calendar(indicator):
        return NOT_REPORTED if coverage.was_due else NOT_DUE
    # Of class A the ledgers would tell the state; a partner's own rows stand in none of them.
    return shown.state if indicator.disclosure_class == "A" else standing.state(scope, month, shown)
