"""The ledger book: what every closed block holds, and the figures released at closings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

NOT_BROKEN_DOWN = "not_broken_down"


@dataclass(frozen=True)
class Entry:
    """One amount of one unit (pathway, session, centre) in a closed block; `closing` is the month it is shown in."""

    indicator: str
    block: str
    closing: int
    unit: str
    partner: str
    category: str
    part: str
    amount: float


@dataclass(frozen=True)
class Book:
    """All closed blocks. Closing one gives a new book; nothing in it is ever changed or taken out."""

    entries: tuple[Entry, ...] = ()
    # Closing -> the closing under which it was shown; None when it was skipped.
    done: dict[int, int | None] = field(default_factory=dict)
    # Rows of class A exactly as released, by the month that they stand in.
    frozen: dict[int, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    # Newest month of an earlier release that was no draft; 0 before the first.
    released_until: int = 0
    # Units whose rows were erased: what was closed of them stands, and that they are gone is no correction.
    erased: frozenset[str] = frozenset()

    def of(self, indicator: str, until: int | None = None) -> list[Entry]:
        """Entries of an indicator, up to a closing, the oldest closing first."""
        own = [
            entry
            for entry in self.entries
            if entry.indicator == indicator and (until is None or entry.closing <= until)
        ]
        # What a unit was counted under is told by its newest block, in whatever order the entries were read.
        return sorted(own, key=lambda entry: entry.closing)

    def booked(self, indicator: str) -> dict[str, str]:
        """Units that are counted already, with the category under which they stand."""
        return {entry.unit: entry.category for entry in self.of(indicator)}

    def total(self, indicator: str, part: str, until: int | None = None) -> float:
        """Sum of a part over all closed blocks up to a closing."""
        return sum(entry.amount for entry in self.of(indicator, until) if entry.part == part)

    def has_figure(self, indicator: str) -> bool:
        """Was a block of this indicator ever closed?"""
        return any(entry.indicator == indicator for entry in self.entries)

    def with_entries(self, entries: Iterable[Entry]) -> "Book":
        """The book with further closed entries."""
        return replace(self, entries=self.entries + tuple(entries))


@dataclass(frozen=True)
class Unit:
    """A pathway, session or centre as known at a month: its partner, its category and its amounts by part."""

    unit: str
    partner: str
    category: str
    amounts: dict[str, float]


def pending_units(book: Book, indicator: str, current: Iterable[Unit]) -> list[Unit]:
    """What is not counted yet: the current amounts minus the counted ones; a correction enters with its sign.

    A counted unit that is gone, no longer ended or no longer reported enters with its negative amounts.
    """
    counted: dict[str, dict[str, float]] = defaultdict(dict)
    booked: dict[str, Entry] = {}
    for entry in book.of(indicator):
        counted[entry.unit][entry.part] = counted[entry.unit].get(entry.part, 0.0) + entry.amount
        booked[entry.unit] = entry
    pending = [replace(unit, amounts=_difference(unit.amounts, counted.get(unit.unit, {}))) for unit in current]
    seen = {unit.unit for unit in pending}
    for name, entry in booked.items():
        if name not in seen and name not in book.erased:
            pending.append(Unit(name, entry.partner, entry.category, _difference({}, counted[name])))
    return [unit for unit in pending if unit.amounts]


def _difference(now: dict[str, float], counted: dict[str, float]) -> dict[str, float]:
    # Rounded, because the residue of adding decimals (3.6e-15 hours) would look like something new.
    parts = {part: round(now.get(part, 0.0) - counted.get(part, 0.0), 6) for part in {**counted, **now}}
    return {part: amount for part, amount in parts.items() if amount}


def by_partner(units: Iterable[Unit], part: str) -> dict[str, float]:
    """Sum of a part by partner."""
    sums: dict[str, float] = defaultdict(float)
    for unit in units:
        sums[unit.partner] += unit.amounts.get(part, 0.0)
    return sums


def block_entries(indicator: str, block: str, closing: int, units: Iterable[Unit]) -> list[Entry]:
    """The entries of a block that closes with these units."""
    return [
        Entry(indicator, block, closing, unit.unit, unit.partner, unit.category, part, amount)
        for unit in units
        for part, amount in unit.amounts.items()
        if amount
    ]
