"""Which submissions stand behind a figure of class C."""

from collections.abc import Iterator
from typing import Any

import duckdb

from indicators.calculate.measure import ALL, TOTAL, category_sql, source_sql
from indicators.load import Definitions
from indicators.model.indicator import DeliverablesOnTime, Indicator, ReportsOnTime
from indicators.periods import month_code


def list_provenance(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, until: int
) -> Iterator[dict[str, Any]]:
    """Submission behind each figure of the release's last month; figures of earlier months stand on a part of these."""
    for indicator in definitions.indicators:
        if indicator.disclosure_class != "C" or indicator.code in definitions.disclosure.rows:
            continue
        if isinstance(indicator.calculation, ReportsOnTime | DeliverablesOnTime):
            continue
        yield from _of_indicator(connection, definitions, indicator, until)


def _of_indicator(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator, until: int
) -> Iterator[dict[str, Any]]:
    for breakdown in (None, *indicator.breakdowns):
        if breakdown is not None and breakdown.columns:
            continue
        category = category_sql(definitions, indicator, breakdown)
        query = (
            f"SELECT DISTINCT {category}, submission_id FROM ({source_sql(definitions, indicator)}) "
            f"WHERE as_of = ? ORDER BY ALL"
        )
        for code, submission in connection.execute(query, [until]).fetchall():
            yield {
                "indicator_code": indicator.code,
                "month": month_code(until),
                "breakdown": breakdown.name if breakdown else TOTAL,
                "category": code if breakdown else ALL,
                "submission_id": submission,
                "closing": None,
            }
