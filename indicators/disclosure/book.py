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

    def of(self, indicator: str, until: int | None = None) -> list[Entry]:
        """Entries of an indicator, up to a closing."""
        return [
            entry
            for entry in self.entries
            if entry.indicator == indicator and (until is None or entry.closing <= until)
        ]

    def counted(self, indicator: str) -> dict[tuple[str, str], float]:
        """What is already counted, by unit and part."""
        sums: dict[tuple[str, str], float] = defaultdict(float)
        for entry in self.of(indicator):
            sums[entry.unit, entry.part] += entry.amount
        return sums

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

    A counted unit that is gone (or no longer ended) enters with its negative amounts.
    """
    counted = book.counted(indicator)
    known = {entry.unit: entry for entry in book.of(indicator)}
    pending, seen = [], set()
    for unit in current:
        seen.add(unit.unit)
        amounts = {part: amount - counted.get((unit.unit, part), 0.0) for part, amount in unit.amounts.items()}
        pending.append(replace(unit, amounts=amounts))
    for name, entry in known.items():
        if name not in seen:
            amounts = {part: -amount for (unit, part), amount in counted.items() if unit == name}
            pending.append(Unit(name, entry.partner, entry.category, amounts))
    return [unit for unit in pending if any(amount for amount in unit.amounts.values())]


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
