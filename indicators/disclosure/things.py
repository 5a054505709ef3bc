"""Things that follow from women: services counted once enough women stand behind each, and one-to-one pathways."""

from collections import defaultdict
from typing import Any

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
    columns = [one.terms[0].column for one in indicator.calculation.of]
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for pathway in pathways:
        for thing in {row[column] for row in _counted_rows(indicator, pathway) for column in columns if row[column]}:
            found[thing][pathway.partner] += pathway.amount(women) or 0.0
    return found


def _counted_rows(indicator: Indicator, pathway: Pathway) -> list[dict[str, Any]]:
    """The newest row or (for `every`) every row of the pathway that meets the indicator's conditions."""
    assert isinstance(indicator.calculation, Distinct)
    rows = pathway.history if indicator.calculation.over_time == "every" else (pathway.values,)
    return [row for row in rows if all(row[name] in codes for name, codes in indicator.calculation.where.items())]


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
        if one.values.get(plan.column) in plan.class_a and _counted_rows(indicator, one)
    ]
    pending = pending_units(book, indicator.code, current)
    # Women of new pathways bear the block, less those of pathways that are taken back: it closes on the net.
    # A corrected number of women is no new pathway.
    moved = [one for one in pending if one.amounts.get(THING, 0.0)]
    is_safe = is_k_for_everybody(by_partner(moved, WOMEN), plan.k) and sum(by_partner(pending, THING).values()) >= 0
    entries = block_entries(indicator.code, f"I{closing}", closing, pending)
    return entries if is_safe and _is_complement_safe(indicator, plan, book.with_entries(entries)) else []


def _is_complement_safe(indicator: Indicator, plan: MixedPlan, book: Book) -> bool:
    """Are the women of what is delivered but not completed k for everybody? The two figures' difference tells them."""
    if plan.complement_of is None:
        return True
    left: dict[str, float] = defaultdict(float)
    for code, sign in ((plan.complement_of, 1), (indicator.code, -1)):
        for entry in book.of(code):
            left[entry.partner] += sign * entry.amount if entry.part == WOMEN else 0.0
    return is_k_for_everybody(left, plan.k)
