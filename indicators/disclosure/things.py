"""Things that follow from women: services counted once enough women stand behind each, and one-to-one pathways."""

from collections import defaultdict

from indicators.disclosure.book import Book, Entry, Unit, block_entries, by_partner, pending_units
from indicators.disclosure.everybody import is_k_for_everybody
from indicators.disclosure.shown import VALUE, WITHHELD, Shown
from indicators.disclosure.women import Pathway
from indicators.model.disclosure import MixedPlan, ThingsPlan
from indicators.model.indicator import Distinct, Indicator
from indicators.model.linear import LinearSum

THING = "thing"
WOMEN = "women"


def _women_by_thing(indicator: Indicator, women: LinearSum, pathways: list[Pathway]) -> dict[str, dict[str, float]]:
    assert isinstance(indicator.calculation, Distinct)
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in pathways:
        if not has_reached(indicator, one):
            continue
        columns = [term.terms[0].column for term in indicator.calculation.of]
        for thing in {one.values[column] for column in columns if one.values[column]}:
            found[thing][one.partner] += one.amount(women) or 0.0
    return found


def has_reached(indicator: Indicator, pathway: Pathway) -> bool:
    """Does the pathway meet the indicator's conditions, now or (for `ever`) at any time?"""
    assert isinstance(indicator.calculation, Distinct)
    if indicator.calculation.rows == "ever":
        return all(
            pathway.ever.get(name, frozenset()) & set(codes) for name, codes in indicator.calculation.where.items()
        )
    return all(pathway.values.get(name) in codes for name, codes in indicator.calculation.where.items())


def close_things(
    indicator: Indicator, plan: ThingsPlan, book: Book, pathways: list[Pathway], closing: int
) -> list[Entry]:
    """One entry for each thing that passes for the first time; a thing that was counted stays."""
    counted = {entry.unit for entry in book.of(indicator.code)}
    return [
        Entry(indicator.code, f"S{closing}", closing, thing, "", "", THING, 1.0)
        for thing, women in sorted(_women_by_thing(indicator, plan.women, pathways).items())
        if thing not in counted and is_k_for_everybody(women, plan.k)
    ]


def show_things(indicator: Indicator, book: Book, closing: int) -> dict[tuple[str, str], Shown]:
    """The number of things that pass."""
    has_new = any(entry.closing == closing for entry in book.of(indicator.code))
    total = book.total(indicator.code, THING, closing)
    return {("total", "all"): Shown(VALUE, total, total) if has_new and total > 0 else Shown(WITHHELD)}


def close_individual(
    indicator: Indicator, plan: MixedPlan, book: Book, pathways: list[Pathway], closing: int
) -> list[Entry]:
    """The block of pathways that are single women, added to the count of groups once there are k for everybody."""
    current = [
        Unit(one.code, one.partner, "", {THING: 1.0, WOMEN: one.amount(plan.women) or 0.0})
        for one in pathways
        if one.values.get(plan.column) in plan.class_a and has_reached(indicator, one)
    ]
    pending = pending_units(book, indicator.code, current)
    is_safe = is_k_for_everybody(by_partner(pending, WOMEN), plan.k) and sum(one.amounts[THING] for one in pending) > 0
    return block_entries(indicator.code, f"I{closing}", closing, pending) if is_safe else []
