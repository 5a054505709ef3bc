"""What each kind of calculation adds up: the numbers of which a figure is made, as SQL over one row of a working table.

Time is not decided here: each part only names the set of months in which a row counts for it (facts.py).
"""

from dataclasses import dataclass
from typing import Literal

from indicators.calculate.facts import identity
from indicators.conditions import ALWAYS, codes_sql, condition
from indicators.load import Definitions
from indicators.model.indicator import (
    Companion,
    DeliverablesOnTime,
    Distinct,
    Indicator,
    Mean,
    Milestone,
    Ratio,
    ReportsOnTime,
    Share,
    Sum,
)
from indicators.model.linear import LinearSum

NUMERATOR = "numerator"
DENOMINATOR = "denominator"
BEFORE = "before_"
COMPANION = "companion_"
# Digits behind the point that a column of decimals keeps where its definition names none.
_DIGITS = 6


@dataclass(frozen=True)
class Part:
    """One number of an indicator: a value of each row that meets the condition, put together over rows.

    With `codes` it is the number of different codes in these columns instead.
    """

    name: str
    months: str
    value: str
    where: str
    function: Literal["sum", "max"] = "sum"
    codes: tuple[str, ...] = ()


def parts_of(definitions: Definitions, indicator: Indicator) -> tuple[Part, ...]:
    """The parts of an indicator; `column_parts` has those of breakdowns whose categories are columns."""
    calculation, where, months = indicator.calculation, condition(indicator.calculation), months_of(indicator)
    match calculation:
        case Sum():
            value = " + ".join(_term_sql(definitions, term.of, condition(term)) for term in calculation.terms)
            parts = [Part(NUMERATOR, months, value, where)]
        case Distinct():
            parts = [_distinct_part(definitions, indicator, calculation)]
        case Ratio():
            parts = _ratio_parts(definitions, calculation, where, months)
        case Mean():
            both = f"{where} AND {_reported(calculation.mean, calculation.weight)}"
            weight, mean = _exact(definitions, calculation.weight), _exact(definitions, calculation.mean)
            parts = [Part(NUMERATOR, months, f"{weight} * {mean}", both), Part(DENOMINATOR, months, weight, both)]
        case Share():
            parts = list(_share_parts(definitions, indicator, calculation))
        case Milestone():
            parts = [Part(NUMERATOR, months, _exact(definitions, calculation.of), where, "max")]
        case ReportsOnTime() | DeliverablesOnTime():
            parts = [Part(NUMERATOR, "on_time_months", "1", ALWAYS), Part(DENOMINATOR, "due_months", "1", ALWAYS)]
    return (*parts, *_companion_parts(definitions, indicator.companion, where, months))


def months_of(indicator: Indicator) -> str:
    """The set of months that the indicator looks at; silence never ends what class A counts."""
    over_time = indicator.calculation.over_time
    return f"{'newest' if over_time == 'carried' and indicator.disclosure_class == 'A' else over_time}_months"


def wave_codes(definitions: Definitions, indicator: Indicator) -> tuple[str, ...]:
    """The waves of a share from the oldest to the newest; none for other kinds."""
    if not isinstance(indicator.calculation, Share):
        return ()
    column = definitions.workbook.sheets[indicator.sheet or ""].columns[indicator.calculation.wave]
    return tuple(definitions.codes(column.list or ""))


def column_parts(indicator: Indicator, columns: dict[str, str]) -> tuple[Part, ...]:
    """The parts of a breakdown whose categories are columns: one for each category, named after it."""
    where, months = condition(indicator.calculation), months_of(indicator)
    return tuple(Part(category, months, f'"{column}"', where) for category, column in columns.items())


def _term_sql(definitions: Definitions, of: LinearSum, where: str) -> str:
    # A blank adds nothing to a sum; what must not be blank is the workbook's rule.
    value = f"coalesce({_exact(definitions, of)}, 0)"
    return value if where == ALWAYS else f"CASE WHEN {where} THEN {value} ELSE 0 END"


def _ratio_parts(definitions: Definitions, ratio: Ratio, where: str, months: str) -> list[Part]:
    """A row of which one column is blank was not fully answered and stands in no sum, as in the ledgers."""
    sums = {
        NUMERATOR: ratio.numerator,
        DENOMINATOR: ratio.denominator,
        BEFORE + NUMERATOR: ratio.before_numerator,
        BEFORE + DENOMINATOR: ratio.before_denominator,
    }
    own = {name: one for name, one in sums.items() if one is not None}
    both = f"{where} AND {_reported(*own.values())}"
    return [Part(name, months, _exact(definitions, one), both) for name, one in own.items()]


def _companion_parts(
    definitions: Definitions, companion: Companion | None, where: str, months: str
) -> tuple[Part, ...]:
    if companion is None:
        return ()
    both = f"{where} AND {_reported(companion.numerator, companion.denominator)}"
    own = {NUMERATOR: companion.numerator, DENOMINATOR: companion.denominator}
    return tuple(Part(COMPANION + name, months, _exact(definitions, one), both) for name, one in own.items())


def _share_parts(definitions: Definitions, indicator: Indicator, share: Share) -> list[Part]:
    """Of each wave the rows that answer yes and those that answer at all; a blank and "does not apply" are neither."""
    answers = {NUMERATOR: share.positive, DENOMINATOR: share.positive + share.negative}
    return [
        Part(
            f"{name}/{wave}",
            months_of(indicator),
            "1",
            f'{condition(share)} AND "{share.wave}" IN {codes_sql((wave,))} AND {share.of.sql()} IN {codes_sql(codes)}',
        )
        for wave in wave_codes(definitions, indicator)
        for name, codes in answers.items()
    ]


def _distinct_part(definitions: Definitions, indicator: Indicator, distinct: Distinct) -> Part:
    where = condition(distinct)
    if is_one_row_a_thing(definitions, indicator):
        return Part(NUMERATOR, months_of(indicator), "1", f"{where} AND {distinct.of[0].sql()} IS NOT NULL")
    codes = tuple(_codes_sql(definitions, one) for one in distinct.of)
    return Part(NUMERATOR, months_of(indicator), "1", where, codes=codes)


def is_one_row_a_thing(definitions: Definitions, indicator: Indicator) -> bool:
    """Are the codes counted those that say which thing a row is about? Then no two rows of a month share one."""
    if not isinstance(indicator.calculation, Distinct) or indicator.calculation.over_time == "every":
        return False
    sheet = definitions.workbook.sheets[indicator.sheet or ""]
    columns = tuple(one.terms[0].column for one in indicator.calculation.of)
    return not sheet.takes_from and columns == identity(sheet)


def _codes_sql(definitions: Definitions, of: LinearSum) -> str:
    column = definitions.workbook.sheets[of.sheet].columns[of.terms[0].column]
    return f"unnest(string_split({of.sql()}, ';'))" if column.type == "code_set" else of.sql()


def _reported(*sums: LinearSum) -> str:
    return " AND ".join(one.reported_sql() for one in sums)


def _exact(definitions: Definitions, one: LinearSum) -> str:
    """The sum of columns as an exact number: decimals of the computer's own would depend on the rows' order."""
    columns = [definitions.workbook.sheets[term.sheet].columns[term.column] for term in one.terms]
    if all(column.type != "decimal" for column in columns):
        return one.sql()
    digits = max(column.digits or _DIGITS if column.type == "decimal" else 0 for column in columns)
    return f"{one.sql()}::DECIMAL(18, {digits})"
