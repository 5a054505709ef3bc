"""SQL of each kind of calculation: numerator and denominator by month and category."""

from collections.abc import Iterator

import duckdb

from indicators.conditions import codes_sql, condition
from indicators.load import Definitions
from indicators.model.indicator import (
    Breakdown,
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
from indicators.periods import month_number

TOTAL = "total"
ALL = "all"


def measure(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator, breakdown: Breakdown | None
) -> Iterator[tuple[int, str, float | None, float | None]]:
    """Month, category, numerator and denominator; a count has no denominator; categories without rows are absent."""
    for query in _queries(definitions, indicator, breakdown):
        for as_of, category, numerator, denominator in connection.execute(query).fetchall():
            if category is not None:
                yield as_of, category, numerator, denominator


def _queries(definitions: Definitions, indicator: Indicator, breakdown: Breakdown | None) -> list[str]:
    calculation = indicator.calculation
    if isinstance(calculation, ReportsOnTime):
        return [_reports_on_time(breakdown)]
    if isinstance(calculation, DeliverablesOnTime):
        return [_deliverables_on_time(calculation, breakdown)]
    if breakdown is not None and breakdown.columns:
        return [
            _grouped(definitions, indicator, f"'{category}'", f'sum("{column}")', "NULL")
            for category, column in breakdown.columns.items()
        ]
    numerator, denominator = _aggregates(calculation)
    return [_grouped(definitions, indicator, category_sql(definitions, indicator, breakdown), numerator, denominator)]


def _aggregates(calculation: object) -> tuple[str, str]:
    match calculation:
        case Distinct():
            return "count(DISTINCT code)", "NULL"
        case Sum():
            parts = (
                f"coalesce(sum({term.of.sql()}) FILTER (WHERE {condition(term)}), 0)" for term in calculation.terms
            )
            return " + ".join(parts), "NULL"
        case Ratio():
            both = f"{calculation.numerator.sql()} IS NOT NULL AND {calculation.denominator.sql()} IS NOT NULL"
            return tuple(
                f"sum({one.sql()}) FILTER (WHERE {both})" for one in (calculation.numerator, calculation.denominator)
            )  # type: ignore[return-value]
        case Mean():
            weight = calculation.weight.sql()
            return (
                f"sum({weight} * {calculation.mean.sql()})",
                f"sum({weight}) FILTER (WHERE {calculation.mean.sql()} IS NOT NULL)",
            )
        case Share():
            column = calculation.of.sql()
            answers = codes_sql(calculation.positive + calculation.negative)
            positive = codes_sql(calculation.positive)
            return f"count(*) FILTER (WHERE {column} IN {positive})", f"count(*) FILTER (WHERE {column} IN {answers})"
        case Milestone():
            return f"max({calculation.of.sql()})", "NULL"
    raise TypeError(type(calculation).__name__)


def _grouped(definitions: Definitions, indicator: Indicator, category: str, numerator: str, denominator: str) -> str:
    return (
        f"SELECT as_of, _category, {numerator}, {denominator} FROM "
        f"(SELECT *, {category} AS _category FROM ({source_sql(definitions, indicator)})) "
        f"GROUP BY as_of, _category ORDER BY as_of, _category"
    )


def source_sql(definitions: Definitions, indicator: Indicator) -> str:
    """The rows that an indicator is calculated from, filtered; `code` holds the codes of a distinct count."""
    calculation = indicator.calculation
    table = f"{'ever' if calculation.over_time == 'every' else 'latest'}_{indicator.sheet}"
    where = condition(calculation)
    if calculation.over_time == "carried":
        limit = definitions.project.calendar.carry_forward_months
        where += (
            " AND EXISTS (SELECT 1 FROM last_report l WHERE l.as_of = f.as_of AND l.partner_code = f.partner_code "
            f"AND l.last_month >= f.as_of - {limit})"
        )
    if not isinstance(calculation, Distinct):
        return f"SELECT * FROM {table} f WHERE {where}"
    selects = []
    for one in calculation.of:
        term = one.terms[0]
        column = definitions.workbook.sheets[term.sheet].columns[term.column]
        code = f"unnest(string_split({one.sql()}, ';'))" if column.type == "code_set" else one.sql()
        selects.append(f"SELECT *, {code} AS code FROM {table} f WHERE {where} AND {one.sql()} IS NOT NULL")
    return " UNION ALL ".join(selects)


def category_sql(definitions: Definitions, indicator: Indicator, breakdown: Breakdown | None) -> str:
    """SQL of the category that a row belongs to."""
    if breakdown is None:
        return f"'{ALL}'"
    if breakdown.name == "country":
        return "row_country"
    if breakdown.name == "partner":
        return "partner_code"
    column = definitions.workbook.sheets[indicator.sheet or ""].columns.get(breakdown.column or "")
    if column is not None and column.type == "code_set":
        return f"unnest(string_split(\"{breakdown.column}\", ';'))"
    return f'"{breakdown.column}"'


def _reports_on_time(breakdown: Breakdown | None) -> str:
    names = {None: f"'{ALL}'", "partner": "partner_code", "country": "partner_country"}
    category = names[breakdown.name if breakdown else None]
    # `due` holds one row per expected partner and month whose due day has passed; `is_on_time` is never null there.
    return (
        f"SELECT a.as_of, {category}, count(*) FILTER (WHERE d.is_on_time), count(*) FROM as_of_month a "
        "JOIN due d ON d.month <= a.as_of JOIN registry USING (partner_code) GROUP BY ALL ORDER BY ALL"
    )


def _deliverables_on_time(calculation: DeliverablesOnTime, breakdown: Breakdown | None) -> str:
    category = {None: f"'{ALL}'", "partner": "p.lead", "country": "g.partner_country"}.get(
        breakdown.name if breakdown else None, f'p."{breakdown.column if breakdown else ""}"'
    )
    sheet, key, day = calculation.key.sheet, calculation.key.terms[0].column, calculation.submitted_on.sql("t")
    return (
        f"SELECT a.as_of, {category}, count(*) FILTER (WHERE {day} <= p.due_on), count(*) FROM as_of_month a "
        f"JOIN planned p ON p.due_month <= a.as_of JOIN registry g ON g.partner_code = p.lead "
        f'LEFT JOIN latest_{sheet} t ON t.as_of = a.as_of AND t."{key}" = p.code GROUP BY ALL ORDER BY ALL'
    )


def build_planned(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> None:
    """Make the table of planned deliverables with their due days."""
    periods = definitions.periods
    connection.execute(
        "CREATE TEMP TABLE planned (code VARCHAR, lead VARCHAR, workstream VARCHAR, due_month INTEGER, due_on DATE)"
    )
    rows = [
        [one.code, one.lead, one.workstream, number, periods.last_day(number)]
        for one in definitions.deliverables
        for number in [month_number(one.due_month)]
    ]
    if rows:
        connection.executemany("INSERT INTO planned VALUES (?, ?, ?, ?, ?)", rows)
