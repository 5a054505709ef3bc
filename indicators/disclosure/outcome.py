"""The outcome ledger: ended pathways enter once, with their final row; each indicator closes its own block."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from indicators.disclosure.book import Book, Entry, Unit, block_entries, by_partner, pending_units
from indicators.disclosure.everybody import is_k_for_everybody, is_nobody_dominant
from indicators.disclosure.rounding import round_half_up, round_share
from indicators.disclosure.shown import VALUE, WITHHELD, Shown
from indicators.disclosure.women import Pathway
from indicators.load import Definitions
from indicators.model.disclosure import OutcomePlan, Part
from indicators.model.indicator import Indicator, Mean, Ratio, Sum
from indicators.model.linear import LinearSum

_SHOWN = "shown:"
_PROTECTED = "part:"


def close_outcome(
    definitions: Definitions, indicator: Indicator, plan: OutcomePlan, book: Book, pathways: list[Pathway], closing: int
) -> list[Entry]:
    """The entries of a new block; empty when a part or a complement does not pass: then all of it waits."""
    leader = leading_plan(definitions, plan)
    current = [_unit(indicator, leader, one) for one in pathways if one.is_ended]
    pending = pending_units(book, indicator.code, current)
    by_part = {part.name: by_partner(pending, _PROTECTED + part.name) for part in leader.parts}
    if failing_part(definitions, leader, by_part, book.has_figure) is not None:
        return []
    if plan.is_dominance_checked and not is_nobody_dominant(unit.amounts.get(_SHOWN + "n", 0.0) for unit in pending):
        return []
    entries = block_entries(indicator.code, f"O{closing}", closing, pending)
    # A block that would still be under the smallest base waits whole; one that follows another's block can't wait.
    if not plan.block_of and not _is_base_large(indicator, plan, book.with_entries(entries), closing):
        return []
    return entries


def _amounts(indicator: Indicator) -> dict[str, LinearSum]:
    match indicator.calculation:
        case Sum(terms=terms):
            return {"value": terms[0].of}
        case Ratio() as ratio:
            sums = {"numerator": ratio.numerator, "denominator": ratio.denominator}
            if ratio.before_numerator and ratio.before_denominator:
                sums |= {"before_numerator": ratio.before_numerator, "before_denominator": ratio.before_denominator}
            return sums
        case Mean() as mean:
            return {"n": mean.weight, "mean": mean.mean}
    raise TypeError(f"{indicator.code}: the outcome ledger can't hold {indicator.calculation.kind}")


def _unit(indicator: Indicator, plan: OutcomePlan, pathway: Pathway) -> Unit:
    shown = {name: pathway.amount(one, plan.is_blank_zero) for name, one in _amounts(indicator).items()}
    parts = {part.name: pathway.amount(part.of, plan.is_blank_zero) for part in plan.parts}
    if "mean" in shown:
        mean, n = shown.pop("mean"), shown["n"]
        shown["sum"] = mean * n if mean is not None and n is not None else (0.0 if n == 0 else None)
    amounts = {_SHOWN + name: value for name, value in shown.items()} | {
        _PROTECTED + name: value for name, value in parts.items()
    }
    # A column that was not reported is no zero: the pathway then enters nothing of this indicator.
    if any(value is None for value in amounts.values()):
        return Unit(pathway.code, pathway.partner, "", {})
    return Unit(pathway.code, pathway.partner, "", {name: float(value or 0) for name, value in amounts.items()})


def leading_plan(definitions: Definitions, plan: OutcomePlan) -> OutcomePlan:
    """The plan whose parts decide: that of the indicator whose block this one follows, else its own."""
    leader = definitions.disclosure.rows[plan.block_of] if plan.block_of else plan
    assert isinstance(leader, OutcomePlan)
    return leader


def failing_part(
    definitions: Definitions,
    plan: OutcomePlan,
    by_part: Mapping[str, Mapping[str, float]],
    has_figure: Callable[[str], bool],
) -> Part | None:
    """The first part of a block (women by part name and partner) with too few women; None when all may be told."""
    ledgers = definitions.disclosure.ledgers
    assert ledgers is not None
    for part in plan.parts:
        least = ledgers.least(part)
        is_needed = part.or_no_figure_of is None or has_figure(part.or_no_figure_of)
        if is_needed and not is_k_for_everybody(by_part[part.name], least.of_all, least.k):
            return part
    return None


def _is_base_large(indicator: Indicator, plan: OutcomePlan, book: Book, closing: int) -> bool:
    bases = [name for name in _amounts(indicator) if name.endswith("denominator")]
    return all(book.total(indicator.code, _SHOWN + name, closing) >= plan.min_base for name in bases)


def is_guard_held(definitions: Definitions, book: Book, pathways: list[Pathway], is_last: bool) -> bool:
    """Women shown as enrolled minus women of ended pathways must be k for everybody, else no outcome block closes.

    At the project's end, when every pathway has ended, nobody is left in a running one by the calendar: no secret.
    """
    ledgers = definitions.disclosure.ledgers
    assert ledgers is not None
    if is_last and all(one.is_ended for one in pathways):
        return True
    left: dict[str, float] = defaultdict(float)
    for entry in book.of(ledgers.guard):
        # Of what was erased nobody can tell any more whether it had ended: the guard must hold without it.
        if entry.unit not in book.erased:
            left[entry.partner] += entry.amount
    for one in pathways:
        if one.is_ended:
            left[one.partner] -= one.amount(ledgers.women) or 0.0
    return is_k_for_everybody(left, ledgers.of_all, ledgers.k)


def show_outcome(indicator: Indicator, plan: OutcomePlan, book: Book, closing: int) -> dict[tuple[str, str], Shown]:
    """Figures of a closing by breakdown and category, rounded; numerator and denominator stay hidden for rates."""
    total = ("total", "all")
    has_new = any(entry.closing == closing for entry in book.of(indicator.code))
    if not has_new or not _is_base_large(indicator, plan, book, closing):
        places = [total, *((("observation", "entry"), ("observation", "last")) if _is_change(indicator) else ())]
        return {place: Shown(WITHHELD) for place in places}
    sums = {name: book.total(indicator.code, _SHOWN + name, closing) for name in (*_amounts(indicator), "sum")}
    match indicator.calculation:
        case Sum():
            return {total: Shown(VALUE, sums["value"], sums["value"]) if sums["value"] > 0 else Shown(WITHHELD)}
        case Mean():
            return {total: Shown(VALUE, round_half_up(sums["sum"] / sums["n"], plan.round_to))}
    last = round_share(sums["numerator"], sums["denominator"], plan.round_to, plan.keep_within)
    if not _is_change(indicator):
        return {total: Shown(VALUE, last)}
    entry = round_share(sums["before_numerator"], sums["before_denominator"], plan.round_to, plan.keep_within)
    return {
        total: Shown(VALUE, last - entry),
        ("observation", "entry"): Shown(VALUE, entry),
        ("observation", "last"): Shown(VALUE, last),
    }


def _is_change(indicator: Indicator) -> bool:
    return isinstance(indicator.calculation, Ratio) and indicator.calculation.before_numerator is not None
