"""The gate: from working tables and the ledger book to figures that may leave. Fails closed.

A draft closes nothing: it shows what was closed before, and withholds the rest.
"""

from dataclasses import dataclass, replace

import duckdb

from indicators.disclosure.book import NOT_BROKEN_DOWN, Book
from indicators.disclosure.closings import Due, close_women, closing_due, show_women
from indicators.disclosure.counted import close_counted, show_counted, show_waves
from indicators.disclosure.pooled import close_pooled, show_companion, show_pooled
from indicators.disclosure.shown import Place, Shown
from indicators.disclosure.streams import read_streams, read_traits
from indicators.disclosure.things import THING
from indicators.disclosure.women import read_pathways
from indicators.load import Definitions
from indicators.model.disclosure import CountedPlan, MixedPlan, PooledPlan
from indicators.model.indicator import Breakdown, Indicator, Share


@dataclass(frozen=True)
class Closed:
    """The book after this release, and the closing that it dealt with."""

    book: Book
    due: Due


def close_blocks(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, book: Book, until: int, is_draft: bool
) -> Closed:
    """Close every block that passes at this release; a draft closes none."""
    # A draft closes nothing; nor does a release of an older month than one that is out: it would split closed blocks.
    if is_draft or until < book.released_until:
        return Closed(book, Due(None))
    due = closing_due(definitions, book, until)
    if due.closing is not None:
        pathways = read_pathways(connection, definitions, due.closing)
        book = close_women(definitions, book, pathways, due.closing)
        done = dict.fromkeys(due.skipped) | {due.closing: due.closing}
        book = replace(book, done=book.done | done)
    return Closed(_close_class_b(connection, definitions, book, until), due)


def _close_class_b(connection: duckdb.DuckDBPyConnection, definitions: Definitions, book: Book, until: int) -> Book:
    months = range(book.released_until + 1, until + 1)
    for code, plan in definitions.disclosure.rows.items():
        indicator = definitions.indicator(code)
        if isinstance(plan, PooledPlan):
            book = book.with_entries(close_pooled(connection, definitions, indicator, plan, book, until))
        elif isinstance(plan, CountedPlan):
            for month, streams in read_streams(connection, definitions, indicator, months).items():
                book = book.with_entries(close_counted(code, plan, book, streams, month))
    for key, plan in definitions.disclosure.by_category.items():
        indicator, breakdown = _breakdown_of(definitions, key)
        for month, traits in read_traits(connection, definitions, indicator, breakdown, months).items():
            book = book.with_entries(close_counted(key, plan, book, traits, month))
    return book


def _breakdown_of(definitions: Definitions, key: str) -> tuple[Indicator, Breakdown]:
    code, name = key.split("/")
    indicator = definitions.indicator(code)
    return indicator, next(breakdown for breakdown in indicator.breakdowns if breakdown.name == name)


def show_protected(
    definitions: Definitions, indicator: Indicator, book: Book, until: int, categories: dict[str, dict[str, int | None]]
) -> dict[Place, Shown]:
    """Every row of a class A or B indicator; `categories` holds those of each breakdown with their first month."""
    if indicator.disclosure_class == "A":
        return show_women(definitions, indicator, book, until)
    plan = definitions.disclosure.rows[indicator.code]
    rows: dict[Place, Shown] = {}
    for month in range(1, until + 1):
        for breakdown, own in categories.items():
            if isinstance(plan, PooledPlan):
                shown = show_pooled(indicator, book, month, breakdown, own)
            else:
                names = own if breakdown == "total" else (*own, NOT_BROKEN_DOWN)
                shown = show_counted(indicator.code, indicator, book, month, names, _waves(definitions, indicator))
            rows |= {(month, breakdown, category): figure for category, figure in shown.items()}
        rows |= _beside(definitions, indicator, book, month)
    return rows


def _waves(definitions: Definitions, indicator: Indicator) -> tuple[str, ...]:
    if not isinstance(indicator.calculation, Share):
        return ()
    column = definitions.workbook.sheets[indicator.sheet or ""].columns[indicator.calculation.wave]
    return tuple(definitions.codes(column.list or ""))


def _beside(definitions: Definitions, indicator: Indicator, book: Book, month: int) -> dict[Place, Shown]:
    """Figures that must stand beside the total: a companion, or the share of each wave."""
    if indicator.companion:
        category = indicator.companion.name.replace(" ", "_")
        return {(month, "companion", category): show_companion(indicator, book, month)}
    waves = _waves(definitions, indicator)
    shown = show_waves(indicator.code, indicator, book, month, waves) if waves else {}
    return {(month, "wave", wave): figure for wave, figure in shown.items()}


def show_trait(
    definitions: Definitions, indicator: Indicator, breakdown: Breakdown, book: Book, month: int
) -> dict[str, Shown]:
    """A class B breakdown of a class C count: categories that passed, the rest not broken down."""
    names = (*(breakdown.columns or {}), NOT_BROKEN_DOWN)
    return show_counted(f"{indicator.code}/{breakdown.name}", indicator, book, month, names)


def closed_individual(definitions: Definitions, indicator: Indicator, book: Book, month: int) -> float:
    """Things added to a class C count at closings because they are single women."""
    if not isinstance(definitions.disclosure.rows.get(indicator.code), MixedPlan):
        return 0.0
    return book.total(indicator.code, THING, month)
