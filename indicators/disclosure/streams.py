"""What is counted in blocks of class B, read from the working tables: centres with their answers, heads by a trait."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import duckdb

from indicators.conditions import condition
from indicators.disclosure.book import Unit
from indicators.load import Definitions
from indicators.model.indicator import Breakdown, Indicator, Share, Sum

N = "n"
POSITIVE = "positive"


@dataclass(frozen=True)
class Stream:
    """Units that are pooled together (a survey wave; all, where there are no waves) at one month."""

    name: str
    units: tuple[Unit, ...]
    # Categories that exist at all, a public fact; when one is not shown, the remainder must pass, too.
    existing: frozenset[str]
    # Units that answer yes or no: a changed answer is a correction, never something new.
    is_share: bool = False


def read_streams(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator, months: range
) -> dict[int, list[Stream]]:
    """By month, centres (or other units) with their answers or amounts as known at its end."""
    calculation = indicator.calculation
    assert isinstance(calculation, Share | Sum)
    streams: dict[int, dict[str, list[Unit]]] = {month: defaultdict(list) for month in months}
    existing: dict[tuple[int, str], set[str]] = defaultdict(set)
    query = _query(definitions, indicator, calculation)
    found = connection.execute(query, [months.start, months.stop]).fetchall()
    for month, name, unit, partner, country, answer in found:
        existing[month, name].add(country)
        amounts = _amounts(calculation, answer)
        if amounts:
            streams[month][name].append(Unit(unit, partner, country, amounts))
    return {
        month: [
            Stream(name, tuple(units), frozenset(existing[month, name]), isinstance(calculation, Share))
            for name, units in sorted(own.items())
        ]
        for month, own in streams.items()
    }


def _query(definitions: Definitions, indicator: Indicator, calculation: Share | Sum) -> str:
    """Month, stream, unit, partner, country and value of each row."""
    keys = " || '|' || ".join(f'"{column}"' for column in definitions.workbook.sheets[indicator.sheet or ""].row_key)
    if isinstance(calculation, Share):
        wave, value = f'"{calculation.wave}"', calculation.of.sql()
    else:
        wave, value = f"'{indicator.sheet}'", calculation.terms[0].of.sql()
    return (
        f"SELECT as_of, {wave}, {keys}, partner_code, row_country, {value} FROM latest_{indicator.sheet} "
        f"WHERE as_of >= ? AND as_of < ? AND {condition(calculation)} ORDER BY ALL"
    )


def _amounts(calculation: Share | Sum, answer: Any) -> dict[str, float]:
    if isinstance(calculation, Sum):
        return {N: float(answer)} if answer else {}
    if answer in calculation.positive:
        return {N: 1.0, POSITIVE: 1.0}
    return {N: 1.0} if answer in calculation.negative else {}


def read_traits(
    connection: duckdb.DuckDBPyConnection,
    definitions: Definitions,
    indicator: Indicator,
    breakdown: Breakdown,
    months: range,
) -> dict[int, list[Stream]]:
    """By month, heads by a trait that is counted in columns (women, men, undisclosed): a unit per row and category."""
    sheet = definitions.workbook.sheets[indicator.sheet or ""]
    key = " || '|' || ".join(f'"{column}"' for column in sheet.row_key)
    units: dict[int, list[Unit]] = {month: [] for month in months}
    for category, column in (breakdown.columns or {}).items():
        query = (
            f'SELECT as_of, {key}, partner_code, "{column}" FROM latest_{indicator.sheet} '
            f'WHERE as_of >= ? AND as_of < ? AND "{column}" > 0 ORDER BY ALL'
        )
        for month, unit, partner, heads in connection.execute(query, [months.start, months.stop]).fetchall():
            units[month].append(Unit(f"{unit}|{category}", partner, category, {N: float(heads)}))
    existing = frozenset(breakdown.columns or ())
    return {month: [Stream(breakdown.name, tuple(own), existing)] if own else [] for month, own in units.items()}
