"""Class B units such as centres, and heads by a trait: monthly blocks; a hidden category is merged with a sibling."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from indicators.disclosure.book import Book, Entry, Unit, block_entries, by_partner, pending_units
from indicators.disclosure.countries import category_or_rest, shown_categories
from indicators.disclosure.everybody import is_k_for_everybody
from indicators.disclosure.shown import TOO_FEW, VALUE, WITHHELD, Shown
from indicators.disclosure.streams import POSITIVE, N, Stream
from indicators.model.disclosure import CountedPlan
from indicators.model.indicator import Indicator


def close_counted(key: str, plan: CountedPlan, book: Book, streams: Iterable[Stream], month: int) -> list[Entry]:
    """The entries of the blocks that close in a month."""
    entries: list[Entry] = []
    for stream in streams:
        own = replace(book, entries=tuple(entry for entry in book.entries if entry.block.startswith(f"{stream.name}/")))
        booked = own.booked(key)
        pending = pending_units(own, key, stream.units)
        corrections = [unit for unit in pending if stream.is_share and unit.unit in booked]
        new = [unit for unit in pending if unit not in corrections]
        if not _is_block_safe(plan, new):
            continue
        shown = _shown(plan, stream, new)
        placed = [replace(unit, category=category_or_rest(unit.category, shown)) for unit in new]
        places = {unit.category for unit in placed}
        # A correction stays where its unit is counted; it rides along with new answers that hide it, or waits.
        riding = [replace(unit, category=booked[unit.unit]) for unit in corrections if booked[unit.unit] in places]
        if _is_hidden(plan, placed + riding):
            placed += riding
        entries += block_entries(key, f"{stream.name}/{month}", month, placed)
    return entries


def _is_block_safe(plan: CountedPlan, new: list[Unit]) -> bool:
    least = plan.countries.min_units if plan.countries else 0
    return _has_members(new, least) and is_k_for_everybody(by_partner(new, N), plan.k, may_be_one_partner=True)


def _has_members(units: Iterable[Unit], least: int) -> bool:
    """Do enough centres (whatever the wave) bring something new, when any one partner takes its own away, too?

    A partner knows its own centres: with one other centre it would know that one's number. No other partner's may be
    left.
    """
    centres: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        if unit.amounts.get(N, 0.0) > 0:
            # The first part of a unit's key is its code.
            centres[unit.partner].add(unit.unit.split("|")[0])
    everywhere = set().union(*centres.values())
    if len(centres) < 2:
        return len(everywhere) >= least
    return all(len(everywhere - own) >= least for own in centres.values())


def _is_hidden(plan: CountedPlan, block: list[Unit]) -> bool:
    """Could answers alone have given the block and each category's part of it, for every partner that knows its own?"""
    k, without = (plan.countries.k, plan.countries.k_without_partner) if plan.countries else (plan.k, plan.k)
    parts = [[unit for unit in block if unit.category == category] for category in {unit.category for unit in block}]
    return _is_plausible(block, plan.k, plan.k) and all(_is_plausible(part, k, without) for part in parts)


def _is_plausible(units: list[Unit], k: float, without: float) -> bool:
    """Is what is left when any one partner takes its own away nothing, or large enough and between none and all?"""
    own = {unit.partner: (0.0, 0.0) for unit in units}
    for unit in units:
        n, positive = own[unit.partner]
        own[unit.partner] = (n + unit.amounts.get(N, 0.0), positive + unit.amounts.get(POSITIVE, 0.0))
    for taken, least in ((None, k), *((partner, without) for partner in own)):
        left = [amounts for partner, amounts in own.items() if partner != taken and any(amounts)]
        n, positive = (sum(amounts[place] for amounts in left) for place in (0, 1))
        if left and not (n >= least and 0 <= positive <= n):
            return False
    return True


def _shown(plan: CountedPlan, stream: Stream, pending: list[Unit]) -> set[str]:
    amounts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for unit in pending:
        amounts[unit.category][unit.partner] += unit.amounts.get(N, 0.0)
    k = plan.countries.k if plan.countries else plan.k
    without = plan.countries.k_without_partner if plan.countries else plan.k
    least = plan.countries.min_units if plan.countries else 0

    def passes(categories: Set[str], own: Mapping[str, float]) -> bool:
        if not _has_members([unit for unit in pending if unit.category in categories], least):
            return False
        return is_k_for_everybody(own, k, without, may_be_one_partner=True)

    return shown_categories(amounts, stream.existing, passes)


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
    # A wave that the code list no longer has counts as the oldest.
    parts = streams[max(closed, key=lambda name: waves.index(name) if name in waves else -1)]
    return Shown(VALUE, 100 * parts[POSITIVE] / parts[N], parts[POSITIVE], parts[N])
