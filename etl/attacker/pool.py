"""The pool of witness worlds: each fits all that is public; of each count the smallest and the largest are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.attacker.checks import Check, Spans
from etl.attacker.model import System
from etl.attacker.witness import Arithmetic, World


@dataclass(frozen=True)
class Range:
    """The smallest and the largest count of the pool, with the worlds that show them."""

    least_world: int
    least: int
    most_world: int
    most: int


@dataclass
class Pool:
    """Worlds that plain arithmetic agrees with; nothing else gets in."""

    system: System
    checks: Sequence[Check]
    worlds: list[World] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._spans, self._arithmetic = Spans(self.system), Arithmetic(self.system)
        place = {quantity: number for number, quantity in enumerate(self.system.quantities)}
        self._factors = {
            one: [(place[quantity], factor) for quantity, factor in one.amount.items()]
            for one in self.system.attributes
        }
        # What no world has shown to be at least k yet.
        self.left: dict[Check, None] = dict.fromkeys(self.checks)

    def take(self, world: World | None) -> bool:
        """Keep a world and what follows from it by waiting, where it fits and brings something new."""
        if world is None:
            return False
        before = len(self.worlds)
        for one in self._spans.variants(world):
            large = [check for check in self.left if self.count(one, check) >= self.system.k]
            if large and not any(self._arithmetic.broken(one)):
                self.worlds.append(one)
                for check in large:
                    del self.left[check]
        return len(self.worlds) > before

    def count(self, world: World, check: Check) -> int:
        """The count of a check in a world."""
        levels = world.get(check.partner)
        if levels is None:
            return 0
        total, level = 0, levels[check.time]
        before = levels[check.time - 1] if check.time and not check.attribute.is_stock else None
        for place, factor in self._factors[check.attribute]:
            total += factor * (level[place] - before[place] if before else level[place])
        return total

    def range(self, check: Check) -> Range | None:
        """The two witnesses of a check; None where there is no world at all."""
        if not self.worlds:
            return None
        counts = [self.count(world, check) for world in self.worlds]
        least, most = min(counts), max(counts)
        return Range(counts.index(least), least, counts.index(most), most)
