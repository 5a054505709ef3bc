"""Quantities that follow from women (hours): closed when enough women stand behind them and nobody dominates."""

from indicators.disclosure.book import Book, Entry, Unit, block_entries, by_partner, pending_units
from indicators.disclosure.everybody import is_k_for_everybody, is_nobody_dominant
from indicators.disclosure.rounding import round_half_up
from indicators.disclosure.shown import VALUE, WITHHELD, Shown
from indicators.disclosure.women import Pathway
from indicators.model.disclosure import MagnitudePlan
from indicators.model.indicator import Indicator, Sum

AMOUNT = "amount"


def close_magnitude(
    indicator: Indicator, plan: MagnitudePlan, book: Book, pathways: list[Pathway], closing: int
) -> list[Entry]:
    """The entries of a new block; empty when it does not pass."""
    assert isinstance(indicator.calculation, Sum)
    column = indicator.calculation.terms[0].of.terms[0].column
    current = [Unit(one.code, one.partner, "", {AMOUNT: one.flows.get(column, 0.0)}) for one in pathways]
    pending = pending_units(book, indicator.code, current)
    women: dict[str, float] = {}
    known = {one.code: one for one in pathways}
    for unit in pending:
        if unit.amounts.get(AMOUNT, 0.0) > 0 and unit.unit in known:
            women[unit.partner] = women.get(unit.partner, 0.0) + (known[unit.unit].amount(plan.women) or 0.0)
    is_safe = (
        is_k_for_everybody(women, plan.of_all, plan.k)
        and is_nobody_dominant(unit.amounts.get(AMOUNT, 0.0) for unit in pending)
        and is_nobody_dominant(by_partner(pending, AMOUNT).values())
    )
    return block_entries(indicator.code, f"H{closing}", closing, pending) if is_safe else []


def show_magnitude(indicator: Indicator, plan: MagnitudePlan, book: Book, closing: int) -> dict[tuple[str, str], Shown]:
    """The rounded running total of a closing."""
    has_new = any(entry.closing == closing for entry in book.of(indicator.code))
    total = round_half_up(book.total(indicator.code, AMOUNT, closing), plan.round_to)
    return {("total", "all"): Shown(VALUE, total, total) if has_new and total > 0 else Shown(WITHHELD)}
