"""Class B answers by session: a session with under k answers waits for the next of the same pool.

A pooled block lies within one partner (and country, and kind of training), so every figure that is shown is a sum of
blocks of at least k answers, none of which can be taken apart by adding and subtracting figures of any breakdown.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import duckdb

from indicators.disclosure.book import Book, Entry, Unit, block_entries, pending_units
from indicators.disclosure.shown import TOO_FEW, VALUE, WITHHELD, Shown
from indicators.load import Definitions
from indicators.model.disclosure import PooledPlan
from indicators.model.indicator import Indicator, Mean, Ratio

N = "denominator"
_PARTS = ("numerator", N, "companion_numerator", "companion_denominator")


def close_pooled(
    connection: duckdb.DuckDBPyConnection,
    definitions: Definitions,
    indicator: Indicator,
    plan: PooledPlan,
    book: Book,
    until: int,
) -> list[Entry]:
    """The entries of all blocks that can close with what is known at the end of the month."""
    months, units = {}, []
    for row in _sessions(connection, definitions, indicator, plan, until):
        months[row["unit"]] = row["month"]
        units.append(Unit(row["unit"], row["partner"], row["pool"], row["amounts"]))
    booked = book.booked(indicator.code)
    pools: dict[tuple[str, bool], list[Unit]] = defaultdict(list)
    for unit in pending_units(book, indicator.code, units):
        # A correction stays in the pool that its session is counted in, and never shares a block with a new session:
        # the session's attendance is public, so what the correction adds would stand out.
        is_correction = unit.unit in booked
        placed = replace(unit, category=booked.get(unit.unit, unit.category))
        pools[placed.category, is_correction].append(placed)
    entries: list[Entry] = []
    for _pool, waiting in sorted(pools.items()):
        waiting.sort(key=lambda unit: (months.get(unit.unit, until), unit.unit))
        entries += _close_pool(indicator, plan, waiting, months, until)
    return entries


def _close_pool(
    indicator: Indicator, plan: PooledPlan, waiting: list[Unit], months: dict[str, int], until: int
) -> Iterator[Entry]:
    block: list[Unit] = []
    for unit in waiting:
        block.append(unit)
        # A net that is small or negative waits: a shown base never falls.
        if sum(one.amounts.get(N, 0.0) for one in block) >= plan.k:
            month = max(months.get(one.unit, until) for one in block)
            yield from block_entries(indicator.code, f"B{until}/{block[0].unit}/{unit.unit}", month, block)
            block = []


def _sessions(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator, plan: PooledPlan, until: int
) -> Iterator[dict[str, Any]]:
    sheet = definitions.workbook.sheets[indicator.sheet or ""]
    numerator, denominator = _amounts_sql(indicator)
    extra = ""
    if indicator.companion:
        extra = f", {indicator.companion.numerator.sql()}, {indicator.companion.denominator.sql()}"
    pool = [name for name in plan.pool if name != "partner"]
    columns = ", ".join("row_country" if name == "country" else f'"{name}"' for name in pool)
    query = (
        f'SELECT "{sheet.row_key[0]}", partner_code, row_month, {numerator}, {denominator}{extra}, {columns} '
        f"FROM latest_{indicator.sheet} WHERE as_of = ? AND {_reported_sql(indicator)} ORDER BY ALL"
    )
    width = 7 if indicator.companion else 5
    for row in connection.execute(query, [until]).fetchall():
        amounts = {name: float(value or 0) for name, value in zip(_PARTS, row[3:width], strict=False)}
        attributes = {"partner": row[1]} | dict(zip(pool, row[width:], strict=True))
        yield {"unit": row[0], "partner": row[1], "month": row[2], "amounts": amounts, "pool": json.dumps(attributes)}


def _amounts_sql(indicator: Indicator) -> tuple[str, str]:
    match indicator.calculation:
        case Mean() as mean:
            return f"{mean.weight.sql()} * {mean.mean.sql()}", mean.weight.sql()
        case Ratio() as ratio:
            return ratio.numerator.sql(), ratio.denominator.sql()
    raise TypeError(f"{indicator.code}: answers by session can't be {indicator.calculation.kind}")


def _reported_sql(indicator: Indicator) -> str:
    """Rows with answers of which every column was reported: a blank is no zero."""
    match indicator.calculation:
        case Mean() as mean:
            base, sums = mean.weight, (mean.mean, mean.weight)
        case Ratio() as ratio:
            base, sums = ratio.denominator, (ratio.numerator, ratio.denominator)
    return " AND ".join([f"{base.sql()} > 0", *(one.reported_sql() for one in sums)])


def show_pooled(
    indicator: Indicator, book: Book, month: int, breakdown: str, categories: dict[str, int | None]
) -> dict[str, Shown]:
    """Figures of a month by category; `categories` tells of each the month of its first session (a public fact)."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    entries = book.of(indicator.code, month)
    sessions = _sessions_by_block(entries)
    for entry in entries:
        category = _category(entry, breakdown, sessions)
        if category is not None:
            sums[category][entry.part] += entry.amount
    return {
        category: _figure(indicator, sums.get(category), first is not None and first <= month)
        for category, first in categories.items()
    }


def show_companion(indicator: Indicator, book: Book, month: int) -> Shown:
    """The second figure that stands beside the first, from the same blocks."""
    numerator = book.total(indicator.code, "companion_numerator", month)
    denominator = book.total(indicator.code, "companion_denominator", month)
    if not denominator:
        return Shown(TOO_FEW)
    return Shown(VALUE, 100 * numerator / denominator, numerator, denominator)


def _sessions_by_block(entries: list[Entry]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        found[entry.block].add(entry.unit)
    return found


def _category(entry: Entry, breakdown: str, sessions: dict[str, set[str]]) -> str | None:
    if breakdown == "total":
        return "all"
    if breakdown == "session":
        return entry.unit if len(sessions[entry.block]) == 1 else None
    return json.loads(entry.category).get(breakdown)


def _figure(indicator: Indicator, sums: dict[str, float] | None, has_session: bool) -> Shown:
    if not sums or not sums[N] > 0:
        return Shown(WITHHELD if has_session else TOO_FEW)
    factor = 100.0 if isinstance(indicator.calculation, Ratio) else 1.0
    return Shown(VALUE, factor * sums["numerator"] / sums[N], sums["numerator"], sums[N])


def pooled_blocks(indicator: Indicator, book: Book, until: int) -> list[dict[str, Any]]:
    """The closed blocks of an indicator, for the release's facts: from them every figure can be recomputed."""
    blocks: dict[str, dict[str, Any]] = {}
    entries = book.of(indicator.code, until)
    sessions = _sessions_by_block(entries)
    for entry in entries:
        row = blocks.setdefault(
            entry.block,
            json.loads(entry.category)
            | {
                "indicator": indicator.code,
                "block": entry.block,
                "month": entry.closing,
                "session": entry.unit if len(sessions[entry.block]) == 1 else None,
                "numerator": 0.0,
                N: 0.0,
            },
        )
        if entry.part in row:
            row[entry.part] += entry.amount
    return list(blocks.values())
