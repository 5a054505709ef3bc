"""Class B units such as centres, and heads by a trait: monthly blocks; a hidden category is merged with a sibling."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from indicators.conditions import condition
from indicators.disclosure.book import Book, Entry, Unit, block_entries, by_partner, pending_units
from indicators.disclosure.countries import category_or_rest, shown_categories
from indicators.disclosure.everybody import is_k_for_everybody
from indicators.disclosure.shown import TOO_FEW, VALUE, WITHHELD, Shown
from indicators.load import Definitions
from indicators.model.disclosure import CountedPlan
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


def close_counted(key: str, plan: CountedPlan, book: Book, streams: Iterable[Stream], month: int) -> list[Entry]:
    """The entries of the blocks that close in a month."""
    entries: list[Entry] = []
    for stream in streams:
        own = replace(book, entries=tuple(entry for entry in book.entries if entry.block.startswith(f"{stream.name}/")))
        pending = pending_units(own, key, stream.units)
        if not is_k_for_everybody(by_partner(pending, N), plan.k, may_be_one_partner=True):
            continue
        shown = _shown(plan, stream, pending)
        placed = [replace(unit, category=category_or_rest(unit.category, shown)) for unit in pending]
        entries += block_entries(key, f"{stream.name}/{month}", month, placed)
    return entries


def _shown(plan: CountedPlan, stream: Stream, pending: list[Unit]) -> set[str]:
    amounts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    members: dict[str, set[str]] = defaultdict(set)
    for unit in pending:
        amounts[unit.category][unit.partner] += unit.amounts.get(N, 0.0)
        members[unit.category].add(unit.unit)
    k = plan.countries.k if plan.countries else plan.k
    without = plan.countries.k_without_partner if plan.countries else plan.k
    least = plan.countries.min_units if plan.countries else 0

    def passes(category: str | None, own: Mapping[str, float]) -> bool:
        if category is not None and len(members[category]) < least:
            return False
        return is_k_for_everybody(own, k, without, may_be_one_partner=True)

    return shown_categories(amounts, stream.existing, passes)


def read_streams(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, indicator: Indicator, month: int
) -> list[Stream]:
    """Centres (or other units) with their answers or amounts as known at the end of a month."""
    calculation = indicator.calculation
    assert isinstance(calculation, Share | Sum)
    keys = " || '|' || ".join(f'"{column}"' for column in definitions.workbook.sheets[indicator.sheet or ""].row_key)
    if isinstance(calculation, Share):
        column = calculation.of.sql()
        wave, value = f'"{calculation.wave}"', column
    else:
        wave, value = f"'{indicator.sheet}'", calculation.terms[0].of.sql()
    query = (
        f"SELECT {wave}, {keys}, partner_code, row_country, {value} FROM latest_{indicator.sheet} "
        f"WHERE as_of = ? AND {condition(calculation)} ORDER BY ALL"
    )
    streams: dict[str, list[Unit]] = defaultdict(list)
    existing: dict[str, set[str]] = defaultdict(set)
    for name, unit, partner, country, answer in connection.execute(query, [month]).fetchall():
        existing[name].add(country)
        amounts = _amounts(calculation, answer)
        if amounts:
            streams[name].append(Unit(unit, partner, country, amounts))
    return [Stream(name, tuple(units), frozenset(existing[name])) for name, units in sorted(streams.items())]


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
    month: int,
) -> list[Stream]:
    """Heads by a trait that is counted in columns (women, men, undisclosed), one unit per row and category."""
    sheet = definitions.workbook.sheets[indicator.sheet or ""]
    key = " || '|' || ".join(f'"{column}"' for column in sheet.row_key)
    units = []
    for category, column in (breakdown.columns or {}).items():
        query = (
            f'SELECT {key}, partner_code, "{column}" FROM latest_{indicator.sheet} '
            f'WHERE as_of = ? AND "{column}" > 0 ORDER BY ALL'
        )
        for unit, partner, heads in connection.execute(query, [month]).fetchall():
            units.append(Unit(f"{unit}|{category}", partner, category, {N: float(heads)}))
    return [Stream(breakdown.name, tuple(units), frozenset(breakdown.columns or ()))] if units else []


def show_counted(
    key: str, indicator: Indicator, book: Book, month: int, categories: Iterable[str], waves: tuple[str, ...] = ()
) -> dict[str, Shown]:
    """Figures of a month by category (`all` is the total), each from the newest wave that has closed there."""
    sums: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(float)))
    for entry in book.of(key, month):
        stream = entry.block.split("/")[0]
        for category in ("all", entry.category):
            sums[category][stream][entry.part] += entry.amount
    return {category: _figure(indicator, sums.get(category, {}), waves) for category in categories}


def show_waves(key: str, indicator: Indicator, book: Book, month: int, waves: Iterable[str]) -> dict[str, Shown]:
    """The share of each wave, to stand beside the newest one."""
    found = {}
    for wave in waves:
        own = [entry for entry in book.of(key, month) if entry.block.split("/")[0] == wave]
        parts = {name: sum(entry.amount for entry in own if entry.part == name) for name in (N, POSITIVE)}
        found[wave] = _figure(indicator, {wave: parts} if own else {}, (wave,))
    return found


def _figure(indicator: Indicator, streams: dict[str, dict[str, float]], waves: tuple[str, ...]) -> Shown:
    closed = [name for name, parts in streams.items() if parts[N] > 0]
    if not closed:
        return Shown(TOO_FEW if indicator.is_rate else WITHHELD)
    if not indicator.is_rate:
        total = sum(streams[name][N] for name in closed)
        return Shown(VALUE, total, total)
    parts = streams[max(closed, key=waves.index)]
    return Shown(VALUE, 100 * parts[POSITIVE] / parts[N], parts[POSITIVE], parts[N])
