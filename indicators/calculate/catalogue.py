"""The whole catalogue of indicators as few queries: what can be read together is."""

from collections.abc import Iterable, Iterator

from indicators.calculate.parts import NUMERATOR, Part, column_parts, parts_of
from indicators.calculate.query import THE_TOTAL, Asked, Category, Query
from indicators.load import Definitions
from indicators.model.indicator import Breakdown, DeliverablesOnTime, Indicator, ReportsOnTime
from indicators.model.workbook import Column

TOTAL = "total"
ALL = "all"


def compile_queries(definitions: Definitions, indicators: Iterable[Indicator]) -> list[Query]:
    """The queries that together read every part of every indicator in every breakdown."""
    queries: dict[tuple[object, ...], Query] = {}
    for indicator in indicators:
        for category, part, asked in _asked(definitions, indicator):
            source = source_of(indicator)
            # Rows that stand in several categories, and categories as many as rows, can't be read with the others.
            alone = category if category.is_set or category.codes_n is None else None
            query = queries.setdefault((source, alone, part.codes), Query(source, part.codes))
            query.add(category, part, asked)
    return list(queries.values())


def _asked(definitions: Definitions, indicator: Indicator) -> Iterator[tuple[Category, Part, Asked]]:
    parts = parts_of(definitions, indicator)
    for breakdown in (None, *indicator.breakdowns):
        name = breakdown.name if breakdown else TOTAL
        if breakdown is not None and breakdown.columns:
            for part in column_parts(indicator, breakdown.columns):
                yield THE_TOTAL, part, Asked(indicator.code, name, NUMERATOR, part.name)
            continue
        category = category_of(definitions, indicator, breakdown)
        for part in parts:
            yield category, part, Asked(indicator.code, name, part.name, None if breakdown else ALL)


def category_of(definitions: Definitions, indicator: Indicator, breakdown: Breakdown | None) -> Category:
    """What rows are broken down by; a set of codes gives several categories."""
    if breakdown is None:
        return THE_TOTAL
    if breakdown.name == "country":
        return Category("row_country", len(definitions.countries))
    if breakdown.name == "partner":
        return Category("partner_code", len(definitions.partners))
    column = _column(definitions, indicator, breakdown.column or "")
    codes_n = len(definitions.codes(column.list)) if column and column.list else None
    if column is not None and column.type == "code_set":
        return Category(f"unnest(list_distinct(string_split(\"{breakdown.column}\", ';')))", codes_n)
    return Category(f'"{breakdown.column}"', codes_n)


def _column(definitions: Definitions, indicator: Indicator, name: str) -> Column | None:
    """A column of the indicator's sheet, or of the one that it takes missing columns from."""
    sheet = definitions.workbook.sheets[indicator.sheet or ""]
    other = definitions.workbook.sheets[sheet.takes_from].columns if sheet.takes_from else {}
    return sheet.columns.get(name) or other.get(name)


def source_of(indicator: Indicator) -> str:
    """The rows that an indicator reads: those of its sheet, the months due, or the planned deliverables."""
    match indicator.calculation:
        case ReportsOnTime():
            # `due` holds one row per expected partner and month whose due day has passed.
            return (
                "(SELECT d.partner_code, g.partner_country AS row_country, onwards(d.month) AS due_months, "
                "CASE WHEN d.is_on_time THEN onwards(d.month) ELSE 0 END AS on_time_months "
                "FROM due d JOIN registry g USING (partner_code))"
            )
        case DeliverablesOnTime() as planned:
            key, day = planned.key.terms[0].column, planned.submitted_on.sql("t")
            return (
                "(SELECT p.*, p.lead AS partner_code, g.partner_country AS row_country, "
                "onwards(p.due_month) AS due_months, "
                f'coalesce((SELECT bit_or(t.newest_months) FROM span_{planned.key.sheet} t WHERE t."{key}" = p.code '
                f"AND {day} <= p.due_on), 0) & onwards(p.due_month) AS on_time_months "
                "FROM planned p JOIN registry g ON g.partner_code = p.lead)"
            )
    return f"span_{indicator.sheet}"
